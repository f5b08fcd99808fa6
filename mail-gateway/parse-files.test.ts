import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeReader, type Reader } from './inbound/reader.ts'
import { listFiles, parseFile, quotedOf } from './parse-files.ts'

const timers = {
  after(delayMs: number, run: () => void) {
    const timer = setTimeout(run, delayMs)
    return { cancel: () => clearTimeout(timer) }
  },
}
const NOW = Date.UTC(2026, 0, 3)
let folder: string
let reader: Reader

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'deskside-parse-'))
  reader = makeReader({ timers })
})
afterAll(async () => {
  await reader.close()
  await rm(folder, { recursive: true })
})

async function parsed(text: string) {
  const path = join(folder, 'one.eml')
  await writeFile(path, text)
  return parseFile(reader, path, NOW)
}

test('a reply: who, what is new, what is quoted, which files', async () => {
  const found = await parsed(
    'From: Ann <ann@home.test>\r\nTo: support@desk.test\r\nDate: Fri, 2 Jan 2026 10:00:00 +0000\r\nMessage-ID: <a@home.test>\r\nSubject: Re: x\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n' +
      '--b\r\n\r\nYes.\r\n\r\nOn 1 Jan 2026, Bob <bob@desk.test> wrote:\r\n> Shall we?\r\n--b\r\nContent-Type: image/png; name=a.png\r\nContent-Transfer-Encoding: base64\r\n\r\naGk=\r\n--b--\r\n',
  )
  expect(found).toEqual({
    file: join(folder, 'one.eml'),
    from: { address: 'ann@home.test', name: 'Ann' },
    to: [{ address: 'support@desk.test', name: '' }],
    cc: [],
    replyTo: [],
    subject: 'Re: x',
    date: '2026-01-02T10:00:00.000Z',
    messageId: 'a@home.test',
    text: 'Yes.\n\nOn 1 Jan 2026, Bob <bob@desk.test> wrote:\n> Shall we?',
    html: null,
    visible: 'Yes.',
    quoted: 'On 1 Jan 2026, Bob <bob@desk.test> wrote:\n> Shall we?',
    attachments: [{ filename: 'a.png', mimeType: 'image/png', size: 2, inline: false }],
    auto: null,
    bounce: null,
    error: null,
  })
})

test('a machine and a mail server', async () => {
  expect(await parsed('From: a@b.test\r\nAuto-Submitted: auto-replied\r\n\r\nx')).toMatchObject({
    auto: 'Auto-Submitted: auto-replied',
    bounce: null,
  })
  const bounce =
    'Return-Path: <>\r\nFrom: MAILER-DAEMON@mx.test\r\nSubject: failure notice\r\n\r\n<bob@home.test>:\r\nno such user (#5.1.1)\r\n'
  expect(await parsed(bounce)).toMatchObject({
    auto: null,
    bounce: { recipients: [{ address: 'bob@home.test', action: 'failed' }] },
  })
})

test('[MR4] what cannot be read says so and keeps its header; a missing file says so', async () => {
  const nested =
    'Content-Type: multipart/mixed; boundary=b\r\n\r\n' + '--b\r\n\r\nx\r\n'.repeat(5_000)
  const found = await parsed(`From: ann@home.test\r\nSubject: s\r\n${nested}`)
  expect(found).toMatchObject({ subject: 's', from: { address: 'ann@home.test' }, text: '' })
  expect(found.error).toMatch(/^could not be read/)
  const missing = await parseFile(reader, join(folder, 'none.eml'), NOW)
  expect(missing.error).toContain('ENOENT')
})

test('folders give their files by name', async () => {
  await writeFile(join(folder, 'b.eml'), '')
  await writeFile(join(folder, 'a.eml'), '')
  const found: string[] = []
  for await (const path of listFiles([folder, 'x.eml'])) found.push(path)
  expect(found.at(-1)).toBe('x.eml')
  expect(found.slice(0, 2)).toEqual([join(folder, 'a.eml'), join(folder, 'b.eml')])
})

test.each([
  ['a\nb', 'a\nb', ''],
  ['> q\n\na', 'a', '> q'],
  ['a\n> q\nb', 'a\nb', '> q'],
  ['a\nb', 'c', 'a\nb'],
])('of %j with %j new, %j is quoted', (text, visible, quoted) => {
  expect(quotedOf(text, visible)).toBe(quoted)
})
