/** The HTTP API as a program uses it: a bearer token, JSON both ways. A status is an answer; only the network throws. */

const ANSWER_MS_MAX = 30_000

export type ApiAnswer = { status: number; headers: Headers; json: unknown; text: string }

export type ApiRequest = {
  body?: unknown
  headers?: Record<string, string>
  waitMsMax?: number
}

export type Api = {
  token: string | null
  call(method: string, path: string, request?: ApiRequest): Promise<ApiAnswer>
  get(path: string): Promise<ApiAnswer>
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<ApiAnswer>
  patch(path: string, body: unknown, headers?: Record<string, string>): Promise<ApiAnswer>
}

export function makeApi(url: string, token: string | null): Api {
  async function call(method: string, path: string, request: ApiRequest = {}): Promise<ApiAnswer> {
    const response = await fetch(url + path, {
      method,
      headers: {
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
        ...(request.body === undefined ? {} : { 'content-type': 'application/json' }),
        ...request.headers,
      },
      ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
      redirect: 'manual',
      signal: AbortSignal.timeout(request.waitMsMax ?? ANSWER_MS_MAX),
    })
    const text = await response.text()
    return { status: response.status, headers: response.headers, json: parseJson(text), text }
  }
  return {
    token,
    call,
    get: (path) => call('GET', path),
    post: (path, body, headers = {}) => call('POST', path, { body, headers }),
    patch: (path, body, headers = {}) => call('PATCH', path, { body, headers }),
  }
}

/** Null when it is not JSON: a page, or nothing. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
