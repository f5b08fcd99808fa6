/**
 * What a browser's form sends: fields and files out of a body of bounded size, and files into blobs. Multipart or
 * urlencoded, with script or without. Not here: what a field must say.
 */
import type { Context } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { fail, ok, type Result } from '../../shared/kit/fault.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import type { Attachment } from '../../shared/ticket/attachment.ts'
import { bringBlob } from '../commit/blob-claims.ts'
import type { CommitParts } from '../commit/parts.ts'
import { cleanName } from '../commit/contacts.ts'
import { UPLOAD_MB } from './form-page.ts'
import type { PageLanguage } from './page-language.ts'

/** Room for the texts and the multipart frame beside the files. */
const FRAME_BYTES = 1024 * 1024

export type Sent = { text(name: string): string; files: File[] }

/** Reads the body; `kit/too-big` past the limit, `kit/busy` when too many are being read already. With words (problem). */
export type ReadBody = (c: Context, language: PageLanguage) => Promise<Result<Sent>>

export function makeReadBody(): ReadBody {
  let readingCount = 0
  const limit = bodyLimit({
    maxSize: LIMITS.uploadBytes + FRAME_BYTES,
    onError: (c) => c.body(null, 413),
  })
  return async (c, { words: { form: words } }) => {
    const tooBig = words.tooManyBytes({ mb: UPLOAD_MB })
    if (readingCount >= LIMITS.formBodiesAtOnce)
      return fail('kit/busy', 'too many forms are being sent at this moment')
    readingCount += 1
    try {
      let sent: Result<Sent> = tooLarge(tooBig)
      await limit(c, async () => {
        sent = readForm(await c.req.raw.formData(), {
          tooBig,
          tooMany: words.tooManyFiles({ n: LIMITS.formFiles }),
        })
      })
      return sent
    } catch {
      // A body that is no form, or was cut off on its way.
      return fail('kit/invalid', 'the form did not arrive whole', { words: words.notWhole })
    } finally {
      readingCount -= 1
    }
  }
}

const tooLarge = (words: string, field?: 'files') =>
  fail('kit/too-big', 'the form has more than the limit', { words, ...(field ? { field } : {}) })

function readForm(form: FormData, words: { tooBig: string; tooMany: string }): Result<Sent> {
  // A form without a file sends one that is empty and has no name.
  const files = form
    .getAll('files')
    .filter((entry) => typeof entry !== 'string')
    .filter((file) => file.size > 0 || file.name !== '')
  if (files.length > LIMITS.formFiles) return tooLarge(words.tooMany, 'files')
  if (files.reduce((sum, file) => sum + file.size, 0) > LIMITS.uploadBytes)
    return tooLarge(words.tooBig, 'files')
  return ok({
    files,
    text(name) {
      const value = form.get(name)
      return typeof value === 'string' ? value.replaceAll('\r\n', '\n').replaceAll('\0', '') : ''
    },
  })
}

/** Stores files; each is then a blob that the message names. */
export async function keepFiles(
  parts: CommitParts,
  files: readonly File[],
): Promise<Result<Attachment[]>> {
  const kept: Attachment[] = []
  for (const file of files) {
    const stored = await bringBlob(parts, new Uint8Array(await file.arrayBuffer()))
    if (!stored.ok) return stored
    kept.push({
      hash: stored.value,
      name: cleanFileName(file.name),
      type: /^[\w.+-]{1,100}\/[\w.+-]{1,100}$/.test(file.type)
        ? file.type.toLowerCase()
        : 'application/octet-stream',
      bytes: file.size,
      inline: false,
      cid: null,
    })
  }
  return ok(kept)
}

/** The last part of a path, one line, without controls; never empty. */
export function cleanFileName(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? ''
  return cleanName(last) || 'file'
}
