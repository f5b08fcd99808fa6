/**
 * Where mail that somebody may decline is ended: by their mail program with one POST (RFC 8058), or here by a button. Looking
 * changes nothing: what scans mail opens every address in it.
 */
import type { Context, Hono } from 'hono'
import { html } from 'hono/html'
import type { Desk } from '../desk.ts'
import type { HttpEnv } from '../http/request-auth.ts'
import { endMail, readEnding } from '../mail/outbound/unsubscribe.ts'
import { renderPage, renderTrouble } from './layout.ts'
import { pageLanguage } from './page-language.ts'

export function mountEndMail(app: Hono<HttpEnv>, desk: Desk): void {
  app.get('/u/:token', async (c) => {
    const token = c.req.param('token')
    const ending = await readEnding(desk.parts, token)
    if (!ending) return nothing(c, desk)
    const { words, link } = pageLanguage(c, desk)
    const said = words.frame.endMail
    return renderPage(c, desk, {
      title: said.title,
      isPrivate: true,
      body: html`<h1>${said.title}</h1>
        <p>${said[ending.kind]}</p>
        <form method="post" action="${link(`/u/${token}`)}">
          <button type="submit">${said.end}</button>
        </form>`,
    })
  })

  app.post('/u/:token', async (c) => {
    const ending = await readEnding(desk.parts, c.req.param('token'))
    if (!ending) return nothing(c, desk)
    await endMail(desk.parts, ending)
    desk.parts.log('info', 'somebody ended mail to them', ending)
    const said = pageLanguage(c, desk).words.frame.endMail
    return renderPage(c, desk, {
      title: said.done,
      isPrivate: true,
      body: html`<h1>${said.done}</h1>
        <p>${said[ending.kind]}</p>
        <p>${said.again}</p>`,
    })
  })
}

/** Unknown and expired look the same. */
const nothing = (c: Context<HttpEnv>, desk: Desk): Response | Promise<Response> =>
  renderTrouble(c, desk, { status: 404, kind: 'noEnding' })
