/**
 * The door to the schema library. What comes from outside is parsed once, at its door, into known shapes.
 */
import * as v from 'valibot'
import { fail, ok, type FaultCode, type Result } from './fault.ts'

export { v }

/** Parses `input`, or says which path was wrong. */
export function parseWith<S extends v.GenericSchema>(
  schema: S,
  input: unknown,
  code: FaultCode = 'kit/invalid',
): Result<v.InferOutput<S>> {
  const parsed = v.safeParse(schema, input)
  if (parsed.success) return ok(parsed.output)
  const first = parsed.issues[0]
  const path = v.getDotPath(first) ?? ''
  return fail(code, path ? `${path}: ${first.message}` : first.message, path ? { path } : undefined)
}
