/** Whose turn it is, on a screen: its end comes by itself, keys put it off, and nothing is told more often than it has to be. */
import { createRoot, createSignal } from 'solid-js'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import { LIMITS } from '../../shared/kit/limits.ts'
import { lockDraft, readTurn, takeOver } from '../../shared/ticket/draft-turn.ts'
import { createTurn, type TurnSignals } from './create-turn.ts'

const NOW = 1_800_000_000_000
/** The device's own clock is a year behind: the server's counts. */
const BEHIND_MS = 365 * 86_400_000

let doc: Y.Doc
let turn: TurnSignals
let dispose = () => {}
let updates = 0
beforeEach(() => {
  vi.useFakeTimers({ now: NOW - BEHIND_MS })
  doc = new Y.Doc()
  updates = 0
  doc.on('update', () => updates++)
  const [draft] = createSignal({
    doc,
    onChange(listen: () => void) {
      doc.on('update', listen)
      return () => doc.off('update', listen)
    },
  })
  turn = createRoot((done) => {
    dispose = done
    const replica = { me: { id: 'ana' }, now: () => Date.now() + BEHIND_MS }
    return createTurn({ replica }, draft)
  })
})
afterEach(() => {
  dispose()
  vi.useRealTimers()
})

const now = () => Date.now() + BEHIND_MS

test('[DR10] a colleague’s lock ends on this screen by itself, two minutes after their last key', () => {
  lockDraft(doc, 'ben', now())
  expect(turn.lock()?.by).toBe('ben')
  vi.advanceTimersByTime(LIMITS.turnIdleMs - 1)
  expect(turn.lock()?.by).toBe('ben')
  vi.advanceTimersByTime(1)
  expect(turn.lock()).toBeNull()
  expect(turn.writer()).toBeNull()
})

test('[DR10] one’s own lasts as long as one types, to the moment of the last key, and costs few writes', () => {
  turn.toggleLock()
  expect(turn.lock()).toBeNull()
  expect(turn.writer()).toMatchObject({ by: 'ana', isLocked: true })
  for (let second = 0; second < 300; second++) {
    vi.advanceTimersByTime(1_000)
    turn.typed()
  }
  const lastKey = now()
  vi.advanceTimersByTime(LIMITS.turnKeyMs)
  expect(turn.writer()?.keyAt).toBe(lastKey)
  expect(updates).toBeLessThanOrEqual(300_000 / LIMITS.turnKeyMs + 2)
  vi.advanceTimersByTime(LIMITS.turnIdleMs - LIMITS.turnKeyMs)
  expect(turn.writer()).toBeNull()
  turn.typed()
  vi.advanceTimersByTime(LIMITS.turnKeyMs)
  expect(turn.writer()).toBeNull()
})

test('[DR10] whoever is taken over from is told, and their keys no longer count', () => {
  turn.toggleLock()
  turn.typed()
  takeOver(doc, 'ben', now())
  expect(turn.lock()).toMatchObject({ by: 'ben', from: 'ana' })
  vi.advanceTimersByTime(LIMITS.turnKeyMs)
  expect(readTurn(doc).writer?.by).toBe('ben')
  turn.end()
  expect(turn.lock()?.by).toBe('ben')
  turn.takeOver()
  expect(turn.writer()).toMatchObject({ by: 'ana', isLocked: true, from: 'ben' })
  turn.toggleLock()
  expect(turn.writer()).toBeNull()
})
