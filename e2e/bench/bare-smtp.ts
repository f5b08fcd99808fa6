/**
 * The reference of `mail`, as a process of its own: the same SMTP library with the least that may be answered 250 for,
 * one file a message and its fsync. Prints its port. Ends with the process that started it.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SMTPServer } from 'smtp-server'
import { writeDurably } from './disk.ts'

const folder = await mkdtemp(join(tmpdir(), 'deskside-bare-'))
let count = 0

const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['AUTH', 'STARTTLS'],
  disableReverseLookup: true,
  logger: false,
  onData(stream, _session, done) {
    const chunks: Buffer[] = []
    stream.on('data', (chunk: Buffer) => void chunks.push(chunk))
    stream.on('end', () => {
      count += 1
      writeDurably(join(folder, `${count}.eml`), Buffer.concat(chunks)).then(
        () => done(null, 'taken'),
        (error: unknown) => done(error instanceof Error ? error : new Error(String(error))),
      )
    })
  },
})
server.on('error', () => {
  // A sender that goes away is no business of a reference.
})
server.listen(0, '127.0.0.1', () => {
  const address = server.server.address()
  process.stdout.write(
    `port ${typeof address === 'object' && address !== null ? address.port : 0}\n`,
  )
})
const end = () => {
  void rm(folder, { recursive: true, force: true }).finally(() => process.exit(0))
}
process.once('disconnect', end)
process.once('SIGTERM', end)
