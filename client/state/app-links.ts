/** Addresses that other programs hand to the app: of mail (mailto, RFC 6068) and of tickets (web+deskside). Pure. */
import { LIMITS } from '../../shared/kit/limits.ts'
import { Id, v } from '../../shared/kit/schema.ts'
import { normaliseAddress } from '../../shared/ticket/address.ts'

export type MailLink = { to: string; cc: string[]; subject: string; body: string }

/** The first address is who is written to; the others get a copy. Null: it is no such address. */
export function parseMailto(link: string): MailLink | null {
  if (!/^mailto:/i.test(link) || link.length > LIMITS.bodyChars) return null
  const [people, query] = splitAt(link.slice('mailto:'.length), '?')
  const fields = new Map<string, string>()
  for (const pair of query.split('&')) {
    const [name, value] = splitAt(pair, '=')
    const key = decode(name).toLowerCase()
    // §2: `to` again adds to the addresses; of other fields the first one counts.
    const before = fields.get(key)
    if (key === 'to' && before !== undefined) fields.set(key, `${before},${value}`)
    else if (before === undefined) fields.set(key, value)
  }
  const listOf = (text: string) =>
    text
      .split(',')
      .map((one) => normaliseAddress(decode(one)))
      .filter((one) => one !== '')
  const [to = '', ...more] = [...listOf(people), ...listOf(fields.get('to') ?? '')]
  return {
    to: to.slice(0, LIMITS.emailChars),
    cc: [...more, ...listOf(fields.get('cc') ?? '')].slice(0, LIMITS.replyRecipients),
    subject: line(decode(fields.get('subject') ?? '')).slice(0, LIMITS.subjectChars),
    // §5: line ends come as %0D%0A.
    body: decode(fields.get('body') ?? '').replace(/\r\n?/g, '\n'),
  }
}

/** `web+deskside:ticket/<id or number>`, with or without slashes before it. */
export function parseDeskLink(link: string): { id: string } | { number: number } | null {
  const found = /^web\+deskside:(?:\/\/)?(?:ticket|t)\/([0-9a-z]+)\/?$/i
    .exec(link)?.[1]
    ?.toLowerCase()
  if (found === undefined) return null
  if (/^\d{1,9}$/.test(found)) return { number: Number(found) }
  return v.is(Id, found) ? { id: found } : null
}

/** A header has one line: what an address brings must not make it two. */
const line = (text: string): string => text.replace(/[\r\n]+/g, ' ')

function splitAt(text: string, mark: string): [string, string] {
  const at = text.indexOf(mark)
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + mark.length)]
}

/** §5: no `+` for a space. What is not percent-encoding stays as it is. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
