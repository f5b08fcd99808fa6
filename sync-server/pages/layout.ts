/**
 * The frame of every page the server renders: head, the desk's name, one column, and the headers that keep a page from
 * running or leaking anything. Works without script. Not here: what any page says.
 */
import type { Context } from 'hono'
import { html } from 'hono/html'
import { makeToken } from '../../shared/kit/id.ts'
import type { Desk } from '../desk.ts'
import { shownSize } from '../mail/outbound/desk-logo.ts'
import type { Logo } from '../settings/settings.ts'

export type Html = ReturnType<typeof html>

export type Page = {
  title: string
  body: Html
  status?: 200 | 400 | 403 | 404 | 413 | 422 | 429 | 500 | 503 | 507
  /** Something private is on it: it is stored nowhere. */
  isPrivate?: boolean
  /** For pages that a search engine should not list. */
  isUnlisted?: boolean
  headers?: Record<string, string>
  /** A feed of what is on it. */
  feed?: { title: string; href: string }
}

/** No inline script, no inline style, no other site, no frame. Assurance, *CSP/TT*. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "manifest-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

export function renderPage(c: Context, desk: Desk, page: Page): Response | Promise<Response> {
  const { deskName, logo } = desk.parts.settings.get()
  c.header('content-security-policy', POLICY)
  c.header('referrer-policy', 'no-referrer')
  c.header('x-content-type-options', 'nosniff')
  c.header('cache-control', page.isPrivate ? 'no-store' : 'private, no-cache')
  // Browsers keep a page only with a validator; going back then shows the page that was left, with the id in its form.
  if (!page.isPrivate) c.header('etag', `"${makeToken(desk.parts.random)}"`)
  for (const [name, value] of Object.entries(page.headers ?? {})) c.header(name, value)
  return c.html(
    html`<!doctype html>
      <html lang="en">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="color-scheme" content="light dark" />
          ${page.isPrivate || page.isUnlisted ? html`<meta name="robots" content="noindex" />` : ''}
          <title>${page.title === deskName ? deskName : `${page.title} – ${deskName}`}</title>
          <link rel="icon" href="/icon.svg" type="image/svg+xml" />
          <link rel="stylesheet" href="/assets-public/pages.css" />
          ${
            page.feed
              ? html`<link
                  rel="alternate"
                  type="application/atom+xml"
                  title="${page.feed.title}"
                  href="${page.feed.href}"
                />`
              : ''
          }
          <script type="module" src="/assets-public/form.js"></script>
        </head>
        <body>
          <a class="skip" href="#main">Skip to the content</a>
          <header class="desk">
            <a href="/" dir="auto">${logo ? picture(deskName, logo) : deskName}</a>
          </header>
          <main id="main" tabindex="-1">
            <div id="notices" role="status" aria-live="polite"></div>
            ${page.body}
          </main>
        </body>
      </html>`,
    page.status ?? 200,
  )
}

function picture(deskName: string, logo: Logo): Html {
  const { width, height } = shownSize(logo)
  const source = `/desk-logo?v=${logo.hash.slice(0, 16)}`
  return html`<img src="${source}" alt="${deskName}" width="${width}" height="${height}" />`
}

/** A page that says what is wrong and what to do, in two sentences. */
export function renderTrouble(
  c: Context,
  desk: Desk,
  trouble: {
    status: Page['status']
    title: string
    words: string | Html
    headers?: Page['headers']
  },
): Response | Promise<Response> {
  return renderPage(c, desk, {
    title: trouble.title,
    status: trouble.status ?? 400,
    isPrivate: true,
    ...(trouble.headers ? { headers: trouble.headers } : {}),
    body: html`<h1>${trouble.title}</h1>
      <p>${trouble.words}</p>
      <p><a href="/">All the ways to reach us</a></p>`,
  })
}
