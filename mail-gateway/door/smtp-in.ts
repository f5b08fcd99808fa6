/**
 * SMTP (RFC 5321) and LMTP (RFC 2033) as they are spoken at the door. The one place that knows smtp-server: what it
 * does otherwise than we need is mended below.
 *
 * Not here: what a client is answered (keeper.ts), the port (listener.ts). AUTH is never offered (this is a port for
 * mail from outside, RFC 6409 is another), nor DSN (RFC 3461): we send no success reports, so the sender's own
 * server must.
 */
import type { Socket } from 'node:net'
import { SMTPServer, type SMTPServerSession } from 'smtp-server'
import { SMTPConnection } from 'smtp-server/lib/smtp-connection.js'
import type { Timers } from '../../shared/kit/clock.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import type { Log } from '../../shared/kit/log.ts'
import { asksForRelay } from './address.ts'
import type { Certificate } from './certificate.ts'
import { countedAddress, type AddressList } from './client-address.ts'
import type { Keeper, Visit } from './keeper.ts'
import { replyOf, type Reply } from './reply.ts'

/** A client that talks before this is over is no mail server; short, as real ones connect per message. */
const GREETING_MS = 1
/** How often a message that comes slowly is looked at. */
const DATA_CHECK_MS = 60_000

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
  timers: Timers
  log: Log
  idleMs: number
  closeMs: number
}

/** A connection that smtp-server made, with what was read from its command lines before it does. */
class DeskConnection extends SMTPConnection {
  readonly desk: DeskServer
  /** The connection ends with so many more replies; 0: it goes on. */
  repliesLeft = 0
  #watches = new Set<{ cancel(): void }>()
  #dataWatch = { cancel: () => {} }

  constructor(desk: DeskServer, ...rest: ConnectionArguments) {
    super(desk, ...rest)
    this.desk = desk
  }

  get visit(): Visit {
    const helo = this._xClient.get('HELO') || this.hostNameAppearsAs
    return {
      id: this.id,
      address: this.remoteAddress,
      helo: String(helo || ''),
      isEncrypted: this.secure,
      // Only a server of ours speaks LMTP. Once XCLIENT says who it is, it is that client.
      isTrusted:
        this.desk.options.lmtp === true ||
        (this.desk.isTrusted(this._originalRemoteAddress) && !this._xClient.get('ADDR')),
    }
  }

  /**
   * smtp-server waits 100 ms before its greeting to catch early talkers. Mail servers connect once a message,
   * so that would be the price of every mail; here it is as short as a timer can be.
   */
  override init(): void {
    this._setListeners(() => {
      if (this.desk.connections.size > LIMITS.smtpClients)
        return this.send(421, '4.7.0 Too many connections; try again in a moment.', false)
      this.#after(GREETING_MS, () => this.connectionReady())
      this.#after(LIMITS.smtpSessionMs, () => this.#endSession())
    })
  }

  override _onClose(): void {
    super._onClose()
    this.desk.open.delete(this)
    for (const watch of this.#watches) watch.cancel()
  }

  #after(delayMs: number, run: () => void): { cancel(): void } {
    const watch = this.desk.timers.after(delayMs, () => {
      this.#watches.delete(watch)
      run()
    })
    this.#watches.add(watch)
    return watch
  }

  #endSession(): void {
    // A message under way has a limit of its own.
    if (this._dataStream) this.#after(DATA_CHECK_MS, () => this.#endSession())
    else this.send(421, '4.4.2 This session has lasted too long.', false)
  }

  /** A text that brings its own enhanced code (RFC 3463) is not given a second one. */
  override send(code: number, text?: string | string[] | null, context?: string | false): void {
    const hasCode = typeof text === 'string' && /^[245]\.\d{1,3}\.\d{1,3} /.test(text)
    super.send(code, text, hasCode ? false : context)
    if (this.repliesLeft > 0 && --this.repliesLeft === 0) this.close()
  }

  /** Told to go, at once; a message that is being taken or decided on is answered first. */
  quit(): void {
    if (this._ready && !this._dataStream)
      this.send(421, '4.3.2 The server is shutting down.', false)
  }

  override _isDisabled(command: string): boolean {
    return (command === 'STARTTLS' && !this.desk.hasCertificate()) || super._isDisabled(command)
  }

  override handler_RCPT(command: Buffer, callback: () => void): void {
    // The library drops a source route (RFC 5321 appendix C allows it); asking for one is asking for a relay.
    const path = /^rcpt\s+to\s*:\s*<([^>]*)>/i.exec(command.toString('latin1'))?.[1] ?? ''
    if (asksForRelay(path)) {
      const { keeper } = this.desk
      keeper.judgeRecipient(this.visit, path, 0).then(
        (judged) => this.#refuseRelay(judged.ok ? null : judged.reply, callback),
        (error: unknown) => this.#refuseRelay(keeper.replyBug(error), callback),
      )
      return
    }
    // RFC 2033 §4.2: an address that is named twice is answered twice. The library would answer once.
    this._rcptIndex = new Map()
    super.handler_RCPT(command, callback)
  }

  #refuseRelay(reply: Reply | null, callback: () => void): void {
    const { code, text } = reply ?? replyOf({ code: 'mail/no-relay', detail: '' })
    this.send(code, text)
    callback()
  }

  override handler_DATA(command: Buffer, callback: () => void): void {
    super.handler_DATA(command, callback)
    const stream = this._dataStream
    if (!stream) return
    const watch = (passedMs: number) => {
      if (this._dataStream !== stream || !this._parser || !this._parser._dataMode) return
      const least = (passedMs / 1000) * LIMITS.smtpDataBytesPerSecond
      if (passedMs >= LIMITS.smtpDataMs || this._parser.dataBytes < least)
        return this.send(421, '4.4.2 The message came too slowly.', false)
      this.#dataWatch = this.#after(DATA_CHECK_MS, () => watch(passedMs + DATA_CHECK_MS))
    }
    this.#dataWatch = this.#after(DATA_CHECK_MS, () => watch(DATA_CHECK_MS))
  }

  /** The message is answered. A timer a message would else wait for its minute in vain. */
  endData(): void {
    this.#dataWatch.cancel()
    this.#watches.delete(this.#dataWatch)
  }

  /** RFC 5321 §3.5.3: known, and not done. Who is here is said to nobody. */
  handler_EXPN(_command: Buffer, callback: () => void): void {
    this.send(502, '5.5.1 EXPN is not done here.')
    callback()
  }

  override _proxyCommandAllowed(command: string, _option: 'useXClient' | 'useXForward'): boolean {
    return (
      !this._xClient.has('ADDR') &&
      this.desk.isTrusted(this._originalRemoteAddress) &&
      this._isSupported(command)
    )
  }

  override handler_XCLIENT(command: Buffer, callback: () => void): void {
    // Nobody signs in here, so nobody has signed in before.
    const bare = Buffer.from(command.toString().replace(/\sLOGIN=\S*/gi, ''))
    super.handler_XCLIENT(bare, () => {
      if (this._xClient.get('ADDR')) {
        const refusal = this.desk.keeper.enter(this.visit)
        if (refusal) this.send(refusal.code, refusal.text)
      }
      callback()
    })
  }

  /** Postfix says it anew before each message of a connection that it keeps; what it does not know is nobody's. */
  override handler_XFORWARD(command: Buffer, callback: () => void): void {
    if (this.session.envelope.mailFrom) return super.handler_XFORWARD(command, callback)
    const { hostNameAppearsAs } = this
    super.handler_XFORWARD(command, () => {
      if (this._xForward.get('ADDR') === false) this.remoteAddress = this._originalRemoteAddress
      // The library would ask for HELO again.
      this.hostNameAppearsAs ||= hostNameAppearsAs
      this._resetSession()
      callback()
    })
  }
}

type ConnectionArguments = [
  socket: ConstructorParameters<typeof SMTPConnection>[1],
  options?: ConstructorParameters<typeof SMTPConnection>[2],
]

export class DeskServer extends SMTPServer {
  readonly keeper: Keeper
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
    this.keeper.judgeRecipient(connection.visit, recipient.address, before).then(
      (judged) => {
        if (!judged.ok) return callback(errorOf(judged.reply))
        recipient.address = judged.address
        callback()
      },
      (error: unknown) => callback(errorOf(this.keeper.replyBug(error))),
    )
  }

  override onData(...[stream, session, callback]: Parameters<SMTPServer['onData']>): void {
    const connection = this.#connectionOf(session)
    const { mailFrom, rcptTo } = session.envelope
    const sender = mailFrom === false ? '' : mailFrom.address
    const recipients = rcptTo.map(({ address }) => address)
    void this.keeper.take(stream, connection.visit, { sender, recipients }).then((reply) => {
      connection.endData()
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
