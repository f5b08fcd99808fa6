/**
 * What a person does, put on this device in one strict transaction: intent, bytes and overlay together. Any tab may.
 * Not here: sending (outbox), which only the leading tab does; what was refused or is discarded (refusals).
 */
import { fail, ok, type Fault, type Result } from '../../shared/kit/fault.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import { parseWith } from '../../shared/kit/schema.ts'
import { readRecipients, type Recipient } from '../../shared/ticket/draft-doc.ts'
import type { Attachment } from '../../shared/ticket/attachment.ts'
import { filesOfReply } from '../../shared/ticket/draft-picture.ts'
import { renderDraft } from '../../shared/ticket/draft-text.ts'
import { seenPrintOf } from '../../shared/ticket/draft-turn.ts'
import { audienceOf } from '../../shared/ticket/recipients.ts'
import type { Message } from '../../shared/ticket/ticket.ts'
import { makeDoc, Y } from '../../shared/ticket/ticket-doc.ts'
import { applyOp, TicketOp } from '../../shared/ticket/ticket-ops.ts'
import type { SendReply } from '../../shared/wire/up.ts'
import type { BulkAct, SendOptions, Verb } from './api.ts'
import { newId, type Core } from './core.ts'
import type { Effect, Intent } from './db.ts'
import { readHeld, settleOverlay, unsentUpdates, type OverlayChange } from './doc-log.ts'
import { describeMove, describeOp, describeReply, type IntentWords } from './intent-words.ts'
import { fieldSetBy, readField, settleField } from './lost.ts'
import { filesOfNote } from './note-files.ts'
import { words } from '../words/first.ts'

const MESSAGE_TEXT_CHARS = LIMITS.messageTextBytes

/** When an edit was made, and as part of what. */
type Made = Pick<Intent, 'claimedAt' | 'batch'>

type NoteOp = Extract<TicketOp, { op: 'add-note' }>

export type Intents = ReturnType<typeof makeIntents>

/** @param ensureDoc fetches the document when it is not on this device */
export function makeIntents(core: Core, ensureDoc: (ticket: string) => Promise<Result<void>>) {
  const { db } = core
  const tables = [...db.workTables, db.drafts, db.discarded, db.notes]

  /** Runs `act` as one transaction and shows what came of it. */
  async function perform(ticket: string, act: () => Promise<Result<void>>): Promise<Result<void>> {
    const done = await db.transaction('rw', tables, async () => {
      const result = await act()
      if (!result.ok) return result
      const rowVersion = core.summaries.entry(ticket)?.version ?? 0
      return ok(await settleOverlay(db, ticket, rowVersion))
    })
    if (!done.ok) return done
    core.publish({ overlays: [done.value], tickets: [ticket], isOutbox: true })
    await core.recount()
    return ok()
  }

  /** Taking back and discarding are always possible: they make room. */
  async function whenRoom(write: () => Promise<Result<void>>): Promise<Result<void>> {
    if ((await db.outbox.count()) < LIMITS.outboxRows) return write()
    return fail('kit/storage', 'too much is waiting on this device')
  }

  async function writeEdit(
    ticket: string,
    op: TicketOp,
    { claimedAt, batch }: Made,
  ): Promise<Result<void>> {
    const held = await db.docs.get(ticket)
    if (!held) return fail('kit/not-found', 'this ticket is not on this device')
    const doc = makeDoc(held.bytes, held.clientId)
    const field = fieldSetBy(op)?.field
    const seen = field === undefined ? {} : { seen: readField(doc, field) ?? null }
    const update = applyOp(doc, op, { person: core.me, at: claimedAt })
    const bytes = Y.encodeStateAsUpdate(doc)
    doc.destroy()
    if (!update) return ok()
    if (update.length > LIMITS.updateBytes) return fail('ticket/too-big', 'that is too long')
    const isFirst = (await unsentUpdates(db, ticket)).length === 0
    await db.docs.put({ ...held, bytes, base: isFirst ? held.bytes : held.base })
    if (op.op === 'add-note') await dropKeptNote(ticket, op)
    await db.outbox.add({
      kind: 'update',
      pushId: newId(core),
      ticket,
      ...describeOp(op, core.desk()),
      claimedAt,
      op,
      update,
      epoch: held.epoch,
      isRebuilt: false,
      isDiscarded: false,
      ...seen,
      ...(batch === undefined ? {} : { batch }),
    })
    return ok()
  }

  /** It was being written and now is added: in one transaction, or a lock in between would show it twice. */
  async function dropKeptNote(ticket: string, { text, attachments }: NoteOp): Promise<void> {
    const kept = await db.notes.get(ticket)
    const isSame = kept?.text.trim() === text && kept.files?.length === attachments?.length
    if (isSame) await db.notes.delete(ticket)
  }

  type Act = Extract<Intent, { kind: 'command' }>['command']

  async function writeCommand(
    ticket: string,
    command: Act,
    { batch, ...words }: IntentWords & { batch?: string | undefined },
    effect?: Effect,
  ): Promise<Result<void>> {
    const pushId = newId(core)
    const claimedAt = core.serverNow()
    await db.outbox.add({
      kind: 'command',
      pushId,
      ticket,
      ...words,
      claimedAt,
      command,
      isTried: false,
      ...(batch === undefined ? {} : { batch }),
    })
    const id = command.kind === 'send' ? command.sendId : pushId
    if (effect) await db.echoes.put({ id, ticket, effect, version: null })
    return ok()
  }

  /** The draft as it is on this device goes first, so that the server has every word before it sends. */
  async function writeSend(command: SendReply, requester: string): Promise<Result<void>> {
    const { ticket, sendId, status, snoozeUntil = null } = command
    const draft = await db.drafts.get(command.draft)
    if (!draft) return fail('kit/not-found', 'this draft is not on this device')
    if (draft.bytes.length > LIMITS.updateBytes)
      return fail('ticket/too-big', 'the reply is too long')
    const doc = makeDoc(draft.bytes)
    const { text } = renderDraft(doc)
    const chosen = readRecipients(doc)
    const attachments = filesOfReply(doc)
    const seenPrint = seenPrintOf(doc)
    doc.destroy()
    if (text === '') return fail('kit/invalid', 'there is nothing in the reply yet')
    if (await isOnItsWay(ticket, command.draft))
      return fail('ticket/invalid', 'this reply is already on its way')
    const words = describeReply(requester, text)
    await db.outbox.add({
      kind: 'draft',
      pushId: newId(core),
      ticket,
      ...words,
      claimedAt: core.serverNow(),
      draft: command.draft,
      update: draft.bytes,
      sendId,
    })
    const message: Message = {
      id: sendId,
      kind: 'reply',
      by: { kind: 'agent', id: core.me.id, name: core.me.name },
      at: core.serverNow(),
      text: text.slice(0, MESSAGE_TEXT_CHARS),
      ...(await copiesOf(ticket, chosen)),
      ...(attachments.length > 0 ? { attachments } : {}),
      via: 'app',
    }
    const effect = { kind: 'reply', message, status, snoozeUntil } as const
    return writeCommand(ticket, { ...command, seenPrint }, words, effect)
  }

  /** As far as this device knows; the server decides when it takes the reply. */
  async function copiesOf(
    ticket: string,
    chosen: readonly Recipient[],
  ): Promise<Pick<Message, 'cc' | 'bcc'>> {
    const held = await db.docs.get(ticket)
    if (!held) return {}
    const ours = core.desk().queues.flatMap(({ address }) => address ?? [])
    const { cc, bcc } = audienceOf(readHeld(held, []).facts, chosen, new Set(ours))
    return { ...(cc.length > 0 ? { cc } : {}), ...(bcc.length > 0 ? { bcc } : {}) }
  }

  async function isOnItsWay(ticket: string, draft: string): Promise<boolean> {
    const parts = await db.outbox.where('ticket').equals(ticket).toArray()
    return parts.some(
      (intent) =>
        intent.kind === 'command' &&
        intent.command.kind === 'send' &&
        intent.command.draft === draft,
    )
  }

  /**
   * The newest message seen that the server has too. A note of one's own that is still on its way will stand after
   * whatever came in meanwhile: having seen it says nothing to the send guard (OU6).
   */
  async function seenThere(ticket: string, seen: string | null): Promise<string | null> {
    if (seen === null) return null
    const own = new Set<string>()
    for (const { op } of await unsentUpdates(db, ticket)) if (op.op === 'add-note') own.add(op.id)
    const held = own.has(seen) ? await db.docs.get(ticket) : undefined
    if (!held) return seen
    const { messages } = readHeld(held, [])
    const before = messages.slice(
      0,
      messages.findIndex((message) => message.id === seen),
    )
    return before.findLast((one) => one.kind !== 'event' && !own.has(one.id))?.id ?? null
  }

  const requesterOf = (ticket: string) => core.summaries.row(ticket)?.requester ?? ''

  function writeMove(ticket: string, queue: string, batch?: string): Promise<Result<void>> {
    const words = { ...describeMove(queue, core.desk()), batch }
    return writeCommand(ticket, { kind: 'move', ticket, queue }, words, { kind: 'move', queue })
  }

  async function writeVerb(ticket: string, verb: Verb, batch: string): Promise<Result<void>> {
    if (verb.op === 'move') return writeMove(ticket, verb.queue, batch)
    const written = await writeEdit(ticket, verb, { claimedAt: core.serverNow(), batch })
    if (written.ok) await settleField(db, ticket, verb)
    return written
  }

  function writeUnsend(ticket: string, sendId: string): Promise<Result<void>> {
    return writeCommand(
      ticket,
      { kind: 'unsend', ticket, sendId },
      { title: words.waiting.takeBack, text: null },
    )
  }

  /** Does an intent anew, in the transaction of the caller. @param isForced a reply's author has seen what is newer */
  async function writeAgain(intent: Intent, isForced: boolean): Promise<Result<void>> {
    const { ticket } = intent
    if (intent.kind === 'update') return writeEdit(ticket, intent.op, intent)
    if (intent.kind === 'draft') return ok()
    const { command } = intent
    if (command.kind === 'move') return writeMove(ticket, command.queue, intent.batch)
    if (command.kind === 'unsend') return writeUnsend(ticket, command.sendId)
    const { title, text } = intent
    if (command.kind !== 'send') return writeCommand(ticket, command, { title, text })
    return writeSend({ ...command, isForced: command.isForced || isForced }, requesterOf(ticket))
  }

  return {
    async edit(ticket: string, input: TicketOp): Promise<Result<void>> {
      const op = parseWith(TicketOp, input)
      if (!op.ok) return op
      const here = await ensureDoc(ticket)
      if (!here.ok) return here
      return perform(ticket, () =>
        whenRoom(async () => {
          const written = await writeEdit(ticket, op.value, { claimedAt: core.serverNow() })
          if (written.ok) await settleField(db, ticket, op.value)
          return written
        }),
      )
    },

    async move(ticket: string, queue: string): Promise<Result<void>> {
      return perform(ticket, () => whenRoom(() => writeMove(ticket, queue)))
    },

    /**
     * Some of many, in one transaction. One that cannot be done leaves the others.
     *
     * @returns a fault for each that was not done, by its place
     */
    async some(acts: readonly BulkAct[], batch: string): Promise<Result<Map<number, Fault>>> {
      const faults = new Map<number, Fault>()
      const overlays: OverlayChange[] = []
      const done = await db.transaction('rw', tables, async () => {
        faults.clear()
        overlays.length = 0
        if ((await db.outbox.count()) + acts.length > LIMITS.outboxRows)
          return fail('kit/storage', 'too much is waiting on this device')
        // Side by side: most of it is waiting for the disk to find what is there.
        await Promise.all(
          placesByTicket(acts).map(async (places) => {
            for (const [at, { ticket, verb }] of places) {
              const written = await writeVerb(ticket, verb, batch)
              if (!written.ok) faults.set(at, written.fault)
              else
                overlays.push(
                  await settleOverlay(db, ticket, core.summaries.entry(ticket)?.version ?? 0),
                )
            }
          }),
        )
        return ok()
      })
      if (!done.ok) return done
      core.publish({ overlays, tickets: overlays.map(({ id }) => id), isOutbox: true })
      return ok(faults)
    },

    /** Expects the draft's bytes in the database. */
    async send(ticket: string, options: SendOptions): Promise<Result<{ sendId: string }>> {
      const sendId = newId(core)
      const done = await perform(ticket, async () => {
        const draft = await db.drafts.get(options.draft)
        if (!draft) return fail('kit/not-found', 'this draft is not on this device')
        const draftState = Uint8Array.from(Y.encodeStateVectorFromUpdate(draft.bytes))
        const seen = await seenThere(ticket, options.seen)
        const command = { kind: 'send', sendId, ticket, draftState, ...options, seen } as const
        return whenRoom(() => writeSend(command, requesterOf(ticket)))
      })
      return done.ok ? ok({ sendId }) : done
    },

    /** Before the first try nothing has left the device: then the reply is simply put back. */
    unsend(ticket: string, sendId: string): Promise<Result<void>> {
      return perform(ticket, async () => {
        const parts = await db.outbox.where('ticket').equals(ticket).toArray()
        const command = parts.find((part) => isSend(part, sendId))
        if (command?.kind !== 'command' || command.isTried) return writeUnsend(ticket, sendId)
        await dropSend(sendId, parts)
        return ok()
      })
    },

    perform,
    writeAgain,
    dropSend,
  }

  async function dropSend(sendId: string, parts: readonly Intent[]): Promise<void> {
    for (const part of parts) {
      const isPart = part.kind === 'draft' ? part.sendId === sendId : isSend(part, sendId)
      if (isPart) await db.outbox.delete(part.order ?? 0)
    }
    await db.echoes.delete(sendId)
  }
}

/** What is done to one ticket stays in its order. */
function placesByTicket(acts: readonly BulkAct[]): [number, BulkAct][][] {
  const places = new Map<string, [number, BulkAct][]>()
  for (const [at, act] of acts.entries())
    places.set(act.ticket, [...(places.get(act.ticket) ?? []), [at, act]])
  return [...places.values()]
}

function isSend(intent: Intent, sendId: string): boolean {
  return (
    intent.kind === 'command' && intent.command.kind === 'send' && intent.command.sendId === sendId
  )
}

/** What names the files that go with an intent: the id of a draft, all of one that begins a ticket, or a note's own list. */
export type FilesNamed = string | Uint8Array | readonly Attachment[]

/** Null: none can go with it. */
export function filesNamedBy(intent: Intent): FilesNamed | null {
  const ofNote = filesOfNote(intent)
  if (ofNote.length > 0) return ofNote
  return intent.kind === 'command' && intent.command.kind === 'send'
    ? intent.command.draft
    : beginningDraft(intent)
}

/** All of the draft of a mail that begins a ticket. */
export function beginningDraft(intent: Intent): Uint8Array | null {
  if (intent.kind !== 'command' || intent.command.kind !== 'open-ticket') return null
  const { first } = intent.command
  return first.as === 'mail' ? first.draft : null
}

/** The kinds of intents that are acts of their own: a draft only goes before its send. */
export const ACTS = ['update', 'command'] as const

/** A discarded edit is only waiting to be undone. */
export function isListed(intent: Intent): boolean {
  return intent.kind === 'command' || (intent.kind === 'update' && !intent.isDiscarded)
}
