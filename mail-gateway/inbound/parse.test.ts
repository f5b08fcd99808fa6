import { describe, expect, test } from 'vitest'
import { LIMITS } from '../../shared/kit/limits.ts'
import { readFields } from './fields.ts'
import { sanitiseHtml } from './html.ts'
import { parseMessage } from './parse.ts'

const CONTEXT = { envelopeFrom: 'ann@home.test', receivedAt: Date.UTC(2026, 0, 2) }
const HEAD =
  'From: Ann <ann@home.test>\r\nTo: support@desk.test\r\nSubject: s\r\nMIME-Version: 1.0\r\n'
const read = (text: string) => parseMessage(Buffer.from(text, 'latin1'), CONTEXT)
const plain = (body: string) => `${HEAD}Content-Type: text/plain\r\n\r\n${body}`

describe('reading', () => {
  test('[MR19] [MR20] HTML alone becomes text; scripts, remote images and positions are gone, cid images stay', async () => {
    const html =
      '<p style="position:fixed;color:red" onclick="x()">Hi <b>you</b></p><script>x()</script><svg><a href="javascript:x"></svg>' +
      '<form action="x"><input></form><img src="http://track.test/1.png"><img src="cid:pic@x">'
    const mail = await read(
      `${HEAD}Content-Type: multipart/related; boundary=b\r\n\r\n--b\r\nContent-Type: text/html\r\n\r\n${html}\r\n` +
        '--b\r\nContent-Type: image/png\r\nContent-ID: <pic@x>\r\nContent-Transfer-Encoding: base64\r\n\r\naGk=\r\n--b--\r\n',
    )
    expect(mail.text).toBe('Hi you')
    expect(mail.html).toContain('<p style="color:red">Hi <b>you</b></p>')
    expect(mail.html).toContain('src="cid:pic@x"')
    expect(mail.html).toContain('data-remote-src="http://track.test/1.png"')
    expect(mail.html).not.toMatch(/script|onclick|position|svg|form|input|\ssrc="http/)
    expect(mail.files).toMatchObject([
      { name: 'attachment.png', inline: true, cid: 'pic@x', type: 'image/png' },
    ])
  })

  test('an attached message keeps its subject as its name', async () => {
    const mail = await read(
      `${HEAD}Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nsee below\r\n--b\r\nContent-Type: message/rfc822\r\n\r\nSubject: inner\r\n\r\nhello\r\n--b--\r\n`,
    )
    expect(mail.text).toBe('see below')
    expect(mail.files.map((file) => file.name)).toEqual(['inner.eml'])
  })

  test('[MR19] words with a file name are the body, and a file', async () => {
    const mail = await read(
      `${HEAD}Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\nContent-Disposition: inline; filename=words.txt\r\n\r\nthe words\r\n--b--\r\n`,
    )
    expect(mail.text).toBe('the words')
    expect(mail.files.map((file) => [file.name, Buffer.from(file.content).toString()])).toEqual([
      ['words.txt', 'the words'],
    ])
  })

  test('[MR16] a forgotten semicolon before the boundary, an attached message with its lines', async () => {
    const mail = await read(
      `${HEAD}Content-Type: multipart/mixed boundary="b"\r\n\r\n--b\r\nContent-Type: message/rfc822\r\n\r\nSubject: inner\n\nhello\n\r\n--b--\r\n`,
    )
    expect(mail.files.map((file) => Buffer.from(file.content).toString())).toEqual([
      'Subject: inner\r\n\r\nhello',
    ])
  })

  test('[MR22] an invitation is there once, by its name, or alone', async () => {
    const calendar = (type: string) => `--b\r\nContent-Type: ${type}\r\n\r\nBEGIN:VCALENDAR\r\n`
    const names = async (parts: string) =>
      (
        await read(`${HEAD}Content-Type: multipart/mixed; boundary=b\r\n\r\n${parts}--b--\r\n`)
      ).files.map((file) => file.name)
    const words = '--b\r\n\r\nPlease come.\r\n'
    expect(await names(words + calendar('text/calendar; method=REQUEST'))).toEqual([
      'attachment.ics',
    ])
    expect(
      await names(words + calendar('text/calendar') + calendar('application/ics; name=invite.ics')),
    ).toEqual(['invite.ics'])
  })

  test('[MR15] bytes without a charset are not lost', async () => {
    expect((await read(plain('caf\xe9'))).text).toBe('café')
    expect((await read(plain('Gr\xc3\xbc\xc3\x9fe'))).text).toBe('Grüße')
  })

  test('no From, a From without an address, a wrong clock', async () => {
    expect((await read('Subject: x\r\n\r\nhello')).from).toBeNull()
    expect((await read('From: somebody\r\n\r\nhello')).from).toBeNull()
    expect((await read('Date: Fri, 1 Jan 2100 00:00:00 +0000\r\n\r\nx')).date).toBeNull()
    expect((await read('Date: Thu, 01 Jan 2026 00:00:00 +0000 (UTC)\r\n\r\nx')).date).toBe(
      Date.UTC(2026, 0, 1),
    )
  })
})

describe('hostile messages end, quickly', () => {
  const nested = (depth: number) => {
    let text = HEAD
    for (let at = 0; at < depth; at++)
      text += `Content-Type: multipart/mixed; boundary="b${at}"\r\n\r\n--b${at}\r\n`
    return `${text}Content-Type: text/plain\r\n\r\nx\r\n`
  }
  test.each([
    ['no header at all', '\r\n\r\n'],
    ['nothing', ''],
    ['a hundred thousand addresses', `To: ${'a@b.test, '.repeat(100_000)}\r\n\r\nx`],
    ['two hundred thousand headers', `${'X-A: b\r\n'.repeat(200_000)}From: a@b.test\r\n\r\nx`],
    [
      'a hundred thousand encoded words',
      `Subject: ${'=?utf-8?B?w6Q=?= '.repeat(100_000)}\r\n\r\nx`,
    ],
    [
      'half a million empty parts',
      `${HEAD}Content-Type: multipart/mixed; boundary=b\r\n\r\n${'--b\r\n\r\nx\r\n'.repeat(500_000)}`,
    ],
    ['a thousand levels', nested(1_000)],
    [
      'ten thousand messages in messages',
      HEAD + `Content-Type: message/rfc822\r\n\r\n${HEAD}`.repeat(10_000),
    ],
    ['deep HTML', `${HEAD}Content-Type: text/html\r\n\r\n${'<div>'.repeat(100_000)}x`],
    ['tags that never close', `${HEAD}Content-Type: text/html\r\n\r\n${'<a '.repeat(300_000)}`],
    ['a wide field of blanks', plain(`a${' '.repeat(500_000)}b${'\n'.repeat(500_000)}c`)],
    ['a line of eight megabytes', plain('y'.repeat(8 << 20))],
    [
      'NUL and halves of pairs',
      `Subject: a\0b\r\nContent-Type: text/plain; charset=utf-16le\r\n\r\n\x3d\xd8x\x00`,
    ],
  ])(
    '%s',
    async (_name, text) => {
      const started = performance.now()
      const raw = Buffer.from(text, 'latin1')
      // Reading may give up (then the raw message becomes the ticket), but the header is always read.
      const mail = await parseMessage(raw, CONTEXT).catch(() => null)
      const fields = readFields(raw, CONTEXT, '')
      expect(performance.now() - started).toBeLessThan(LIMITS.parseMs)
      expect(fields.to.length).toBeLessThanOrEqual(LIMITS.addresses)
      for (const value of [fields.subject, mail?.text ?? '', mail?.visible ?? '']) {
        expect(value).not.toContain('\0')
        expect(Buffer.from(value).toString()).toBe(value)
        expect(Buffer.byteLength(value)).toBeLessThanOrEqual(LIMITS.htmlBytes)
      }
    },
    20_000,
  )
})

test.each([
  '<img src=x onerror=alert(1)>',
  '<a href="jav&#x09;ascript:alert(1)">x</a>',
  '<a href="DATA:text/html,x">x</a>',
  '<math><a xlink:href="javascript:x">y</a></math>',
  '<div style="background:url(http://t.test/x)">x</div>',
  '<div style="width:expression(alert(1))">x</div>',
  '<style>@import "http://t.test"</style>x',
  '<button formaction="javascript:x">y</button>',
  '<iframe srcdoc="<script>x</script>"></iframe>',
  '<img srcset="http://t.test/x 1x">',
  '<base href="http://t.test/"><meta http-equiv=refresh content="0;url=http://t.test">',
])('made harmless: %s', (html) => {
  expect(sanitiseHtml(html)).not.toMatch(
    /onerror|javascript|data:|xlink|url\(|expression|import|formaction|iframe|srcset|base|meta|style=/i,
  )
})

test('[MR20] a picture that the HTML calls by its place is shown from its file', async () => {
  const png = 'Content-Type: image/png\r\nContent-Transfer-Encoding: base64'
  const mail = await parseMessage(
    Buffer.from(
      `From: a@b.test\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n--b\r\nContent-Type: text/html\r\n\r\n<img src="https://b.test/a.png"><img src="b.png"><img src="c.png"><img src="https://b.test/other.png">\r\n--b\r\n${png}\r\nContent-Location: https://b.test/a.png\r\n\r\nAAAA\r\n--b\r\n${png}\r\nContent-Location: b.png\r\nContent-ID: <two@b.test>\r\n\r\nAAAB\r\n--b\r\n${png}\r\nContent-Location: c.png\r\nContent-Disposition: attachment; filename=c.png\r\n\r\nAAAC\r\n--b--\r\n`,
    ),
    CONTEXT,
  )
  const sources = [...(mail.html ?? '').matchAll(/ (data-remote-src|src)="([^"]*)"/g)]
  expect(sources.map(([, name, value]) => `${name}=${value}`)).toEqual([
    'src=cid:https://b.test/a.png',
    'src=cid:two@b.test',
    'src=cid:c.png',
    'data-remote-src=https://b.test/other.png',
  ])
  expect(mail.files.map(({ cid, inline }) => [cid, inline])).toEqual([
    ['https://b.test/a.png', true],
    ['two@b.test', true],
    // What asks to be a file is one, beside being shown.
    ['c.png', false],
  ])
})
