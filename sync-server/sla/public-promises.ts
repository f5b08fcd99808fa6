/**
 * What a queue promises, as far as everybody may know it: of every policy in force that can apply there, who it is for and
 * what it says, and what somebody is promised of whom nothing is known yet. Agreements with single customers (policies
 * that ask for an organisation or a tag) are nobody else's business and left out. Not here: figures (queue-metrics).
 */
import type { Calendar, Target, TargetName } from '../../shared/sla/terms.ts'
import type { QueueSettings, Settings } from '../settings/settings.ts'
import type { PolicyMatch } from '../settings/sla-terms.ts'
import { termsOf, termsOfPolicy, termsOfQueue, type Terms } from './policy-match.ts'

/** Targets that public figures are about. */
export const PUBLIC_TARGETS = ['firstResponse', 'nextResponse', 'resolution'] as const
export type PublicTarget = (typeof PUBLIC_TARGETS)[number]

export type Promised = Pick<Target, 'seconds' | 'time'>

export type PublicPromise = {
  /** Names of tiers and priorities it is for; both empty: everybody to whom none before applies. */
  tiers: string[]
  priorities: string[]
  targets: Partial<Record<TargetName, Promised>>
}

export type Promises = {
  /** To somebody of whom nothing is known yet. */
  plain: Partial<Record<TargetName, Promised>>
  /** In the order in which they are asked. */
  all: PublicPromise[]
  /** When business time runs for the plain one. */
  hours: Calendar
  /** How the figures of a target are counted: in its own time, unless the policies that may apply differ. */
  times: Partial<Record<PublicTarget, 'business' | 'wall'>>
}

export function promisesOf(settings: Settings, queue: QueueSettings): Promises {
  const plain = termsOf(settings, {
    queue: queue.slug,
    priority: 'normal',
    tags: [],
    organisation: null,
    tier: null,
  })
  const inForce = settings.sla.policies.filter(
    ({ state, match }) =>
      state === 'live' && (match.queues.length === 0 || match.queues.includes(queue.slug)),
  )
  // Behind a policy that everybody meets nothing applies any more.
  const last = inForce.findIndex(({ match }) => isForAll(match))
  const reached = last < 0 ? inForce : inForce.slice(0, last + 1)
  const terms = reached.map((policy) => termsOfPolicy(settings, policy))
  const own = last < 0 ? [termsOfQueue(settings, queue.slug)] : []
  const all = [
    ...reached.flatMap(({ match }, at) => {
      const found = terms[at]
      const isPrivate = match.tags.length > 0 || match.organisations.length > 0
      return isPrivate || !found ? [] : [publicPromise(settings, match, found)]
    }),
    ...own.map((found) => publicPromise(settings, null, found)),
  ]
  return {
    plain: targetsOf(plain),
    all: all.filter(({ targets }) => Object.keys(targets).length > 0),
    hours: plain.calendar,
    times: timesOf([...terms, ...own], all),
  }
}

const isForAll = ({ priorities, tags, organisations, tiers }: PolicyMatch): boolean =>
  [priorities, tags, organisations, tiers].every((words) => words.length === 0)

function publicPromise(settings: Settings, match: PolicyMatch | null, terms: Terms): PublicPromise {
  const nameOf = (tier: string) => settings.sla.tiers.find(({ id }) => id === tier)?.name ?? tier
  return {
    tiers: (match?.tiers ?? []).map(nameOf),
    priorities: [...(match?.priorities ?? [])],
    targets: targetsOf(terms),
  }
}

function targetsOf({ policy }: Terms): PublicPromise['targets'] {
  return Object.fromEntries(
    Object.entries(policy.targets).map(([target, { seconds, time }]) => [
      target,
      { seconds, time },
    ]),
  )
}

/** Of the targets that are promised in public. */
function timesOf(terms: readonly Terms[], shown: readonly PublicPromise[]): Promises['times'] {
  const times: Promises['times'] = {}
  for (const target of PUBLIC_TARGETS) {
    if (!shown.some(({ targets }) => targets[target] !== undefined)) continue
    const kinds = new Set(terms.flatMap(({ policy }) => policy.targets[target]?.time ?? []))
    times[target] = kinds.size === 1 && kinds.has('business') ? 'business' : 'wall'
  }
  return times
}
