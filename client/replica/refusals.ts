/**
 * What the author of an edit does about it while it waits or when it was refused: retry, discard, take the discard back, do
 * it on another ticket. Nothing here is thrown away without having been asked for. Lazy. Not here: the list (waiting).
 */
import { fail, ok, type Result } from '../../shared/kit/fault.ts'
import { isDraftEmpty } from '../../shared/ticket/draft-text.ts'
import { makeDoc } from '../../shared/ticket/ticket-doc.ts'
import type { TicketOp } from '../../shared/ticket/ticket-ops.ts'
import { newId, type Core } from './core.ts'
import type { DiscardedRecord, DraftRecord, Intent, RejectedRecord } from './db.ts'
import { makeClientId, mergeWhole, replay, unsentUpdates } from './doc-log.ts'
import type { Intents } from './intents.ts'
import { currentDraft, findLeftWords, type LeftWords } from './left-words.ts'
import { tellLate } from './lost.ts'

type UpdateIntent = Extract<Intent, { kind: 'update' }>

export type RefusalHooks = {
  ensureDoc(ticket: string): Promise<Result<void>>
  /** A draft was written past whoever has it open. */
  onDraft(draft: string): Promise<unknown>
}

export function makeRefusals(core: Core, intents: Intents, hooks: RefusalHooks) {
  const { db } = core

  async function remember(record: Omit<DiscardedRecord, 'discardedAt'>): Promise<void> {
    await db.discarded.put({ ...record, discardedAt: core.clock.now() })
  }

  /** Inside a transaction: takes an edit out, and makes those after it again without it. */
  async function takeOut(intent: UpdateIntent): Promise<void> {
    const { ticket } = intent
    const held = await db.docs.get(ticket)
    const unsent = await unsentUpdates(db, ticket)
    const at = unsent.findIndex((one) => one.pushId === intent.pushId)
    const before = unsent.slice(0, at)
    const after = unsent.slice(at + 1)
    const bytes =
      held?.base && !held.isBroken && !before.some((one) => one.isDiscarded)
        ? mergeWhole([held.base, ...before.map((one) => one.update)])
        : null
    if (!held || !bytes) {
      // The server's state alone is not here: the outbox asks for it and makes the rest again.
      await db.outbox.put({ ...intent, isDiscarded: true })
      return
    }
    const { version, epoch, base } = held
    const state = { ticket, version, epoch, kind: 'state', bytes: Uint8Array.from(bytes) } as const
    // Under a fresh client id: the bytes taken out may have been on their way.
    const again = replay(state, [{ ...intent, isDiscarded: true }, ...after], {
      clientId: makeClientId(core.random),
      person: core.me,
      newPushId: () => newId(core),
    })
    await tellLate(db, again.late, { person: core.me.id, version, at: core.serverNow() })
    const remaining = again.intents.map((one) => ({ ...one, isRebuilt: false }))
    const hasMore = before.length + remaining.length > 0
    await db.docs.put({ ...again.doc, base: hasMore ? base : undefined })
    await db.outbox.bulkDelete([intent, ...after].map((one) => one.order ?? 0))
    await db.outbox.bulkPut(remaining)
  }

  async function discardWaiting(intent: Intent): Promise<Result<void>> {
    const { pushId, ticket } = intent
    if (intent.kind === 'update') {
      await takeOut(intent)
    } else if (intent.kind === 'command') {
      // A command that was tried may have been carried out: it can only be taken back by another one.
      if (intent.isTried) return fail('ticket/too-late', 'it may have been done already')
      if (intent.command.kind === 'send') {
        const parts = await db.outbox.where('ticket').equals(ticket).toArray()
        await intents.dropSend(intent.command.sendId, parts)
      } else {
        await db.outbox.delete(intent.order ?? 0)
        await db.echoes.delete(pushId)
      }
    }
    await remember({ pushId, ticket, intent, draft: null, refusal: null })
    return ok()
  }

  async function discardRefused(record: RejectedRecord): Promise<Result<void>> {
    const { pushId, ticket, intent, ...refusal } = record
    await db.rejected.delete(pushId)
    await remember({ pushId, ticket, intent, draft: null, refusal })
    return ok()
  }

  async function discardWords(draft: DraftRecord): Promise<Result<void>> {
    await db.drafts.delete(draft.id)
    await remember({ pushId: draft.id, ticket: draft.ticket, intent: null, draft, refusal: null })
    return ok()
  }

  /** Inside a transaction: puts the words of one draft into the reply that is being written. */
  async function carryOver(bytes: Uint8Array, ticket: string): Promise<string> {
    const id = await currentDraft(db, ticket)
    const kept = await db.drafts.get(id)
    const merged = kept ? (mergeWhole([kept.bytes, bytes]) ?? kept.bytes) : bytes
    const doc = makeDoc(merged)
    const hasWords = !isDraftEmpty(doc)
    doc.destroy()
    await db.drafts.put({ id, ticket, bytes: merged, hasWords, isSaved: false })
    return id
  }

  async function retryWords({ draft, bytes }: LeftWords): Promise<Result<void>> {
    let into = ''
    const done = await intents.perform(draft.ticket, async () => {
      into = await carryOver(bytes, draft.ticket)
      await db.drafts.delete(draft.id)
      return ok()
    })
    if (done.ok) await hooks.onDraft(into)
    return done
  }

  /** Of a ticket that was taken off this device the words alone were kept. */
  async function wordsOf(intent: Intent): Promise<Result<{ draft: string; bytes: Uint8Array }>> {
    if (intent.kind === 'draft') return ok({ draft: '', bytes: intent.update })
    if (intent.kind !== 'command' || intent.command.kind !== 'send')
      return fail('kit/invalid', 'only notes and replies can be done elsewhere')
    const { draft } = intent.command
    const kept = await db.drafts.get(draft)
    if (!kept) return fail('kit/not-found', 'the draft is no longer on this device')
    return ok({ draft, bytes: kept.bytes })
  }

  async function redoReply(record: RejectedRecord, ticket: string): Promise<Result<void>> {
    const { intent, pushId } = record
    const words = await wordsOf(intent)
    if (!words.ok) return words
    let into = ''
    const done = await intents.perform(record.ticket, async () => {
      into = await carryOver(words.value.bytes, ticket)
      await db.drafts.delete(words.value.draft)
      await db.rejected.delete(pushId)
      return ok()
    })
    if (done.ok) await hooks.onDraft(into)
    return done
  }

  /** Files whose bytes went with the ticket they were for do not go along. */
  async function opElsewhere(op: TicketOp): Promise<TicketOp> {
    if (op.op !== 'add-note') return op
    const { attachments: files = [], ...note } = op
    const held = await db.files
      .where('hash')
      .anyOf(files.map(({ hash }) => hash))
      .toArray()
    const attachments = files.filter((file) => held.some(({ hash }) => hash === file.hash))
    return { ...note, id: newId(core), ...(attachments.length > 0 ? { attachments } : {}) }
  }

  const leftOf = async (pushId: string): Promise<LeftWords | undefined> =>
    (await findLeftWords(db)).find((one) => one.draft.id === pushId)

  return {
    async retry(pushId: string): Promise<Result<void>> {
      const left = await leftOf(pushId)
      if (left) return retryWords(left)
      const record = await db.rejected.get(pushId)
      if (!record) return fail('kit/not-found', 'it is no longer here')
      const { kind } = record.intent
      const here = kind === 'command' ? ok() : await hooks.ensureDoc(record.ticket)
      if (kind === 'draft') return here.ok ? redoReply(record, record.ticket) : here
      return intents.perform(record.ticket, async () => {
        // The author has seen what is newer (architecture §6), unless it was refused for other words.
        const isForced = record.code !== 'ticket/changed'
        const again = await intents.writeAgain(record.intent, isForced)
        if (again.ok) await db.rejected.delete(pushId)
        return again
      })
    },

    async discard(pushId: string): Promise<Result<void>> {
      const left = await leftOf(pushId)
      if (left) return intents.perform(left.draft.ticket, () => discardWords(left.draft))
      const waiting = await db.outbox.where('pushId').equals(pushId).first()
      const ticket = waiting?.ticket ?? (await db.rejected.get(pushId))?.ticket
      if (ticket === undefined) return fail('ticket/too-late', 'it is no longer here')
      return intents.perform(ticket, async () => {
        const refused = await db.rejected.get(pushId)
        if (refused) return discardRefused(refused)
        const intent = await db.outbox.where('pushId').equals(pushId).first()
        if (!intent) return fail('ticket/too-late', 'it was sent already')
        return discardWaiting(intent)
      })
    },

    async restore(pushId: string): Promise<Result<void>> {
      const record = await db.discarded.get(pushId)
      if (!record) return fail('ticket/too-late', 'it is forgotten')
      const { ticket, intent, draft, refusal } = record
      if (intent?.kind === 'update' && !refusal) await hooks.ensureDoc(ticket)
      return intents.perform(ticket, async () => {
        await db.discarded.delete(pushId)
        if (draft && !(await db.drafts.get(draft.id))) await db.drafts.put(draft)
        if (intent && refusal) await db.rejected.put({ pushId, ticket, intent, ...refusal })
        // Not sent yet, though marked: then the mark goes.
        const marked = await db.outbox.where('pushId').equals(pushId).first()
        if (marked?.kind === 'update') {
          await db.outbox.put({ ...marked, isDiscarded: false })
          return ok()
        }
        return intent && !refusal ? intents.writeAgain(intent, false) : ok()
      })
    },

    async redo(pushId: string, ticket: string): Promise<Result<void>> {
      const record = await db.rejected.get(pushId)
      if (!record) return fail('kit/not-found', 'it is no longer here')
      const here = await hooks.ensureDoc(ticket)
      if (!here.ok) return here
      const { intent } = record
      if (intent.kind !== 'update') return redoReply(record, ticket)
      const done = await intents.edit(ticket, await opElsewhere(intent.op))
      if (!done.ok) return done
      return intents.perform(record.ticket, async () => {
        await db.rejected.delete(pushId)
        return ok()
      })
    },
  }
}
