/** Small text files for tests: what is said of one, and how its bytes are brought. */
import { createHash } from 'node:crypto'
import { unwrap } from '../../../shared/kit/fault.ts'
import type { Attachment } from '../../../shared/ticket/attachment.ts'
import type { Rights } from '../../../shared/ticket/ticket-rules.ts'
import { bringUpload } from '../uploads.ts'
import type { Stage } from './desk-stage.ts'

export const fileOf = (words: string, over: Partial<Attachment> = {}): Attachment => ({
  hash: createHash('sha256').update(words).digest('hex'),
  name: 'plan.txt',
  type: 'text/plain',
  bytes: words.length,
  inline: false,
  cid: null,
  ...over,
})

/** @returns the hash by which it is known */
export async function bringFile(
  { desk }: Stage,
  rights: Rights,
  words: string,
  ticket: string | null,
): Promise<string> {
  const bytes = new TextEncoder().encode(words)
  const { hash } = fileOf(words)
  unwrap(await bringUpload(desk.parts, rights, { bytes, hash, ticket }))
  return hash
}
