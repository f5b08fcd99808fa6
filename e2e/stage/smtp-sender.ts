/**
 * A sender of mail on a raw socket: what it sends is byte for byte what it was given, and what it heard is exactly the
 * reply. Not here: TLS, authentication, pipelining.
 */
import { connect, type Socket } from 'node:net'

const SILENCE_MS_MAX = 30_000

export type Envelope = { from: string; to: readonly string[] }
export type SmtpReply = { code: number; words: string }

export type SmtpSender = {
  /** One mail on this connection. Throws when the line broke: then nobody knows whether it was taken. */
  send(envelope: Envelope, raw: Uint8Array): Promise<SmtpReply>
  close(): void
}

export async function openSmtpSender(port: number, host = '127.0.0.1'): Promise<SmtpSender> {
  const socket = connect(port, host)
  socket.setNoDelay(true)
  const replies = readReplies(socket)
  await expectCode(await replies(), 220)
  await expectCode(await command('EHLO sender.test'), 250)

  function command(line: string): Promise<SmtpReply> {
    socket.write(`${line}\r\n`)
    return replies()
  }

  return {
    async send(envelope, raw) {
      const from = await command(`MAIL FROM:<${envelope.from}>`)
      if (from.code !== 250) return from
      for (const address of envelope.to) {
        const to = await command(`RCPT TO:<${address}>`)
        if (to.code !== 250) {
          await command('RSET')
          return to
        }
      }
      const data = await command('DATA')
      if (data.code !== 354) return data
      socket.write(stuffDots(raw))
      return replies()
    },
    close: () => void socket.end('QUIT\r\n'),
  }
}

/** One mail on a connection of its own. */
export async function sendMail(
  port: number,
  envelope: Envelope,
  raw: Uint8Array,
): Promise<SmtpReply> {
  const sender = await openSmtpSender(port)
  try {
    return await sender.send(envelope, raw)
  } finally {
    sender.close()
  }
}

/** RFC 5321 §4.5.2, and the final dot. */
export function stuffDots(raw: Uint8Array): Buffer {
  const text = Buffer.from(raw).toString('latin1')
  const stuffed = text.replace(/^\./gm, '..')
  return Buffer.from(`${stuffed}${stuffed.endsWith('\r\n') ? '' : '\r\n'}.\r\n`, 'latin1')
}

/** The next whole reply, several lines of it taken together (RFC 5321 §4.2.1). */
function readReplies(socket: Socket): () => Promise<SmtpReply> {
  let text = ''
  let broken: Error | null = null
  const ready: SmtpReply[] = []
  let wake: (() => void) | null = null
  const end = (error: Error) => {
    broken ??= error
    wake?.()
  }
  socket.setTimeout(SILENCE_MS_MAX, () => socket.destroy(new Error('the SMTP server is silent')))
  socket.on('error', end)
  socket.on('close', () => end(new Error('the SMTP connection was closed')))
  socket.on('data', (bytes) => {
    text += bytes.toString('latin1')
    for (;;) {
      const found = /^((?:\d{3}-.*\r\n)*)(\d{3})(?: (.*))?\r\n/.exec(text)
      if (!found) break
      text = text.slice(found[0].length)
      ready.push({ code: Number(found[2]), words: found[3] ?? '' })
    }
    wake?.()
  })
  return async () => {
    for (;;) {
      const reply = ready.shift()
      if (reply) return reply
      if (broken) throw broken
      await new Promise<void>((resolve) => {
        wake = resolve
      })
    }
  }
}

async function expectCode(reply: SmtpReply, code: number): Promise<void> {
  if (reply.code !== code) throw new Error(`SMTP ${reply.code} ${reply.words}`)
}
