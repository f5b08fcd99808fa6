/**
 * `doctor`, the part about PostgreSQL: whether it answers, is new enough, has the tables of this program, and whether what one
 * connection says is heard by another. Asked past the desk, so that a desk that does not open is explained. Changes
 * nothing. Not here: what is in the tables (desk-checks).
 */
import { randomBytes } from 'node:crypto'
import { FaultError } from '../../shared/kit/fault.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import { number, text, type Sql } from '../store/database.ts'
import { connectPostgres, type PostgresConnection } from '../store/postgres-connection.ts'
import { NEWEST_STEP, stepOf } from '../store/schema.ts'
import type { Check } from './desk-checks.ts'

/** As `SHOW server_version_num` says it: 13.0. */
const VERSION_OLDEST = 130_000
/** One process opens up to so many connections: docs/operate.md. */
const CONNECTIONS_OF_ONE = 7

export async function checksOfPostgres(databaseUrl: string): Promise<Check[]> {
  let connection: PostgresConnection
  try {
    connection = await connectPostgres(databaseUrl)
  } catch (error) {
    return [
      { name: 'postgres', state: 'bad', detail: `${whereOf(databaseUrl)}: ${wordsOf(error)}` },
    ]
  }
  try {
    return [
      await versionCheck(connection.sql),
      await tablesCheck(connection.sql),
      await connectionsCheck(connection.sql),
      await listenCheck(connection, databaseUrl),
    ]
  } catch (error) {
    return [{ name: 'postgres', state: 'bad', detail: wordsOf(error) }]
  } finally {
    await connection.end()
  }
}

/** Host and database; never the whole address, which may hold a password. */
function whereOf(databaseUrl: string): string {
  try {
    const { host, pathname } = new URL(databaseUrl)
    return `${host}${pathname}`
  } catch {
    return 'DESKSIDE_DATABASE_URL is no address'
  }
}

const wordsOf = (error: unknown): string =>
  error instanceof FaultError
    ? error.fault.detail
    : error instanceof Error
      ? error.message
      : String(error)

async function show(sql: Sql, setting: string): Promise<string> {
  const row = await sql.get(`SELECT current_setting(?) AS value`, setting)
  return row ? text(row, 'value') : ''
}

async function versionCheck(sql: Sql): Promise<Check> {
  const version = await show(sql, 'server_version')
  const encoding = await show(sql, 'server_encoding')
  const name = 'postgres'
  if (Number(await show(sql, 'server_version_num')) < VERSION_OLDEST)
    return { name, state: 'bad', detail: `${version}; Deskside needs 13 or newer` }
  if (encoding !== 'UTF8')
    return {
      name,
      state: 'bad',
      detail: `the database is in ${encoding}; make one with ENCODING 'UTF8' and move by backup and restore`,
    }
  return { name, state: 'ok', detail: `${version} answers, ${encoding}` }
}

async function tablesCheck(sql: Sql): Promise<Check> {
  const name = 'postgres tables'
  const row = await sql.get(
    `SELECT current_schema() AS name, to_regclass('migrations') IS NOT NULL AS is_there`,
  )
  if (typeof row?.['name'] !== 'string')
    return { name, state: 'bad', detail: 'there is no schema of the search_path to put them in' }
  const schema = text(row, 'name')
  if (row['is_there'] !== 1)
    return { name, state: 'ok', detail: `none yet in schema ${schema}; the first start makes them` }
  const step = await stepOf(sql)
  if (step > NEWEST_STEP)
    return {
      name,
      state: 'bad',
      detail: `step ${step}: they are of a newer version, this program knows ${NEWEST_STEP}`,
    }
  return step === NEWEST_STEP
    ? { name, state: 'ok', detail: `step ${step} in schema ${schema}` }
    : {
        name,
        state: 'advice',
        detail: `step ${step} of ${NEWEST_STEP}: the next start brings them up; make a backup first`,
      }
}

async function connectionsCheck(sql: Sql): Promise<Check> {
  const row = await sql.get(
    `SELECT count(*) AS used, count(*) FILTER (WHERE query LIKE 'LISTEN "deskside_' || current_schema() || '"%') AS nodes
     FROM pg_stat_activity WHERE backend_type = 'client backend'`,
  )
  const used = row ? number(row, 'used') : 0
  const nodes = row ? number(row, 'nodes') : 0
  const kept = Number(await show(sql, 'superuser_reserved_connections'))
  const free = Number(await show(sql, 'max_connections')) - kept - used
  const detail = `${nodes} ${nodes === 1 ? 'server' : 'servers'} of this desk, ${free} connections free`
  return free >= CONNECTIONS_OF_ONE
    ? { name: 'postgres nodes', state: 'ok', detail }
    : {
        name: 'postgres nodes',
        state: 'advice',
        detail: `${detail}; one server takes up to ${CONNECTIONS_OF_ONE}: raise max_connections`,
      }
}

/** A pooler that hands each transaction to another connection takes LISTEN and delivers nothing. */
export async function listenCheck(
  listener: PostgresConnection,
  databaseUrl: string,
): Promise<Check> {
  const name = 'postgres listen'
  const channel = `deskside_doctor_${randomBytes(8).toString('hex')}`
  let timer: NodeJS.Timeout | undefined
  const heard = new Promise<boolean>((resolve) => {
    listener.onNotice((from) => {
      if (from === channel) resolve(true)
    })
    timer = setTimeout(() => resolve(false), LIMITS.nodesLookMs)
  })
  const speaker = await connectPostgres(databaseUrl)
  try {
    await listener.exec(`LISTEN "${channel}"`)
    await speaker.sql.get(`SELECT pg_notify(?, 'x')`, channel)
    return (await heard)
      ? { name, state: 'ok', detail: 'what one connection says, another hears' }
      : {
          name,
          state: 'bad',
          detail:
            'NOTIFY is not heard: connect directly, or through a pooler that keeps sessions; until then servers see each other’s changes two seconds late',
        }
  } finally {
    clearTimeout(timer)
    await speaker.end()
  }
}
