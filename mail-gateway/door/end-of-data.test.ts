/**
 * Every way of ending DATA that another server might take for an end, each whole and cut into single bytes, with
 * and without a second mail behind it: exactly one message, or a refusal, never two.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { beginData, openDoorStage, type DoorStage } from '../test-stage/door-stage.ts'

let stage: DoorStage
beforeAll(async () => {
  stage = await openDoorStage()
})
afterAll(async () => {
  await stage.close()
  await stage.remove()
})

/** What stands between the words of the first message and what follows. Only one of them is an end. */
const WAYS: [end: string, verdict: 'ends' | 'refused' | 'content'][] = [
  ['\r\n.\r\n', 'ends'],
  // The eight others that CR, LF and CRLF make.
  ['\r\n.\n', 'refused'],
  ['\r\n.\r', 'refused'],
  ['\n.\r\n', 'refused'],
  ['\n.\n', 'refused'],
  ['\n.\r', 'refused'],
  ['\r.\r\n', 'refused'],
  ['\r.\n', 'refused'],
  ['\r.\r', 'refused'],
  // Line ends twice, or the wrong way round.
  ['\n\n.\n\n', 'refused'],
  ['\n\r.\r\n', 'refused'],
  ['\n\r.\n\r', 'refused'],
  ['\r\n.\n\r', 'refused'],
  ['\r\n.\r\r\n', 'refused'],
  ['\r\r.\r\r', 'refused'],
  // Dot-stuffed: what is left when the dot is taken off.
  ['\r\n..\r\n', 'content'],
  ['\n..\n', 'refused'],
  ['\n..\r\n', 'refused'],
  ['\r\n..\n', 'refused'],
  ['\r..\r', 'content'],
  // NUL, which some software drops.
  ['\r\n.\0\r\n', 'refused'],
  ['\r\n\0.\r\n', 'refused'],
  ['\n\0.\0\n', 'refused'],
  ['\r\0\n.\r\n', 'refused'],
  // Not a lone dot at all.
  ['\r\n. \r\n', 'content'],
  ['\r\n .\r\n', 'content'],
  ['\r\n.x\r\n', 'content'],
]

const SECOND =
  'MAIL FROM:<evil@home.test>\r\nRCPT TO:<support@desk.test>\r\nDATA\r\nSubject: second\r\n\r\nsecond\r\n.\r\nQUIT\r\n'

describe.each(WAYS)('DATA ended with %j', (end, verdict) => {
  test.each([
    ['alone', false, 'whole'],
    ['alone', false, 'byte by byte'],
    ['with a second mail behind it', true, 'whole'],
    ['with a second mail behind it', true, 'byte by byte'],
  ])('[MA5][MR11] %s (%s, %s)', async (_, hasSecond, how) => {
    const talk = await stage.talk()
    await beginData(talk)
    // A real end lets the commands behind it run: they are no smuggling, but ordinary pipelining.
    const rest = hasSecond ? SECOND : verdict === 'ends' ? 'QUIT\r\n' : 'x\r\n.\r\nQUIT\r\n'
    const bytes = Buffer.from(`Subject: first\r\n\r\nfirst${end}${rest}`, 'latin1')
    if (how === 'whole') talk.send(bytes)
    else {
      talk.socket.setNoDelay(true)
      for (const byte of bytes) {
        talk.send(Uint8Array.of(byte))
        await new Promise((resolve) => setImmediate(resolve))
      }
    }
    const codes = (await talk.rest()).map((line) => line.slice(0, 3)).join(' ')
    const senders = (await stage.taken()).map(({ meta }) => meta.envelope.from)
    expect({ codes, senders }).toEqual(outcomeOf(verdict, hasSecond))
  })
})

/** What is answered after DATA, and whose messages are kept. */
function outcomeOf(verdict: (typeof WAYS)[number][1], hasSecond: boolean) {
  const first = 'ann@home.test'
  // The connection ends with a refusal: whatever was meant to run behind the false end does not.
  if (verdict === 'refused') return { codes: '554', senders: [] }
  if (verdict === 'content' || !hasSecond) return { codes: '250 221', senders: [first] }
  return { codes: '250 250 250 354 250 221', senders: [first, 'evil@home.test'] }
}

test('[MA5][MR11] a message that begins with its end is empty, and one that begins with a false end is refused', async () => {
  const empty = await stage.talk()
  await beginData(empty)
  expect(await empty.say('.')).toMatch(/^250 /)
  empty.end()
  expect((await stage.taken()).map(({ raw }) => raw)).toEqual([''])
  for (const start of ['.\n', '.\r', '\n.\n', '\n.\r\n']) {
    const talk = await stage.talk()
    await beginData(talk)
    talk.send(`${start}x\r\n.\r\n`)
    expect((await talk.rest()).map((line) => line.slice(0, 3))).toEqual(['554'])
  }
  expect(await stage.taken()).toEqual([])
})

test('[MR11] a bare LF or CR elsewhere is taken as it is: old software means no harm by it', async () => {
  const talk = await stage.talk()
  await beginData(talk)
  talk.send('Subject: old\n\nline\nline\rline\r\n.\r\n')
  expect((await talk.reply())[0]).toMatch(/^250 /)
  talk.end()
  expect((await stage.taken())[0]?.raw).toBe('Subject: old\n\nline\nline\rline\r\n')
})
