/** The person's undo stack on this device: survives a reload, at most UNDO_STEPS_MAX steps, newest last. */
import { parseWith, v } from '../../shared/kit/schema.ts'
import { TicketOp } from '../../shared/ticket/ticket-ops.ts'
import { KEPT } from './kept.ts'
import { UNDO_STEPS_MAX, type Undo } from './undo.ts'

const Stack = v.array(
  v.variant('kind', [
    v.object({
      kind: v.literal('edit'),
      ticket: v.string(),
      title: v.string(),
      done: TicketOp,
      opposite: TicketOp,
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

export type UndoStack = {
  push(step: Undo): void
  pop(): Undo | undefined
  /** What says anything of a ticket that is no longer this person's to see. @returns whether there was any */
  forget(isGone: (step: Undo) => boolean): boolean
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
      keep()
    },
    pop() {
      const step = steps.at(-1)
      steps = steps.slice(0, -1)
      keep()
      return step
    },
    forget(isGone) {
      const left = steps.filter((step) => !isGone(step))
      if (left.length === steps.length) return false
      steps = left
      keep()
      return true
    },
  }
}
