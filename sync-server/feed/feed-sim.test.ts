/**
 * Moves, further queues, changes of rights, time and housekeeping at random, with devices that come and go: whoever
 * catches up holds exactly what they may see, and nobody was ever sent anything else. A seed that failed stays here by its number.
 */
import { expect, test, vi } from 'vitest'
import { DAY_MS } from '../../shared/kit/limits.ts'
import { unwrap } from '../../shared/kit/fault.ts'
import { queuesOfRow } from '../../shared/ticket/row.ts'
import { maySeeAny, type Rights } from '../../shared/ticket/ticket-rules.ts'
import type { ServerMessage } from '../../shared/wire/down.ts'
import { openStage } from '../commit/test-stage/desk-stage.ts'
import { makeChance } from '../demo/seeded.ts'
import { makeHousekeeping } from '../jobs/housekeeping.ts'
import { makeReplica, type Replica } from './test-stage/replica.ts'
import { queuesInRow } from './ticket-queues.ts'

// A desk at work for years, on a busy machine.
vi.setConfig({ testTimeout: 60_000 })

const QUEUES = ['support', 'payments', 'community']
const STEPS = 40
const SEEDS = [1, 2, 3, 4, 5]

test.each(SEEDS)('[FE2] [FE4] [FE6] [RI1] [RI21] seed %i', async (seed) => {
  const stage = await openStage()
  const chance = makeChance(`feed ${seed}`)
  const { desk } = stage
  const ada = await stage.agent('Ada', null, 'admin')
  const tickets: string[] = []
  const story: string[] = []
  const leaks: string[] = []
  /** Everybody's rights as they are now, changed in the turn in which the change is durable. */
  const now = new Map<string, Rights | null>()
  const next = new Map<string, Rights | null>()
  desk.parts.hub.subscribe((event) => {
    if (event.type === 'rights-changed') now.set(event.person, next.get(event.person) ?? null)
  })

  function judge(person: string, message: ServerMessage): void {
    const rights = now.get(person) ?? null
    const scopes =
      message.type === 'item' || message.type === 'page'
        ? [message.scope]
        : message.type === 'welcome' || message.type === 'scopes'
          ? message.scopes.map(({ scope }) => scope)
          : []
    const items =
      message.type === 'item' ? [message.item] : message.type === 'page' ? message.items : []
    for (const queues of [
      ...scopes.map((scope) => [scope.slice(2)]),
      ...items.flatMap((item) => (item.row ? [queuesOfRow(item.row)] : [])),
    ])
      if (!rights || !maySeeAny(rights, queues))
        leaks.push(`${message.type} of ${queues.join(' ')}`)
  }

  const people: Rights[] = []
  const replicas: Replica[] = []
  for (const [name, queues] of [
    ['Ben', ['support']],
    ['Cyd', ['support', 'payments']],
    ['Dan', null],
  ] as const) {
    const rights = await stage.agent(name, queues ? [...queues] : null)
    people.push(rights)
    now.set(rights.person, rights)
    for (let device = 0; device < 2; device++)
      replicas.push(makeReplica(stage, rights, (message) => judge(rights.person, message)))
  }

  const isDisabled = (person: string) => now.get(person) === null
  async function changeRights(): Promise<void> {
    const { person, name } = chance.pick(people)
    const what = chance.between(0, 9)
    if (what === 0 && !isDisabled(person)) {
      next.set(person, null)
      story.push(`${name} is disabled`)
      unwrap(await desk.people.change(person, { isDisabled: true }))
      for (const replica of replicas) if (replica.rights.person === person) replica.wipe()
      return
    }
    const queues = what === 1 ? null : QUEUES.filter(() => chance.isLucky(0.5))
    const rights: Rights = { person, name, role: 'agent', queues }
    next.set(person, rights)
    story.push(`${name} sees ${queues?.join(' ') ?? 'all'}`)
    unwrap(await desk.people.change(person, { queues, isDisabled: false }))
  }

  async function changeTicket(): Promise<void> {
    const ticket = tickets.length === 0 || chance.isLucky(0.2) ? null : chance.pick(tickets)
    if (ticket === null) {
      const queue = chance.pick(QUEUES)
      tickets.push(await stage.ticket('r@customer.test', { queue }))
      story.push(`a ticket in ${queue}`)
    } else if (chance.isLucky(0.3)) {
      const queue = chance.pick(QUEUES)
      const kind = chance.isLucky(0.5) ? 'share' : 'leave'
      story.push(`${tickets.indexOf(ticket)}: ${kind} ${queue}`)
      // Nobody takes a ticket out of its own queue.
      const done = await stage.push(ada, { kind, ticket, queue })
      if (!done.ok && done.fault.code !== 'ticket/invalid') throw new Error(done.fault.detail)
    } else if (chance.isLucky(0.5)) {
      const queue = chance.pick(QUEUES)
      story.push(`${tickets.indexOf(ticket)} to ${queue}`)
      unwrap(await stage.push(ada, { kind: 'move', ticket, queue }))
    } else {
      const ops = [{ op: 'add-tag' as const, tag: `t${chance.between(0, 30)}` }]
      unwrap(await stage.push(ada, { kind: 'edit', ticket, ops }))
    }
  }

  async function comeOrGo(): Promise<void> {
    const replica = chance.pick(replicas)
    const at = `${replica.rights.name} ${replicas.indexOf(replica) % 2}`
    if (replica.isOnline()) {
      story.push(`${at} goes`)
      replica.cut()
    } else if (!isDisabled(replica.rights.person) && chance.isLucky(0.3)) {
      story.push(`${at} comes`)
      // Signed in and disabled in the same moment: they come another time.
      await replica.connect().catch(() => replica.cut())
    }
  }

  async function passTime(): Promise<void> {
    const days = chance.pick([30, 100, 200, 300])
    story.push(`${days} days, and housekeeping`)
    stage.advance(days * DAY_MS)
    await makeHousekeeping(desk.parts, desk.timers).tidy()
  }

  async function act(): Promise<void> {
    const dice = chance.between(0, 99)
    if (dice < 50) return changeTicket()
    if (dice < 62) return changeRights()
    if (dice < 76) return comeOrGo()
    if (dice < 84) return passTime()
    return chance.pick(replicas).settle()
  }

  try {
    for (let step = 0; step < STEPS; step++) {
      // Several at once, some of them begun while others are half-way.
      const works: Promise<void>[] = []
      for (let at = chance.between(1, 5); at > 0; at--) {
        works.push(act())
        for (let turn = chance.between(0, 2); turn > 0; turn--)
          await new Promise<void>((go) => setImmediate(go))
      }
      await Promise.all(works)
    }
    for (const replica of replicas) {
      if (isDisabled(replica.rights.person)) continue
      // Half of them as they are, half of them anew.
      if (!replica.isOnline() || chance.isLucky(0.5)) {
        replica.cut()
        await replica.connect()
      }
      await replica.settle()
      const rights = now.get(replica.rights.person)
      const rows = await stage.sql.all(`SELECT id, queue, also_in, version FROM tickets`)
      const theirs = rows.filter((row) => rights && maySeeAny(rights, queuesInRow(row)))
      expect(replica.tickets()).toEqual(
        new Map(theirs.map((row) => [String(row['id']), Number(row['version'])])),
      )
      expect([...replica.docs().keys()].toSorted()).toEqual(
        [...replica.tickets().keys()].toSorted(),
      )
      for (const [ticket, doc] of replica.docs())
        expect(doc.queue).toBe(rows.find((row) => row['id'] === ticket)?.['queue'])
    }
    expect(leaks).toEqual([])
  } catch (error) {
    console.log(`seed ${seed}:\n${story.join('\n')}`)
    throw error
  } finally {
    await stage.close()
  }
})
