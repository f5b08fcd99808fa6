import { expect, test } from 'vitest'
import { sayFault } from './fault-words.ts'

test.each([
  ['kit/busy', 'The server cannot be reached just now.', 'The server cannot be reached just now.'],
  ['kit/busy', '', 'The server is busy. Try again shortly.'],
  ['kit/not-found', 'there is no ticket #9', 'There is no ticket #9.'],
  [
    'desk/exists',
    'support@desk.test belongs to another queue already',
    'support@desk.test belongs to another queue already.',
  ],
  ['kit/invalid', 'name: empty', 'The request does not have the expected form. Name: empty.'],
  ['kit/bug', 'Something went wrong on our side', 'Something went wrong on our side.'],
  ['ticket/merged', 'T2', 'This ticket was merged into another one.'],
] as const)('%s is said once, and by what says most', (code, detail, said) => {
  expect(sayFault({ code, detail })).toBe(said)
})
