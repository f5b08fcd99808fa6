/**
 * What the desk needs of a SQL database: short reads, and writes that are grouped into few durable transactions.
 * The dialect shared by SQLite and PostgreSQL: ids are text, times are bigint ms, JSON is text, booleans are 0/1.
 * Not here: any table (schema), any driver (sqlite-database, postgres-database).
 */
export type SqlValue = string | number | null | Uint8Array
export type SqlRow = Record<string, SqlValue>

export type Sql = {
  all(text: string, ...params: SqlValue[]): Promise<SqlRow[]>
  get(text: string, ...params: SqlValue[]): Promise<SqlRow | undefined>
  /** Number of rows changed. */
  run(text: string, ...params: SqlValue[]): Promise<number>
}

/** One write inside a grouped transaction. Rolled back alone when its body throws. */
export type Tx = Sql & {
  /** Runs once the whole group is durable, before the write's promise resolves. */
  afterCommit(run: () => void): void
  /** Runs when this write has succeeded inside its group, before the group is durable. */
  afterRelease(run: () => void): void
  /** The same object for all writes that share one COMMIT. */
  group: object
  /**
   * Ends a SELECT whose rows this write is about to change: no other process changes them until COMMIT, and what is read
   * is their newest state. Empty where there is one writer.
   */
  forUpdate: string
  /** The same, passing over rows that another process holds: for work that anybody may take. */
  forClaim: string
}

/**
 * Thrown by a write that finds that another process has done meanwhile what it set out to do: it is undone and run again,
 * and then sees it.
 */
export class DoneMeanwhile extends Error {}

/** What `doctor` and `verify` say of a store. */
export type StoreAbout = {
  kind: 'sqlite' | 'postgres'
  words: string
  /** `ok`, or what the database says is wrong with itself. */
  integrity: string
  isDurable: boolean
  durability: string
}

export type Database = {
  /** For the few statements that the dialects do not share: words are looked for in another way (search/word-index). */
  kind: 'sqlite' | 'postgres'
  /** Reads what is committed. */
  read: Sql
  /**
   * Runs `body` inside a transaction and resolves after COMMIT reached the disk. Writes that wait together share one
   * COMMIT. Throws what the body threw, or `FaultError kit/storage` when the disk refused.
   */
  write<T>(body: (tx: Tx) => Promise<T>): Promise<T>
  /** A consistent copy of the whole database in a new SQLite file. */
  backupTo(path: string): Promise<void>
  about(): Promise<StoreAbout>
  /**
   * Resolves when nothing of what was deleted before is in the files any more, as far as the store can say so: PostgreSQL
   * does it in its own time.
   */
  scrub?(): Promise<void>
  close(): Promise<void>
}

/** Columns out of rows, with the type checked where the row leaves the store. */
export const text = (row: SqlRow, column: string): string => {
  const value = row[column]
  if (typeof value !== 'string') throw new Error(`column ${column} is not text`)
  return value
}
export const textOrNull = (row: SqlRow, column: string): string | null => {
  const value = row[column]
  return typeof value === 'string' ? value : null
}
export const number = (row: SqlRow, column: string): number => {
  const value = row[column]
  if (typeof value !== 'number') throw new Error(`column ${column} is not a number`)
  return value
}
export const numberOrNull = (row: SqlRow, column: string): number | null => {
  const value = row[column]
  return typeof value === 'number' ? value : null
}
export const bytes = (row: SqlRow, column: string): Uint8Array => {
  const value = row[column]
  if (!(value instanceof Uint8Array)) throw new Error(`column ${column} is not bytes`)
  return value
}
