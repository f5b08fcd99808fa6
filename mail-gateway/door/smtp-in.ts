/**
 * The SMTP door (RFC 5321): takes mail for the addresses of the desk, and says 250 only when the spool
 * has it on disk. It reads no message and needs no server. The one place that knows smtp-server.
 *
 * Not here: AUTH (this is a port for mail from outside, RFC 6409 is another), relaying, any look into the
 * message beyond its trace headers.
 */
import { readFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { SMTPServer, type SMTPServerSession } from 'smtp-server'
import { SMTPConnection } from 'smtp-server/lib/smtp-connection.js'
import type { Clock, Timers } from '../../shared/kit/clock.ts'
import { FAULTS, fail, ok, type Fault, type Result } from '../../shared/kit/fault.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import type { Log } from '../../shared/kit/log.ts'
import { normaliseDomain } from './address.ts'
import { receiveMessage, type Received } from './receive.ts'
import type { RouteBook } from './routes.ts'
import type { Spool } from '../inbound/spool.ts'

/** RFC 5321 §4.5.3.2.7: a server should wait five minutes for the next command. */
const IDLE_MS = 5 * 60 * 1000
/** RFC 5321 §4.5.3.1.4 asks for 512 and more with extensions; this is ample. */
const COMMAND_BYTES = 4 * 1024
/** Within the ten seconds that a shutdown may take. */
const CLOSE_MS = 5_000
/** A client that talks before this is over is no mail server; short, as real ones connect per message. */
const GREETING_MS = 1
/** This long after the last message the door counts as busy: the next one of a burst is on its way. */
const BUSY_MS = 20

export type SmtpIn = {
  address(): AddressInfo
  /** True while messages come in: whoever has time should leave the machine to the door. */
  isBusy(): boolean
  /** No new mail; what is being written is finished. */
  close(): Promise<void>
}

export type SmtpInOptions = {
  host: string
  port: number
  name: string
  tls: { keyFile: string; certFile: string } | null
  rateLimits: boolean
  routes: RouteBook
  spool: Spool
  clock: Clock
  timers: Timers
  log: Log
}

export async function openSmtpIn(options: SmtpInOptions): Promise<SmtpIn> {
  const { routes, spool, clock, log } = options
  const clients = makeClientCount(options.rateLimits ? LIMITS.smtpClientsPerAddress : Infinity)
  const tls = options.tls && {
    key: await readFile(options.tls.keyFile),
    cert: await readFile(options.tls.certFile),
  }
  let messageCount = 0
  let busyAt = -Infinity
  const inFlight = new Set<Promise<unknown>>()

  const server = new DeskServer(
    {
      name: options.name,
      banner: 'Deskside',
      size: LIMITS.mailBytes,
      rejectOversized: true,
      disabledCommands: tls ? ['AUTH'] : ['AUTH', 'STARTTLS'],
      hideSTARTTLS: tls === null,
      hideENHANCEDSTATUSCODES: false,
      disableReverseLookup: true,
      logger: false,
      maxClients: LIMITS.smtpClients,
      maxCommandLength: COMMAND_BYTES,
      socketTimeout: IDLE_MS,
      closeTimeout: CLOSE_MS,
      ...(tls ? { ...tls, minVersion: 'TLSv1.2' } : {}),
      onConnect(session, callback) {
        if (clients.enter(session.id, session.remoteAddress)) return callback()
        callback(
          replyOf({ code: 'kit/rate-limited', detail: 'too many connections from one address' }),
        )
      },
      onClose(session) {
        clients.leave(session.id)
      },
      onMailFrom(address, _session, callback) {
        const declared = address.args === false ? undefined : address.args['SIZE']
        const bytes = typeof declared === 'string' ? Number(declared) : 0
        if (spool.hasRoom(bytes)) return callback()
        callback(replyOf({ code: 'kit/storage', detail: 'the spool is full' }))
      },
      onRcptTo(address, session, callback) {
        if (session.envelope.rcptTo.length >= LIMITS.recipients)
          return callback(
            replyWith(452, '4.5.3 Too many recipients; send the rest in another message.'),
          )
        routes.judge(address.address).then(
          (judged) => {
            if (!judged.ok) return callback(replyOf(judged.fault))
            address.address = judged.value
            callback()
          },
          (error: unknown) => callback(replyBug(error)),
        )
      },
      onData(stream, session, callback) {
        const name = `${session.id.toLowerCase()}-${++messageCount}.part`
        const taken = receiveMessage(stream, {
          bytesMax: LIMITS.mailBytes,
          incomingDir: spool.incomingDir,
          name,
        })
          .then((received) => keep(received, session))
          .then(
            (kept) =>
              kept.ok ? callback(null, `2.0.0 ${kept.value} kept`) : callback(replyOf(kept.fault)),
            // A sender that hangs up in the middle ends here too; then nobody hears the reply.
            (error: unknown) => callback(replyBug(error)),
          )
          .finally(() => {
            busyAt = clock.now()
            inFlight.delete(taken)
          })
        inFlight.add(taken)
      },
    },
    options.timers,
  )
  server.on('error', (error) =>
    log('debug', 'An SMTP connection failed.', { error: error.message }),
  )

  async function keep(received: Received, session: SMTPServerSession): Promise<Result<string>> {
    const refusal = judge(received)
    const result = refusal ?? (await spool.append(describe(received, session), received.body))
    if (!result.ok) {
      await received.discard()
      return result
    }
    return ok(received.digest)
  }

  function judge(received: Received): Result<never> | null {
    if (received.bytes > LIMITS.mailBytes) return fail('kit/too-big', 'the message is too large')
    if (received.receivedCount > LIMITS.receivedHeaders)
      return fail('mail/loop', 'more than a hundred Received headers')
    if (received.hasSmuggling) return fail('mail/smuggling', 'a lone dot between bare line ends')
    return null
  }

  function describe(received: Received, session: SMTPServerSession) {
    const sender = session.envelope.mailFrom
    return {
      digest: received.digest,
      hash: received.hash,
      bytes: received.bytes,
      receivedAt: clock.now(),
      envelope: {
        from: sender === false ? '' : normaliseSender(sender.address),
        to: [...new Set(session.envelope.rcptTo.map((recipient) => recipient.address))],
        remoteAddress: session.remoteAddress.slice(0, 64),
        helo: String(session.hostNameAppearsAs || '').slice(0, 255),
        isEncrypted: session.secure,
      },
    }
  }

  function replyBug(error: unknown): Error {
    log('warn', 'A message could not be taken.', { error: String(error) })
    return replyOf({ code: 'kit/bug', detail: '' })
  }

  await new Promise<void>((resolve, reject) => {
    server.server.once('error', reject)
    server.listen(options.port, options.host, () => {
      server.server.off('error', reject)
      resolve()
    })
  })

  return {
    address() {
      const address = server.server.address()
      if (address === null || typeof address === 'string') throw new Error('the port is not open')
      return address
    },
    isBusy: () => inFlight.size > 0 || clock.now() - busyAt < BUSY_MS,
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      server.quitIdle()
      await closed
      await Promise.allSettled(inFlight)
    },
  }
}

/**
 * smtp-server waits 100 ms before its greeting to catch early talkers. Mail servers connect once a message,
 * so that would be the price of every mail; here it is as short as a timer can be.
 */
class DeskServer extends SMTPServer {
  private readonly timers: Timers

  constructor(options: ConstructorParameters<typeof SMTPServer>[0], timers: Timers) {
    super(options)
    this.timers = timers
  }

  override connect(...[socket, socketOptions]: Parameters<SMTPServer['connect']>): void {
    const connection = new DeskConnection(this, socket, socketOptions)
    connection.timers = this.timers
    this.connections.add(connection)
    connection.on('error', (error: Error) => this.emit('error', error))
    connection.init()
  }

  /** RFC 5321 §3.8: a closing server may say 421; who is in the middle of DATA is let finish. */
  quitIdle(): void {
    for (const connection of this.connections) {
      if (connection.session.envelope.rcptTo.length > 0) continue
      connection.send(421, 'The server is shutting down.')
    }
  }
}

class DeskConnection extends SMTPConnection {
  timers: Timers | null = null

  override init(): void {
    this._setListeners(() => {
      const server = this._server
      if (server.options.maxClients && server.connections.size > server.options.maxClients)
        return this.send(421, '4.7.0 Too many connections; try again in a moment.', false)
      const greeting = this.timers?.after(GREETING_MS, () => this.connectionReady())
      const session = this.timers?.after(LIMITS.smtpSessionMs, () => {
        this.send(421, '4.4.2 This session has lasted too long.', false)
        this.close()
      })
      this._socket.once('close', () => {
        greeting?.cancel()
        session?.cancel()
      })
    })
  }

  /** A text that brings its own enhanced code (RFC 3463) is not given a second one. */
  override send(code: number, text?: string | string[] | null, context?: string | false): void {
    const hasCode = typeof text === 'string' && /^[245]\.\d{1,3}\.\d{1,3} /.test(text)
    super.send(code, text, hasCode ? false : context)
  }

  override handler_RCPT(command: Buffer, callback: () => void): void {
    // The library drops a source route (RFC 5321 appendix C allows it); asking for one is asking for a relay.
    const path = /^rcpt to:\s*<([^>]*)>/i.exec(command.toString('latin1'))?.[1] ?? ''
    if (/^@|@.*@|["%!\\]/.test(path)) {
      this.send(550, '5.7.1 ' + FAULTS['mail/no-relay'].title)
      return callback()
    }
    super.handler_RCPT(command, callback)
  }
}

function normaliseSender(address: string): string {
  const at = address.lastIndexOf('@')
  if (at < 0) return address.slice(0, 320)
  const domain = normaliseDomain(address.slice(at + 1))
  return (domain === null ? address : `${address.slice(0, at)}@${domain}`).slice(0, 320)
}

function replyOf(fault: Fault): Error {
  const entry = FAULTS[fault.code]
  const words = 'smtp' in entry ? entry.smtp : FAULTS['kit/bug'].smtp
  const [code = '451', enhanced = '4.3.0'] = words.split(' ')
  return replyWith(Number(code), `${enhanced} ${entry.title}`)
}

function replyWith(responseCode: number, text: string): Error {
  return Object.assign(new Error(text), { responseCode })
}

/** Open connections per address; an IPv6 customer is a /64 (one household, one server). */
function makeClientCount(max: number) {
  const counts = new Map<string, number>()
  const sessions = new Map<string, string>()
  return {
    enter(session: string, address: string): boolean {
      const key =
        address.includes(':') && !address.includes('.') ? address.split(':', 4).join(':') : address
      const count = counts.get(key) ?? 0
      if (count >= max) return false
      counts.set(key, count + 1)
      sessions.set(session, key)
      return true
    },
    leave(session: string): void {
      const key = sessions.get(session)
      if (key === undefined) return
      sessions.delete(session)
      const count = counts.get(key) ?? 0
      if (count <= 1) counts.delete(key)
      else counts.set(key, count - 1)
    },
  }
}
