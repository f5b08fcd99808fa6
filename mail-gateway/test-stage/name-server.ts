/**
 * A small name server on loopback (UDP, RFC 1035) that answers from a table, so that a test asks the way the gateway
 * asks. What a name has can also be silence, or a failure of the server itself.
 */
import { createSocket } from 'node:dgram'
import { AUTHORITATIVE_ANSWER, decode, encode, type Answer } from 'dns-packet'

export type Records = { TXT?: string[]; A?: string[]; AAAA?: string[]; MX?: string[] }
export type Zone = Record<string, Records | 'silent' | 'broken'>

/** RFC 1035 §4.1.1. */
const SERVFAIL = 2
const NXDOMAIN = 3
/** §2.3.4: one string of a TXT record. */
const STRING_BYTES = 255

export async function openNameServer(zone: Zone) {
  const socket = createSocket('udp4')
  const asked: string[] = []
  socket.on('message', (bytes, from) => {
    const query = decode(bytes)
    const [question] = query.questions ?? []
    if (!question) return
    const name = question.name.toLowerCase()
    asked.push(`${question.type} ${name}`)
    const found = zone[name]
    if (found === 'silent') return
    const answers =
      found === undefined || found === 'broken' ? [] : answersOf(found, question.type, name)
    const code = found === 'broken' ? SERVFAIL : found === undefined ? NXDOMAIN : 0
    const reply = encode({
      type: 'response',
      id: query.id ?? 0,
      flags: AUTHORITATIVE_ANSWER | code,
      questions: [question],
      answers,
    })
    socket.send(reply, from.port, from.address)
  })
  await new Promise<void>((resolve) => {
    socket.bind(0, '127.0.0.1', resolve)
  })
  return {
    address: `127.0.0.1:${socket.address().port}`,
    asked,
    close: () => new Promise<void>((resolve) => void socket.close(() => resolve())),
  }
}

function answersOf(found: Records, type: string, name: string): Answer[] {
  const all = { name, ttl: 1, class: 'IN' as const }
  switch (type) {
    case 'TXT':
      return (found.TXT ?? []).map((text) => ({ ...all, type, data: stringsOf(text) }))
    case 'A':
    case 'AAAA':
      return (found[type] ?? []).map((data) => ({ ...all, type, data }))
    case 'MX':
      return (found.MX ?? []).map((exchange, at) => ({
        ...all,
        type,
        data: { preference: at, exchange },
      }))
    default:
      return []
  }
}

/** A key is longer than one string. */
function stringsOf(text: string): string[] {
  const strings: string[] = []
  for (let at = 0; at < text.length; at += STRING_BYTES)
    strings.push(text.slice(at, at + STRING_BYTES))
  return strings
}
