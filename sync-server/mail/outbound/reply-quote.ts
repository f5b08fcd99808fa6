/**
 * What a reply quotes, where its queue wants that: the requester's own message which it answers, short, under all the rest,
 * marked as mail programs do, so that it folds when it comes back (mail.md 43, 25). Never a note, never what anybody else
 * wrote, nothing to people who only get a copy, and no words to an address that nobody has shown to be their author's.
 */
import { html } from 'hono/html'
import { LIMITS } from '../../../shared/kit/limits.ts'
import type { Message, Ticket } from '../../../shared/ticket/ticket.ts'
import type { Settings } from '../../settings/settings.ts'
import { cleanName } from '../../commit/contacts.ts'
import type { Language } from '../../words/language.ts'
import { lines, spoken, whole, type Dressed } from './mail-look.ts'

/** `language` is that of the line above it; the words are in whatever they were written in. */
export type Quote = { message: string; language: Language; lead: string; words: string }

/**
 * @param language  of who reads the reply
 * @param about     `reply` is the id of the message that quotes
 */
export function findQuote(
  settings: Settings,
  language: Language,
  { ticket, reply }: { ticket: Ticket; reply: string },
): Quote | null {
  const queue = settings.queues.find(({ slug }) => slug === ticket.queue)
  if (queue?.isQuoting !== true) return null
  const { messages, facts } = ticket
  const at = messages.findIndex(({ id }) => id === reply)
  const answered = messages
    .slice(0, Math.max(at, 0))
    .findLast((message) => isOwn(message, facts.requester.id))
  if (!answered || answered.text.trim() === '' || answered.warning !== undefined) return null
  if (answered.sender !== 'verified' && !facts.requester.isVerified) return null
  const { timeZone } = settings
  const say = (style: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(language.intl, { ...style, timeZone }).format(answered.at)
  const who = cleanName(answered.by.name).replace(/[<>]/g, '')
  const { address } = facts.requester
  return {
    message: answered.id,
    language,
    lead: language.words.mail.quote.lead({
      day: say({ dateStyle: 'medium' }),
      time: say({ timeStyle: 'short' }),
      who: who === '' ? address : `${who} <${address}>`,
    }),
    words: shorten(answered.text.trim()),
  }
}

function isOwn({ kind, by, standing, mergedFrom }: Message, requester: string): boolean {
  return (
    kind === 'inbound' &&
    by.id === requester &&
    standing !== 'other' &&
    (mergedFrom === undefined || mergedFrom.requester === requester)
  )
}

/** Whole lines as far as they go; half of a pair, where the cut falls, is no text. */
function shorten(words: string): string {
  if (words.length <= LIMITS.replyQuoteChars) return words
  const head = words.slice(0, LIMITS.replyQuoteChars)
  const end = head.lastIndexOf('\n')
  const kept = end > LIMITS.replyQuoteChars / 2 ? head.slice(0, end) : head
  return `${kept.replace(/[\ud800-\udbff]$/, '').trimEnd()}\n[…]`
}

const QUOTE_STYLE = 'margin:8px 0 0;padding-left:12px;border-left:2px solid #d0d5dd'

export function addQuote(plain: Dressed, { message, language, lead, words }: Quote): Dressed {
  const quoted = words
    .split(/\r\n?|\n/)
    .map((line) => (line === '' ? '>' : `> ${line}`))
    .join('\n')
  // What Thunderbird and Apple Mail write, and every mail program folds or draws a line beside.
  const own = spoken(language)
  const block = html`<div ${own} style="margin-top:16px">${lead}</div>
    <blockquote type="cite" dir="auto" style="${QUOTE_STYLE}">${lines(words)}</blockquote>`
  return {
    ...plain,
    text: `${plain.text}\n${lead}\n${quoted}\n`,
    html: `${plain.html}${whole(block)}`,
    quoted: { message, textAt: plain.text.length, htmlAt: plain.html.length },
  }
}
