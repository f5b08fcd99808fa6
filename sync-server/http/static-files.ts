/**
 * The built client. Hashed assets are cached for good, the shell and the service worker never. What can be compressed lies
 * beside itself compressed (bin/compress-client): answering costs reading a file.
 */
import { readFile, stat } from 'node:fs/promises'
import { extname, join, normalize, sep } from 'node:path'
import type { Context, Hono } from 'hono'
import { accepts } from 'hono/accepts'
import type { HttpEnv } from './request-auth.ts'

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
  '.txt': 'text/plain; charset=utf-8',
}

const SHELL_ROUTES = ['/app', '/app/*', '/sign-in', '/setup']

/** Mail HTML is written into this frame by its parent; nothing in it may run or load (assurance, *Stored XSS*). */
const MAIL_FRAME_POLICY =
  "sandbox allow-same-origin allow-popups allow-popups-to-escape-sandbox; default-src 'none'; img-src data: blob:; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'; frame-ancestors 'self'"

/**
 * The thread that takes a file from a stranger apart: it may decode, and ask nobody for anything. What it needs it is given
 * by the page.
 */
const PDF_THREAD_POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'"

/** Best first, whatever order a browser says them in (RFC 9110 §12.5.3); by the ending of the compressed file. */
const ENCODINGS = new Map([
  ['br', '.br'],
  ['gzip', '.gz'],
])

export function mountStatic(app: Hono<HttpEnv>, folder: string): void {
  const home = join(folder, sep)

  async function serve(context: Context<HttpEnv>, path: string): Promise<Response | null> {
    const safe = normalize(path)
    const file = join(home, safe)
    if (!file.startsWith(home)) return null
    try {
      if (!(await stat(file)).isFile()) return null
      const isHashed = safe.startsWith('/assets/')
      const headers: Record<string, string> = {
        'content-type': TYPES[extname(file)] ?? 'application/octet-stream',
        'cache-control': isHashed ? 'public, max-age=31536000, immutable' : 'no-cache',
        vary: 'Accept-Encoding',
      }
      if (safe === '/mail-frame.html') {
        headers['content-security-policy'] = MAIL_FRAME_POLICY
        // Browsers look up the names in links before anybody clicks: that alone would tell that a mail was read.
        headers['x-dns-prefetch-control'] = 'off'
      }
      if (safe.startsWith('/assets/pdf-worker-'))
        headers['content-security-policy'] = PDF_THREAD_POLICY
      const encoding = encodingFor(context)
      const ending = ENCODINGS.get(encoding)
      const encoded = ending && (await readFile(file + ending).catch(() => null))
      if (encoded)
        return new Response(new Uint8Array(encoded), {
          headers: { ...headers, 'content-encoding': encoding },
        })
      return new Response(new Uint8Array(await readFile(file)), { headers })
    } catch {
      return null
    }
  }
  for (const route of SHELL_ROUTES)
    app.get(
      route,
      async (context) =>
        (await serve(context, '/index.html')) ??
        context.text('The client is not built: npm run build', 503),
    )
  // The service worker takes what is shared with the app (PU13); before it is there nobody can, and the app says so.
  app.post('/app/share', (context) => context.redirect('/app/?shared=lost', 303))
  app.get('*', async (context, next) => {
    const path = decodePath(context.req.path)
    const found = path === null ? null : await serve(context, path)
    if (found) return found
    await next()
    return
  })
}

/** '': as it is. */
function encodingFor(context: Context<HttpEnv>): string {
  return accepts(context, {
    header: 'Accept-Encoding',
    supports: [...ENCODINGS.keys()],
    default: '',
    match: (asked, { supports }) =>
      supports.find((name) => asked.some(({ type, q }) => type === name && q > 0)) ?? '',
  })
}

/** Null: the escapes are none of UTF-8. */
function decodePath(path: string): string | null {
  try {
    return decodeURI(path)
  } catch {
    return null
  }
}
