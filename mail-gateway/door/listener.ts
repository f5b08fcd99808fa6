/** One port or unix socket on which the door takes mail: how it opens, and how it closes without losing any. */
import { chmod, lstat, rm } from 'node:fs/promises'
import { connect, type AddressInfo } from 'node:net'
import { DeskServer, type Listener, type SmtpInOptions } from './smtp-in.ts'

/** Who was told to go and does not is cut off after this. */
const CUT_MS = 500

export type OpenListener = {
  /** Null for a unix socket. */
  address(): AddressInfo | null
  /** 421 to new commands and to who is idle; what is in DATA may end, for some seconds. */
  close(): Promise<void>
}

export async function openListener(options: SmtpInOptions): Promise<OpenListener> {
  const { at, timers } = options
  const server = new DeskServer(options)
  server.on('error', (error) =>
    options.log('debug', 'An SMTP connection failed.', { error: error.message }),
  )
  options.certificate?.follow((pair) => server.updateSecureContext(pair))
  await listen(server, at)

  return {
    address() {
      const address = server.server.address()
      return address === null || typeof address === 'string' ? null : address
    },
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      server.quitIdle()
      // Comes when all have gone, and at the latest when their time is over.
      await closed
      for (const connection of server.open) connection._socket.destroySoon()
      if (server.open.size === 0) return
      await new Promise<void>((resolve) => timers.after(CUT_MS, resolve))
      for (const connection of server.open) connection._socket.destroy()
    },
  }
}

async function listen(server: DeskServer, at: Listener['at']): Promise<void> {
  if ('path' in at) await sweepSocket(at.path)
  await new Promise<void>((resolve, reject) => {
    server.server.once('error', reject)
    const done = () => {
      server.server.off('error', reject)
      resolve()
    }
    if ('path' in at) server.listen(at.path, done)
    else server.listen(at.port, at.host, done)
  })
  // Whoever can write to it is believed: the owner and the group, and nobody else.
  if ('path' in at) await chmod(at.path, 0o660)
}

/** A socket that a crash left behind is nobody's; one that answers is another gateway's, and listening fails. */
async function sweepSocket(path: string): Promise<void> {
  const isDead = await new Promise<boolean>((resolve) => {
    const socket = connect(path)
    socket.once('connect', () => {
      socket.destroy()
      resolve(false)
    })
    socket.once('error', (error) => resolve('code' in error && error.code === 'ECONNREFUSED'))
  })
  // A file that is no socket refuses too, and is not ours to take away.
  if (isDead && (await lstat(path)).isSocket()) await rm(path, { force: true })
}
