/** What is open at this moment, and for how long. */
import { DAY_MS } from '../../shared/kit/limits.ts'
import type { Sql } from '../store/database.ts'
import { percentileOf } from './percentile.ts'
import { readOpen } from './rollup-read.ts'

/** Days up to which a ticket is in a class of age; the last has no end. */
export const AGES = [1, 3, 7, 30, 90, null] as const

export type Backlog = {
  open: number
  medianAgeSeconds: number | null
  p90AgeSeconds: number | null
  oldestSeconds: number | null
  /** `key` is the number of days up to which, or `more`. */
  ages: { key: string; count: number }[]
}

export async function measureBacklog(
  sql: Sql,
  slugs: readonly string[],
  now: number,
): Promise<Backlog> {
  const open = await readOpen(sql, slugs)
  const ages = Float64Array.from(open, ({ since }) => ageAt(since, now))
  return {
    open: open.length,
    medianAgeSeconds: percentileOf(ages, 50),
    p90AgeSeconds: percentileOf(ages, 90),
    oldestSeconds: percentileOf(ages, 100),
    ages: AGES.map((days) => {
      const key = keyOfAge(days)
      return { key, count: open.filter(({ since }) => ageKeyOf(since, now) === key).length }
    }),
  }
}

const keyOfAge = (days: (typeof AGES)[number]): string => (days === null ? 'more' : String(days))

const ageAt = (since: number, now: number): number =>
  Math.max(0, Math.floor(now / 1000) - Math.floor(since / 1000))

export const ageKeyOf = (since: number, now: number): string =>
  keyOfAge(AGES.find((days) => days === null || now - since < days * DAY_MS) ?? null)
