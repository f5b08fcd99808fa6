/** The command that hands a message in, made of what the spool and the reader say. Pure but for the hashing. */
import { createHash } from 'node:crypto'
import { idFromBytes } from '../../shared/kit/id.ts'
import type { Attachment, ReceiveMail } from '../../shared/wire/mail.ts'
import type { ReadHeader } from './fields.ts'
import { UNCHECKED } from './judge.ts'
import type { ReadFile, ReadMail } from './parse.ts'
import type { SpoolMeta } from './spool-entry.ts'

export type Blob = { hash: string; bytes: Uint8Array }

/**
 * Same message, same recipients, same way, same id: by another way it is told again, and counted there (wire/moving). A
 * command with a problem, or one made anew, is another push of it too.
 */
export function makePushId(command: ReceiveMail): string {
  const hash = createHash('sha256').update(command.digest)
  for (const recipient of [...command.envelope.to].sort()) hash.update(`\n${recipient}`)
  if (command.envelope.fetched) hash.update('\nfetched')
  if (command.passed) hash.update(`\npassed ${JSON.stringify(command.passed)}`)
  if (command.problem !== null) hash.update(`\nproblem ${command.problem}`)
  if (command.isReplay) hash.update('\nreplay')
  return idFromBytes(hash.digest())
}

export function makeCommand(
  meta: SpoolMeta,
  mail: ReadMail,
  sender: ReceiveMail['sender'],
): { command: ReceiveMail; blobs: Blob[] } {
  const { files, html, ...fields } = mail
  const blobs = new Map<string, Blob>()
  const keep = (bytes: Uint8Array, known?: string): string => {
    const hash = known ?? createHash('sha256').update(bytes).digest('hex')
    blobs.set(hash, { hash, bytes })
    return hash
  }
  const htmlHash = html === null ? null : keep(Buffer.from(html))
  const attachments = files.map((file) => toAttachment(file, keep(file.content, file.hash)))
  return {
    command: {
      ...describe(meta),
      ...fields,
      html: htmlHash,
      attachments,
      sender,
      problem: null,
    },
    blobs: [...blobs.values()],
  }
}

/** @param header  what could be read of it; null when nothing was */
export function makeBareCommand(
  meta: SpoolMeta,
  problem: string,
  header: ReadHeader | null,
): ReceiveMail {
  return {
    ...describe(meta),
    from: null,
    to: [],
    cc: [],
    replyTo: [],
    subject: '',
    date: null,
    messageId: null,
    inReplyTo: [],
    references: [],
    nature: { kind: 'person' },
    ...header,
    text: '',
    visible: '',
    html: null,
    attachments: [],
    sender: UNCHECKED,
    problem: problem.slice(0, 500),
  }
}

function describe(meta: SpoolMeta) {
  return {
    kind: 'receive-mail' as const,
    digest: meta.digest,
    receivedAt: meta.receivedAt,
    envelope: meta.envelope,
    raw: { hash: meta.hash, bytes: meta.bytes },
  }
}

function toAttachment(file: ReadFile, hash: string): Attachment {
  const { name, type, inline, cid } = file
  return { hash, name: name.slice(0, 255), type, bytes: file.content.length, inline, cid }
}
