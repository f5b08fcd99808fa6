/**
 * How a mail of the desk looks, in text and in HTML that say the same (mail.md 43): what was written, the queue's
 * signature, the ticket's number. Inline styles alone, no picture but the desk's logo, which is in the mail, and nothing
 * from elsewhere: it is read in every mail program. Not here: who gets it, or what is in it.
 */
import { html, raw } from 'hono/html'
import { assert } from '../../../shared/kit/fault.ts'
import { fillSignature } from '../../../shared/ticket/signature.ts'
import type { OutgoingMail } from '../../../shared/wire/mail.ts'
import type { Attachment } from '../../../shared/ticket/attachment.ts'
import type { Logo, Settings } from '../../settings/settings.ts'
import type { Language } from '../../words/language.ts'
import { logoFile, shownSize } from './desk-logo.ts'

/** What a mail says, and what of it is shown by Content-ID. */
export type Dressed = {
  text: string
  html: string
  attachments: Attachment[]
  quoted?: OutgoingMail['quoted']
  /** Where no person wrote a word of it. */
  language?: string
}

export type Look = {
  /** Of the words around what a person wrote; of all words where nobody did. */
  language: Language
  /** Whose name stands under it; null: nobody wrote it. */
  agent: string | null
  queue: string
  text: string
  /** The same as HTML that is clean already; null: made of the text. */
  html: string | null
  /** What ends it: the ticket, and its page where the reader may open it. */
  foot: { words: string; link: string | null; more?: string }
}

const FONT = 'font-family:system-ui,-apple-system,Segoe UI,Roboto,Helvetica,Arial,sans-serif'
const TEXT_STYLE = `${FONT};font-size:15px;line-height:1.5`
const QUIET_STYLE = `${FONT};font-size:13px;line-height:1.5;color:#667085`

/** A person's reply: as plain as a letter, so that it reads as one. */
export function dressReply(settings: Settings, look: Look): Dressed {
  const signature = signatureOf(settings, look)
  const { words, link, more = '' } = look.foot
  const foot = `${link === null ? words : `${words}: ${link}`}${more === '' ? '' : `\n${more}`}`
  const body = look.html === null ? paragraphs(look.text) : raw(look.html)
  const logo = settings.isLogoOnReplies ? settings.logo : null
  const head = logo && html`<div style="margin:0 0 16px">${picture(settings.deskName, logo)}</div>`
  const dressed = html`${head}
    <div dir="auto" style="${TEXT_STYLE}">${body}</div>
    <div dir="auto" style="${TEXT_STYLE};margin-top:16px">-- <br />${lines(signature)}</div>
    <p ${spoken(look.language)} style="${QUIET_STYLE};margin:12px 0 0">
      ${linked(look.foot)}${more === '' ? '' : html`<br />${more}`}
    </p>`
  return {
    text: `${look.text}\n\n-- \n${signature === '' ? '' : `${signature}\n`}${foot}\n`,
    html: whole(dressed),
    attachments: logo ? [logoFile(logo)] : [],
  }
}

/** A mail that nobody wrote: under the desk's name and colour, with one thing to press. */
export function dressNotice(
  settings: Settings,
  look: Omit<Look, 'agent' | 'html'> & { button: { words: string; link: string } | null },
): Dressed {
  const signature = signatureOf(settings, { ...look, agent: null })
  const { logo } = settings
  const button =
    look.button &&
    html`<p style="margin:20px 0">
      <a
        href="${look.button.link}"
        style="${TEXT_STYLE};display:inline-block;padding:10px 18px;border-radius:6px;background:${settings.mailColor};color:#ffffff;text-decoration:none;font-weight:600"
        >${look.button.words}</a
      >
    </p>`
  const { locale } = look.language
  const dressed = html`<div ${spoken(look.language)}>
    <div
      style="${TEXT_STYLE};border-top:4px solid ${settings.mailColor};padding-top:14px;font-weight:600"
    >
      ${logo ? picture(settings.deskName, logo) : settings.deskName}
    </div>
    <div style="${TEXT_STYLE}">${paragraphs(look.text)}${button}</div>
    <div dir="auto" style="${QUIET_STYLE};margin-top:20px">${lines(signature)}</div>
    <p style="${QUIET_STYLE};margin:12px 0 0">${look.foot.words}</p>
  </div>`
  const link = look.button ? `${look.button.words}:\n${look.button.link}\n\n` : ''
  return {
    text: `${look.text}\n\n${link}-- \n${signature === '' ? settings.deskName : signature}\n${look.foot.words}\n`,
    html: whole(dressed),
    attachments: logo ? [logoFile(logo)] : [],
    language: locale,
  }
}

/** What says in HTML which language words are in, and which way they run. */
export const spoken = ({ locale, dir }: Language): Html => html`lang="${locale}" dir="${dir}"`

/** Its name stands in for it where pictures are not shown. */
function picture(deskName: string, logo: Logo): Html {
  const { width, height } = shownSize(logo)
  return html`<img
    src="cid:${logoFile(logo).cid}"
    alt="${deskName}"
    width="${width}"
    height="${height}"
    style="display:block;border:0"
  />`
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

export function whole(body: Html): string {
  assert(!(body instanceof Promise), 'nothing in a mail is waited for')
  return `${body.toString()}\n`
}

/** Words with their line ends, and nothing in them that HTML would read. */
export const lines = (words: string): Html =>
  html`${words.split('\n').flatMap((line, at) => (at === 0 ? [line] : [raw('<br>'), line]))}`

const paragraphs = (words: string): Html =>
  html`${words.split(/\n{2,}/).map((part) => html`<p style="margin:0 0 12px">${lines(part)}</p>`)}`

const linked = ({ words, link }: Look['foot']): Html =>
  link === null ? html`${words}` : html`${words}: <a href="${link}">${link}</a>`
