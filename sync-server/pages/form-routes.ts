/**
 * The form of a queue: shown, sent, shown again with words when something is wrong. What is sent becomes a ticket
 * through the one commit; the id in the form is its push id, so a double click, a reload or a retry makes one ticket.
 */
import type { Context, Hono } from 'hono'
import { FAULTS, fail, type Fault, type Result } from '../../shared/kit/fault.ts'
import { makeId } from '../../shared/kit/id.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import type { Answer } from '../commit/parts.ts'
import type { Desk } from '../desk.ts'
import type { RateLimiter } from '../http/rate-limiter.ts'
import type { HttpEnv } from '../http/request-auth.ts'
import type { QueueSettings } from '../settings/settings.ts'
import { promisesOf } from '../sla/public-promises.ts'
import type { Metrics } from '../sla/queue-metrics.ts'
import { formBody, type FormView } from './form-page.ts'
import { findErrors, readFormInput, type FieldErrors, type FormInput } from './form-input.ts'
import { renderPage, renderTrouble, type Page } from './layout.ts'
import { pageLanguage, type PageLanguage } from './page-language.ts'
import { problemInWords, wantsJson, wordsOf } from './problem.ts'
import { giveKey } from './ticket-key.ts'
import { keepFiles, type ReadBody } from './upload.ts'
import { isForeign, mayTake, visitorKey } from './visitor.ts'

export type FormParts = { desk: Desk; metrics: Metrics; limiter: RateLimiter; readBody: ReadBody }

type FormContext = Context<HttpEnv>

/** The commit cuts this to its own now. A time of ours would make a retry look like something else. */
export const NOW_BY_COMMIT = Number.MAX_SAFE_INTEGER

export function mountForm(app: Hono<HttpEnv>, parts: FormParts): void {
  const { desk } = parts
  app.get('/q/:slug', async (c) => {
    const queue = findQueue(desk, c.req.param('slug'))
    if (!queue) return noSuchForm(c, desk)
    const language = pageLanguage(c, desk)
    const view = { language, ...(await aboutQueue(parts, queue)), id: newId(desk) }
    return renderPage(c, desk, { title: queue.name, body: formBody(view) })
  })
  app.post('/q/:slug', async (c) => {
    const queue = findQueue(desk, c.req.param('slug'))
    if (!queue) return noSuchForm(c, desk)
    if (isForeign(c, desk.config.publicUrl)) return foreign(c, desk)
    return takeForm(c, parts, queue)
  })
}

async function takeForm(c: FormContext, parts: FormParts, queue: QueueSettings): Promise<Response> {
  const language = pageLanguage(c, parts.desk)
  const { form: words } = language.words
  const sent = await parts.readBody(c, language)
  if (!sent.ok) return refuse(c, parts, queue, { fault: sent.fault })
  const input = readFormInput(sent.value.text)
  const errors = findErrors(language, input.texts)
  const hadFiles = sent.value.files.length > 0
  if (Object.keys(errors).length > 0)
    return refuse(c, parts, queue, {
      fault: { code: 'kit/invalid', detail: 'some fields are missing or wrong' },
      input,
      errors,
      hadFiles,
    })
  // Nothing is thrown away in silence: a person whose browser filled the trap is told how to get out of it.
  if (input.isTrapped)
    return refuse(c, parts, queue, {
      fault: {
        code: 'kit/invalid',
        detail: 'a field that people do not see was filled in',
        more: { words: words.trapped },
      },
      input,
      hadFiles,
    })
  if (!mayTake(parts.limiter, `form:${visitorKey(c)}`, LIMITS.formTicketsPerHourPerIp))
    return refuse(c, parts, queue, {
      fault: limited(words, queue),
      input,
      hadFiles,
    })
  const opened = await openTicket(parts.desk, queue, input, {
    files: sent.value.files,
    language: language.locale,
  })
  if (!opened.ok) return refuse(c, parts, queue, { fault: opened.fault, input, hadFiles })
  return confirm(c, parts.desk, opened.value)
}

async function openTicket(
  desk: Desk,
  queue: QueueSettings,
  { id, texts }: FormInput,
  { files, language }: { files: readonly File[]; language: string },
): Promise<Result<Answer>> {
  const attachments = await keepFiles(desk.parts, files)
  if (!attachments.ok) return attachments
  const requester = { name: texts.name, address: texts.email }
  const asked = {
    kind: 'open' as const,
    queue: queue.slug,
    channel: 'web' as const,
    requester,
    subject: texts.subject,
    body: texts.message,
    receivedAt: NOW_BY_COMMIT,
    isAcknowledged: true,
    ...(attachments.value.length > 0 ? { message: { attachments: attachments.value } } : {}),
  }
  return desk.commit({
    actor: { kind: 'desk' },
    device: 'form',
    pushId: id ?? newId(desk),
    input: { ...asked, requester: { ...requester, language } },
    // Sent again from a page in another language it is the same form.
    asked,
  })
}

/** The key goes into a cookie, so that the confirmation opens without script and no secret is in an address. */
function confirm(c: FormContext, desk: Desk, { result }: Answer): Response {
  const id = String(result?.['id'])
  giveKey(c, desk, id, String(result?.['statusToken']))
  if (!wantsJson(c)) return c.redirect(pageLanguage(c, desk).link(`/s/${id}`), 303)
  c.header('cache-control', 'no-store')
  const statusUrl = `${desk.config.publicUrl}/s/${id}`
  return c.json({ id, number: Number(result?.['number']), statusUrl }, 201)
}

type Refusal = { fault: Fault; input?: FormInput; errors?: FieldErrors; hadFiles?: boolean }

/** The form again, with what was typed, and why it was not taken. */
async function refuse(
  c: FormContext,
  parts: FormParts,
  queue: QueueSettings,
  { fault, input, errors = errorsOf(fault), hadFiles = false }: Refusal,
): Promise<Response> {
  const { desk } = parts
  if (fault.code === 'kit/rate-limited') c.header('retry-after', '3600')
  const language = pageLanguage(c, desk)
  if (wantsJson(c))
    return problemInWords(c, language, { ...fault, more: { ...fault.more, fields: errors } })
  // Under the old id the changed text would be refused again; under a new one it is a request of its own.
  const isReused = fault.code === 'ticket/reused-push'
  const hasWords = Object.keys(errors).length > 0
  const view: FormView = {
    language,
    ...(await aboutQueue(parts, queue)),
    id: input?.id && !isReused ? input.id : newId(desk),
    errors,
    hadFiles,
    ...(input ? { texts: input.texts } : {}),
    ...(hasWords && input ? {} : { notice: noticeOf(language, fault, input !== undefined) }),
  }
  return renderPage(c, desk, {
    title: language.words.form.notSent({ queue: queue.name }),
    status: statusOf(fault),
    isUnlisted: true,
    body: formBody(view),
  })
}

/** What is known of a queue before anybody asks it anything. */
async function aboutQueue({ desk, metrics }: FormParts, queue: QueueSettings) {
  const { plain } = promisesOf(desk.parts.settings.get(), queue)
  return { queue, metrics: await metrics.of(queue.slug), promised: plain.firstResponse }
}

/** When the body could not be read, the words are not lost: they are on the page before. */
function noticeOf(language: PageLanguage, fault: Fault, isKept: boolean): string {
  const { form: words } = language.words
  if (fault.code === 'ticket/reused-push') return words.reused
  const said = wordsOf(language, fault)
  return isKept ? said : `${said} ${words.goBack}`
}

function errorsOf(fault: Fault): FieldErrors {
  const { field, words } = fault.more ?? {}
  return field === 'files' && typeof words === 'string' ? { files: words } : {}
}

/** What the form itself can put right is 422; the rest keeps the status of its fault. */
function statusOf(fault: Fault): NonNullable<Page['status']> {
  const status = FAULTS[fault.code].http
  return status === 413 || status === 429 || status === 503 || status === 507 || status === 500
    ? status
    : 422
}

function limited(words: PageLanguage['words']['form'], { address }: QueueSettings): Fault {
  const elsewhere = address ? ` ${words.limitedOr({ address })}` : ''
  return {
    code: 'kit/rate-limited',
    detail: 'too many requests from this network in an hour',
    more: { words: `${words.limited}${elsewhere}` },
  }
}

function findQueue(desk: Desk, slug: string): QueueSettings | undefined {
  return desk.parts.settings.get().queues.find((queue) => queue.slug === slug)
}

export function newId(desk: Desk): string {
  return makeId(desk.parts.clock.now(), desk.parts.random)
}

function noSuchForm(c: FormContext, desk: Desk): Response | Promise<Response> {
  if (wantsJson(c))
    return problemInWords(
      c,
      pageLanguage(c, desk),
      fail('desk/unknown-queue', 'there is no such form').fault,
    )
  return renderTrouble(c, desk, { status: 404, kind: 'noForm' })
}

export function foreign(c: FormContext, desk: Desk): Response | Promise<Response> {
  if (wantsJson(c))
    return problemInWords(
      c,
      pageLanguage(c, desk),
      fail('auth/origin', 'the request is not ours').fault,
    )
  return renderTrouble(c, desk, { status: 403, kind: 'foreign' })
}
