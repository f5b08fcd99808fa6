/**
 * How a mail of the desk looks, in text and in HTML that say the same (mail.md 43): what was written, the queue's
 * signature, the ticket's number. Inline styles alone, no picture and nothing from elsewhere: it is read in every mail
 * program. Not here: who gets it, or what is in it.
 */
import { html, raw } from 'hono/html'
import { assert } from '../../../shared/kit/fault.ts'
import { fillSignature } from '../../../shared/ticket/signature.ts'
import type { Settings } from '../../settings/settings.ts'

export type Look = {
  /** Whose name stands under it; null: nobody wrote it. */
  agent: string | null
  queue: string
  text: string
  /** The same as HTML that is clean already; null: made of the text. */
  html: string | null
  /** What ends it: the ticket, and its page where the reader may open it. */
  foot: { words: string; link: string | null }
}

const FONT = 'font-family:system-ui,-apple-system,Segoe UI,Roboto,Helvetica,Arial,sans-serif'
const TEXT_STYLE = `${FONT};font-size:15px;line-height:1.5`
const QUIET_STYLE = `${FONT};font-size:13px;line-height:1.5;color:#667085`

/** A person's reply: as plain as a letter, so that it reads as one. */
export function dressReply(settings: Settings, look: Look): { text: string; html: string } {
  const signature = signatureOf(settings, look)
  const foot = look.foot.link === null ? look.foot.words : `${look.foot.words}: ${look.foot.link}`
  const body = look.html === null ? paragraphs(look.text) : raw(look.html)
  const dressed = html`<div style="${TEXT_STYLE}">${body}</div>
    <div style="${TEXT_STYLE};margin-top:16px">-- <br />${lines(signature)}</div>
    <p style="${QUIET_STYLE};margin:12px 0 0">${linked(look.foot)}</p>`
  return {
    text: `${look.text}\n\n-- \n${signature === '' ? '' : `${signature}\n`}${foot}\n`,
    html: whole(dressed),
  }
}

/** A mail that nobody wrote: under the desk's name and colour, with one thing to press. */
export function dressNotice(
  settings: Settings,
  look: Omit<Look, 'agent' | 'html'> & { button: { words: string; link: string } | null },
): { text: string; html: string } {
  const signature = signatureOf(settings, { ...look, agent: null })
  const button =
    look.button &&
    html`<p style="margin:20px 0">
      <a
        href="${look.button.link}"
        style="${TEXT_STYLE};display:inline-block;padding:10px 18px;border-radius:6px;background:${settings.mailColor};color:#ffffff;text-decoration:none;font-weight:600"
        >${look.button.words}</a
      >
    </p>`
  const dressed = html`<div
      style="${TEXT_STYLE};border-top:4px solid ${settings.mailColor};padding-top:14px;font-weight:600"
    >
      ${settings.deskName}
    </div>
    <div style="${TEXT_STYLE}">${paragraphs(look.text)}${button}</div>
    <div style="${QUIET_STYLE};margin-top:20px">${lines(signature)}</div>
    <p style="${QUIET_STYLE};margin:12px 0 0">${look.foot.words}</p>`
  const link = look.button ? `${look.button.words}:\n${look.button.link}\n\n` : ''
  return {
    text: `${look.text}\n\n${link}-- \n${signature === '' ? settings.deskName : signature}\n${look.foot.words}\n`,
    html: whole(dressed),
  }
}

function signatureOf(settings: Settings, look: Pick<Look, 'agent' | 'queue'>): string {
  const queue = settings.queues.find((one) => one.slug === look.queue)
  return fillSignature(queue?.signature ?? '', {
    agent: look.agent ?? '',
    queue: queue?.name ?? look.queue,
    desk: settings.deskName,
  })
}

type Html = ReturnType<typeof html>

function whole(body: Html): string {
  assert(!(body instanceof Promise), 'nothing in a mail is waited for')
  return `${body.toString()}\n`
}

const lines = (words: string): Html =>
  html`${words.split('\n').flatMap((line, at) => (at === 0 ? [line] : [raw('<br>'), line]))}`

const paragraphs = (words: string): Html =>
  html`${words.split(/\n{2,}/).map((part) => html`<p style="margin:0 0 12px">${lines(part)}</p>`)}`

const linked = ({ words, link }: Look['foot']): Html =>
  link === null ? html`${words}` : html`${words}: <a href="${link}">${link}</a>`
