/**
 * `demo seed`: queues, agents and tickets to look at. The same seed and time give the same tickets. Goes through the same
 * functions and tables as real ones; hints to devices are held back to one a queue and group, for the feed tells the rest.
 */
import { ok, unwrap, type Result } from '../../shared/kit/fault.ts'
import { v } from '../../shared/kit/schema.ts'
import type { Attachment } from '../../shared/ticket/attachment.ts'
import type { Rights } from '../../shared/ticket/ticket-rules.ts'
import type { CommitParts } from '../commit/parts.ts'
import type { DeskEvent } from '../commit/hub.ts'
import { makeShadows } from '../commit/shadows.ts'
import type { Desk } from '../desk.ts'
import { QueueSettings } from '../settings/settings.ts'
import { numberOrNull, type Tx } from '../store/database.ts'
import { makeDemoFiles } from './files.ts'
import { DEMO_AGENTS } from './people.ts'
import { planTickets } from './plan.ts'
import { makeChance } from './seeded.ts'
import { writeTicket, type Cast } from './write.ts'

export type Seeded = { tickets: number; messages: number; queues: string[]; agents: number }

/** Tickets that share a COMMIT: few enough that others do not wait long for theirs. */
const GROUP_TICKETS = 20

const QUEUES = [
  { slug: 'support', name: 'Support' },
  { slug: 'payments', name: 'Payments' },
  { slug: 'community', name: 'Community' },
] as const

/**
 * @param options  `inQueues`: tickets go into these, the desk's own, and to people who are there; nothing else is added
 */
export async function seed(
  desk: Desk,
  options: { tickets: number; seed: string; inQueues?: readonly string[] },
  progress: (line: string) => void,
): Promise<Result<Seeded>> {
  const { inQueues } = options
  const added = inQueues ? ok() : await addQueues(desk)
  if (!added.ok) return added
  const agents = await (inQueues ? whoSeesAll(desk) : findAgents(desk))
  const cast: Cast = { agents, files: await storeFiles(desk) }
  // A second seeding continues: its ids must not be those of the first.
  const last = await desk.database.read.get(`SELECT value FROM counters WHERE name = 'ticket'`)
  const ids = makeChance(`${options.seed}/${last ? numberOrNull(last, 'value') : 0}`)
  const now = desk.parts.clock.now()
  const planned = planTickets(makeChance(options.seed), options.tickets, now)
  const plans = inQueues
    ? planned.map((plan) => ({ ...plan, queue: placeIn(inQueues, plan) }))
    : planned
  let messages = 0
  for (let at = 0; at < plans.length; at += GROUP_TICKETS) {
    const group = plans.slice(at, at + GROUP_TICKETS)
    const quiet = quietParts(desk.parts, ids.random)
    messages += await desk.database.write(async (tx) => {
      // Nobody but this group sees the quiet parts: they may take a document back before COMMIT, which saves reading
      // it again for the ticket's next step.
      const eager: Tx = { ...tx, afterRelease: (run) => run(), afterCommit: (run) => run() }
      let written = 0
      for (const plan of group) written += await writeTicket(quiet.parts, eager, plan, cast)
      return written
    })
    quiet.tellLast()
    if ((at / GROUP_TICKETS) % 25 === 24)
      progress(`${at + group.length} of ${plans.length} tickets`)
    // Whoever works at the desk meanwhile has their turn.
    await new Promise<void>((resolve) => setImmediate(resolve))
  }
  return ok({
    tickets: plans.length,
    messages,
    queues: inQueues ? [...inQueues] : QUEUES.map((queue) => queue.slug),
    agents: cast.agents.length,
  })
}

/** Parts whose documents and hints stay within one group, and whose ids come from the seed. */
function quietParts(
  parts: CommitParts,
  random: CommitParts['random'],
): { parts: CommitParts; tellLast(): void } {
  const newest = new Map<string, DeskEvent>()
  return {
    parts: {
      ...parts,
      random,
      shadows: makeShadows(1),
      hub: {
        publish(event) {
          if (event.type === 'ticket') newest.set(event.row.queue, event)
        },
        subscribe: () => () => {},
      },
    },
    tellLast() {
      for (const event of newest.values()) parts.hub.publish(event)
    },
  }
}

/** Existing queues are used as they are; a new one gets an address only where the mail domain is known. */
async function addQueues(desk: Desk): Promise<Result<unknown>> {
  const { settings } = desk.parts
  const known = settings.get().queues
  const missing = QUEUES.filter((queue) => !known.some((entry) => entry.slug === queue.slug))
  if (missing.length === 0) return ok()
  const domain = known.find((entry) => entry.address !== null)?.address?.split('@')[1]
  const taken = new Set(known.map((entry) => entry.address))
  return settings.change((before) => ({
    ...before,
    queues: [
      ...before.queues,
      ...missing.map((queue) => {
        const address = domain === undefined ? null : `${queue.slug}@${domain}`
        return v.parse(QueueSettings, { ...queue, address: taken.has(address) ? null : address })
      }),
    ],
  }))
}

const AGENTS_LEAST = 2

async function findAgents(desk: Desk): Promise<Rights[]> {
  const people = async () => (await desk.people.all()).filter((person) => !person.isDisabled)
  if ((await people()).length < AGENTS_LEAST) {
    for (const agent of DEMO_AGENTS) {
      const added = await desk.people.add({ ...agent, role: 'agent', queues: null })
      if (!added.ok && added.fault.code !== 'desk/exists') unwrap(added)
    }
    desk.parts.hub.publish({ type: 'desk-changed' })
  }
  // People are listed by name, ids differ from desk to desk: the same seed gives the same names the same tickets.
  const everybody = await whoSeesAll(desk)
  return everybody.length > 0 ? everybody : addOne(desk)
}

async function whoSeesAll(desk: Desk): Promise<Rights[]> {
  const everybody: Rights[] = []
  for (const person of await desk.people.all()) {
    const rights = person.isDisabled ? null : await desk.people.rightsOf(person.id)
    if (!rights) continue
    // Whoever sees some queues only gets none of the demo's tickets: they may lie anywhere.
    if (rights.queues === null || rights.role === 'admin') everybody.push(rights)
  }
  return everybody
}

/** Where its kind says, when there is such a queue, else in the first. */
function placeIn(queues: readonly string[], { queue }: { queue: string }): string {
  return queues.includes(queue) ? queue : (queues[0] ?? queue)
}

async function addOne(desk: Desk): Promise<Rights[]> {
  const person = unwrap(await desk.people.add({ ...DEMO_AGENTS[0], role: 'agent', queues: null }))
  const rights = await desk.people.rightsOf(person.id)
  return rights ? [rights] : []
}

async function storeFiles(desk: Desk): Promise<Attachment[]> {
  const stored: Attachment[] = []
  for (const { name, type, bytes } of makeDemoFiles()) {
    const hash = unwrap(await desk.parts.blobs.put(bytes))
    stored.push({ hash, name, type, bytes: bytes.length, inline: false, cid: null })
  }
  return stored
}
