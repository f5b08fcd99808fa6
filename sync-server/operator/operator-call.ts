/** The command line's half of `/operator`: asks the running server to carry out a verb, and reads its lines. */
import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { FAULTS, fail, ok, type FaultCode, type Result } from '../../shared/kit/fault.ts'
import { v } from '../../shared/kit/schema.ts'
import type { LockNote } from './data-lock.ts'
import type { VerbAnswer } from './verb.ts'

const Problem = v.object({ code: v.string(), detail: v.string() })
const Line = v.union([
  v.object({ progress: v.string() }),
  v.object({
    answer: v.object({
      json: v.record(v.string(), v.unknown()),
      words: v.string(),
      isBad: v.boolean(),
    }),
  }),
  v.object({ problem: Problem }),
])

const PING_MS = 3_000

/** True when a desk with the key of this data directory answers at the note's port. */
export async function pingHolder(dataDir: string, note: LockNote): Promise<boolean> {
  try {
    const response = await post(dataDir, note, 'ping', {}, AbortSignal.timeout(PING_MS))
    return response.ok
  } catch {
    return false
  }
}

/**
 * Has the holder of the data directory carry out a verb.
 *
 * @returns null when nobody answers there (yet)
 */
export async function callHolder(
  dataDir: string,
  note: LockNote,
  call: { verb: string; input: object; progress: (line: string) => void },
): Promise<Result<VerbAnswer> | null> {
  let response: Response
  try {
    response = await post(dataDir, note, call.verb, call.input, null)
  } catch {
    return null
  }
  if (!response.ok || !response.body) {
    const parsed = v.safeParse(Problem, await response.json().catch(() => null))
    return parsed.success
      ? fail(codeOf(parsed.output.code), parsed.output.detail)
      : fail('kit/busy', `the running server answered ${response.status}`)
  }
  try {
    for await (const text of createInterface({ input: Readable.fromWeb(response.body) })) {
      if (text === '') continue
      const line = v.parse(Line, JSON.parse(text))
      if ('progress' in line) call.progress(line.progress)
      else if ('answer' in line) return ok(line.answer)
      else return fail(codeOf(line.problem.code), line.problem.detail)
    }
  } catch {
    // The connection ended: said below.
  }
  return fail('kit/busy', 'the server stopped before the verb was done; look, then try again')
}

async function post(
  dataDir: string,
  note: LockNote,
  verb: string,
  input: object,
  signal: AbortSignal | null,
): Promise<Response> {
  const key = (await readFile(join(dataDir, 'operator.key'), 'utf8')).trim()
  return fetch(`http://${hostOf(note)}:${note.port}/operator/${verb}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify(input),
    redirect: 'error',
    signal,
  })
}

/** Where to reach a server that listens everywhere. */
function hostOf({ host }: LockNote): string {
  if (host === '' || host === '0.0.0.0') return '127.0.0.1'
  if (host === '::') return '[::1]'
  return host.includes(':') ? `[${host}]` : host
}

function codeOf(code: string): FaultCode {
  const known = Object.keys(FAULTS).find((entry): entry is FaultCode => entry === code)
  return known ?? 'kit/bug'
}
