/**
 * Mail that is no ticket, as those who answer for its queues see it: lists, one item, and who may. Not here: why mail is
 * held (receive-mail), or what becomes of it (release-mail).
 */
import { LIMITS } from '../../../shared/kit/limits.ts'
import { v } from '../../../shared/kit/schema.ts'
import type { Attachment } from '../../../shared/ticket/attachment.ts'
import { maySeeAny, type Rights } from '../../../shared/ticket/ticket-rules.ts'
import { maskSecrets, whyVerification } from '../../../shared/ticket/verification.ts'
import { ReceiveMail } from '../../../shared/wire/mail.ts'
import { unpackQueues } from '../../feed/ticket-queues.ts'
import {
  number,
  numberOrNull,
  text,
  textOrNull,
  type Sql,
  type SqlRow,
  type SqlValue,
} from '../../store/database.ts'

/** `dismissed`: put away by somebody, of either kind; kept for LIMITS.dismissedMailKeptMs. */
export const HELD_LISTS = ['automated', 'held', 'dismissed'] as const
export type HeldList = (typeof HELD_LISTS)[number]

export type HeldItem = {
  id: string
  kind: string
  at: number
  from: string
  to: string
  subject: string
  reason: string
  queues: string[]
  /** It is a mail by which somebody proves who they are elsewhere: what it holds is covered. */
  isMasked: boolean
}

export type HeldDetail = HeldItem & {
  fromName: string
  text: string
  isCut: boolean
  /** SPF, DKIM, DMARC, in the words of RFC 8601. */
  verdicts: string
  attachments: Pick<Attachment, 'name' | 'type' | 'bytes'>[]
  bytes: number
  dismissedAt: number | null
  /** Who dismissed it, and why. */
  endedBy: string | null
  why: string
}

/** A row on one page of a list. */
export const HELD_PAGE = 100

/** Leads for what was addressed to their queues, admins for all of it: what nobody addressed to a queue is theirs. */
export function mayAnswerForHeld(rights: Rights, queues: readonly string[]): boolean {
  if (rights.role === 'admin') return true
  return rights.role === 'lead' && (rights.queues === null || maySeeAny(rights, queues))
}

export async function listHeld(
  sql: Sql,
  rights: Rights,
  { list, before }: { list: HeldList; before: string },
): Promise<{ items: HeldItem[]; next: string | null }> {
  const theirs = answeredFor(rights)
  const rows = await sql.all(
    `SELECT * FROM held_mail WHERE ${WHERE[list]} AND ${theirs.where}
       AND (? = '' OR (at, id) < (SELECT at, id FROM held_mail WHERE id = ?)) ORDER BY at DESC, id DESC LIMIT ${HELD_PAGE}`,
    ...theirs.params,
    before,
    before,
  )
  const last = rows.at(-1)
  return {
    items: rows.map(itemOf),
    next: rows.length === HELD_PAGE && last ? text(last, 'id') : null,
  }
}

export async function countHeld(sql: Sql, rights: Rights): Promise<Record<HeldList, number>> {
  const theirs = answeredFor(rights)
  const counts = { automated: 0, held: 0, dismissed: 0 }
  for (const list of HELD_LISTS) {
    const row = await sql.get(
      `SELECT count(*) AS n FROM held_mail WHERE ${WHERE[list]} AND ${theirs.where}`,
      ...theirs.params,
    )
    counts[list] = row ? number(row, 'n') : 0
  }
  return counts
}

const OPEN = `released_at IS NULL AND dismissed_at IS NULL`
const WHERE: Record<HeldList, string> = {
  automated: `kind = 'automated' AND ${OPEN}`,
  held: `kind = 'held' AND ${OPEN}`,
  dismissed: `released_at IS NULL AND dismissed_at IS NOT NULL`,
}

function answeredFor(rights: Rights): { where: string; params: SqlValue[] } {
  if (mayAnswerForHeld(rights, [])) return { where: '1 = 1', params: [] }
  const queues = rights.role === 'lead' ? (rights.queues ?? []) : []
  if (queues.length === 0) return { where: '1 = 0', params: [] }
  return {
    where: `(${queues.map(() => `queues LIKE ?`).join(' OR ')})`,
    params: queues.map((queue) => `% ${queue} %`),
  }
}

/** One that is open or dismissed, for somebody who answers for it; a foreign one looks as if it were not there (RI3). */
export async function findHeld(sql: Sql, rights: Rights, id: string): Promise<SqlRow | null> {
  const row = await sql.get(`SELECT * FROM held_mail WHERE id = ? AND released_at IS NULL`, id)
  return row && mayAnswerForHeld(rights, unpackQueues(text(row, 'queues'))) ? row : null
}

export const mailOf = (row: SqlRow): ReceiveMail =>
  v.parse(ReceiveMail, JSON.parse(text(row, 'command')))

/** @param isUncovered  an admin asked to see what is masked */
export function detailOf(row: SqlRow, isUncovered: boolean): HeldDetail {
  const mail = mailOf(row)
  const item = itemOf(row)
  const cut = mail.text.slice(0, LIMITS.heldTextChars)
  const isCovered = item.isMasked && !isUncovered
  return {
    ...item,
    ...(isUncovered ? { subject: mail.subject } : {}),
    fromName: mail.from?.name ?? '',
    text: isCovered ? maskSecrets(cut) : cut,
    isCut: cut.length < mail.text.length,
    verdicts: mail.sender.words,
    attachments: mail.attachments.map(({ name, type, bytes }) => ({ name, type, bytes })),
    bytes: mail.raw.bytes,
    dismissedAt: numberOrNull(row, 'dismissed_at'),
    endedBy: textOrNull(row, 'ended_by'),
    why: text(row, 'why'),
  }
}

/** By the words alone: it may have been held for another reason first. */
export const isVerificationRow = (row: SqlRow): boolean =>
  whyVerification({
    from: text(row, 'sender'),
    subject: text(row, 'subject'),
    text: text(row, 'text'),
    isAutomatic: text(row, 'kind') === 'automated',
  }) !== null

function itemOf(row: SqlRow): HeldItem {
  const isMasked = isVerificationRow(row)
  const subject = text(row, 'subject')
  return {
    id: text(row, 'id'),
    kind: text(row, 'kind'),
    at: number(row, 'at'),
    from: text(row, 'sender'),
    to: text(row, 'recipients'),
    subject: isMasked ? maskSecrets(subject) : subject,
    reason: text(row, 'reason'),
    queues: unpackQueues(text(row, 'queues')),
    isMasked,
  }
}
