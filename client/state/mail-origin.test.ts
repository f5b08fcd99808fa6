import { describe, expect, test } from 'vitest'
import type { Message } from '../../shared/ticket/ticket.ts'
import { MAIL_CUTS } from '../../shared/ticket/mail-cut.ts'
import { JOINED_BY } from '../../shared/ticket/joined-by.ts'
import { briefOf, rowsOf, trustOfMessage, worstOf } from './mail-origin.ts'

const mail = (over: Partial<Message> = {}): Message => ({
  id: '0'.repeat(26),
  kind: 'inbound',
  by: { kind: 'contact', id: 'c', name: 'Kim Duarte' },
  at: Date.parse('2026-03-03T09:30:00Z'),
  text: 'Hello',
  via: 'mail',
  address: 'kim@outside.test',
  sender: 'verified',
  judged: {
    spf: 'pass',
    dkim: 'pass',
    dmarc: 'pass',
    fromDomain: 'outside.test',
    aligned: ['dkim', 'spf'],
    dkimDomains: ['outside.test'],
    spfDomain: 'bounce.outside.test',
  },
  joinedBy: 'reply-address',
  standing: 'requester',
  ...over,
})
const linesOf = (message: Message, label: string) =>
  rowsOf(message).find((row) => row.label === label)?.lines

test('[MR35] a mail that is as one would expect says nothing by itself', () => {
  expect(briefOf(mail())).toEqual([])
  expect(linesOf(mail(), 'Sender')).toEqual(['Verified: outside.test stands by this mail.'])
  expect(linesOf(mail(), 'Checks')).toEqual([
    'SPF: the sending host may send for its domain (bounce.outside.test)',
    'DKIM: signed, and the signature is good (outside.test)',
    'DMARC: the domain of the address stands by it',
    'Stands by the address: DKIM, SPF',
  ])
})

describe('[MR35] who stands by the sender', () => {
  const facts = mail().judged ?? { spf: 'none', dkim: 'none', dmarc: 'none' }
  test.each([
    ['disowned', { ...facts, dmarc: 'fail', aligned: [], policy: 'reject' }, 'bad'],
    ['unproved', { ...facts, dmarc: 'fail', aligned: [], policy: 'none' }, 'careful'],
    ['unproved', { spf: 'none', dkim: 'none', dmarc: 'none' }, 'careful'],
    ['unchecked', { spf: 'unchecked', dkim: 'unchecked', dmarc: 'unchecked' }, 'quiet'],
  ] as const)('%s', (trust, judged, level) => {
    const message = mail({
      sender: 'unverified',
      judged: {
        ...judged,
        aligned: [...('aligned' in judged ? judged.aligned : [])],
        dkimDomains: [],
      },
    })
    expect(trustOfMessage(message)).toBe(trust)
    expect(worstOf(briefOf(message))).toBe(level)
    expect(linesOf(message, 'Sender')?.join()).toMatch(/outside\.test|Not checked/)
  })

  test('what was kept before there were facts is still said', () => {
    const { judged: _judged, ...old } = mail({ sender: 'unverified' })
    expect(briefOf(old)).toEqual([{ level: 'careful', text: 'Sender not verified' }])
    expect(linesOf(old, 'Sender')).toEqual(['Not verified when it came in.'])
  })

  test('what came by form has no sender to judge', () => {
    const { judged: _judged, sender: _sender, ...form } = mail({ via: 'web' })
    expect(trustOfMessage(form)).toBeNull()
    expect(briefOf(form)).toEqual([])
  })
})

test('[MA19] every rule that puts mail on a ticket has a sentence', () => {
  const said = JOINED_BY.map((joinedBy) => linesOf(mail({ joinedBy }), 'On this ticket')?.[0])
  expect(said.every((sentence) => sentence !== undefined && sentence !== '')).toBe(true)
  expect(new Set(said).size).toBe(JOINED_BY.length)
  // As it was kept before the words were fixed.
  expect(linesOf(mail({ joinedBy: 'message id' }), 'On this ticket')).toHaveLength(1)
  expect(linesOf(mail({ joinedBy: 'a rule of tomorrow' }), 'On this ticket')).toBeUndefined()
})

test('[MR17] [MR18] [MR28] what differs from what one would expect is said, and what matters most first', () => {
  const message = mail({
    warning: 'agent-address',
    standing: 'other',
    replyTo: [{ name: 'Kim', address: 'else@elsewhere.test' }],
    sentAt: Date.parse('2031-01-01T00:00:00Z'),
    newPeople: [{ name: '', address: 'boss@outside.test' }],
    linkedTo: { ticket: '1'.repeat(26), number: 12 },
    forwarded: {
      from: { name: 'Sam', address: 'sam@outside.test' },
      subject: 'x',
      messageId: null,
      isBelieved: false,
    },
  })
  expect(briefOf(message).map(({ text }) => text)).toEqual([
    'From a colleague’s address, not proved',
    'Not the requester',
    'Answers asked to else@elsewhere.test',
    'May belong to #12',
    'Forwarded',
    'Copied to 1 other person',
    'Dated differently',
  ])
  expect(linesOf(message, 'Answers to')).toEqual(['Kim <else@elsewhere.test>'])
  expect(linesOf(message, 'Dated')?.[0]).toContain('2031')
  expect(linesOf(message, 'Forwarded from')).toEqual([
    'Sam <sam@outside.test> (nobody vouches for that)',
  ])
  expect(linesOf(message, 'Who')?.[0]).toContain('does not see')
})

test('[MR24] what was cut is said quietly, each part by itself, and where all of it is', () => {
  const message = mail({ cut: ['files', 'header', 'a part of tomorrow'] })
  expect(briefOf(message)).toEqual([{ level: 'quiet', text: 'Shortened' }])
  expect(linesOf(message, 'Not shown')).toEqual([
    'Its header beyond 256 KiB or 1,000 lines',
    'Its files beyond the first 100',
    'The original has all of it.',
  ])
  const said = MAIL_CUTS.map((cut) => linesOf(mail({ cut: [cut] }), 'Not shown')?.[0])
  expect(new Set(said).size).toBe(MAIL_CUTS.length)
  expect(briefOf(mail({ cut: ['a part of tomorrow'] }))).toEqual([])
})

test('what lets somebody in elsewhere is said to do so', () => {
  const message = mail({ warning: 'verification' })
  expect(briefOf(message)).toEqual([{ level: 'bad', text: 'Holds a code or a way to sign in' }])
  expect(linesOf(message, 'Sender')?.[0]).toContain('The requester does not see it')
})
