/**
 * Message-IDs of ours: `<id.signature@domain>`. The id is that of the outgoing mail and the same on every try; the
 * signature is an HMAC over it, so that whoever answers by it has seen that mail (mail.md 26, 40).
 */
import { createHmac, timingSafeEqual } from 'node:crypto'
import { idFromBytes } from '../../shared/kit/id.ts'
import type { MailKeys } from './mail-keys.ts'

/** 26 characters each: an id, and 130 bits of signature. Programs that change case change it for nothing. */
const SIGNED = /^([0-9a-hjkmnp-tv-z]{26})\.([0-9a-hjkmnp-tv-z]{26})@[^\s@<>]{1,255}$/i

export function signMessageId(id: string, domain: string, secret: string): string {
  return `${id}.${signatureOf(id, secret)}@${domain}`
}

/** The id of the mail, when one of our keys signed it; null for every other Message-ID. */
export function readSignedId(messageId: string, keys: MailKeys): string | null {
  const match = SIGNED.exec(messageId)
  const id = match?.[1]?.toLowerCase()
  const signature = match?.[2]?.toLowerCase()
  if (id === undefined || signature === undefined) return null
  // Every key is asked, however soon one fits: how long it takes says nothing.
  const fits = keys.map((key) =>
    timingSafeEqual(Buffer.from(signature), Buffer.from(signatureOf(id, key.secret))),
  )
  return fits.includes(true) ? id : null
}

function signatureOf(id: string, secret: string): string {
  return idFromBytes(createHmac('sha256', secret).update(`message-id ${id}`).digest())
}
