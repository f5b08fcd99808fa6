/** Senders of mail: a mail is theirs until they read 250, and after a broken line they send the same bytes again. */
import type { Seeded } from '../stage/seeded.ts'
import { openSmtpSender, type SmtpSender } from '../stage/smtp-sender.ts'
import { pause } from '../stage/wait.ts'
import { insist, type Outcome, type World } from './world.ts'

const REPEAT_SHARE = 0.1
const PAD_LINES_MAX = 120

export async function runMail(world: World, random: Seeded, number: number): Promise<void> {
  let sender: SmtpSender | null = null
  const address = `writer${number}@example.test`
  while (!world.isOver()) {
    const entry = world.ledger.begin('mail')
    const raw = write(entry.token, address, world.queue.address, random)
    const send = async (suffix: string): Promise<Outcome<boolean>> => {
      const bytes = suffix === '' ? raw : Buffer.concat([Buffer.from(`X-Try: ${suffix}\r\n`), raw])
      try {
        sender ??= await openSmtpSender(world.stage.smtpPort)
        const envelope = { from: address, to: [world.queue.address] }
        const reply = await sender.send(envelope, bytes)
        if (reply.code === 250) return { end: 'answered', value: true }
        if (reply.code < 500) return { end: 'again' }
        return { end: 'refused', why: `${reply.code} ${reply.words}` }
      } catch (error) {
        sender?.close()
        sender = null
        throw error
      }
    }
    const taken = await insist(world, entry, random, send)
    if (taken && random.isChance(REPEAT_SHARE)) await send('').catch(() => null)
    await pause(random.between(10, 60))
  }
  // Set inside `send`, which the compiler does not follow.
  const last: SmtpSender | null = sender
  if (last) closeSender(last)
}

function closeSender(sender: SmtpSender): void {
  sender.close()
}

function write(token: string, from: string, to: string, random: Seeded): Buffer {
  const lines = Array.from(
    { length: random.between(0, PAD_LINES_MAX) },
    (_, at) => `.${at} of a story that makes this mail longer`,
  )
  return Buffer.from(
    [
      `From: Writer <${from}>`,
      `To: ${to}`,
      `Subject: Written to you`,
      `Message-ID: <${token}@example.test>`,
      'MIME-Version: 1.0',
      'Content-Type: text/plain; charset=utf-8',
      '',
      `My number is ${token}.`,
      ...lines,
      '',
    ].join('\r\n'),
  )
}
