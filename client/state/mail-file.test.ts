/** Mails that were opened as files: who, of what, and the plain words. */
import { expect, test } from 'vitest'
import { readMailFile } from './mail-file.ts'

const read = (text: string) => readMailFile(new TextEncoder().encode(text))

test('[PU13] a mail of several parts gives its plain words, in their charset', () => {
  const mail = read(
    [
      'From: =?utf-8?B?UsO8dGg=?= =?utf-8?Q?_M=C3=BCller?= <Ruth@Customer.test>',
      'Subject: =?iso-8859-1?Q?T=FCr_klemmt?=',
      'Date: Mon, 2 Mar 2026 10:00:00 +0000',
      'Content-Type: multipart/mixed;',
      ' boundary="outer"',
      '',
      'not shown',
      '--outer',
      'Content-Type: multipart/alternative; boundary=inner',
      '',
      '--inner',
      'Content-Type: text/plain; charset=utf-8',
      'Content-Transfer-Encoding: quoted-printable',
      '',
      'Die T=C3=BCr ist=',
      ' zu.',
      '--inner',
      'Content-Type: text/html',
      '',
      '<p>Die Tür ist zu.</p>',
      '--inner--',
      '--outer',
      'Content-Type: text/plain',
      'Content-Disposition: attachment; filename=a.txt',
      '',
      'attached',
      '--outer--',
    ].join('\r\n'),
  )
  expect(mail).toEqual({
    name: 'Rüth Müller',
    address: 'ruth@customer.test',
    subject: 'Tür klemmt',
    date: 'Mon, 2 Mar 2026 10:00:00 +0000',
    text: 'Die Tür ist zu.',
  })
})

test('[PU13] plain mail, base64 mail, and mail with nothing to read', () => {
  expect(read('From: ruth@customer.test\n\nHello\nthere')).toMatchObject({
    name: '',
    address: 'ruth@customer.test',
    text: 'Hello\nthere',
  })
  const words = 'R3LDvMOfZQ=='
  expect(read(`Subject: x\nContent-Transfer-Encoding: base64\n\n${words}\n`)?.text).toBe('Grüße')
  expect(read('Subject: x\nContent-Type: text/html\n\n<p>x</p>')?.text).toBe('')
})

test('[PU13] what is no mail is none; a hostile one is read in no time', () => {
  expect(read('hello there')).toBeNull()
  expect(readMailFile(new Uint8Array())).toBeNull()
  const nested = Array.from(
    { length: 5_000 },
    (_, at) => `Content-Type: multipart/mixed; boundary=b${at}\n\n--b${at}\n`,
  ).join('')
  const start = performance.now()
  expect(read(`From: a@b.test\n${nested}`)?.text).toBe('')
  expect(read(`From: ${'='.repeat(100_000)}?=\nSubject: x\n\n`)?.address).toBe('')
  expect(read(`From: a@b.test\n${'x: y\n'.repeat(20_000)}\nz`)?.text).toBe('z')
  expect(performance.now() - start).toBeLessThan(10_000)
})
