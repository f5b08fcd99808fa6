/**
 * SMTP (RFC 5321) and LMTP (RFC 2033) as they are spoken at the door: the server of smtp-server, which only this file and
 * smtp-session.ts know, with what it asks of us. What it does otherwise than we need is mended in both.
 *
 * Not here: what a client is answered (keeper.ts), the port (listener.ts). AUTH is never offered (this is a port for
 * mail from outside, RFC 6409 is another), nor DSN (RFC 3461): we send no success reports, so the sender's own
 * server must.
 */
import type { Socket } from 'node:net'
import { SMTPServer, type SMTPServerSession } from 'smtp-server'
import type { Clock, Timers } from '../../shared/kit/clock.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import type { Log } from '../../shared/kit/log.ts'
import type { Certificate } from './certificate.ts'
import { countedAddress, type AddressList } from './client-address.ts'
import type { Judged, Keeper } from './keeper.ts'
import type { Reply } from './reply.ts'
import { DeskConnection } from './smtp-session.ts'

export type Listener = {
  /** `smtps` begins with TLS (RFC 8314); on the others it is asked for with STARTTLS. */
  speaks: 'smtp' | 'smtps' | 'lmtp'
  at: { host: string; port: number } | { path: string }
}

export type SmtpInOptions = Listener & {
  name: string
  keeper: Keeper
  certificate: Certificate | null
  /** Peers whose XCLIENT and XFORWARD are believed. Who can open a unix socket is one of them. */
  trusted: AddressList
  /** Peers that send a PROXY header first, and only they may. */
  proxies: AddressList
  clock: Clock
  timers: Timers
  log: Log
  idleMs: number
  closeMs: number
}

export class DeskServer extends SMTPServer {
  readonly keeper: Keeper
  readonly clock: Clock
  readonly timers: Timers
  /** Until their sockets are closed; `connections` forgets them when they are told to go. */
  readonly open = new Set<DeskConnection>()
  #desk: SmtpInOptions
  #connections = new WeakMap<SMTPServerSession, DeskConnection>()
  #isClosing = false

  constructor(options: SmtpInOptions) {
    const { speaks, name, idleMs, closeMs } = options
    super({
      name,
      banner: 'Deskside',
      lmtp: speaks === 'lmtp',
      secure: speaks === 'smtps',
      minVersion: 'TLSv1.2',
      size: LIMITS.mailBytes,
      rejectOversized: true,
      disabledCommands: ['AUTH', 'WIZ', 'SHELL', 'KILL'],
      hideENHANCEDSTATUSCODES: false,
      disableReverseLookup: true,
      logger: false,
      maxClients: LIMITS.smtpClients,
      maxCommandLength: LIMITS.smtpCommandBytes,
      socketTimeout: idleMs,
      closeTimeout: closeMs,
    })
    this.keeper = options.keeper
    this.clock = options.clock
    this.timers = options.timers
    this.#desk = options
  }

  override connect(...args: Parameters<SMTPServer['connect']>): void {
    const connection = new DeskConnection(this, ...args)
    this.#connections.set(connection.session, connection)
    this.connections.add(connection)
    this.open.add(connection)
    connection.on('error', (error: Error) => this.emit('error', error))
    connection.init()
  }

  isTrusted(address: string): boolean {
    return 'path' in this.#desk.at || this.#desk.trusted.has(address)
  }

  hasCertificate(): boolean {
    return Boolean(this.#desk.certificate?.current())
  }

  /**
   * Without a certificate of ours the library would use one of its own, whose key everybody has. And who begins a
   * handshake and does not end it is no connection yet that would be counted.
   */
  override _acceptSocket(socket: Socket, handshake: boolean): (() => void) | false {
    const isWelcome = this.hasCertificate() && this.keeper.mayWait(this.#countWaiting(socket))
    if (!handshake || isWelcome) return super._acceptSocket(socket, handshake)
    socket.on('error', () => {})
    socket.destroy()
    return false
  }

  #countWaiting(socket: Socket): number {
    const address = countedAddress(socket.remoteAddress ?? '')
    let count = 0
    for (const other of this._pendingSockets.keys())
      if (countedAddress(other.remoteAddress ?? '') === address) count++
    return count
  }

  override _expectsProxyHeader(socket: Socket): boolean {
    return this.#desk.proxies.has(socket.remoteAddress ?? '')
  }

  /** RFC 5321 §3.8: a closing server may say 421; who is in the middle of DATA is let finish. */
  quitIdle(): void {
    this.#isClosing = true
    for (const connection of this.connections)
      if (connection instanceof DeskConnection) connection.quit()
  }

  override onConnect(session: SMTPServerSession, callback: (error?: Error | null) => void): void {
    const refusal = this.keeper.enter(this.#connectionOf(session).visit)
    callback(refusal && errorOf(refusal))
  }

  override onClose(session: SMTPServerSession): void {
    this.keeper.leave(session.id)
  }

  override onMailFrom(...[sender, session, callback]: Parameters<SMTPServer['onMailFrom']>): void {
    const declared = sender.args === false ? undefined : sender.args['SIZE']
    const bytes = typeof declared === 'string' ? Number(declared) : 0
    const { visit } = this.#connectionOf(session)
    const refusal = this.keeper.judgeSender(visit, sender.address, bytes)
    callback(refusal && errorOf(refusal))
  }

  override onRcptTo(...[recipient, session, callback]: Parameters<SMTPServer['onRcptTo']>): void {
    const connection = this.#connectionOf(session)
    const before = session.envelope.rcptTo.length
    const answer = (judged: Judged) => {
      if (!judged.ok) return callback(errorOf(judged.reply))
      recipient.address = judged.address
      callback()
    }
    // Most are known, and what is answered at once goes out with the replies around it.
    const judged = this.keeper.judgeRecipient(connection.visit, recipient.address, before)
    if (!(judged instanceof Promise)) return answer(judged)
    judged.then(answer, (error: unknown) => callback(errorOf(this.keeper.replyBug(error))))
  }

  override onData(...[, session, callback]: Parameters<SMTPServer['onData']>): void {
    const connection = this.#connectionOf(session)
    const { mailFrom, rcptTo } = session.envelope
    const sender = mailFrom === false ? '' : mailFrom.address
    const recipients = rcptTo.map(({ address }) => address)
    const { sink, reply: coming } = this.keeper.take(connection.visit, { sender, recipients })
    connection.takeInto(sink)
    void coming.then((reply) => {
      if (reply.isLast) connection.repliesLeft = this.options.lmtp ? recipients.length : 1
      if (reply.code === 250) callback(null, reply.text)
      else callback(errorOf(reply))
      if (this.#isClosing) connection.quit()
    })
  }

  #connectionOf(session: SMTPServerSession): DeskConnection {
    const connection = this.#connections.get(session)
    if (connection === undefined) throw new Error('a session without its connection')
    return connection
  }
}

function errorOf(reply: Reply): Error {
  return Object.assign(new Error(reply.text), { responseCode: reply.code })
}
