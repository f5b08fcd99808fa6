/** Warm documents: few, and only while somebody works on them. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { LIMITS } from '../../shared/kit/limits.ts'
import { unwrap } from '../../shared/kit/fault.ts'
import { openStage, type Stage } from './test-stage/desk-stage.ts'

let stage: Stage
beforeEach(async () => {
  stage = await openStage()
})
afterEach(() => stage.close())

test('[CO18] a document that nobody changes is let go, one that is worked on stays', async () => {
  const { shadows } = stage.desk.parts
  const ada = await stage.agent('Ada')
  const [idle, busy] = [await stage.ticket(), await stage.ticket()]
  expect(idle).not.toBe(busy)
  expect(shadows.count()).toBe(2)
  stage.advance(LIMITS.warmDocumentMs)
  const edit = { kind: 'edit', ticket: busy, ops: [{ op: 'set-status', status: 'open' }] } as const
  unwrap(await stage.push(ada, { ...edit, ops: [...edit.ops] }))
  stage.advance(1)
  shadows.forget(stage.now() - LIMITS.warmDocumentMs)
  expect(shadows.count()).toBe(1)
  unwrap(await stage.push(ada, { kind: 'edit', ticket: idle, ops: [...edit.ops] }))
  expect((await stage.read(idle)).status).toBe('open')
})
