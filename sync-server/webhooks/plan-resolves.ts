/**
 * A pager that was told of a warning or a breach is told when that clock is over, in the commit that ends it: its incident is
 * resolved, and what it could not be reached with until then is told no more. Not here: what it is told first (plan-hooks).
 */
import type { Clock } from '../../shared/sla/clocks.ts'
import type { TicketWork } from '../commit/ticket-work.ts'
import { dropJob } from '../jobs/job-rows.ts'
import { number, numberOrNull, text, type Tx } from '../store/database.ts'
import { resolveOf } from './hook-body.ts'
import {
  addDelivery,
  causeOf,
  deliveryById,
  deliveryIdOf,
  jobKeyOf,
  readHooks,
} from './hook-rows.ts'

type Told = { target: string; startedAt: number }

/** Called with every count of a ticket's clocks. One that a late fact put elsewhere is over too. */
export async function planResolves(work: TicketWork, clocks: readonly Clock[]): Promise<void> {
  const { tx, id: ticket, now } = work
  const rows = await tx.all(
    `SELECT DISTINCT target, started_at FROM sla_alarms WHERE ticket = ? ORDER BY started_at, target`,
    ticket,
  )
  const isOpen = ({ target, startedAt }: Told) =>
    clocks.some(
      (clock) => clock.target === target && clock.startedAt === startedAt && clock.endedAt === null,
    )
  const over = rows
    .map((row): Told => ({ target: text(row, 'target'), startedAt: number(row, 'started_at') }))
    .filter((told) => !isOpen(told))
  if (over.length === 0) return
  const pagers = (await readHooks(tx)).filter(
    ({ shape, state }) => shape === 'pager' && state === 'on',
  )
  for (const { id: hook } of pagers)
    for (const { target, startedAt } of over) {
      let last: string | null = null
      let dueAt = now
      for (const kind of ['warning', 'breach'] as const) {
        const cause = causeOf({ ticket, target, startedAt, kind })
        const delivery = await deliveryById(tx, deliveryIdOf(hook, cause))
        if (delivery) last = cause
        if (delivery?.state === 'waiting')
          dueAt = Math.max(dueAt, await takeBack(tx, delivery.id, now))
      }
      // A clock that goes on after it was over, and is then breached, is an incident again.
      if (last === null) continue
      const body = resolveOf({ ticket, target, startedAt })
      const cause = `${last}\nover`
      await addDelivery(tx, { hook, ticket, event: 'sla.over', cause, now, dueAt, body })
    }
}

/** @returns when it is surely not on its way any more: what resolves it must not come first */
async function takeBack(tx: Tx, id: string, now: number): Promise<number> {
  const key = jobKeyOf(id)
  const job = await tx.get(`SELECT lease_until FROM jobs WHERE key = ?`, key)
  await dropJob(tx, key)
  await tx.run(`DELETE FROM hook_deliveries WHERE id = ?`, id)
  return Math.max(now, (job && numberOrNull(job, 'lease_until')) ?? now)
}
