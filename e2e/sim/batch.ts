/** What main and its processes say to each other. */
import { v } from '../../shared/kit/schema.ts'

export const Batch = v.object({
  from: v.number(),
  seeds: v.number(),
  mutation: v.nullable(v.string()),
})
export type Batch = v.InferOutput<typeof Batch>

export const Done = v.object({
  failed: v.array(v.object({ seed: v.number(), problems: v.array(v.string()) })),
})
export type Done = v.InferOutput<typeof Done>
