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
import { lines, whole, type Dressed } from './mail-look.ts'

export type Quote = { message: string; lead: string; words: string }

/** @param reply  the id of the message that quotes */
export function findQuote(settings: Settings, ticket: Ticket, reply: string): Quote | null {
  const queue = settings.queues.find(({ slug }) => slug === ticket.queue)
  if (queue?.isQuoting !== true) return null
  const { messages, facts } = ticket
  const at = messages.findIndex(({ id }) => id === reply)
  const answered = messages
    .slice(0, Math.max(at, 0))
    .findLast((message) => isOwn(message, facts.requester.id))
  if (!answered || answered.text.trim() === '' || answered.warning !== undefined) return null
  if (answered.sender !== 'verified' && !facts.requester.isVerified) return null
  const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone: settings.timeZone })
  const hour = new Intl.DateTimeFormat('en-GB', { timeStyle: 'short', timeZone: settings.timeZone })
  const who = cleanName(answered.by.name).replace(/[<>]/g, '')
  const { address } = facts.requester
  return {
    message: answered.id,
    lead: `On ${day.format(answered.at)}, at ${hour.format(answered.at)}, ${who === '' ? address : `${who} <${address}>`} wrote:`,
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

export function addQuote(plain: Dressed, { message, lead, words }: Quote): Dressed {
  const quoted = words
    .split(/\r\n?|\n/)
    .map((line) => (line === '' ? '>' : `> ${line}`))
    .join('\n')
  // What Thunderbird and Apple Mail write, and every mail program folds or draws a line beside.
  const block = html`<div style="margin-top:16px">${lead}</div>
    <blockquote type="cite" style="margin:8px 0 0;padding-left:12px;border-left:2px solid #d0d5dd">
      ${lines(words)}
    </blockquote>`
  return {
    ...plain,
    text: `${plain.text}\n${lead}\n${quoted}\n`,
    html: `${plain.html}${whole(block)}`,
    quoted: { message, textAt: plain.text.length, htmlAt: plain.html.length },
  }
}
