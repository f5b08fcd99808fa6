/**
 * What nodes of one desk say to each other about presence: who shows what in which room. Never stored; what is lost is
 * shown again when somebody moves. Not here: when it is said, and what a node remembers of it (elsewhere).
 */
import { v } from '../../shared/kit/schema.ts'

/** One awareness state (y-protocols): the client it is of, its clock, and the state as JSON. */
export type Shown = readonly [client: number, clock: number, json: string]

/** The state of somebody who went. */
export const GONE = 'null'

const whole = v.pipe(v.number(), v.safeInteger(), v.minValue(0))

export const PresenceWord = v.object({
  /** Who says so: a node does not listen to itself. Said without anything else: it is alive. */
  node: v.string(),
  shown: v.optional(v.array(v.tuple([v.string(), whole, whole, v.string()])), []),
  /** Everybody is asked to show all they have: this node has missed something. */
  isAsking: v.optional(v.boolean(), false),
  /** It stops: nobody is there any more. */
  isLeaving: v.optional(v.boolean(), false),
})
export type PresenceWord = v.InferOutput<typeof PresenceWord>

export type ShownIn = PresenceWord['shown'][number]

/**
 * Payloads of at most so many bytes, and what did not fit into so many of them. A state that is too long by itself is not
 * told at all.
 */
export function packShown(
  node: string,
  list: Iterable<ShownIn>,
  most: { bytes: number; payloads: number },
): { payloads: string[]; rest: ShownIn[] } {
  const empty = JSON.stringify({ node, shown: [] })
  const emptyBytes = Buffer.byteLength(empty)
  const payloads: string[] = []
  const rest: ShownIn[] = []
  let parts: string[] = []
  let bytes = emptyBytes
  const close = () => {
    if (parts.length > 0) payloads.push(`${empty.slice(0, -2)}${parts.join(',')}]}`)
    parts = []
    bytes = emptyBytes
  }
  for (const one of list) {
    const part = JSON.stringify(one)
    const own = Buffer.byteLength(part) + 1
    if (emptyBytes + own > most.bytes) continue
    if (bytes + own > most.bytes) close()
    if (payloads.length >= most.payloads) rest.push(one)
    else {
      parts.push(part)
      bytes += own
    }
  }
  close()
  return { payloads, rest }
}
