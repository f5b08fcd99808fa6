import { expect, test } from 'vitest'
import { sayWhyHeld } from './held-words.ts'

test.each([
  ['Auto-Submitted: auto-replied', 'A machine sent it (Auto-Submitted: auto-replied)'],
  ['Precedence: bulk', 'It was sent to many (Precedence: bulk)'],
  ['List-Id', 'It is from a mailing list (List-Id)'],
  [
    'bounce, unproved: multipart/report',
    'It says that a mail did not arrive, and names none of ours (bounce, unproved: multipart/report)',
  ],
  ['no queue of this address', 'No queue of this address'],
])('[MA29] %s', (reason, said) => expect(sayWhyHeld(reason)).toBe(said))
