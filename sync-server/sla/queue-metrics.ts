/**
 * What everybody may know of a queue: how fast it answers, what it promises, when it is open. One answer of a queue is kept
 * for five minutes, in the store too, so that asking costs nothing and all servers, pages and mails tell the same; after
 * that the last one is told while it is counted anew.
 * Figures that were told are only told anew once ten requests moved since, or after a day: two answers can then not be
 * subtracted from each other to tell what became of one. Not here: the arithmetic and what is hidden (public-sample).
 */
import type { Clock } from '../../shared/kit/clock.ts'
import { DAY_MS, LIMITS } from '../../shared/kit/limits.ts'
import type { Log } from '../../shared/kit/log.ts'
import { v } from '../../shared/kit/schema.ts'
import type { Calendar } from '../../shared/sla/terms.ts'
import type { QueueSettings } from '../settings/settings.ts'
import type { SettingsFile } from '../settings/settings-file.ts'
import { number, text, type Database, type Sql } from '../store/database.ts'
import { readMoments, type Moment } from './public-clocks.ts'
import {
  promisesOf,
  PUBLIC_TARGETS,
  type Promised,
  type Promises,
  type PublicPromise,
  type PublicTarget,
} from './public-promises.ts'
import {
  addSample,
  figuresOfParts,
  makeParts,
  placeOf,
  roundCount,
  shownWindows,
  WINDOWS,
  type Parts,
  type TargetFigures,
} from './public-sample.ts'

const share = v.nullable(v.number())
const Figures = v.object({
  n: share,
  rate: share,
  share,
  medianSeconds: share,
  p90Seconds: share,
  medianWallSeconds: share,
  p90WallSeconds: share,
})
const ByWindow = v.array(Figures)
/** As they are kept: of every target, whether it is promised or not. */
const Kept = v.object({
  n: v.array(share),
  solved: v.array(share),
  targets: v.object({ firstResponse: ByWindow, nextResponse: ByWindow, resolution: ByWindow }),
})
type Kept = v.InferOutput<typeof Kept>

export type TargetMetrics = TargetFigures & {
  enough: boolean
  /** To somebody of whom nothing is known yet; null: only to some. */
  targetSeconds: number | null
  /** Whether median and percentile are of opening hours or around the clock. */
  time: 'business' | 'wall'
}

export type WindowMetrics = {
  days: number
  n: number | null
  enough: boolean
  /** Null where it is promised to nobody. */
  firstResponse: TargetMetrics | null
  nextResponse: TargetMetrics | null
  resolution: TargetMetrics | null
  responseRate: number | null
  /** To the nearest five, as `open`. */
  solved: number | null
  open: number | null
}

export type QueueMetrics = {
  queue: string
  name: string
  /** When the figures were made. */
  asOf: string
  days: WindowMetrics[]
  /** Now, to the nearest five; null where no figure is told. */
  open: number | null
  promised: Partial<Record<string, Promised>>
  promises: PublicPromise[]
  hours: Calendar
}

export type Metrics = {
  /** Null for a queue that is unknown or keeps its figures to itself: the two look the same. */
  of(slug: string): Promise<QueueMetrics | null>
  /** As it was last told, at no cost, however long ago within a day; for mails. */
  lastOf(sql: Sql, slug: string): Promise<QueueMetrics | null>
}

export type MetricsParts = {
  database: Database
  settings: SettingsFile
  clock: Clock
  log: Log
}

type Told = { madeAt: number; checkedAt: number; kept: Kept; open: number }
type Before = Omit<Told, 'open'>

export function makeMetrics(parts: MetricsParts): Metrics {
  const { database, settings, clock, log } = parts
  const known = new Map<string, Told>()
  /** What is counted at this moment: whoever asks meanwhile waits for the same. */
  const counting = new Map<string, Promise<Told>>()

  const publicQueue = (slug: string) =>
    settings.get().queues.find((queue) => queue.slug === slug && queue.isPublic)

  async function tell(slug: string, now: number): Promise<Told> {
    const here = known.get(slug)
    if (here && isFresh(here.checkedAt, now)) return here
    const before = await readTold(database.read, slug)
    if (before && isFresh(before.checkedAt, now)) {
      const told = { ...before, open: await countOpen(database.read, slug) }
      known.set(slug, told)
      return told
    }
    const next = countAnew(slug, before, now)
    if (!before || !maySpeakFor(before, now)) return next
    // A visitor is told at once what everybody was told last, and the next one what is counted behind it.
    next.catch((error: unknown) =>
      log('warn', 'public figures could not be counted', { error: String(error) }),
    )
    return { ...before, open: await countOpen(database.read, slug) }
  }

  function countAnew(slug: string, before: Before | null, now: number): Promise<Told> {
    const here = known.get(slug)
    if (here && isFresh(here.checkedAt, now)) return Promise.resolve(here)
    const going = counting.get(slug)
    if (going) return going
    const made = count(slug, before, now).finally(() => counting.delete(slug))
    counting.set(slug, made)
    return made
  }

  async function count(slug: string, before: Before | null, now: number): Promise<Told> {
    const measured = await measure(database.read, slug, { now, before: before?.madeAt ?? null })
    const isHeld =
      before !== null &&
      now >= before.madeAt &&
      now - before.madeAt < LIMITS.metricsHeldMs &&
      isAnyShown(before.kept) &&
      measured.moved < LIMITS.metricsLeast
    const [madeAt, kept] = isHeld ? [before.madeAt, before.kept] : [now, measured.kept]
    await writeTold(database, slug, { madeAt, checkedAt: now, kept }).catch((error: unknown) =>
      log('warn', 'public figures could not be kept', { error: String(error) }),
    )
    const told = { madeAt, checkedAt: now, kept, open: await countOpen(database.read, slug) }
    known.set(slug, told)
    return told
  }

  return {
    async of(slug) {
      const queue = publicQueue(slug)
      if (!queue) return null
      const told = await tell(slug, clock.now())
      return compose(queue, promisesOf(settings.get(), queue), told)
    },
    async lastOf(sql, slug) {
      const queue = publicQueue(slug)
      const told = queue ? await readTold(sql, slug) : null
      if (!queue || !told || clock.now() - told.checkedAt > LIMITS.metricsHeldMs) return null
      return compose(queue, promisesOf(settings.get(), queue), { ...told, open: 0 })
    },
  }
}

const isFresh = (at: number, now: number): boolean => now >= at && now - at < LIMITS.metricsKeptMs

/** Older ones are waited for, so that nothing is told for longer than a day (rule PF4). */
const maySpeakFor = ({ madeAt, checkedAt }: Before, now: number): boolean =>
  now >= checkedAt && now - checkedAt < LIMITS.metricsLastMs && now - madeAt < LIMITS.metricsHeldMs

const isAnyShown = ({ n, targets }: Kept): boolean =>
  n.some((one) => one !== null) ||
  PUBLIC_TARGETS.some((target) =>
    targets[target].some((figures) => Object.values(figures).some((figure) => figure !== null)),
  )

function compose(queue: QueueSettings, promises: Promises, told: Told): QueueMetrics {
  const { kept, madeAt, open } = told
  const of = (target: PublicTarget, place: number): TargetMetrics | null => {
    const time = promises.times[target]
    const figures = kept.targets[target][place]
    if (time === undefined || figures === undefined) return null
    const isWall = time === 'wall'
    return {
      ...figures,
      medianSeconds: isWall ? figures.medianWallSeconds : figures.medianSeconds,
      p90Seconds: isWall ? figures.p90WallSeconds : figures.p90Seconds,
      enough: figures.n !== null,
      targetSeconds: promises.plain[target]?.seconds ?? null,
      time,
    }
  }
  const openNow = roundCount(open)
  return {
    queue: queue.slug,
    name: queue.name,
    asOf: new Date(madeAt).toISOString(),
    days: WINDOWS.map((days, place) => {
      const firstResponse = of('firstResponse', place)
      return {
        days,
        n: kept.n[place] ?? null,
        enough: (kept.n[place] ?? null) !== null,
        firstResponse,
        nextResponse: of('nextResponse', place),
        resolution: of('resolution', place),
        responseRate: firstResponse?.rate ?? null,
        solved: kept.solved[place] ?? null,
        open: (kept.n[place] ?? null) === null ? null : openNow,
      }
    }),
    open: kept.n.some((n) => n !== null) ? openNow : null,
    promised: promises.plain,
    promises: promises.all,
    hours: promises.hours,
  }
}

async function measure(
  sql: Sql,
  queue: string,
  { now, before }: { now: number; before: number | null },
): Promise<{ kept: Kept; moved: number }> {
  const days = Math.max(...WINDOWS)
  const targets = {
    firstResponse: makeParts(),
    nextResponse: makeParts(),
    resolution: makeParts(),
  }
  const arrived = WINDOWS.map(() => 0)
  const arrivedOf = WINDOWS.map(() => new Set<string>())
  const solved = WINDOWS.map(() => 0)
  const moved = new Set<string>()
  for await (const moments of readMoments(sql, queue, {
    from: Math.min(now, before ?? now) - days * DAY_MS,
    to: now + 1,
  })) {
    const seen = new Set<string>()
    for (const moment of moments) {
      const { target, ticket } = moment
      if (before !== null && moved.size < LIMITS.metricsLeast && hasMoved(moment, before, now))
        moved.add(ticket)
      if (moment.isCancelled) continue
      const place = placeAt(moment, now)
      if (place === null) continue
      addSample(targets[target][place], sampleAt(moment, now))
      if (target === 'resolution' && moment.isAnswered && moment.endedAt !== null)
        add(solved, placeOf((now - moment.endedAt) / DAY_MS))
      if (target === 'nextResponse' || seen.has(ticket)) continue
      seen.add(ticket)
      add(arrived, place)
      const tickets = arrivedOf[place]
      if (tickets && tickets.size < LIMITS.metricsLeast) tickets.add(ticket)
    }
  }
  const shown = shownWindows(arrivedOf)
  const sum = (counts: readonly number[], place: number) =>
    counts.slice(0, place + 1).reduce((total, count) => total + count, 0)
  return {
    moved: moved.size,
    kept: {
      n: WINDOWS.map((_days, place) => (shown[place] ? sum(arrived, place) : null)),
      solved: WINDOWS.map((_days, place) => (shown[place] ? roundCount(sum(solved, place)) : null)),
      targets: {
        firstResponse: await figuresInTurn(targets.firstResponse),
        nextResponse: await figuresInTurn(targets.nextResponse),
        resolution: await figuresInTurn(targets.resolution),
      },
    },
  }
}

/** Sorting many durations takes a moment; others have theirs in between. */
async function figuresInTurn(parts: Parts): Promise<TargetFigures[]> {
  await new Promise<void>((resolve) => setImmediate(resolve))
  return figuresOfParts(parts)
}

function add(counts: number[], place: number | null): void {
  if (place !== null) counts[place] = (counts[place] ?? 0) + 1
}

const placeAt = ({ startedAt }: Moment, at: number) => placeOf((at - startedAt) / DAY_MS)

const sampleAt = (moment: Moment, now: number) => {
  const isOver = moment.passesAt !== null && moment.passesAt <= now
  return {
    ticket: moment.ticket,
    isMet: moment.isMet ?? (isOver ? false : null),
    hasEnded: moment.isAnswered,
    countedSeconds: moment.countedSeconds,
    wallSeconds: moment.wallSeconds,
  }
}

/** Whether what it adds to the figures differs between two times. */
function hasMoved(moment: Moment, before: number, now: number): boolean {
  const isBetween = (at: number | null) => at !== null && at > before && at <= now
  return (
    placeAt(moment, before) !== placeAt(moment, now) ||
    isBetween(moment.startedAt) ||
    isBetween(moment.endedAt) ||
    isBetween(moment.passesAt)
  )
}

async function countOpen(sql: Sql, queue: string): Promise<number> {
  const row = await sql.get(
    `SELECT count(*) AS n FROM tickets WHERE queue = ? AND is_spam = 0 AND status NOT IN ('solved', 'closed')`,
    queue,
  )
  return row ? number(row, 'n') : 0
}

async function readTold(sql: Sql, queue: string): Promise<Before | null> {
  const row = await sql.get(
    `SELECT made_at, checked_at, figures FROM public_figures WHERE queue = ?`,
    queue,
  )
  if (!row) return null
  // What an earlier version kept in another form is made anew.
  const kept = v.safeParse(Kept, JSON.parse(text(row, 'figures')))
  return kept.success
    ? { madeAt: number(row, 'made_at'), checkedAt: number(row, 'checked_at'), kept: kept.output }
    : null
}

async function writeTold(
  database: Database,
  queue: string,
  { madeAt, checkedAt, kept }: Before,
): Promise<void> {
  await database.write((tx) =>
    tx.run(
      `INSERT INTO public_figures (queue, made_at, checked_at, figures) VALUES (?, ?, ?, ?)
       ON CONFLICT (queue) DO UPDATE SET made_at = excluded.made_at, checked_at = excluded.checked_at, figures = excluded.figures`,
      queue,
      madeAt,
      checkedAt,
      JSON.stringify(kept),
    ),
  )
}
