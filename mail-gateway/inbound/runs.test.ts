/**
 * One thing, said over and over, in every place of a message: no reader takes a time that grows with the square of it.
 * Squared, twenty thousand of them would take a second and more.
 */
import { beforeAll, expect, test, vi } from 'vitest'
import { parseMessage, warmUp } from './parse.ts'

vi.setConfig({ testTimeout: 300_000 })

const CHARS = 20_000
/** Of this process's time, not of the clock's: others may be busy. */
const CPU_MS_MAX = 700
const CONTEXT = { envelopeFrom: '', receivedAt: 0 }
const HEAD = 'From: Ann <ann@home.test>\r\nTo: s@desk.test\r\n'

const PIECES = [
  ...' \t\r\n\0\'"\\()<>@,;:=?*%&#.-_+~/[]{}|^`!$0a',
  ...['\r\n', '\r\n ', ' \n', '\n\n', '. ', 'a ', 'a,', '"a" ', '\\"', '=?', '?=', '=\r\n', '--'],
  ...['> ', '>\n', '- ', 'On ', 'From: ', 'wrote:', 'http://', '<a ', '<div>', '</', '<!--', '&#'],
  ...['begin 644 a\n', '~{', '+AAA-', '\x1b$B', '\xff', 'a=b; ', '550 5.1.1 ', '#1 ', '\xa0'],
]

/** A message with `run` in one place of it. */
const PLACES: Record<string, (run: string) => string> = {
  'the name in From': (run) => `From: ${run}x <a@b.test>\r\n\r\nhello`,
  'the address in From': (run) => `From: A <a${run}x@b.test>\r\n\r\nhello`,
  Subject: (run) => `${HEAD}Subject: ${run}x\r\n\r\nhello`,
  'Message-IDs': (run) =>
    `${HEAD}References: ${run}x\r\nIn-Reply-To: ${run}x\r\nMessage-ID: ${run}x\r\n\r\nhello`,
  'Content-Type': (run) => `${HEAD}Content-Type: ${run}x\r\n\r\nhello`,
  'names of a file': (run) =>
    `${HEAD}Content-Type: application/pdf; name="${run}x"\r\nContent-Disposition: attachment; filename="${run}x"; filename*0*=${run}x\r\nContent-ID: ${run}x\r\n\r\nhello`,
  'signs of a machine': (run) =>
    `Authentication-Results: ${run}x\r\nX-Failed-Recipients: ${run}x\r\nAuto-Submitted: ${run}x\r\nReply-To: ${run}x\r\n${HEAD}Date: ${run}x\r\n\r\nhello`,
  'the text': (run) =>
    `${HEAD}Subject: Re: s\r\nContent-Type: text/plain; format=flowed\r\n\r\nhello\n${run}x\nbye`,
  'quoted-printable text': (run) =>
    `${HEAD}Content-Type: text/plain\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nhello\n${run}x\nbye`,
  'text in UTF-7': (run) => `${HEAD}Content-Type: text/plain; charset=utf-7\r\n\r\n${run}x`,
  HTML: (run) => `${HEAD}Content-Type: text/html\r\n\r\n<p>hello</p>${run}x`,
  'attributes of HTML': (run) =>
    `${HEAD}Content-Type: text/html\r\n\r\n<p title="${run}x" style="${run}x"><a href="${run}x">l</a><img src="${run}x">hello</p>`,
  'an enclosed message': (run) =>
    `${HEAD}Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: message/rfc822\r\n\r\nSubject: ${run}x\r\n\r\n${run}x\r\n--b--`,
  'a delivery report': (run) =>
    `${HEAD}Subject: Undelivered\r\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n--b\r\n\r\n${run}x\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\nFinal-Recipient: rfc822;${run}x\r\nStatus: ${run}x\r\nDiagnostic-Code: ${run}x\r\n\r\n--b--`,
}

beforeAll(warmUp)

test.each(Object.entries(PLACES))('[MA6] [MR24] in %s', async (_place, make) => {
  const slow: string[] = []
  for (const piece of PIECES) {
    const raw = Buffer.from(make(piece.repeat(Math.ceil(CHARS / piece.length))), 'latin1')
    const before = process.cpuUsage()
    // Too many parts is a limit, and said at once.
    await parseMessage(raw, CONTEXT).catch(() => {})
    const { user } = process.cpuUsage(before)
    if (user / 1000 > CPU_MS_MAX)
      slow.push(`${JSON.stringify(piece)}: ${Math.round(user / 1000)} ms`)
  }
  expect(slow).toEqual([])
})
