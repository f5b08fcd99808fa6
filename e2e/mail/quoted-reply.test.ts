/**
 * What a reply or a forwarded message quotes comes back under an answer: the answer alone is new, in text and in HTML, and the
 * rest folds, in every language that we write the line above it in.
 */
import { describe, expect, test } from 'vitest'
import { htmlToMarkedText, sanitiseHtml } from '../../mail-gateway/inbound/html.ts'
import { visibleOfHtml } from '../../mail-gateway/inbound/parse.ts'
import { visibleText } from '../../mail-gateway/inbound/quote.ts'
import { unwrap } from '../../shared/kit/fault.ts'
import { LOCALES } from '../../shared/kit/locales.ts'
import { parseWith } from '../../shared/kit/schema.ts'
import { addQuote } from '../../sync-server/mail/outbound/reply-quote.ts'
import { dressReply } from '../../sync-server/mail/outbound/mail-look.ts'
import { languageOf, type Language } from '../../sync-server/words/language.ts'
import { DEFAULT_SETTINGS, QueueSettings } from '../../sync-server/settings/settings.ts'

const QUEUE = { slug: 'support', name: 'Support', address: null, signature: 'Yours\n{{agent}}' }
const AT = Date.parse('2026-01-02T10:00:00Z')

const plainIn = (language: Language) =>
  dressReply(
    { ...DEFAULT_SETTINGS, queues: [unwrap(parseWith(QueueSettings, QUEUE))] },
    {
      language,
      agent: 'Ada',
      queue: 'support',
      text: 'Turn it left.\n\nThen call us.',
      html: '<p>Turn it left.</p><p>Then call us.</p>',
      foot: { words: language.words.mail.ticket({ number: 7 }), link: 'https://desk.test/s/1#x' },
    },
  )

/** As reply-quote and forward fill them in. */
function leadsOf({ intl, words }: Language) {
  const { lead, forwarded } = words.mail.quote
  const say = (style: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(intl, { ...style, timeZone: 'UTC' }).format(AT)
  const wrote = { day: say({ dateStyle: 'medium' }), time: say({ timeStyle: 'short' }) }
  const at = '2026-01-02 10:00'
  return {
    reply: lead({ ...wrote, who: 'Ruth Bell <ruth@customer.test>' }),
    'reply to a name in Arabic': lead({ ...wrote, who: 'روث بيل <ruth@customer.test>' }),
    'reply to an address': lead({ ...wrote, who: 'ruth@customer.test' }),
    forward: forwarded({ at, who: 'Ruth Bell <ruth@customer.test>' }),
    'forward of an address': forwarded({ at, who: '<ruth@customer.test>' }),
    'forward of a name': forwarded({ at, who: 'Ruth Bell' }),
  }
}

const CASES = Object.keys(LOCALES).flatMap((locale) => {
  const language = languageOf(locale)
  return Object.entries(leadsOf(language)).map(([what, lead]) => ({ locale, what, language, lead }))
})

describe.each(CASES)('[OU20] [MR25] [LA4] $locale: what a $what quotes', ({ language, lead }) => {
  const mail = addQuote(plainIn(language), {
    message: '0'.repeat(26),
    language,
    lead,
    words: 'It leaks.\n\n> somebody said: turn it\n\nSince Monday.',
  })

  test('is no part of its own new words, as our reading has it', () => {
    expect(visibleText(mail.text)).toBe('Turn it left.\n\nThen call us.')
    const shown = visibleOfHtml(sanitiseHtml(mail.html))
    expect(shown.replace(/\s+/g, ' ')).toBe('Turn it left. Then call us.')
    expect(htmlToMarkedText(mail.html)).toContain('Since Monday.')
  })

  test('is folded with all the rest when somebody answers above or below it', () => {
    const outer = 'On Fri, 2 Jan 2026 at 11:00, Ada (Support) <support@desk.test> wrote:'
    const quoted = mail.text.replace(/^/gm, '> ')
    expect(visibleText(`That helped.\n\n${outer}\n${quoted}`)).toBe('That helped.')
    expect(visibleText(`${outer}\n${quoted}\n\nThat helped.`)).toBe('That helped.')
    const answer = `<div>That helped.</div><div class="gmail_quote">${outer.replace(/</, '&lt;').replace(/>/, '&gt;')}<blockquote>${mail.html}</blockquote></div>`
    expect(visibleOfHtml(answer)).toBe('That helped.')
  })

  test('is folded under an answer of a program that marks nothing', () => {
    const quote = mail.text.slice(mail.quoted?.textAt)
    expect(visibleText(`That helped.\n\n${quote}`)).toBe('That helped.')
    const bare = quote.replace(/^> ?/gm, '')
    expect(bare).toContain('\nSince Monday.')
    expect(visibleText(`That helped.\n\n${bare}`)).toBe('That helped.')
  })
})

test('without such a line, the same words are somebody’s own', () => {
  const own = 'That helped.\n\nRuth said so on Monday:\nIt leaks.\n\nSince Monday.'
  expect(visibleText(own)).toBe(own)
})
