/** Loopback: whether somebody greets on a port. */
import { connect } from 'node:net'

const GREETING_MS_MAX = 2_000

/** What a server says first: SMTP (RFC 5321 §4.2), IMAP (RFC 3501 §7.1.1). */
const GREETINGS = { smtp: '220', imap: '* OK' }

/** True when such a server greets there. */
export function isGreeting(
  port: number,
  protocol: keyof typeof GREETINGS = 'smtp',
): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    const end = (isThere: boolean) => {
      socket.destroy()
      resolve(isThere)
    }
    socket.setTimeout(GREETING_MS_MAX, () => end(false))
    socket.once('data', (bytes) => end(bytes.toString('latin1').startsWith(GREETINGS[protocol])))
    socket.once('error', () => end(false))
    socket.once('close', () => resolve(false))
  })
}
