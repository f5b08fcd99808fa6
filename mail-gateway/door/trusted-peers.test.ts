/** A mail server or a proxy in front: LMTP (RFC 2033), XCLIENT and XFORWARD (Postfix), PROXY protocol version 1. */
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { unwrap } from '../../shared/kit/fault.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import {
  beginData,
  openDoorStage,
  type DoorStage,
  type StageOptions,
} from '../test-stage/door-stage.ts'
import type { Talk } from '../test-stage/smtp-talk.ts'
import { parseAddressList } from './client-address.ts'

const ANY_PORT = { host: '127.0.0.1', port: 0 }
const LOOPBACK = unwrap(parseAddressList('127.0.0.0/8, ::1'))
const OTHERS = unwrap(parseAddressList('192.0.2.1, 2001:db8::/32'))

let stage: DoorStage | null = null
afterEach(async () => {
  await stage?.close()
  await stage?.remove()
  stage = null
})
async function open(options: StageOptions): Promise<DoorStage> {
  stage = await openDoorStage(options)
  return stage
}
async function greet(talk: Talk, hello = 'EHLO'): Promise<string> {
  await talk.reply()
  talk.send(`${hello} mx.front.test\r\n`)
  return (await talk.reply()).join('\n')
}
async function handIn(talk: Talk): Promise<void> {
  for (const line of ['MAIL FROM:<ann@home.test>', 'RCPT TO:<support@desk.test>', 'DATA'])
    expect(await talk.say(line)).toMatch(/^[23]/)
  expect(await talk.say('Subject: x\r\n\r\nx\r\n.')).toMatch(/^250 /)
}

describe('LMTP', () => {
  test('[MR12] every recipient that was accepted is answered after DATA, the others were refused before', async () => {
    const { taken } = await open({ listeners: [{ speaks: 'lmtp', at: ANY_PORT }] })
    const talk = await stage!.talk()
    expect((await talk.reply())[0]).toMatch(/^220 .* LMTP /)
    expect(await talk.say('EHLO mx.front.test')).toMatch(/^500 /)
    expect(await talk.say('LHLO mx.front.test')).toMatch(/^250 /)
    await talk.say('MAIL FROM:<ann@home.test>')
    expect(await talk.say('RCPT TO:<support@desk.test>')).toMatch(/^250 /)
    expect(await talk.say('RCPT TO:<nobody@desk.test>')).toMatch(/^550 5\.1\.1 /)
    expect(await talk.say('RCPT TO:<hilfe@xn--bcher-kva.test>')).toMatch(/^250 /)
    // RFC 2033 §4.2: named twice, answered twice.
    expect(await talk.say('RCPT TO:<support@desk.test>')).toMatch(/^250 /)
    expect(await talk.say('DATA')).toMatch(/^354 /)
    talk.send('Subject: x\r\n\r\nx\r\n.\r\n')
    for (let count = 0; count < 3; count++) expect((await talk.reply())[0]).toMatch(/^250 /)
    expect(await talk.say('NOOP')).toMatch(/^250 2\.0\.0 OK/)
    talk.end()
    expect((await taken()).map(({ meta }) => meta.envelope.to)).toEqual([
      ['support@desk.test', 'hilfe@xn--bcher-kva.test'],
    ])
  })

  test('[MR12] a refusal of the message is said once for each recipient, and 4xx for one of two leaves the other', async () => {
    await open({
      listeners: [{ speaks: 'lmtp', at: ANY_PORT }],
      spoolLimits: { bytes: 1_000, entries: 10 },
    })
    const talk = await stage!.talk()
    await greet(talk, 'LHLO')
    await talk.say('MAIL FROM:<ann@home.test>')
    for (let count = 0; count < LIMITS.recipients; count++)
      expect(await talk.say(`RCPT TO:<support+${count}@desk.test>`)).toMatch(/^250 /)
    expect(await talk.say('RCPT TO:<hilfe@xn--bcher-kva.test>')).toMatch(/^452 4\.5\.3 /)
    await talk.say('DATA')
    talk.send(`Subject: x\r\n\r\n${'x'.repeat(2_000)}\r\n.\r\n`)
    for (let count = 0; count < LIMITS.recipients; count++)
      expect((await talk.reply())[0]).toMatch(/^452 4\.3\.1 /)
    // A smuggler's connection ends, and only after the last of its replies.
    await talk.say('MAIL FROM:<ann@home.test>')
    await talk.say('RCPT TO:<support@desk.test>')
    await talk.say('RCPT TO:<hilfe@xn--bcher-kva.test>')
    await talk.say('DATA')
    talk.send('x\n.\nMAIL FROM:<evil@home.test>\r\n.\r\nNOOP\r\n')
    expect((await talk.rest()).map((line) => line.slice(0, 3))).toEqual(['554', '554'])
  })

  test('[MR12] a unix socket: whoever can open it is believed, what a crash left there is swept', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'deskside-lmtp-'))
    const path = join(dir, 'lmtp')
    try {
      const { taken } = await open({ listeners: [{ speaks: 'lmtp', at: { path } }] })
      expect((await stat(path)).mode & 0o777).toBe(0o660)
      const talk = await stage!.talk()
      expect(await greet(talk, 'LHLO')).toContain('XFORWARD')
      expect(await talk.say('XFORWARD ADDR=192.0.2.7 HELO=mail.home.test')).toMatch(/^250 /)
      await handIn(talk)
      talk.end()
      expect((await taken())[0]?.meta.envelope).toMatchObject({
        remoteAddress: '192.0.2.7',
        helo: 'mail.home.test',
      })
      // Another gateway has it: this one does not take it away.
      await expect(
        openDoorStage({ listeners: [{ speaks: 'lmtp', at: { path } }] }),
      ).rejects.toThrow('EADDRINUSE')
      await stage!.close()
      await stage!.remove()

      // Whatever else lies there is not ours.
      await writeFile(path, 'precious')
      await expect(
        openDoorStage({ listeners: [{ speaks: 'lmtp', at: { path } }] }),
      ).rejects.toThrow('EADDRINUSE')
      expect(await readFile(path, 'utf8')).toBe('precious')
      await rm(path)

      await leaveDeadSocket(path)
      await open({ listeners: [{ speaks: 'lmtp', at: { path } }] })
      const again = await stage!.talk()
      expect((await again.reply())[0]).toMatch(/^220 /)
      again.end()
    } finally {
      await stage?.close()
      await stage?.remove()
      stage = null
      await rm(dir, { recursive: true, force: true })
    }
  })
})

describe('the real client', () => {
  test('[MA16][MR12] XFORWARD of a listed peer says whose mail it is, for each message anew', async () => {
    const { taken } = await open({ trusted: LOOPBACK, rateLimits: true })
    const talk = await stage!.talk()
    expect(await greet(talk)).toMatch(/XFORWARD .*ADDR/)
    const mail = async (attributes: string) => {
      expect(await talk.say(`XFORWARD ${attributes}`)).toMatch(/^250 /)
      await handIn(talk)
    }
    await mail('NAME=mail.home.test ADDR=192.0.2.7 PORT=4711 PROTO=ESMTP HELO=mail.home.test')
    await mail('ADDR=IPv6:2001:db8::9 HELO=[UNAVAILABLE] SOURCE=REMOTE')
    // Written on the mail server itself: nobody's address is known, least of all that of the message before.
    await mail('NAME=[UNAVAILABLE] ADDR=[UNAVAILABLE] HELO=[UNAVAILABLE] SOURCE=LOCAL')
    expect(await talk.say('MAIL FROM:<ann@home.test>')).toMatch(/^250 /)
    expect(await talk.say('XFORWARD ADDR=192.0.2.8')).toMatch(/^503 /)
    expect(await talk.say('RCPT TO:<support@desk.test>')).toMatch(/^250 /)
    talk.end()
    const envelopes = (await taken()).map(({ meta }) => meta.envelope)
    expect(envelopes.map(({ remoteAddress }) => remoteAddress)).toEqual([
      '192.0.2.7',
      '2001:db8::9',
      '127.0.0.1',
    ])
    expect(envelopes[0]?.helo).toBe('mail.home.test')
  })

  test('[MA16][MR12] XCLIENT of a listed peer makes it that client, for good, with its limits', async () => {
    const { taken } = await open({ trusted: LOOPBACK, rateLimits: true })
    const talk = await stage!.talk()
    expect(await greet(talk)).toMatch(/XCLIENT .*ADDR/)
    expect(await talk.say('XCLIENT ADDR=192.0.2.7 HELO=mail.home.test LOGIN=root')).toMatch(/^220 /)
    expect(await talk.say('MAIL FROM:<ann@home.test>')).toMatch(/^503 /)
    talk.send('EHLO proxy.test\r\n')
    expect((await talk.reply()).join(' ')).not.toMatch(/XCLIENT|XFORWARD/)
    expect(await talk.say('XCLIENT ADDR=192.0.2.8')).toMatch(/^550 /)
    expect(await talk.say('XFORWARD ADDR=192.0.2.8')).toMatch(/^550 /)
    await handIn(talk)
    expect((await taken())[0]?.meta.envelope).toMatchObject({
      remoteAddress: '192.0.2.7',
      helo: 'mail.home.test',
    })

    const others: Talk[] = [talk]
    while (others.length < LIMITS.smtpClientsPerAddress) {
      const other = await stage!.talk()
      await greet(other)
      expect(await other.say('XCLIENT ADDR=192.0.2.7')).toMatch(/^220 /)
      others.push(other)
    }
    const last = await stage!.talk()
    await greet(last)
    last.send('XCLIENT ADDR=192.0.2.7\r\n')
    expect((await last.rest()).at(-1)).toMatch(/^421 4\.7\.0 /)
    for (const other of others) other.end()
  })

  test.each([
    'XCLIENT ADDR=192.0.2.7',
    'XFORWARD ADDR=192.0.2.7',
    'xclient NAME=localhost ADDR=127.0.0.1',
  ])('[MA16][MR12] from anybody else: %s is refused and changes nothing', async (line) => {
    const { taken } = await open({ trusted: OTHERS })
    const talk = await stage!.talk()
    expect(await greet(talk)).not.toMatch(/XCLIENT|XFORWARD/)
    expect(await talk.say(line)).toMatch(/^550 5\.7\.0 /)
    await handIn(talk)
    talk.end()
    expect((await taken())[0]?.meta.envelope).toMatchObject({
      remoteAddress: '127.0.0.1',
      helo: 'mx.front.test',
    })
  })

  test.each(['ADDR=not-an-address', 'ADDR=192.0.2.7 NAME=a+0D+0Ab', 'COLOUR=red', 'ADDR', ''])(
    '[MA16][MR12] malformed, it is refused whole: XFORWARD %s',
    async (attributes) => {
      const { taken } = await open({ trusted: LOOPBACK })
      const talk = await stage!.talk()
      await greet(talk)
      expect(await talk.say(`XFORWARD ${attributes}`)).toMatch(/^501 /)
      await handIn(talk)
      talk.end()
      expect((await taken())[0]?.meta.envelope.remoteAddress).toBe('127.0.0.1')
    },
  )

  test('[MA16][MR12] a listed proxy names the client before anything else; without its line nothing is said', async () => {
    const { taken } = await open({ proxies: LOOPBACK, rateLimits: true })
    const talk = await stage!.talk()
    talk.send('PROXY TCP4 192.0.2.7 198.51.100.1 4711 25\r\n')
    await beginData(talk)
    expect(await talk.say('x\r\n.')).toMatch(/^250 /)
    expect((await taken())[0]?.meta.envelope.remoteAddress).toBe('192.0.2.7')
    // The proxy speaks for many, and each of them counts by itself.
    const others: Talk[] = [talk]
    while (others.length < LIMITS.smtpClientsPerAddress) {
      const other = await stage!.talk()
      other.send('PROXY TCP4 192.0.2.7 198.51.100.1 4711 25\r\n')
      expect((await other.reply())[0]).toMatch(/^220 /)
      others.push(other)
    }
    const late = await stage!.talk()
    late.send('PROXY TCP4 192.0.2.7 198.51.100.1 4711 25\r\n')
    expect(await late.rest()).toEqual([expect.stringMatching(/^421 4\.7\.0 /)])
    const neighbour = await stage!.talk()
    neighbour.send('PROXY TCP4 192.0.2.9 198.51.100.1 4711 25\r\n')
    expect((await neighbour.reply())[0]).toMatch(/^220 /)
    for (const other of [...others, neighbour]) other.end()
    for (const start of ['EHLO x\r\n', 'PROXY TCP4 nobody 198.51.100.1 1 25\r\n', '\n']) {
      const wrong = await stage!.talk()
      wrong.send(start)
      expect((await wrong.rest()).filter((line) => /^\d/.test(line))).toEqual([])
    }
  })

  test('[MA16][MR12] the PROXY line of anybody else is no greeting', async () => {
    const { taken } = await open({ proxies: OTHERS })
    const talk = await stage!.talk()
    await talk.reply()
    expect(await talk.say('PROXY TCP4 192.0.2.7 198.51.100.1 4711 25')).toMatch(/^500 /)
    await talk.say('EHLO client.test')
    await handIn(talk)
    talk.end()
    expect((await taken())[0]?.meta.envelope.remoteAddress).toBe('127.0.0.1')
  })
})

/** A socket file without anybody behind it. */
async function leaveDeadSocket(path: string): Promise<void> {
  const { link, unlink } = await import('node:fs/promises')
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(`${path}.old`, resolve))
  // Closing takes the name away that it was opened with; the other one stays.
  await link(`${path}.old`, path)
  await new Promise<void>((resolve) => server.close(() => resolve()))
  await unlink(`${path}.old`).catch(() => {})
}
