import { afterEach, expect, test } from 'vitest'
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
