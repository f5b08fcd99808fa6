/** Compaction: the bytes of a history that nobody needs go; what the ticket says and who did it stay. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { Y, rootMap } from '../../shared/ticket/ticket-doc.ts'
import { unwrap } from '../../shared/kit/fault.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import type { Rights } from '../../shared/ticket/ticket-rules.ts'
import { verify } from '../operator/verify.ts'
import { bytesOfOp, openStage, type Stage } from './test-stage/desk-stage.ts'

let stage: Stage
let ada: Rights
beforeEach(async () => {
  stage = await openStage()
  ada = await stage.agent('Ada')
})
afterEach(async () => {
  const { listed } = await verify(stage.desk, () => {})
  if (listed.length > 0) throw new Error(listed.join('\n'))
  await stage.close()
})

const edit = async (ticket: string, times: number) => {
  for (let at = 0; at < times; at++)
    unwrap(
      await stage.push(ada, {
        kind: 'edit',
        ticket,
        ops: [{ op: at % 2 === 0 ? 'watch' : 'unwatch', person: `somebody-${at % 7}` }],
      }),
    )
}

const logOf = (ticket: string) =>
  stage.sql.all(
    `SELECT version, actor, paths, received_at, length(bytes) AS n FROM updates WHERE ticket = ? ORDER BY version`,
    ticket,
  )
const audit = async (ticket: string) =>
  (await logOf(ticket)).map(({ n: _n, ...row }) => JSON.stringify(row))

test('[CO18] the log of an idle ticket keeps its columns and loses its bytes, and its version stays', async () => {
  const ticket = await stage.ticket()
  await edit(ticket, 20)
  const before = { says: await stage.read(ticket), audit: await audit(ticket) }
  const page = await stage.desk.feed.page('q:support', 0)
  const version = before.audit.length
  stage.advance(LIMITS.compactAfterMs)
  await stage.desk.housekeeping.tidy()
  // Not yet: a moment more than the time must have gone by.
  expect((await logOf(ticket)).some((row) => row['n'] === 0)).toBe(false)
  stage.advance(1)
  await stage.desk.housekeeping.tidy()
  expect((await logOf(ticket)).every((row) => row['n'] === 0)).toBe(true)
  expect({ says: await stage.read(ticket), audit: await audit(ticket) }).toEqual(before)
  expect(await stage.desk.feed.page('q:support', 0)).toEqual(page)
  // A device that was away for one change gets the whole state, of the same epoch.
  const [item] = await stage.desk.feed.documents(ada, [{ ticket, version: version - 1 }])
  expect(item).toMatchObject({ kind: 'state', epoch: 1, version })
  const doc = await stage.copy(ada, ticket)
  const update = bytesOfOp(doc, ada, { op: 'set-priority', priority: 'high' })
  unwrap(await stage.push(ada, { kind: 'update', ticket, epoch: 1, update }))
})

test('[CO18] a document that is mostly history is made anew, one that was touched is left alone', async () => {
  const [grown, busy] = [await stage.ticket(), await stage.ticket()]
  const doc = await stage.copy(ada, grown)
  // Sessions that take turns: what each overwrote cannot be folded together.
  for (let round = 0; round < 40; round++) {
    const known = Y.encodeStateVector(doc)
    for (let at = 0; at < 25; at++) {
      doc.clientID = 10_000 + round * 25 + at
      rootMap(doc, 'fields').set('c.size', `${at} is what somebody thought for a while`)
      rootMap(doc, 'fields').set('snoozedUntil', at)
    }
    const update = Y.encodeStateAsUpdate(doc, known)
    unwrap(await stage.push(ada, { kind: 'update', ticket: grown, epoch: 1, update }))
  }
  const says = await stage.read(grown)
  stage.advance(LIMITS.compactAfterMs + 1)
  await edit(busy, 1)
  await stage.desk.housekeeping.tidy()
  expect(await stage.read(grown)).toEqual(says)
  const [item] = await stage.desk.feed.documents(ada, [{ ticket: grown, version: 41 }])
  expect(item).toMatchObject({ kind: 'state', epoch: 2, version: 42 })
  expect(item?.bytes.length).toBeLessThan(Y.encodeStateAsUpdate(doc).length / 2)
  expect(await stage.count('updates', `ticket = ? AND length(bytes) = 0`, busy)).toBe(0)
  const versions = (await logOf(grown)).map((row) => row['version'])
  expect(versions).toEqual(versions.map((_version, at) => at + 1))
})
