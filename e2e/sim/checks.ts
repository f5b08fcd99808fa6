/** What must hold once everything has come to rest (assurance: I1 to I8). Each failure is one line. */
import { isDeepStrictEqual } from 'node:util'
import { v } from '../../shared/kit/schema.ts'
import { containsState } from '../../shared/ticket/draft-doc.ts'
import { makeDoc, readTicket, ROOTS, Y } from '../../shared/ticket/ticket-doc.ts'
import { Row, type Ticket } from '../../shared/ticket/ticket.ts'
import { loadDraftDoc } from '../../sync-server/commit/draft.ts'
import { loadTicketDoc } from '../../sync-server/commit/shadows.ts'
import { differencesOfTicket } from '../../sync-server/operator/verify-ticket.ts'
import { bytes, number, text, type Sql, type SqlRow } from '../../sync-server/store/database.ts'
import type { Device } from './device.ts'
import type { Ledger } from './ledger.ts'
import type { Sight } from './server.ts'
import { UNDO_SECONDS } from './template.ts'

/** What lies on a device's disk. */
type Disk = Awaited<ReturnType<typeof readDisk>>

const readDisk = (device: Device) =>
  device.look(async (db) => {
    const { docs, outbox, drafts, overlays, echoes, rejected } = db
    const tables = [docs, outbox, drafts, overlays, echoes, rejected]
    return db.transaction('r', tables, async () => ({
      docs: await docs.toArray(),
      outbox: await outbox.toArray(),
      drafts: await drafts.toArray(),
      overlays: await overlays.toArray(),
      echoes: await echoes.toArray(),
      rejected: await rejected.toArray(),
    }))
  })

type Known = { row: SqlRow; doc: Y.Doc; ticket: Ticket; version: number; queue: string }

export type Outcome = {
  sql: Sql
  ledger: Ledger
  devices: readonly Device[]
  /** What a person may see in the end. */
  sightOf: (person: string) => Sight
  now: number
}

export async function checkAll(outcome: Outcome): Promise<string[]> {
  const { sql, ledger, devices } = outcome
  const problems = [...ledger.problems]
  const known = new Map<string, Known>()
  for (const row of await sql.all(`SELECT * FROM tickets`)) {
    const id = text(row, 'id')
    const doc = await loadTicketDoc(sql, id, row)
    known.set(id, {
      row,
      doc,
      ticket: readTicket(doc),
      version: number(row, 'version'),
      queue: text(row, 'queue'),
    })
  }
  const disks = new Map<string, Disk>()
  for (const device of devices) disks.set(device.name, await readDisk(device))
  problems.push(...(await checkTickets(outcome, known)))
  problems.push(...(await checkPromises(outcome, known)))
  problems.push(...checkUnsent(ledger, disks, known))
  problems.push(...checkOnce(ledger, known))
  problems.push(...(await checkMail(outcome, known)))
  problems.push(...(await checkSightings(outcome, known)))
  for (const device of devices) {
    const disk = disks.get(device.name)
    if (disk) problems.push(...(await checkDevice(outcome, device, disk, known)))
  }
  return problems
}

/** I5, I6 and the rows: what every row must be by its document and its facts. */
async function checkTickets(
  outcome: Outcome,
  known: ReadonlyMap<string, Known>,
): Promise<string[]> {
  const { sql, now } = outcome
  const problems: string[] = []
  const numbers = new Set<number>()
  for (const [id, { row, ticket }] of known) {
    const checked = await differencesOfTicket(sql, row, now)
    for (const difference of checked.differences) problems.push(`I5/I6 ticket ${id}: ${difference}`)
    if (numbers.has(ticket.facts.number))
      problems.push(`I5 number ${ticket.facts.number} was given twice`)
    numbers.add(ticket.facts.number)
    const twice = await sql.get(
      `SELECT count(*) AS n FROM updates a JOIN updates b ON a.ticket = b.ticket AND a.version < b.version AND a.bytes = b.bytes WHERE a.ticket = ?`,
      id,
    )
    if (twice && number(twice, 'n') > 0)
      problems.push(`I2 ticket ${id}: the same update is stored twice`)
    const elsewhere = await sql.all(`SELECT scope, op FROM feed WHERE ticket = ?`, id)
    for (const entry of elsewhere)
      if ((entry['op'] === 'row') !== (entry['scope'] === `q:${ticket.queue}`))
        problems.push(
          `I5 ticket ${id}: the feed of ${String(entry['scope'])} says ${String(entry['op'])}`,
        )
  }
  return problems
}

/** I1: what was acknowledged is there. */
async function checkPromises(
  outcome: Outcome,
  known: ReadonlyMap<string, Known>,
): Promise<string[]> {
  const { sql, ledger } = outcome
  const problems: string[] = []
  for (const [pushId, { device, push }] of ledger.acked) {
    const where = `I1 push ${pushId} of ${device}`
    if (push.kind === 'update') {
      const held = known.get(push.ticket)
      if (!held || !holds(held.doc, push.update))
        problems.push(`${where}: acknowledged and not in the ticket`)
    } else if (push.kind === 'draft') {
      const row = await sql.get(`SELECT * FROM drafts WHERE id = ?`, push.draft)
      if (!row || !holds(await loadDraftDoc(sql, push.draft, row), push.update))
        problems.push(`${where}: acknowledged and not in the draft`)
    } else if (push.command.kind === 'send') {
      const row = await sql.get(`SELECT state FROM sends WHERE id = ?`, push.command.sendId)
      if (!row) problems.push(`${where}: a send was acknowledged and is not known`)
    }
  }
  for (const { kind, token, isPromised } of ledger.acts) {
    if (!isPromised) continue
    const found = places(known, token)
    if (kind === 'mail') {
      if (found === 0 && !(await isKeptMail(sql, token)))
        problems.push(`I1 ${token}: answered 250 and lost`)
    } else if ((kind === 'form' || kind === 'portal') && found === 0)
      problems.push(`I1 ${token}: accepted and lost`)
  }
  return problems
}

/** Nothing that a person did is lost without being shown as refused. */
function checkUnsent(
  ledger: Ledger,
  disks: ReadonlyMap<string, Disk>,
  known: ReadonlyMap<string, Known>,
): string[] {
  const problems: string[] = []
  const refused = new Map<string, string>()
  for (const [name, { rejected }] of disks) refused.set(name, JSON.stringify(rejected))
  for (const { kind, token, isPromised, isForfeit, device } of ledger.acts) {
    if (!isPromised || device === null || isForfeit) continue
    if (kind !== 'note' && kind !== 'tag' && kind !== 'reply') continue
    if (places(known, token) > 0 || refused.get(device)?.includes(token)) continue
    const sendId = ledger.sendIds.get(token)
    if (
      sendId !== undefined &&
      (refused.get(device)?.includes(sendId) || ledger.takenBack.has(sendId))
    )
      continue
    if (ledger.discarded.some((words) => words.includes(token))) continue
    problems.push(
      `outbox ${token}: kept on ${device}, then neither on the server nor shown as refused`,
    )
  }
  return problems
}

/** I2: one effect each, however often it was asked for. */
function checkOnce(ledger: Ledger, known: ReadonlyMap<string, Known>): string[] {
  const problems: string[] = []
  for (const { token } of ledger.acts) {
    const found = places(known, token)
    if (found > 1) problems.push(`I2 ${token}: is there ${found} times`)
  }
  return problems
}

/** I7: at most one mail a send, none before its time, none after it was taken back. */
async function checkMail(outcome: Outcome, known: ReadonlyMap<string, Known>): Promise<string[]> {
  const { sql, ledger } = outcome
  const problems: string[] = []
  const times = new Map<string, number[]>()
  for (const { messageId, at } of ledger.relayed)
    times.set(messageId, [...(times.get(messageId) ?? []), at])
  const sends = new Map((await sql.all(`SELECT * FROM sends`)).map((row) => [text(row, 'id'), row]))
  for (const [messageId, taken] of times) {
    const id = messageId.slice(0, messageId.lastIndexOf('@'))
    const row = await sql.get(`SELECT * FROM outgoing WHERE id = ?`, id)
    const send = sends.get(id)
    if (!row) problems.push(`I7 ${id}: was sent and is not known`)
    if (!send) continue
    const ticket = known.get(text(send, 'ticket'))?.ticket
    const isMarked = ticket?.delivery[id]?.possiblyTwice === true
    if (taken.length > 1 && !isMarked && ticket?.delivery[id]?.state === 'handed-over')
      problems.push(`I7 ${id}: went out ${taken.length} times and is not marked`)
    if (text(send, 'state') === 'undone')
      problems.push(`I7 ${id}: went out though it was taken back`)
    const first = Math.min(...taken)
    if (first < number(send, 'at') + UNDO_SECONDS * 1000)
      problems.push(`I7 ${id}: went out before its undo time was over`)
  }
  for (const [id, send] of sends) {
    const ticket = known.get(text(send, 'ticket'))?.ticket
    const isThere = ticket?.messages.some((message) => message.id === id) ?? false
    const isUndone = text(send, 'state') === 'undone'
    if (isThere === isUndone)
      problems.push(
        `I2 send ${id}: is ${text(send, 'state')}, its message ${isThere ? 'is' : 'is not'} there`,
      )
    if (text(send, 'state') === 'held') problems.push(`I1 send ${id}: was never released`)
    const state = ticket?.delivery[id]?.state
    const isSent = [...times.keys()].some((messageId) => messageId.startsWith(`${id}@`))
    if (state === 'handed-over' && !isSent)
      problems.push(`I1 send ${id}: handed over, and the relay never saw it`)
  }
  return problems
}

/** I4: every version that left the server towards a person was in a queue of theirs. */
async function checkSightings(
  outcome: Outcome,
  known: ReadonlyMap<string, Known>,
): Promise<string[]> {
  const { sql, ledger } = outcome
  const problems = new Set<string>()
  const queues = new Map<string, string[]>()
  for (const id of known.keys()) {
    const doc = makeDoc()
    const list: string[] = []
    for (const row of await sql.all(
      `SELECT version, bytes FROM updates WHERE ticket = ? ORDER BY version`,
      id,
    )) {
      Y.applyUpdate(doc, bytes(row, 'bytes'))
      list[number(row, 'version')] = String(doc.getMap('fields').get('queue'))
    }
    queues.set(id, list)
  }
  for (const { sight, ticket, version, how } of ledger.sightings) {
    if (sight === null) continue
    const queue = queues.get(ticket)?.[version]
    if (queue === undefined || !sight.includes(queue))
      problems.add(
        `I4 ${ticket} version ${version} (${queue ?? 'unknown'}) went to a person who may not see it, by ${how}`,
      )
  }
  return [...problems]
}

/** I3: the device holds what it may see, equal to the server's to the last byte, and nothing else. */
async function checkDevice(
  { sql, sightOf }: Outcome,
  device: Device,
  { docs, outbox, drafts, overlays, echoes }: Disk,
  known: ReadonlyMap<string, Known>,
): Promise<string[]> {
  const { name, person } = device
  const sight = sightOf(person.id)
  const problems: string[] = []
  const held = new Map(docs.map((doc) => [doc.ticket, doc]))
  for (const [id, ticket] of known) {
    const maySee = sight === null || sight.includes(ticket.queue)
    const doc = held.get(id)
    const row = device.replica()?.row(id)
    if (!maySee) {
      if (doc || row) problems.push(`I4 ${name}: still has ticket ${id} of ${ticket.queue}`)
      continue
    }
    // A device that was full keeps every row, and fetches a document again when it is opened.
    if (row && !doc && device.browser.wasFull()) continue
    if (!doc || !row) {
      problems.push(`I3 ${name}: lacks ticket ${id}${row ? '' : ' in its list'}`)
      continue
    }
    const difference = differenceOf(ticket.doc, makeDoc(doc.bytes))
    if (difference)
      problems.push(
        `I3 ${name}: ticket ${id} at ${doc.version} of ${ticket.version} differs in ${difference}`,
      )
    if (doc.version !== ticket.version)
      problems.push(`I3 ${name}: ticket ${id} is at version ${doc.version} of ${ticket.version}`)
    const stored = v.parse(Row, JSON.parse(text(ticket.row, 'row')))
    if (!isDeepStrictEqual({ ...row }, { ...stored }))
      problems.push(`I3 ${name}: the row of ticket ${id} differs`)
  }
  for (const doc of docs)
    if (!known.has(doc.ticket)) problems.push(`I3 ${name}: has a ticket nobody knows`)
  if (outbox.length > 0) problems.push(`I8 ${name}: ${outbox.length} things still wait`)
  if (overlays.length > 0) problems.push(`I8 ${name}: ${overlays.length} overlays stayed`)
  if (echoes.length > 0) problems.push(`I8 ${name}: ${echoes.length} echoes stayed`)
  for (const draft of drafts) {
    if (!draft.isSaved) continue
    const row = await sql.get(`SELECT * FROM drafts WHERE id = ?`, draft.id)
    const state = Y.encodeStateVectorFromUpdate(draft.bytes)
    const isEmpty = Y.decodeStateVector(state).size === 0
    if (!isEmpty && (!row || !containsState(await loadDraftDoc(sql, draft.id, row), state)))
      problems.push(`I1 ${name}: draft ${draft.id} counts as saved and the server lacks part of it`)
  }
  return problems
}

/** The root that differs, or what else does; null when nothing does. */
function differenceOf(one: Y.Doc, two: Y.Doc): string | null {
  for (const root of ROOTS)
    if (!isDeepStrictEqual(one.getMap(root).toJSON(), two.getMap(root).toJSON())) return root
  return Y.equalSnapshots(Y.snapshot(one), Y.snapshot(two)) ? null : 'its history'
}

/** True when the document has everything in the update already. */
function holds(doc: Y.Doc, update: Uint8Array): boolean {
  const copy = makeDoc(Y.encodeStateAsUpdate(doc))
  let isNew = false
  copy.on('update', () => {
    isNew = true
  })
  Y.applyUpdate(copy, update)
  const isWhole = copy.store.pendingStructs === null && copy.store.pendingDs === null
  copy.destroy()
  return isWhole && !isNew
}

/** In how many messages, or tags, of all tickets the words are. */
function places(known: ReadonlyMap<string, Known>, token: string): number {
  let count = 0
  for (const { ticket } of known.values()) {
    for (const message of ticket.messages) if (message.text.includes(token)) count++
    if (ticket.tags.includes(token)) count++
  }
  return count
}

async function isKeptMail(sql: Sql, token: string): Promise<boolean> {
  const row = await sql.get(`SELECT id FROM held_mail WHERE text LIKE ?`, `%${token}%`)
  return row !== undefined
}
