/**
 * When a ticket's next warning or breach is due, as one job a ticket. What has been told is in `sla_alarms`, each once.
 * Not here: telling it (fire-alarms).
 */
import { createHash } from 'node:crypto'
import { LIMITS } from '../../shared/kit/limits.ts'
import { v } from '../../shared/kit/schema.ts'
import type { Clock } from '../../shared/sla/clocks.ts'
import type { TicketWork } from '../commit/ticket-work.ts'
import { addJob, dropJob } from '../jobs/job-rows.ts'
import type { Alarms } from '../settings/sla-terms.ts'
import { number, text, type Tx } from '../store/database.ts'

export const AlarmPayload = v.object({ ticket: v.string() })

export type Alarm = { clock: Clock; kind: 'warning' | 'breach'; at: number }

export const alarmKey = (ticket: string): string => `sla:${ticket}`

/** Called with every count of a ticket's clocks. Without alarms a job of before is left: it finds nothing to tell. */
export async function planAlarm(
  work: TicketWork,
  clocks: readonly Clock[],
  alarms: Alarms | null,
): Promise<void> {
  if (alarms === null) return
  const { id: ticket, tx, now } = work
  const untold = await untoldAlarms(tx, ticket, clocks, now)
  await dropJob(tx, alarmKey(ticket))
  if (untold.length === 0) return
  const dueAt = Math.max(now, Math.min(...untold.map(({ at }) => at)))
  await addJob(tx, {
    id: jobIdOf(ticket, dueAt, untold),
    kind: 'sla',
    key: alarmKey(ticket),
    dueAt,
    payload: { ticket },
    now,
  })
}

/** Of one plan always the same: nothing of it is random. */
function jobIdOf(ticket: string, dueAt: number, untold: readonly Alarm[]): string {
  const names = untold.map(({ clock, kind }) => `${kind} ${clock.target} ${clock.startedAt}`)
  return createHash('sha256')
    .update([ticket, dueAt, ...names].join('\n'))
    .digest('hex')
    .slice(0, 26)
}

/** Warnings and breaches that nobody was told of, also those to come. One of long ago is no news any more. */
export async function untoldAlarms(
  tx: Tx,
  ticket: string,
  clocks: readonly Clock[],
  now: number,
): Promise<Alarm[]> {
  const rows = await tx.all(
    `SELECT target, started_at, kind FROM sla_alarms WHERE ticket = ?`,
    ticket,
  )
  const told = new Set(
    rows.map((row) => `${text(row, 'target')} ${number(row, 'started_at')} ${text(row, 'kind')}`),
  )
  return clocks.flatMap((clock) =>
    alarmsOf(clock, now).filter(
      ({ kind }) => !told.has(`${clock.target} ${clock.startedAt} ${kind}`),
    ),
  )
}

function alarmsOf(clock: Clock, now: number): Alarm[] {
  if (clock.breachedAt !== null) {
    const isNews = clock.endedAt === null || clock.endedAt > now - LIMITS.slaLateAlarmMs
    return isNews ? [{ clock, kind: 'breach', at: clock.breachedAt }] : []
  }
  const alarms: Alarm[] = []
  if (clock.warnsAt !== null) alarms.push({ clock, kind: 'warning', at: clock.warnsAt })
  if (clock.passesAt !== null) alarms.push({ clock, kind: 'breach', at: clock.passesAt })
  return alarms
}
