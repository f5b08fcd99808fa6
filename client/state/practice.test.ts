/** The six steps: each is left by what it asks for and by nothing else, and everything may be tried at any time. */
import { expect, test } from 'vitest'
import {
  freshPractice,
  PRACTICE_STEPS,
  PRACTICE_TICKETS,
  practise,
  stepOf,
  ticketAt,
  type Practice,
  type PracticeAct,
} from './practice.ts'

const after = (acts: readonly PracticeAct[], from: Practice = freshPractice) =>
  acts.reduce(practise, from)

test('each step is done by what it asks for, in order', () => {
  const acts: PracticeAct[] = [
    { do: 'move', by: 1 },
    { do: 'open' },
    { do: 'send', text: 'On our way.' },
    { do: 'undo' },
    { do: 'done' },
    { do: 'palette' },
  ]
  let practice = freshPractice
  for (const [at, act] of acts.entries()) {
    expect(stepOf(practice)).toBe(PRACTICE_STEPS[at])
    if (act.do === 'send') practice = practise(practice, { do: 'reply' })
    practice = practise(practice, act)
  }
  expect(stepOf(practice)).toBeNull()
  expect(practise(practice, { do: 'skip' })).toBe(practice)
})

test('what a step does not ask for is done, and brings no next one', () => {
  const tried = after([
    { do: 'done' },
    { do: 'undo' },
    { do: 'reply' },
    { do: 'send', text: 'x' },
    { do: 'palette' },
  ])
  expect(tried).toMatchObject({ step: 0, solved: [], replies: { key: 'x' } })
})

test('nothing moved, sent or taken back is no step', () => {
  expect(after([{ do: 'move', by: -1 }]).step).toBe(0)
  const replying = after([{ do: 'move', by: 1 }, { do: 'open' }, { do: 'reply' }])
  expect(after([{ do: 'send', text: '  ' }], replying)).toBe(replying)
  expect(after([{ do: 'undo' }], replying)).toBe(replying)
  expect(after([{ do: 'leave-reply' }, { do: 'send', text: 'late' }], replying).replies).toEqual({})
})

test('undo takes back the newest, and goes where it was', () => {
  const done = after([
    { do: 'reply' },
    { do: 'send', text: 'Yes.' },
    { do: 'done' },
    { do: 'move', by: 1 },
  ])
  expect(done.solved).toEqual(['key'])
  const once = practise(done, { do: 'undo' })
  expect(once).toMatchObject({ solved: [], replies: { key: 'Yes.' } })
  expect(ticketAt(once)).toBe('key')
  expect(practise(once, { do: 'undo' }).replies).toEqual({})
})

test('solving goes on to the next that is not solved, and the last one stays', () => {
  let practice = after([{ do: 'go', to: 3 }])
  for (const expected of ['thanks', 'key', 'invoice', 'login', 'login']) {
    practice = practise(practice, { do: 'done' })
    expect(ticketAt(practice)).toBe(expected)
  }
  expect(practice.solved).toHaveLength(PRACTICE_TICKETS.length)
  expect(practise(practice, { do: 'done' })).toBe(practice)
})

test('a step that is skipped leaves what the next one needs', () => {
  const practice = after([{ do: 'skip' }, { do: 'skip' }, { do: 'skip' }])
  expect(stepOf(practice)).toBe('undo')
  expect(stepOf(practise(practice, { do: 'undo' }))).toBe('done')
})
