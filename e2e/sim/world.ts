/**
 * One simulation from one seed: who is there, when what fails, what they do, the coming to rest, the checks. Two runs of
 * a seed are the same run.
 */
import { makeAgent } from './agent.ts'
import { makeBrowser } from './browser.ts'
import { checkAll } from './checks.ts'
import { makeDevice, type Device } from './device.ts'
import { makeDice, type Dice } from './dice.ts'
import { makeGateway, type Gateway } from './gateway.ts'
import { makeKernel, type Party } from './kernel.ts'
import { makeLedger } from './ledger.ts'
import { breakStore } from './break-store.ts'
import type { Mutation } from './mutation.ts'
import { makeNetwork, type Hooks } from './network.ts'
import { makeOutside } from './outside.ts'
import { makeServer, type Sight } from './server.ts'
import type { Sql } from '../../sync-server/store/database.ts'
import { START_AT, type Someone, type Template } from './template.ts'
import { makeWatch } from './watch.ts'
import { rm } from 'node:fs/promises'
import { realAfter } from './process-globals.ts'

/** Longer than a clock is set back. */
const REST_MS_MAX = 120 * 60_000
const REST_STEP_MS = 1_500
const DRAFT_MS_MAX = 60_000
/** The simulation's own, the rooms', and the gateway's that waits for work. */
const LISTENERS_ALONE = 3
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

export type Options = { mutation?: Mutation | null }

type Profile = {
  chaosMs: number
  acts: number
  /** Forms at the start: there is something to work on. */
  forms: number
  outside: number
  serverCrashes: number
  gatewayCrashes: number
  deviceCrashes: number
  offlines: number
  /** How likely a third device is. */
  third: number
  /** How likely it is that the first person has a second tab. */
  secondTab: number
  isCrowd: boolean
  /** Queues that somebody loses and gets back; sometimes the person is shut out. */
  rightsChanges: number
  /** Times a disk is full for a while. */
  fullDisks: number
  /** Times somebody sets a clock. */
  clockSteps: number
}

/** Every tenth seed is a storm; the others are small, so that there can be many. */
const STORM_EVERY = 10

function throwProfile(dice: Dice, isStorm: boolean): Profile {
  return {
    chaosMs: (isStorm ? dice.whole(20, 60) : dice.whole(5, 15)) * 1000,
    acts: isStorm ? dice.whole(8, 18) : dice.whole(2, 6),
    forms: isStorm ? 2 : dice.pick([1, 1, 2]),
    outside: isStorm ? dice.whole(3, 8) : dice.whole(0, 2),
    serverCrashes: dice.pick(isStorm ? [0, 1, 2] : [0, 0, 1]),
    gatewayCrashes: dice.pick([0, 0, 1]),
    deviceCrashes: dice.pick(isStorm ? [0, 1, 2] : [0, 1]),
    offlines: dice.pick(isStorm ? [0, 1, 2, 3] : [0, 1]),
    third: isStorm ? 0.6 : 0.1,
    secondTab: isStorm ? 0.4 : 0.1,
    isCrowd: dice.chance(0.4),
    rightsChanges: dice.pick(isStorm ? [0, 1, 2, 3] : [0, 0, 1]),
    fullDisks: dice.pick(isStorm ? [0, 1, 2] : [0, 0, 0, 1]),
    clockSteps: dice.pick(isStorm ? [0, 0, 1, 2] : [0, 0, 0, 1]),
  }
}

/** For a broken world: enough of everything that its break shows within a few seeds. */
const ROUGH: Profile = {
  chaosMs: 25_000,
  acts: 22,
  forms: 2,
  outside: 4,
  serverCrashes: 3,
  gatewayCrashes: 1,
  deviceCrashes: 3,
  offlines: 3,
  third: 0,
  secondTab: 0,
  isCrowd: true,
  rightsChanges: 0,
  fullDisks: 0,
  clockSteps: 0,
}

/** What a broken world needs besides. */
const ROUGH_FOR: Partial<Record<Mutation, Partial<Profile>>> = {
  'late-rights': { rightsChanges: 3 },
  'lost-commit': { fullDisks: 4 },
  'stuck-lock': { secondTab: 1 },
}

const HOUR_MS = 3_600_000
/** Steps of a clock on a server, and on a device. */
const SERVER_STEPS = [-HOUR_MS, HOUR_MS, -90_000]
const DEVICE_STEPS = [HOUR_MS, -HOUR_MS, 7 * 24 * HOUR_MS, -7 * 24 * HOUR_MS, 365 * 24 * HOUR_MS]
/** A crash on a device comes within so many steps of its database. */
const CRASH_STEPS_MAX = 60

export async function simulate(
  template: Template,
  seed: number,
  { mutation = null }: Options = {},
): Promise<Run> {
  const dice = makeDice(Math.imul(seed, 0x9e3779b1) ^ 0x51ed270b)
  const ledger = makeLedger()
  const trace: string[] = []
  const folder = await template.makeFolder()
  const kernel = makeKernel(START_AT, dice.split('libraries'))
  const say = (line: string) =>
    trace.push(`${((kernel.clock.now() - START_AT) / 1000).toFixed(3)} ${line}`)
  const god: Party = { name: 'fate', isAlive: true }
  const { people } = template
  const profile =
    mutation === null
      ? throwProfile(dice, seed % STORM_EVERY === 0)
      : { ...ROUGH, ...ROUGH_FOR[mutation] }
  const weather = {
    delayMs: dice.pick([20, 200, 1_500]),
    loss: dice.pick([0, 0.05, 0.2]),
    silence: dice.pick([0, 0.3]),
  }
  const server = makeServer({
    kernel,
    dice: dice.split('server'),
    ledger,
    template,
    folder,
    config: mutation === 'early-mail' ? { undoSeconds: 0 } : {},
    mutation,
    store: seed % STORM_EVERY === 0 ? 'sqlite' : 'memory',
    log: () => {},
  })
  const hooks: Hooks = makeWatch({
    ledger,
    server,
    people: Object.values(people),
    mutation,
    sendToAll: (frame) => network.sendToAll(frame),
  })
  const network = makeNetwork({ kernel, dice: dice.split('network'), server, weather, hooks, say })
  let gateway: Gateway | null = null
  const outside = makeOutside({
    kernel,
    dice: dice.split('outside'),
    ledger,
    server,
    network,
    mutation,
    gateway: () => {
      if (!gateway) throw new Error('there is no gateway yet')
      return gateway
    },
  })
  const gate = makeGateway({
    kernel,
    dice: dice.split('gateway'),
    network,
    key: template.gatewayKey,
    folder,
    relay: outside.relay,
    clock: server.clock,
    forgets: mutation === 'spool-forgets',
  })
  gateway = gate
  const browsers = { ada: makeBrowser(kernel, mutation), cleo: makeBrowser(kernel, mutation) }
  const third = makeBrowser(kernel, mutation)
  const crew = [
    { name: 'ada-laptop', person: people.ada, browser: browsers.ada },
    { name: 'cleo-laptop', person: people.cleo, browser: browsers.cleo },
    ...(dice.chance(profile.secondTab)
      ? [{ name: 'ada-second-tab', person: people.ada, browser: browsers.ada }]
      : []),
    ...(dice.chance(profile.third)
      ? [
          dice.chance(0.5)
            ? { name: 'ada-phone', person: people.ada, browser: third }
            : { name: 'ben-laptop', person: people.ben, browser: third },
        ]
      : []),
  ]
  for (const browser of [browsers.ada, browsers.cleo, third])
    browser.skewMs = dice.pick([0, 0, -90_000, HOUR_MS])
  const devices: Device[] = crew.map(({ name, person, browser }) =>
    makeDevice({
      name,
      person,
      browser,
      kernel,
      dice: dice.split(name),
      ledger,
      network,
      signIn: () => server.signIn(person.id),
    }),
  )
  const agents = devices.map((device) =>
    makeAgent({
      device,
      isCrowd: profile.isCrowd,
      kernel,
      dice: dice.split('agent'),
      ledger,
      people,
      newToken: outside.newToken,
    }),
  )

  const report = (error: unknown) =>
    ledger.problems.push(error instanceof Error ? (error.stack ?? error.message) : String(error))
  let isOver = false
  const doing = (line: string, work: () => Promise<void> | void) => () => {
    if (isOver) return
    say(line)
    void Promise.resolve().then(work).catch(report)
  }
  const at = (delayMs: number, line: string, work: () => Promise<void> | void) =>
    kernel.after(god, delayMs, doing(line, work))

  async function crashServer(): Promise<void> {
    const closing = server.crash()
    network.serverGone()
    await closing
  }

  function plan(): void {
    at(0, 'the server starts', () => server.start())
    at(1, 'the gateway starts', () => gate.start())
    for (const device of devices)
      at(dice.whole(200, 2_500), `${device.name} opens`, () => device.open())
    for (let i = 0; i < profile.forms; i++) at(100 + i, 'outside acts', () => outside.sendForm())
    for (let i = 0; i < profile.outside; i++)
      at(dice.whole(1_000, profile.chaosMs), 'outside acts', () => outside.act())
    for (let i = 0; i < profile.acts; i++) {
      const n = dice.whole(0, agents.length - 1)
      at(dice.whole(3_000, profile.chaosMs), `${crew[n]?.name ?? ''} acts`, () => agents[n]?.act())
    }
    for (let i = 0; i < profile.serverCrashes; i++) {
      const when = dice.whole(2_000, profile.chaosMs)
      at(when, 'the server crashes', crashServer)
      at(when + dice.whole(200, 8_000), 'the server starts', () => server.start())
    }
    for (let i = 0; i < profile.gatewayCrashes; i++) {
      const when = dice.whole(2_000, profile.chaosMs)
      at(when, 'the gateway crashes', () => gate.crash())
      at(when + dice.whole(200, 8_000), 'the gateway starts', () => gate.start())
    }
    for (let i = 0; i < profile.deviceCrashes; i++) {
      const device = dice.pick(devices)
      const when = dice.whole(4_000, profile.chaosMs)
      const steps = dice.chance(0.7) ? dice.whole(1, CRASH_STEPS_MAX) : 0
      at(when, `${device.name} crashes within ${steps} steps`, () => crashDevice(device, steps))
      at(when + dice.whole(100, 6_000), `${device.name} opens`, () => device.open())
    }
    planRights()
    planDisks()
    planClocks()
    for (let i = 0; i < profile.offlines; i++) {
      const device = dice.pick(devices)
      const when = dice.whole(3_000, profile.chaosMs)
      at(when, `${device.name} goes offline`, () => device.goOffline())
      // A tenth stays away until everything heals.
      if (dice.chance(0.9))
        at(when + dice.whole(500, 15_000), `${device.name} is online`, () => device.goOnline())
    }
  }

  const disabled = new Set<string>()
  async function changePerson(
    person: Someone,
    change: { queues: Sight; isDisabled: boolean },
  ): Promise<void> {
    const isDone = await server.changePerson(person.id, change)
    if (!isDone) return
    if (change.isDisabled) disabled.add(person.id)
    else disabled.delete(person.id)
  }

  function planRights(): void {
    for (let i = 0; i < profile.rightsChanges; i++) {
      const person = dice.pick([people.ada, people.cleo])
      const when = dice.whole(3_000, profile.chaosMs)
      const isDisabled = dice.chance(0.2)
      const queues = dice.pick<Sight>([['support'], ['billing'], [], null])
      at(when, `${person.name} may see ${isDisabled ? 'nothing' : String(queues)}`, () =>
        changePerson(person, { queues, isDisabled }),
      )
      if (isDisabled || dice.chance(0.6)) {
        const back = isDisabled ? person.queues : dice.pick<Sight>([['support', 'billing'], null])
        at(when + dice.whole(10, 9_000), `${person.name} may see ${String(back)} again`, () =>
          changePerson(person, { queues: back, isDisabled: false }),
        )
      }
    }
  }

  function planDisks(): void {
    for (let i = 0; i < profile.fullDisks; i++) {
      const when = dice.whole(3_000, profile.chaosMs)
      const until = when + dice.whole(300, 6_000)
      const one = dice.pick([server, browsers.ada, browsers.cleo])
      const name = one === server ? 'the server' : one === browsers.ada ? 'ada' : 'cleo'
      at(when, `the disk of ${name} is full`, () => one.setFull(true))
      at(until, `the disk of ${name} has room`, () => one.setFull(false))
    }
  }

  function planClocks(): void {
    for (let i = 0; i < profile.clockSteps; i++) {
      const when = dice.whole(3_000, profile.chaosMs)
      if (dice.chance(0.4)) {
        const step = dice.pick(SERVER_STEPS)
        at(when, `the server's clock is set by ${step}`, () => server.setClock(step))
      } else {
        const browser = dice.pick([browsers.ada, browsers.cleo])
        const step = dice.pick(DEVICE_STEPS)
        at(when, `a device's clock is set by ${step}`, () => {
          browser.skewMs += step
        })
      }
    }
  }

  async function crashDevice(device: Device, steps: number): Promise<void> {
    const afterwards = async () => {
      agents[devices.indexOf(device)]?.forget()
      if (mutation === 'lost-outbox')
        await device.look((db) => Promise.all([db.outbox.clear(), db.drafts.clear()]))
    }
    if (steps > 0)
      return device.crashWithin(steps, () => {
        say(`${device.name} crashes`)
        afterwards().catch(report)
      })
    device.crash()
    await afterwards()
  }

  /** No more faults; whoever is down gets up. */
  function heal(): void {
    say('everything heals')
    weather.loss = 0
    weather.silence = 0
    weather.delayMs = 50
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
    if (!desk || !gate.isUp() || gate.depth() > 0 || !outside.isQuiet()) return false
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
      for (const person of [people.ada, people.cleo])
        if (disabled.has(person.id))
          void changePerson(person, { queues: person.queues, isDisabled: false }).catch(report)
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
    return [...of, `spool ${gate.depth()}`, `outside ${outside.isQuiet()}`].join(', ')
  }

  const hasUnsaved = () => agents.some((agent) => agent.unsavedDrafts().length > 0)

  /** What is on screen counts as saved once everything is at rest; a room that was closed to its person does not. */
  async function checkDrafts(sql: Sql): Promise<string[]> {
    const problems: string[] = []
    // A room that was closed comes back in a while.
    for (let waited = 0; waited < DRAFT_MS_MAX && hasUnsaved(); waited += REST_STEP_MS)
      await kernel.run(kernel.clock.now() + REST_STEP_MS)
    for (const [n, agent] of agents.entries())
      for (const { id } of agent.unsavedDrafts()) {
        const queue = server.queueOf(id.slice(0, 26))
        const sight = server.sightOf(devices[n]?.person.id ?? '')
        // Nothing can be saved where its author may not look any more.
        if (sight !== null && (queue === undefined || !sight.includes(queue))) continue
        const moved = await sql.get(
          `SELECT version FROM updates WHERE ticket = ? AND paths LIKE '%fields/queue%' AND version > 1`,
          id.slice(0, 26),
        )
        if (!moved)
          problems.push(`drafts: ${id} is on screen, connected, and never counts as saved`)
      }
    return problems
  }

  /** I8: when every device is gone, nothing of it is left in the server. */
  async function checkLeft(): Promise<string[]> {
    isOver = true
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

  let isLate = false
  const stopWatching = realAfter(REAL_MS_MAX, () => {
    isLate = true
    process.stderr.write(`seed ${seed} hangs: ${trace.at(-1) ?? ''}\n`)
  })
  const counts = { tickets: 0, mails: 0, undone: 0, acts: ledger.acts.length }
  let digest = ''
  try {
    await server.prepare()
    plan()
    await kernel.run(START_AT + profile.chaosMs, () => isLate)
    heal()
    await rest()
    say('at rest')
    const desk = server.desk()
    if (desk) {
      await kernel.atOnce(() => breakStore(server.life()?.real ?? desk.database, ledger, mutation))
      const problems = await kernel.atOnce(() =>
        checkAll({
          sql: desk.database.read,
          ledger,
          devices,
          sightOf: server.sightOf,
          now: server.clock.now(),
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
    report(error)
  } finally {
    stopWatching()
    for (const device of devices) device.crash()
    await server.crash().catch(() => {})
    await gate.close().catch(() => {})
    kernel.close()
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
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
