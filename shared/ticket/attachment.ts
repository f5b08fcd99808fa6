/** A file on a message: what is said of it; its bytes are a blob named by hash. */
import { Sha256, v } from '../kit/schema.ts'

const text = (max: number) => v.pipe(v.string(), v.maxLength(max))

/** A file that came with a message. Bytes are stored by hash; the name is already cleaned for display. */
export const Attachment = v.object({
  hash: Sha256,
  name: text(255),
  type: text(255),
  bytes: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  /** True when the HTML shows it by its Content-ID. */
  inline: v.boolean(),
  cid: v.nullable(text(500)),
})
export type Attachment = v.InferOutput<typeof Attachment>

/** One line, as a header can carry it. */
export const oneLine = (max: number) =>
  v.pipe(v.string(), v.maxLength(max), v.regex(/^[^\p{Cc}\u2028\u2029]*$/u, 'one line'))

/** A file that somebody of the desk adds: of a reply, what is said of it becomes headers of a mail. */
export const AddedFile = v.strictObject({
  ...Attachment.entries,
  name: v.pipe(oneLine(255), v.minLength(1)),
  type: v.pipe(oneLine(255), v.regex(/^[a-z0-9][\w.+-]*\/[\w.+-]+$/i, 'not a media type')),
  cid: v.nullable(v.pipe(oneLine(500), v.regex(/^[^\s<>]+$/, 'not a Content-ID'))),
})
