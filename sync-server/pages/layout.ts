/**
 * The frame of every page the server renders: head, the desk's name, one column, and the headers that keep a page from
 * running or leaking anything, in the language of whoever reads it. Works without script. Not here: what any page says.
 */
import type { Context } from 'hono'
import { html } from 'hono/html'
import { makeToken } from '../../shared/kit/id.ts'
import { isLocale, LOCALES } from '../../shared/kit/locales.ts'
import type { Desk } from '../desk.ts'
import { shownSize } from '../mail/outbound/desk-logo.ts'
import type { Logo } from '../settings/settings.ts'
import type { Language } from '../words/language.ts'
import { pageLanguage, rememberChoice, type PageLanguage } from './page-language.ts'
import { scriptWords } from './script-words.ts'

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
  const language = pageLanguage(c, desk)
  const { frame } = language.words
  c.header('content-security-policy', POLICY)
  c.header('referrer-policy', 'no-referrer')
  c.header('x-content-type-options', 'nosniff')
  c.header('cache-control', page.isPrivate ? 'no-store' : 'private, no-cache')
  // Browsers keep a page only with a validator; going back then shows the page that was left, with the id in its form.
  if (!page.isPrivate) c.header('etag', `"${makeToken(desk.parts.random)}"`)
  speakIn(c, language)
  rememberChoice(c, desk.config)
  for (const [name, value] of Object.entries(page.headers ?? {})) c.header(name, value)
  return c.html(
    html`<!doctype html>
      <html lang="${language.locale}" dir="${language.dir}">
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
          <a class="skip" href="#main">${frame.skip}</a>
          <header class="desk">
            <a href="${language.link('/')}" dir="auto"
              >${logo ? picture(deskName, logo) : deskName}</a
            >
          </header>
          <main id="main" tabindex="-1">
            <div id="notices" role="status" aria-live="polite"></div>
            ${page.body}
          </main>
          ${c.req.method === 'GET' ? languageChoice(language) : ''}
          <template id="words" data-words="${JSON.stringify(scriptWords(language))}"></template>
        </body>
      </html>`,
    page.status ?? 200,
  )
}

/** Caches keep one answer for each language that somebody asks for, or chose here. */
export function speakIn(c: Context, { locale }: Language): void {
  c.header('content-language', locale)
  c.header('vary', 'accept-language, cookie')
}

/**
 * Links to the same page in each language, by its own name. They have no path, so that no address that was asked for is
 * repeated; after a form was sent there are none, since they would lose what was typed.
 */
function languageChoice({ base, words }: PageLanguage): Html {
  return html`<footer class="languages">
    <nav aria-label="${words.frame.languages}">
      <ul>
        ${Object.entries(LOCALES).map(([name, { name: own, isRightToLeft, isOffered }]) =>
          isOffered && isLocale(name)
            ? html`<li>
                <a
                  href="?lang=${name}"
                  lang="${name}"
                  hreflang="${name}"
                  dir="${isRightToLeft ? 'rtl' : 'ltr'}"
                  rel="nofollow"
                  ${name === base ? html`aria-current="true"` : ''}
                  >${own}</a
                >
              </li>`
            : '',
        )}
      </ul>
    </nav>
  </footer>`
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
    /** Of the frame's words: a title, and what to do. */
    kind: 'missing' | 'noFile' | 'noForm' | 'noFigures' | 'noEnding' | 'foreign'
  },
): Response | Promise<Response> {
  const { words, link } = pageLanguage(c, desk)
  const said = words.frame[trouble.kind]
  return renderPage(c, desk, {
    title: said.title,
    status: trouble.status ?? 400,
    isPrivate: true,
    body: html`<h1>${said.title}</h1>
      <p>${said.words}</p>
      <p><a href="${link('/')}">${words.frame.reach}</a></p>`,
  })
}
