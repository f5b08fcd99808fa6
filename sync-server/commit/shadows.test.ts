/** Warm documents: few, and only while somebody works on them. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { LIMITS } from '../../shared/kit/limits.ts'
import { unwrap } from '../../shared/kit/fault.ts'
import { makeDoc, readTicket } from '../../shared/ticket/ticket-doc.ts'
import { makeShadows, type Warm } from './shadows.ts'
import { openStage, type Stage } from './test-stage/desk-stage.ts'
import { rawUpdate } from './test-stage/raw-update.ts'

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

/** Everything after something that never comes. */
const gap = () =>
  rawUpdate({
    clients: [
      {
        client: 70_000,
        clock: 7,
        structs: [{ place: { origin: [70_000, 6] }, content: { any: [1] } }],
      },
    ],
  })

test('[CO6] a ticket that was read for an update that is refused is not read for the next one', async () => {
  const { shadows } = stage.desk.parts
  const ada = await stage.agent('Ada')
  const ticket = await stage.ticket()
  const before = await stage.read(ticket)
  shadows.forget(Infinity)
  for (let at = 0; at < 2; at++) {
    const refused = await stage.push(ada, { kind: 'update', ticket, epoch: 1, update: gap() })
    expect(refused).toMatchObject({ ok: false, fault: { code: 'ticket/gap' } })
    expect(shadows.count()).toBe(1)
  }
  unwrap(
    await stage.push(ada, { kind: 'edit', ticket, ops: [{ op: 'set-status', status: 'open' }] }),
  )
  expect(await stage.read(ticket)).toMatchObject({ subject: before.subject, status: 'open' })
})

test('what a write only read of a document is not kept while an earlier one of its group may fail', async () => {
  const shadows = makeShadows()
  const doc = makeDoc()
  const warm: Warm = {
    version: 2,
    doc,
    ticket: readTicket(doc),
    at: 0,
    stored: { docBytes: 0, stateBytes: 0, stateVersion: 0 },
    owners: null,
  }
  const { write } = stage.desk.database
  const counts: number[] = []
  await Promise.all([
    write(async (tx) => shadows.keep(tx, 'changed', warm)),
    write(async (tx) => {
      shadows.keepRead(tx, 'changed', warm)
      counts.push(shadows.count())
      shadows.keepRead(tx, 'read', warm)
      counts.push(shadows.count())
    }),
  ])
  expect(counts).toEqual([0, 1])
  expect(shadows.count()).toBe(2)
})
