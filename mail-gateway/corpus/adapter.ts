/**
 * The reading side as the corpus scorer wants it (parse, replyText, replyHtml, classify). Run by hand,
 * through adapter.mjs; no part of the gateway.
 */
import { parseHeader } from '../inbound/header.ts'
import { parseMailboxes } from '../inbound/mailbox.ts'
import { parseMime } from '../inbound/mime.ts'
import { parseMessage, visibleOfHtml, warmUp } from '../inbound/parse.ts'
import { visibleText } from '../inbound/quote.ts'
import { readTnef } from '../inbound/tnef.ts'

const CONTEXT = { envelopeFrom: 'someone@example.test', receivedAt: Number.MAX_SAFE_INTEGER }

// As the reader's thread does before its first message.
await warmUp()

export async function parse(raw: Uint8Array) {
  const mail = await parseMessage(raw, CONTEXT)
  const mime = await parseMime(raw)
  return {
    from: mail.from ? [mail.from] : parseMailboxes(parseHeader(raw).first('from')),
    to: mail.to,
    cc: mail.cc,
    reply_to: mail.replyTo,
    subject: mail.subject,
    message_id: mail.messageId ?? undefined,
    text: mail.text,
    html: mime.html || undefined,
    attachments: mail.files.map((file) => ({
      filename: file.name,
      content_type: file.type,
      content_id: file.cid ?? undefined,
      content: file.content,
    })),
  }
}

export const replyText = (text: string, extra?: { keeps_signature?: boolean }): string =>
  visibleText(text, { keepsSignature: extra?.keeps_signature === true })
/** The collections of HTML leave signatures in. Escaped, because the scorer takes it for HTML. */
export function replyHtml(html: string): string {
  const words = visibleOfHtml(html, { keepsSignature: true, keepsMobile: true })
  return words.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}

export async function classify(raw: Uint8Array) {
  const { nature } = await parseMessage(raw, CONTEXT)
  return {
    is_bounce: nature.kind === 'bounce',
    is_auto_reply: nature.kind === 'auto',
    is_feedback: nature.kind === 'auto' && nature.why.startsWith('feedback report'),
    recipients: nature.kind === 'bounce' ? nature.recipients.map((one) => one.address) : [],
  }
}

export function tnef(bytes: Uint8Array) {
  const content = readTnef(bytes)
  if (!content) throw new Error('these bytes are no TNEF')
  return content.files.map((file) => ({ filename: file.name, content: file.content }))
}
