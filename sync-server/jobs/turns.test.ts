/** Turns come one after the other, whatever happens in one. */
import { expect, test } from 'vitest'
import { makeTurns } from './turns.ts'

/** Turns that the test ends, and a timer that it lets run out. */
function makeWork() {
  const waits: number[] = []
  const logged: string[] = []
  const open: { resolve(waitMs: number | null): void; reject(error: Error): void }[] = []
  let due: (() => void) | null = null
  let begun = 0
  const turns = makeTurns({
    timers: {
      after(waitMs, run) {
        waits.push(waitMs)
        due = run
        return { cancel: () => void (due = null) }
      },
    },
    log: (_, message, facts) => void logged.push(`${message}: ${String(facts?.['error'])}`),
    trouble: 'the work broke',
    retryMs: 60,
    work: () => {
      begun++
      return new Promise((resolve, reject) => void open.push({ resolve, reject }))
    },
  })
  const settle = async () => {
    for (let tick = 0; tick < 10; tick++) await Promise.resolve()
  }
  return {
    turns,
    waits,
    logged,
    begun: () => begun,
    isPlanned: () => due !== null,
    async end(waitMs: number | null) {
      open.shift()?.resolve(waitMs)
      await settle()
    },
    async fail(why: string) {
      open.shift()?.reject(new Error(why))
      await settle()
    },
    pass() {
      const run = due
      due = null
      run?.()
    },
    settle,
  }
}

test('a turn says when the next one begins, or that none does', async () => {
  const { turns, waits, begun, end, pass, isPlanned } = makeWork()
  turns.wake(5)
  expect([begun(), waits]).toEqual([0, [5]])
  pass()
  expect(begun()).toBe(1)
  await end(20)
  expect(waits).toEqual([5, 20])
  pass()
  await end(null)
  expect([begun(), isPlanned()]).toEqual([2, false])
  turns.wake()
  expect(begun()).toBe(3)
  await end(0)
  expect(begun()).toBe(4)
})

test('a turn that breaks is logged, and the next one comes', async () => {
  const { turns, waits, logged, begun, end, fail, pass } = makeWork()
  turns.wake()
  await fail('the disk is full')
  expect(logged).toEqual(['the work broke: Error: the disk is full'])
  expect(waits).toEqual([60])
  pass()
  await end(20)
  expect([begun(), waits]).toEqual([2, [60, 20]])
})

test('who wakes it during a turn gets one more behind it, and never a second beside it', async () => {
  const { turns, waits, begun, end, pass, isPlanned } = makeWork()
  turns.wake()
  turns.wake()
  turns.wake(5)
  expect(begun()).toBe(1)
  await end(20)
  expect([begun(), isPlanned()]).toEqual([2, false])
  await end(20)
  expect([begun(), waits]).toEqual([2, [20]])
  turns.wake()
  expect([begun(), isPlanned()]).toEqual([3, false])
  pass()
  expect(begun()).toBe(3)
})

test('stopping waits for the turn that is under way, and none comes behind it', async () => {
  const { turns, begun, end, isPlanned, settle } = makeWork()
  turns.wake()
  let isOver = false
  const stopped = turns.stop().then(() => (isOver = true))
  await settle()
  expect([turns.isStopped(), isOver]).toEqual([true, false])
  await end(20)
  await stopped
  turns.wake()
  expect([begun(), isPlanned()]).toEqual([1, false])

  const cut = makeWork()
  cut.turns.wake()
  const closed = cut.turns.stop()
  await cut.fail('the database is closed')
  await closed
  expect(cut.logged).toEqual([])

  const waiting = makeWork()
  waiting.turns.wake(20)
  await waiting.turns.stop()
  waiting.pass()
  expect(waiting.begun()).toBe(0)
})
