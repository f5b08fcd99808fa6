/** Changes to a ticket's document by agents: bytes from a device, or named verbs carried out for the API. */
import { applyUpdate, encodeStateAsUpdate } from 'yjs'
import { FaultError, unwrap } from '../../shared/kit/fault.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import { refuseFormatted } from '../../shared/ticket/formatted-note.ts'
import type { Message } from '../../shared/ticket/ticket.ts'
import { applyOp, type TicketOp } from '../../shared/ticket/ticket-ops.ts'
import {
  isUnderOldName,
  refuseTouch,
  type Rights,
  type Touch,
} from '../../shared/ticket/ticket-rules.ts'
import { readMessage, recordUpdate, rootMap } from '../../shared/ticket/ticket-doc.ts'
import { number, text } from '../store/database.ts'
import { openForAgent } from './access.ts'
import { readStanding, settleConflicts } from './edit-conflict.ts'
import {
  freezeNoteFiles,
  isOtherwise,
  notesIn,
  settleNoteFiles,
  type NoteFiles,
} from './note-files.ts'
import type { Answer, CommitParts } from './parts.ts'
import {
  finish,
  keepUnchanged,
  writeValue,
  type TicketWork,
  type WorkRequest,
} from './ticket-work.ts'
import { checkUpdate, type CheckedUpdate } from './update-check.ts'

/** A device's clock may run this far from ours before a note is set to the time it was accepted. */
const CLOCK_SLACK_MS = 5_000

/** @param claimedAt  when the device says it was done; a room does not say */
type UpdateInput = { ticket: string; epoch: number; update: Uint8Array; claimedAt?: number }

export async function updateTicket(
  parts: CommitParts,
  request: WorkRequest,
  input: UpdateInput,
): Promise<Answer> {
  const { work, rights } = await openForAgent(parts, request, input.ticket)
  const checked = await judge(parts, request, { work, rights, input }).catch((error: unknown) => {
    keepUnchanged(parts, work)
    throw error
  })
  if (!checked.isNew) {
    keepUnchanged(parts, work)
    return { version: work.version }
  }
  const claimedAt = input.claimedAt ?? work.now
  const standing = readStanding(work, checked.sets)
  // Kept is what was new, as Yjs says it: what the update repeats of others may say something else than they did.
  const fresh = recordUpdate(work.doc, () => applyUpdate(work.doc, input.update, request.device))
  if (!fresh || work.doc.store.pendingStructs || work.doc.store.pendingDs)
    throw new FaultError({ code: 'ticket/gap', detail: 'something before this update is missing' })
  work.updates.push(fresh)
  work.claimedAt = claimedAt
  settleConflicts(parts, work, { sets: checked.sets, claimedAt }, standing)
  refuseState(work)
  for (const touch of checked.touches) work.paths.add(`${touch.root}/${touch.key}`)
  for (const client of checked.clients) {
    if (checked.owners.has(client)) continue
    await request.tx.run(
      `INSERT INTO doc_clients (doc, client, device) VALUES (?, ?, ?)`,
      input.ticket,
      client,
      request.device,
    )
    checked.owners.set(client, request.device)
  }
  await noteArrivals(work, notesIn(checked.touches), checked.files)
  const done = await finish(parts, work)
  return { version: done.version }
}

/** Everything that can be said before the document is touched. */
async function judge(
  parts: CommitParts,
  request: WorkRequest,
  { work, rights, input }: { work: TicketWork; rights: Rights; input: UpdateInput },
): Promise<CheckedUpdate & { owners: Map<number, string>; files: NoteFiles }> {
  if (input.epoch !== work.epoch)
    throw new FaultError({
      code: 'ticket/epoch',
      detail: 'fetch the ticket again',
      more: { epoch: work.epoch },
    })
  refuseFull(work, input.update.length)
  const owners = await readOwners(work)
  const checked = unwrap(
    checkUpdate(work.doc, input.update, request.device, (client) => owners.get(client) ?? null),
  )
  for (const touch of checked.touches) {
    const why = refuseTouch(rights, touch) ?? refuseFormats(touch)
    if (why)
      throw new FaultError({
        code: 'ticket/denied',
        detail: why,
        more: {
          paths: [`${touch.root}/${touch.key}`],
          ...(isUnderOldName(rights, touch) ? { name: rights.name } : {}),
        },
      })
  }
  const files = await freezeNoteFiles(parts, work, rights, notesIn(checked.touches))
  return { ...checked, owners, files }
}

/** Of a note that is one otherwise: no device shows formats that nobody has looked at. */
const refuseFormats = (touch: Touch): string | null =>
  notesIn([touch]).reduce<string | null>((why, note) => why ?? refuseFormatted(note), null)

export async function editTicket(
  parts: CommitParts,
  request: WorkRequest,
  input: { ticket: string; ops: TicketOp[] },
): Promise<Answer> {
  const { work, rights } = await openForAgent(parts, request, input.ticket)
  for (const op of input.ops) {
    if (op.op === 'add-note' && rootMap(work.doc, 'messages').has(op.id))
      throw new FaultError({
        code: 'ticket/denied',
        detail: 'a message does not change once it is there',
        more: { paths: [`messages/${op.id}`] },
      })
    const why = op.op === 'add-note' ? refuseFormatted(op) : null
    if (why) throw new FaultError({ code: 'ticket/denied', detail: why })
    const files: NoteFiles =
      op.op === 'add-note' ? await freezeNoteFiles(parts, work, rights, [op]) : new Map()
    const update = applyOp(work.doc, op, {
      person: { id: rights.person, name: rights.name },
      at: work.now,
    })
    if (!update) continue
    work.updates.push(update)
    work.paths.add(op.op)
    if (op.op === 'add-note') {
      work.facts.push({ kind: 'note', at: work.now })
      const note = readMessage(work.doc, op.id)
      const settled = note && (await settleNoteFiles(work, note, files))
      if (settled && isOtherwise(note, settled)) writeOver(work, settled)
    }
  }
  refuseState(work)
  const done = await finish(parts, work)
  return { version: done.version }
}

async function readOwners(work: TicketWork): Promise<Map<number, string>> {
  if (work.owners) return work.owners
  const rows = await work.tx.all(`SELECT client, device FROM doc_clients WHERE doc = ?`, work.id)
  work.owners = new Map(rows.map((row) => [number(row, 'client'), text(row, 'device')]))
  return work.owners
}

/** Devices leave room for the mail that is still to come. The stored figure is at least the true one. */
function refuseFull(work: TicketWork, bytes: number): void {
  const most = LIMITS.documentBytesByDevices
  if (work.stored.docBytes + bytes <= most) return
  if (encodeStateAsUpdate(work.doc).length + bytes > most)
    throw new FaultError({
      code: 'ticket/too-big',
      detail: `devices may fill a ticket up to ${most} bytes`,
      more: { limit: most },
    })
}

/** What the document must still be once the update is in. */
function refuseState(work: TicketWork): void {
  const { doc } = work
  for (const field of ['subject', 'status', 'priority', 'queue'])
    if (rootMap(doc, 'fields').get(field) === undefined)
      throw new FaultError({
        code: 'ticket/denied',
        detail: `“${field}” cannot be removed`,
        more: { paths: [`fields/${field}`] },
      })
  const limits: [Parameters<typeof rootMap>[1], number][] = [
    ['fields', LIMITS.fieldsPerTicket],
    ['tags', LIMITS.tagsPerTicket],
    ['watchers', LIMITS.watchersPerTicket],
    ['messages', LIMITS.messagesPerTicket],
  ]
  // Yjs counts a map by walking it; with what was deleted, it is never less.
  for (const [root, most] of limits)
    if (rootMap(doc, root)._map.size > most && rootMap(doc, root).size > most)
      throw new FaultError({
        code: 'ticket/too-big',
        detail: `a ticket may have ${most} ${root}`,
        more: { paths: [root] },
      })
}

/**
 * Notes written on a device carry its own time. Order of reading is order of acceptance, so a note that would not stand
 * last, or comes from a clock that is off, is set to now and keeps what its device claimed. Of its files nothing claimed stays.
 */
async function noteArrivals(
  work: TicketWork,
  notes: readonly Message[],
  files: NoteFiles,
): Promise<void> {
  for (const note of notes) {
    work.facts.push({ kind: 'note', at: work.now })
    const settled = await settleNoteFiles(work, note, files)
    const last = work.reading.now().messages.findLast((message) => message.id !== note.id)?.at ?? 0
    if (note.at <= last || Math.abs(note.at - work.now) > CLOCK_SLACK_MS) {
      const at = Math.max(work.now, last + 1)
      writeOver(work, { ...settled, at, claimedAt: note.at })
    } else if (isOtherwise(note, settled)) writeOver(work, settled)
  }
}

function writeOver(work: TicketWork, note: Message): void {
  if (rootMap(work.doc, 'messages').get(note.id) === undefined) return
  writeValue(work, 'messages', note.id, note)
}
