/**
 * Redaction: the words and files of one message are taken out of every copy the desk has, and the way they went is
 * recorded. A person's own memory, a mail that was sent, and a backup made before are beyond it.
 */
import { FaultError } from '../../shared/kit/fault.ts'
import { v } from '../../shared/kit/schema.ts'
import { rootMap, readTicket } from '../../shared/ticket/ticket-doc.ts'
import { Message } from '../../shared/ticket/ticket.ts'
import { mayRemove } from '../../shared/ticket/ticket-rules.ts'
import { OutgoingMail } from '../../shared/wire/mail.ts'
import { dropJob } from '../jobs/job-rows.ts'
import { number, text, textOrNull } from '../store/database.ts'
import { deny, notFound, openForAgent } from './access.ts'
import { refBlobsAnew } from './blob-refs.ts'
import { makeAnew } from './compact-doc.ts'
import { mergeTrail } from './merge-trail.ts'
import type { Answer, CommitParts } from './parts.ts'
import { recordRemoval } from './removals.ts'
import { finish, openWork, type TicketWork, type WorkRequest } from './ticket-work.ts'
import { forgetUploads } from './uploads.ts'

export async function redactMessage(
  parts: CommitParts,
  request: WorkRequest,
  input: { ticket: string; message: string; why: string },
): Promise<Answer> {
  const { work, rights } = await openForAgent(parts, request, input.ticket, true)
  if (!mayRemove(rights)) {
    work.loan?.giveBack()
    return deny('leads and admins take words out')
  }
  const message = work.before?.messages.find((one) => one.id === input.message)
  if (!message) {
    work.loan?.giveBack()
    return notFound('there is no such message')
  }
  if (message.redactedAt !== undefined) {
    work.loan?.giveBack()
    return { version: work.version, result: { epoch: work.epoch } }
  }
  if (work.before?.delivery[message.id]?.state === 'held') {
    work.loan?.giveBack()
    throw new FaultError({
      code: 'ticket/invalid',
      detail: 'this reply is still held: take it back',
    })
  }
  const only = new Set([message.id])
  await redactIn(parts, work, only)
  await recordRemoval(parts, request, {
    kind: 'redact',
    ticket: work.id,
    number: work.before?.facts.number ?? null,
    message: message.id,
    why: input.why,
  })
  const done = await finish(parts, work)
  // A merge left the same message on both tickets, and on every one after.
  const { tickets } = await mergeTrail(request.tx, message.mergedFrom?.ticket ?? work.id)
  for (const ticket of tickets) {
    const copy = ticket === work.id ? null : await openWork(parts, ticket, request)
    if (!copy || !rootMap(copy.doc, 'messages').has(message.id)) continue
    await redactIn(parts, copy, only)
    await finish(parts, copy)
  }
  return { version: done.version, result: { epoch: work.epoch } }
}

/**
 * Takes the words of these messages out of the work's document and of everything beside it.
 *
 * @param change  what else is to be another value from now on; undefined takes it out
 */
export async function redactIn(
  parts: CommitParts,
  work: TicketWork,
  ids: ReadonlySet<string>,
  change: (root: string, key: string, value: unknown) => unknown = (_root, _key, value) => value,
): Promise<void> {
  const raws: string[] = []
  const files: string[] = []
  const unsent = new Set<string>()
  for (const id of ids) {
    const stored: unknown = rootMap(work.doc, 'messages').get(id)
    if (v.is(Message, stored)) {
      if (stored.raw !== undefined) raws.push(stored.raw)
      files.push(...(stored.attachments ?? []).map(({ hash }) => hash))
    }
    if (await stripOutgoing(work, id)) unsent.add(id)
    await stripQuotes(work, id)
    await stripDraft(work, id)
  }
  await makeAnew(work, (root, key, value) => {
    if (root === 'messages' && ids.has(key)) {
      work.paths.add(`messages/${key}`)
      return v.is(Message, value) ? change(root, key, withoutWords(value, work.now)) : undefined
    }
    if (root === 'delivery' && unsent.has(key)) return NOT_SENT(work.now)
    return change(root, key, value)
  })
  for (const raw of raws) await work.tx.run(`DELETE FROM held_mail WHERE raw = ?`, raw)
  await forgetUploads(work.tx, work.id, files)
  await refBlobsAnew(parts, work.tx, work.id, readTicket(work.doc).messages)
}

export const NOT_SENT = (at: number) => ({
  state: 'failed',
  at,
  detail: 'its words were taken out before it was sent',
})

/** What is left says that there was a message, whose, when, and by which way; and in its thread where it belongs. */
function withoutWords(message: Message, now: number): Message {
  const { id, kind, by, at, via, sender, messageId, joinedBy, standing, claimedAt, mergedFrom } =
    message
  const { cc, bcc } = message
  const { sentState } = message
  return {
    id,
    kind,
    by,
    at,
    text: '',
    redactedAt: message.redactedAt ?? now,
    ...(via === undefined ? {} : { via }),
    // Its mail is kept, and says so too: erasing one of them must find both.
    ...(cc === undefined ? {} : { cc }),
    ...(bcc === undefined ? {} : { bcc }),
    ...(sender === undefined ? {} : { sender }),
    ...(messageId === undefined ? {} : { messageId }),
    ...(joinedBy === undefined ? {} : { joinedBy }),
    ...(standing === undefined ? {} : { standing }),
    ...(claimedAt === undefined ? {} : { claimedAt }),
    ...(mergedFrom === undefined ? {} : { mergedFrom }),
    // No words: by it devices find what is to go from their drafts.
    ...(sentState === undefined ? {} : { sentState }),
  }
}

/** The mail a reply went out as, which has the reply's id. True when it had not gone yet: then it never does. */
async function stripOutgoing(work: TicketWork, message: string): Promise<boolean> {
  const rows = await work.tx.all(`SELECT id, state, mail FROM outgoing WHERE id = ?`, message)
  let isStopped = false
  for (const row of rows) {
    const mail = v.parse(OutgoingMail, JSON.parse(text(row, 'mail')))
    const job = await dropJob(work.tx, `mail:${text(row, 'id')}`)
    if (job !== null || text(row, 'state') === 'failed') isStopped = true
    await work.tx.run(
      `UPDATE outgoing SET mail = ?, state = ? WHERE id = ?`,
      JSON.stringify({ ...mail, text: '', html: null, attachments: [] }),
      job === null ? text(row, 'state') : 'failed',
      text(row, 'id'),
    )
  }
  return isStopped
}

/** A reply that quotes the message goes on without that; what stands before the quote is its own. */
async function stripQuotes({ tx, id }: TicketWork, message: string): Promise<void> {
  const rows = await tx.all(
    `SELECT id, kind, mail FROM outgoing WHERE ticket = ? AND mail LIKE ?`,
    id,
    `%"quoted":{"message":"${message}"%`,
  )
  for (const row of rows) {
    const { quoted, ...mail } = v.parse(OutgoingMail, JSON.parse(text(row, 'mail')))
    if (quoted?.message !== message) continue
    const isForward = text(row, 'kind') === 'forward'
    const left = {
      ...mail,
      text: mail.text.slice(0, quoted.textAt),
      html: mail.html?.slice(0, quoted.htmlAt) ?? null,
      // Of a forward they are the message's; a reply's are its own.
      ...(isForward ? { attachments: [] } : {}),
    }
    await tx.run(`UPDATE outgoing SET mail = ? WHERE id = ?`, JSON.stringify(left), text(row, 'id'))
  }
}

/** The draft a reply was frozen from holds its words too, with every key that was struck. */
async function stripDraft(work: WorkRequest, sendId: string): Promise<void> {
  const send = await work.tx.get(`SELECT draft FROM sends WHERE id = ?`, sendId)
  const draft = send ? textOrNull(send, 'draft') : null
  if (draft !== null) await emptyDraft(work, draft)
}

/** Nothing is left in it nor in those it goes on from, and none of them takes anything more: devices may hold it whole. */
export async function emptyDraft({ tx, now }: WorkRequest, draft: string): Promise<void> {
  const found = [draft]
  for (const one of found) {
    const row = await tx.get(`SELECT version FROM drafts WHERE id = ?`, one)
    if (!row) continue
    const version = number(row, 'version') + 1
    await tx.run(
      `UPDATE drafts SET version = ?, state = ?, state_version = ?, doc_bytes = 2, emptied_at = ? WHERE id = ?`,
      version,
      EMPTY_STATE,
      version,
      now,
      one,
    )
    await tx.run(`DELETE FROM draft_updates WHERE draft = ?`, one)
    for (const source of await tx.all(`SELECT id FROM drafts WHERE carried_into = ?`, one))
      if (!found.includes(text(source, 'id'))) found.push(text(source, 'id'))
  }
}

/** A V1 update of a document in which nothing happened. */
const EMPTY_STATE = new Uint8Array([0, 0])
