/**
 * What every store must keep, as one suite of tests that each implementation runs. The words are those of
 * `Database`; what is special to one database is tested beside it.
 */
import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { FaultError } from '../../shared/kit/fault.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import { makeRow } from '../../shared/ticket/row.ts'
import { makeDoc, readTicket } from '../../shared/ticket/ticket-doc.ts'
import { makeFeed } from '../feed/feed.ts'
import { moveInFeed } from '../feed/feed-rows.ts'
import { DEFAULT_SETTINGS } from '../settings/settings.ts'
import { bytes as readBytes, number, type Database, type Tx } from './database.ts'
import { migrate } from './schema.ts'

export type OpenedStore = {
  database: Database
  /** Opens what is stored again, after `database` was closed. */
  reopen(): Promise<Database>
  /** A path for `backupTo`, and the copy opened as a database. */
  copy: { path: string; open(): Promise<Database> }
  /** A further process on the same store, so to speak; absent where one at a time writes. */
  another?(): Promise<Database>
  dispose(): Promise<void>
}

export function databaseContract(name: string, open: () => Promise<OpenedStore>): void {
  let store: OpenedStore
  let database: Database
  beforeEach(async () => {
    store = await open()
    database = store.database
  })
  afterEach(async () => {
    await database.close().catch(() => {})
    await store.dispose()
  })

  const makeTable = () =>
    database.write((tx) =>
      tx.run(`CREATE TABLE things (id TEXT PRIMARY KEY, at BIGINT, word TEXT, bytes BLOB)`),
    )
  const add = (tx: Tx, id: string) => tx.run(`INSERT INTO things (id) VALUES (?)`, id)
  const ids = async (from: Database = database) =>
    (await from.read.all(`SELECT id FROM things ORDER BY id`)).map((row) => row['id'])

  describe(`${name}: writes`, () => {
    beforeEach(makeTable)

    test('a write gives what its body gave, and is there afterwards', async () => {
      expect(await database.write(async (tx) => add(tx, 'a'))).toBe(1)
      expect(await ids()).toEqual(['a'])
    })

    test('a write whose body throws leaves nothing and throws the same', async () => {
      const wrong = new Error('no')
      const write = database.write(async (tx) => {
        await add(tx, 'a')
        throw wrong
      })
      await expect(write).rejects.toBe(wrong)
      expect(await ids()).toEqual([])
    })

    test('a failing write takes none of its group along', async () => {
      const results = await Promise.allSettled(
        ['a', 'b', 'c', 'd'].map((id) =>
          database.write(async (tx) => {
            await add(tx, id)
            await nextTurn()
            if (id === 'b' || id === 'c') await add(tx, 'a')
          }),
        ),
      )
      expect(results.map((result) => result.status)).toEqual([
        'fulfilled',
        'rejected',
        'rejected',
        'fulfilled',
      ])
      expect(await ids()).toEqual(['a', 'd'])
    })

    test('writes happen one after the other, in the order they were asked for', async () => {
      const order: string[] = []
      await Promise.all(
        Array.from({ length: 40 }, (_, at) =>
          database.write(async (tx) => {
            order.push(`in ${at}`)
            for (let turn = 0; turn < at % 4; turn++) await nextTurn()
            await add(tx, String(at))
            order.push(`out ${at}`)
          }),
        ),
      )
      expect(order).toEqual(Array.from({ length: 40 }, (_, at) => [`in ${at}`, `out ${at}`]).flat())
    })

    test('a write reads its own rows; a reader sees them only after the commit', async () => {
      let seenOutside = -1
      let seenInside = -1
      await database.write(async (tx) => {
        await add(tx, 'a')
        seenInside = (await tx.all(`SELECT id FROM things`)).length
        await nextTurn()
        seenOutside = (await ids()).length
      })
      expect([seenInside, seenOutside]).toEqual([1, 0])
      expect(await ids()).toEqual(['a'])
    })

    test('a later write of the same group sees what an earlier one wrote', async () => {
      const first = database.write((tx) => add(tx, 'a'))
      const second = database.write((tx) => tx.all(`SELECT id FROM things`))
      await first
      expect(await second).toEqual([{ id: 'a' }])
    })

    test('[CO1] what waits for the commit runs after it, and before the write is answered', async () => {
      const order: string[] = []
      const reads: Promise<unknown>[] = []
      const writes = ['a', 'b'].map((id) =>
        database
          .write(async (tx) => {
            await add(tx, id)
            tx.afterCommit(() => {
              order.push(`after ${id}`)
              reads.push(ids().then((found) => order.push(`${id} sees ${found.join('')}`)))
            })
            order.push(`in ${id}`)
          })
          .then(() => order.push(`answered ${id}`)),
      )
      await Promise.all(writes)
      await Promise.all(reads)
      expect(order.indexOf('in b')).toBeLessThan(order.indexOf('after a'))
      for (const id of ['a', 'b'])
        expect(order.indexOf(`after ${id}`)).toBeLessThan(order.indexOf(`answered ${id}`))
      expect(order).toContain('a sees ab')
    })

    test('what waits for the commit of a failing write never runs', async () => {
      let hasRun = false
      const failing = database.write(async (tx) => {
        tx.afterCommit(() => {
          hasRun = true
        })
        throw new Error('no')
      })
      await expect(failing).rejects.toThrow('no')
      await database.write((tx) => add(tx, 'a'))
      expect(hasRun).toBe(false)
    })

    test('something thrown after the commit stops no other write', async () => {
      const results = await Promise.allSettled([
        database.write(async (tx) => {
          await add(tx, 'a')
          tx.afterCommit(() => {
            throw new Error('a listener broke')
          })
        }),
        database.write((tx) => add(tx, 'b')),
      ])
      // The rows of the first are durable: to say otherwise would have it done twice.
      expect(results.map((result) => result.status)).toEqual(['fulfilled', 'fulfilled'])
      await database.write((tx) => add(tx, 'c'))
      expect(await ids()).toEqual(['a', 'b', 'c'])
    })

    test('more writes than may wait are refused, and those that wait are carried out', async () => {
      const waiting = Array.from({ length: LIMITS.groupCommitWaiting }, () =>
        database.write(async () => 1),
      )
      await expect(database.write(async () => 1)).rejects.toMatchObject({
        fault: { code: 'kit/busy' },
      })
      expect((await Promise.all(waiting)).length).toBe(LIMITS.groupCommitWaiting)
      expect(await database.write(async () => 2)).toBe(2)
    })

    test('closing waits for what was asked for, and refuses what comes later', async () => {
      const before = database.write(async (tx) => {
        await nextTurn()
        await add(tx, 'a')
      })
      const closing = database.close()
      const late = database.write((tx) => add(tx, 'b'))
      await expect(late).rejects.toBeInstanceOf(FaultError)
      await before
      await closing
      const again = await store.reopen()
      expect(await ids(again)).toEqual(['a'])
      await again.close()
    })

    test('a copy is whole, and does not change any more', async () => {
      await database.write((tx) => add(tx, 'a'))
      await database.backupTo(store.copy.path)
      await database.write((tx) => add(tx, 'b'))
      const copy = await store.copy.open()
      expect(await ids(copy)).toEqual(['a'])
      await copy.close()
    })
  })

  describe(`${name}: values`, () => {
    beforeEach(makeTable)

    test.each([
      ['a time', 'at', 8_640_000_000_000_000],
      ['a large count', 'at', Number.MAX_SAFE_INTEGER],
      ['a negative number', 'at', -1],
      ['nothing', 'at', null],
      ['an empty text', 'word', ''],
      ['text of any script', 'word', 'Größe 日本 عربي 🦊 \u0007\r\n end'],
      ['a long text', 'word', 'x'.repeat(2_000_000)],
    ])('%s comes back as it went in', async (_what, column, value) => {
      await database.write((tx) =>
        tx.run(`INSERT INTO things (id, ${column}) VALUES ('a', ?)`, value),
      )
      expect((await database.read.get(`SELECT ${column} AS it FROM things`))?.['it']).toBe(value)
    })

    test('bytes come back as they went in, also none and a million', async () => {
      for (const [id, length] of [
        ['none', 0],
        ['some', 257],
        ['many', 1_000_000],
      ] as const) {
        const bytes = Uint8Array.from({ length }, (_, at) => (at * 31) & 255)
        await database.write((tx) =>
          tx.run(`INSERT INTO things (id, bytes) VALUES (?, ?)`, id, bytes),
        )
        const row = await database.read.get(`SELECT bytes FROM things WHERE id = ?`, id)
        const back = row ? readBytes(row, 'bytes') : null
        expect(back).toBeInstanceOf(Uint8Array)
        expect(Buffer.compare(Buffer.from(bytes), Buffer.from(back ?? []))).toBe(0)
      }
    })

    test('nothing found is undefined, and the number of changed rows is told', async () => {
      expect(await database.read.get(`SELECT * FROM things WHERE id = 'x'`)).toBeUndefined()
      await database.write(async (tx) => {
        for (const id of ['a', 'b', 'c']) await add(tx, id)
      })
      expect(await database.write((tx) => tx.run(`DELETE FROM things WHERE id > 'a'`))).toBe(2)
    })
  })

  describe(`${name}: tables`, () => {
    test('they are made once, however often it is asked', async () => {
      await migrate(database)
      await database.write((tx) => tx.run(`INSERT INTO counters (name, value) VALUES ('x', 7)`))
      await migrate(database)
      await Promise.all([migrate(database), migrate(database)])
      const row = await database.read.get(`SELECT value FROM counters WHERE name = 'x'`)
      expect(row && number(row, 'value')).toBe(7)
    })

    test('tables of a newer program are refused, and left alone', async () => {
      await migrate(database)
      await database.write((tx) => tx.run(`INSERT INTO migrations (step) VALUES (9999)`))
      await expect(migrate(database)).rejects.toThrow(/newer version/)
    })
  })

  describe(`${name}: feed`, () => {
    let writers: Database[]
    beforeEach(async () => {
      await migrate(database)
      const { another } = store
      writers = another ? await Promise.all(tickets.map(() => another())) : [database]
    })
    afterEach(() => Promise.all(writers.map((writer) => writer.close().catch(() => {}))))

    test('[FE1] a reader with a cursor misses nothing of 32 writers', async () => {
      const missed = await readWhileWriting(database, writers, (writer, change) =>
        writer.write(async (tx) => {
          await sleep(change)
          await moveInFeed(tx, {
            ticket: change.ticket,
            version: change.version,
            at: 0,
            queuesBefore: ['support'],
            queuesAfter: ['support'],
          })
          await sleep(change)
        }),
      )
      expect(missed).toEqual([])
    })

    test('[FE1] the same reader misses rows when the number is taken outside the transaction', async () => {
      const missed = await readWhileWriting(database, writers, async (writer, change) => {
        const seq = await writer.write(async (tx) => {
          const row = await tx.get(
            `INSERT INTO scopes (scope, seq) VALUES ('q:support', 1) ON CONFLICT (scope) DO UPDATE SET seq = scopes.seq + 1 RETURNING seq`,
          )
          return row ? number(row, 'seq') : 0
        })
        await sleep(change)
        await writer.write((tx) => setFeedRow(tx, change, seq))
      })
      expect(missed).not.toEqual([])
    })
  })
}

export type FeedChange = { writer: number; ticket: string; version: number }

const WRITERS = 32
const CHANGES_EACH = 8

const tickets = Array.from(
  { length: WRITERS },
  (_, writer) => `00000000000000000000000${String(writer).padStart(3, '0')}`,
)

/** Inside a transaction: writers sleep unlike times, so that they overtake each other where they can. */
export const sleep = ({ writer, version }: FeedChange): Promise<void> =>
  pause((writer * 5 + version * 3) % 7)

/** A row of the feed under a number from elsewhere. */
export const setFeedRow = (tx: Tx, change: FeedChange, seq: number): Promise<number> =>
  tx.run(
    `INSERT INTO feed (scope, ticket, seq, version, op) VALUES ('q:support', ?, ?, ?, 'row')
     ON CONFLICT (scope, ticket) DO UPDATE SET seq = excluded.seq, version = excluded.version`,
    change.ticket,
    seq,
    change.version,
  )

/**
 * Writers, each on a ticket of its own, and a reader that only ever moves its cursor on.
 *
 * @returns tickets whose last version the reader did not see
 */
export async function readWhileWriting(
  database: Database,
  writers: readonly Database[],
  write: (writer: Database, change: FeedChange) => Promise<unknown>,
): Promise<string[]> {
  for (const [at, ticket] of tickets.entries()) await addTicketRow(database, ticket, at + 1)
  const feed = makeFeed(database, {
    get: () => DEFAULT_SETTINGS,
    change: () => Promise.reject(new Error('nobody changes these')),
    onChange: () => {},
  })
  const seen = new Map<string, number>()
  let cursor = 0
  let isWriting = true
  const read = async (): Promise<number> => {
    const page = await feed.page('q:support', cursor)
    for (const item of page.items) seen.set(item.ticket, item.version)
    cursor = page.next
    return page.items.length
  }
  const reading = (async () => {
    while (isWriting) {
      await read()
      await nextTurn()
    }
    while ((await read()) > 0);
  })()
  await Promise.all(
    tickets.map(async (ticket, writer) => {
      const handle = writers[writer % writers.length] ?? database
      for (let version = 1; version <= CHANGES_EACH; version++)
        await write(handle, { writer, ticket, version })
    }),
  )
  isWriting = false
  await reading
  return tickets.filter((ticket) => seen.get(ticket) !== CHANGES_EACH)
}

async function addTicketRow(database: Database, ticket: string, at: number): Promise<void> {
  const row = JSON.stringify(makeRow(ticket, readTicket(makeDoc())))
  await database.write((tx) =>
    tx.run(
      `INSERT INTO tickets (id, number, queue, status, version, epoch, state, state_version, doc_bytes, row, public, search, requester, created_at, updated_at)
       VALUES (?, ?, 'support', 'new', 1, 1, ?, 1, 0, ?, '{}', '', '', 0, 0)`,
      ticket,
      at,
      new Uint8Array([0, 0]),
      row,
    ),
  )
}
