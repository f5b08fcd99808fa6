/**
 * How much of what one simulation has: thrown from its seed, small ones for the most part and every tenth a storm. What
 * was added later is thrown with dice of its own, so that an older seed means what it meant.
 */
import type { Dice } from './dice.ts'
import type { Mutation } from './mutation.ts'

export type Profile = {
  chaosMs: number
  acts: number
  /** Forms at the start: there is something to work on. */
  forms: number
  outside: number
  serverCrashes: number
  gatewayCrashes: number
  deviceCrashes: number
  offlines: number
  /** How likely a third device is. */
  third: number
  /** How likely it is that the first person has a second tab. */
  secondTab: number
  isCrowd: boolean
  /** Queues that somebody loses and gets back; sometimes the person is shut out. */
  rightsChanges: number
  /** Times a disk is full for a while. */
  fullDisks: number
  /** Times somebody sets a clock. */
  clockSteps: number
}

/** What simulations have had since their second version. */
export type LaterProfile = {
  /** Times two devices set the same field, mostly without seeing each other. */
  clashes: number
  /** Tickets merged, deleted, messages redacted. */
  removals: number
  /** The server is brought back from a backup of this run. */
  isRestored: boolean
  /** Times the desk forgets which tickets left a queue: cursors from before get a reset. */
  forgets: number
  /** Share of mails with a file, and how often somebody opens one. */
  files: number
  fileLooks: number
  /** Rows on devices are kept in packs from so many on. */
  packRows: number
  /** Share of requests that arrive twice. */
  repeats: number
  /** Share of requests, and of their answers, that take much longer than others. */
  stragglers: number
  /** Share of frames behind which a connection stalls, and then comes in a burst. */
  stalls: number
}

/** Tickets that several queues see. */
export type ShareProfile = {
  /** Share of mails that are for two queues. */
  shared: number
  /** Times somebody opens a ticket to a further queue, or takes it out of one. */
  shares: number
}

/** Every tenth seed is a storm; the others are small, so that there can be many. */
export const STORM_EVERY = 10

const PACK_ROWS = 250

const NOTHING_LATER: LaterProfile = {
  clashes: 0,
  removals: 0,
  isRestored: false,
  forgets: 0,
  files: 0,
  fileLooks: 0,
  packRows: PACK_ROWS,
  repeats: 0,
  stragglers: 0,
  stalls: 0,
}

export function throwProfile(dice: Dice, isStorm: boolean): Profile {
  return {
    chaosMs: (isStorm ? dice.whole(20, 60) : dice.whole(5, 15)) * 1000,
    acts: isStorm ? dice.whole(8, 18) : dice.whole(2, 6),
    forms: isStorm ? 2 : dice.pick([1, 1, 2]),
    outside: isStorm ? dice.whole(3, 8) : dice.whole(0, 2),
    serverCrashes: dice.pick(isStorm ? [0, 1, 2] : [0, 0, 1]),
    gatewayCrashes: dice.pick([0, 0, 1]),
    deviceCrashes: dice.pick(isStorm ? [0, 1, 2] : [0, 1]),
    offlines: dice.pick(isStorm ? [0, 1, 2, 3] : [0, 1]),
    third: isStorm ? 0.6 : 0.1,
    secondTab: isStorm ? 0.4 : 0.1,
    isCrowd: dice.chance(0.4),
    rightsChanges: dice.pick(isStorm ? [0, 1, 2, 3] : [0, 0, 1]),
    fullDisks: dice.pick(isStorm ? [0, 1, 2] : [0, 0, 0, 1]),
    clockSteps: dice.pick(isStorm ? [0, 0, 1, 2] : [0, 0, 0, 1]),
  }
}

export function throwLater(dice: Dice, isStorm: boolean): LaterProfile {
  const hasFiles = dice.chance(0.3)
  return {
    clashes: dice.pick(isStorm ? [0, 1, 2, 3] : [0, 0, 1]),
    removals: dice.pick(isStorm ? [0, 1, 2, 3] : [0, 0, 0, 1]),
    isRestored: dice.chance(isStorm ? 0.25 : 0.08),
    forgets: dice.pick(isStorm ? [0, 1, 2] : [0, 0, 0, 1]),
    files: hasFiles ? 0.7 : 0,
    fileLooks: hasFiles ? dice.whole(1, 3) : 0,
    packRows: dice.chance(0.2) ? 1 : PACK_ROWS,
    repeats: dice.pick([0, 0, 0.05, 0.2]),
    stragglers: dice.pick([0, 0, 0.05]),
    stalls: dice.pick([0, 0, 0.02]),
  }
}

const NOTHING_SHARED: ShareProfile = { shared: 0, shares: 0 }

export const throwShares = (dice: Dice, isStorm: boolean): ShareProfile => ({
  shared: dice.pick([0, 0.2, 0.5]),
  shares: dice.pick(isStorm ? [0, 1, 2, 4] : [0, 0, 1, 2]),
})

const sharesFor = (mutation: Mutation): ShareProfile =>
  mutation === 'rough' || mutation === 'one-scope' ? { shared: 0.5, shares: 3 } : NOTHING_SHARED

/** For a broken world: enough of everything that its break shows within a few seeds. */
const ROUGH: Profile = {
  chaosMs: 25_000,
  acts: 22,
  forms: 2,
  outside: 4,
  serverCrashes: 3,
  gatewayCrashes: 1,
  deviceCrashes: 3,
  offlines: 3,
  third: 0,
  secondTab: 0,
  isCrowd: true,
  rightsChanges: 0,
  fullDisks: 0,
  clockSteps: 0,
}

/** What a broken world needs besides. */
const ROUGH_FOR: Partial<Record<Mutation, Partial<Profile>>> = {
  'late-rights': { rightsChanges: 3 },
  'lost-commit': { fullDisks: 4 },
  'stuck-lock': { secondTab: 1 },
  'deaf-devices': { rightsChanges: 3, serverCrashes: 0, deviceCrashes: 0, offlines: 0 },
}

const LATER_FOR: Partial<Record<Mutation, Partial<LaterProfile>>> = {
  rough: { clashes: 2, removals: 2, isRestored: true, forgets: 1, files: 0.7, fileLooks: 2 },
  'same-history': { isRestored: true },
  'no-floor': { forgets: 6 },
  'last-wins': { clashes: 5 },
  untold: { clashes: 5 },
  'false-loss': { clashes: 5 },
  'kept-words': { removals: 3 },
  'told-again': { removals: 3 },
  'half-merge': { removals: 4 },
  'open-files': { files: 1, fileLooks: 8 },
  'forgets-pushes': { repeats: 0.6 },
}

export const roughProfile = (mutation: Mutation): Profile => ({ ...ROUGH, ...ROUGH_FOR[mutation] })

export const laterProfile = (mutation: Mutation): LaterProfile & ShareProfile => ({
  ...NOTHING_LATER,
  ...sharesFor(mutation),
  ...LATER_FOR[mutation],
})

/** As the first version of the simulation was: older seeds are found again. */
export const plainProfile = (): LaterProfile & ShareProfile => ({
  ...NOTHING_LATER,
  ...NOTHING_SHARED,
})
