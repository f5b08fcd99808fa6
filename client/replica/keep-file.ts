/** Takes the bytes of a file that somebody adds to a reply, beside the drafts. Not here: bringing them (reply-files). */
import { fail, ok, type Result } from '../../shared/kit/fault.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import type { Attachment } from '../../shared/ticket/attachment.ts'
import type { NewFile } from './api.ts'
import type { Core } from './core.ts'

const TYPE = /^[a-z0-9][\w.+-]*\/[\w.+-]+$/i

/** Inside no transaction: hashing takes its time. */
export async function keepFile(
  { db, clock }: Core,
  ticket: string,
  file: NewFile,
): Promise<Result<Attachment>> {
  if (file.blob.size > LIMITS.replyFilesBytes)
    return fail('kit/too-big', 'that file is too large', { limit: LIMITS.replyFilesBytes })
  let bytes: Uint8Array<ArrayBuffer>
  try {
    // The file itself may change or go; what was added is what is sent.
    bytes = new Uint8Array(await file.blob.arrayBuffer())
  } catch {
    return fail('kit/not-found', 'the file could not be read')
  }
  const hash = await hashOf(bytes)
  const known = await db.files.get([ticket, hash])
  await db.files.put({
    ticket,
    hash,
    blob: new Blob([bytes]),
    addedAt: clock.now(),
    state: known?.state === 'up' ? 'up' : 'waiting',
    detail: null,
    isAgain: false,
  })
  const type = TYPE.test(file.type) ? file.type.toLowerCase() : 'application/octet-stream'
  const name = cleanName(file.name)
  return ok({ hash, name, type, bytes: bytes.length, inline: false, cid: null })
}

/** By the browser where it may (a page over plain HTTP has no such thing), else by hand. */
async function hashOf(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const subtle = globalThis.crypto?.subtle as SubtleCrypto | undefined
  const hash = subtle
    ? new Uint8Array(await subtle.digest('SHA-256', bytes))
    : (await import('lib0/hash/sha256')).digest(bytes)
  return [...hash].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** One line, without controls and without a path; never empty. */
function cleanName(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? ''
  const line = last.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim()
  // Half of a pair, where the cut falls, is no text.
  return line.slice(0, 200).replace(/[\ud800-\udbff]$/, '') || 'file'
}
