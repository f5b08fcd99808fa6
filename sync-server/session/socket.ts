/** A WebSocket as sessions and room doors see it: bytes out with a limit on what is unsent, bytes in with a rate. */
import type { Duplex } from 'node:stream'
import type { WebSocket } from 'ws'
import { closeCodeOf, type Fault } from '../../shared/kit/fault.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import type { ReadingTurn } from './reading-turn.ts'
import { countFrameBytes, FRAME_BYTES_MAX, writeFrames } from './ws-frame.ts'

export type Socket = {
  /** One frame each; frames of one call leave in one write. */
  send(...frames: Uint8Array[]): void
  /** Bytes wait for the reader, more than the kernel takes. */
  isBehind(): boolean
  /** Runs once when nothing waits any more; at once when nothing does. */
  whenCaughtUp(run: () => void): void
  close(fault: Fault): void
  isOpen(): boolean
}

export type SocketHandlers = { onFrame(bytes: Uint8Array): void; onClose(): void }

/**
 * Wraps a `ws` socket. A reader that does not read, a sender of text or of too many frames, is closed with its code.
 *
 * @param wire  the connection under it
 */
export function wrapSocket(
  raw: WebSocket,
  wire: Duplex,
  limits: { isRateLimited: boolean; now(): number; reading: ReadingTurn },
): { socket: Socket; serve(handlers: SocketHandlers): void } {
  const close = (fault: Fault) => {
    raw.close(closeCodeOf(fault.code), fault.code)
    // A peer that does not answer the close is not waited for.
    if (raw.bufferedAmount > LIMITS.unsentBytesPerSocket) raw.terminate()
  }
  const socket: Socket = {
    isOpen: () => raw.readyState === raw.OPEN,
    send(...frames) {
      if (raw.readyState !== raw.OPEN) return
      if (raw.bufferedAmount > LIMITS.unsentBytesPerSocket)
        return close({ code: 'kit/busy', detail: 'the reader is too slow' })
      // `ws` writes without delay, as nothing is compressed: what goes past it stays in order.
      if (countFrameBytes(frames) <= FRAME_BYTES_MAX) wire.write(writeFrames(frames))
      else for (const frame of frames) raw.send(frame)
    },
    isBehind: () => wire.writableNeedDrain,
    whenCaughtUp(run) {
      if (wire.writableNeedDrain) wire.once('drain', run)
      else run()
    },
    close,
  }
  return {
    socket,
    serve({ onFrame, onClose }) {
      let windowStart = limits.now()
      let frames = 0
      raw.on('message', (data, isBinary) => {
        // What was sent before the other side heard of the close is not looked at.
        if (raw.readyState !== raw.OPEN) return
        if (!isBinary) return close({ code: 'wire/malformed', detail: 'frames are binary' })
        if (limits.isRateLimited && isTooFast())
          return close({ code: 'kit/rate-limited', detail: 'too many frames' })
        const bytes = Array.isArray(data) ? Buffer.concat(data) : new Uint8Array(data)
        try {
          onFrame(bytes)
        } catch {
          close({ code: 'wire/malformed', detail: 'the frame could not be read' })
        }
      })
      raw.on('ping', answerPing)
      raw.on('close', onClose)
      raw.on('error', () => raw.terminate())
      limits.reading.watch(wire, { pause: () => raw.pause(), resume: () => raw.resume() })

      /** RFC 6455 §5.5.3: of several pings only the last need be answered. A flood of them is one answer a turn. */
      let ping: Buffer | null = null
      function answerPing(data: Buffer): void {
        if (limits.isRateLimited && isTooFast())
          return close({ code: 'kit/rate-limited', detail: 'too many frames' })
        if (ping === null) setImmediate(pong)
        ping = data
      }
      function pong(): void {
        const data = ping
        ping = null
        if (!data || raw.readyState !== raw.OPEN) return
        if (raw.bufferedAmount > LIMITS.unsentBytesPerSocket)
          return close({ code: 'kit/busy', detail: 'the reader is too slow' })
        raw.pong(data)
      }

      /** A burst of ten seconds' worth is taken; more is not. */
      function isTooFast(): boolean {
        const now = limits.now()
        if (now - windowStart > 10_000) {
          windowStart = now
          frames = 0
        }
        return ++frames > LIMITS.framesPerSecond * 10
      }
    },
  }
}
