/**
 * One pass over the packs of a span and of the one before it: everything that a report adds up. Not here: what is made of it
 * (report), how one row is added (tally).
 */
import { LIMITS } from '../../shared/kit/limits.ts'
import type { Grouping } from '../../shared/wire/report.ts'
import type { Sql } from '../store/database.ts'
import { laterFirst, type BreachPlace } from './breach-list.ts'
import { hourOf, keysOf, localDayOf, makeLocal, weekdayOf } from './grouping.ts'
import { ARRIVED, BREACHED, FIRST_CLOCK, netOf } from './pack.ts'
import { localDay } from './report-query.ts'
import { readOpenBefore, readPacks, type Pack, type Span } from './rollup-read.ts'
import { addRow, makeTally, stateAt, type Tally } from './tally.ts'

type Ask = {
  by: Grouping
  span: Span
  before: Span
  now: number
  slugs: readonly string[]
  timeZone: string
}

export type Counted = {
  all: Tally
  before: Tally
  groups: Map<string, Tally>
  /** By place of the local date in the span. */
  days: Tally[]
  /** By how many tickets the backlog grew on each. */
  net: number[]
  /** Open when the span began. */
  openBefore: number
  heat: number[][]
  breaches: BreachPlace[]
}

export async function countRows(sql: Sql, ask: Ask): Promise<Counted> {
  const { span, before, slugs, timeZone, now } = ask
  const firstDay = localDay(timeZone, span.from)
  const dayCount = localDay(timeZone, span.to - 1) - firstDay + 1
  const local = makeLocal(timeZone, { from: before.from, to: span.to })
  const nowSecond = Math.floor(now / 1000)
  const counted: Counted = {
    all: makeTally(),
    before: makeTally(),
    groups: new Map(),
    days: Array.from({ length: dayCount }, makeTally),
    net: Array.from({ length: dayCount }, () => 0),
    openBefore: await readOpenBefore(sql, slugs, before.from),
    heat: Array.from({ length: 7 }, () => Array.from({ length: 24 }, () => 0)),
    breaches: [],
  }
  for await (const pack of readPacks(sql, slugs, { from: before.from, to: span.to })) {
    const { columns } = pack
    for (let row = 0; row < columns.rows; row++) {
      const at = columns.at[row] ?? 0
      const kind = (columns.kindState[row] ?? 0) >> 8
      const ms = at * 1000
      if (ms >= span.to) continue
      if (ms < span.from) {
        counted.openBefore += netOf(kind)
        if (ms >= before.from)
          addRow(counted.before, columns, row, stateAt(columns, row, nowSecond))
        continue
      }
      const state = stateAt(columns, row, nowSecond)
      const localAt = local(at)
      addRow(counted.all, columns, row, state)
      const day = localDayOf(localAt) - firstDay
      const tally = counted.days[day]
      if (tally) addRow(tally, columns, row, state)
      counted.net[day] = (counted.net[day] ?? 0) + netOf(kind)
      addToGroups(counted.groups, ask.by, { pack, row, state, localAt })
      if (kind === ARRIVED) {
        const hours = counted.heat[weekdayOf(localAt)]
        if (hours) hours[hourOf(localAt)] = (hours[hourOf(localAt)] ?? 0) + 1
      } else if (kind >= FIRST_CLOCK && state === BREACHED) addBreach(counted, pack, row)
    }
  }
  counted.breaches = counted.breaches.sort(laterFirst).slice(0, LIMITS.reportBreaches)
  return counted
}

function addToGroups(
  groups: Map<string, Tally>,
  by: Grouping,
  { pack, row, state, localAt }: { pack: Pack; row: number; state: number; localAt: number },
): void {
  for (const key of keysOf(by, pack, pack.columns.ticket[row] ?? 0, localAt)) {
    let tally = groups.get(key)
    if (!tally) {
      tally = makeTally()
      groups.set(key, tally)
    }
    addRow(tally, pack.columns, row, state)
  }
}

/** The newest are kept: a year may have many. */
function addBreach(counted: Counted, { queue, day, columns }: Pack, row: number): void {
  counted.breaches.push({
    queue,
    day,
    ticket: columns.ticket[row] ?? 0,
    target: ((columns.kindState[row] ?? 0) >> 8) - FIRST_CLOCK,
    at: columns.at[row] ?? 0,
    endedAt: columns.endedAt[row] ?? 0,
    counted: columns.counted[row] ?? 0,
    wall: columns.wall[row] ?? 0,
  })
  if (counted.breaches.length < 2 * LIMITS.reportBreaches) return
  counted.breaches = counted.breaches.sort(laterFirst).slice(0, LIMITS.reportBreaches)
}
