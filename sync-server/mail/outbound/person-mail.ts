/**
 * A mail that the desk writes to one of its own people, whatever it says: plain words in the language they read. Where these
 * run from right to left they are there as HTML too: many programs show plain text from left to right, with its stops at the
 * wrong end. Not here: what is said, and to whom.
 */
import { html } from 'hono/html'
import type { MailAddress } from '../../../shared/wire/mail.ts'
import type { Language } from '../../words/language.ts'
import { spoken, whole } from './mail-look.ts'
import type { NewOutgoing } from './outgoing.ts'

const TEXT_STYLE = 'font:15px/1.5 Arial,Helvetica,sans-serif;color:#1a2129'

export type PersonMail = {
  language: Language
  from: MailAddress
  replyTo?: MailAddress | null
  to: MailAddress
  /** Of mail that its reader may decline (unsubscribe). */
  unsubscribe?: string
  subject: string
  /** One after the other; an empty one parts paragraphs. */
  lines: readonly string[]
}

export function mailToPerson(mail: PersonMail): NewOutgoing['mail'] {
  const { language, from, replyTo = null, to, unsubscribe, subject, lines } = mail
  return {
    from,
    replyTo,
    to: [to],
    cc: [],
    subject,
    inReplyTo: null,
    references: [],
    language: language.locale,
    text: `${lines.join('\n')}\n`,
    html: language.dir === 'rtl' ? asHtml(language, lines) : null,
    attachments: [],
    ...(unsubscribe === undefined ? {} : { unsubscribe }),
    autoSubmitted: 'auto-generated',
  }
}

/** Each line is a block of its own, as answers to it are read line by line. */
function asHtml(language: Language, lines: readonly string[]): string {
  const blocks = lines.map((line) => {
    if (line === '') return html`<div><br /></div>`
    if (/^https?:\/\/\S+$/.test(line))
      return html`<div>
        <a href="${line}"><bdi dir="ltr">${line}</bdi></a>
      </div>`
    return html`<div>${line}</div>`
  })
  return whole(html`<div ${spoken(language)} style="${TEXT_STYLE}">${blocks}</div>`)
}
