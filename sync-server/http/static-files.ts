/** The built client. Hashed assets are cached for good, the shell and the service worker never. */
import { readFile, stat } from 'node:fs/promises'
import { extname, join, normalize } from 'node:path'
import type { Hono } from 'hono'
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
  '.txt': 'text/plain; charset=utf-8',
}

const SHELL_ROUTES = ['/app', '/app/*', '/sign-in', '/setup']

/** Mail HTML is written into this frame by its parent; nothing in it may run or load (assurance, *Stored XSS*). */
const MAIL_FRAME_POLICY =
  "sandbox allow-same-origin allow-popups allow-popups-to-escape-sandbox; default-src 'none'; img-src data: blob:; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'; frame-ancestors 'self'"

export function mountStatic(app: Hono<HttpEnv>, folder: string): void {
  async function serve(path: string): Promise<Response | null> {
    const safe = normalize(path).replace(/^(\.\.[/\\])+/, '')
    const file = join(folder, safe)
    if (!file.startsWith(folder)) return null
    try {
      if (!(await stat(file)).isFile()) return null
      const isHashed = safe.startsWith('/assets/')
      const headers: Record<string, string> = {
        'content-type': TYPES[extname(file)] ?? 'application/octet-stream',
        'cache-control': isHashed ? 'public, max-age=31536000, immutable' : 'no-cache',
      }
      if (safe === '/mail-frame.html') {
        headers['content-security-policy'] = MAIL_FRAME_POLICY
        // Browsers look up the names in links before anybody clicks: that alone would tell that a mail was read.
        headers['x-dns-prefetch-control'] = 'off'
      }
      return new Response(new Uint8Array(await readFile(file)), { headers })
    } catch {
      return null
    }
  }
  for (const route of SHELL_ROUTES)
    app.get(
      route,
      async (context) =>
        (await serve('/index.html')) ?? context.text('The client is not built: npm run build', 503),
    )
  // The service worker takes what is shared with the app (PU13); before it is there nobody can, and the app says so.
  app.post('/app/share', (context) => context.redirect('/app/?shared=lost', 303))
  app.get('*', async (context, next) => {
    const found = await serve(decodeURI(context.req.path))
    if (found) return found
    await next()
    return
  })
}
