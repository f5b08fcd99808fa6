/** Intents in words, for the list of what waits or was refused. Says nothing that the person did not say themselves. */
import type { TicketOp } from '../../shared/ticket/ticket-ops.ts'
import type { DeskInfo } from '../../shared/wire/down.ts'
import { words } from '../words/first.ts'

export type IntentWords = { title: string; text: string | null }

/** One line, and the person's own text where they wrote some. */
export function describeOp(op: TicketOp, desk: DeskInfo): IntentWords {
  const nameOf = (id: string) => desk.people.find((person) => person.id === id)?.name ?? id
  const say = (title: string, text: string | null = null): IntentWords => ({ title, text })
  const { waiting } = words
  switch (op.op) {
    case 'set-status':
      return say(waiting.status({ status: words.status[op.status] }))
    case 'set-priority':
      return say(waiting.priority({ priority: words.priority[op.priority] }))
    case 'set-assignee':
      return say(
        op.assignee === null ? waiting.unassigned : waiting.assignee({ name: nameOf(op.assignee) }),
      )
    case 'set-subject':
      return say(waiting.subject, op.subject)
    case 'snooze':
      return say(op.until === null ? waiting.awake : waiting.snoozed)
    case 'mark-spam':
      return say(op.isSpam ? words.views.spam : waiting.notSpam)
    case 'add-tag':
      return say(waiting.tagged({ tag: op.tag }))
    case 'remove-tag':
      return say(waiting.untagged({ tag: op.tag }))
    case 'watch':
      return say(waiting.watched({ name: nameOf(op.person) }))
    case 'unwatch':
      return say(waiting.unwatched({ name: nameOf(op.person) }))
    case 'add-note':
      return say(waiting.note, op.text)
  }
}

export function describeMove(queue: string, desk: DeskInfo): IntentWords {
  const { waiting } = words
  return {
    title: waiting.queue({
      queue: desk.queues.find((known) => known.slug === queue)?.name ?? queue,
    }),
    text: null,
  }
}

export function describeReply(requester: string, text: string): IntentWords {
  const { waiting } = words
  return { title: requester ? waiting.replyTo({ name: requester }) : waiting.reply, text }
}
