/** Ports for test servers: never the same twice, and none that the system hands out by itself. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { afterEach, expect, test, vi } from 'vitest'
import { findFreePort } from '../../bin/free-port.mjs'

/** The range, as bin/free-port.mjs has it. */
const FIRST = 10_240
const COUNT = 20_480
const SYSTEM_FIRST = 32_768

afterEach(() => vi.restoreAllMocks())

/** The next numbers that Math.random gives, then its own. */
function drawing(...numbers: number[]) {
  const draw = vi.spyOn(Math, 'random')
  for (const number of numbers) draw.mockReturnValueOnce(number)
}

test('a port that was given is not given again, though nobody listens on it yet', async () => {
  drawing(0.5, 0.5, 0.375)
  const [first, second] = [await findFreePort(), await findFreePort()]
  expect(second).not.toBe(first)
  expect(Math.max(first, second)).toBeLessThan(SYSTEM_FIRST)
})

test('another process does not get it either', async () => {
  const file = JSON.stringify(new URL('../../bin/free-port.mjs', import.meta.url).href)
  const code = `
    const draws = [0.75, 0.125]
    Math.random = () => draws.shift()
    const { findFreePort } = await import(${file})
    console.log(await findFreePort())`
  drawing(0.75)
  const own = await findFreePort()
  const child = spawn(process.execPath, ['--input-type=module', '-e', code])
  const [said] = (await once(child.stdout, 'data')) as [Buffer]
  expect(Number(said.toString())).toBeGreaterThan(0)
  expect(Number(said.toString())).not.toBe(own)
})

test('a port on which somebody listens is passed over', async () => {
  const port = FIRST + COUNT / 4
  const server = createServer().listen(port, '127.0.0.1')
  // Whoever has it: it is taken.
  await new Promise((resolve) => server.once('listening', resolve).once('error', resolve))
  drawing(0.25, 0.625)
  expect(await findFreePort()).not.toBe(port)
  server.close()
})
