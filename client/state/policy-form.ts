/** A policy as its dialog has it while it is typed, and the policy that this makes. Pure. Not here: saving it (sla). */
import {
  idFor,
  TARGETS,
  wordsIn,
  type Policy,
  type Target,
  type TargetName,
  type Terms,
} from './sla.ts'

const PAUSE_ON = ['waiting', 'on-hold']

/** A target as it is typed: hours empty means that it is not promised. */
type TypedTarget = { hours: string; time: Target['time']; warn: string }

export type PolicyForm = {
  name: string
  state: Policy['state']
  queues: string[]
  priorities: Policy['match']['priorities']
  /** With commas between. */
  tags: string
  organisations: string
  tiers: string[]
  calendar: string
  isPausing: boolean
  /** Somebody is mailed when it is near its end, or over. */
  isTold: boolean
  /** What is set when it is over; null: nothing. */
  priority: NonNullable<Policy['alarms']>['priority']
  moveTo: string | null
  hooks: string[]
} & Record<TargetName, TypedTarget>

/** @param before  null: a new one, which promises nothing yet */
export function formOf(before: Policy | null): PolicyForm {
  const typed = (name: TargetName): TypedTarget => {
    const target = before?.targets[name]
    return {
      hours: target ? String(target.seconds / 3600) : '',
      time: target?.time ?? 'business',
      warn: target?.warnSeconds === undefined ? '' : String(target.warnSeconds / 60),
    }
  }
  return {
    name: before?.name ?? '',
    state: before?.state ?? 'draft',
    queues: [...(before?.match.queues ?? [])],
    priorities: [...(before?.match.priorities ?? [])],
    tags: before?.match.tags.join(', ') ?? '',
    organisations: before?.match.organisations.join(', ') ?? '',
    tiers: [...(before?.match.tiers ?? [])],
    calendar: before?.calendar ?? 'desk',
    isPausing: before === null || before.pauseOn.length > 0,
    isTold: before === null || before.alarms?.mail === true,
    priority: before?.alarms?.priority ?? null,
    moveTo: before?.alarms?.queue ?? null,
    hooks: [...(before?.alarms?.hooks ?? [])],
    firstResponse: typed('firstResponse'),
    nextResponse: typed('nextResponse'),
    update: typed('update'),
    resolution: typed('resolution'),
  }
}

/** @param others  a new one takes no id of theirs. What the dialog does not show stays as it was before. */
export function policyOf(
  form: PolicyForm,
  before: Policy | null,
  others: Terms['policies'],
): Policy {
  const targets: Policy['targets'] = {}
  for (const name of TARGETS) {
    const { hours, time, warn } = form[name]
    const seconds = Math.round(Number(hours) * 3600)
    if (hours.trim() === '' || !(seconds > 0)) continue
    const { pauses } = before?.targets[name] ?? {}
    targets[name] = {
      seconds,
      time,
      ...(pauses === undefined ? {} : { pauses }),
      ...(Number(warn) > 0 ? { warnSeconds: Math.round(Number(warn) * 60) } : {}),
    }
  }
  const hasAlarms =
    form.isTold || form.priority !== null || form.moveTo !== null || form.hooks.length > 0
  return {
    id:
      before?.id ??
      idFor(
        form.name,
        others.map((one) => one.id),
      ),
    name: form.name,
    state: form.state,
    match: {
      queues: [...form.queues],
      priorities: [...form.priorities],
      tags: wordsIn(form.tags),
      organisations: wordsIn(form.organisations),
      tiers: [...form.tiers],
    },
    calendar: form.calendar,
    pauseOn: form.isPausing ? (before?.pauseOn.length ? before.pauseOn : PAUSE_ON) : [],
    targets,
    alarms: hasAlarms
      ? {
          mail: form.isTold,
          priority: form.priority,
          assignee: before?.alarms?.assignee ?? null,
          queue: form.moveTo,
          hooks: [...form.hooks],
        }
      : null,
  }
}

/** The list with this in it, or without it where it was. */
export const toggle = <T extends string>(list: readonly T[], one: T): T[] =>
  list.includes(one) ? list.filter((other) => other !== one) : [...list, one]
