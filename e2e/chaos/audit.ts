/**
 * Counts, when all is quiet: what was acknowledged and is not there, and what is there twice. Reads the API, the
 * database itself and the relay's mails; believes none of the product's own counters.
 */
import { v } from '../../shared/kit/schema.ts'
import type { DeskRows } from '../stage/desk-rows.ts'
import type { RelayMail } from '../stage/relay.ts'
import { TOKEN_PATTERN, type Ledger } from './ledger.ts'
import type { Kill } from './killer.ts'
import type { World } from './world.ts'

const List = v.object({
  tickets: v.array(v.object({ id: v.string() })),
  cursor: v.nullable(v.string()),
})
const View = v.object({
  id: v.string(),
  subject: v.string(),
  tags: v.array(v.string()),
  version: v.number(),
  messages: v.array(
    v.object({
      id: v.string(),
      kind: v.string(),
      text: v.string(),
      delivery: v.nullable(
        v.looseObject({ state: v.string(), possiblyTwice: v.optional(v.boolean()) }),
      ),
    }),
  ),
})
type View = v.InferOutput<typeof View>

export type Audit = {
  tickets: number
  messages: number
  mailsOut: number
  /** Second deliveries of one Message-ID that the desk itself calls possible. */
  markedTwice: number
}

export async function audit(world: World, kills: readonly Kill[]): Promise<Audit> {
  const { ledger, stage } = world
  const views = await readAll(world)
  const found = new Map<string, { ticket: string; message: string }[]>()
  for (const view of views.values())
    for (const message of view.messages)
      for (const token of new Set(message.text.match(TOKEN_PATTERN) ?? []))
        found.set(token, [...(found.get(token) ?? []), { ticket: view.id, message: message.id }])
  checkEntries(ledger, found)
  checkOwned(ledger, views)
  checkVersions(ledger, views)
  const stored = await stage.openRows()
  try {
    await checkStored(ledger, stored)
  } finally {
    await stored.close()
  }
  const markedTwice = checkRelay(ledger, stage.relay.mails, views, kills)
  return {
    tickets: views.size,
    messages: [...views.values()].reduce((sum, view) => sum + view.messages.length, 0),
    mailsOut: stage.relay.mails.length,
    markedTwice,
  }
}

async function readAll(world: World): Promise<Map<string, View>> {
  const [agent] = world.agents
  if (!agent) throw new Error('there are no agents')
  const views = new Map<string, View>()
  let cursor: string | null = ''
  while (cursor !== null) {
    const after: string = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`
    const page = v.parse(List, (await agent.api.get(`/api/tickets?limit=200${after}`)).json)
    for (const { id } of page.tickets)
      views.set(id, v.parse(View, (await agent.api.get(`/api/tickets/${id}`)).json))
    cursor = page.cursor
  }
  return views
}

/** Everything with a word of its own is a message somewhere; a patch is its ticket's subject. */
function checkEntries(
  ledger: Ledger,
  found: ReadonlyMap<string, { ticket: string; message: string }[]>,
): void {
  for (const entry of ledger.entries) {
    if (entry.kind === 'patch') continue
    const places = found.get(entry.token) ?? []
    const name = `${entry.kind} ${entry.token}`
    if (places.length > 1)
      ledger.defect('twice', `${name}: ${places.length} times, sent ${entry.sends} times`)
    if (!entry.isAcknowledged) continue
    const [place] = places
    if (!place) ledger.defect('missing', `${name}: acknowledged and nowhere`)
    else if (entry.ticket !== null && place.ticket !== entry.ticket)
      ledger.defect('other', `${name}: on ${place.ticket}, not on ${entry.ticket}`)
  }
}

function checkOwned(ledger: Ledger, views: ReadonlyMap<string, View>): void {
  for (const owned of ledger.owned.values()) {
    const view = views.get(owned.ticket)
    const isKept =
      view?.subject === owned.subject && owned.tags.every((tag) => view.tags.includes(tag))
    if (!isKept) ledger.defect('missing', `patch ${owned.token}: ${owned.ticket} says otherwise`)
    else if (view.tags.length !== owned.tags.length)
      ledger.defect('twice', `patch ${owned.token}: ${view.tags.join(' ')}`)
  }
}

/** A stored change takes a version of its own (CO4): no two acknowledgements name the same one. */
function checkVersions(ledger: Ledger, views: ReadonlyMap<string, View>): void {
  const taken = new Map<string, string>()
  for (const entry of ledger.entries) {
    if (entry.version === null || entry.ticket === null) continue
    const place = `${entry.ticket} version ${entry.version}`
    const other = taken.get(place)
    if (other !== undefined)
      ledger.defect('other', `${place} was given to ${other} and to ${entry.token}`)
    taken.set(place, entry.token)
    const version = views.get(entry.ticket)?.version ?? 0
    if (entry.version > version)
      ledger.defect('missing', `${place} was acknowledged; the ticket is at ${version}`)
  }
}

/** Versions without gaps, read from the store itself; and SQLite's own word on its file. */
async function checkStored(ledger: Ledger, stored: DeskRows): Promise<void> {
  for (const row of await stored.rows(
    `SELECT tickets.id AS id, tickets.version AS version, count(*) AS n FROM tickets LEFT JOIN updates ON updates.ticket = tickets.id
     GROUP BY tickets.id, tickets.version
     HAVING count(*) != tickets.version OR min(updates.version) != 1 OR max(updates.version) != tickets.version`,
  ))
    ledger.defect('missing', `versions of ${String(row['id'])} have a gap`)
  if (stored.kind === 'postgres') return
  for (const row of await stored.rows(`PRAGMA integrity_check(5)`))
    if (row['integrity_check'] !== 'ok')
      ledger.defect('other', `database: ${String(row['integrity_check'])}`)
}

/** What a dead gateway had written lies in the relay's socket until the relay gets to it: this long at most. */
const IN_FLIGHT_MS = 10_000

/**
 * One delivery a Message-ID. A second one is forgiven only where SMTP promises no more (RFC 5321 §6.1): the gateway
 * died, or the line broke, after the relay had the mail; of a reply the desk must then say so itself.
 */
function checkRelay(
  ledger: Ledger,
  mails: readonly RelayMail[],
  views: ReadonlyMap<string, View>,
  kills: readonly Kill[],
): number {
  const copies = new Map<string, RelayMail[]>()
  for (const mail of mails)
    copies.set(mail.messageId, [...(copies.get(mail.messageId) ?? []), mail])
  const replies = new Map<string, string | null>()
  for (const entry of ledger.entries)
    if (entry.sendId !== null) replies.set(entry.sendId, entry.ticket)
  let marked = 0

  for (const [messageId, same] of copies) {
    if (same.length === 1) continue
    const sendId = messageId.split(/[.@]/, 1)[0] ?? ''
    const ticket = replies.get(sendId)
    const message = views.get(ticket ?? '')?.messages.find((one) => one.id === sendId)
    const [first] = same
    const last = same.at(-1)
    const isExplained =
      first !== undefined &&
      last !== undefined &&
      (!first.isAnswered ||
        kills.some(
          (kill) =>
            kill.part === 'gateway' && kill.at >= first.at - IN_FLIGHT_MS && kill.at <= last.at,
        ))
    if (!isExplained) ledger.defect('twice', `mail ${messageId}: ${same.length} deliveries`)
    else if (ticket !== undefined && message?.delivery?.possiblyTwice !== true)
      ledger.defect('twice', `mail ${messageId}: ${same.length} deliveries, not marked`)
    else marked += same.length - 1
  }
  for (const [sendId, ticket] of replies) {
    const message = views.get(ticket ?? '')?.messages.find((one) => one.id === sendId)
    const isThere = [...copies.keys()].some((messageId) => messageId.startsWith(`${sendId}.`))
    if (message?.delivery?.state === 'handed-over' && !isThere)
      ledger.defect('missing', `reply ${sendId}: handed over, and the relay has none`)
    // Twice the gateway died while it sent this one: it is not sent a third time, and a person is told (OU16).
    const isLeft = message?.delivery?.state === 'failed' && message.delivery.possiblyTwice === true
    if (isLeft && kills.filter((kill) => kill.part === 'gateway').length >= 2) continue
    if (message && message.delivery?.state !== 'handed-over')
      ledger.defect('missing', `reply ${sendId}: still ${message.delivery?.state ?? 'nowhere'}`)
  }
  return marked
}
