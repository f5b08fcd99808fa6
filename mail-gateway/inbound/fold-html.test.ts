import { describe, expect, test } from 'vitest'
import { FOLD_MARK } from '../../shared/ticket/mail-html.ts'
import { FACTOR, growthOf } from '../test-stage/growth.ts'
import { foldHtml } from './fold-html.ts'
import { sanitiseHtml } from './html.ts'
import { parseMessage } from './parse.ts'

const CONTEXT = { envelopeFrom: 'kim@outside.test', receivedAt: 0 }
const MARKS = new RegExp(`<wbr ${FOLD_MARK}="(?:un)?fold">`, 'g')

async function htmlOf(body: string, text?: string): Promise<string> {
  const html = `Content-Type: text/html; charset=utf-8\r\n\r\n${body}`
  const plain = `Content-Type: text/plain; charset=utf-8\r\n\r\n${text ?? ''}`
  const content =
    text === undefined
      ? html
      : `Content-Type: multipart/alternative; boundary=b\r\n\r\n--b\r\n${plain}\r\n--b\r\n${html}\r\n--b--`
  const raw = `From: kim@outside.test\r\nMIME-Version: 1.0\r\n${content}\r\n`
  return (await parseMessage(Buffer.from(raw), CONTEXT)).html ?? ''
}

/** The words that show, and those that are folded; white space aside. */
function split(html: string): { shown: string; folded: string } {
  const words = (piece: string) =>
    piece
      .replace(/<[^>]*>/g, ' ')
      .replace(/\s+/g, ' ')
      .trim()
  const [above = '', rest = ''] = html.split(`<wbr ${FOLD_MARK}="fold">`)
  const [folded = '', below = ''] = rest.split(`<wbr ${FOLD_MARK}="unfold">`)
  return { shown: words(`${above} ${below}`), folded: words(folded) }
}

const QUOTE = 'Have you tried it with the other cable?'
const GMAIL = `<div dir="ltr"><div>It works now, thank you!</div><div><br></div></div><br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">On Tue, 3 Mar 2026 at 09:12, Support &lt;<a href="mailto:support@desk.test">support@desk.test</a>&gt; wrote:<br></div><blockquote class="gmail_quote" style="margin:0px 0px 0px 0.8ex"><div>${QUOTE}</div></blockquote></div>`

describe('[MA13] [MR25] the HTML of a reply is marked where its quote begins', () => {
  test.each<[client: string, html: string, shown: string]>([
    ['Gmail', GMAIL, 'It works now, thank you!'],
    [
      'Apple Mail',
      `<html><head></head><body style="overflow-wrap: break-word;">It works now, thank you!<br id="lineBreakAtBeginningOfMessage"><div><br><blockquote type="cite"><div>On 3 Mar 2026, at 09:12, Support &lt;support@desk.test&gt; wrote:</div><br class="Apple-interchange-newline"><div>${QUOTE}</div></blockquote></div><br></body></html>`,
      'It works now, thank you!',
    ],
    [
      'Outlook for Windows',
      `<html><body><div class="WordSection1"><p class="MsoNormal">It works now, thank you!<o:p></o:p></p><p class="MsoNormal"><o:p>&nbsp;</o:p></p><div><div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm"><p class="MsoNormal"><b>From:</b> Support &lt;support@desk.test&gt;<br><b>Sent:</b> Tuesday, March 3, 2026 9:12 AM<br><b>To:</b> Kim<br><b>Subject:</b> RE: Cable</p></div></div><p class="MsoNormal">${QUOTE}</p></div></body></html>`,
      'It works now, thank you!',
    ],
    [
      'Outlook on the web',
      `<div style="font-family: Calibri;">It works now, thank you!</div><div id="appendonsend"></div><hr style="display:inline-block;width:98%"><div id="divRplyFwdMsg" dir="ltr"><font face="Calibri"><b>Von:</b> Support &lt;support@desk.test&gt;<br><b>Gesendet:</b> Dienstag, 3. März 2026 09:12<br><b>An:</b> Kim<br><b>Betreff:</b> Kabel</font></div><div>${QUOTE}</div>`,
      'It works now, thank you!',
    ],
    [
      'Thunderbird',
      `<p>It works now, thank you!</p><div class="moz-cite-prefix">Am 03.03.26 um 09:12 schrieb Support:<br></div><blockquote type="cite" cite="mid:1@desk.test"><p>${QUOTE}</p></blockquote>`,
      'It works now, thank you!',
    ],
    [
      'Yahoo',
      `<div class="ydp1"><div dir="ltr">It works now, thank you!</div></div><div id="yahoo_quoted_123" class="yahoo_quoted"><div>Le mardi 3 mars 2026 à 09:12:00 UTC+1, Support &lt;support@desk.test&gt; a écrit :</div><div>${QUOTE}</div></div>`,
      'It works now, thank you!',
    ],
    [
      'Proton',
      `<div style="font-family: Arial;">It works now, thank you!</div><div class="protonmail_quote">On Tuesday, March 3rd, 2026 at 9:12 AM, Support &lt;support@desk.test&gt; wrote:<br><blockquote class="protonmail_quote" type="cite">${QUOTE}</blockquote></div>`,
      'It works now, thank you!',
    ],
    [
      'a telephone that marks nothing but writes the sentence',
      `<p>It works now, thank you!</p><p>On 3 March 2026 at 09:12 Support &lt;support@desk.test&gt; wrote:</p><p>${QUOTE}</p>`,
      'It works now, thank you!',
    ],
    [
      'a program with tables',
      `<table><tr><td>It works now, thank you!</td></tr><tr><td><blockquote type="cite">${QUOTE}</blockquote></td></tr></table>`,
      'It works now, thank you!',
    ],
    [
      'an answer below the quote',
      `<div class="moz-cite-prefix">On 3/3/26 09:12, Support wrote:<br></div><blockquote type="cite"><p>${QUOTE}</p></blockquote><p>It works now, thank you!</p>`,
      'It works now, thank you!',
    ],
  ])('%s', async (_client, body, shown) => {
    const html = await htmlOf(body)
    const found = split(html)
    expect(found.shown).toBe(shown)
    expect(found.folded).toContain(QUOTE)
    // Marked, and nothing taken out.
    expect(html.replace(MARKS, '').trim()).toBe(sanitiseHtml(body).trim())
  })

  test('also when the mail has plain words beside it', async () => {
    const found = split(await htmlOf(GMAIL, `It works now, thank you!\r\n\r\n> ${QUOTE}`))
    expect(found).toEqual({
      shown: 'It works now, thank you!',
      folded: expect.stringContaining(QUOTE),
    })
  })

  test('a signature folds too', async () => {
    const found = split(
      await htmlOf('<p>It works now.</p><div>-- <br>Kim Duarte<br>Pier 4, Lisbon</div>'),
    )
    expect(found).toEqual({ shown: 'It works now.', folded: '-- Kim Duarte Pier 4, Lisbon' })
  })

  test.each([
    [
      'answered piece by piece',
      `<p>See below.</p><blockquote type="cite">Which cable?</blockquote><p>The grey one.</p><blockquote type="cite">Since when?</blockquote><p>Since Monday.</p>`,
    ],
    ['no quote at all', '<p>It works now, thank you!</p><ul><li>one</li><li>two</li></ul>'],
    ['nothing but a quote', `<blockquote type="cite"><p>${QUOTE}</p></blockquote>`],
  ])('%s is shown whole', async (_name, body) => {
    expect(await htmlOf(body)).not.toMatch(MARKS)
  })
})

test('[MA13] a sender cannot set the mark', async () => {
  const html = await htmlOf(`<p>Read me</p><wbr ${FOLD_MARK}="fold"><p>and me</p>`)
  expect(html).not.toMatch(MARKS)
})

test('words that are not found fold nothing', () => {
  const html = '<p>one</p><p>two</p>'
  expect(foldHtml(html, 'three')).toBe(html)
  expect(foldHtml(html, '')).toBe(html)
  expect(foldHtml(html, 'one two')).toBe(html)
  expect(split(foldHtml(html, 'one'))).toEqual({ shown: 'one', folded: 'two' })
})

test('[MR24] marking takes time that grows with the length, not with its square', () => {
  const html = (size: number) => `<p>new</p>${'<p>a &amp; b</p>'.repeat(size / 16)}`
  expect(split(foldHtml(html(100_000), 'new')).shown).toBe('new')
  expect(growthOf((size) => foldHtml(html(size), 'new'))).toBeLessThan(FACTOR * 4)
})
