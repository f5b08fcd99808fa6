/**
 * An empty PostgreSQL database becomes the desk that lies in a SQLite file: the way back of portable-copy, as part of one
 * write, so that cut short it leaves nothing. Not here: files beside the database (restore), what a restored desk must
 * forget (generation).
 */
import { FaultError } from '../../shared/kit/fault.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import {
  number,
  text,
  type Database,
  type Sql,
  type SqlRow,
  type SqlValue,
  type Tx,
} from './database.ts'
import { migrateIn } from './schema.ts'

/** Rows of one statement: as many as are read at once, unless they are large. */
const ROWS_AT_ONCE = 100
/** The target has steps of its own, and makes what is found by anew of the documents (`search_…`). */
const LEFT_OUT = /^(migrations$|search_)/

/**
 * @param source  at the newest step
 * @param tx      a write of the target
 * @param say     told after every table how many rows it had
 */
export async function fillFromSqlite(
  source: Database,
  tx: Tx,
  say: (table: string, rows: number) => void = () => {},
): Promise<void> {
  await assertEmpty(tx)
  await migrateIn(tx)
  for (const table of await tablesOf(source.read))
    say(table, await fillTable(source.read, tx, table))
}

/** A database with anything in it is somebody's. */
async function assertEmpty(tx: Tx): Promise<void> {
  const row = await tx.get(
    `SELECT current_schema() AS name, count(*) AS n FROM pg_tables WHERE schemaname = current_schema()`,
  )
  if (row && typeof row['name'] !== 'string')
    throw new FaultError({ code: 'kit/invalid', detail: 'the database has no schema to use' })
  if (row && number(row, 'n') > 0)
    throw new FaultError({
      code: 'desk/exists',
      detail: `the database has ${number(row, 'n')} tables already in schema ${text(row, 'name')}; a backup is restored into an empty one only`,
    })
}

/** People first: rows of other tables refer to them. */
async function tablesOf(sql: Sql): Promise<string[]> {
  const rows = await sql.all(
    `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name <> 'people', name`,
  )
  return rows.map((row) => text(row, 'name')).filter((name) => !LEFT_OUT.test(name))
}

async function fillTable(source: Sql, tx: Tx, table: string): Promise<number> {
  const info = await source.all(`SELECT name FROM pragma_table_info(?)`, table)
  const columns = info.map((row) => text(row, 'name'))
  let count = 0
  for (let last = 0; ;) {
    const rows = await source.all(
      `SELECT rowid AS row_place, * FROM ${table} WHERE rowid > ? ORDER BY rowid LIMIT ${ROWS_AT_ONCE}`,
      last,
    )
    const end = rows.at(-1)
    if (!end) return count
    last = number(end, 'row_place')
    count += rows.length
    for (const part of partsOf(rows)) await insert(tx, table, columns, part)
  }
}

function insert(
  tx: Tx,
  table: string,
  columns: readonly string[],
  rows: readonly SqlRow[],
): Promise<number> {
  const places = `(${columns.map(() => '?').join(', ')})`
  const values: SqlValue[] = rows.flatMap((row) => columns.map((column) => row[column] ?? null))
  return tx.run(
    `INSERT INTO ${table} (${columns.join(', ')}) VALUES ${rows.map(() => places).join(', ')}`,
    ...values,
  )
}

/** Large rows go in several statements: each is in memory as a whole, here and there. */
function partsOf(rows: readonly SqlRow[]): SqlRow[][] {
  const parts: SqlRow[][] = []
  let bytes = Infinity
  for (const row of rows) {
    const own = Object.values(row).reduce<number>((sum, value) => sum + sizeOf(value), 0)
    if (bytes + own > LIMITS.restoreStatementBytes) {
      parts.push([])
      bytes = 0
    }
    parts.at(-1)?.push(row)
    bytes += own
  }
  return parts
}

const sizeOf = (value: SqlValue): number =>
  typeof value === 'string' || value instanceof Uint8Array ? value.length : 8
