/**
 * A place of its own on the PostgreSQL server that `DESKSIDE_TEST_POSTGRES` names (npm test starts one): a schema that
 * nobody else uses, dropped at the end. Without a server there is none, and what needs it is skipped.
 */
import { randomBytes } from 'node:crypto'
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
