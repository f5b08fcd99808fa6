/**
 * The pictures inside the text of a reply, looked at before it is frozen: a file is shown where the draft names it when its
 * bytes are a picture that every mail program knows, whatever its author called it. Anything else goes as a file.
 */
import { LIMITS } from '../../shared/kit/limits.ts'
import type { Attachment } from '../../shared/ticket/attachment.ts'
import { isPictureType, type Picture } from '../../shared/ticket/draft-picture.ts'
import { pictureOf } from '../egress/picture-type.ts'
import type { CommitParts } from './parts.ts'

export async function showPictures(
  parts: CommitParts,
  frozen: readonly Attachment[],
): Promise<{ files: Attachment[]; pictures: ReadonlyMap<string, Picture> }> {
  const files: Attachment[] = []
  const pictures = new Map<string, Picture>()
  for (const file of frozen) {
    const bytes = file.inline ? await parts.blobs.get(file.hash) : null
    const found = bytes && pictureOf(bytes)
    if (!found || !isPictureType(found.type)) files.push({ ...file, inline: false, cid: null })
    else {
      files.push({ ...file, type: found.type })
      const width = Math.min(found.width, LIMITS.mailPicturePx)
      pictures.set(file.hash, { hash: file.hash, name: file.name, width })
    }
  }
  return { files, pictures }
}
