/**
 * Mail that says a promise is about to be missed, or was: to the assignee, else to the team of the ticket's queue, else to
 * those who lead. It holds no word of anybody's (assurance, *Ticket Trick* rule 7): number, queue, target, time, link.
 * A policy asks for it, so it is not asked of each person (auth/notices).
 */
import { makeId } from '../../shared/kit/id.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import { queuesOf } from '../../shared/ticket/row.ts'
import { maySeeAny } from '../../shared/ticket/ticket-rules.ts'
import type { Ticket } from '../../shared/ticket/ticket.ts'
import type { TargetName } from '../../shared/sla/terms.ts'
import { readRights } from '../auth/rights.ts'
import type { CommitParts } from '../commit/parts.ts'
import type { TicketWork } from '../commit/ticket-work.ts'
import { countWithheld, whyTooMuch } from '../mail/outbound/automatic-mail.ts'
import { queueMail, senderOf } from '../mail/outbound/outgoing.ts'
import { findSuppression } from '../mail/outbound/suppressions.ts'
import { text, type Tx } from '../store/database.ts'
import type { Alarm } from './alarm-job.ts'

const NAMES: Readonly<Record<TargetName, string>> = {
  firstResponse: 'First response',
  nextResponse: 'Next response',
  update: 'Update',
  resolution: 'Resolution',
}

export async function tellAlarms(
  parts: CommitParts,
  work: TicketWork,
  { ticket, due }: { ticket: Ticket; due: readonly Alarm[] },
): Promise<void> {
  const { tx, now } = work
  for (const to of await toldOf(tx, ticket)) {
    if (await findSuppression(tx, to.address)) continue
    if (parts.config.rateLimits && (await whyTooMuch(tx, now)) !== null) {
      await countWithheld(tx)
      continue
    }
    await queueMail(parts, tx, {
      id: makeId(now, parts.random),
      kind: 'agent-notice',
      ticket: work.id,
      message: null,
      mail: {
        from: senderOf(parts, ticket.queue),
        replyTo: null,
        to: [{ address: to.address, name: to.name }],
        cc: [],
        subject: subjectOf(ticket, due),
        inReplyTo: null,
        references: [],
        text: wordsOf(parts, work.id, ticket, due),
        html: null,
        attachments: [],
        autoSubmitted: 'auto-generated',
      },
    })
  }
}

function subjectOf({ facts }: Ticket, due: readonly Alarm[]): string {
  const isBreach = due.some(({ kind }) => kind === 'breach')
  return `${isBreach ? 'Overdue' : 'Due soon'}: #${facts.number}`
}

function wordsOf(parts: CommitParts, id: string, ticket: Ticket, due: readonly Alarm[]): string {
  const settings = parts.settings.get()
  const queue = settings.queues.find((one) => one.slug === ticket.queue)?.name ?? ticket.queue
  const sayTime = (at: number | null) =>
    at === null ? '' : ` ${sayInstant(at, settings.timeZone)}`
  return [
    `Ticket #${ticket.facts.number} in ${queue}:`,
    ...due.map(({ clock, kind }) =>
      kind === 'breach'
        ? `${NAMES[clock.target]} was due${sayTime(clock.dueAt)}, and is overdue.`
        : `${NAMES[clock.target]} is due${sayTime(clock.dueAt)}.`,
    ),
    `${parts.config.publicUrl}/t/${id}`,
    '',
    ticket.assignee === null ? 'Nobody has it yet.' : '',
    'Please answer in the app.',
    ...due.flatMap(({ clock }) => [
      '',
      `How ${NAMES[clock.target].toLowerCase()} was counted:`,
      ...stepsOf(clock.steps),
    ]),
    '',
  ].join('\n')
}

/** The same words as everywhere (rule SL12); of a long conversation the beginning and the end. */
function stepsOf(steps: readonly string[]): string[] {
  const most = LIMITS.slaStepsMailed
  const left = steps.length - most
  const shown =
    left <= 0
      ? steps
      : [...steps.slice(0, most / 2), `(${left} more steps)`, ...steps.slice(-most / 2)]
  return shown.map((step) => `- ${step}`)
}

const sayInstant = (at: number, timeZone: string): string =>
  `${new Intl.DateTimeFormat('en-GB', { timeZone, dateStyle: 'full', timeStyle: 'short' }).format(at)} (${timeZone})`

type Told = { id: string; address: string; name: string }

/** The same people by their ids. */
export const peopleTold = async (tx: Tx, ticket: Ticket): Promise<string[]> =>
  (await toldOf(tx, ticket)).map(({ id }) => id)

/** The assignee; else agents who were given the queue by name; else those who lead it; else admins. */
async function toldOf(tx: Tx, ticket: Ticket): Promise<Told[]> {
  const queues = queuesOf(ticket)
  const mayHear = async (ids: string[]): Promise<Told[]> => {
    const told: Told[] = []
    for (const id of ids) {
      const rights = await readRights(tx, id)
      if (!rights || !maySeeAny(rights, queues)) continue
      const row = await tx.get(`SELECT email, name FROM people WHERE id = ?`, id)
      if (row) told.push({ id, address: text(row, 'email'), name: text(row, 'name') })
    }
    return told
  }
  const ids = async (sql: string, ...values: string[]) =>
    (await tx.all(`${sql} ORDER BY people.id LIMIT ${LIMITS.slaTold}`, ...values)).map((row) =>
      text(row, 'id'),
    )
  const assigned = ticket.assignee === null ? [] : await mayHear([ticket.assignee])
  if (assigned.length > 0) return assigned
  const team = await mayHear(
    await ids(
      `SELECT people.id AS id FROM people JOIN memberships ON memberships.person = people.id
       WHERE memberships.queue = ? AND people.role = 'agent' AND people.disabled_at IS NULL`,
      ticket.queue,
    ),
  )
  if (team.length > 0) return team
  for (const role of ['lead', 'admin']) {
    const leads = await mayHear(
      await ids(
        `SELECT people.id AS id FROM people WHERE role = ? AND people.disabled_at IS NULL`,
        role,
      ),
    )
    if (leads.length > 0) return leads
  }
  return []
}
