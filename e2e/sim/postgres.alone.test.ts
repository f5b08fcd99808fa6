/**
 * A real PostgreSQL inside a simulation: time stands still while it works, a killed process leaves nothing uncommitted, and a
 * broken world shows there too. Skipped where no server is named: npm test starts one, and runs more seeds by itself.
 */
import './process-globals.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { number, type Database } from '../../sync-server/store/database.ts'
import { testPostgres } from '../../sync-server/store/test-stage/postgres-stage.ts'
import { makeDice } from './dice.ts'
import { makeKernel, type Kernel, type Party } from './kernel.ts'
import { makeTimedDatabase } from './postgres-time.ts'
import { makeTemplate, START_AT, type Template } from './template.ts'
import { simulate } from './world.ts'

const SEEDS_PER_MUTATION = 10
const LONG_MS = 1_000_000

describe.skipIf(testPostgres() === null)('a simulation on PostgreSQL', () => {
  let template: Template
  beforeAll(async () => {
    template = await makeTemplate(testPostgres())
  })
  afterAll(() => template.remove())

  /** Virtual time around one life of a store; `work` begins at its first moment. */
  async function live(
    seed: number,
    work: (life: {
      kernel: Kernel
      party: Party
      database: Database
      kill(): Promise<void>
    }) => Promise<void>,
  ): Promise<void> {
    const { postgres } = template
    if (!postgres) throw new Error('the template has no PostgreSQL')
    const dice = makeDice(seed)
    const kernel = makeKernel(START_AT, dice.split('kernel'))
    try {
      await postgres.reset()
      const { database: real, kill } = await postgres.open()
      const party = { name: 'server', isAlive: true }
      const database = makeTimedDatabase(real, { kernel, party, dice })
      database.slowDown()
      let isDone = false
      const failures: unknown[] = []
      kernel.after(party, 0, () => {
        work({ kernel, party, database, kill })
          .catch((error: unknown) => failures.push(error))
          .finally(() => {
            isDone = true
          })
      })
      await kernel.run(START_AT + LONG_MS, () => isDone)
      await kill()
      expect(failures).toEqual([])
    } finally {
      kernel.close()
    }
  }

  const addCounter = (database: Database, name: string) =>
    database.write((tx) => tx.run(`INSERT INTO counters (name, value) VALUES (?, 1)`, name))
  const names = async ({ read }: Database) =>
    (await read.all(`SELECT name FROM counters ORDER BY name`)).map((row) => row['name'])

  test('time stands still while a statement is under way, and passes around it', async () => {
    await live(1, async ({ kernel, database }) => {
      const before = kernel.clock.now()
      await database.read.get(`SELECT pg_sleep(0.3)::text AS slept`)
      const took = kernel.clock.now() - before
      expect(took).toBeGreaterThanOrEqual(0)
      expect(took).toBeLessThan(10)
    })
  })

  test('reads overtake each other as the seed says, and not as the server answers', async () => {
    const orders: number[][] = []
    for (const seed of [3, 3, 4])
      await live(seed, async ({ database }) => {
        const order: number[] = []
        await Promise.all(
          Array.from({ length: 12 }, async (_, at) => {
            // Those asked first take the server longest.
            const row = await database.read.get(
              `SELECT ${at} AS at, pg_sleep(${(12 - at) / 1000})::text AS slept`,
            )
            order.push(row ? number(row, 'at') : -1)
          }),
        )
        orders.push(order)
      })
    const [first, again, other] = orders
    expect(first).toHaveLength(12)
    expect(again).toEqual(first)
    expect(other).not.toEqual(first)
    expect(first).not.toEqual(first?.toSorted((a, b) => a - b))
  })

  test('a process that is killed in the middle of a write leaves nothing of it, and no lock', async () => {
    await live(5, async ({ kernel, party, database, kill }) => {
      await addCounter(database, 'kept')
      let statements = 0
      void database.write(async (tx) => {
        await tx.run(`INSERT INTO counters (name, value) VALUES ('lost', 1)`)
        for (; statements < 500; statements++)
          await tx.run(`UPDATE counters SET value = 7 WHERE name = 'kept'`)
      })
      const fate: Party = { name: 'fate', isAlive: true }
      await kernel.pause(fate, 3)
      party.isAlive = false
      await kernel.atOnce(kill)
      expect(statements).toBeGreaterThan(0)
      expect(statements).toBeLessThan(500)
      await kernel.atOnce(async () => {
        const next = await template.postgres?.open()
        if (!next) throw new Error('there is no next life')
        expect(await names(next.database)).toContain('kept')
        expect(await names(next.database)).not.toContain('lost')
        await next.database.write((tx) =>
          tx.run(`UPDATE counters SET value = 2 WHERE name = 'kept'`),
        )
        await next.kill()
      })
    })
  })

  test('whoever asks while time is held anyway is answered at once', async () => {
    await live(6, async ({ kernel, database }) => {
      await kernel.atOnce(async () => {
        await addCounter(database, 'held')
        expect(await names(database)).toContain('held')
      })
    })
  })

  test('two seeds: everything holds there too', { timeout: 120_000 }, async () => {
    for (const seed of [2, 7]) {
      const { problems, counts } = await simulate(template, seed, { store: 'postgres' })
      expect(problems, `again: npm run sim -- --one ${seed} --store postgres`).toEqual([])
      expect(counts.tickets).toBeGreaterThan(0)
    }
  })

  test(
    'a write that is answered though it was not kept is found',
    { timeout: 300_000 },
    async () => {
      for (let seed = 1; seed <= SEEDS_PER_MUTATION; seed++) {
        const how = { store: 'postgres', mutation: 'lost-commit' } as const
        const { problems } = await simulate(template, seed, how)
        if (problems.some((problem) => problem.includes('I1 '))) return
      }
      expect.fail('no seed showed it')
    },
  )
})
