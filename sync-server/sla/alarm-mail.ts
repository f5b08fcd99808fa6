/**
 * Mail that says a promise is about to be missed, or was: to the assignee, else to the team of the ticket's queue, else to
 * those who lead. It holds no word of anybody's (assurance, *Ticket Trick* rule 7): number, queue, target, time, link.
 * A policy asks for it, so it is not asked of each person (auth/notices).
 */
import { makeId } from '../../shared/kit/id.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import type { Step } from '../../shared/sla/step.ts'
import { sayStep } from '../../shared/sla/step-words.ts'
import { queuesOf } from '../../shared/ticket/row.ts'
import { maySeeAny } from '../../shared/ticket/ticket-rules.ts'
import type { Ticket } from '../../shared/ticket/ticket.ts'
import { languageOfPerson } from '../auth/person-language.ts'
import { readRights } from '../auth/rights.ts'
import type { CommitParts } from '../commit/parts.ts'
import type { TicketWork } from '../commit/ticket-work.ts'
import { countWithheld, whyTooMuch } from '../mail/outbound/automatic-mail.ts'
import { queueMail, senderOf } from '../mail/outbound/outgoing.ts'
import { mailToPerson } from '../mail/outbound/person-mail.ts'
import { findSuppression } from '../mail/outbound/suppressions.ts'
import { text, type Tx } from '../store/database.ts'
import { stepsIn, type Language } from '../words/language.ts'
import type { Alarm } from './alarm-job.ts'

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
    const language = await languageOfPerson(parts, tx, to.id)
    await queueMail(parts, tx, {
      id: makeId(now, parts.random),
      kind: 'agent-notice',
      ticket: work.id,
      message: null,
      mail: mailToPerson({
        language,
        from: senderOf(parts, ticket.queue),
        to: { address: to.address, name: to.name },
        subject: subjectOf(language, ticket, due),
        lines: linesOf(parts, language, { id: work.id, ticket, due }),
      }),
    })
  }
}

function subjectOf({ words }: Language, { facts }: Ticket, due: readonly Alarm[]): string {
  const { overdue, soon } = words.agent.promise
  const isBreach = due.some(({ kind }) => kind === 'breach')
  return (isBreach ? overdue : soon)({ number: facts.number })
}

function linesOf(
  parts: CommitParts,
  language: Language,
  { id, ticket, due }: { id: string; ticket: Ticket; due: readonly Alarm[] },
): string[] {
  const settings = parts.settings.get()
  const queue = settings.queues.find((one) => one.slug === ticket.queue)?.name ?? ticket.queue
  const { promise: said, inApp } = language.words.agent
  const sayOne = ({ clock, kind }: Alarm) => {
    const target = said.targets[clock.target]
    const isLate = kind === 'breach'
    if (clock.dueAt === null) return (isLate ? said.wasOnce : said.isSoon)({ target })
    const when = sayInstant(language, clock.dueAt, settings.timeZone)
    return (isLate ? said.was : said.is)({ target, when })
  }
  return [
    said.ticket({ number: ticket.facts.number, queue }),
    ...due.map(sayOne),
    `${parts.config.publicUrl}/t/${id}`,
    '',
    ticket.assignee === null ? said.nobody : '',
    inApp,
    ...due.flatMap(({ clock }) => [
      '',
      said.counted[clock.target],
      ...stepsOf(language, clock.steps),
    ]),
  ]
}

/** The same words as everywhere (rule SL12); of a long conversation the beginning and the end. */
function stepsOf(language: Language, steps: readonly Step[]): string[] {
  const { words } = language
  const most = LIMITS.slaStepsMailed
  const left = steps.length - most
  const said = (some: readonly Step[]) => some.map((step) => sayStep(step, stepsIn(language)))
  const shown =
    left <= 0
      ? said(steps)
      : [
          ...said(steps.slice(0, most / 2)),
          words.agent.promise.left({ n: left }),
          ...said(steps.slice(-most / 2)),
        ]
  return shown.map((step) => `- ${step}`)
}

const sayInstant = ({ intl, words }: Language, at: number, timeZone: string): string =>
  words.agent.promise.when({
    time: new Intl.DateTimeFormat(intl, { timeZone, dateStyle: 'full', timeStyle: 'short' }).format(
      at,
    ),
    zone: timeZone,
  })

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
