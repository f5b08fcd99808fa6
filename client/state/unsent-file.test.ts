/** The file that holds what was not sent. */
import { expect, test } from 'vitest'
import { sayUnsent } from './unsent-file.ts'

test('[OU24] each thing that was not sent is in the file, with its ticket where that is known', () => {
  const items = [
    { key: '1', ticket: 'a', title: 'Reply to Ada', text: 'On our way.\nBen' },
    { key: '2', ticket: 'b', title: 'status → solved', text: null },
  ]
  const names = new Map([['a', '#7 The crane']])
  expect(sayUnsent(items, 'Not sent', (ticket) => names.get(ticket) ?? '')).toBe(
    'Not sent\n\n---\n\n#7 The crane\nReply to Ada\n\nOn our way.\nBen\n\n---\n\nstatus → solved\n',
  )
})
