/** Reading takes turns: whoever sends faster than it is read is read a little in every turn, and loses nothing. */
import { once } from 'node:events'
import { PassThrough } from 'node:stream'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { openWebStage, type WebStage } from '../http/test-stage/web-stage.ts'
import { makeReadingTurn } from './reading-turn.ts'

let web: WebStage
beforeAll(async () => {
  web = await openWebStage()
})
afterAll(() => web.close())

test('past its time each socket is read once more in the turn, and goes on in the next', async () => {
  let now = 0
  const turn = makeReadingTurn(4, () => now)
  const read: string[] = []
  const wires = ['a', 'b'].map((name) => {
    const wire = new PassThrough({ readableObjectMode: true })
    // As `ws` does, between the two looks at the watch.
    wire.on('data', () => {
      now += 3
      read.push(name)
    })
    turn.watch(wire, { pause: () => wire.pause(), resume: () => wire.resume() })
    return wire
  })
  const [a, b] = wires
  for (let at = 0; at < 5; at++) a?.emit('data', at)
  b?.emit('data', 0)
  expect(a?.isPaused()).toBe(true)
  expect(b?.isPaused()).toBe(true)
  await new Promise<void>((resolve) => setImmediate(resolve))
  expect(a?.isPaused()).toBe(false)
  expect(b?.isPaused()).toBe(false)
  // A new turn has its own time.
  b?.emit('data', 1)
  expect(b?.isPaused()).toBe(false)
})

test('[CO5] a flood of pings is answered once a turn, and its last one always', async () => {
  const rights = await web.agent('Ada')
  const { raw, opened } = web.socket('/sync', ['deskside', `bearer.${await web.bearer(rights)}`])
  await opened()
  const pongs: string[] = []
  raw.on('pong', (data: Buffer) => pongs.push(data.toString()))
  for (let at = 0; at < 500; at++) raw.ping(String(at))
  await vi.waitFor(() => expect(pongs.at(-1)).toBe('499'))
  expect(pongs.length).toBeLessThan(250)
  // More than a burst of ten seconds.
  for (let at = 0; at < 1_000; at++) raw.ping('x')
  const [code] = await once(raw, 'close')
  expect(code).toBe(4429)
})
