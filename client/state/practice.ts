/**
 * Six steps on made-up tickets, by which somebody learns the keys: what each command does to them, and when a step is done.
 * Pure. Not here: how it looks (practice-screen), which keys the commands have (own-keys).
 */

/** What is practised, in this order. */
export const PRACTICE_STEPS = ['move', 'open', 'reply', 'undo', 'done', 'palette'] as const
export type PracticeStep = (typeof PRACTICE_STEPS)[number]

export const PRACTICE_TICKETS = ['key', 'invoice', 'login', 'heating', 'thanks'] as const
export type PracticeTicket = (typeof PRACTICE_TICKETS)[number]

export type Practice = {
  /** Of PRACTICE_STEPS; their count once all are done. */
  step: number
  at: number
  isOpen: boolean
  isReplying: boolean
  solved: readonly PracticeTicket[]
  replies: Readonly<Partial<Record<PracticeTicket, string>>>
  /** What undo takes back, the newest last. */
  past: readonly { kind: 'reply' | 'solve'; ticket: PracticeTicket }[]
}

export type PracticeAct =
  | { do: 'move'; by: 1 | -1 }
  | { do: 'go'; to: number }
  | { do: 'open' | 'reply' | 'leave-reply' | 'undo' | 'done' | 'palette' | 'skip' }
  | { do: 'send'; text: string }

export const freshPractice: Practice = {
  step: 0,
  at: 0,
  isOpen: false,
  isReplying: false,
  solved: [],
  replies: {},
  past: [],
}

export const ticketAt = ({ at }: Practice): PracticeTicket => PRACTICE_TICKETS[at] ?? 'key'
export const stepOf = ({ step }: Practice): PracticeStep | null => PRACTICE_STEPS[step] ?? null

/** The practice after `act`. Everything may be tried at any time; only what the step asks for brings the next one. */
export function practise(before: Practice, act: PracticeAct): Practice {
  if (act.do === 'skip') return skip(before)
  const after = apply(before, act)
  if (after === before || stepOf(before) !== STEP_OF[act.do]) return after
  return { ...after, step: before.step + 1 }
}

const STEP_OF: Record<PracticeAct['do'], PracticeStep | null> = {
  move: 'move',
  go: 'move',
  open: 'open',
  reply: null,
  'leave-reply': null,
  send: 'reply',
  undo: 'undo',
  done: 'done',
  palette: 'palette',
  skip: null,
}

function apply(before: Practice, act: PracticeAct): Practice {
  const ticket = ticketAt(before)
  switch (act.do) {
    case 'move':
      return goTo(before, before.at + act.by)
    case 'go':
      return goTo(before, act.to)
    case 'open':
      return { ...before, isOpen: true }
    case 'reply':
      return { ...before, isOpen: true, isReplying: true }
    case 'leave-reply':
      return before.isReplying ? { ...before, isReplying: false } : before
    case 'send': {
      const text = act.text.trim()
      if (text === '' || !before.isReplying) return before
      return {
        ...before,
        isReplying: false,
        replies: { ...before.replies, [ticket]: text },
        past: [...before.past, { kind: 'reply', ticket }],
      }
    }
    case 'undo':
      return undo(before)
    case 'done':
      return solve(before, ticket)
    case 'palette':
      return { ...before }
    case 'skip':
      return before
  }
}

function goTo(before: Practice, wanted: number): Practice {
  const at = Math.max(0, Math.min(PRACTICE_TICKETS.length - 1, wanted))
  return at === before.at ? before : { ...before, at, isReplying: false }
}

function undo(before: Practice): Practice {
  const last = before.past.at(-1)
  if (!last) return before
  const past = before.past.slice(0, -1)
  const at = PRACTICE_TICKETS.indexOf(last.ticket)
  if (last.kind === 'solve') {
    const solved = before.solved.filter((one) => one !== last.ticket)
    return { ...before, past, at, solved }
  }
  const { [last.ticket]: _takenBack, ...replies } = before.replies
  return { ...before, past, at, replies }
}

/** The next one that is not solved, below first; without one it stays. */
function solve(before: Practice, ticket: PracticeTicket): Practice {
  if (before.solved.includes(ticket)) return before
  const solved = [...before.solved, ticket]
  const order = [...PRACTICE_TICKETS.slice(before.at + 1), ...PRACTICE_TICKETS.slice(0, before.at)]
  const next = order.find((one) => !solved.includes(one)) ?? ticket
  return {
    ...before,
    solved,
    at: PRACTICE_TICKETS.indexOf(next),
    isReplying: false,
    past: [...before.past, { kind: 'solve', ticket }],
  }
}

/** As if it had been done: what the next step needs is there. */
function skip(before: Practice): Practice {
  const step = stepOf(before)
  if (!step) return before
  const isUndoNext = step === 'reply' && before.past.length === 0
  const past = isUndoNext
    ? [...before.past, { kind: 'reply' as const, ticket: ticketAt(before) }]
    : before.past
  return { ...before, past, isReplying: false, step: before.step + 1 }
}
