/** A file of a note, as its author adds it. */
import { v } from '../kit/schema.ts'
import { AddedFile } from './attachment.ts'

/** The words of a note are plain, and show none. */
export const NoteFile = v.strictObject({
  ...AddedFile.entries,
  inline: v.literal(false),
  cid: v.null(),
})
