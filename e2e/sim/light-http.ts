/**
 * Requests, answers and abort signals that cost little, in the place of the process's own while a simulation runs: the
 * routes and the replica are handed no other. No streams: a body is its bytes. Not a whole `fetch`: what nothing of ours
 * calls is not here, and calling it throws.
 */
type Body = string | ArrayBuffer | Uint8Array | LightBody | null | undefined
type HeaderInit = Iterable<readonly [string, string]> | Record<string, string> | null | undefined

export class LightHeaders {
  readonly #all = new Map<string, string>()

  constructor(init?: HeaderInit) {
    if (!init) return
    const pairs = Symbol.iterator in init ? init : Object.entries(init)
    for (const [name, value] of pairs) this.append(name, value)
  }

  get(name: string): string | null {
    return this.#all.get(name.toLowerCase()) ?? null
  }
  has(name: string): boolean {
    return this.#all.has(name.toLowerCase())
  }
  set(name: string, value: string): void {
    this.#all.set(name.toLowerCase(), String(value))
  }
  append(name: string, value: string): void {
    const before = this.get(name)
    this.set(name, before === null ? value : `${before}, ${value}`)
  }
  delete(name: string): void {
    this.#all.delete(name.toLowerCase())
  }
  forEach(each: (value: string, name: string) => void): void {
    for (const [name, value] of this.#all) each(value, name)
  }
  entries() {
    return this.#all.entries()
  }
  keys() {
    return this.#all.keys()
  }
  [Symbol.iterator]() {
    return this.#all.entries()
  }
}

/** What the routes read with `for await`. */
class LightBody {
  readonly bytes: Uint8Array
  constructor(bytes: Uint8Array) {
    this.bytes = bytes
  }
  async *[Symbol.asyncIterator]() {
    if (this.bytes.length > 0) yield this.bytes
  }
}

abstract class Message {
  readonly headers: LightHeaders
  readonly body: LightBody | null

  constructor(body: Body, headers: HeaderInit) {
    this.headers = new LightHeaders(headers)
    if (body === null || body === undefined) this.body = null
    else if (body instanceof LightBody) this.body = body
    else if (typeof body === 'string') {
      this.body = new LightBody(Buffer.from(body))
      if (!this.headers.has('content-type'))
        this.headers.set('content-type', 'text/plain;charset=UTF-8')
    } else this.body = new LightBody(new Uint8Array(body))
  }

  async text(): Promise<string> {
    return this.body ? Buffer.from(this.body.bytes).toString() : ''
  }
  async json(): Promise<unknown> {
    return JSON.parse(await this.text())
  }
  async arrayBuffer(): Promise<ArrayBuffer> {
    return Uint8Array.from(this.body?.bytes ?? []).buffer
  }
  async blob(): Promise<Blob> {
    return new Blob([Uint8Array.from(this.body?.bytes ?? [])])
  }
  async formData(): Promise<never> {
    throw new Error('forms of pages are not simulated')
  }
}

type RequestInit = { method?: string; headers?: HeaderInit; body?: Body; signal?: LightSignal }

export class LightRequest extends Message {
  readonly url: string
  readonly method: string
  readonly signal: LightSignal

  constructor(url: string | URL, init: RequestInit = {}) {
    super(init.body, init.headers)
    this.url = String(url)
    this.method = init.method ?? 'GET'
    this.signal = init.signal ?? new LightSignal()
  }
}

type ResponseInit = { status?: number; headers?: HeaderInit }

export class LightResponse extends Message {
  readonly status: number

  constructor(body?: Body, init: ResponseInit = {}) {
    super(body, init.headers)
    this.status = init.status ?? 200
  }

  get ok(): boolean {
    return this.status >= 200 && this.status < 300
  }
  clone(): LightResponse {
    return new LightResponse(this.body, { status: this.status, headers: this.headers })
  }
  static json(value: unknown, init: ResponseInit = {}): LightResponse {
    const headers = new LightHeaders(init.headers)
    if (!headers.has('content-type')) headers.set('content-type', 'application/json')
    return new LightResponse(JSON.stringify(value), { ...init, headers })
  }
}

/** One for all: an error with a stack of its own costs more than the rest of a signal. */
const ABORTED = Object.assign(new Error('aborted'), { name: 'AbortError' })

type Listener = (event: { type: 'abort' }) => void

export class LightSignal {
  aborted = false
  reason: unknown
  onabort: Listener | null = null
  readonly #listeners = new Set<Listener>()

  addEventListener(_type: 'abort', listen: Listener): void {
    this.#listeners.add(listen)
  }
  removeEventListener(_type: 'abort', listen: Listener): void {
    this.#listeners.delete(listen)
  }
  throwIfAborted(): void {
    if (this.aborted) throw this.reason
  }
  abort(reason: unknown): void {
    if (this.aborted) return
    this.aborted = true
    this.reason = reason ?? ABORTED
    const event = { type: 'abort' } as const
    this.onabort?.(event)
    // An abort happens once, so whoever listened is let go.
    const listeners = [...this.#listeners]
    this.#listeners.clear()
    for (const listen of listeners) listen(event)
  }
  /** A request's time limit is the simulated network's affair: it always answers, or fails, in virtual time. */
  static timeout(): LightSignal {
    return new LightSignal()
  }
}

export class LightController {
  readonly signal = new LightSignal()
  abort(reason?: unknown): void {
    this.signal.abort(reason)
  }
}
