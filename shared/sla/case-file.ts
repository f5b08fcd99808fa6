/**
 * The case file: one ticket's calendar, policy, facts and a now, as JSON that people write and exchange, and what
 * its clocks say. Not here: reading files (`sync-server/sla/explain-command.ts`).
 */
import { ok, type Result } from '../kit/fault.ts'
import { LIMITS } from '../kit/limits.ts'
import { parseWith, v } from '../kit/schema.ts'
import type { Clock } from './clock-run.ts'
import { evaluateClocks } from './clocks.ts'
import { ENGLISH_STEPS, type StepLanguage } from './step-language.ts'
import { formatInstant, sayStep } from './step-words.ts'
import { Calendar, makeFactSchema, Policy } from './terms.ts'
import { EARLIEST, LATEST } from './zone.ts'

const INSTANT = /^(\d{4}-\d\d-\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?(?:Z|([+-])(\d\d):(\d\d))$/

/** Epoch ms of an instant such as `2026-03-27T15:30:00Z` or `…T16:30:00.250+01:00`, or null. */
function parseInstant(text: string): number | null {
  const parts = INSTANT.exec(text)
  if (!parts) return null
  const [, date = '', hour, minute, second, fraction = '', sign, aheadHours, aheadMinutes] = parts
  const wall = new Date(`${date}T${hour}:${minute}:${second}Z`)
  // Date reads 30 February as 2 March and 24:00 as the next day; neither comes back as it was.
  if (Number.isNaN(wall.getTime())) return null
  if (wall.toISOString().slice(0, 19) !== `${date}T${hour}:${minute}:${second}`) return null
  const ahead = sign ? Number(aheadHours) * 60 + Number(aheadMinutes) : 0
  if (Number(aheadHours ?? 0) > 23 || Number(aheadMinutes ?? 0) > 59) return null
  const ms = Number(fraction.padEnd(3, '0').slice(0, 3))
  const at = wall.getTime() + ms - (sign === '-' ? -ahead : ahead) * 60_000
  return at >= EARLIEST * 1000 && at < LATEST * 1000 ? at : null
}

const Instant = v.pipe(
  v.string(),
  v.rawTransform<string, number>(({ dataset, addIssue, NEVER }) => {
    const at = parseInstant(dataset.value)
    if (at !== null) return at
    addIssue({
      message: 'An instant is written as 2026-03-27T15:30:00Z and lies in the years 1970 to 2199.',
    })
    return NEVER
  }),
)

export const CaseFile = v.object({
  calendar: Calendar,
  policy: Policy,
  facts: v.pipe(v.array(makeFactSchema(Instant)), v.maxLength(LIMITS.slaFacts)),
  now: Instant,
})
export type CaseFile = v.InferOutput<typeof CaseFile>

/** A clock as `npx deskside sla explain --json` prints it. */
export type ExplainedClock = Pick<Clock, 'target' | 'state' | 'countedSeconds' | 'wallSeconds'> & {
  steps: string[]
} & Record<'startedAt', string> &
  Record<'endedAt' | 'dueAt' | 'breachedAt', string | null>

/** The clocks of a case file, given as parsed JSON; a fault names the path that is wrong. */
export function explainCase(json: unknown): Result<{ clocks: ExplainedClock[] }> {
  const parsed = parseWith(CaseFile, json)
  return parsed.ok
    ? ok({
        clocks: evaluateClocks({ ...parsed.value, isUnfolded: true }).map((one) =>
          explainClock(one),
        ),
      })
    : parsed
}

export function explainClock(clock: Clock, language: StepLanguage = ENGLISH_STEPS): ExplainedClock {
  return {
    target: clock.target,
    startedAt: formatMs(clock.startedAt),
    endedAt: formatMsOrNull(clock.endedAt),
    state: clock.state,
    countedSeconds: clock.countedSeconds,
    wallSeconds: clock.wallSeconds,
    dueAt: formatMsOrNull(clock.dueAt),
    breachedAt: formatMsOrNull(clock.breachedAt),
    steps: clock.steps.map((step) => sayStep(step, language)),
  }
}

function formatMs(at: number): string {
  return formatInstant(at / 1000)
}

function formatMsOrNull(at: number | null): string | null {
  return at === null ? null : formatMs(at)
}
