/**
 * Warnings and breaches that are due on a ticket are told, and what its policy wants done is done: one commit, in which
 * each is also written down as told. A kill before it is on disk tells nobody; after it nothing is told again.
 * Not here: when it is time (alarm-job), the words of the mail (alarm-mail).
 */
import { maySeeAny } from '../../shared/ticket/ticket-rules.ts'
import { PRIORITIES, type Ticket } from '../../shared/ticket/ticket.ts'
import { readRights } from '../auth/rights.ts'
import { openForDesk } from '../commit/access.ts'
import type { Answer, CommitParts } from '../commit/parts.ts'
import { finish, writeValue, type TicketWork, type WorkRequest } from '../commit/ticket-work.ts'
import { dropJob } from '../jobs/job-rows.ts'
import type { Alarms } from '../settings/sla-terms.ts'
import { alarmKey, untoldAlarms } from './alarm-job.ts'
import { planPromisePushes } from '../push/plan-pushes.ts'
import { peopleTold, tellAlarms } from './alarm-mail.ts'
import { matchedOf, termsOf } from './policy-match.ts'
import { planHooks } from '../webhooks/plan-hooks.ts'
import { clocksAt } from './sla-record.ts'

export async function fireAlarms(
  parts: CommitParts,
  request: WorkRequest,
  input: { ticket: string },
): Promise<Answer> {
  const work = await openForDesk(parts, request, input.ticket)
  const { tx, now } = work
  const ticket = work.reading.now()
  const { alarms } = termsOf(parts.settings.get(), matchedOf(ticket))
  const untold = await untoldAlarms(tx, work.id, await clocksAt(tx, work.id, now, true), now)
  const due = alarms === null ? [] : untold.filter(({ at }) => at <= now)
  for (const { clock, kind } of due)
    await tx.run(
      `INSERT INTO sla_alarms (ticket, target, started_at, kind, at) VALUES (?, ?, ?, ?, ?)`,
      work.id,
      clock.target,
      clock.startedAt,
      kind,
      now,
    )
  await dropJob(tx, alarmKey(work.id))
  if (alarms !== null && due.length > 0) {
    if (alarms.mail) await tellAlarms(parts, work, { ticket, due })
    await planPromisePushes(parts, work, {
      after: ticket,
      news: due.some(({ kind }) => kind === 'breach') ? 'breach' : 'warning',
      people: await peopleTold(tx, ticket),
    })
    await planHooks(parts, work, { ticket, due, hooks: alarms.hooks })
    if (due.some(({ kind }) => kind === 'breach')) await act(parts, work, ticket, alarms)
  }
  // The rows say *breached* from now on, on devices too; and the next one is planned.
  const clocks = await parts.sla.recount(work, work.reading.now())
  if (JSON.stringify(clocks) !== JSON.stringify(ticket.facts.clocks))
    writeValue(work, 'facts', 'clocks', clocks)
  const done = await finish(parts, work)
  return { version: done.version }
}

/** A priority is raised, never lowered; a person or queue that is gone is passed over. */
async function act(
  parts: CommitParts,
  work: TicketWork,
  ticket: Ticket,
  { priority, assignee, queue }: Alarms,
): Promise<void> {
  if (priority !== null && PRIORITIES.indexOf(priority) > PRIORITIES.indexOf(ticket.priority))
    writeValue(work, 'fields', 'priority', priority)
  const isThere = parts.settings.get().queues.some(({ slug }) => slug === queue)
  const queueAfter = queue !== null && isThere ? queue : ticket.queue
  if (queueAfter !== ticket.queue) {
    writeValue(work, 'fields', 'queue', queueAfter)
    const { alsoIn } = ticket.facts
    if (alsoIn.includes(queueAfter))
      writeValue(
        work,
        'facts',
        'alsoIn',
        alsoIn.filter((slug) => slug !== queueAfter),
      )
  }
  if (assignee === null || assignee === ticket.assignee) return
  const rights = await readRights(work.tx, assignee)
  if (rights && maySeeAny(rights, [queueAfter, ...ticket.facts.alsoIn]))
    writeValue(work, 'fields', 'assignee', assignee)
}
