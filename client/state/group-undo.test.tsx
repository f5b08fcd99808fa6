/** What was one act of the person is undone in one step, over a reload, and takes no other act along. */
import { createRoot } from 'solid-js'
import { afterEach, expect, test } from 'vitest'
import { makeStandIn } from '../test-stage/stand-in-replica.ts'
import { createDesk } from './replica-context.tsx'

let dispose = () => {}
afterEach(() => {
  dispose()
  localStorage.clear()
})

test('several verbs of one group are one step, and the act before them is another', async () => {
  const replica = makeStandIn({ tickets: 2, now: Date.now() })
  const open = () =>
    createRoot((done) => {
      dispose = done
      return createDesk(replica)
    })
  let desk = open()
  const id = replica.rows()[0]?.id ?? ''
  const said = () => {
    const { subject, priority, tags } = replica.row(id) ?? {}
    return { subject, priority, isTagged: tags?.includes('of-the-macro') }
  }
  await desk.act([id], { op: 'set-subject', subject: 'Before' })
  const before = said()
  // The first sets what is there already, and is no step.
  await desk.act([id], { op: 'set-subject', subject: 'Before' }, 'macro')
  await desk.act([id], { op: 'set-priority', priority: 'urgent' }, 'macro')
  await desk.act([id], { op: 'add-tag', tag: 'of-the-macro' }, 'macro')
  expect(said()).toEqual({ subject: 'Before', priority: 'urgent', isTagged: true })
  dispose()
  desk = open()
  await desk.undo()
  expect(said()).toEqual(before)
  await desk.undo()
  expect(said().subject).not.toBe('Before')
})

test('[WO16] what is still being written is what is undone, not the act before it', async () => {
  const replica = makeStandIn({ tickets: 2, now: Date.now() })
  let write = () => {}
  const desk = createRoot((done) => {
    dispose = done
    const edit: typeof replica.edit = async (...asked) => {
      await new Promise<void>((resolve) => (write = resolve))
      return replica.edit(...asked)
    }
    return createDesk({ ...replica, edit })
  })
  const [first = '', second = ''] = replica.rows().map(({ id }) => id)
  const subjectOf = (id: string) => replica.row(id)?.subject
  const before = subjectOf(second)
  const one = desk.act([first], { op: 'set-subject', subject: 'First' })
  write()
  await one
  const other = desk.act([second], { op: 'set-subject', subject: 'Second' })
  const undoing = desk.undo()
  write()
  await other
  // The step back is an edit too.
  await new Promise((resolve) => setTimeout(resolve))
  write()
  await undoing
  expect(subjectOf(first)).toBe('First')
  expect(subjectOf(second)).toBe(before)
})
