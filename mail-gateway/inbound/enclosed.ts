/** Mails within a mail (message/rfc822, RFC 2046 §5.2.1), by what their headers say. Their bodies are not read. */
import { LIMITS } from '../../shared/kit/limits.ts'
import type { EnclosedMail } from '../../shared/wire/mail.ts'
import { dropUnstorable } from './charset.ts'
import { decodeWords, parseHeader, parseMessageIds } from './header.ts'
import { parseMailboxes } from './mailbox.ts'
import type { MimeFile } from './mime.ts'

const SUBJECT_CHARS = 2_000

export function enclosedIn(files: readonly MimeFile[]): EnclosedMail[] {
  return files
    .filter((file) => /^message\/(?:rfc822|global)$/.test(file.type))
    .slice(0, LIMITS.enclosedMails)
    .map((file) => readEnclosed(file.content))
}

function readEnclosed(content: Buffer): EnclosedMail {
  const header = parseHeader(content.subarray(0, LIMITS.enclosedBytes))
  const from = parseMailboxes(header.first('from')).find(({ address }) => address.includes('@'))
  return {
    from: from ?? null,
    subject: dropUnstorable(decodeWords(header.first('subject')).trim().slice(0, SUBJECT_CHARS)),
    messageId: parseMessageIds(header.first('message-id'), 1)[0] ?? null,
  }
}
