/** The limits of the door over real sockets: who is too much, too slow, too long or too greedy, and that others go on. */
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { unwrap } from '../../shared/kit/fault.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import {
  beginData,
  HELLO,
  makeHandTimers,
  openDoorStage,
  type DoorStage,
  type StageOptions,
} from '../test-stage/door-stage.ts'
import type { Talk } from '../test-stage/smtp-talk.ts'
import { parseAddressList } from './client-address.ts'

const MIB = 1024 * 1024
const CHECK_MS = 60_000

let stage: DoorStage | null = null
afterEach(async () => {
  await stage?.close()
  await stage?.remove()
  stage = null
})
async function open(options: StageOptions = {}): Promise<DoorStage> {
  stage = await openDoorStage(options)
  return stage
}
const partFiles = (of: DoorStage) => readdir(join(of.dir, 'incoming'))

async function isServing(of: DoorStage): Promise<boolean> {
  const talk = await of.talk()
  await beginData(talk)
  const reply = await talk.say('Subject: x\r\n\r\nx\r\n.')
  talk.end()
  return reply.startsWith('250 ')
}

describe('what one message may be', () => {
  test('[MA6][MR8][MR9] SIZE is announced, refused at MAIL when declared, after DATA when not; the next message is taken', async () => {
    const { spool } = await open()
    const talk = await stage!.talk()
    await talk.reply()
    talk.send('EHLO client.test\r\n')
    const offers = (await talk.reply()).map((line) => line.slice(4))
    expect(offers).toContain(`SIZE ${LIMITS.mailBytes}`)
    for (const offer of ['PIPELINING', '8BITMIME', 'SMTPUTF8', 'ENHANCEDSTATUSCODES'])
      expect(offers).toContain(offer)
    expect(await talk.say(`MAIL FROM:<a@b.test> SIZE=${LIMITS.mailBytes + 1}`)).toMatch(
      /^552 5\.3\.4 /,
    )
    expect(await talk.say(`MAIL FROM:<a@b.test> SIZE=${LIMITS.mailBytes}`)).toMatch(/^250 /)
    expect(await talk.say('RCPT TO:<support@desk.test>')).toMatch(/^250 /)
    expect(await talk.say('DATA')).toMatch(/^354 /)
    const block = Buffer.from('x'.repeat(1022) + '\r\n')
    for (let sent = 0; sent <= LIMITS.mailBytes; sent += block.length) talk.send(block)
    expect(await talk.say('.')).toMatch(/^552 5\.3\.4 /)
    talk.end()
    expect(spool.depth().entries).toBe(0)
    expect(await partFiles(stage!)).toEqual([])
    expect(await isServing(stage!)).toBe(true)
  })

  test('[MA6] a message without end is cut off, not read for ever', async () => {
    await open()
    const talk = await stage!.talk()
    await beginData(talk)
    const block = Buffer.alloc(MIB, 0x78)
    const flood = setInterval(() => talk.socket.writableLength < 4 * MIB && talk.send(block), 1)
    const replies = await talk.rest()
    clearInterval(flood)
    talk.end()
    expect(replies.at(-1)).toMatch(/^552 5\.3\.4 /)
    expect(await partFiles(stage!)).toEqual([])
    expect(await isServing(stage!)).toBe(true)
  })

  test.each([
    ['200,000 header fields', 'X: y\r\n'.repeat(200_000) + '\r\nx'],
    ['a header of a megabyte', `To: ${'a@b.test, '.repeat(100_000)}c@d.test\r\n\r\nx`],
    ['one line of five megabytes', `Subject: s\r\n\r\n${'x'.repeat(5 * MIB)}`],
    ['500,000 folds', `Subject: s${'\r\n x'.repeat(500_000)}\r\n\r\nx`],
    ['nothing but NUL', '\0'.repeat(100_000)],
  ])('[MA6] %s is taken: what can be read of it is for the reader to say', async (_, message) => {
    await open()
    const talk = await stage!.talk()
    await beginData(talk)
    talk.send(`${message}\r\n.\r\n`)
    expect((await talk.reply())[0]).toMatch(/^250 /)
    talk.end()
    expect((await stage!.taken())[0]?.meta.bytes).toBe(message.length + 2)
  })

  test('[MA6][MR7] 101 recipients: the last is told to come again', async () => {
    await open()
    const talk = await stage!.talk()
    await talk.reply()
    for (const line of HELLO) await talk.say(line)
    for (let at = 0; at < LIMITS.recipients; at++)
      expect(await talk.say(`RCPT TO:<support+${at}@desk.test>`)).toMatch(/^250 /)
    expect(await talk.say('RCPT TO:<support@desk.test>')).toMatch(/^452 4\.5\.3 /)
    expect(await talk.say('DATA')).toMatch(/^354 /)
    expect(await talk.say('x\r\n.')).toMatch(/^250 /)
    talk.end()
    expect((await stage!.taken())[0]?.meta.envelope.to).toHaveLength(LIMITS.recipients)
  })

  test('[MR14] more than a hundred Received fields is a loop', async () => {
    await open()
    const send = async (count: number) => {
      const talk = await stage!.talk()
      await beginData(talk)
      const reply = await talk.say(`${'Received: from a by b\r\n'.repeat(count)}\r\nx\r\n.`)
      talk.end()
      return reply
    }
    expect(await send(LIMITS.receivedHeaders)).toMatch(/^250 /)
    expect(await send(LIMITS.receivedHeaders + 1)).toMatch(/^550 5\.4\.6 /)
  })

  test('[MA6] a command line without end ends the connection', async () => {
    await open()
    const talk = await stage!.talk()
    await talk.reply()
    talk.send('x'.repeat(LIMITS.smtpCommandBytes + 1))
    expect(await talk.rest()).toEqual([expect.stringMatching(/^421 /)])
    expect(await isServing(stage!)).toBe(true)
  })
})

describe('what one client may do', () => {
  test('[MR13] connections of one address, at once and in a minute: 421 4.7.0, and room again with time', async () => {
    const clock = { time: 1_000_000, now: () => clock.time }
    await open({ rateLimits: true, clock })
    const held: Talk[] = []
    for (let at = 0; at < LIMITS.smtpClientsPerAddress; at++) held.push(await stage!.talk())
    for (const talk of held) expect((await talk.reply())[0]).toMatch(/^220 /)
    expect(await (await stage!.talk()).rest()).toEqual([expect.stringMatching(/^421 4\.7\.0 /)])
    for (const talk of held) await talk.say('QUIT')
    let comers = held.length
    const come = async () => {
      const talk = await stage!.talk()
      const reply = (await talk.reply())[0] ?? ''
      if (reply.startsWith('220')) await talk.say('QUIT')
      await talk.rest()
      return reply
    }
    for (; comers < LIMITS.smtpConnectionsPerMinute; comers++) expect(await come()).toMatch(/^220 /)
    expect(await come()).toMatch(/^421 4\.7\.0 /)
    clock.time += CHECK_MS
    expect(await come()).toMatch(/^220 /)
  })

  test('[MR13] more than the door holds: 421, and room again when one has gone', async () => {
    await open()
    const held = await Promise.all(
      Array.from({ length: LIMITS.smtpClients }, async () => {
        const talk = await stage!.talk()
        await talk.reply()
        return talk
      }),
    )
    expect(await (await stage!.talk()).rest()).toEqual([expect.stringMatching(/^421 4\.7\.0 /)])
    await held[0]?.say('QUIT')
    expect(await isServing(stage!)).toBe(true)
    for (const talk of held) talk.end()
  })

  test('[MR13] who asks again and again to be relayed is slowed and sent away like one who tries names', async () => {
    const timers = makeHandTimers(999)
    await open({ rateLimits: true, timers })
    const talk = await stage!.talk()
    await talk.reply()
    for (const line of HELLO) await talk.say(line)
    for (let at = 0; at < 3; at++)
      expect(await talk.say('RCPT TO:<@desk.test:v@other.test>')).toMatch(/^550 5\.7\.1 /)
    talk.send('RCPT TO:<v%other.test@desk.test>\r\n')
    await expect.poll(() => timers.waiting()).toContain(1_000)
    timers.fire(1_000)
    expect((await talk.reply())[0]).toMatch(/^550 5\.7\.1 /)
    talk.end()
  })

  test('[MR13] one /64 of IPv6 is one client, two are two', async () => {
    const proxies = unwrap(parseAddressList('127.0.0.1'))
    await open({ rateLimits: true, proxies })
    const held: Talk[] = []
    const come = async (address: string) => {
      const talk = await stage!.talk()
      held.push(talk)
      talk.send(`PROXY TCP6 ${address} 2001:db8::25 4711 25\r\n`)
      return (await talk.reply())[0]
    }
    for (let at = 1; at <= LIMITS.smtpClientsPerAddress; at++)
      expect(await come(`2001:db8:1:2::${at}`)).toMatch(/^220 /)
    expect(await come('2001:db8:1:2:f:f:f:f')).toMatch(/^421 4\.7\.0 /)
    expect(await come('2001:db8:1:3::1')).toMatch(/^220 /)
    for (const talk of held) talk.end()
  })

  test('[MR13] messages in a minute', async () => {
    const clock = { time: 1_000_000, now: () => clock.time }
    await open({ rateLimits: true, clock })
    const talk = await stage!.talk()
    await talk.reply()
    await talk.say('EHLO client.test')
    for (let at = 0; at < LIMITS.smtpMessagesPerMinute; at++) {
      expect(await talk.say(`MAIL FROM:<s${at}@home.test>`)).toMatch(/^250 /)
      await talk.say('RSET')
    }
    talk.send('MAIL FROM:<last@home.test>\r\n')
    expect(await talk.rest()).toEqual([expect.stringMatching(/^421 4\.7\.0 /)])
    clock.time += CHECK_MS
    expect(await isServing(stage!)).toBe(true)
  })

  test('[MR13] names tried one after the other: slower each time, then the connection ends; others wait for nothing', async () => {
    // The waits are counted, and do not have to be sat out.
    const waits: number[] = []
    const timers = {
      after(delayMs: number, run: () => void) {
        const isWait = delayMs >= 1_000 && delayMs <= LIMITS.smtpUnknownWaitMs
        if (isWait) waits.push(delayMs)
        const timer = setTimeout(run, isWait ? 0 : delayMs)
        return { cancel: () => clearTimeout(timer) }
      },
    }
    await open({ rateLimits: true, timers, clock: makeSteppingClock() })
    const talk = await stage!.talk()
    await talk.reply()
    for (const line of HELLO) await talk.say(line)
    const replies: string[] = []
    for (let at = 0; at < LIMITS.smtpUnknownPerConnection; at++)
      replies.push(await talk.say(`RCPT TO:<name${at}@desk.test>`))
    expect(replies.slice(0, -1).every((reply) => reply.startsWith('550 5.1.1 '))).toBe(true)
    expect(replies.at(-1)).toMatch(/^421 4\.7\.0 /)
    expect(waits.slice(0, 4)).toEqual([1_000, 2_000, 3_000, 4_000])
    expect(waits.at(-1)).toBe(LIMITS.smtpUnknownWaitMs)
    waits.length = 0
    expect(await isServing(stage!)).toBe(true)
    expect(waits).toEqual([])
  })

  test('[MR13] VRFY and EXPN tell nobody who is here', async () => {
    await open()
    const talk = await stage!.talk()
    await talk.reply()
    await talk.say('EHLO client.test')
    const known = await talk.say('VRFY support@desk.test')
    expect(known).toMatch(/^252 /)
    expect(await talk.say('VRFY nobody@desk.test')).toBe(known)
    const list = await talk.say('EXPN support')
    expect(list).toMatch(/^502 5\.5\.1 /)
    expect(await talk.say('EXPN nobody')).toBe(list)
    talk.end()
  })
})

describe('how long it may take', () => {
  test('[MR13] who says nothing is told to go', async () => {
    await open({ idleMs: 100 })
    const talk = await stage!.talk()
    expect((await talk.reply())[0]).toMatch(/^220 /)
    expect(await talk.rest()).toEqual([expect.stringMatching(/^421 /)])
  })

  test('[MR13] a session has an end, however busy; a message under way is taken first', async () => {
    const timers = makeHandTimers(1_000)
    await open({ timers })
    const [busy, sending] = [await stage!.talk(), await stage!.talk()]
    await busy.reply()
    await busy.say('EHLO client.test')
    await beginData(sending)
    timers.fire(LIMITS.smtpSessionMs)
    expect(await busy.rest()).toEqual([expect.stringMatching(/^421 4\.4\.2 /)])
    expect(await sending.say('Subject: x\r\n\r\nx\r\n.')).toMatch(/^250 /)
    timers.fire(CHECK_MS)
    expect(await sending.rest()).toEqual([expect.stringMatching(/^421 4\.4\.2 /)])
    expect(await stage!.taken()).toHaveLength(1)
    // Nothing is left of either, nor of the message.
    await expect.poll(() => timers.waiting()).toEqual([])
  })

  test('[MR13] a message that comes byte by byte is given up, one that comes slowly but steadily has a quarter of an hour', async () => {
    const timers = makeHandTimers(1_000)
    await open({ timers })
    const [dripping, steady] = [await stage!.talk(), await stage!.talk()]
    await beginData(dripping)
    await beginData(steady)
    dripping.send('Subject: d')
    const minutes = LIMITS.smtpDataMs / CHECK_MS
    for (let minute = 1; minute < minutes; minute++) {
      steady.send('x'.repeat(99).concat('\n').repeat(400))
      // When the door has seen it all: the reply of a second connection is behind it.
      await expect.poll(() => steady.socket.writableLength).toBe(0)
      const other = await stage!.talk()
      await other.reply()
      other.end()
      timers.fire(CHECK_MS)
    }
    expect(await dripping.rest()).toEqual([expect.stringMatching(/^421 4\.4\.2 /)])
    expect(timers.waiting()).toContain(CHECK_MS)
    timers.fire(CHECK_MS)
    expect(await steady.rest()).toEqual([expect.stringMatching(/^421 4\.4\.2 /)])
    dripping.end()
    steady.end()
    await expect.poll(() => partFiles(stage!)).toEqual([])
    expect(stage!.spool.depth().entries).toBe(0)
  })

  test('[MR13] a later message of a connection has its own minute, however the one before was timed', async () => {
    const timers = makeHandTimers(1_000)
    const clock = { time: 1_000_000, now: () => clock.time }
    await open({ timers, clock })
    const talk = await stage!.talk()
    await beginData(talk)
    expect(await talk.say('Subject: first\r\n\r\nx\r\n.')).toMatch(/^250 /)
    clock.time += 45_000
    for (const line of [HELLO[1], 'RCPT TO:<support@desk.test>', 'DATA']) await talk.say(line)
    talk.send('Subject: d')
    clock.time += 15_000
    timers.fire(CHECK_MS)
    // The second began 15 s ago.
    expect(timers.waiting()).toContain(45_000)
    clock.time += 45_000
    timers.fire(45_000)
    expect(await talk.rest()).toEqual([expect.stringMatching(/^421 4\.4\.2 /)])
    await expect.poll(() => timers.waiting()).toEqual([])
  })
})

describe('others go on', () => {
  test('[MA17] beside a hundred clients that drip, mail is taken', async () => {
    await open()
    const drips = await Promise.all(
      Array.from({ length: 100 }, async () => {
        const talk = await stage!.talk()
        await beginData(talk)
        return talk
      }),
    )
    let sent = 0
    const drip = setInterval(() => {
      for (const talk of drips) talk.send('x')
      sent++
    }, 5)
    for (let at = 0; at < 20; at++) expect(await isServing(stage!)).toBe(true)
    await expect.poll(() => sent).toBeGreaterThan(10)
    clearInterval(drip)
    // None of them was lost on the way either.
    for (const talk of drips) expect(await talk.say('\r\n.')).toMatch(/^250 /)
    for (const talk of drips) talk.end()
  })

  test('[MA17] who never reads is not read from either, and goes when it is idle', async () => {
    await open({ idleMs: 1_000 })
    const greedy = await stage!.talk()
    await greedy.reply()
    greedy.socket.pause()
    // Twenty megabytes of commands would be as many of replies in memory.
    const commands = Buffer.from('NOOP\r\n'.repeat(20_000))
    for (let at = 0; at < 170; at++) greedy.send(commands)
    expect(await isServing(stage!)).toBe(true)
    expect(greedy.socket.writableLength).toBeGreaterThan(8 * MIB)
    // Told to go, what it still sends is thrown away unread.
    await expect.poll(() => greedy.socket.writableLength, { timeout: 30_000 }).toBe(0)
    greedy.socket.resume()
    expect((await greedy.rest()).length).toBeLessThan(170 * 20_000)
    expect(await isServing(stage!)).toBe(true)
  })

  test('[MA17] many large messages at once need small buffers', async () => {
    await open()
    const [senders, bytes] = [20, 8 * MIB]
    const block = Buffer.from('x'.repeat(1022).concat('\r\n').repeat(64))
    const before = bufferBytes()
    let most = 0
    const look = setInterval(() => (most = Math.max(most, bufferBytes() - before)), 5)
    await Promise.all(
      Array.from({ length: senders }, async (_, at) => {
        const talk = await stage!.talk()
        await beginData(talk)
        talk.send(`Subject: ${at}\r\n\r\n`)
        for (let sent = 0; sent < bytes; sent += block.length)
          if (!talk.socket.write(block))
            await new Promise((resolve) => talk.socket.once('drain', resolve))
        expect(await talk.say('.')).toMatch(/^250 /)
        talk.end()
      }),
    )
    clearInterval(look)
    expect(stage!.spool.depth()).toMatchObject({ entries: senders })
    expect(stage!.spool.depth().bytes).toBeGreaterThan(senders * bytes)
    // Each holds a block on its way to the disk, and some that nobody has swept up yet; never what it sent.
    expect(most).toBeLessThan((senders * bytes) / 2)
  })
})

function bufferBytes(): number {
  return process.memoryUsage().arrayBuffers
}

/** Every look is a second later, so that asking for fresh routes never has to wait. */
function makeSteppingClock() {
  let time = 1_000_000
  return { now: () => (time += 1_000) }
}
