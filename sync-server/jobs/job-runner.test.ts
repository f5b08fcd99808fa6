/** What is due is done; one job that cannot be done waits by itself. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { openStage, type Stage } from '../commit/test-stage/desk-stage.ts'
import { addJob, type NewJob } from './job-rows.ts'

let stage: Stage
beforeEach(async () => {
  stage = await openStage()
})
afterEach(() => stage.close())

test('a job that breaks holds up none behind it, and is tried again later', async () => {
  const add = async (kind: NewJob['kind'], payload: object) => {
    const [id, now] = [stage.newId(), stage.now()]
    await stage.desk.database.write((tx) =>
      addJob(tx, { id, kind, key: id, dueAt: now, payload, now }),
    )
    return id
  }
  const broken = await add('release', { nothing: 'that this version knows' })
  await add('sweep', { hashes: [] })
  await stage.desk.jobs.runDue()
  const left = await stage.sql.all(`SELECT id, tries, due_at FROM jobs`)
  expect(left).toMatchObject([{ id: broken, tries: 1 }])
  expect(Number(left[0]?.['due_at'])).toBeGreaterThan(stage.now())
})

test.each([
  ['sla', { ticket: 'nothing' }],
  ['sla-apply', { after: '' }],
  ['sweep', { hashes: [] }],
] as const)('a %s job that is due wakes the runner by itself', async (kind, payload) => {
  const [id, now] = [stage.newId(), stage.now()]
  await stage.desk.database.write((tx) =>
    addJob(tx, { id, kind, key: id, dueAt: now, payload, now }),
  )
  stage.desk.jobs.start()
  await vi.waitFor(async () => expect(await stage.count('jobs')).toBe(0))
})
