import { expect, test } from 'vitest'
import { DAY, HOUR, makeStage, MONDAY } from '../pages/test-stage/desk-stage.ts'
import { readMoments } from './public-clocks.ts'

test('[PF8] clocks are read a few hours at a time by their index, and others have their turn in between', async () => {
  const stage = await makeStage()
  for (let at = 0; at < 5; at++) {
    await stage.open({ address: `p${at}@example.com` })
    stage.now += 5 * HOUR
  }
  const { read } = stage.desk.database
  const asked: { from: unknown; to: unknown }[] = []
  let turns = 0
  let isOver = false
  const count = (): void => {
    turns += 1
    if (!isOver) setImmediate(count)
  }
  setImmediate(count)
  const found: string[] = []
  const watched = {
    ...read,
    all: (sql: string, ...values: (string | number | null | Uint8Array)[]) => {
      asked.push({ from: values[2], to: values[3] })
      return read.all(sql, ...values)
    },
  }
  const span = { from: MONDAY - 2 * DAY, to: MONDAY + 2 * DAY }
  for await (const moments of readMoments(watched, 'help', span))
    found.push(...moments.map(({ ticket, target }) => `${ticket} ${target}`))
  isOver = true
  // Each ticket's first response and resolution, once.
  expect(new Set(found).size).toBe(10)
  expect(found).toHaveLength(10)
  expect(asked.length).toBe(3 * 16)
  for (const { from, to } of asked) expect(Number(to) - Number(from)).toBeLessThanOrEqual(6 * HOUR)
  expect(turns).toBeGreaterThanOrEqual(16)
})
