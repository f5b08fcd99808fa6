/**
 * The mail server of the outside world, in the test's own process: keeps every mail it took, and can be told to
 * defer, to refuse, to fall silent after DATA, or to wait. Not here: what is said in the mails.
 */
import type { Socket } from 'node:net'
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server'
import { until, type WaitOptions } from './wait.ts'

export type RelayMail = {
  from: string
  to: string[]
  /** As it came, with dots unstuffed. */
  raw: string
  /** With angle brackets left out; empty when there is none. */
  messageId: string
  subject: string
  at: number
  /** False when the connection was cut before the sender heard that it was taken. */
  isAnswered: boolean
}

/**
 * `accept` 250; `defer` 451 to RCPT; `refuse` 550 to RCPT; `cut` takes the mail and closes before its reply;
 * `pause` takes the mail and answers only once the behaviour changes.
 */
export type RelayBehaviour = 'accept' | 'defer' | 'refuse' | 'cut' | 'pause'

export type Relay = {
  port: number
  url: string
  /** Everything taken, oldest first. */
  mails: RelayMail[]
  behave(behaviour: RelayBehaviour): void
  behaviour(): RelayBehaviour
  /** Mails that wait for their reply while the relay pauses. */
  waitingCount(): number
  /** The first mail that fits. */
  mail(fits: (mail: RelayMail) => boolean, options?: WaitOptions): Promise<RelayMail>
  close(): Promise<void>
}

type Reply = (error?: Error | null, words?: string) => void

export async function openRelay(): Promise<Relay> {
  const mails: RelayMail[] = []
  const sockets = new Map<string, Socket>()
  const waiting = new Set<() => void>()
  let behaviour: RelayBehaviour = 'accept'

  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    logger: false,
    onRcptTo(_address, _session, done) {
      if (behaviour === 'defer') return done(replyOf(451, '4.2.0 try again later'))
      if (behaviour === 'refuse') return done(replyOf(550, '5.1.1 there is nobody with that name'))
      return done()
    },
    onData: (stream, session, done) => void take(stream, session, done),
  })
  server.on('error', () => {
    // Connections that break are what this relay is for.
  })
  server.server.on('connection', (socket: Socket) => {
    const key = `${socket.remoteAddress}:${socket.remotePort}`
    sockets.set(key, socket)
    socket.once('close', () => sockets.delete(key))
  })

  async function take(
    stream: SMTPServerDataStream,
    session: SMTPServerSession,
    done: Reply,
  ): Promise<void> {
    const chunks: Buffer[] = []
    try {
      for await (const chunk of stream) chunks.push(Buffer.from(chunk))
    } catch {
      // Cut off before the final dot: nothing was taken.
      return
    }
    const raw = Buffer.concat(chunks).toString('latin1')
    const { mailFrom, rcptTo } = session.envelope
    const socket = sockets.get(`${session.remoteAddress}:${session.remotePort}`)
    const mail: RelayMail = {
      from: mailFrom === false ? '' : mailFrom.address,
      to: rcptTo.map((recipient) => recipient.address),
      raw,
      messageId: headerOf(raw, 'message-id').replace(/^<|>$/g, ''),
      subject: headerOf(raw, 'subject'),
      at: Date.now(),
      isAnswered: false,
    }
    mails.push(mail)
    if (behaviour === 'pause')
      await new Promise<void>((resolve) => {
        waiting.add(resolve)
        socket?.once('close', resolve)
      })
    if (behaviour === 'cut' || !socket || socket.destroyed) {
      socket?.destroy()
      return
    }
    mail.isAnswered = true
    done(null, '2.0.0 taken')
  }

  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', () => resolve()))
  const address = server.server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return {
    port,
    url: `smtp://127.0.0.1:${port}`,
    mails,
    behaviour: () => behaviour,
    behave(next) {
      behaviour = next
      if (next === 'pause') return
      for (const wake of waiting) wake()
      waiting.clear()
    },
    waitingCount: () => waiting.size,
    mail: (fits, options) => until('a mail at the relay', () => mails.find(fits), options),
    async close() {
      for (const wake of waiting) wake()
      for (const socket of sockets.values()) socket.destroy()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}

/** An unfolded header (RFC 5322 §2.2.3); empty when it is missing. */
export function headerOf(raw: string, name: string): string {
  const head = raw.split(/\r?\n\r?\n/, 1)[0] ?? ''
  const unfolded = head.replace(/\r?\n[ \t]+/g, ' ')
  const found = new RegExp(`^${name}:[ \\t]*(.*)$`, 'im').exec(unfolded)
  return found?.[1]?.trim() ?? ''
}

function replyOf(responseCode: number, words: string): Error {
  return Object.assign(new Error(words), { responseCode })
}
