/** PostgreSQL keeps the same contract, and several processes on one database are in nobody's way. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  databaseContract,
  readWhileWriting,
  setFeedRow,
  sleep,
  type OpenedStore,
} from './contract.ts'
import { number, text, type Database } from './database.ts'
import { openPostgres } from './postgres-database.ts'
import { migrate } from './schema.ts'
import { openSqlite } from './sqlite-database.ts'
import { makeSchema, testPostgres } from './test-stage/postgres-stage.ts'

async function open(): Promise<OpenedStore> {
  const schema = await makeSchema()
  const folder = await mkdtemp(join(tmpdir(), 'deskside-store-'))
  const copyPath = join(folder, 'copy.sqlite')
  return {
    database: await openPostgres(schema.url),
    reopen: () => openPostgres(schema.url),
    another: () => openPostgres(schema.url),
    copy: { path: copyPath, open: () => openSqlite(copyPath) },
    async dispose() {
      await schema.drop()
      await rm(folder, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

// Skipped where no server is named: npm test starts one.
describe.skipIf(testPostgres() === null)('a PostgreSQL server', () => {
  databaseContract('postgres', open)

  describe('postgres', () => {
    let store: OpenedStore
    let one: Database
    let two: Database
    beforeEach(async () => {
      store = await open()
      one = store.database
      two = (await store.another?.()) ?? one
      await one.write((tx) => tx.run(`CREATE TABLE things (id TEXT PRIMARY KEY, n BIGINT)`))
      await one.write((tx) => tx.run(`INSERT INTO things (id, n) VALUES ('a', 0), ('b', 0)`))
    })
    afterEach(async () => {
      await Promise.all([one.close().catch(() => {}), two.close().catch(() => {})])
      await store.dispose()
    })
    const bump = (database: Database, id: string) =>
      database.write(async (tx) => {
        const row = await tx.get(`SELECT n FROM things WHERE id = ?${tx.forUpdate}`, id)
        await tx.run(`UPDATE things SET n = ? WHERE id = ?`, row ? number(row, 'n') + 1 : 0, id)
      })
    const counts = async () =>
      (await one.read.all(`SELECT n FROM things ORDER BY id`)).map((row) => row['n'])

    test('[FE1] a reader misses rows when their number comes from a database sequence', async () => {
      await migrate(one)
      await one.write((tx) => tx.run(`CREATE SEQUENCE feed_seq`))
      const { another } = store
      if (!another) throw new Error('this store has one writer')
      const writers = await Promise.all(Array.from({ length: 32 }, () => another()))
      const missed = await readWhileWriting(one, writers, (writer, change) =>
        writer.write(async (tx) => {
          const row = await tx.get(`SELECT nextval('feed_seq') AS seq`)
          await sleep(change)
          const seq = row ? number(row, 'seq') : 0
          await setFeedRow(tx, change, seq)
          await sleep(change)
          await tx.run(
            `INSERT INTO scopes (scope, seq) VALUES ('q:support', ?) ON CONFLICT (scope) DO UPDATE
             SET seq = CASE WHEN scopes.seq > excluded.seq THEN scopes.seq ELSE excluded.seq END`,
            seq,
          )
        }),
      )
      await Promise.all(writers.map((writer) => writer.close()))
      expect(missed).not.toEqual([])
    })

    test('[CO2] two processes that read and write the same rows lose no change, whatever their order', async () => {
      const rounds = Array.from({ length: 60 })
      await Promise.all(
        rounds.flatMap(() => [bump(one, 'a'), bump(one, 'b'), bump(two, 'b'), bump(two, 'a')]),
      )
      expect(await counts()).toEqual([120, 120])
    })

    test('two that wait for each other both get there, well before a deadlock would be looked for', async () => {
      // PostgreSQL looks for deadlocks after a second, so five rounds would take five; here each group lets go of what it holds.
      const startedAt = performance.now()
      for (let round = 0; round < 5; round++)
        await Promise.all([bump(one, 'a'), bump(two, 'b'), bump(one, 'b'), bump(two, 'a')])
      expect(await counts()).toEqual([10, 10])
      expect(performance.now() - startedAt).toBeLessThan(3_000)
    })

    test('what another process made meanwhile is found by a second try', async () => {
      const findOrAdd = (database: Database, name: string) =>
        database.write(async (tx) => {
          const known = await tx.get(`SELECT id FROM things WHERE id = 'c'`)
          if (known) return 'found'
          await tx.run(`INSERT INTO things (id, n) VALUES ('c', 0)`)
          return name
        })
      const answers = await Promise.all([findOrAdd(one, 'one'), findOrAdd(two, 'two')])
      expect(answers).toContain('found')
      expect(answers.filter((answer) => answer !== 'found')).toHaveLength(1)
    })

    test('[CO1] a connection that breaks under a write: it is refused, not there, and the next one is fine', async () => {
      const broken = one.write(async (tx) => {
        await tx.run(`UPDATE things SET n = 7 WHERE id = 'a'`)
        const row = await tx.get(`SELECT pg_backend_pid()::text AS pid`)
        await two.read.get(`SELECT pg_terminate_backend(${row ? text(row, 'pid') : ''})`)
      })
      await expect(broken).rejects.toMatchObject({ fault: { code: 'kit/busy' } })
      expect(await counts()).toEqual([0, 0])
      await bump(one, 'a')
      expect(await counts()).toEqual([1, 0])
    })

    test('[CO1] a failed statement that a write hides ends its whole group: nothing of it is answered as done', async () => {
      const hide = async () =>
        one.write(async (tx) => {
          await tx.run(`UPDATE things SET n = 9 WHERE id = 'a'`)
          await tx.run(`SELECT * FROM nowhere`).catch(() => {})
        })
      const group = await Promise.allSettled([hide(), bump(one, 'b')])
      const alone = await Promise.allSettled([hide()])
      expect([...group, ...alone].map(({ status }) => status)).toEqual(Array(3).fill('rejected'))
      expect(await counts()).toEqual([0, 0])
    })

    test('a server that is not there is said at once, and as something that passes', async () => {
      const nowhere = openPostgres('postgres://nobody@127.0.0.1:1/none')
      await expect(nowhere).rejects.toMatchObject({ fault: { code: 'kit/busy' } })
    })

    test('work that anybody may take is taken by one', async () => {
      const taken: string[] = []
      const take = (database: Database) =>
        database.write(async (tx) => {
          const row = await tx.get(
            `SELECT id FROM things WHERE n = 0 ORDER BY id LIMIT 1${tx.forClaim}`,
          )
          if (!row) return
          await tx.run(`UPDATE things SET n = 1 WHERE id = ?`, text(row, 'id'))
          taken.push(text(row, 'id'))
        })
      await Promise.all([take(one), take(two), take(one), take(two)])
      expect(taken.sort()).toEqual(['a', 'b'])
    })
  })
})
