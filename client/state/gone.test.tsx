/** A ticket that was taken away leaves nothing of it in what can be undone: not on screen, not on the disk. */
import { createRoot } from 'solid-js'
import { afterEach, expect, test } from 'vitest'
import { makeStandIn } from '../test-stage/stand-in-replica.ts'
import { createDesk } from './replica-context.tsx'

let dispose = () => {}
afterEach(() => {
  dispose()
  localStorage.clear()
})

function open(replica = makeStandIn({ tickets: 3, now: Date.now() })) {
  const desk = createRoot((done) => {
    dispose = done
    return createDesk(replica)
  })
  const [first, second] = replica.rows()
  if (!first || !second) throw new Error('there are three')
  return { replica, desk, first, second }
}
const onDisk = () => JSON.stringify({ ...localStorage })

test('[RI2] its subject and its number go from the undo list and from the notice', async () => {
  const { replica, desk, first, second } = open()
  await desk.act([second.id], { op: 'set-priority', priority: 'urgent' })
  await desk.act([first.id], { op: 'set-subject', subject: 'Another subject' })
  expect(desk.notice()?.text).toContain(`#${first.number}`)
  expect(onDisk()).toContain(first.subject)
  replica.takeAway(first.id)
  expect(desk.notice()).toBeNull()
  expect(onDisk()).not.toContain(first.subject)
  expect(onDisk()).not.toContain('Another subject')
  expect(onDisk()).not.toContain(`#${first.number}`)
  // What was done to others can still be taken back.
  await desk.undo()
  expect(replica.row(second.id)?.priority).toBe(second.priority)
})

test('[RI2] what went while the app was closed is gone when it opens', async () => {
  const { replica, desk, first } = open()
  await desk.act([first.id], { op: 'set-subject', subject: 'Another subject' })
  dispose()
  replica.takeAway(first.id)
  expect(onDisk()).toContain(first.subject)
  open(replica)
  expect(onDisk()).not.toContain(first.subject)
})

test('a line that says what was done goes when that was refused, or came too late', async () => {
  const { replica, desk, first } = open()
  await desk.act([first.id], { op: 'set-priority', priority: 'urgent' })
  expect(desk.notice()?.canUndo).toBe(true)
  replica.refuse(first.id, 'My words')
  expect(desk.notice()).toBeNull()
  await desk.act([first.id], { op: 'set-status', status: 'waiting' })
  replica.lose(first.id, { field: 'status', mine: 'waiting', claimedAt: 1, stays: 'solved' })
  expect(desk.notice()).toBeNull()
})

test('[OU3] what was discarded of a ticket that is gone is one’s own, and comes back', async () => {
  const { replica, desk, first, second } = open()
  replica.refuse(first.id, 'My words')
  replica.takeAway(first.id)
  const [item] = await replica.waiting()
  if (!item) throw new Error('it was refused')
  await desk.discard(item)
  replica.takeAway(second.id)
  await desk.undo()
  expect((await replica.waiting()).map(({ text }) => text)).toEqual(['My words'])
})
