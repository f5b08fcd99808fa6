/** A device that pushes a thousand at once waits for itself, in its own order. */
import { expect, test } from 'vitest'
import { LIMITS } from '../../shared/kit/limits.ts'
import { makePushLane } from './push-lane.ts'

test('a few at once, the others in their order, none lost; too many are refused', async () => {
  const lane = makePushLane()
  const begun: number[] = []
  const ends: (() => void)[] = []
  const push = (at: number) =>
    lane(async () => {
      begun.push(at)
      await new Promise<void>((resolve) => void ends.push(resolve))
      if (at === 3) throw new Error('this one breaks')
      return at
    })
  const most = LIMITS.pushesInFlight + LIMITS.pushesWaiting
  const all = Array.from({ length: most }, (_, at) => push(at).catch(() => 'broken'))
  await expect(push(most)).resolves.toMatchObject({ ok: false, fault: { code: 'kit/busy' } })
  expect(begun).toEqual(Array.from({ length: LIMITS.pushesInFlight }, (_, at) => at))
  for (let at = 0; at < most; at++) {
    ends[at]?.()
    await all[at]
    expect(begun.length).toBe(Math.min(most, at + 1 + LIMITS.pushesInFlight))
  }
  expect(begun).toEqual(Array.from({ length: most }, (_, at) => at))
  expect(await all[3]).toBe('broken')
  const after = push(most)
  ends.at(-1)?.()
  expect(await after).toMatchObject({ ok: true })
})
