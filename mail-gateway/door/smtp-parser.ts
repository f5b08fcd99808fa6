/**
 * The stream of one SMTP connection, as smtp-server reads it: its command lines, and a message as bytes that are handed on
 * at once. The library puts a stream between itself and who takes a message, and looks at each byte by itself: both
 * cost more than all that is done with an ordinary mail. Not here: where a message ends (data-reader.ts).
 */
import { PassThrough } from 'node:stream'
import { SMTPStream } from 'smtp-server/lib/smtp-stream.js'
import { makeDataReader, type DataReader } from './data-reader.ts'
import type { MessageSink } from './receive.ts'

type Done = (error?: Error | null) => void

/** In place of the library's stream of a message: one that is over, so that it neither waits for it nor ends it. */
const OVER = Object.assign(new PassThrough(), { byteLength: 0, sizeExceeded: false }).destroy()

export class DeskParser extends SMTPStream {
  #reader: DataReader = makeDataReader()
  #sink: MessageSink | null = null

  override startDataMode(): typeof OVER {
    this._dataMode = true
    this.dataBytes = 0
    this.#reader = makeDataReader()
    this.#sink = null
    return OVER
  }

  /** Between `startDataMode` and the first byte. */
  takeInto(sink: MessageSink): void {
    this.#sink = sink
  }

  /** The client is gone: a message that did not come whole has no end. */
  abort(): void {
    if (this._dataMode) this.#sink?.abort()
  }

  override _feedDataStream(chunk: Buffer, done: Done): void {
    const { content, end } = this.#reader.push(chunk)
    this.dataBytes += content.length
    const written = content.length > 0 ? this.#sink?.push(content) : null
    const goOn = end < 0 ? done : () => this.#endMessage(chunk.subarray(end), done)
    if (written) void written.then(() => goOn())
    else goOn()
  }

  /** What came behind it waits until it is answered. */
  #endMessage(rest: Buffer, done: Done): void {
    this._dataMode = false
    this._remainder = ''
    const isAnswered = this._continueCallback === true
    this._continueCallback = isAnswered ? false : () => this._write(rest, 'buffer', done)
    this.#sink?.end()
    if (isAnswered) this._write(rest, 'buffer', done)
  }

  /** The library forgets after it, and with it a message that came whole behind this one. */
  override continue(): void {
    const goOn = this._continueCallback
    this._continueCallback = typeof goOn !== 'function'
    if (typeof goOn === 'function') goOn()
  }
}
