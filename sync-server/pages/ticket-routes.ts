/**
 * The status page and what hangs on it: opening it with a key, answering, files, live refresh. Every route checks the
 * key itself; without one, an unknown ticket and somebody else's look the same (RI3).
 */
import type { Context, Hono } from 'hono'
import { fail, type Fault, type Result } from '../../shared/kit/fault.ts'
import { isId } from '../../shared/kit/id.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import { followMerge } from '../commit/merge-trail.ts'
import type { Answer } from '../commit/parts.ts'
import type { Desk } from '../desk.ts'
import { fileHeaders } from '../http/file-headers.ts'
import type { HttpEnv } from '../http/request-auth.ts'
import { foreign, newId, NOW_BY_COMMIT, type FormParts } from './form-routes.ts'
import { findMessageError, type FieldErrors } from './form-input.ts'
import { renderPage, type Page } from './layout.ts'
import type { LiveStreams } from './live.ts'
import { pageLanguage, type PageLanguage } from './page-language.ts'
import { problemInWords, wantsJson, wordsOf } from './problem.ts'
import { readDue, readPublicTicket } from './public-ticket.ts'
import { checkKey, giveKey, markOpened, passKey, readKey, tokenIn, type Key } from './ticket-key.ts'
import { lockedBody, ticketBody, type TicketView } from './ticket-page.ts'
import { keepFiles } from './upload.ts'
import { isForeign, mayTake, visitorKey } from './visitor.ts'
import { sayPromise } from './words.ts'

type TicketContext = Context<HttpEnv>

export function mountTicketPages(app: Hono<HttpEnv>, parts: FormParts, live: LiveStreams): void {
  const { desk } = parts
  app.get('/s/:ticket', async (c) => {
    const ticket = c.req.param('ticket')
    const key = await readKey(desk, c, ticket)
    return key ? showTicket(c, parts, ticket, key) : locked(c, desk, ticket, false)
  })
  app.post('/s/:ticket/open', async (c) => {
    if (isForeign(c, desk.config.publicUrl)) return foreign(c, desk)
    return openWithLink(c, parts, c.req.param('ticket'))
  })
  app.post('/s/:ticket/reply', async (c) => {
    if (isForeign(c, desk.config.publicUrl)) return foreign(c, desk)
    const ticket = c.req.param('ticket')
    const key = await readKey(desk, c, ticket)
    return key ? takeReply(c, parts, ticket, key) : locked(c, desk, ticket, false)
  })
  app.get('/s/:ticket/files/:hash', async (c) => {
    const ticket = c.req.param('ticket')
    const key = await readKey(desk, c, ticket)
    const file = key ? await findFile(desk, ticket, key, c.req.param('hash')) : null
    const bytes = file ? await desk.parts.blobs.get(file.hash) : null
    if (!file || !bytes) return locked(c, desk, ticket, false)
    return c.body(new Uint8Array(bytes), 200, fileHeaders(file.name))
  })
  app.get('/s/:ticket/live', async (c) => {
    const ticket = c.req.param('ticket')
    if (!(await readKey(desk, c, ticket))) return locked(c, desk, ticket, false)
    return live.open(c, ticket, () => readKey(desk, c, ticket))
  })
}

async function openWithLink(c: TicketContext, parts: FormParts, ticket: string): Promise<Response> {
  const { desk } = parts
  const pasted = await readToken(c, parts)
  const key = pasted === null ? null : await checkKey(desk, ticket, pasted)
  if (!key || pasted === null) return locked(c, desk, ticket, true)
  await markOpened(desk, ticket, key, pageLanguage(c, desk).locale)
  giveKey(c, desk, ticket, pasted)
  c.header('cache-control', 'no-store')
  return wantsJson(c)
    ? c.json({ ok: true })
    : c.redirect(pageLanguage(c, desk).link(`/s/${ticket}`), 303)
}

/** From the page's script as JSON, from its form as a field. */
async function readToken(c: TicketContext, parts: FormParts): Promise<string | null> {
  const sent = await parts.readBody(c, pageLanguage(c, parts.desk))
  return sent.ok ? tokenIn(sent.value.text('token')) : null
}

async function showTicket(
  c: TicketContext,
  parts: FormParts,
  id: string,
  key: Key,
  more: Partial<TicketView> & { status?: Page['status'] } = {},
): Promise<Response> {
  const { desk } = parts
  const ticket = await readPublicTicket(desk, id, key.kind)
  if (!ticket) return locked(c, desk, id, false)
  const language = pageLanguage(c, desk)
  const end = await followMerge(desk.database.read, id)
  if (end !== null && end !== id && (await passKey(c, desk, id, end)))
    return c.redirect(language.link(`/s/${end}`), 303)
  const { status, ...rest } = more
  const settings = desk.parts.settings.get()
  const { typical } = sayPromise(language, await parts.metrics.of(ticket.queue), undefined)
  const dueAt = await readDue(desk, id)
  const { contact } = key
  const body = ticketBody({
    language,
    ticket,
    settings,
    contact,
    dueAt,
    typical,
    replyId: newId(desk),
    isMerged: end !== id,
    ...rest,
  })
  return renderPage(c, desk, {
    title: `#${ticket.number} ${ticket.subject}`,
    isPrivate: true,
    body,
    ...(status ? { status } : {}),
  })
}

function locked(
  c: TicketContext,
  desk: Desk,
  ticket: string,
  isWrong: boolean,
): Response | Promise<Response> {
  const language = pageLanguage(c, desk)
  if (wantsJson(c))
    return problemInWords(c, language, fail('kit/not-found', 'that does not open anything').fault)
  return renderPage(c, desk, {
    title: language.words.ticket.locked.title,
    status: 404,
    isPrivate: true,
    // What is no id comes from a broken link and is not repeated on the page.
    body: lockedBody(language, isId(ticket) ? ticket : 'none', isWrong),
  })
}

async function takeReply(
  c: TicketContext,
  parts: FormParts,
  ticket: string,
  key: Key,
): Promise<Response> {
  const { desk } = parts
  const language = pageLanguage(c, desk)
  const sent = await parts.readBody(c, language)
  if (!sent.ok) return refuseReply(c, parts, ticket, key, { fault: sent.fault })
  const text = sent.value.text('message').trim()
  const given = sent.value.text('id')
  const replyId = isId(given) ? given : newId(desk)
  const kept = { text, replyId, hadFiles: sent.value.files.length > 0 }
  const message = findMessageError(language.words.form, text)
  if (message !== null)
    return refuseReply(c, parts, ticket, key, {
      ...kept,
      fault: { code: 'kit/invalid', detail: 'the message is wrong', more: { words: message } },
      errors: { message },
    })
  if (!mayTake(parts.limiter, `reply:${visitorKey(c)}`, LIMITS.portalRepliesPerHourPerIp))
    return refuseReply(c, parts, ticket, key, { ...kept, fault: limited(language) })
  const added = await addReply(desk, { ticket, key, text, replyId, files: sent.value.files })
  if (!added.ok) return refuseReply(c, parts, ticket, key, { ...kept, fault: added.fault })
  c.header('cache-control', 'no-store')
  return wantsJson(c) ? c.json({ ok: true }, 201) : c.redirect(language.link(`/s/${ticket}`), 303)
}

const limited = ({ words }: PageLanguage): Fault => ({
  code: 'kit/rate-limited',
  detail: 'too many answers from this network in an hour',
  more: { words: words.ticket.limited },
})

type Reply = { ticket: string; key: Key; text: string; replyId: string; files: readonly File[] }

async function addReply(
  desk: Desk,
  { ticket, key, text, replyId, files }: Reply,
): Promise<Result<Answer>> {
  const attachments = await keepFiles(desk.parts, files)
  if (!attachments.ok) return attachments
  return desk.commit({
    actor: { kind: 'contact', contact: key.contact },
    device: 'portal',
    pushId: replyId,
    input: {
      kind: 'inbound',
      ticket,
      from: key.contact,
      body: text,
      via: 'portal',
      receivedAt: NOW_BY_COMMIT,
      ...(attachments.value.length > 0 ? { message: { attachments: attachments.value } } : {}),
    },
  })
}

type Refused = {
  fault: Fault
  text?: string
  replyId?: string
  hadFiles?: boolean
  errors?: FieldErrors
}

function refuseReply(
  c: TicketContext,
  parts: FormParts,
  ticket: string,
  key: Key,
  { fault, errors = {}, ...kept }: Refused,
): Response | Promise<Response> {
  const language = pageLanguage(c, parts.desk)
  if (wantsJson(c))
    return problemInWords(c, language, { ...fault, more: { ...fault.more, fields: errors } })
  const isReused = fault.code === 'ticket/reused-push'
  const { replyId: _old, ...fresh } = kept
  return showTicket(c, parts, ticket, key, {
    ...(isReused ? fresh : kept),
    errors,
    status: fault.code === 'kit/too-big' ? 413 : fault.code === 'kit/rate-limited' ? 429 : 422,
    ...(errors.message
      ? {}
      : { notice: isReused ? language.words.ticket.reused : wordsOf(language, fault) }),
  })
}

/** Only what the public thread names: a file of a note, or of somebody else's mail, is not there. */
async function findFile(
  desk: Desk,
  id: string,
  key: Key,
  hash: string,
): Promise<{ hash: string; name: string } | null> {
  const ticket = await readPublicTicket(desk, id, key.kind)
  const shared = await desk.database.read.get(
    `SELECT 1 AS yes FROM blob_refs WHERE ticket = ? AND hash = ? AND is_public = 1`,
    id,
    hash,
  )
  if (!ticket || !shared) return null
  for (const message of ticket.messages) {
    if (message.more === hash) return { hash, name: `message-${ticket.number}.txt` }
    const file = message.attachments.find((entry) => entry.hash === hash)
    if (file) return { hash, name: file.name }
  }
  return null
}
