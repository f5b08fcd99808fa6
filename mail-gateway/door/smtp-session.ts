/**
 * One client's connection to the door, as smtp-server makes it, with what that does otherwise than we need: greeting,
 * times, source routes, repeated recipients, XCLIENT and XFORWARD. Not here: what is answered (keeper.ts).
 */
import { SMTPConnection } from 'smtp-server/lib/smtp-connection.js'
import { LIMITS } from '../../shared/kit/limits.ts'
import { asksForRelay } from './address.ts'
import type { Visit } from './keeper.ts'
import type { MessageSink } from './receive.ts'
import { replyOf, type Reply } from './reply.ts'
import { DeskParser } from './smtp-parser.ts'
import type { DeskServer } from './smtp-in.ts'

/** A client that talks before this is over is no mail server; short, as real ones connect per message. */
const GREETING_MS = 1
/** How often a message that comes slowly is looked at. */
const DATA_CHECK_MS = 60_000

/** When it began, and how often it was looked at. */
type Message = { at: number; checks: number }

/** A connection that smtp-server made, with what was read from its command lines before it does. */
export class DeskConnection extends SMTPConnection {
  readonly desk: DeskServer
  /** The connection ends with so many more replies; 0: it goes on. */
  repliesLeft = 0
  #isGathering = false
  #watches = new Set<{ cancel(): void }>()
  /** The one that comes, or came last. */
  #message: Message = { at: 0, checks: 0 }
  #isWatched = false
  #peer: { address: string | null; isTrusted: boolean } = { address: null, isTrusted: false }

  constructor(desk: DeskServer, ...rest: ConnectionArguments) {
    super(desk, ...rest)
    this.desk = desk
  }

  /** Asked at each command, and looking through the list is a good part of what a command costs. */
  #isTrustedPeer(): boolean {
    const address = this._originalRemoteAddress
    if (this.#peer.address !== address)
      this.#peer = { address, isTrusted: this.desk.isTrusted(address) }
    return this.#peer.isTrusted
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
        this.desk.options.lmtp === true || (this.#isTrustedPeer() && !this._xClient.get('ADDR')),
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

  override _createParser(): DeskParser {
    const { maxCommandLength } = this._server.options
    const parser = new DeskParser(maxCommandLength === undefined ? {} : { maxCommandLength })
    parser.oncommand = (command, callback) => this._onCommand(command, callback ?? (() => {}))
    parser.on('error', (error) => this.send(421, `Error: ${error.message}`))
    return parser
  }

  /** Replies to commands that came in one packet go out in one, once all of them are worked off (RFC 2920 §3.2). */
  override _onCommand(command: Buffer, callback: () => void): void {
    if (!this.#isGathering) {
      this.#isGathering = true
      const socket = this._socket
      socket.cork()
      process.nextTick(() => {
        this.#isGathering = false
        socket.uncork()
      })
    }
    super._onCommand(command, callback)
  }

  /** What was said before TLS is on its way before TLS begins. */
  override upgrade(...args: Parameters<SMTPConnection['upgrade']>): void {
    this._socket.uncork()
    super.upgrade(...args)
  }

  takeInto(sink: MessageSink): void {
    if (this._parser instanceof DeskParser) this._parser.takeInto(sink)
  }

  override _onClose(): void {
    if (this._parser instanceof DeskParser) this._parser.abort()
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
      Promise.resolve(keeper.judgeRecipient(this.visit, path, 0)).then(
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
    if (!this._dataStream) return
    this.#message = { at: this.desk.clock.now(), checks: 0 }
    if (!this.#isWatched) this.#watch(this.#message, DATA_CHECK_MS)
  }

  /** One timer for all messages of a connection: most have come long before it goes off. */
  #watch(message: Message, waitMs: number): void {
    this.#isWatched = true
    this.#after(waitMs, () => {
      this.#isWatched = false
      this.#check(message)
    })
  }

  #check(watched: Message): void {
    const message = this.#message
    if (!this._dataStream || !this._parser || !this._parser._dataMode) return
    if (message !== watched) {
      // It was set for an earlier one: this one has the rest of its minute.
      const leftMs = message.at + DATA_CHECK_MS - this.desk.clock.now()
      return this.#watch(message, Math.min(DATA_CHECK_MS, Math.max(1, leftMs)))
    }
    const passedMs = ++message.checks * DATA_CHECK_MS
    const least = (passedMs / 1000) * LIMITS.smtpDataBytesPerSecond
    if (passedMs >= LIMITS.smtpDataMs || this._parser.dataBytes < least)
      return this.send(421, '4.4.2 The message came too slowly.', false)
    this.#watch(message, DATA_CHECK_MS)
  }

  /** RFC 5321 §3.5.3: known, and not done. Who is here is said to nobody. */
  handler_EXPN(_command: Buffer, callback: () => void): void {
    this.send(502, '5.5.1 EXPN is not done here.')
    callback()
  }

  override _proxyCommandAllowed(command: string, _option: 'useXClient' | 'useXForward'): boolean {
    return !this._xClient.has('ADDR') && this.#isTrustedPeer() && this._isSupported(command)
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
