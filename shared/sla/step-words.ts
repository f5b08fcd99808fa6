/**
 * The steps of a clock in words: in English as the command line prints them, to the byte the same at all times, and in the
 * words of any other language. Instants are ISO 8601 in UTC everywhere: whoever shows them says them in the reader's way.
 * Pure. Not here: what happened (step), nor the hours in a stretch (stretch-words).
 */
import { assert } from '../kit/fault.ts'
import { LIMITS } from '../kit/limits.ts'
import { ENGLISH_STEPS, type StepLanguage } from './step-language.ts'
import type { Goal, Left, Step, Why } from './step.ts'
import { wordsOfStretches } from './stretch-words.ts'
import { EARLIEST, LATEST } from './zone.ts'

export function sayStep(step: Step, language: StepLanguage = ENGLISH_STEPS): string {
  const { words } = language
  switch (step.kind) {
    case 'start': {
      const [why, goal] = [sayWhy(step.why, language), sayGoal(step.goal, language)]
      return words.start({ at: formatInstant(step.at), why, goal })
    }
    case 'added':
      return words.added({ at: formatInstant(step.at) })
    case 'no-slots':
      return words.noSlots
    case 'paused': {
      const said = { at: formatInstant(step.at), why: sayWhy({ status: step.status }, language) }
      return step.left === null
        ? words.paused(said)
        : words.pausedAt({ ...said, left: sayLeft(step.left, language) })
    }
    case 'counted': {
      const said = words.counted({
        from: formatInstant(step.from),
        to: formatInstant(step.to),
        added: sayLength(step.added, language),
        total: sayLength(step.total, language),
      })
      return withHours(said, step, language)
    }
    case 'passed':
      return words.passed({ at: formatInstant(step.at) })
    case 'goes-on':
      return words.goesOn({ at: formatInstant(step.at), left: sayLeft(step.left, language) })
    case 'target':
      return words.target({ at: formatInstant(step.at), goal: sayGoal(step.goal, language) })
    case 'late':
      return words.late({ at: formatInstant(step.at) })
    case 'calendar':
      return words.calendar({ at: formatInstant(step.at), zone: step.zone })
    case 'end':
      return words.end({
        at: formatInstant(step.at),
        why: sayWhy(step.why, language),
        left: sayLeft(step.left, language),
        verdict: words.verdict[step.verdict],
      })
    case 'reopened':
      return words.reopened({ at: formatInstant(step.at), left: sayLeft(step.left, language) })
    case 'now':
      return sayNow(step, language)
  }
}

function sayNow(step: Extract<Step, { kind: 'now' }>, language: StepLanguage): string {
  const { words } = language
  const said = {
    at: formatInstant(step.at),
    state: words.state[step.state],
    left: sayLeft(step.left, language),
  }
  switch (step.due) {
    case 'over':
      return words.now(said)
    case 'paused':
      return words.nowPaused(said)
    case 'never':
      return words.nowNever({ ...said, n: LIMITS.slaReachYears })
    default:
      return withHours(words.nowDue({ ...said, due: formatInstant(step.due) }), step, language)
  }
}

function withHours(
  said: string,
  { open }: Pick<Extract<Step, { kind: 'now' }>, 'open'>,
  language: StepLanguage,
): string {
  if (open === null) return said
  return `${said} ${wordsOfStretches(open.calendar, open.from, open.to, language)}`
}

function sayGoal({ seconds, zone }: Goal, language: StepLanguage): string {
  const { goal } = language.words
  const length = sayLength(seconds, language)
  return zone === null ? goal.wall({ length }) : goal.business({ length, zone })
}

function sayLeft({ counted, seconds }: Left, language: StepLanguage): string {
  const { words } = language
  const said = sayLength(counted, language)
  return seconds >= 0
    ? words.left({ counted: said, left: sayLength(seconds, language) })
    : words.over({ counted: said, over: sayLength(-seconds, language) })
}

function sayWhy(why: Why, { words }: StepLanguage): string {
  if (typeof why === 'string') return words.why[why]
  const { status } = words
  const known = Object.keys(status).find((name) => name === why.status)
  return words.why.status({
    status: known ? (status[known as keyof typeof status] ?? why.status) : why.status,
  })
}

/** `1 h 30 min`, `45 s`, `0 s`. */
function sayLength(seconds: number, { words: { length } }: StepLanguage): string {
  const parts = [
    [Math.floor(seconds / 3600), length.h],
    [Math.floor(seconds / 60) % 60, length.min],
    [seconds % 60, length.s],
  ] as const
  const said = parts.filter(([n]) => n !== 0).map(([n, say]) => say({ n }))
  return said.length === 0 ? length.s({ n: 0 }) : said.join(' ')
}

/** `2026-03-27T15:30:00Z` of epoch seconds. */
export function formatInstant(at: number): string {
  assert(at >= EARLIEST && at <= LATEST, 'an instant of the SLA arithmetic')
  return `${new Date(at * 1000).toISOString().slice(0, 19)}Z`
}
