/** How far a file is that is brought in parts. */
import { v } from '../kit/schema.ts'

/** Bytes that are here, from its beginning; all of them: the file is. */
export const UploadedParts = v.object({ bytes: v.pipe(v.number(), v.integer(), v.minValue(0)) })
export type UploadedParts = v.InferOutput<typeof UploadedParts>
