/**
 * A place of its own on the PostgreSQL server that `DESKSIDE_TEST_POSTGRES` names (npm test starts one): a schema that
 * nobody else uses, dropped at the end. Without a server there is none, and what needs it is skipped.
 */
import { randomBytes } from 'node:crypto'
import { text, type Database } from '../database.ts'
import { connectPostgres } from '../postgres-connection.ts'

export const testPostgres = (): string | null =>
  process.env['DESKSIDE_TEST_POSTGRES']?.trim() || null

export async function makeSchema(): Promise<{ url: string; drop(): Promise<void> }> {
  const server = testPostgres()
  if (server === null) throw new Error('DESKSIDE_TEST_POSTGRES names no server')
  const name = `t_${randomBytes(6).toString('hex')}`
  await execAt(server, `CREATE SCHEMA ${name}`)
  const url = new URL(server)
  url.searchParams.set('options', `-c search_path=${name}`)
  return { url: url.href, drop: () => execAt(server, `DROP SCHEMA ${name} CASCADE`) }
}

export async function execAt(url: string, statement: string): Promise<void> {
  const connection = await connectPostgres(url)
  try {
    await connection.exec(statement)
  } finally {
    await connection.end()
  }
}

/**
 * What a desk of a test needs in its environment to have the store that `DESKSIDE_TEST_STORE` names: SQLite, or with
 * `postgres` a schema of its own.
 */
export async function makeTestStore(): Promise<{
  environment: Record<string, string>
  drop(): Promise<void>
}> {
  if (process.env['DESKSIDE_TEST_STORE'] !== 'postgres')
    return { environment: {}, drop: async () => {} }
  const schema = await makeSchema()
  return { environment: { DESKSIDE_DATABASE_URL: schema.url }, drop: schema.drop }
}

/** All tables of a store, whichever it is. */
export async function tableNames(database: Database): Promise<string[]> {
  const { kind } = await database.about()
  const rows = await database.read.all(
    kind === 'sqlite'
      ? `SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY 1`
      : `SELECT tablename AS name FROM pg_tables WHERE schemaname = current_schema() ORDER BY 1`,
  )
  return rows.map((row) => text(row, 'name'))
}
