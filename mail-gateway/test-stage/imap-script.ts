/**
 * An IMAP server of tests (RFC 3501) that says word for word what a test wants to a command, and otherwise only that it is
 * done. For what a real server does once in a thousand times; for the rest there is a real one (e2e/mail/dovecot).
 */
import { createServer, type Socket } from 'node:net'

export type ImapScript = {
  port: number
  /** Commands as they came, without their tags. */
  heard: string[]
  sockets: ReadonlySet<Socket>
  close(): Promise<void>
}

/** Lines before the OK; null: nothing at all is said, not even that. */
type Answer = readonly string[] | null

const SELECTED = ['* FLAGS ()', '* 1 EXISTS', '* OK [UIDVALIDITY 7] x', '* OK [UIDNEXT 2] x']

/** @param answers  by how a command begins; asked before what is said anyway */
export async function openImapScript(
  answers: Record<string, (socket: Socket, tag: string) => Answer>,
  greeting: string | null = '* OK [CAPABILITY IMAP4rev1 IDLE] hello',
): Promise<ImapScript> {
  const heard: string[] = []
  const sockets = new Set<Socket>()
  const usual: typeof answers = {
    CAPABILITY: () => ['* CAPABILITY IMAP4rev1 IDLE'],
    LIST: () => ['* LIST () "/" INBOX'],
    SELECT: () => SELECTED,
    // Until DONE, which needs no tag.
    IDLE: (socket) => (socket.write('+ idling\r\n'), null),
  }
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket)).on('error', () => {})
    if (greeting !== null) socket.write(`${greeting}\r\n`)
    let idleTag = ''
    let rest = ''
    socket.on('data', (bytes) => {
      const lines = (rest + bytes.toString('latin1')).split('\r\n')
      rest = lines.pop() ?? ''
      for (const line of lines) hear(line)
    })
    function hear(line: string): void {
      if (line === 'DONE') return void socket.write(`${idleTag} OK done\r\n`)
      const [tag = '', ...words] = line.split(' ')
      const command = words.join(' ')
      heard.push(command)
      if (command === 'IDLE') idleTag = tag
      const begins = (all: typeof answers) =>
        Object.entries(all).find(([start]) => command.startsWith(start))?.[1]
      const answer = (begins(answers) ?? begins(usual) ?? (() => []))(socket, tag)
      if (answer === null || socket.destroyed) return
      socket.write([...answer, `${tag} OK done`, ''].join('\r\n'))
    }
  })
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  const place = server.address()
  return {
    port: place !== null && typeof place === 'object' ? place.port : 0,
    heard,
    sockets,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        for (const socket of sockets) socket.destroy()
      }),
  }
}
