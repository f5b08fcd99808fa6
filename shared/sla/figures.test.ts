/** Report figures: who is judged, nearest-rank percentiles, days of a zone. */
import { describe, expect, test } from 'vitest'
import {
  figuresByDay,
  figuresByQueue,
  figuresByTarget,
  figuresOf,
  type ReportClock,
} from './figures.ts'

function makeClock(part: Partial<ReportClock>): ReportClock {
  const startedAt = part.startedAt ?? Date.parse('2026-03-02T09:00:00Z')
  return {
    target: 'firstResponse',
    queue: 'support',
    state: 'met',
    countedSeconds: 60,
    wallSeconds: 600,
    startedAt,
    endedAt: startedAt + 600_000,
    ...part,
  }
}

const met = (countedSeconds: number) => makeClock({ countedSeconds })

describe('figures', () => {
  test('of nothing are null, not 0', () => {
    expect(figuresOf([], 'countedSeconds')).toEqual({
      count: 0,
      withinCount: 0,
      share: null,
      medianSeconds: null,
      p90Seconds: null,
    })
  })

  test('of one clock are that clock', () => {
    expect(figuresOf([met(7)], 'countedSeconds')).toMatchObject({
      share: 1,
      medianSeconds: 7,
      p90Seconds: 7,
    })
  })

  test('percentiles are nearest rank, whatever the order', () => {
    const ten = [10, 9, 1, 2, 3, 8, 7, 4, 6, 5].map(met)
    expect(figuresOf(ten, 'countedSeconds')).toMatchObject({ medianSeconds: 5, p90Seconds: 9 })
    const eleven = [...ten, met(11)]
    expect(figuresOf(eleven, 'countedSeconds')).toMatchObject({ medianSeconds: 6, p90Seconds: 10 })
    // 100 seconds come before 20 only as text.
    const mixed = [100, 20, 3].map(met)
    expect(figuresOf(mixed, 'countedSeconds')).toMatchObject({ medianSeconds: 20, p90Seconds: 100 })
  })

  test('judge what is met or breached, and measure what has ended', () => {
    const clocks = [
      met(100),
      makeClock({ state: 'breached', countedSeconds: 300 }),
      makeClock({ state: 'breached', countedSeconds: 9000, endedAt: null }),
      makeClock({ state: 'running', countedSeconds: 5, endedAt: null }),
      makeClock({ state: 'paused', countedSeconds: 5, endedAt: null }),
      makeClock({ state: 'cancelled', countedSeconds: 5 }),
    ]
    expect(figuresOf(clocks, 'countedSeconds')).toEqual({
      count: 3,
      withinCount: 1,
      share: 1 / 3,
      medianSeconds: 100,
      p90Seconds: 300,
    })
  })

  test('measure plain time when asked', () => {
    expect(figuresOf([makeClock({})], 'wallSeconds').medianSeconds).toBe(600)
  })

  test('are kept apart by target and by queue', () => {
    const clocks = [
      makeClock({ queue: 'sales', target: 'resolution' }),
      makeClock({ queue: 'help' }),
      makeClock({ queue: 'sales', state: 'breached' }),
    ]
    const all = figuresByTarget(clocks)
    expect([all.firstResponse.count, all.resolution.count, all.update.count]).toEqual([2, 1, 0])
    const queues = figuresByQueue(clocks)
    expect(queues.map(({ queue }) => queue)).toEqual(['help', 'sales'])
    expect(queues[1]?.targets.firstResponse).toMatchObject({ count: 1, withinCount: 0 })
  })
})

describe('days', () => {
  const range = {
    // Three local days in Berlin, the second of 23 hours.
    from: Date.parse('2026-03-27T23:00:00Z'),
    to: Date.parse('2026-03-30T22:00:00Z'),
    timeZone: 'Europe/Berlin',
  }

  test('a clock belongs to the local date of its start; empty days are there', () => {
    const clocks = [
      makeClock({ startedAt: Date.parse('2026-03-28T22:59:59Z') }),
      makeClock({ startedAt: Date.parse('2026-03-29T22:00:00Z'), state: 'breached' }),
      makeClock({ startedAt: Date.parse('2026-03-30T22:00:00Z') }),
      makeClock({ startedAt: Date.parse('2026-03-27T22:59:59Z') }),
    ]
    const { firstResponse, update } = figuresByDay(clocks, range)
    expect(firstResponse.map(({ date, count, share }) => [date, count, share])).toEqual([
      ['2026-03-28', 1, 1],
      ['2026-03-29', 0, null],
      ['2026-03-30', 1, 0],
    ])
    expect(update).toHaveLength(3)
  })

  test('an empty range has no days; a boundless one is a bug', () => {
    expect(figuresByDay([], { ...range, to: range.from }).firstResponse).toEqual([])
    expect(() => figuresByDay([], { ...range, from: 0 })).toThrow(/bounded/)
  })
})
