/**
 * Who is to be told on their devices of what a change of a ticket means, in the transaction of the change: of a new ticket
 * in a queue they asked for, of an answer on one that is theirs or that they watch, of a promise. Nobody of what they did
 * themselves. Whether they may see the ticket is asked when it is sent (push-runner): rights change meanwhile.
 */
import { makeId } from '../../shared/kit/id.ts'
import { makeRow, queuesOf } from '../../shared/ticket/row.ts'
import type { Ticket } from '../../shared/ticket/ticket.ts'
import type { CommitParts } from '../commit/parts.ts'
import type { TicketWork } from '../commit/ticket-work.ts'
import { devicesForQueues, devicesOfPeople, type Device } from './devices.ts'
import { addPush, type PushNews } from './push-job.ts'

const MESSAGES = 'messages/'

/** Called with every change of a ticket, before it is stored. */
export async function planPushes(
  parts: CommitParts,
  work: TicketWork,
  after: Ticket,
): Promise<void> {
  // What was taken out or merged was told before.
  if (work.isMadeAnew) return
  if (work.before === null || work.version === 0) {
    if (after.facts.mergedInto !== null) return
    const devices = await devicesForQueues(work.tx, queuesOf(after))
    return tell(parts, work, { after, news: 'new', devices })
  }
  if (!isAnswered(work, after)) return
  const people = [...new Set([...(after.assignee ? [after.assignee] : []), ...after.watchers])]
  const devices = await devicesOfPeople(work.tx, people, 'answers')
  return tell(parts, work, { after, news: 'answer', devices })
}

/** @param people  those whom the promise's policy tells (sla/alarm-mail) */
export async function planPromisePushes(
  parts: CommitParts,
  work: TicketWork,
  told: { after: Ticket; news: 'warning' | 'breach'; people: readonly string[] },
): Promise<void> {
  const devices = await devicesOfPeople(work.tx, told.people, 'promises')
  return tell(parts, work, { ...told, devices })
}

async function tell(
  parts: CommitParts,
  work: TicketWork,
  { after, news, devices }: { after: Ticket; news: PushNews; devices: readonly Device[] },
): Promise<void> {
  const { tx, now, id: ticket, actor } = work
  const own = actor.kind === 'agent' ? actor.rights.person : null
  const message = devices.length === 0 ? null : makeRow(ticket, after).lastId
  for (const { id: device, person } of devices)
    if (person !== own)
      await addPush(
        tx,
        { kind: 'ticket', device, ticket, news, message },
        { id: makeId(now, parts.random), now },
      )
}

/** Its requester, or somebody on it, wrote; nobody's mail that is merely kept with it. */
function isAnswered(work: TicketWork, after: Ticket): boolean {
  return [...work.paths].some((path) => {
    if (!path.startsWith(MESSAGES)) return false
    const id = path.slice(MESSAGES.length)
    const message = after.messages.findLast((one) => one.id === id)
    return (
      message?.kind === 'inbound' &&
      message.mergedFrom === undefined &&
      message.standing !== 'other' &&
      !work.before?.messages.some((one) => one.id === id)
    )
  })
}
