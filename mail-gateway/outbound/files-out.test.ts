/** Files in a composed mail: names in any script, any bytes, any type; and what a relay says it takes. */
import { createServer, type Socket } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { unwrap } from '../../shared/kit/fault.ts'
import { FILE, makeOutgoingMail } from '../test-stage/outgoing-mail.ts'
import { composeMail } from './compose.ts'
import { openRelay } from './send.ts'

/** The one attachment of a mail as it stands in its bytes: header in one line each, and what it decodes to. */
async function partOf(name: string, type: string, bytes: Uint8Array) {
  const attachments = [{ hash: FILE, name, type, bytes: bytes.length, inline: false, cid: null }]
  const mail = makeOutgoingMail({ text: 'Hello\n', html: null, attachments })
  const { raw } = unwrap(await composeMail(mail, new Map([[FILE, bytes]])))
  const whole = raw.toString('latin1')
  const boundary = /boundary="([^"]+)"/.exec(whole)?.[1] ?? ''
  const part = whole.split(`--${boundary}`)[2] ?? ''
  const [header = '', body = ''] = part.replace(/^\r\n/, '').split('\r\n\r\n')
  return {
    whole,
    lines: header.split('\r\n'),
    header: header.replace(/\r\n[ \t]+/g, ' '),
    bytes: Buffer.from(body, 'base64'),
  }
}

/** RFC 2231 §4.1: sections in order; those with a star after their number have percent signs. */
function fileNameIn(header: string): string {
  const found = header.matchAll(/filename(?:\*(\d+))?(\*)?=(?:"((?:\\.|[^"\\])*)"|([^;\s]+))/g)
  const sections = [...found].sort((a, b) => Number(a[1] ?? 0) - Number(b[1] ?? 0))
  const said = sections.map(([, , star, quoted = '', plain]) => {
    const words = plain ?? quoted.replace(/\\(.)/g, '$1')
    return star ? words : encodeURIComponent(words)
  })
  return decodeURIComponent(said.join('').replace(/^utf-8''/i, ''))
}

describe('a file in a mail', () => {
  test.each([
    'plan.txt',
    'Prüfbericht Größe.pdf',
    'تقرير المضخة.pdf',
    '見積書（第２版）.xlsx',
    `${'sehr-langer-name-'.repeat(12)}ü.pdf`,
    "it's 100% (1)*.txt",
    'a; filename="b.exe".txt',
  ])('[MR43] is called %j wherever it is read (RFC 2231)', async (name) => {
    const part = await partOf(name, 'application/pdf', Buffer.from('x'))
    expect(fileNameIn(/Content-Disposition:.*/i.exec(part.header)?.[0] ?? '')).toBe(name)
    // RFC 5322 §2.1.1, and nothing but ASCII in it.
    expect(Math.max(...part.lines.map((line) => line.length))).toBeLessThanOrEqual(998)
    expect(part.header).toMatch(/^[\x20-\x7e\r\n\t]*$/)
  })

  test.each([
    ['application/octet-stream', Uint8Array.from({ length: 256 }, (_, at) => at)],
    ['text/plain', Buffer.from('lines\nof\rall\r\nkinds\n.\n\n')],
    ['text/html', Buffer.from('<p>Grüße</p>\n')],
    ['message/rfc822', Buffer.from('Subject: x\n\n.\nFrom here\n')],
    ['multipart/mixed', Buffer.from('--x\n\n--x--\n')],
    ['image/png', new Uint8Array(0)],
  ])('[MR43] of type %s arrives with the same bytes', async (type, bytes) => {
    const part = await partOf('file.bin', type, bytes)
    expect(part.header).toContain('Content-Transfer-Encoding: base64')
    expect(part.bytes).toEqual(Buffer.from(bytes))
  })

  test('that scanners do not like is left as it is', async () => {
    const part = await partOf('setup.exe', 'application/x-msdownload', Buffer.from('MZ'))
    expect(part.header).toMatch(/^Content-Type: application\/x-msdownload; name=setup\.exe/im)
    expect(fileNameIn(part.header)).toBe('setup.exe')
  })
})

describe('what a relay takes', () => {
  const open = new Set<{ close(): void }>()
  afterEach(() => {
    for (const one of open) one.close()
    open.clear()
  })

  /** A relay that says `ehlo` to EHLO, one answer after the other, and 250 to all else. */
  async function relayThatSays(...ehlo: string[]) {
    const sockets = new Set<Socket>()
    const server = createServer((socket) => {
      sockets.add(socket)
      socket.on('error', () => {})
      socket.write('220 relay\r\n')
      socket.on('data', (chunk) => {
        const isHello = /^EHLO/i.test(chunk.toString())
        socket.write(isHello ? (ehlo.shift() ?? '250 relay\r\n') : '250 SIZE 7\r\n')
      })
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address = server.address()
    const port = typeof address === 'object' && address ? address.port : 0
    const timers = { after: () => ({ cancel: () => {} }) }
    const relay = openRelay(`smtp://127.0.0.1:${port}`, { tls: 'off', timers })
    open.add({
      close() {
        relay.close()
        for (const socket of sockets) socket.destroy()
        server.close()
      },
    })
    return relay
  }

  test('[MR43] is heard in its EHLO, the last one counts, and nowhere else', async () => {
    const relay = await relayThatSays(
      '250-relay\r\n250-SIZE 10485760\r\n250 8BITMIME\r\n',
      '250-relay\r\n250 SIZE 5000000\r\n',
      '250-relay\r\n250 SIZE 0\r\n',
      '250 relay\r\n',
    )
    expect(relay.takes?.()).toBeUndefined()
    const heard: unknown[] = []
    for (let times = 0; times < 4; times++) {
      await relay.meet?.()
      heard.push(relay.takes?.())
    }
    expect(heard).toEqual([10485760, 5000000, null, null])
  })

  test('stays unknown while it is away', async () => {
    const timers = { after: () => ({ cancel: () => {} }) }
    const relay = openRelay('smtp://127.0.0.1:1', { tls: 'off', timers })
    await relay.meet?.()
    expect(relay.takes?.()).toBeUndefined()
    relay.close()
  })
})

test('[DR7] [MR43] a picture in the text is within the HTML it belongs to, a file is beside it (RFC 2387, RFC 2392)', async () => {
  const picture = Buffer.from('\x89PNG\r\n\x1a\n picture', 'latin1')
  const other = 'b'.repeat(64)
  const mail = makeOutgoingMail({
    text: 'Hello [picture: pump.png]\n',
    html: '<p>Hello <img src="cid:aaaa@picture" alt="pump.png"></p>',
    attachments: [
      ...[{ hash: FILE, name: 'pump.png', type: 'image/png', bytes: 17, inline: true }].map(
        (one) => ({ ...one, cid: 'aaaa@picture' }),
      ),
      { hash: other, name: 'plan.txt', type: 'text/plain', bytes: 4, inline: false, cid: null },
    ],
  })
  const files = new Map<string, Uint8Array>([
    [FILE, picture],
    [other, Buffer.from('plan')],
  ])
  const { raw } = unwrap(await composeMail(mail, files))
  const parts = partsIn(raw.toString('latin1'))
  expect(parts.map(({ path }) => path)).toEqual([
    'multipart/mixed > multipart/alternative > text/plain',
    'multipart/mixed > multipart/alternative > multipart/related > text/html',
    'multipart/mixed > multipart/alternative > multipart/related > image/png',
    'multipart/mixed > text/plain',
  ])
  expect(parts[2]?.header).toContain('Content-ID: <aaaa@picture>')
  expect(parts[2]?.header).toContain('Content-Disposition: inline; filename=pump.png')
  expect(Buffer.from(parts[2]?.body ?? '', 'base64')).toEqual(picture)
})

/** Every part that is not made of others, with the types it stands in. */
function partsIn(entity: string, above = ''): { path: string; header: string; body: string }[] {
  const end = entity.indexOf('\r\n\r\n')
  const header = entity.slice(0, end).replace(/\r\n[ \t]+/g, ' ')
  const type = /^content-type: ([^;\r\n]+)/im.exec(header)?.[1] ?? ''
  const path = above === '' ? type : `${above} > ${type}`
  const boundary = /boundary="([^"]+)"/.exec(header)?.[1]
  const body = entity.slice(end + 4)
  if (boundary === undefined) return [{ path, header, body }]
  const inner = body.split(`--${boundary}`).slice(1, -1)
  return inner.flatMap((part) => partsIn(part.replace(/^\r\n/, ''), path))
}
