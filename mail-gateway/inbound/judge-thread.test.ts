import { afterEach, expect, test } from 'vitest'
import { noLog } from '../../shared/kit/log.ts'
import { UNCHECKED } from './judge.ts'
import { makeJudgeThread, type JudgeThread } from './judge-thread.ts'

const timers = {
  after(delayMs: number, run: () => void) {
    const timer = setTimeout(run, delayMs)
    return { cancel: () => clearTimeout(timer) }
  },
}
const settings = {
  believed: { authservs: ['mx.home.test'], sealers: [] },
  // Nobody answers there: what needs a name server is not judged, or in vain.
  nameServers: ['127.0.0.1:9'],
}
let thread: JudgeThread | null = null
afterEach(async () => {
  await thread?.close()
  thread = null
})
const open = () => (thread = makeJudgeThread({ timers, log: noLog, settings }))
const message = (head: string) =>
  Buffer.from(`From: Ann <ann@home.test>\r\n${head}Subject: s\r\n\r\nhello\r\n`)
const envelope = { remoteAddress: '10.0.0.1', helo: 'mx.home.test', envelopeFrom: 'ann@home.test' }

test('what our own mail server found is taken over, in a thread', async () => {
  const { judge } = open()
  const results = 'Authentication-Results: mx.home.test; spf=pass smtp.mailfrom=home.test\r\n'
  expect(await judge(message(results), envelope)).toMatchObject({ spf: 'pass' })
  expect(await judge(message(''), envelope)).toMatchObject(UNCHECKED)
})

test('[MA18] [MR35] a message of a thousand signatures is judged while everybody else is served', async () => {
  const { judge } = open()
  await judge(message(''), envelope)
  const tags = 'v=1; a=rsa-sha256; c=relaxed/relaxed; d=home.test; s=k; h=from; bh=AAAA; b=AAAA'
  const bomb = Buffer.concat([
    message(`DKIM-Signature: ${tags}\r\n`.repeat(1_000)),
    Buffer.alloc(8 << 20, 'words and words\r\n'),
  ])
  let turns = 0
  let isOver = false
  const turn = () => {
    turns++
    if (!isOver) setTimeout(turn, 1)
  }
  turn()
  const verdicts = await judge(bomb, { ...envelope, remoteAddress: '203.0.113.9' })
  isOver = true
  expect(verdicts.dkim).not.toBe('pass')
  expect(turns).toBeGreaterThan(5)
  // The next one is judged by the same thread, or by another.
  expect(await judge(message(''), envelope)).toMatchObject(UNCHECKED)
})

test('what is asked when it is closed was not judged', async () => {
  const { judge, close } = open()
  const asking = judge(message(''), { ...envelope, remoteAddress: '203.0.113.9' })
  await close()
  expect(await asking).toMatchObject(UNCHECKED)
})
