/**
 * The door to the schema library. What comes from outside is parsed once, at its door, into known shapes.
 */
import * as v from 'valibot'
import { fail, ok, type FaultCode, type Result } from './fault.ts'
import { ID_PATTERN } from './id.ts'

export { v }

/** Parses `input`, or says which path was wrong. */
export function parseWith<S extends v.GenericSchema>(
  schema: S,
  input: unknown,
  code: FaultCode = 'kit/invalid',
): Result<v.InferOutput<S>> {
  // Only the first wrong path is told; collecting all of a hostile list takes seconds.
  const parsed = v.safeParse(schema, input, { abortEarly: true })
  if (parsed.success) return ok(parsed.output)
  const first = parsed.issues[0]
  const path = v.getDotPath(first) ?? ''
  return fail(code, path ? `${path}: ${first.message}` : first.message, path ? { path } : undefined)
}

/** 26 characters of Crockford base32: see id.ts. */
export const Id = v.pipe(v.string(), v.regex(ID_PATTERN, 'not an id'))
/** SHA-256 in hex: the name of a blob. */
export const Sha256 = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, 'not a SHA-256'))
export const EpochMs = v.pipe(v.number(), v.safeInteger(), v.minValue(0))
