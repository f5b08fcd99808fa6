/**
 * Which sockets still have somebody at their end: pinged on a beat, and ended when nothing came for a while, so that whoever
 * fell off the network without a word leaves rows and rooms. Not here: who is in them (room/presence).
 */
import type { Timers } from '../../shared/kit/clock.ts'
import { LIMITS } from '../../shared/kit/limits.ts'

/** A WebSocket. */
export type Beating = {
  /** RFC 6455 §5.5.2: whoever is there answers it. */
  ping(): void
  terminate(): void
  once(event: 'close', run: () => void): unknown
}

/** What it runs over; both count from the beginning of the connection. */
export type Wire = { readonly bytesRead: number; readonly bytesWritten: number }

export type Heartbeat = { watch(socket: Beating, wire: Wire): void; stop(): void }

type Pulse = {
  wire: Wire
  bytesRead: number
  /** When something was read last. */
  written: number
  silentBeats: number
}

export function makeHeartbeat(timers: Timers): Heartbeat {
  const pulses = new Map<Beating, Pulse>()
  let next = timers.after(LIMITS.socketPingMs, beat)

  function beat(): void {
    for (const [socket, pulse] of pulses) {
      const { bytesRead, bytesWritten } = pulse.wire
      if (bytesRead === pulse.bytesRead) pulse.silentBeats++
      else Object.assign(pulse, { bytesRead, written: bytesWritten, silentBeats: 0 })
      // Behind much that is on its way over a slow line a ping arrives late, and so does its answer.
      const isBusy = bytesWritten - pulse.written > LIMITS.socketBacklogBytes
      const silentMsMax = isBusy ? LIMITS.socketBusyMs : LIMITS.socketSilentMs
      if (pulse.silentBeats * LIMITS.socketPingMs >= silentMsMax) socket.terminate()
      else socket.ping()
    }
    next = timers.after(LIMITS.socketPingMs, beat)
  }

  return {
    watch(socket, wire) {
      const { bytesRead, bytesWritten } = wire
      pulses.set(socket, { wire, bytesRead, written: bytesWritten, silentBeats: 0 })
      socket.once('close', () => pulses.delete(socket))
    },
    stop: () => next.cancel(),
  }
}
