/** What is kept of a message that was answered with 250, and that nothing else is waited for. */
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { beginData, openDoorStage, type DoorStage } from '../test-stage/door-stage.ts'

let stage: DoorStage | null = null
afterEach(async () => {
  await stage?.close()
  await stage?.remove()
  stage = null
})

test('[MA1][MR2] the bytes as they came, the envelope, who brought it and when; nobody is asked for it', async () => {
  let time = 1_700_000_000_000
  stage = await openDoorStage({ clock: { now: () => time } })
  const { server } = stage
  const talk = await stage.talk()
  await talk.reply()
  for (const line of [
    'EHLO Mail.Home.Test',
    'MAIL FROM:<Ann@HOME.test> BODY=8BITMIME',
    'RCPT TO:<Support+A@desk.test>',
    'RCPT TO:<support@desk.test>',
    'RCPT TO:<Support@desk.test>',
  ])
    expect(await talk.say(line)).toMatch(/^250/)
  server.isDown = true
  time += 60_000
  expect(await talk.say('DATA')).toMatch(/^354 /)
  // Broken in every way that a parser would stop at.
  const raw = '\xff\xfe: \x80\r\nSubject: =?utf-8?Q?=?= \r\n\tx\r\n\r\n--\r\n..dot\r\n\0\x01\n'
  talk.send(`${raw.replace('\r\n..dot', '\r\n...dot')}\r\n.\r\n`)
  const reply = (await talk.reply())[0]
  expect(reply).toMatch(/^250 2\.0\.0 [0-9a-z]{26} kept$/i)
  talk.end()
  const [taken] = await stage.taken()
  expect(taken?.raw).toBe(`${raw}\r\n`)
  expect(taken?.meta).toMatchObject({
    receivedAt: time,
    bytes: raw.length + 2,
    envelope: {
      from: 'Ann@home.test',
      to: ['support+a@desk.test', 'support@desk.test'],
      remoteAddress: '127.0.0.1',
      helo: 'mail.home.test',
      isEncrypted: false,
    },
  })
  expect(reply?.toLowerCase()).toContain(taken?.meta.digest.toLowerCase())
})

test('[MA2][MR5] the same message by two ways has one digest, another one has its own, Message-ID or not', async () => {
  stage = await openDoorStage()
  const talk = await stage.talk()
  await talk.reply()
  await talk.say('EHLO client.test')
  const send = async (message: string) => {
    for (const line of ['MAIL FROM:<>', 'RCPT TO:<support@desk.test>', 'DATA']) await talk.say(line)
    return (await talk.say(`${message}\r\n.`)).split(' ')[2]
  }
  const body = 'Message-ID: <same@dhl.test>\r\nSubject: parcel\r\n\r\none'
  const first = await send(`Received: from a by b\r\n${body}`)
  expect(await send(`Received: from c\r\n\tby d\r\nDelivered-To: x@desk.test\r\n${body}`)).toBe(
    first,
  )
  expect(await send(body.replace('one', 'two'))).not.toBe(first)
  talk.end()
})

test('[MA17] a sender that hangs up in the middle leaves nothing behind, and is no error of ours', async () => {
  stage = await openDoorStage()
  const { dir, logged, spool } = stage
  const talk = await stage.talk()
  await beginData(talk)
  talk.send('x'.repeat(998).concat('\r\n').repeat(600))
  await expect.poll(() => readdir(join(dir, 'incoming'))).toHaveLength(1)
  talk.end()
  await expect.poll(() => readdir(join(dir, 'incoming'))).toEqual([])
  await expect.poll(() => logged.map(({ level }) => level)).toContain('debug')
  expect(logged.filter(({ level }) => level !== 'debug' && level !== 'info')).toEqual([])
  expect(spool.depth().entries).toBe(0)
})

test('[MR9] a whole transaction in one packet, in letters of all kinds, is answered in order', async () => {
  stage = await openDoorStage()
  const talk = await stage.talk()
  await talk.reply()
  const message = 'Subject: Grüße aus Köln\r\n\r\nÄpfel, 林檎\r\n'
  talk.send(
    Buffer.from(
      'EHLO client.test\r\nMAIL FROM:<jürgen@bücher.test> SMTPUTF8 BODY=8BITMIME\r\n' +
        'RCPT TO:<hilfe@bücher.test>\r\nRCPT TO:<nobody@desk.test>\r\nRCPT TO:<support@desk.test>\r\n',
    ),
  )
  // DATA is the last of a batch (RFC 2920 §3.1): its text waits for the 354.
  talk.send('DATA\r\n')
  const codes: string[] = []
  while (codes.at(-1) !== '354') codes.push((await talk.reply()).at(-1)?.slice(0, 3) ?? '354')
  expect(codes).toEqual(['250', '250', '250', '550', '250', '354'])
  talk.send(Buffer.from(`${message}.\r\nNOOP\r\nQUIT\r\n`))
  expect((await talk.rest()).map((line) => line.slice(0, 9))).toEqual([
    '250 2.0.0',
    '250 2.0.0',
    '221 2.0.0',
  ])
  const [taken] = await stage.taken()
  expect(Buffer.from(taken?.raw ?? '', 'latin1').toString()).toBe(message)
  expect(taken?.meta.envelope).toMatchObject({
    from: 'jürgen@xn--bcher-kva.test',
    to: ['hilfe@xn--bcher-kva.test', 'support@desk.test'],
  })
})

test('[MR9] commands that come in one packet are answered in one (RFC 2920 §3.2)', async () => {
  stage = await openDoorStage()
  const talk = await stage.talk()
  await talk.reply()
  await talk.say('EHLO client.test')
  const packets: string[] = []
  talk.socket.on('data', (chunk) => void packets.push(String(chunk)))
  talk.send('MAIL FROM:<ann@home.test>\r\nRCPT TO:<support@desk.test>\r\nDATA\r\n')
  const codes = [await talk.reply(), await talk.reply(), await talk.reply()].flat()
  expect(codes.map((line) => line.slice(0, 3))).toEqual(['250', '250', '354'])
  expect(packets).toHaveLength(1)
  expect(await talk.say('x\r\n.')).toMatch(/^250 /)
  talk.end()
})
