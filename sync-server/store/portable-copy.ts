/**
 * A PostgreSQL desk as one SQLite file, of one moment: the form in which desks are kept and moved. What a SQLite desk has
 * as files (blobs) stays out of it: backup writes those beside it.
 */
import { text, type Database, type Sql, type SqlRow } from './database.ts'
import { connectPostgres } from './postgres-connection.ts'
import { migrate } from './schema.ts'
import { openSqlite } from './sqlite-database.ts'

const ROWS_AT_ONCE = 500
/** The copy has steps of its own; blobs are files beside it; what is found by is made anew of the documents. */
const LEFT_OUT = new Set(['migrations', 'blob_bytes', 'search_parts'])

export async function copyToSqlite(url: string, path: string): Promise<void> {
  const source = await connectPostgres(url)
  try {
    const target = await openSqlite(path)
    try {
      await migrate(target)
      // One snapshot, whatever is committed meanwhile.
      await source.exec('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
      for (const table of await tablesOf(source.sql)) await copyTable(source, target, table)
      await source.exec('COMMIT')
    } finally {
      await target.close()
    }
  } finally {
    await source.end()
  }
}

type Table = { name: string; columns: string[] }

/** People first: rows of other tables refer to them. */
async function tablesOf(sql: Sql): Promise<Table[]> {
  const rows = await sql.all(
    `SELECT table_name, column_name, data_type FROM information_schema.columns
     WHERE table_schema = current_schema() ORDER BY table_name <> 'people', table_name, ordinal_position`,
  )
  const tables = new Map<string, Table>()
  for (const row of rows) {
    const name = text(row, 'table_name')
    if (LEFT_OUT.has(name)) continue
    const table = tables.get(name) ?? { name, columns: [] }
    table.columns.push(`${text(row, 'column_name')} ${typeIn(text(row, 'data_type'))}`)
    tables.set(name, table)
  }
  return [...tables.values()]
}

function typeIn(type: string): string {
  if (type === 'bytea') return 'BLOB'
  return type === 'text' ? 'TEXT' : 'BIGINT'
}

async function copyTable(
  source: Awaited<ReturnType<typeof connectPostgres>>,
  target: Database,
  { name, columns }: Table,
): Promise<void> {
  await target.write((tx) => tx.run(`CREATE TABLE IF NOT EXISTS ${name} (${columns.join(', ')})`))
  const names = columns.map((column) => column.split(' ')[0] ?? '')
  const insert = `INSERT INTO ${name} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`
  await source.exec(`DECLARE page NO SCROLL CURSOR FOR SELECT * FROM ${name}`)
  for (;;) {
    const rows: SqlRow[] = await source.sql.all(`FETCH ${ROWS_AT_ONCE} FROM page`)
    await target.write(async (tx) => {
      for (const row of rows) await tx.run(insert, ...names.map((column) => row[column] ?? null))
    })
    if (rows.length < ROWS_AT_ONCE) break
  }
  await source.exec('CLOSE page')
}
