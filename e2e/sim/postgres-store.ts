/**
 * A real PostgreSQL as the store of simulated servers: a schema of this process, filled from the template's before each
 * run. Between two lives its connections are cut from the other side, so that what was not committed is rolled back as
 * when a process is killed. Not here: how long its answers take (postgres-time).
 */
import { randomBytes } from 'node:crypto'
import { connectPostgres } from '../../sync-server/store/postgres-connection.ts'
import { text, type Database } from '../../sync-server/store/database.ts'
import { openPostgres } from '../../sync-server/store/postgres-database.ts'
import { fillFromSqlite } from '../../sync-server/store/portable-fill.ts'
import { openSqlite } from '../../sync-server/store/sqlite-database.ts'

export type PostgresStore = {
  /** Everything as in the template. */
  reset(): Promise<void>
  /** Without a table, as a restore wants it; its url. */
  empty(): Promise<string>
  open(): Promise<{ database: Database; kill(): Promise<void> }>
  remove(): Promise<void>
}

/**
 * @param server    url of a role that may make schemas
 * @param template  SQLite file from which every run starts
 */
export async function makePostgresStore(server: string, template: string): Promise<PostgresStore> {
  const name = `sim_${randomBytes(6).toString('hex')}`
  const schemas = { work: name, template: `${name}_template` }
  const urlOf = (schema: string, program: string): string => {
    const url = new URL(server)
    url.searchParams.set('options', `-c search_path=${schema}`)
    url.searchParams.set('application_name', program)
    return url.href
  }
  const admin = await connectPostgres(server)
  for (const schema of Object.values(schemas)) {
    await admin.exec(`CREATE SCHEMA ${schema}`)
    await fill(urlOf(schema, name), template)
  }
  const tables = (
    await admin.sql.all(
      // People first: rows of other tables refer to them.
      `SELECT tablename FROM pg_tables WHERE schemaname = ? ORDER BY tablename <> 'people', tablename`,
      schemas.work,
    )
  ).map((row) => text(row, 'tablename'))
  /** Tables that the template has rows of; the others are only emptied. */
  const filled: string[] = []
  for (const table of tables)
    if (await admin.sql.get(`SELECT 1 AS one FROM ${schemas.template}.${table} LIMIT 1`))
      filled.push(table)
  // A few rows each: to delete them takes a tenth of the time that TRUNCATE does.
  const reset = [
    'BEGIN',
    ...tables.toReversed().map((table) => `DELETE FROM ${schemas.work}.${table}`),
    ...filled.map(
      (table) => `INSERT INTO ${schemas.work}.${table} SELECT * FROM ${schemas.template}.${table}`,
    ),
    'COMMIT',
  ].join(';')
  let lives = 0

  return {
    async reset() {
      await admin.exec(reset)
    },
    async empty() {
      await admin.exec(`DROP SCHEMA ${schemas.work} CASCADE; CREATE SCHEMA ${schemas.work}`)
      return urlOf(schemas.work, name)
    },
    async open() {
      const program = `${name}_${++lives}`
      return {
        database: await openPostgres(urlOf(schemas.work, program)),
        async kill() {
          await admin.sql.all(
            `SELECT pg_terminate_backend(pid) AS is_done FROM pg_stat_activity WHERE application_name = ?`,
            program,
          )
        },
      }
    },
    async remove() {
      for (const schema of Object.values(schemas)) await admin.exec(`DROP SCHEMA ${schema} CASCADE`)
      await admin.end()
    },
  }
}

async function fill(url: string, template: string): Promise<void> {
  const source = await openSqlite(template)
  const target = await openPostgres(url)
  try {
    await target.write((tx) => fillFromSqlite(source, tx))
  } finally {
    await target.close()
    await source.close()
  }
}
