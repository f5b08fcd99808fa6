/** Which frame counts: the first that was made after the change, not the first that came onto the screen after it. */
import { expect, test } from 'vitest'
import { readRecording } from './latency-trace.ts'

const US = 1000
const mark = (name: string, at: number, startTime = at) => ({
  name,
  ph: 'I',
  pid: 1,
  ts: at * US,
  args: { data: { startTime } },
})
function frame(
  id: string,
  { end, presented, pid = 1 }: Record<'end' | 'presented', number> & { pid?: number },
) {
  const id2 = { local: '0xf' }
  return [
    { name: 'AnimationFrame', ph: 'b', pid, ts: (end - 4) * US, id2, args: { id } },
    { name: 'AnimationFrame', ph: 'e', pid, ts: end * US, id2, args: {} },
    { name: 'AnimationFrame::Presentation', ph: 'n', pid, ts: presented * US, id2, args: { id } },
  ]
}
const event = (type: string, at: number, interactionId: number, duration: number) => ({
  name: 'EventTiming',
  ph: 'b',
  pid: 1,
  ts: at * US,
  args: { data: { type, interactionId, duration } },
})
const traceOf = (traceEvents: object[]) => JSON.stringify({ traceEvents })

test('a frame that was made before the change and presented after it does not show it', () => {
  const { shown, shownAt } = readRecording(
    traceOf([
      mark('bench-input', 100),
      ...frame('early', { end: 109, presented: 120 }),
      mark('bench-shown', 110),
      ...frame('of another page', { end: 112, presented: 113, pid: 2 }),
      ...frame('late', { end: 125, presented: 131 }),
    ]),
  )
  expect(shown).toEqual([31])
  expect(shownAt).toEqual([131])
})

test('a start is counted from its navigation', () => {
  const marks = [mark('bench-rows', 500, 80), ...frame('first', { end: 505, presented: 512 })]
  expect(readRecording(traceOf(marks)).rows).toEqual([92])
})

test('an interaction is as long as its longest event; what only ends a press is none', () => {
  const { nextPaints } = readRecording(
    traceOf([
      event('keydown', 10, 7, 12.5),
      event('keypress', 10, 7, 14.25),
      event('keyup', 40, 7, 30),
      event('pointermove', 60, 0, 99),
      event('click', 80, 8, 20),
    ]),
  )
  expect(nextPaints).toEqual([14.25, 20])
})

test('what no frame shows is not left out', () => {
  expect(() => readRecording(traceOf([mark('bench-shown', 110)]))).toThrow('no frame')
})
