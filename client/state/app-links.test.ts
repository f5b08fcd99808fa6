/** What other programs hand to the app as addresses. */
import { expect, test } from 'vitest'
import { LIMITS } from '../../shared/kit/limits.ts'
import { parseDeskLink, parseMailto } from './app-links.ts'

test('[PU15] a mail address with all its fields is read as RFC 6068 writes it', () => {
  expect(
    parseMailto(
      'mailto:Ruth@Customer.test,ben@customer.test?subject=It%20does%20not%20open&cc=cleo@customer.test&body=Hello%2C%0D%0Ait+is%20shut.',
    ),
  ).toEqual({
    to: 'ruth@customer.test',
    cc: ['ben@customer.test', 'cleo@customer.test'],
    subject: 'It does not open',
    body: 'Hello,\nit+is shut.',
  })
  expect(parseMailto('mailto:?to=ruth@customer.test')).toMatchObject({ to: 'ruth@customer.test' })
  expect(parseMailto('MAILTO:ruth@customer.test')?.to).toBe('ruth@customer.test')
})

test('[PU15] what is hostile in it stays words: no second line in a subject, no more than there is room for', () => {
  const read = parseMailto('mailto:a@b.test?subject=one%0D%0ABcc%3A%20all%40b.test&body=%E0%A4%A')
  expect(read?.subject).toBe('one Bcc: all@b.test')
  expect(read?.body).toBe('%E0%A4%A')
  const many = Array.from({ length: 200 }, (_, at) => `p${at}@b.test`).join(',')
  expect(parseMailto(`mailto:${many}`)?.cc).toHaveLength(LIMITS.replyRecipients)
  expect(parseMailto('https://desk.test')).toBeNull()
  expect(parseMailto(`mailto:${'a'.repeat(LIMITS.bodyChars)}`)).toBeNull()
})

test('[PU15] a link to a ticket names it by id or number, and nothing else', () => {
  const id = '01arz3ndektsv4rrffq69g5fav'
  expect(parseDeskLink(`web+deskside:ticket/${id}`)).toEqual({ id })
  expect(parseDeskLink(`web+deskside://t/42`)).toEqual({ number: 42 })
  for (const link of [
    'web+deskside:settings',
    'web+deskside:ticket/../settings',
    'web+deskside://evil.test/ticket/42',
    'javascript:alert(1)',
    'web+deskside:ticket/42?x=1',
  ])
    expect(parseDeskLink(link), link).toBeNull()
})
