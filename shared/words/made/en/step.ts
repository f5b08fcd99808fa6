/** Made of words/en/*.json by `npm run words` (step): change those, not this file. */
import type { Say, SayIn, Widened } from '../../../../shared/kit/say.ts'

const step = (say: Say) =>
  ({
    start: ({
      at,
      goal,
      why,
    }: {
      at: string | number
      goal: string | number
      why: string | number
    }) =>
      `${say.inside(at)}: the clock starts: ${say.inside(why)}. The target is ${say.inside(goal)}.`,
    added: ({ at }: { at: string | number }) =>
      `${say.inside(at)}: the policy adds this target; it counts from here.`,
    noSlots: 'The calendar has no slots, so business time never runs.',
    paused: ({ at, why }: { at: string | number; why: string | number }) =>
      `${say.inside(at)}: paused: ${say.inside(why)}.`,
    pausedAt: ({
      at,
      left,
      why,
    }: {
      at: string | number
      left: string | number
      why: string | number
    }) => `${say.inside(at)}: paused: ${say.inside(why)}. ${say.inside(left)}.`,
    counted: ({
      added,
      from,
      to,
      total,
    }: {
      added: string | number
      from: string | number
      to: string | number
      total: string | number
    }) =>
      `From ${say.inside(from)} to ${say.inside(to)}: ${say.inside(added)} counted, ${say.inside(total)} in all.`,
    passed: ({ at }: { at: string | number }) =>
      `${say.inside(at)}: the target is reached, and passed after that: breached.`,
    goesOn: ({ at, left }: { at: string | number; left: string | number }) =>
      `${say.inside(at)}: goes on. ${say.inside(left)}.`,
    target: ({ at, goal }: { at: string | number; goal: string | number }) =>
      `${say.inside(at)}: the target is now ${say.inside(goal)}.`,
    late: ({ at }: { at: string | number }) =>
      `${say.inside(at)}: the counted time is past the new target already: breached.`,
    calendar: ({ at, zone }: { at: string | number; zone: string | number }) =>
      `${say.inside(at)}: another calendar applies, in ${say.inside(zone)}; what was counted stays.`,
    end: ({
      at,
      left,
      verdict,
      why,
    }: {
      at: string | number
      left: string | number
      verdict: string | number
      why: string | number
    }) =>
      `${say.inside(at)}: the clock ends: ${say.inside(why)}. ${say.inside(left)}: ${say.inside(verdict)}.`,
    reopened: ({ at, left }: { at: string | number; left: string | number }) =>
      `${say.inside(at)}: the end is taken back: the ticket was reopened. ${say.inside(left)}.`,
    now: ({
      at,
      left,
      state,
    }: {
      at: string | number
      left: string | number
      state: string | number
    }) => `Now, ${say.inside(at)}: ${say.inside(state)}. ${say.inside(left)}.`,
    nowPaused: ({
      at,
      left,
      state,
    }: {
      at: string | number
      left: string | number
      state: string | number
    }) =>
      `Now, ${say.inside(at)}: ${say.inside(state)}. ${say.inside(left)}; nothing is due while paused.`,
    nowNever: ({
      at,
      left,
      n,
      state,
    }: {
      at: string | number
      left: string | number
      n: number
      state: string | number
    }) =>
      `Now, ${say.inside(at)}: ${say.inside(state)}. ${say.inside(left)}; the target cannot be reached within ${say.plural(n) === 'one' ? `${say.number(n)} year` : `${say.number(n)} years`}, so nothing is due.`,
    nowDue: ({
      at,
      due,
      left,
      state,
    }: {
      at: string | number
      due: string | number
      left: string | number
      state: string | number
    }) =>
      `Now, ${say.inside(at)}: ${say.inside(state)}. ${say.inside(left)}, due ${say.inside(due)}.`,
    goal: {
      wall: ({ length }: { length: string | number }) => `${say.inside(length)}, around the clock`,
      business: ({ length, zone }: { length: string | number; zone: string | number }) =>
        `${say.inside(length)} of business time in ${say.inside(zone)}`,
    },
    left: ({ counted, left }: { counted: string | number; left: string | number }) =>
      `Counted ${say.inside(counted)}, left ${say.inside(left)}`,
    over: ({ counted, over }: { counted: string | number; over: string | number }) =>
      `Counted ${say.inside(counted)}, over by ${say.inside(over)}`,
    why: {
      accepted: 'the ticket was accepted',
      message: 'a message came in after the last reply',
      replied: 'the desk replied',
      dropped: 'the policy has no such target any more',
      merged: 'the ticket was merged',
      cancelled: 'the ticket was cancelled',
      status: ({ status }: { status: string | number }) => `the status is ${say.inside(status)}`,
    },
    status: {
      new: 'new',
      open: 'open',
      waiting: 'waiting',
      'on-hold': 'on-hold',
      solved: 'solved',
      closed: 'closed',
    },
    verdict: {
      met: 'met',
      breached: 'breached',
      cancelled: 'cancelled',
      stays: 'it was breached before, and stays so',
    },
    state: {
      running: 'running',
      paused: 'paused',
      breached: 'breached',
      met: 'met',
      cancelled: 'cancelled',
    },
    length: {
      h: ({ n }: { n: string | number }) => `${say.inside(n)} h`,
      min: ({ n }: { n: string | number }) => `${say.inside(n)} min`,
      s: ({ n }: { n: string | number }) => `${say.inside(n)} s`,
    },
    closed: 'Closed all the time.',
    open: ({ times }: { times: string | number }) => `Open ${say.inside(times)}.`,
    openMore: ({ n, times }: { n: number; times: string | number }) =>
      say.plural(n) === 'one'
        ? `Open ${say.inside(times)} and ${say.number(n)} more times.`
        : `Open ${say.inside(times)} and ${say.number(n)} more times.`,
    openMany: ({ times }: { times: string | number }) =>
      `Open ${say.inside(times)} and many more times.`,
    dayTimes: ({
      day,
      from,
      to,
    }: {
      day: string | number
      from: string | number
      to: string | number
    }) => `${say.inside(day)} ${say.inside(from)}–${say.inside(to)}`,
    times: ({ from, to }: { from: string | number; to: string | number }) =>
      `${say.inside(from)}–${say.inside(to)}`,
    holiday: ({ days }: { days: string | number }) => `Holiday: ${say.inside(days)}.`,
    holidayMore: ({ days, n }: { days: string | number; n: number }) =>
      say.plural(n) === 'one'
        ? `Holiday: ${say.inside(days)} and ${say.number(n)} more.`
        : `Holiday: ${say.inside(days)} and ${say.number(n)} more.`,
    holidayNamed: ({ day, name }: { day: string | number; name: string | number }) =>
      `${say.inside(day)} (${say.inside(name)})`,
    separator: ', ',
  }) as const

export const bundle = (sayIn: SayIn) => ({
  step: step(sayIn('en')),
})

export type Bundle = Widened<ReturnType<typeof bundle>>
