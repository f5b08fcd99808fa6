/**
 * The only door to PostgreSQL: connections that speak the dialect of `Database` (`?`, BLOB, numbers as numbers, plain
 * bytes) and say what an error means for the caller. Not here: transactions and groups (postgres-database).
 */
import pg from 'pg'
import { FaultError } from '../../shared/kit/fault.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import type { Sql, SqlRow, SqlValue } from './database.ts'

export type PostgresConnection = {
  sql: Sql
  /** One or several statements without parameters. Gives the tag of the last one, such as COMMIT. */
  exec(text: string): Promise<string>
  /** True from the moment the connection is of no more use. */
  isBroken(): boolean
  onNotice(listen: (channel: string, payload: string) => void): void
  onEnd(listen: () => void): void
  end(): Promise<void>
}

export type PostgresPool = { sql: Sql; end(): Promise<void> }

/** Prepared by name up to this many different texts; later ones are parsed each time. */
const STATEMENTS_NAMED = 500

const OID = {
  bool: 16,
  bytea: 17,
  int8: 20,
  int2: 21,
  int4: 23,
  float4: 700,
  float8: 701,
  numeric: 1700,
}

const parsers = new Map<number, (text: string) => SqlValue>([
  [OID.bool, (value) => (value === 't' ? 1 : 0)],
  [OID.bytea, parseBytes],
  [OID.int8, parseWhole],
  ...[OID.int2, OID.int4, OID.float4, OID.float8, OID.numeric].map(
    (oid): [number, (text: string) => SqlValue] => [oid, Number],
  ),
])

/** Beyond 2^53 a number would silently be another one. */
function parseWhole(value: string): number {
  const number = Number(value)
  if (!Number.isSafeInteger(number)) throw new Error('a number of the database is too large')
  return number
}

function parseBytes(value: string): Uint8Array {
  return new Uint8Array(Buffer.from(value.slice(2), 'hex'))
}

const types = {
  getTypeParser: (oid: number) => parsers.get(oid) ?? ((value: string) => value),
}

const common = (url: string) => ({
  connectionString: url,
  types,
  application_name: 'deskside',
  connectionTimeoutMillis: LIMITS.databaseConnectMs,
  query_timeout: LIMITS.databaseAnswerMs,
  keepAlive: true,
})

/** Without it COMMIT would answer before the disk has it. A stricter setting of the server's is left alone. */
const DURABLE = `SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'`

export async function connectPostgres(url: string): Promise<PostgresConnection> {
  // What is asked for without waiting goes out at once, and is answered in order.
  const client = new pg.Client({ ...common(url), pipeline: true })
  let isBroken = false
  const ended: (() => void)[] = []
  const markBroken = () => {
    if (isBroken) return
    isBroken = true
    for (const listen of ended) listen()
  }
  client.on('error', markBroken)
  client.on('end', markBroken)
  try {
    await client.connect()
    await client.query(DURABLE)
  } catch (error) {
    await client.end().catch(() => {})
    throw faultOf(error)
  }
  /** After an answer that did not come in time nobody knows what the connection is at. */
  const guard = async <T>(run: Promise<T>): Promise<T> => {
    try {
      return await run
    } catch (error) {
      if (isConnectionLost(error)) {
        markBroken()
        client.end().catch(() => {})
      }
      throw error
    }
  }
  return {
    sql: makeSql((query) => guard(client.query<SqlRow>(query))),
    async exec(text) {
      const done: unknown = await guard(client.query(text))
      const last: unknown = Array.isArray(done) ? done.at(-1) : done
      return last instanceof pg.Result ? last.command : ''
    },
    isBroken: () => isBroken,
    onNotice: (listen) =>
      void client.on('notification', (notice) => listen(notice.channel, notice.payload ?? '')),
    onEnd: (listen) => void ended.push(listen),
    async end() {
      await client.end().catch(() => {})
    },
  }
}

/** Each statement alone and at once durable, on whichever connection is free. */
export function makePostgresPool(url: string, connectionsMax: number): PostgresPool {
  const pool = new pg.Pool({
    ...common(url),
    max: connectionsMax,
    verify: (client, done) => {
      client.query(DURABLE).then(() => done(), done)
    },
  })
  // A connection that idles when the server goes away is put out of the pool by itself.
  pool.on('error', () => {})
  const query = async (text: Statement): Promise<pg.QueryResult<SqlRow>> => {
    try {
      return await pool.query<SqlRow>(text)
    } catch (error) {
      throw faultOf(error)
    }
  }
  return { sql: makeSql(query), end: () => pool.end() }
}

type Statement = { name?: string; text: string; values: SqlValue[] }

const names = new Map<string, { text: string; name: string | null }>()

/** The text as PostgreSQL wants it, and the name under which each connection keeps it prepared. */
function translate(text: string): { text: string; name: string | null } {
  const known = names.get(text)
  if (known) return known
  let count = 0
  const translated = text
    // No statement of ours has a question mark inside a literal.
    .replace(/\?/g, () => `$${++count}`)
    .replace(/\bBLOB\b/g, 'BYTEA')
  const isNamed = names.size < STATEMENTS_NAMED && /^\s*(SELECT|INSERT|UPDATE|DELETE)\b/.test(text)
  const made = { text: translated, name: isNamed ? `s${names.size}` : null }
  if (names.size < STATEMENTS_NAMED) names.set(text, made)
  return made
}

function makeSql(query: (statement: Statement) => Promise<pg.QueryResult<SqlRow>>): Sql {
  const run = (text: string, params: SqlValue[]) => {
    const known = translate(text)
    return query({
      text: known.text,
      ...(known.name === null ? {} : { name: known.name }),
      values: params.map(fitValue),
    })
  }
  return {
    all: async (text, ...params) => (await run(text, params)).rows,
    get: async (text, ...params) => (await run(text, params)).rows[0],
    run: async (text, ...params) => (await run(text, params)).rowCount ?? 0,
  }
}

/** PostgreSQL's text holds no NUL: it is written as the replacement character. */
function fitValue(value: SqlValue): SqlValue {
  return typeof value === 'string' && value.includes('\0')
    ? value.replaceAll('\0', '\uFFFD')
    : value
}

export const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''

/** SQLSTATE (PostgreSQL appendix A): another transaction was in the way, and the same again may well do. */
export const isLockTimeout = (error: unknown): boolean => codeOf(error) === '55P03'
export const isDeadlock = (error: unknown): boolean => ['40P01', '40001'].includes(codeOf(error))
/** Somebody else made it first (a row under its key, a table): looked at again, it is there. */
export const isMadeMeanwhile = (error: unknown): boolean =>
  ['23505', '42P07', '42701'].includes(codeOf(error))

const LOST = /^(08|57P0|25006|53300|ECONN|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_|EHOST|ENOENT)/
const LOST_WORDS =
  /terminated|timeout|not queryable|Connection ended|connect ECONN|client was closed|already connected/i

/** What is lost with the connection is not done, as far as anybody can tell. */
function isConnectionLost(error: unknown): boolean {
  if (!(error instanceof Error) || error instanceof FaultError) return false
  const code = codeOf(error)
  return code === '' ? LOST_WORDS.test(error.message) : LOST.test(code)
}

/** The database's words as a fault; anything else stays what it is. */
export function faultOf(error: unknown): unknown {
  if (isConnectionLost(error))
    return new FaultError({ code: 'kit/busy', detail: 'the database does not answer' })
  // 53100 disk full, 58030 input or output error.
  if (['53100', '58030'].includes(codeOf(error)))
    return new FaultError({ code: 'kit/storage', detail: 'the database has no room left' })
  if (isLockTimeout(error) || isDeadlock(error))
    return new FaultError({ code: 'kit/busy', detail: 'another change is in the way' })
  return error
}
