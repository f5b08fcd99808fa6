/**
 * `deskside mail parse PATH…`: what the gateway makes of messages that lie in files, one line of JSON a file.
 * Read in the same worker under the same limits as mail that comes in. It hands nothing in.
 */
import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { readFields, type ReadHeader } from './inbound/fields.ts'
import { parseHeader } from './inbound/header.ts'
import { parseMailboxes } from './inbound/mailbox.ts'
import type { ReadMail } from './inbound/parse.ts'
import type { Reader } from './inbound/reader.ts'

type MailAddress = { address: string; name: string }
export type ParsedFile = {
  file: string
  from: MailAddress | null
  to: MailAddress[]
  cc: MailAddress[]
  replyTo: MailAddress[]
  subject: string
  date: string | null
  messageId: string | null
  text: string
  html: string | null
  visible: string
  quoted: string
  attachments: { filename: string; mimeType: string; size: number; inline: boolean }[]
  auto: string | null
  bounce: { recipients: { address: string; action: string; status: string | null }[] } | null
  error: string | null
}

/** A path may be a folder: then its files, by name, and those of its folders. */
export async function* listFiles(paths: readonly string[]): AsyncGenerator<string> {
  for (const path of paths) {
    const found = await stat(path).catch(() => null)
    if (!found?.isDirectory()) {
      yield path
      continue
    }
    const names = (await readdir(path)).toSorted()
    yield* listFiles(names.map((name) => join(path, name)))
  }
}

/** Never throws: a file that cannot be opened or read says so in `error`. */
export async function parseFile(reader: Reader, path: string, now: number): Promise<ParsedFile> {
  let raw: Buffer
  try {
    raw = await readFile(path)
  } catch (error) {
    return { ...EMPTY, file: path, error: error instanceof Error ? error.message : String(error) }
  }
  const context = { envelopeFrom: returnPathOf(raw), receivedAt: now }
  const read = await reader.read(raw, context)
  if (read.ok) return describe(path, raw, read.value, null)
  // As in intake.ts: what is known of the header is said all the same, and the message itself is the file.
  const header = read.header ?? readFields(new Uint8Array(), context, '')
  const bare = { ...header, text: '', visible: '', html: null, files: [] }
  return describe(path, raw, bare, `could not be read: ${read.fault.detail}`)
}

const EMPTY: ParsedFile = {
  file: '',
  from: null,
  to: [],
  cc: [],
  replyTo: [],
  subject: '',
  date: null,
  messageId: null,
  text: '',
  html: null,
  visible: '',
  quoted: '',
  attachments: [],
  auto: null,
  bounce: null,
  error: null,
}

function describe(
  path: string,
  raw: Uint8Array,
  mail: ReadMail | (ReadHeader & Omit<ReadMail, keyof ReadHeader>),
  error: string | null,
): ParsedFile {
  const { nature } = mail
  return {
    file: path,
    // A sender without a domain is nobody to the desk, but what stood there is shown.
    from: mail.from ?? parseMailboxes(parseHeader(raw).first('from'))[0] ?? null,
    to: mail.to,
    cc: mail.cc,
    replyTo: mail.replyTo,
    subject: mail.subject,
    date: mail.date === null ? null : new Date(mail.date).toISOString(),
    messageId: mail.messageId,
    text: mail.text,
    html: mail.html,
    visible: mail.visible,
    quoted: quotedOf(mail.text, mail.visible),
    attachments: mail.files.map((file) => ({
      filename: file.name,
      mimeType: file.type,
      size: file.content.length,
      inline: file.inline,
    })),
    auto: nature.kind === 'auto' ? nature.why : null,
    bounce: nature.kind === 'bounce' ? { recipients: nature.recipients } : null,
    error,
  }
}

/** The lines of the text that are not among the new words, in their order. */
export function quotedOf(text: string, visible: string): string {
  if (text === visible) return ''
  const shown = visible.split('\n')
  let next = 0
  const rest = text.split('\n').filter((line) => {
    if (line.trim() !== (shown[next] ?? '').trim() || next >= shown.length) return true
    next++
    return false
  })
  return next < shown.length ? text : rest.join('\n').trim()
}

/** A file has no envelope. A relay has written its sender down (RFC 5321 §4.4); without, somebody sent it. */
function returnPathOf(raw: Uint8Array): string {
  const path = parseHeader(raw).all('return-path')[0]
  if (path === undefined) return 'unknown@invalid'
  return /^\s*<?([^<>\s]{0,320})>?/.exec(path)?.[1] ?? ''
}
