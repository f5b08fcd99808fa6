/** The desk itself over HTTP: names for lists, mail that was sent. Not here: people, queues, or held mail. */
import type { Hono } from 'hono'
import { FaultError } from '../../shared/kit/fault.ts'
import { v } from '../../shared/kit/schema.ts'
import type { DeskInfo } from '../../shared/wire/down.ts'
import { OutgoingMail } from '../../shared/wire/mail.ts'
import type { Desk } from '../desk.ts'
import { queueScope } from '../feed/feed-rows.ts'
import type { Settings } from '../settings/settings.ts'
import { number, text, type SqlRow } from '../store/database.ts'
import { requireAdmin, requireSession, type HttpEnv } from './request-auth.ts'

const PAGE = 200

export function mountDesk(app: Hono<HttpEnv>, desk: Desk): void {
  const agent = requireSession(desk)
  const admin = requireAdmin(desk)

  app.get('/api/desk', agent, async (context) => {
    const { rights } = context.get('session')
    const settings = desk.parts.settings.get()
    const people = await desk.people.all()
    const me = people.find((person) => person.id === rights.person)
    if (!me) throw new FaultError({ code: 'auth/required', detail: 'sign in first' })
    const scopes = await desk.feed.scopesOf(rights)
    const own = scopes.map(({ scope }) => scope.slice(QUEUE_SCOPE.length))
    const sight = await desk.people.sight()
    const info: DeskInfo = {
      name: settings.deskName,
      timeZone: settings.timeZone,
      undoSeconds: desk.config.undoSeconds,
      queues: own.map((slug) => nameQueue(settings, slug)),
      // Of what the others see nobody learns more than that they see it too.
      people: people.map((person) => {
        const theirs = sight.get(person.id)
        return { ...person, queues: own.filter((slug) => theirs?.(slug)) }
      }),
      me: { id: me.id, name: me.name, email: me.email, role: me.role },
    }
    return context.json(info)
  })

  app.get('/api/sent-mail', admin, async (context) => {
    const rows = await pageOf(desk, context.req.query('before'))
    return context.json({
      next: nextOf(rows),
      items: rows.map((row) => ({
        id: text(row, 'id'),
        kind: text(row, 'kind'),
        at: number(row, 'at'),
        to: text(row, 'recipient'),
        subject: text(row, 'subject'),
        state: text(row, 'state'),
        detail: text(row, 'detail'),
        text: v.parse(OutgoingMail, JSON.parse(text(row, 'mail'))).text,
      })),
    })
  })
}

const QUEUE_SCOPE = queueScope('')

/** A queue that was taken out of the settings while tickets are in it goes by its slug. */
function nameQueue(settings: Settings, slug: string): DeskInfo['queues'][number] {
  const known = settings.queues.find((queue) => queue.slug === slug)
  return { slug, name: known?.name ?? slug, address: known?.address ?? null }
}

/** Mail that was sent, newest first, a page at a time. */
function pageOf(desk: Desk, before: string | undefined): Promise<SqlRow[]> {
  return desk.database.read.all(
    `SELECT * FROM outgoing WHERE (? = '' OR (at, id) < (SELECT at, id FROM outgoing WHERE id = ?)) ORDER BY at DESC, id DESC LIMIT ${PAGE}`,
    before ?? '',
    before ?? '',
  )
}

/** What to pass as `before` for the page after this one; null on the last. */
const nextOf = (rows: readonly SqlRow[]): string | null => {
  const last = rows.at(-1)
  return rows.length === PAGE && last ? text(last, 'id') : null
}
