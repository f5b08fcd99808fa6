/**
 * A place of its own on the PostgreSQL server that `DESKSIDE_TEST_POSTGRES` names (npm test starts one): a schema that
 * nobody else uses, dropped at the end. Without a server there is none, and what needs it is skipped.
 */
import { randomBytes } from 'node:crypto'
import { text, type Database } from '../database.ts'
import { connectPostgres } from '../postgres-connection.ts'

export const postgresUrl = process.env['DESKSIDE_TEST_POSTGRES']?.trim() || null

/** Said where tests are skipped. */
export const NO_POSTGRES = 'DESKSIDE_TEST_POSTGRES names no server'

export async function makeSchema(): Promise<{ url: string; drop(): Promise<void> }> {
  if (postgresUrl === null) throw new Error(NO_POSTGRES)
  const name = `t_${randomBytes(6).toString('hex')}`
  await execAt(postgresUrl, `CREATE SCHEMA ${name}`)
  const url = new URL(postgresUrl)
  url.searchParams.set('options', `-c search_path=${name}`)
  return {
    url: url.href,
    drop: () => execAt(postgresUrl ?? '', `DROP SCHEMA ${name} CASCADE`),
  }
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
