/** One socket's place in a room: who it is, and the way back to it. */
import type { Fault } from '../../shared/kit/fault.ts'

export type Member = {
  person: { id: string; name: string; color: string }
  device: string
  /** The login it came with; when that ends, so does the member. Null where the socket sees to it. */
  session: string | null
  /** While its rights are read again it is told nothing. Null where the socket sees to it. */
  doubt: { begin(): void; end(): void } | null
  /** One message each; those of one call leave together. */
  send(payloads: readonly Uint8Array[]): void
  /** Its reader does not keep up: more is better kept back, and sent when `whenCaughtUp` says so. */
  isBehind(): boolean
  whenCaughtUp(run: () => void): void
  close(fault: Fault): void
}
