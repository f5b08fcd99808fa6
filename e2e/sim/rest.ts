/** The coming to rest: nothing fails any more, whoever is down gets up, and everything that is owed is done. */
import type { Sql } from '../../sync-server/store/database.ts'
import type { World } from './assembly.ts'
import { HANG_MS } from './check-purged.ts'
import type { Faults } from './faults.ts'
import { sees } from './sight.ts'

/** Longer than the server's clock is set back, from an hour ahead to an hour behind, and a mail that failed then waits. */
const REST_MS_MAX = 150 * 60_000
const REST_STEP_MS = 1_500
const DRAFT_MS_MAX = 60_000
/** The simulation's own, the rooms', and the gateway's that waits for work. */
const LISTENERS_ALONE = 3

export function makeRest(world: World, faults: Faults) {
  const { kernel, ledger, say, server, network, gate, outside, lead, browsers, devices, agents } =
    world
  const { report } = faults

  /** No more faults; whoever is down gets up. */
  function heal(): void {
    say('everything heals')
    const mayHang = network.weather.loss > 0 || network.weather.stragglers > 0
    Object.assign(network.weather, {
      loss: 0,
      silence: 0,
      delayMs: 50,
      repeats: 0,
      stragglers: 0,
      stalls: 0,
      hangsUntil: mayHang ? kernel.clock.now() + HANG_MS : 0,
    })
    server.setFull(false)
    for (const browser of [browsers.ada, browsers.cleo]) browser.setFull(false)
    for (const device of devices) {
      device.spare()
      device.goOnline()
      if (!device.replica()) void device.open().catch(report)
    }
    void server.start().catch(report)
    void gate.start().catch(report)
  }

  async function isAtRest(): Promise<boolean> {
    const desk = server.desk()
    if (!desk || !gate.isUp() || gate.depth() > 0 || !outside.isQuiet() || !lead.isQuiet())
      return false
    if (network.hasFramesOnTheirWay()) return false
    for (const device of devices) {
      const sync = device.replica()?.sync()
      if (network.isAsking(device.line) || !network.isConnected(device.line)) return false
      if (!sync || sync.link.state !== 'live') return false
      if (sync.waiting > 0 || sync.progress !== null || sync.isChecking) return false
    }
    const jobs = await kernel.atOnce(() => desk.database.read.get(`SELECT count(*) AS n FROM jobs`))
    return jobs?.['n'] === 0
  }

  async function rest(): Promise<void> {
    const until = kernel.clock.now() + REST_MS_MAX
    let calm = 0
    while (calm < 2) {
      if (kernel.clock.now() > until) {
        ledger.problems.push(`I8 does not come to rest: ${describe()}`)
        return
      }
      await kernel.run(kernel.clock.now() + REST_STEP_MS)
      faults.letBackIn()
      for (const device of devices)
        if (!device.replica() && !device.isOpening()) void device.open().catch(report)
      calm = (await isAtRest()) ? calm + 1 : 0
    }
  }

  function describe(): string {
    const of = devices.map((device) => {
      const sync = device.replica()?.sync()
      return `${device.name} ${sync ? `${sync.link.state} waiting ${sync.waiting} progress ${JSON.stringify(sync.progress)}` : 'closed'}`
    })
    const elsewhere = [`spool ${gate.depth()}`, `outside ${outside.isQuiet()}`]
    return [...of, ...elsewhere, `lea ${lead.isQuiet()}`].join(', ')
  }

  const hasUnsaved = () => agents.some((agent) => agent.unsavedDrafts().length > 0)

  /** A room that was closed comes back in a while. */
  async function untilSaved(): Promise<void> {
    for (let waited = 0; waited < DRAFT_MS_MAX && hasUnsaved(); waited += REST_STEP_MS)
      await kernel.run(kernel.clock.now() + REST_STEP_MS)
  }

  /** No screen shows the draft of a merged ticket: it is opened anew once the merge was taken back. */
  async function reopenDrafts(sql: Sql): Promise<boolean> {
    let areOpened = false
    for (const agent of agents)
      for (const draft of agent.unsavedDrafts()) {
        const wasMerged = await sql.get(
          `SELECT version FROM updates WHERE ticket = ? AND paths LIKE '%facts/mergedInto%'`,
          draft.id.slice(0, 26),
        )
        if (!wasMerged) continue
        areOpened = true
        void agent.reopenDraft(draft).catch(report)
      }
    return areOpened
  }

  /** What is on screen counts as saved once everything is at rest; a room that was closed to its person does not. */
  async function checkDrafts(sql: Sql): Promise<string[]> {
    const problems: string[] = []
    await untilSaved()
    if (await reopenDrafts(sql)) await untilSaved()
    for (const [n, agent] of agents.entries())
      for (const { id } of agent.unsavedDrafts()) {
        const ticket = id.slice(0, 26)
        const sight = server.sightOf(devices[n]?.person.id ?? '')
        // Nothing can be saved where its author may not look any more.
        if (!sees(sight, server.queuesOf(ticket))) continue
        // Nor where there is no ticket, or where it goes on in another one.
        const row = await sql.get(`SELECT row FROM tickets WHERE id = ?`, ticket)
        if (!row || String(row['row']).includes('"mergedInto"')) continue
        const moved = await sql.get(
          `SELECT version FROM updates WHERE ticket = ? AND (paths LIKE '%fields/queue%' OR paths LIKE '%facts/alsoIn%') AND version > 1`,
          ticket,
        )
        if (!moved)
          problems.push(`drafts: ${id} is on screen, connected, and never counts as saved`)
      }
    return problems
  }

  /** I8: when every device is gone, nothing of it is left in the server. */
  async function checkLeft(): Promise<string[]> {
    faults.end()
    for (const device of devices) device.crash()
    await kernel.run(kernel.clock.now() + 1_500)
    // A connection that died in silence is noticed a minute later.
    const early = server.left()
    if (early.listeners > LISTENERS_ALONE || early.rooms > 0)
      await kernel.run(kernel.clock.now() + 65_000)
    const { listeners, rooms } = server.left()
    const problems: string[] = []
    if (rooms > 0) problems.push(`I8 ${rooms} rooms are open and nobody is in them`)
    if (listeners > LISTENERS_ALONE)
      problems.push(
        `I8 listeners stay when nobody listens: ${server.placesOfListeners().join(', ')}`,
      )
    return problems
  }

  return { heal, rest, checkDrafts, checkLeft }
}
