/**
 * Who is to be told on their devices of what a change of a ticket means, in the transaction of the change: of a new ticket
 * in a queue they asked for, of an answer on one that is theirs or that they watch, of a note that mentions them, of a
 * promise. Nobody of what they did themselves. Whether they may see the ticket is asked when it is sent (push-runner): rights change meanwhile.
 */
import { makeId } from '../../shared/kit/id.ts'
import { makeRow, queuesOf } from '../../shared/ticket/row.ts'
import type { Message, Ticket } from '../../shared/ticket/ticket.ts'
import type { TicketOp } from '../../shared/ticket/ticket-ops.ts'
import type { CommitParts } from '../commit/parts.ts'
import type { TicketWork } from '../commit/ticket-work.ts'
import { devicesForQueues, devicesOfPeople, type Device } from './devices.ts'
import { addPush, type PushNews } from './push-job.ts'

const MESSAGES = 'messages/'
/** What the server itself writes by a verb is noted by its name. */
const ADD_NOTE: TicketOp['op'] = 'add-note'

/** Called with every change of a ticket, before it is stored. */
export async function planPushes(
  parts: CommitParts,
  work: TicketWork,
  after: Ticket,
): Promise<void> {
  // What was taken out or merged was told before.
  if (work.isMadeAnew || after.isSpam) return
  if (work.before === null || work.version === 0) {
    if (after.facts.mergedInto !== null) return
    const devices = await devicesForQueues(work.tx, queuesOf(after))
    return tell(parts, work, { after, news: 'new', devices })
  }
  const mentioned = mentionedIn(work, after)
  if (mentioned.length > 0) {
    const devices = await devicesOfPeople(work.tx, mentioned, 'answers')
    await tell(parts, work, { after, news: 'mention', devices })
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
  const row = devices.length === 0 ? null : makeRow(ticket, after)
  for (const { id: device, person } of devices) {
    if (person === own) continue
    const message = (news === 'mention' ? row?.mentions?.[person] : row?.lastId) ?? null
    await addPush(
      tx,
      { kind: 'ticket', device, ticket, news, message },
      { id: makeId(now, parts.random), now },
    )
  }
}

/** Whom notes mention that are new with this change. */
function mentionedIn(work: TicketWork, after: Ticket): string[] {
  const people = new Set<string>()
  for (const message of newMessages(work, after))
    if (message.kind === 'note') for (const person of message.mentions ?? []) people.add(person)
  return [...people]
}

/** Its requester, or somebody on it, wrote; nobody's mail that is merely kept with it. */
function isAnswered(work: TicketWork, after: Ticket): boolean {
  return newMessages(work, after).some(
    (message) => message.kind === 'inbound' && message.standing !== 'other',
  )
}

/** Those that are new with this change; what comes along with a merge was told before. */
function newMessages(work: TicketWork, after: Ticket): Message[] {
  const isSpoken = [...work.paths].some((path) => path.startsWith(MESSAGES) || path === ADD_NOTE)
  if (!isSpoken) return []
  const known = new Set(work.before?.messages.map(({ id }) => id))
  return after.messages.filter(({ id, mergedFrom }) => !known.has(id) && mergedFrom === undefined)
}
