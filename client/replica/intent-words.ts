/** Intents in words, for the list of what waits or was refused. Says nothing that the person did not say themselves. */
import type { TicketOp } from '../../shared/ticket/ticket-ops.ts'
import type { DeskInfo } from '../../shared/wire/down.ts'

export type IntentWords = { title: string; text: string | null }

/** One line, and the person's own text where they wrote some. */
export function describeOp(op: TicketOp, desk: DeskInfo): IntentWords {
  const nameOf = (id: string) => desk.people.find((person) => person.id === id)?.name ?? id
  const say = (title: string, text: string | null = null): IntentWords => ({ title, text })
  switch (op.op) {
    case 'set-status':
      return say(`status → ${op.status}`)
    case 'set-priority':
      return say(`priority → ${op.priority}`)
    case 'set-assignee':
      return say(op.assignee === null ? 'assignee → nobody' : `assignee → ${nameOf(op.assignee)}`)
    case 'set-subject':
      return say('new subject', op.subject)
    case 'snooze':
      return say(op.until === null ? 'snooze ended' : 'snoozed')
    case 'add-tag':
      return say(`tag + ${op.tag}`)
    case 'remove-tag':
      return say(`tag − ${op.tag}`)
    case 'watch':
      return say(`watcher + ${nameOf(op.person)}`)
    case 'unwatch':
      return say(`watcher − ${nameOf(op.person)}`)
    case 'add-note':
      return say('note', op.text)
  }
}

export function describeMove(queue: string, desk: DeskInfo): IntentWords {
  return {
    title: `queue → ${desk.queues.find((known) => known.slug === queue)?.name ?? queue}`,
    text: null,
  }
}

export function describeReply(requester: string, text: string): IntentWords {
  return { title: requester ? `reply to ${requester}` : 'reply', text }
}
