/** The person's undo stack on this device: survives a reload, at most UNDO_STEPS_MAX steps, newest last. */
import { parseWith, v } from '../../shared/kit/schema.ts'
import { TicketOp } from '../../shared/ticket/ticket-ops.ts'
import { KEPT } from './kept.ts'
import { UNDO_STEPS_MAX, UNDO_TICKETS_MAX, type Undo } from './undo.ts'

const Verb = v.union([TicketOp, v.object({ op: v.literal('move'), queue: v.string() })])

const Stack = v.array(
  v.variant('kind', [
    v.object({
      kind: v.literal('edit'),
      ticket: v.string(),
      title: v.string(),
      done: TicketOp,
      opposite: TicketOp,
      group: v.exactOptional(v.string()),
    }),
    v.object({
      kind: v.literal('move'),
      ticket: v.string(),
      title: v.string(),
      from: v.string(),
      to: v.string(),
    }),
    v.object({
      kind: v.literal('send'),
      ticket: v.string(),
      title: v.string(),
      sendId: v.string(),
    }),
    v.object({
      kind: v.literal('batch'),
      title: v.string(),
      done: Verb,
      back: v.array(v.object({ verb: Verb, tickets: v.array(v.string()) })),
    }),
    v.object({
      kind: v.literal('discard'),
      ticket: v.string(),
      title: v.string(),
      pushId: v.string(),
    }),
    v.object({
      kind: v.literal('act'),
      ticket: v.string(),
      title: v.string(),
      pushId: v.string(),
      back: v.string(),
    }),
  ]),
)

const countTickets = (steps: readonly Undo[]) =>
  steps.reduce((sum, step) => sum + (step.kind === 'batch' ? ticketsIn(step) : 1), 0)

const ticketsIn = ({ back }: Extract<Undo, { kind: 'batch' }>) =>
  back.reduce((sum, { tickets }) => sum + tickets.length, 0)

export type UndoStack = {
  push(step: Undo): void
  pop(): Undo | undefined
  last(): Undo | undefined
  /** What says anything of a ticket that is no longer this person's to see. @returns whether there was any */
  forget(isGone: (ticket: string, kind: Undo['kind']) => boolean): boolean
}

export function makeUndoStack(storage: Storage, person: string): UndoStack {
  const key = KEPT.undo + person
  let steps: Undo[] = []
  try {
    const parsed = parseWith(Stack, JSON.parse(storage.getItem(key) ?? '[]'))
    if (parsed.ok) steps = parsed.value
  } catch {
    // A damaged stack is an empty one.
  }
  const keep = () => {
    try {
      storage.setItem(key, JSON.stringify(steps))
    } catch {
      // Full or blocked storage costs the steps at the next reload, nothing else.
    }
  }
  return {
    push(step) {
      steps = [...steps, step].slice(-UNDO_STEPS_MAX)
      // Each change of a row asks for all of these; the last step stays whatever its size.
      while (steps.length > 1 && countTickets(steps) > UNDO_TICKETS_MAX) steps = steps.slice(1)
      keep()
    },
    last: () => steps.at(-1),
    pop() {
      const step = steps.at(-1)
      steps = steps.slice(0, -1)
      keep()
      return step
    },
    forget(isGone) {
      let hasChanged = false
      steps = steps.flatMap((step): Undo[] => {
        if (step.kind !== 'batch') {
          if (!isGone(step.ticket, step.kind)) return [step]
          hasChanged = true
          return []
        }
        const isHere = (ticket: string) => !isGone(ticket, 'batch')
        if (step.back.every(({ tickets }) => tickets.every(isHere))) return [step]
        hasChanged = true
        const back = step.back
          .map((group) => ({ ...group, tickets: group.tickets.filter(isHere) }))
          .filter(({ tickets }) => tickets.length > 0)
        return back.length > 0 ? [{ ...step, back }] : []
      })
      if (hasChanged) keep()
      return hasChanged
    },
  }
}
