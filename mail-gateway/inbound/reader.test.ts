import { afterEach, expect, test } from 'vitest'
import { LIMITS } from '../../shared/kit/limits.ts'
import { makeReader, type Reader } from './reader.ts'

const timers = {
  after(delayMs: number, run: () => void) {
    const timer = setTimeout(run, delayMs)
    return { cancel: () => clearTimeout(timer) }
  },
}
const CONTEXT = { envelopeFrom: 'ann@home.test', receivedAt: 0 }
const HEAD = 'From: ann@home.test\r\nSubject: s\r\nMIME-Version: 1.0\r\n'
let reader: Reader | null = null

afterEach(async () => {
  await reader?.close()
  reader = null
})

test('[MR24] while a bomb is read, everybody else is served', async () => {
  reader = makeReader({ timers })
  await reader.read(Buffer.from(`${HEAD}\r\nx`), CONTEXT)
  let turns = 0
  let isOver = false
  const turn = () => {
    turns++
    if (!isOver) setTimeout(turn, 1)
  }
  turn()
  const bomb = `${HEAD}Content-Type: text/html\r\n\r\n${'<table><tr><td>'.repeat(20_000)}x`
  const started = performance.now()
  await reader.read(Buffer.from(bomb), CONTEXT)
  const took = performance.now() - started
  isOver = true
  // Were it read in this thread, there would be no turn at all before it is over.
  expect(took).toBeGreaterThan(20)
  expect(turns).toBeGreaterThan(5)
})

test('[MR4] what takes too long is given up, and the next one is read', async () => {
  reader = makeReader({ timers, parseMs: 40 })
  const endless = `${HEAD}Content-Type: text/plain\r\n\r\n${'hello world\r\n'.repeat(1_500_000)}`
  const late = await reader.read(Buffer.from(endless), CONTEXT)
  expect(late).toMatchObject({ ok: false, fault: { code: 'mail/unreadable' } })
  await reader.close()
  reader = makeReader({ timers })
  expect(await reader.read(Buffer.from(`${HEAD}\r\nhello`), CONTEXT)).toMatchObject({
    ok: true,
    value: { text: 'hello' },
  })
})

test('[MR4] what cannot be read is a fault that says why', async () => {
  reader = makeReader({ timers })
  const parts = `${HEAD}Content-Type: multipart/mixed; boundary=b\r\n\r\n${'--b\r\n\r\nx\r\n'.repeat(5_000)}`
  expect(await reader.read(Buffer.from(parts), CONTEXT)).toMatchObject({
    ok: false,
    fault: { code: 'mail/unreadable' },
  })
  expect((await reader.read(Buffer.from(`${HEAD}\r\nhello`), CONTEXT)).ok).toBe(true)
})

/** A thread that does what `act` says with a message, instead of reading it. */
const standIn = (act: string) => `
  const { parentPort } = require('node:worker_threads')
  const mail = { subject: 'read', files: [] }
  const header = { subject: 'from the header' }
  parentPort.on('message', ({ source }) => { ${act} })
  parentPort.postMessage({ isReady: true })
`
const message = (text: string) => Buffer.from(text)

test('[MA18] [MR4] what never ends is ended, and what was known of the header stays', async () => {
  const act = `
    if (Buffer.from(source).toString() !== 'endless') return parentPort.postMessage({ mail })
    parentPort.postMessage({ header })
    for (;;) {}`
  reader = makeReader({ timers, parseMs: 300, workerCode: standIn(act) })
  expect(await reader.read(message('endless'), CONTEXT)).toMatchObject({
    ok: false,
    fault: { code: 'mail/unreadable', detail: 'reading took too long' },
    header: { subject: 'from the header' },
  })
  expect(await reader.read(message('good'), CONTEXT)).toMatchObject({ ok: true })
})

test.each([
  ['the heap', `const all = []; for (;;) all.push(new Array(10000).fill(all.length))`, /died/],
  [
    'memory beside the heap',
    `const all = []; const grow = () => {
       for (let i = 0; i < 8; i++) all.push(Buffer.alloc(8 << 20, 1)); setTimeout(grow, 1) }; grow()`,
    /too much memory/,
  ],
  ['its own thread', `process.exit(3)`, /died/],
])('[MA18] [MR24] what eats %s is ended, and the next is read', async (_what, act, why) => {
  const code = standIn(
    `if (Buffer.from(source).toString() === 'good') return parentPort.postMessage({ mail }); ${act}`,
  )
  reader = makeReader({ timers, parseMs: 30_000, workerCode: code })
  const read = await reader.read(message('greedy'), CONTEXT)
  expect(read.ok ? '' : read.fault.detail).toMatch(why)
  expect(await reader.read(message('good'), CONTEXT)).toMatchObject({ ok: true })
})

test('[MA18] what ends its thread is tried again, twice at most, and never after half of its time', async () => {
  // The thread is new each time: what it did before stands in this process.
  const tries = new BroadcastChannel('reader-test')
  let count = 0
  tries.onmessage = () => void count++
  const die = (waitMs: number) =>
    standIn(`
      const tries = new BroadcastChannel('reader-test')
      tries.postMessage(0)
      tries.close()
      setTimeout(() => { throw new Error('died') }, ${waitMs})`)
  try {
    reader = makeReader({ timers, parseMs: 20_000, workerCode: die(0) })
    expect((await reader.read(message('x'), CONTEXT)).ok).toBe(false)
    await expect.poll(() => count).toBe(LIMITS.parseTries)
    await reader.close()
    count = 0
    reader = makeReader({ timers, parseMs: 600, workerCode: die(400) })
    expect((await reader.read(message('x'), CONTEXT)).ok).toBe(false)
    await expect.poll(() => count).toBe(1)
  } finally {
    tries.close()
  }
})

test('[MA18] what throws would throw again: it is tried once', async () => {
  const act = `globalThis.count = (globalThis.count ?? 0) + 1
    parentPort.postMessage({ error: 'no. ' + globalThis.count })`
  reader = makeReader({ timers, workerCode: standIn(act) })
  expect(await reader.read(message('x'), CONTEXT)).toMatchObject({
    fault: { detail: 'no. 1' },
  })
})
