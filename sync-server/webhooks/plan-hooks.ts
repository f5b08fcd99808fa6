/** Warnings and breaches become deliveries in the commit that writes them down as told: each once, whatever is killed. */
import type { CommitParts } from '../commit/parts.ts'
import type { TicketWork } from '../commit/ticket-work.ts'
import type { Ticket } from '../../shared/ticket/ticket.ts'
import type { Alarm } from '../sla/alarm-job.ts'
import { bodyOf } from './hook-body.ts'
import { addDelivery, causeOf, hookById } from './hook-rows.ts'

export async function planHooks(
  parts: CommitParts,
  work: TicketWork,
  { ticket, due, hooks }: { ticket: Ticket; due: readonly Alarm[]; hooks: readonly string[] },
): Promise<void> {
  for (const id of hooks) {
    const hook = await hookById(work.tx, id)
    // One that is gone is passed over, as a person or queue that is.
    if (hook?.state !== 'on') continue
    for (const { clock, kind, at } of due)
      await addDelivery(work.tx, {
        hook: id,
        ticket: work.id,
        event: `sla.${kind}`,
        cause: causeOf({ ticket: work.id, target: clock.target, startedAt: clock.startedAt, kind }),
        now: work.now,
        body: bodyOf(hook.shape, {
          kind,
          at,
          ticket: {
            id: work.id,
            number: ticket.facts.number,
            queue: ticket.queue,
            priority: ticket.priority,
          },
          target: clock.target,
          startedAt: clock.startedAt,
          dueAt: clock.dueAt,
          deskName: parts.settings.get().deskName,
          publicUrl: parts.config.publicUrl,
        }),
      })
  }
}
