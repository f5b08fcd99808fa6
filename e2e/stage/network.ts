/** Loopback: ports that are free, and whether somebody greets on one. */
import { connect, createServer } from 'node:net'

const GREETING_MS_MAX = 2_000

export function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      const port = typeof address === 'object' && address !== null ? address.port : 0
      probe.close(() => resolve(port))
    })
  })
}

/** True when an SMTP server says 220 there (RFC 5321 §4.2). */
export function isGreeting(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    const end = (isThere: boolean) => {
      socket.destroy()
      resolve(isThere)
    }
    socket.setTimeout(GREETING_MS_MAX, () => end(false))
    socket.once('data', (bytes) => end(bytes.toString('latin1').startsWith('220')))
    socket.once('error', () => end(false))
    socket.once('close', () => resolve(false))
  })
}
