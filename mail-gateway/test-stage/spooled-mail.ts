/** A message that lies in the spool as if it had come in over SMTP. Not here: the door that takes it (door). */
import { unwrap } from '../../shared/kit/fault.ts'
import { makeMessageHash } from '../door/trace.ts'
import type { Spool } from '../inbound/spool.ts'

export async function putInSpool(
  spool: Spool,
  text: string,
  { receivedAt = 1, from = 'ann@home.test' } = {},
): Promise<void> {
  const raw = Buffer.from(text)
  const hash = makeMessageHash()
  hash.push(raw)
  const { hash: whole, digest } = hash.end()
  const envelope = {
    from,
    to: ['support@desk.test'],
    remoteAddress: '127.0.0.1',
    helo: 'home.test',
    isEncrypted: false,
  }
  const meta = { digest, hash: whole, bytes: raw.length, receivedAt, envelope }
  unwrap(await spool.append(meta, { chunks: [raw] }))
}
