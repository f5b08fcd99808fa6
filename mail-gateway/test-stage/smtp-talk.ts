/** A mail client of tests that says exactly what it is told to, byte by byte if need be, and hears every reply. */
import { connect as connectPlain, type Socket } from 'node:net'
import { connect as connectTls, type ConnectionOptions, type TLSSocket } from 'node:tls'

export type Place = { port: number } | { path: string }

export type Talk = {
  socket: Socket
  /** The next whole reply, all its lines; an empty list when the connection has ended. */
  reply(): Promise<string[]>
  /** Sends a line, and hears the reply's last line. */
  say(line: string): Promise<string>
  send(bytes: string | Uint8Array): void
  /** Every line that is still to come, until the connection ends. */
  rest(): Promise<string[]>
  startTls(options?: ConnectionOptions): Promise<TLSSocket>
  end(): void
}

/** Connects; the greeting is not heard yet. */
export async function openTalk(place: Place, tls: ConnectionOptions | null = null): Promise<Talk> {
  const first: Socket = tls
    ? connectTls({ ...place, host: '127.0.0.1', rejectUnauthorized: false, ...tls })
    : 'path' in place
      ? connectPlain(place.path)
      : connectPlain(place.port, '127.0.0.1')
  let socket = first
  let buffer = ''
  let isOver = false
  let lines: string[] = []
  let wake = () => {}

  function hear(chunk: Buffer): void {
    buffer += chunk.toString('latin1')
    const parts = buffer.split('\r\n')
    buffer = parts.pop() ?? ''
    lines.push(...parts)
    wake()
  }
  function over(): void {
    isOver = true
    wake()
  }
  const attach = () => socket.on('data', hear).on('close', over).on('error', over)
  attach()
  await new Promise<void>((resolve, reject) => {
    first.once(tls ? 'secureConnect' : 'connect', () => resolve())
    first.once('error', reject)
  })

  async function reply(): Promise<string[]> {
    for (;;) {
      const end = lines.findIndex((line) => line[3] !== '-')
      if (end >= 0) return lines.splice(0, end + 1)
      if (isOver) return []
      await new Promise<void>((resolve) => (wake = resolve))
    }
  }
  const talk: Talk = {
    get socket() {
      return socket
    },
    reply,
    async say(line) {
      talk.send(`${line}\r\n`)
      return (await reply()).at(-1) ?? ''
    },
    send(bytes) {
      if (typeof bytes === 'string') socket.write(bytes, 'latin1')
      else socket.write(bytes)
    },
    async rest() {
      while (!isOver) await new Promise<void>((resolve) => (wake = resolve))
      const all = lines
      lines = []
      return all
    },
    async startTls(options = {}) {
      socket.removeAllListeners('data').removeAllListeners('close').removeAllListeners('error')
      const secure = connectTls({ socket, rejectUnauthorized: false, ...options })
      await new Promise<void>((resolve, reject) => {
        secure.once('secureConnect', () => resolve())
        secure.once('error', reject)
      })
      socket = secure
      attach()
      return secure
    },
    end: () => socket.destroy(),
  }
  return talk
}
