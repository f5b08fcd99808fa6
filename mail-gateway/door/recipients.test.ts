/** For whom mail is taken, over real sockets: never a relay, always postmaster and abuse, with and without the server. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { HELLO, openDoorStage, type DoorStage } from '../test-stage/door-stage.ts'

let stage: DoorStage
beforeAll(async () => {
  // Each look is a second later: whoever is unknown is asked for at once.
  let time = 0
  stage = await openDoorStage({ clock: { now: () => (time += 1_000) } })
})
afterAll(async () => {
  await stage.close()
  await stage.remove()
})

/** What RCPT is answered, and the recipient as it is kept when it was taken. */
async function rcpt(path: string, sender: string = HELLO[1]): Promise<[string, string | null]> {
  const talk = await stage.talk()
  await talk.reply()
  await talk.say(HELLO[0])
  expect(await talk.say(sender)).toMatch(/^250 /)
  // As a client writes it: UTF-8.
  talk.send(Buffer.from(`${path}\r\n`))
  const reply = (await talk.reply()).at(-1) ?? ''
  const data = await talk.say('DATA')
  expect(data.startsWith('354')).toBe(reply.startsWith('250'))
  if (data.startsWith('354')) await talk.say('Subject: x\r\n\r\nx\r\n.')
  talk.end()
  const [taken] = await stage.taken()
  return [reply.slice(0, 9), taken?.meta.envelope.to[0] ?? null]
}

describe('[MR7] taken', () => {
  test.each([
    ['RCPT TO:<support@desk.test>', 'support@desk.test'],
    ['rcpt to:<SUPPORT@Desk.Test>', 'support@desk.test'],
    ['RCPT TO: <support@desk.test>', 'support@desk.test'],
    ['RCPT TO:<support+tok3n@desk.test>', 'support+tok3n@desk.test'],
    ['RCPT TO:<Support+A+B@desk.test>', 'support+a+b@desk.test'],
    // RFC 5321 §4.5.1 and RFC 2142: at every domain that is served.
    ['RCPT TO:<postmaster>', 'postmaster@desk.test'],
    ['RCPT TO:<Postmaster@desk.test>', 'postmaster@desk.test'],
    ['RCPT TO:<postmaster@xn--bcher-kva.test>', 'postmaster@xn--bcher-kva.test'],
    ['RCPT TO:<abuse@desk.test>', 'abuse@desk.test'],
    ['RCPT TO:<Abuse@bücher.test>', 'abuse@xn--bcher-kva.test'],
    // RFC 3461: what a sender asks about reports is no reason to refuse.
    [
      'RCPT TO:<support@desk.test> NOTIFY=NEVER ORCPT=rfc822;support@desk.test',
      'support@desk.test',
    ],
  ])('%s', async (line, kept) => {
    expect(await rcpt(line)).toEqual(['250 2.1.5', kept])
  })

  test.each([
    ['hilfe@bücher.test', 'MAIL FROM:<ann@home.test> SMTPUTF8'],
    ['hilfe@bücher.test', 'MAIL FROM:<ann@home.test>'],
    ['HILFE@BÜCHER.test', 'MAIL FROM:<ann@home.test> SMTPUTF8 BODY=8BITMIME'],
    ['hilfe@xn--bcher-kva.test', 'MAIL FROM:<ann@home.test>'],
    ['hilfe@XN--BCHER-KVA.test', 'MAIL FROM:<ann@home.test>'],
  ])('[MR9] %s after %s: domains are compared as A-labels', async (address, sender) => {
    expect(await rcpt(`RCPT TO:<${address}>`, sender)).toEqual([
      '250 2.1.5',
      'hilfe@xn--bcher-kva.test',
    ])
  })

  test.each([
    ['MAIL FROM:<>', ''],
    ['MAIL FROM:<> SIZE=100', ''],
    ['MAIL FROM:<Ann@Bücher.test> SMTPUTF8', 'Ann@xn--bcher-kva.test'],
    ['MAIL FROM:<ann@[192.0.2.7]>', 'ann@[192.0.2.7]'],
  ])('from %s', async (line, kept) => {
    const talk = await stage.talk()
    await talk.reply()
    await talk.say(HELLO[0])
    talk.send(Buffer.from(`${line}\r\n`))
    expect((await talk.reply())[0]).toMatch(/^250 2\.1\.0 /)
    await talk.say('RCPT TO:<support@desk.test>')
    await talk.say('DATA')
    expect(await talk.say('x\r\n.')).toMatch(/^250 /)
    talk.end()
    expect((await stage.taken())[0]?.meta.envelope.from).toBe(kept)
  })
})

describe('[MR7] refused: unknown here, and nobody elsewhere', () => {
  test.each([
    ['RCPT TO:<nobody@desk.test>', '550 5.1.1'],
    ['RCPT TO:<sup+port@desk.test>', '550 5.1.1'],
    ['RCPT TO:<support@bücher.test>', '550 5.1.1'],
    ['RCPT TO:<victim@other.test>', '550 5.7.1'],
    ['RCPT TO:<postmaster@other.test>', '550 5.7.1'],
    ['RCPT TO:<abuse@other.test>', '550 5.7.1'],
    ['RCPT TO:<support@sub.desk.test>', '550 5.7.1'],
    ['RCPT TO:<support@xdesk.test>', '550 5.7.1'],
    ['RCPT TO:<support@desk.test.other.test>', '550 5.7.1'],
    ['RCPT TO:<support@desk.test@other.test>', '550 5.7.1'],
    ['RCPT TO:<victim@other.test@desk.test>', '550 5.7.1'],
    ['RCPT TO:<victim%other.test@desk.test>', '550 5.7.1'],
    ['RCPT TO:<support%other.test@desk.test>', '550 5.7.1'],
    ['RCPT TO:<other.test!victim@desk.test>', '550 5.7.1'],
    ['RCPT TO:<other.test!victim>', '550 5.7.1'],
    ['RCPT TO:<"victim@other.test"@desk.test>', '550 5.7.1'],
    ['RCPT TO:<"victim"@desk.test>', '550 5.7.1'],
    ['RCPT TO:<victim\\@other.test@desk.test>', '550 5.7.1'],
    // Source routes (RFC 5321 appendix C), also to ourselves.
    ['RCPT TO:<@desk.test:victim@other.test>', '550 5.7.1'],
    ['RCPT TO:<@desk.test,@other.test:victim@third.test>', '550 5.7.1'],
    ['RCPT TO:<@other.test:support@desk.test>', '550 5.7.1'],
    ['RCPT TO :<@other.test:support@desk.test>', '550 5.7.1'],
    ['RCPT TO:<victim@[192.0.2.1]>', '550 5.7.1'],
    ['RCPT TO:<support@[127.0.0.1]>', '550 5.7.1'],
    ['RCPT TO:<support>', '501 5.1.3'],
    ['RCPT TO:<support@>', '501 5.1.3'],
    ['RCPT TO:<@desk.test>', '550 5.7.1'],
    ['RCPT TO:<>', '501 5.1.3'],
    ['RCPT TO:support@desk.test', '501 5.1.3'],
    ['RCPT TO:<support@desk.test>,<victim@other.test>', '501 5.1.3'],
    ['RCPT TO:<support@desk.test\u0000>', '501 5.1.3'],
  ])('%j', async (line, code) => {
    expect(await rcpt(line)).toEqual([code, null])
  })
})

describe('the server is down', () => {
  let other: DoorStage | null = null
  afterEach(async () => {
    await other?.close()
    await other?.remove()
  })

  test('[MR3] recipients are judged by the routes that were kept, after a restart too', async () => {
    other = await openDoorStage()
    const first = other
    const say = async (of: DoorStage, address: string) => {
      const talk = await of.talk()
      await talk.reply()
      for (const line of HELLO) await talk.say(line)
      const reply = await talk.say(`RCPT TO:<${address}>`)
      talk.end()
      return reply.slice(0, 9)
    }
    expect(await say(first, 'support@desk.test')).toBe('250 2.1.5')
    await first.close()
    other = await openDoorStage({ dir: first.dir })
    other.server.isDown = true
    expect(await say(other, 'support@desk.test')).toBe('250 2.1.5')
    expect(await say(other, 'postmaster@desk.test')).toBe('250 2.1.5')
    expect(await say(other, 'nobody@desk.test')).toBe('550 5.1.1')
    expect(await say(other, 'victim@other.test')).toBe('550 5.7.1')
  })
})
