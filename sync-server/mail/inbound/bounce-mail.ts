/**
 * What a mail server says of a mail of ours: a state of that mail and of its reply, wherever the ticket has gone since, a
 * line in the thread when it did not arrive, and word to whoever wrote it. A bounce never opens a ticket again (mail.md
 * 29): it makes it one that needs attention. Not here: reading reports (bounce-report), finding the mail (sent-mail).
 */
import { LIMITS } from '../../../shared/kit/limits.ts'
import { v } from '../../../shared/kit/schema.ts'
import { rootMap } from '../../../shared/ticket/ticket-doc.ts'
import { Delivery } from '../../../shared/ticket/ticket.ts'
import type { ReceiveMail } from '../../../shared/wire/mail.ts'
import { refBlobs } from '../../commit/blob-refs.ts'
import { followMerge } from '../../commit/merge-trail.ts'
import type { CommitParts } from '../../commit/parts.ts'
import { withReport } from '../../commit/readers.ts'
import { finish, openWork, writeValue, type WorkRequest } from '../../commit/ticket-work.ts'
import { number, type Tx } from '../../store/database.ts'
import { queueDeliveryNotice } from '../outbound/delivery-notice.ts'
import { liftAfterDelivery, suppress } from '../outbound/suppressions.ts'
import { tellTicket } from '../../commit/tell-ticket.ts'
import { readReport, type Report } from './bounce-report.ts'
import { hold } from './hold-mail.ts'
import type { Placed } from './placed.ts'
import { findSentMail, type SentMail } from './sent-mail.ts'

type Bounce = Extract<ReceiveMail['nature'], { kind: 'bounce' }>

export async function takeBounce(
  parts: CommitParts,
  request: WorkRequest,
  mail: ReceiveMail,
  nature: Bounce,
): Promise<Placed> {
  const sent = await findSentMail(request.tx, mail, {
    addresses: [nature.envelopeId],
    about: nature.about,
  })
  // Anybody can write what looks like a bounce. It is there for whoever looks, and changes nothing.
  if (!sent) return hold(parts, request, mail, `bounce, unproved: ${nature.why}`)
  const report = readReport(nature.recipients, sent.recipients)
  if (report) await noteReport(request, sent, report)
  return (
    (await tellReport(parts, request, { mail, sent, report })) ??
    // About a mail that belongs to no ticket, as a link to sign in; or nothing new on one that has many already.
    hold(parts, request, mail, `bounce that is no news of a ticket: ${nature.why}`)
  )
}

/** On the mail itself, and for the address. */
async function noteReport({ tx, now }: WorkRequest, sent: SentMail, report: Report): Promise<void> {
  if (isNews(sent, report))
    await tx.run(
      `UPDATE outgoing SET state = ?, detail = ? WHERE id = ?`,
      report.state,
      sayReport(report),
      sent.id,
    )
  if (report.isGone)
    await suppress(tx, {
      address: report.address,
      reason: 'bounced',
      detail: report.status ?? '',
      outgoing: sent.id,
      at: now,
    })
  if (report.state === 'delivered') await liftAfterDelivery(tx, report.address)
}

async function tellReport(
  parts: CommitParts,
  request: WorkRequest,
  { mail, sent, report }: { mail: ReceiveMail; sent: SentMail; report: Report | null },
): Promise<Placed | null> {
  const { tx } = request
  const isOfSeveral = sent.recipients.length > 1
  const ticket = sent.ticket === null ? null : await followMerge(tx, sent.ticket)
  const work = ticket === null ? null : await openWork(parts, ticket, request)
  if (!work) return null
  const placed = { ticket: work.id, message: null, held: null }
  const key = sent.message ?? sent.id
  const parsed = v.safeParse(Delivery, rootMap(work.doc, 'delivery').get(key))
  const before = parsed.success ? parsed.output : null
  if (!report || !(isOfSeveral ? isNewsOf(before, report) : isNews(sent, report))) {
    work.loan?.giveBack()
    // One server that says the same for ever fills no ticket.
    if (await isFullOfReports(tx, work.id)) return null
    await keepRaw(tx, work.id, mail)
    return { ...placed, version: work.version }
  }
  if (sent.message === null || rootMap(work.doc, 'messages').has(sent.message)) {
    const told = deliveryOf(report, request.now)
    const { address, state, status } = report
    const said = { address, state, ...(status === null ? {} : { detail: status }) }
    writeValue(
      work,
      'delivery',
      key,
      isOfSeveral ? withReport(before, said, told, sent.recipients) : told,
    )
  }
  if (report.state === 'delivered') await keepRaw(tx, work.id, mail)
  else {
    const words = report.state === 'bounced' ? 'Not delivered' : 'Delivery is delayed'
    const said = tellTicket(parts, work, `${words}: ${sayReport(report)}`, { raw: mail.raw.hash })
    await refBlobs(tx, work.id, said)
    if (report.state === 'bounced')
      await queueDeliveryNotice(parts, work, { message: sent.message, code: report.status })
  }
  const done = await finish(parts, work)
  return { ...placed, version: done.version }
}

/** An end replaces a delay, and bad news good news; of one reader alone the last word counts, whichever it is. */
function isNews({ state, recipients }: SentMail, report: Report): boolean {
  switch (report.state) {
    case 'bounced':
      return state !== 'bounced'
    case 'delivered':
      return state !== 'delivered' && (recipients.length === 1 || state !== 'bounced')
    case 'deferred':
      return !['bounced', 'delivered', 'failed', 'deferred'].includes(state)
  }
}

/** The same, of one of several: what is known of the others says nothing of them. */
function isNewsOf(before: Delivery | null, { address, state }: Report): boolean {
  const known = before?.readers?.find((one) => one.address === address)?.state
  switch (state) {
    case 'bounced':
    case 'delivered':
      return known !== state
    case 'deferred':
      return !['bounced', 'delivered', 'failed', 'deferred'].includes(known ?? '')
  }
}

function deliveryOf(report: Report, now: number): Delivery {
  const detail = sayReport(report)
  return report.state === 'deferred'
    ? // Their server goes on trying; it may take days, and somebody should know.
      { state: 'deferred', at: now, detail, isLate: true }
    : { state: report.state, at: now, detail }
}

const sayReport = ({ address, status }: Report): string =>
  [address, status].filter(Boolean).join(' ').slice(0, LIMITS.fieldTextChars)

async function isFullOfReports(tx: Tx, ticket: string): Promise<boolean> {
  const row = await tx.get(
    `SELECT count(*) AS n FROM blob_refs WHERE ticket = ? AND name = 'delivery-report.eml'`,
    ticket,
  )
  return row !== undefined && number(row, 'n') >= LIMITS.reportsPerTicket
}

/** The report itself, for whoever asks what was said. */
async function keepRaw(tx: Tx, ticket: string, mail: ReceiveMail): Promise<void> {
  await tx.run(
    `INSERT INTO blob_refs (ticket, hash, name, type, is_public) VALUES (?, ?, 'delivery-report.eml', 'message/rfc822', 0) ON CONFLICT (ticket, hash, name) DO NOTHING`,
    ticket,
    mail.raw.hash,
  )
}
