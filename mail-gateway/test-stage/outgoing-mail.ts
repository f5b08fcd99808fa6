/** A mail of the desk as the server hands it to the gateway, with everything in it that is easily got wrong. */
import type { OutgoingMail } from '../../shared/wire/mail.ts'

/** The hash of its only file. */
export const FILE = 'a'.repeat(64)

export const makeOutgoingMail = (over: Partial<OutgoingMail> = {}): OutgoingMail => ({
  messageId: 'reply-1@desk.test',
  date: Date.UTC(2026, 0, 2),
  envelopeFrom: 'b+token@desk.test',
  from: { address: 'support@desk.test', name: 'Jörg (Desk)' },
  replyTo: { address: 'support+tok@desk.test', name: '' },
  to: [{ address: 'ann@home.test', name: 'Ann' }],
  cc: [],
  subject: 'Re: Grüße',
  inReplyTo: 'ask-1@home.test',
  references: ['ask-0@home.test', 'ask-1@home.test'],
  text: 'Hello\n.\nline with a bare\rCR\n',
  html: '<p>Hello</p>',
  attachments: [
    { hash: FILE, name: 'ü.txt', type: 'text/plain', bytes: 2, inline: false, cid: null },
  ],
  autoSubmitted: null,
  ...over,
})
