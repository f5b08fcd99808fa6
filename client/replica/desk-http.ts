/**
 * What the device asks over plain HTTP: the desk's names, feed pages and documents in bulk (the server compresses
 * them), blobs. Every answer is parsed here. No network and no retry policy of its own: a failed request is `kit/busy`.
 */
import { FAULTS, fail, ok, type FaultCode, type Result } from '../../shared/kit/fault.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import { parseWith, v } from '../../shared/kit/schema.ts'
import {
  DeskInfo,
  FeedManifest,
  NEXT_PAGE_HEADER,
  type FetchedDoc,
} from '../../shared/wire/down.ts'
import { UploadedParts } from '../../shared/wire/upload.ts'
import type { AnswerThread } from './answer-thread.ts'
import { breathless, type Breathe } from './breathe.ts'
import type { FileToPut, PutDoor } from './put-file.ts'
import { readDocs, readJson, readPage, type RowsPage } from './read-answer.ts'
import type { UploadFile } from './upload-request.ts'

type Init = {
  method?: string
  headers?: Record<string, string>
  body?: string | Blob
  timeoutMs?: number
  keepalive?: boolean
}

export type DocWant = { ticket: string; version: number }

export type DeskHttp = {
  desk(): Promise<Result<DeskInfo>>
  /** @param onNext  told where the next page begins, if there is one and the server says so, before this one is here */
  feed(scope: string, after: number, onNext?: (next: number) => void): Promise<Result<RowsPage>>
  /** Ids greater than `from` of the tickets that are in a scope now. */
  manifest(scope: string, from: string | null): Promise<Result<FeedManifest>>
  /** At most LIMITS.documentsPageCount wanted; the server may answer fewer. States come packed (doc-pack). */
  docs(want: readonly DocWant[]): Promise<Result<FetchedDoc[]>>
  blob(ticket: string, hash: string, timeoutMs?: number): Promise<Result<Blob>>
  /** Brings a file for a reply on the ticket; '': for one that is not opened yet. @param onShare  how much of it has gone, from 0 to 1 */
  putFile(file: FileToPut, onShare: (share: number) => void): Promise<Result<void>>
  /** Hashes of the files of the reply being written on the ticket that the server has. */
  uploads(ticket: string): Promise<Result<string[]>>
  /** True once the session is over, and the server has said so. */
  signOut(): Promise<boolean>
}

const Problem = v.object({ code: v.string(), detail: v.optional(v.string(), '') })

const Uploads = v.object({ files: v.array(v.string()) })

/** Null: nothing was said, as of a file in one piece. */
function bytesIn(text: string): number | null {
  const parsed = parseWith(UploadedParts, readJson(text))
  return parsed.ok ? parsed.value.bytes : null
}

function faultOf(status: number, body: unknown): Result<never> {
  if (status === 401) return fail('auth/required', 'this device is not signed in')
  const problem = parseWith(Problem, body)
  if (problem.ok && isFaultCode(problem.value.code))
    return fail(problem.value.code, problem.value.detail)
  // RFC 9110 §15.5.9: it took too long on its way, and may be sent again.
  return fail(status >= 500 || status === 408 ? 'kit/busy' : 'kit/invalid', `HTTP ${status}`)
}

function isFaultCode(code: string): code is FaultCode {
  return code in FAULTS
}

export type HttpOptions = {
  fetch: typeof fetch
  breathe?: Breathe | undefined
  upload?: UploadFile | undefined
  /** Reads large answers beside the page; asked for when the first comes. */
  openThread?: (() => Promise<AnswerThread>) | undefined
}

export function makeDeskHttp(origin: string, options: HttpOptions): DeskHttp {
  const { fetch: doFetch, breathe = breathless, upload, openThread } = options
  let thread: AnswerThread | null = null
  let isThreadAsked = false

  /** Null: small, or there is no thread (yet). */
  function aside(bytes: ArrayBuffer): AnswerThread | null {
    if (bytes.byteLength < LIMITS.answerAsideBytes) return null
    if (!isThreadAsked && openThread) {
      isThreadAsked = true
      void openThread().then(
        (opened) => (thread = opened),
        () => {},
      )
    }
    return thread
  }

  async function ask(path: string, given: Init = {}): Promise<Result<Response>> {
    const { timeoutMs = LIMITS.requestMs, ...init } = given
    let response: Response
    try {
      response = await doFetch(new URL(path, origin), {
        credentials: 'same-origin',
        ...init,
        // Another site cannot set it without asking first: the server's proof that the request is ours.
        headers: { ...init.headers, 'x-deskside': '1' },
        signal: AbortSignal.timeout(timeoutMs),
      })
    } catch {
      return fail('kit/busy', 'the server cannot be reached')
    }
    if (response.ok) return ok(response)
    return faultOf(response.status, await response.json().catch(() => null))
  }

  async function askJson<S extends v.GenericSchema>(
    schema: S,
    path: string,
  ): Promise<Result<v.InferOutput<S>>> {
    const answer = await ask(path, { headers: { accept: 'application/json' } })
    if (!answer.ok) return answer
    const body: unknown = await answer.value.json().catch(() => null)
    return parseWith(schema, body, 'wire/malformed')
  }

  async function askBytes(path: string, init: Init): Promise<Result<ArrayBuffer>> {
    const answer = await ask(path, init)
    return answer.ok ? bytesOf(answer.value) : answer
  }

  async function bytesOf(response: Response): Promise<Result<ArrayBuffer>> {
    try {
      return ok(await response.arrayBuffer())
    } catch {
      return fail('kit/busy', 'the answer broke off')
    }
  }

  const door: PutDoor = {
    async have(path) {
      const answer = await askJson(UploadedParts, path)
      return answer.ok ? ok(answer.value.bytes) : answer
    },
    async send(path, request) {
      if (!upload) {
        const { method, headers, body } = request
        const answer = await ask(path, { method, headers, body, timeoutMs: LIMITS.uploadMs })
        return answer.ok ? ok(bytesIn(await answer.value.text().catch(() => ''))) : answer
      }
      const answer = await upload(new URL(path, origin), request)
      if (!answer) return fail('kit/busy', 'the server cannot be reached')
      if (answer.status >= 200 && answer.status < 300) return ok(bytesIn(answer.text))
      return faultOf(answer.status, readJson(answer.text))
    },
  }

  return {
    desk: () => askJson(DeskInfo, '/api/desk'),

    async feed(scope, after, onNext) {
      const path = `/feed?scope=${encodeURIComponent(scope)}&after=${after}`
      const came = await ask(path, { headers: { accept: 'application/json' } })
      if (!came.ok) return came
      const next = Number(came.value.headers.get(NEXT_PAGE_HEADER) ?? Number.NaN)
      if (Number.isSafeInteger(next)) onNext?.(next)
      const answer = await bytesOf(came.value)
      if (!answer.ok) return answer
      const bytes = answer.value
      return (await aside(bytes)?.page(bytes)) ?? readPage(bytes, breathe)
    },

    manifest: (scope, from) =>
      askJson(
        FeedManifest,
        `/feed/manifest?scope=${encodeURIComponent(scope)}${from === null ? '' : `&from=${from}`}`,
      ),

    async docs(want) {
      const answer = await askBytes('/docs', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ want, isPacked: true }),
      })
      if (!answer.ok) return answer
      const bytes = answer.value
      return (await aside(bytes)?.docs(bytes)) ?? readDocs(bytes)
    },

    async blob(ticket, hash, timeoutMs = LIMITS.requestMs) {
      const answer = await ask(`/api/tickets/${ticket}/blobs/${hash}`, { timeoutMs })
      if (!answer.ok) return answer
      try {
        return ok(await answer.value.blob())
      } catch {
        return fail('kit/busy', 'the file broke off')
      }
    },

    async putFile(file, onShare) {
      // Only of use with a network: it comes over it.
      const loaded = await import('./put-file.ts').catch(() => null)
      if (!loaded) return fail('kit/busy', 'the server cannot be reached')
      return loaded.putFile(door, file, onShare)
    },

    async uploads(ticket) {
      const answer = await askJson(Uploads, `/api/tickets/${ticket}/uploads`)
      return answer.ok ? ok(answer.value.files) : answer
    },

    async signOut() {
      // Goes on when the page is left.
      const answer = await ask('/api/sign-out', { method: 'POST', keepalive: true })
      return answer.ok || answer.fault.code === 'auth/required'
    },
  }
}
