/**
 * Holidays of calendars that name an address of an iCalendar file: read again every day, by its tag where it has one. What
 * came last and was good stays whatever the address says later; a change is a new version of the calendar, with the address
 * as its author. Not here: reading the file (holiday-sources), where the server may ask (egress).
 */
import type { Timers } from '../../shared/kit/clock.ts'
import { fail, ok, type Result } from '../../shared/kit/fault.ts'
import { DAY_MS, LIMITS } from '../../shared/kit/limits.ts'
import type { CommitParts } from '../commit/parts.ts'
import type { FetchText } from '../egress/fetch-text.ts'
import { makeTurns } from '../jobs/turns.ts'
import type { NamedCalendar } from '../settings/sla-terms.ts'
import { number, numberOrNull, text, type Sql } from '../store/database.ts'
import { holidaysOfIcal, type Holiday } from './holiday-sources.ts'
import { addCalendarVersion } from './terms-change.ts'

export type HolidayFeeds = {
  /** Those that are due. @returns how many were asked */
  runDue(): Promise<number>
  start(): void
  stop(): void
}

export type FeedState = {
  calendar: string
  url: string
  triedAt: number
  /** When it was last good. */
  fetchedAt: number | null
  /** Empty: the last try was good. */
  fault: string
}

type FeedParts = {
  parts: Pick<CommitParts, 'database' | 'settings' | 'clock' | 'log'>
  fetchText: FetchText
  timers: Timers
}

export function makeHolidayFeeds({ parts, fetchText, timers }: FeedParts): HolidayFeeds {
  const { database, settings, clock, log } = parts

  async function runDue(): Promise<number> {
    let count = 0
    for (const calendar of settings.get().sla.calendars) {
      const url = calendar.holidaysUrl ?? null
      if (url === null || turns.isStopped()) continue
      const now = clock.now()
      const state = await readState(database.read, calendar.id)
      const known = state?.url === url ? state : null
      const pause = known?.fault === '' ? DAY_MS : LIMITS.slaFeedRetryMs
      if (known && now >= known.triedAt && now - known.triedAt < pause) continue
      count += 1
      const read = await readFeed(url, known?.etag ?? '', now)
      if (!read.ok) log('info', 'holidays could not be read', { calendar: calendar.id })
      const kept = read.ok ? await keep(calendar, url, read.value.holidays, now) : read
      await writeState(parts, {
        calendar: calendar.id,
        url,
        etag: read.ok && kept.ok ? read.value.etag : (known?.etag ?? ''),
        triedAt: now,
        fetchedAt: kept.ok ? now : (known?.fetchedAt ?? null),
        fault: kept.ok ? '' : kept.fault.detail,
      })
    }
    return count
  }

  /** `holidays` null: as they were. */
  async function readFeed(
    url: string,
    etag: string,
    now: number,
  ): Promise<Result<{ holidays: Holiday[] | null; etag: string }>> {
    const answer = await fetchText(url, etag)
    if (!answer.ok) return answer
    if (answer.value.text === null) return ok({ holidays: null, etag })
    const year = new Date(now).getUTCFullYear()
    const read = await holidaysOfIcal(answer.value.text, {
      from: year,
      to: year + LIMITS.slaHolidayYears - 1,
    })
    if (!read.ok) return read
    // An empty file is more likely a mistake than the end of all holidays.
    if (read.value.holidays.length === 0) return fail('kit/invalid', 'there are no holidays in it')
    return ok({ holidays: read.value.holidays, etag: answer.value.etag })
  }

  async function keep(
    { id }: NamedCalendar,
    url: string,
    holidays: Holiday[] | null,
    now: number,
  ): Promise<Result<void>> {
    const of = () => settings.get().sla.calendars.find((one) => one.id === id)
    const before = of()
    if (holidays === null || JSON.stringify(before?.fedHolidays) === JSON.stringify(holidays))
      return ok()
    const changed = await settings.change((all) => ({
      ...all,
      sla: {
        ...all.sla,
        calendars: all.sla.calendars.map((one) =>
          // Another address may have been saved while this one was read.
          one.id === id && one.holidaysUrl === url ? { ...one, fedHolidays: holidays } : one,
        ),
      },
    }))
    if (!changed.ok) return changed
    const after = of()
    if (after)
      await database.write((tx) =>
        addCalendarVersion(tx, after, { at: now, by: `from ${new URL(url).host}` }),
      )
    return ok()
  }

  const turns = makeTurns({
    timers,
    log,
    trouble: 'holidays could not be kept',
    retryMs: LIMITS.slaFeedLookMs,
    async work() {
      await runDue()
      return LIMITS.slaFeedLookMs
    },
  })

  return { runDue, start: turns.wake, stop: () => void turns.stop() }
}

type Kept = FeedState & { etag: string }

async function readState(sql: Sql, calendar: string): Promise<Kept | null> {
  return (await readFeeds(sql)).find((one) => one.calendar === calendar) ?? null
}

/** One a calendar that had an address once. */
export async function readFeeds(sql: Sql): Promise<Kept[]> {
  const rows = await sql.all(`SELECT * FROM holiday_feeds ORDER BY calendar`)
  return rows.map((row) => ({
    calendar: text(row, 'calendar'),
    url: text(row, 'url'),
    etag: text(row, 'etag'),
    triedAt: number(row, 'tried_at'),
    fetchedAt: numberOrNull(row, 'fetched_at'),
    fault: text(row, 'fault'),
  }))
}

async function writeState({ database }: FeedParts['parts'], state: Kept): Promise<void> {
  await database.write((tx) =>
    tx.run(
      `INSERT INTO holiday_feeds (calendar, url, etag, tried_at, fetched_at, fault) VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT (calendar) DO UPDATE SET url = excluded.url, etag = excluded.etag, tried_at = excluded.tried_at,
         fetched_at = excluded.fetched_at, fault = excluded.fault`,
      state.calendar,
      state.url,
      state.etag,
      state.triedAt,
      state.fetchedAt,
      state.fault,
    ),
  )
}
