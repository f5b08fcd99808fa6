/**
 * The JSON addresses of the server that screens call themselves: sign-in, settings, reports. Tickets never come this
 * way; they come from the replica.
 */
import { FAULTS, fail, type FaultCode, type Result } from '../../shared/kit/fault.ts'
import { parseWith, v } from '../../shared/kit/schema.ts'
import { locale } from '../words/read-words.ts'

/** A request that has heard nothing for this long is over. */
const WAIT_MS = 20_000

/** RFC 9457: what else is in it came with the fault. */
const Problem = v.looseObject({
  code: v.optional(v.string(), 'kit/bug'),
  title: v.optional(v.string(), ''),
  detail: v.optional(v.string(), ''),
})

/** Calls the server with a value or the bytes of a file, and parses its answer. Without a network the fault is `kit/busy`. */
export async function callApi<S extends v.GenericSchema>(
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  path: string,
  schema: S,
  body?: unknown,
): Promise<Result<v.InferOutput<S>>> {
  const abort = new AbortController()
  const timer = setTimeout(() => abort.abort(), WAIT_MS)
  try {
    const response = await fetch(path, {
      method,
      credentials: 'same-origin',
      signal: abort.signal,
      headers: {
        accept: 'application/json',
        'accept-language': locale,
        ...(method === 'GET' ? {} : { 'content-type': 'application/json', 'X-Deskside': '1' }),
      },
      ...(body === undefined ? {} : { body: body instanceof Blob ? body : JSON.stringify(body) }),
    })
    const answer: unknown = await response.json().catch(() => null)
    if (!response.ok) return readProblem(answer)
    return parseWith(schema, answer)
  } catch {
    return fail('kit/busy', 'The server cannot be reached just now.')
  } finally {
    clearTimeout(timer)
  }
}

function readProblem(answer: unknown): Result<never> {
  const problem = parseWith(Problem, answer)
  if (!problem.ok) return fail('kit/bug', 'The server answered in a way this version cannot read.')
  const { code, title, detail, type: _type, status: _status, ...more } = problem.value
  return fail(isFaultCode(code) ? code : 'kit/bug', detail || title, more)
}

export function isFaultCode(code: string): code is FaultCode {
  return code in FAULTS
}

export const Empty = v.object({})
