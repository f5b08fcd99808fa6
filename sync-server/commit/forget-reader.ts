/**
 * Somebody who got copies of replies is erased: they are taken out of mail that was sent or waits to be, of what is known
 * of its delivery, and of what is being written. Not here: what they wrote, and the header of messages (erase, named-people).
 */
import * as Y from 'yjs'
import { v } from '../../shared/kit/schema.ts'
import { clearRecipient } from '../../shared/ticket/draft-doc.ts'
import { recordUpdate } from '../../shared/ticket/ticket-doc.ts'
import type { Delivery, Message } from '../../shared/ticket/ticket.ts'
import { OutgoingMail } from '../../shared/wire/mail.ts'
import { dropJobById, setPayload } from '../jobs/job-rows.ts'
import { text, textOrNull, type Sql, type Tx } from '../store/database.ts'
import { MailPayload } from './delivery.ts'
import { freshen, type LiveDraft } from './live-draft.ts'
import { addressKey } from './named-people.ts'
import type { CommitParts } from './parts.ts'
import { emptyDraft } from './redact.ts'
import type { TicketWork } from './ticket-work.ts'

const ADDRESS = /[^\s<>()[\],;:"]+@[^\s<>()[\],;:"]+/g

/** Words of ours that name addresses: a line about a bounce, the reply of a relay. */
function saysAddress(words: string, key: string): boolean {
  return (words.match(ADDRESS) ?? []).some(
    (found) => addressKey(found) === key || addressKey(found.replace(/\.+$/, '')) === key,
  )
}

/** A line about their mailbox: its report names it too. */
export const isReportOn = ({ kind, raw, text: words }: Message, key: string): boolean =>
  kind === 'event' && raw !== undefined && saysAddress(words, key)

export function withoutReader(delivery: Delivery, key: string): Delivery {
  const { readers, detail, ...rest } = delivery
  const others = (readers ?? [])
    .filter(({ address }) => addressKey(address) !== key)
    .map(({ detail: words, ...one }) => ({
      ...one,
      ...(words !== undefined && !saysAddress(words, key) ? { detail: words } : {}),
    }))
  return {
    ...rest,
    ...(others.length > 0 ? { readers: others } : {}),
    ...(detail !== undefined && !saysAddress(detail, key) ? { detail } : {}),
  }
}

export async function forgetReader(
  parts: CommitParts,
  work: TicketWork,
  key: string,
): Promise<void> {
  await forgetCopies(work, key)
  await forgetChoices(parts, work, key)
}

/** Mail that went to others too: it stays theirs. */
async function forgetCopies({ tx, id }: TicketWork, key: string): Promise<void> {
  const isOther = ({ address }: { address: string }) => addressKey(address) !== key
  for (const row of await tx.all(`SELECT id, mail, detail FROM outgoing WHERE ticket = ?`, id)) {
    const mail = v.parse(OutgoingMail, JSON.parse(text(row, 'mail')))
    const { bcc = [] } = mail
    if ([...mail.cc, ...bcc].every(isOther)) continue
    const others = { ...mail, cc: mail.cc.filter(isOther), bcc: bcc.filter(isOther) }
    await tx.run(
      `UPDATE outgoing SET mail = ?, detail = ? WHERE id = ?`,
      JSON.stringify(others),
      saysAddress(text(row, 'detail'), key) ? '' : text(row, 'detail'),
      text(row, 'id'),
    )
    const job = await tx.get(
      `SELECT id, payload FROM jobs WHERE key = ?`,
      `mail:${text(row, 'id')}`,
    )
    if (!job) continue
    const payload = v.parse(MailPayload, JSON.parse(text(job, 'payload')))
    const only = payload.only?.filter((address) => isOther({ address }))
    if (only?.length === 0) await dropJobById(tx, text(job, 'id'))
    else
      await setPayload(tx, text(job, 'id'), {
        ...payload,
        ...(only ? { only } : {}),
        refused: payload.refused.filter(isOther),
      })
  }
}

/** Whether somebody chose them in a draft of the ticket, and be it to leave them out. */
export async function isChosen(sql: Sql, ticket: string, key: string): Promise<boolean> {
  return (await findChoices(sql, ticket, key)).length > 0
}

async function findChoices(sql: Sql | Tx, ticket: string, key: string) {
  const found: { draft: string; isSent: boolean; live: LiveDraft }[] = []
  const rows = await sql.all(
    `SELECT id, sent_by FROM drafts WHERE id > ? AND id < ? ORDER BY id`,
    `${ticket}-`,
    `${ticket}.`,
  )
  for (const row of rows) {
    const draft = text(row, 'id')
    const { live } = await freshen(sql, draft, null)
    if (chosenIn(live.doc).some((address) => addressKey(address) === key))
      found.push({ draft, isSent: textOrNull(row, 'sent_by') !== null, live })
  }
  return found
}

/**
 * Who shall get what is being written. A draft that was sent is emptied: its words are in its reply. One that is open keeps
 * its words and loses the choice, with every trace of it; what devices hold of it goes when the reply is sent.
 */
async function forgetChoices(parts: CommitParts, work: TicketWork, key: string): Promise<void> {
  const { tx, now } = work
  for (const { draft, isSent, live } of await findChoices(tx, work.id, key)) {
    if (isSent) {
      await emptyDraft(work, draft)
      continue
    }
    const addresses = chosenIn(live.doc).filter((address) => addressKey(address) === key)
    const update = recordUpdate(live.doc, () => {
      for (const address of addresses) clearRecipient(live.doc, address)
    })
    for (const address of addresses) forgetKey(live.doc, address)
    const state = Y.encodeStateAsUpdate(live.doc)
    const version = live.version + 1
    // Whoever has the document in memory reads it anew: it is not what they have with something added (live-draft).
    await tx.run(
      `UPDATE drafts SET version = ?, state = ?, state_version = ?, doc_bytes = ?, updated_at = ? WHERE id = ?`,
      version,
      state,
      version,
      state.length,
      now,
      draft,
    )
    await tx.run(`DELETE FROM draft_updates WHERE draft = ?`, draft)
    if (update)
      tx.afterCommit(() => parts.hub.publish({ type: 'draft', draft, update, origin: null }))
  }
}

/** Also what was taken out again: its key is still there. */
const chosenIn = (doc: Y.Doc): string[] => [...doc.getMap('recipients')._map.keys()]

/** A value that is gone leaves its key in the bytes; here nothing but its numbers stays, so that what follows still fits. */
function forgetKey(doc: Y.Doc, address: string): void {
  const { _map: entries } = doc.getMap('recipients')
  for (let item = entries.get(address) ?? null; item; item = item.left) item.gc(doc.store, true)
  entries.delete(address)
}
