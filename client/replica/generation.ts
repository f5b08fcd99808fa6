/**
 * The generation of the desk that this device follows, as its disk has it. A server that was restored is of another one,
 * and what it acknowledged before counts no more (FE6). Not here: going over to another one (feed, doc-log).
 */
import type { Db } from './db.ts'

/** Every scope of it was read to its end. */
const READ_KEY = 'generation'
/** This device went over to it, and may not have read all of it. */
const FOLLOWED_KEY = 'followed'
const CHANGES_KEY = 'distrusted'

/** What is here is wholly of this one; null: not known. A device that stops half-way through another begins again. */
export async function readGeneration(db: Db): Promise<string | null> {
  return textOf(await db.setting(READ_KEY))
}

export async function noteRead(db: Db, generation: string): Promise<void> {
  await db.kv.put({ key: READ_KEY, value: generation })
}

/** The one whose word counts here; null: not known. */
export async function followedGeneration(db: Db): Promise<string | null> {
  return textOf(await db.setting(FOLLOWED_KEY)) ?? readGeneration(db)
}

/** Inside a transaction over `db.kv`. */
export async function follow(db: Db, generation: string): Promise<void> {
  await db.kv.put({ key: FOLLOWED_KEY, value: generation })
  await db.kv.put({ key: CHANGES_KEY, value: (await timesDistrusted(db)) + 1 })
}

/** How often this device has changed to another history: an answer is of the one in which it was asked for. */
export async function timesDistrusted(db: Db): Promise<number> {
  const times = await db.setting(CHANGES_KEY)
  return typeof times === 'number' ? times : 0
}

const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null)
