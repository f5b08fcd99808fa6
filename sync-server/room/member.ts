/** One socket's place in a room: who it is, and the way back to it. */
import type { Fault } from '../../shared/kit/fault.ts'

export type Member = {
  person: { id: string; name: string; color: string }
  device: string
  send(payload: Uint8Array): void
  close(fault: Fault): void
}
