/** What a reply quotes comes back under an answer: the answer alone is new, in text and in HTML, and the rest folds. */
import { describe, expect, test } from 'vitest'
import { htmlToMarkedText, sanitiseHtml } from '../../mail-gateway/inbound/html.ts'
import { visibleOfHtml } from '../../mail-gateway/inbound/parse.ts'
import { visibleText } from '../../mail-gateway/inbound/quote.ts'
import { unwrap } from '../../shared/kit/fault.ts'
import { parseWith } from '../../shared/kit/schema.ts'
import { addQuote } from '../../sync-server/mail/outbound/reply-quote.ts'
import { dressReply } from '../../sync-server/mail/outbound/mail-look.ts'
import { languageOf } from '../../sync-server/words/language.ts'
import { DEFAULT_SETTINGS, QueueSettings } from '../../sync-server/settings/settings.ts'

const QUEUE = { slug: 'support', name: 'Support', address: null, signature: 'Yours\n{{agent}}' }
const plain = dressReply(
  { ...DEFAULT_SETTINGS, queues: [unwrap(parseWith(QueueSettings, QUEUE))] },
  {
    language: languageOf('en'),
    agent: 'Ada',
    queue: 'support',
    text: 'Turn it left.\n\nThen call us.',
    html: '<p>Turn it left.</p><p>Then call us.</p>',
    foot: { words: 'Ticket #7', link: 'https://desk.test/s/1#x' },
  },
)
const mail = addQuote(plain, {
  message: '0'.repeat(26),
  lead: 'On 2 Jan 2026, at 10:00, Ruth Bell <ruth@customer.test> wrote:',
  words: 'It leaks.\n\n> somebody said: turn it\n\nSince Monday.',
})

describe('[OU20] [MR25] what a reply quotes', () => {
  test('is no part of its own new words, as our reading has it', () => {
    expect(visibleText(mail.text)).toBe('Turn it left.\n\nThen call us.')
    const shown = visibleOfHtml(sanitiseHtml(mail.html))
    expect(shown.replace(/\s+/g, ' ')).toBe('Turn it left. Then call us.')
    expect(htmlToMarkedText(mail.html)).toContain('Since Monday.')
  })

  test('is folded with all the rest when somebody answers above or below it', () => {
    const lead = 'On Fri, 2 Jan 2026 at 11:00, Ada (Support) <support@desk.test> wrote:'
    const quoted = mail.text.replace(/^/gm, '> ')
    expect(visibleText(`That helped.\n\n${lead}\n${quoted}`)).toBe('That helped.')
    expect(visibleText(`${lead}\n${quoted}\n\nThat helped.`)).toBe('That helped.')
    const answer = `<div>That helped.</div><div class="gmail_quote">${lead.replace(/</, '&lt;').replace(/>/, '&gt;')}<blockquote>${mail.html}</blockquote></div>`
    expect(visibleOfHtml(answer)).toBe('That helped.')
  })

  test('is folded under an answer of a program that marks nothing', () => {
    expect(visibleText(`That helped.\n\n${mail.text.slice(mail.quoted?.textAt)}`)).toBe(
      'That helped.',
    )
  })
})
