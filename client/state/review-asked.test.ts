import { expect, test } from 'vitest'
import type { Message } from '../../shared/ticket/ticket.ts'
import { reviewAskedBy } from './review-asked.ts'

let at = 0
const said = (name: string, over: Partial<Message>): Message => ({
  id: String(at),
  kind: 'note',
  by: { kind: 'agent', id: name.toLowerCase(), name },
  at: at++,
  text: '',
  ...over,
})
const asked = said('Ana', { review: 'asked', mentions: ['ben'] })
const answered = said('Ben', { review: 'answered', mentions: ['ana'] })

test('who is asked is told by whom, until they answered or the reply went out', () => {
  expect(reviewAskedBy({ messages: [asked] }, 'ben')).toBe('Ana')
  expect(reviewAskedBy({ messages: [asked] }, 'ana')).toBeNull()
  expect(reviewAskedBy({ messages: [asked, answered] }, 'ben')).toBeNull()
  expect(reviewAskedBy({ messages: [asked, answered, asked] }, 'ben')).toBe('Ana')
  expect(reviewAskedBy({ messages: [asked, said('Ana', { kind: 'reply' })] }, 'ben')).toBeNull()
  expect(reviewAskedBy({ messages: [asked, said('Eve', { kind: 'note' })] }, 'ben')).toBe('Ana')
})
