/** What a mail looks like: text and HTML say the same, signatures stand where they belong, nothing can break out. */
import { expect, test } from 'vitest'
import { parseWith } from '../../../shared/kit/schema.ts'
import { DEFAULT_SETTINGS, QueueSettings, Settings } from '../../settings/settings.ts'
import { languageOf } from '../../words/language.ts'
import { dressNotice, dressReply } from './mail-look.ts'

const language = languageOf('en')

const SUPPORT = { slug: 'support', name: 'Support', address: null }
const settingsWith = (queue: object, desk: object = {}) =>
  parseWith(Settings, {
    ...DEFAULT_SETTINGS,
    deskName: 'Example & Co',
    ...desk,
    queues: [{ ...SUPPORT, ...queue }],
  })
const SETTINGS = (() => {
  const read = settingsWith({ signature: 'Kind regards\n{{agent}}\n{{desk}}, <Berlin>' })
  if (!read.ok) throw new Error(read.fault.detail)
  return read.value
})()
const LINK = 'https://desk.test/s/01#secret'

/** Words as a reader sees them. */
const readable = (html: string) =>
  html
    .replace(/<[^>]*>/g, ' ')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&#39;/g, "'")
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, '&')
    .split(/\s+/)
    .filter((word) => word !== '')
const wordsOf = (text: string) => text.split(/\s+/).filter((word) => word !== '')

test('[MR43] [MR45] a reply says the same in text and in HTML: words, signature, number and link', () => {
  const mail = dressReply(SETTINGS, {
    language,
    agent: 'Ada <b>',
    queue: 'support',
    text: 'Dear Ruth,\n\n1 < 2 & "so on"\nyours',
    html: null,
    foot: { words: 'Ticket #7', link: LINK },
  })
  expect(mail.text).toBe(
    `Dear Ruth,\n\n1 < 2 & "so on"\nyours\n\n-- \nKind regards\nAda <b>\nExample & Co, <Berlin>\nTicket #7: ${LINK}\n`,
  )
  expect(readable(mail.html)).toEqual(wordsOf(mail.text))
  expect(mail.html).toContain(`<a href="${LINK}">`)
})

test('the HTML of a reply is kept as it was written', () => {
  const html = '<p>one</p><pre><code>  two\n    three</code></pre>'
  const foot = { words: 'Ticket #7', link: null }
  const mail = dressReply(SETTINGS, {
    language,
    agent: 'Ada',
    queue: 'support',
    text: 'one',
    html,
    foot,
  })
  expect(mail.html).toContain(html)
  expect(mail.html).not.toContain('href')
})

test('without a signature there is none, and nothing empty in its place', () => {
  const foot = { words: 'Ticket #7', link: null }
  const look = { language, agent: 'Ada', queue: 'elsewhere', text: 'one', html: null, foot }
  expect(dressReply(SETTINGS, look).text).toBe('one\n\n-- \nTicket #7\n')
  expect(readable(dressReply(SETTINGS, look).html)).toEqual(['one', '--', 'Ticket', '#7'])
})

test('[MR43] what nobody wrote stands under the desk’s name and colour, in no person’s name', () => {
  const mail = dressNotice(SETTINGS, {
    language,
    queue: 'support',
    text: 'We have your message.',
    button: { words: 'Follow it', link: LINK },
    foot: { words: 'Ticket #7', link: null },
  })
  expect(mail.text).toBe(
    `We have your message.\n\nFollow it:\n${LINK}\n\n-- \nKind regards\nExample & Co, <Berlin>\nTicket #7\n`,
  )
  expect(mail.html).toContain('#0b5d5a')
  expect(mail.html).toContain('Example &amp; Co')
  expect(mail.html).not.toMatch(/<(?:img|script|style|link)|url\(/)
})

const LOGO = {
  hash: 'c'.repeat(64),
  type: 'image/jpeg',
  bytes: 500,
  width: 800,
  height: 120,
}

test('[OU18] a logo is at the head of what nobody wrote, in the mail itself, and no part of the text', () => {
  const read = settingsWith({}, { logo: LOGO })
  if (!read.ok) throw new Error(read.fault.detail)
  const foot = { words: 'Ticket #7', link: null }
  const notice = { language, queue: 'support', text: 'We have your message.', button: null, foot }
  const mail = dressNotice(read.value, notice)
  const cid = `${'c'.repeat(40)}@logo`
  expect(mail.attachments).toEqual([
    { hash: LOGO.hash, name: 'logo.jpg', type: 'image/jpeg', bytes: 500, inline: true, cid },
  ])
  const [image = ''] = /<img[^>]*>/.exec(mail.html) ?? []
  expect(image.replace(/\s+/g, ' ')).toContain(
    `src="cid:${cid}" alt="Example &amp; Co" width="200" height="30"`,
  )
  expect(mail.html.indexOf('<img')).toBeLessThan(mail.html.indexOf('We have'))
  expect(mail.html).not.toMatch(/https?:/)
  expect(mail.text).toBe(dressNotice(SETTINGS, { ...notice, queue: 'x' }).text)
  // A person’s reply is as plain as a letter, unless the desk wants it otherwise.
  const reply = { language, agent: 'Ada', queue: 'support', text: 'one', html: null, foot }
  expect(dressReply(read.value, reply)).toMatchObject({ attachments: [] })
  const both = dressReply({ ...read.value, isLogoOnReplies: true }, reply)
  expect(both.attachments).toEqual(mail.attachments)
  expect(both.html.indexOf('<img')).toBeLessThan(both.html.indexOf('one'))
  expect(dressReply({ ...SETTINGS, isLogoOnReplies: true }, reply).html).not.toContain('<img')
})

test('a signature with a variable that is not known, a name of two lines and a colour too light are refused', () => {
  expect(parseWith(QueueSettings, { ...SUPPORT, signature: '{{agnet}}' })).toMatchObject({
    ok: false,
    fault: { detail: expect.stringContaining('{{agnet}}') },
  })
  expect(parseWith(QueueSettings, { ...SUPPORT, senderName: 'a\r\nBcc: b' }).ok).toBe(false)
  expect(settingsWith({}, { mailColor: '#ffff00' }).ok).toBe(false)
  expect(settingsWith({}, { mailColor: '#0000aa' }).ok).toBe(true)
})
