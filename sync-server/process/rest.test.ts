/** When memory is given back: once it is quiet, and only when there is something to give. */
import { expect, test } from 'vitest'
import { LIMITS } from '../../shared/kit/limits.ts'
import { noLog } from '../../shared/kit/log.ts'
import { makeOwnProcess } from './own-process.ts'
import { makeRest } from './rest.ts'

const MIB = 1024 * 1024
const IDLE_BYTES = 70 * MIB

/** A process that holds and works what the test says, and how often it has collected. */
function makeStage() {
  const stage = { bytes: IDLE_BYTES, busyMs: 0, collected: 0, leaves: IDLE_BYTES }
  let due: (() => void) | null = null
  const timers = {
    after(_ms: number, run: () => void) {
      due = run
      return {
        cancel() {
          due = null
        },
      }
    },
  }
  const rest = makeRest(
    {
      residentBytes: () => stage.bytes,
      busyMs: () => stage.busyMs,
      collect() {
        stage.collected++
        stage.bytes = stage.leaves
      },
    },
    timers,
    noLog,
  )
  /** So many looks, each after so much work. */
  const pass = (looks: number, busyMs = 0) => {
    for (let at = 0; at < looks; at++) {
      stage.busyMs += busyMs
      due?.()
    }
  }
  return { stage, rest, pass, isPlanned: () => due !== null }
}

function startRested() {
  const made = makeStage()
  made.rest.start()
  made.pass(LIMITS.restQuietLooks + 2)
  made.stage.collected = 0
  return made
}

test('[CO18] what a busy time has left is given back once it has been quiet for long enough', () => {
  const { stage, pass } = startRested()
  stage.bytes = IDLE_BYTES + 100 * MIB
  pass(3, LIMITS.restBusyMs + 1)
  pass(LIMITS.restQuietLooks - 1)
  expect(stage.collected).toBe(0)
  pass(2)
  expect(stage.collected).toBe(2)
})

test('while people work, nobody is stopped for it, however much is held', () => {
  const { stage, pass } = startRested()
  stage.bytes = IDLE_BYTES + 500 * MIB
  for (let at = 0; at < 5; at++) {
    pass(1, LIMITS.restBusyMs + 1)
    pass(LIMITS.restQuietLooks - 1)
  }
  expect(stage.collected).toBe(0)
})

test('what cannot be given back is asked for once, not every few seconds', () => {
  const { stage, pass } = startRested()
  stage.bytes = IDLE_BYTES + 50 * MIB
  stage.leaves = IDLE_BYTES + 40 * MIB
  pass(LIMITS.restQuietLooks * 5)
  expect(stage.collected).toBe(2)
  stage.bytes = stage.leaves + LIMITS.restWorthBytes
  pass(2)
  expect(stage.collected).toBe(4)
})

test('a little more than before is not worth it', () => {
  const { stage, pass } = startRested()
  stage.bytes = IDLE_BYTES + LIMITS.restWorthBytes - 1
  pass(LIMITS.restQuietLooks * 2)
  expect(stage.collected).toBe(0)
})

test('stopped, it looks no more', () => {
  const { rest, isPlanned } = startRested()
  expect(isPlanned()).toBe(true)
  rest.stop()
  expect(isPlanned()).toBe(false)
})

test('[CO18] the process can collect what nobody holds, and says what it holds and worked', async () => {
  const own = makeOwnProcess()
  const seen = new WeakRef({ bytes: new Uint8Array(MIB) })
  // A WeakRef holds on until the turn in which it was made is over.
  await new Promise((resolve) => setImmediate(resolve))
  own.collect()
  expect(seen.deref()).toBeUndefined()
  expect(own.residentBytes()).toBeGreaterThan(MIB)
  expect(own.busyMs()).toBeGreaterThan(0)
})
