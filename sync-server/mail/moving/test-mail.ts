/**
 * A test mail that makes the round trip: sent to the address as mail from outside would be, known again when it comes in by
 * any way. It makes no ticket and nobody answers it. Not here: what it shows (move-view).
 */
import { FaultError } from '../../../shared/kit/fault.ts'
import { makeId, makeToken } from '../../../shared/kit/id.ts'
import { LIMITS } from '../../../shared/kit/limits.ts'
import { v } from '../../../shared/kit/schema.ts'
import type { MailAddress, ReceiveMail } from '../../../shared/wire/mail.ts'
import { MailWay, type MoveTest } from '../../../shared/wire/moving.ts'
import { hashToken } from '../../auth/tokens.ts'
import type { CommitParts } from '../../commit/parts.ts'
import type { WorkRequest } from '../../commit/ticket-work.ts'
import { number, text, type Sql, type SqlRow, type Tx } from '../../store/database.ts'
import { addressedQueues } from '../inbound/also-addressed.ts'
import { queueMail, senderOf } from '../outbound/outgoing.ts'
import { wayOf } from './mail-way.ts'
import { findMove } from './move-rows.ts'

/** At the end, because servers put words of their own before a subject. */
const SECRET = /\(([0-9a-z]{26})\)\s*$/
/** Somebody who found it in the old mailbox answers it or passes it on: that is a person's mail. */
const BY_A_PERSON = /^(?:re|aw|sv|vs|antw|fwd?|wg|tr|rv)\s*:/i

export async function sendTest(
  parts: CommitParts,
  tx: Tx,
  to: { queue: string; address: string },
): Promise<void> {
  const now = parts.clock.now()
  const last = await tx.get(`SELECT max(at) AS at FROM move_tests WHERE queue = ?`, to.queue)
  if (typeof last?.['at'] === 'number' && now - last['at'] < LIMITS.moveTestGapMs)
    throw new FaultError({ code: 'kit/rate-limited', detail: 'a test mail has just been sent' })
  const id = makeId(now, parts.random)
  const secret = makeToken(parts.random)
  const from = senderFor(parts, to.queue)
  await dropOld(tx, now - LIMITS.moveTestsKeptMs)
  await tx.run(
    `INSERT INTO move_tests (id, queue, address, secret, sender, at) VALUES (?, ?, ?, ?, ?, ?)`,
    id,
    to.queue,
    to.address,
    hashToken(secret),
    from.address.toLowerCase(),
    now,
  )
  await queueMail(parts, tx, {
    id,
    kind: 'move-test',
    ticket: null,
    message: null,
    mail: {
      from,
      replyTo: null,
      to: [{ address: to.address, name: '' }],
      cc: [],
      subject: `Test mail of ${parts.settings.get().deskName} (${secret})`,
      inReplyTo: null,
      references: [],
      text: `This mail shows by which way mail for ${to.address} comes to the desk. The desk takes it out by itself.\nIf you find it in a mailbox, leave it or delete it. Nobody needs to answer.\n`,
      html: null,
      attachments: [],
      // RFC 3834 §5: no machine answers it.
      autoSubmitted: 'auto-generated',
    },
  })
}

/** From another queue where there is one: some servers take no mail from outside that says it is from the recipient. */
function senderFor(parts: CommitParts, queue: string): MailAddress {
  const other = parts.settings
    .get()
    .queues.find(({ slug, address }) => slug !== queue && address !== null)
  return senderOf(parts, other?.slug ?? queue)
}

async function dropOld(tx: Tx, before: number): Promise<void> {
  await tx.run(
    `DELETE FROM move_arrivals WHERE test IN (SELECT id FROM move_tests WHERE at < ?)`,
    before,
  )
  await tx.run(`DELETE FROM move_tests WHERE at < ?`, before)
}

/** True when it is one of ours: then it is noted by which way it came, and it is no mail to anybody. */
export async function takeTest(
  parts: CommitParts,
  { tx, now }: WorkRequest,
  mail: ReceiveMail,
): Promise<boolean> {
  const secret = SECRET.exec(mail.subject)?.[1]
  if (secret === undefined || mail.problem !== null || BY_A_PERSON.test(mail.subject)) return false
  if (mail.inReplyTo.length > 0) return false
  const row = await tx.get(
    `SELECT move_tests.*, outgoing.message_id AS message_id FROM move_tests JOIN outgoing ON outgoing.id = move_tests.id
     WHERE move_tests.secret = ?`,
    hashToken(secret),
  )
  // Every mail of ours names itself at the end of its References, and this one nothing else.
  if (!row || mail.references.some((id) => id !== text(row, 'message_id'))) return false
  if (mail.from?.address.toLowerCase() !== text(row, 'sender')) return false
  const queue = text(row, 'queue')
  const address = text(row, 'address')
  const move = await findMove(tx, queue)
  const isForIt = addressedQueues(parts.settings.get(), mail.envelope.to, true).includes(queue)
  if (!move || !isForIt) return false
  const way = wayOf(mail, address, move.plan.oldServers)
  // What is fetched was taken by somebody else at its time, and is here now.
  const cameAt = way === 'fetched' ? now : Math.min(mail.receivedAt, now)
  await tx.run(
    `INSERT INTO move_arrivals (test, way, at) VALUES (?, ?, ?) ON CONFLICT (test, way) DO NOTHING`,
    text(row, 'id'),
    way,
    Math.max(number(row, 'at'), cameAt),
  )
  return true
}

/** Those to the address as it is now, the newest first. */
export async function readTests(
  sql: Sql,
  of: { queue: string; address: string | null; since: number; now: number },
): Promise<MoveTest[]> {
  if (of.address === null) return []
  const rows = await sql.all(
    `SELECT move_tests.id AS id, move_tests.at AS at, outgoing.state AS state, outgoing.detail AS detail FROM move_tests
     LEFT JOIN outgoing ON outgoing.id = move_tests.id
     WHERE move_tests.queue = ? AND move_tests.address = ? AND move_tests.at >= ? ORDER BY move_tests.at DESC, move_tests.id DESC LIMIT ${LIMITS.moveTestsShown}`,
    of.queue,
    of.address,
    of.since,
  )
  const tests: MoveTest[] = []
  for (const row of rows) {
    const arrivals = await sql.all(
      `SELECT way, at FROM move_arrivals WHERE test = ? ORDER BY at, way`,
      text(row, 'id'),
    )
    tests.push(describeTest(row, arrivals, of.now))
  }
  return tests
}

function describeTest(row: SqlRow, arrivals: readonly SqlRow[], now: number): MoveTest {
  const sent = typeof row['state'] === 'string' ? row['state'] : ''
  const at = number(row, 'at')
  const detail = typeof row['detail'] === 'string' ? row['detail'] : ''
  const isGone = sent === 'handed-over' || sent === 'delivered'
  const isLate = now - at > LIMITS.moveTestLateMs
  const isStuck = ['kept', 'failed', 'bounced', 'deferred'].includes(sent)
  const state = () => {
    if (arrivals.length > 0) return 'arrived'
    if (isStuck || (isLate && !isGone)) return 'not-delivered'
    return isLate ? 'late' : 'under-way'
  }
  return {
    id: text(row, 'id'),
    at,
    state: state(),
    detail: isStuck ? [sent, detail].filter(Boolean).join(': ') : '',
    arrivals: arrivals.map((one) => ({
      way: v.parse(MailWay, text(one, 'way')),
      at: number(one, 'at'),
    })),
  }
}
