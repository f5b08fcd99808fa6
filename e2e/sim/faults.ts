/**
 * Who does what when, and what fails when: all of it planned from the seed before anything runs. First what the
 * simulation had from the beginning, in its order; then what came later, with dice of its own.
 */
import type { Device } from './device.ts'
import { openFile, tryFile } from './files.ts'
import type { Party } from './kernel.ts'
import type { Sight } from './server.ts'
import type { Someone } from './template.ts'
import type { World } from './assembly.ts'
import { backUp, restore } from './restore.ts'
import { checkPurged, purgedWithinMs } from './check-purged.ts'

const HOUR_MS = 3_600_000
/** Steps of a clock on a server, and on a device. */
const SERVER_STEPS = [-HOUR_MS, HOUR_MS, -90_000]
const DEVICE_STEPS = [HOUR_MS, -HOUR_MS, 7 * 24 * HOUR_MS, -7 * 24 * HOUR_MS, 365 * 24 * HOUR_MS]
/** A crash on a device comes within so many steps of its database. */
const CRASH_STEPS_MAX = 60

export type Faults = ReturnType<typeof makeFaults>

export function makeFaults(world: World) {
  const {
    dice,
    laterDice,
    shareDice,
    profile,
    kernel,
    ledger,
    say,
    people,
    server,
    network,
    mutation,
  } = world
  const { gate, outside, lead, fields, browsers, devices, agents } = world
  const god: Party = { name: 'fate', isAlive: true }
  const disabled = new Set<string>()
  let isOver = false

  const report = (error: unknown) =>
    void ledger.problems.push(
      error instanceof Error ? (error.stack ?? error.message) : String(error),
    )
  const at = (delayMs: number, line: string, work: () => Promise<void> | void) =>
    kernel.after(god, delayMs, () => {
      if (isOver) return
      say(line)
      void Promise.resolve().then(work).catch(report)
    })

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
      const when = dice.whole(3_000, profile.chaosMs)
      at(when, `${devices[n]?.name ?? ''} acts`, () => agents[n]?.act())
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
    planClashes()
    planRemovals()
    planFiles()
    planForgets()
    planShares()
    planRestore()
  }

  async function changePerson(
    person: Someone,
    change: { queues: Sight; isDisabled: boolean },
  ): Promise<void> {
    ledger.rightsChanged.add(person.id)
    const isDone = await server.changePerson(person.id, change)
    if (!isDone) return
    if (change.isDisabled) disabled.add(person.id)
    else disabled.delete(person.id)
    lookForLost(person.name)
  }

  function lookForLost(who: string): void {
    const since = kernel.clock.now()
    at(purgedWithinMs(world), `what ${who} lost is looked for`, () => checkPurged(world, since))
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

  /** Two set the same field, often while one or both are away; whoever is told answers later. */
  function planClashes(): void {
    for (let i = 0; i < profile.clashes; i++) {
      const when = laterDice.whole(3_000, profile.chaosMs)
      for (let n = 0; n < 2; n++) {
        const device = laterDice.pick(devices)
        const acts = laterDice.whole(1, 2)
        if (laterDice.chance(0.6)) {
          at(when - 100, `${device.name} goes offline`, () => device.goOffline())
          at(when + laterDice.whole(500, 9_000), `${device.name} is online`, () =>
            device.goOnline(),
          )
        }
        for (let turn = 0; turn < acts; turn++)
          at(when + laterDice.whole(0, 900), `${device.name} sets the subject`, () =>
            fields.set(device),
          )
        at(when + laterDice.whole(4_000, 15_000), `${device.name} answers a loss`, () =>
          fields.answerLoss(device),
        )
      }
    }
  }

  function planRemovals(): void {
    for (let i = 0; i < profile.removals; i++)
      at(laterDice.whole(3_000, profile.chaosMs), 'lea acts', () => lead.act())
  }

  function planShares(): void {
    for (let i = 0; i < profile.shares; i++)
      at(shareDice.whole(3_000, profile.chaosMs), 'lea opens or closes a ticket to a queue', () =>
        lead.share(),
      )
  }

  /** While a device is away a ticket moves, and that it did is forgotten: the device's cursor gets a reset. */
  function planForgets(): void {
    for (let i = 0; i < profile.forgets; i++) {
      const device = laterDice.pick(devices)
      const when = laterDice.whole(3_000, profile.chaosMs)
      const forgottenAt = when + laterDice.whole(800, 3_000)
      at(when, `${device.name} goes offline`, () => device.goOffline())
      at(when + 300, 'lea moves a ticket', () => lead.move())
      at(forgottenAt, 'what left is forgotten', () => server.forgetLeaves().catch(() => {}))
      at(forgottenAt + laterDice.whole(100, 5_000), `${device.name} is online`, () =>
        device.goOnline(),
      )
    }
  }

  function planFiles(): void {
    for (let i = 0; i < profile.fileLooks; i++) {
      const device = laterDice.pick(devices)
      at(laterDice.whole(5_000, profile.chaosMs), `${device.name} opens a file`, () =>
        openFile(device, laterDice, ledger).catch(() => {}),
      )
      at(laterDice.whole(5_000, profile.chaosMs), 'a file is asked for', () => tryFile(world))
    }
  }

  function planRestore(): void {
    if (!profile.isRestored) return
    const when = laterDice.whole(3_000, Math.floor(profile.chaosMs * 0.7))
    const until = laterDice.whole(when + 500, profile.chaosMs)
    at(when, 'a backup is made', () => backUp(world))
    at(until, 'the server is brought back from its backup', async () => {
      if (!(await restore(world, crashServer))) return
      disabled.clear()
    })
    at(until + laterDice.whole(100, 4_000), 'the server starts', () => server.start())
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

  return {
    plan,
    report,
    /** Whoever is shut out may come back: else nothing comes to rest. */
    letBackIn(): void {
      for (const person of [people.ada, people.cleo])
        if (disabled.has(person.id) || server.isDisabled(person.id))
          void changePerson(person, { queues: person.queues, isDisabled: false }).catch(report)
    },
    /** Nothing that was planned comes any more. */
    end(): void {
      isOver = true
    },
  }
}
