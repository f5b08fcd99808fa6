/**
 * One simulation from one seed: it runs, comes to rest, is checked. Two runs of a seed are the same run. Who is there is
 * put together in assembly.ts, what happens is planned in faults.ts.
 */
import { rmSync } from 'node:fs'
import { LIMITS } from '../../shared/kit/limits.ts'
import { makeWorld, type Options } from './assembly.ts'
import { breakDevices, breakStore } from './break-store.ts'
import { checkAll } from './checks.ts'
import { makeFaults } from './faults.ts'
import { realAfter } from './process-globals.ts'
import { makeRest } from './rest.ts'
import { START_AT, type Template } from './template.ts'

/** A run that takes longer in real time hangs. */
const REAL_MS_MAX = 60_000

export type Run = {
  seed: number
  problems: string[]
  /** What happened, one line each. */
  trace: string[]
  events: number
  /** Something of which two runs of a seed must not differ. */
  digest: string
  counts: { tickets: number; mails: number; undone: number; acts: number }
}

export async function simulate(
  template: Template,
  seed: number,
  options: Options = {},
): Promise<Run> {
  const world = await makeWorld(template, seed, options)
  const { kernel, ledger, trace, say, server, gate, devices, profile } = world
  const faults = makeFaults(world)
  const { heal, rest, checkDrafts, checkLeft } = makeRest(world, faults)
  const { packRows } = LIMITS
  // A device of these runs has few rows: packs of them would never be made.
  Reflect.set(LIMITS, 'packRows', profile.packRows)

  let isLate = false
  const stopWatching = realAfter(REAL_MS_MAX, () => {
    isLate = true
    process.stderr.write(`seed ${seed} hangs: ${trace.at(-1) ?? ''}\n`)
  })
  const counts = { tickets: 0, mails: 0, undone: 0, acts: 0 }
  let digest = ''
  try {
    await server.prepare()
    faults.plan()
    await kernel.run(START_AT + profile.chaosMs, () => isLate)
    heal()
    await rest()
    say('at rest')
    const desk = server.desk()
    if (desk) {
      await kernel.atOnce(() => breakStore(server.life()?.real ?? desk.database, world))
      await breakDevices(world)
      const problems = await kernel.atOnce(() =>
        checkAll({
          sql: desk.database.read,
          ledger,
          history: server.history,
          blobs: server.blobs,
          devices,
          sightOf: server.sightOf,
          now: server.clock.now(),
          latestShown: server.latestShown,
        }),
      )
      ledger.problems.splice(0, ledger.problems.length, ...problems)
      const count = async (sql: string) => Number((await desk.database.read.get(sql))?.['n'])
      counts.tickets = await count(`SELECT count(*) AS n FROM tickets`)
      counts.undone = await count(`SELECT count(*) AS n FROM sends WHERE state = 'undone'`)
      counts.mails = ledger.relayed.length
      counts.acts = ledger.acts.length
      ledger.problems.push(...(await checkDrafts(desk.database.read)), ...(await checkLeft()))
      digest = JSON.stringify(
        await desk.database.read.all(`SELECT id, version, row FROM tickets ORDER BY id`),
      )
    } else ledger.problems.push('the server is not up in the end')
  } catch (error) {
    faults.report(error)
  } finally {
    stopWatching()
    Reflect.set(LIMITS, 'packRows', packRows)
    for (const device of devices) device.crash()
    await server.crash().catch(() => {})
    await gate.close().catch(() => {})
    kernel.close()
    for (const beside of ['', '-backup', '-restored'])
      rmSync(world.folder + beside, { recursive: true, force: true, maxRetries: 5 })
  }
  return {
    seed,
    problems: [...new Set(ledger.problems)],
    trace,
    events: kernel.eventCount(),
    digest,
    counts,
  }
}
