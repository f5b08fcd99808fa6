/** Programs on the HTTP API: tickets, changes, notes and replies, each under a key of its own. */
import { v } from '../../shared/kit/schema.ts'
import type { Api, ApiAnswer } from '../stage/api.ts'
import type { Seeded } from '../stage/seeded.ts'
import { pause } from '../stage/wait.ts'
import type { Entry, Owned } from './ledger.ts'
import { insist, offer, type Outcome, type World } from './world.ts'

const Made = v.object({ id: v.string(), number: v.number() })
const Written = v.object({ id: v.string(), version: v.number() })
const Viewed = v.object({ version: v.number() })
/** A ticket holds fifty; the owner's newest few stay. */
const TAGS_KEPT = 3
const REPEAT_SHARE = 0.1

export async function runApi(world: World, random: Seeded, number: number): Promise<void> {
  const agent = random.pick(world.agents)
  let own: Owned | null = null
  while (!world.isOver()) {
    const choice = random.next()
    if (world.tickets.length === 0 || choice < 0.25) await openTicket(world, random, number)
    else if (choice < 0.5) await write(world, random, agent.api, 'note')
    else if (choice < 0.7) await write(world, random, agent.api, 'reply')
    else own = await change(world, random, agent.api, own)
    await pause(random.between(1, 25))
  }
}

async function openTicket(world: World, random: Seeded, number: number): Promise<string | null> {
  const entry = world.ledger.begin('ticket')
  const body = {
    queue: world.queue.slug,
    name: `Program ${number}`,
    email: `program${number}@example.test`,
    subject: `Asked over the API by ${number}`,
    body: `Please look at ${entry.token}.`,
  }
  const send = (suffix: string) =>
    post(world.stage.api(), '/api/tickets', body, entry.token + suffix, Made)
  const made = await insist(world, entry, random, send)
  if (!made) return null
  entry.ticket = made.id
  offer(world, made.id)
  await repeat(world, random, entry, send, (again) => again.id === made.id)
  return made.id
}

async function write(
  world: World,
  random: Seeded,
  api: Api,
  kind: 'note' | 'reply',
): Promise<void> {
  const ticket = random.pick(world.tickets)
  const entry = world.ledger.begin(kind, ticket)
  const path = `/api/tickets/${ticket}/${kind === 'note' ? 'notes' : 'replies'}`
  const text = `As a ${kind}: ${entry.token}.`
  const send = (suffix: string) => post(api, path, { text }, entry.token + suffix, Written)
  const written = await insist(world, entry, random, send)
  if (!written) return
  entry.version = written.version
  if (kind === 'reply') entry.sendId = written.id
  await repeat(world, random, entry, send, (again) => again.version === written.version)
}

/** Subject, status and tags of a ticket only this writer changes: the last answered values must stand. */
async function change(
  world: World,
  random: Seeded,
  api: Api,
  own: Owned | null,
): Promise<Owned | null> {
  if (!own || random.isChance(0.1)) {
    const ticket = await openTicket(world, random, 0)
    if (!ticket) return own
    own = { ticket, subject: '', tags: [], token: '' }
  }
  const entry = world.ledger.begin('patch', own.ticket)
  const next: Owned = {
    ticket: own.ticket,
    subject: `Changed to ${entry.token}`,
    tags: [...own.tags, entry.token].slice(-TAGS_KEPT),
    token: entry.token,
  }
  const body = { subject: next.subject, tags: next.tags, status: random.pick(['open', 'waiting']) }
  const send = async (suffix: string) => {
    const answer = await api.patch(`/api/tickets/${next.ticket}`, body, {
      'idempotency-key': entry.token + suffix,
    })
    return judge(answer, Viewed)
  }
  const changed = await insist(world, entry, random, send)
  if (!changed) return own
  world.ledger.own(next)
  await repeat(world, random, entry, send, () => true)
  return next
}

/** The same request once more, long answered: the same answer and nothing new. */
async function repeat<T>(
  world: World,
  random: Seeded,
  entry: Entry,
  send: (suffix: string) => Promise<Outcome<T>>,
  isSame: (again: T) => boolean,
): Promise<void> {
  if (!random.isChance(REPEAT_SHARE)) return
  const again = await send('').catch((): Outcome<T> => ({ end: 'again' }))
  if (again.end === 'refused')
    world.ledger.defect('refused', `${entry.kind} ${entry.token} sent again: ${again.why}`)
  if (again.end === 'answered' && !isSame(again.value))
    world.ledger.defect('twice', `${entry.kind} ${entry.token} sent again got another answer`)
}

async function post<S extends v.GenericSchema>(
  api: Api,
  path: string,
  body: object,
  key: string,
  schema: S,
): Promise<Outcome<v.InferOutput<S>>> {
  return judge(await api.post(path, body, { 'idempotency-key': key }), schema)
}

function judge<S extends v.GenericSchema>(answer: ApiAnswer, schema: S): Outcome<v.InferOutput<S>> {
  if (answer.status >= 500 || answer.status === 429) return { end: 'again' }
  if (answer.status >= 300)
    return { end: 'refused', why: `${answer.status} ${answer.text.slice(0, 300)}` }
  return { end: 'answered', value: v.parse(schema, answer.json) }
}
