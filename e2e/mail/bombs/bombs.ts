/** Messages made to be too much for who reads them: too many, too deep, too long, or costly by their shape. */

const HEAD = 'From: a@b.test\r\nTo: c@d.test\r\nSubject: s\r\nMIME-Version: 1.0\r\n'
const many = (text: string, count: number) => text.repeat(count)
const plain = (body: string) => `${HEAD}Content-Type: text/plain\r\n\r\n${body}`
const html = (body: string) => `${HEAD}Content-Type: text/html\r\n\r\n${body}`
const mixed = (body: string) => `${HEAD}Content-Type: multipart/mixed; boundary=b\r\n\r\n${body}`

function nested(depth: number): string {
  let open = HEAD
  let close = ''
  for (let level = 0; level < depth; level++) {
    open += `Content-Type: multipart/mixed; boundary="b${level}"\r\n\r\n--b${level}\r\n`
    close = `--b${level}--\r\n${close}`
  }
  return `${open}Content-Type: text/plain\r\n\r\nx\r\n${close}`
}

const enclosed = (depth: number) =>
  `${HEAD}${many(`Content-Type: message/rfc822\r\n\r\n${HEAD}`, depth)}\r\nx\r\n`

const parameters = (count: number) =>
  `${HEAD}Content-Type: application/octet-stream${Array.from({ length: count }, (_, at) => `;\r\n name*${at}=a`).join('')}\r\n\r\nx`

/** Each by its name, made when it is asked for: together they are hundreds of megabytes. */
export const BOMBS: Record<string, () => string> = {
  '100,000 addresses': () =>
    `From: a@b.test\r\nTo: ${many('a@b.test, ', 100_000)}z@z.test\r\n\r\nx`,
  'groups in groups': () =>
    `From: a@b.test\r\nTo: ${many('g:', 20_000)}a@b.test${many(';', 20_000)}\r\n\r\nx`,
  'comments in comments': () =>
    `From: ${many('(', 200_000)}x${many(')', 200_000)} <a@b.test>\r\n\r\nx`,
  'quotes in an address': () => `From: <a${many('"', 200_000)}x@b.test>\r\n\r\nx`,
  '200,000 headers': () => `${many('X-A: b\r\n', 200_000)}From: a@b.test\r\n\r\nx`,
  'a header of 8 MB': () => `From: a@b.test\r\nX-L: ${many('y', 8 << 20)}\r\n\r\nx`,
  '500,000 folds': () => `From: a@b.test\r\nX-L: y${many('\r\n z', 500_000)}\r\n\r\nx`,
  'a header of line ends': () => `From: a@b.test\r\nX-L: ${many('\r', 200_000)}y\r\n\r\nx`,
  '100,000 encoded words': () =>
    `From: a@b.test\r\nSubject: ${many('=?utf-8?B?w6Q=?= ', 100_000)}\r\n\r\nx`,
  '100,000 references': () =>
    `From: a@b.test\r\nReferences: ${many('<a@b.test> ', 100_000)}\r\n\r\nx`,
  '50,000 parts of a name': () => parameters(50_000),
  'a Content-ID of brackets': () =>
    mixed(`--b\r\nContent-Type: image/png\r\nContent-ID: ${many('>', 200_000)}x\r\n\r\nx\r\n--b--`),
  '500,000 parts': () => mixed(`${many('--b\r\n\r\nx\r\n', 500_000)}--b--\r\n`),
  '20,000 parts of HTML': () =>
    mixed(`${many('--b\r\nContent-Type: text/html\r\n\r\n<p>x\r\n', 20_000)}--b--\r\n`),
  '100 levels': () => nested(100),
  '1,000 levels': () => nested(1_000),
  '10,000 levels': () => nested(10_000),
  '1,000 messages in messages': () => enclosed(1_000),
  '10,000 messages in messages': () => enclosed(10_000),
  'half a boundary, over and over': () => mixed(`${many('--', 2_000_000)}\r\n`),
  'an enclosed message of line ends': () =>
    mixed(`--b\r\nContent-Type: message/rfc822\r\n\r\n${many('\r\n', 200_000)}x\r\n--b--`),
  '200,000 divs in divs': () => html(`${many('<div>', 200_000)}x${many('</div>', 200_000)}`),
  '700,000 tags that do not end': () => html(many('<a ', 700_000)),
  '50,000 tables in tables': () => html(`${many('<table><tr><td>', 50_000)}x`),
  '2 MB of links': () => plain(many('http://a.test/', 150_000)),
  '2 MB of at signs': () => plain(many('a@', 1_000_000)),
  '1 MB of dots': () => plain(many('a.', 500_000)),
  '2 MB of quotes in quotes': () => plain(`${many('>', 2_000_000)}x`),
  '20 MB of words': () => plain(many('hello world this is text\r\n', 800_000)),
  '25 MB of base64': () =>
    `${HEAD}Content-Type: application/octet-stream; name=x\r\nContent-Transfer-Encoding: base64\r\n\r\n${many(`${many('QUJD', 19)}\r\n`, 330_000)}`,
  '10 MB of quoted-printable': () =>
    `${HEAD}Content-Type: text/plain\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n${many('=41=\r\n', 1_700_000)}`,
  'a line of blanks in quoted-printable': () =>
    `${HEAD}Content-Type: text/plain\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n${many(' ', 4_000_000)}x`,
}
