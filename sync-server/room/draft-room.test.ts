/** A room of a draft between its members and the disk: what waits, who hears what, and when. */
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import * as decoding from 'lib0/decoding'
import type { Fault } from '../../shared/kit/fault.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import { draftBody } from '../../shared/ticket/draft-doc.ts'
import type { Rights } from '../../shared/ticket/ticket-rules.ts'
import { ROOM_MESSAGE, SYNC_STEP } from '../../shared/wire/frame.ts'
import { openStage, type Stage } from '../commit/test-stage/desk-stage.ts'
import { makeTypists, record } from '../commit/test-stage/typists.ts'
import { makeDraftDocument } from './draft-document.ts'
import type { Member } from './member.ts'
import { syncMessage } from './messages.ts'
import { makePresence } from './presence.ts'
import { makeRoom } from './room.ts'

let stage: Stage
let ada: Rights
beforeAll(async () => {
  stage = await openStage()
  ada = await stage.agent('Ada')
})
afterAll(() => stage.close())

type Gate = { write: Stage['desk']['database']['write']; close(): void; open(): void }

/** A disk whose next COMMITs wait: the transaction's work is done, and not durable. */
function makeGate(): Gate {
  const { database } = stage.desk
  let opened: Promise<void> = Promise.resolve()
  let open = (): void => {}
  return {
    write: (body) =>
      database.write(async (tx) => {
        const value = await body(tx)
        await opened
        return value
      }),
    close() {
      opened = new Promise((resolve) => {
        open = resolve
      })
    },
    open: () => open(),
  }
}

/** Everything that can come without COMMIT has come: what waits for no disk takes a few turns. */
async function turns(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) {
    await new Promise((resolve) => setImmediate(resolve))
    await stage.sql.get(`SELECT 1`)
  }
}

/** A member and all it was told: as a document, and as a list. */
function makeMember(device: string) {
  const doc = new Y.Doc()
  const told = { acks: 0, denied: 0, updates: 0, answers: 0, writes: 0, hasState: false }
  const closed: Fault[] = []
  const flow = { isBehind: false, whenCaughtUp: (): void => {} }
  const member: Member = {
    person: { id: ada.person, name: 'Ada', color: '#000' },
    device,
    session: null,
    doubt: null,
    send(payloads) {
      told.writes += 1
      for (const payload of payloads) hear(payload)
    },
    isBehind: () => flow.isBehind,
    whenCaughtUp: (run) => void (flow.whenCaughtUp = run),
    close: (fault) => void closed.push(fault),
  }
  function hear(payload: Uint8Array): void {
    const decoder = decoding.createDecoder(payload)
    const type = decoding.readVarUint(decoder)
    if (type === ROOM_MESSAGE.ack) told.acks += 1
    if (type === ROOM_MESSAGE.auth) told.denied += 1
    if (type !== ROOM_MESSAGE.sync) return
    const step = decoding.readVarUint(decoder)
    const bytes = decoding.readVarUint8Array(decoder)
    if (step === SYNC_STEP.step1) {
      told.hasState = Y.decodeStateVector(bytes).size > 0
      return
    }
    if (step === SYNC_STEP.step2) told.answers += 1
    else told.updates += 1
    Y.applyUpdate(doc, bytes)
  }
  return { member, doc, told, closed, flow, text: () => draftBody(doc).toJSON() }
}

async function openRoom(
  database: Partial<Stage['desk']['database']> = {},
  clock = stage.desk.parts.clock,
) {
  const id = `${await stage.ticket()}-r0`
  const parts = {
    ...stage.desk.parts,
    clock,
    database: { ...stage.desk.database, ...database },
  }
  const room = makeRoom(`d:${id}`, (voice) => makeDraftDocument(parts, id, voice), makePresence())
  // As all open rooms hear of every draft (rooms).
  stage.desk.parts.hub.subscribe((event) => {
    if (event.type === 'draft' && event.draft === id) room.take(event.update, event.origin)
  })
  const join = (device: string) => {
    const one = makeMember(device)
    room.join(one.member)
    return {
      ...one,
      push: (update: Uint8Array) => room.receive(one.member, syncMessage(SYNC_STEP.update, update)),
      ask: () =>
        room.receive(one.member, syncMessage(SYNC_STEP.step1, Y.encodeStateVector(new Y.Doc()))),
    }
  }
  return { id, room, join }
}

describe('a room of a draft', () => {
  test('[DR3] before COMMIT nobody is told, nor shown, nor acknowledged anything', async () => {
    const gate = makeGate()
    const { join } = await openRoom({ write: gate.write })
    const [one, two] = [join('one'), join('two')]
    gate.close()
    const typists = makeTypists('gate', 1)
    const { update } = typists.act()
    one.push(update)
    await turns()
    const late = join('late')
    late.ask()
    two.ask()
    await turns()
    expect(one.told.acks).toBe(0)
    for (const other of [two, late])
      expect(other.told).toMatchObject({ updates: 0, answers: 0, hasState: false })
    gate.open()
    await vi.waitFor(() => expect(one.told.acks).toBe(1))
    await vi.waitFor(() => expect(late.told.answers).toBe(1))
    const [mine] = typists.docs
    const text = draftBody(mine ?? new Y.Doc()).toJSON()
    expect(late.text()).toBe(text)
    expect(two.text()).toBe(text)
  })

  test('what arrives meanwhile is one row and one message, and each update has its own ack', async () => {
    const { id, join } = await openRoom()
    const members = [join('device-0'), join('device-1'), join('device-2')]
    const reader = join('reader')
    const typists = makeTypists('meanwhile', 3)
    for (let at = 0; at < 60; at++) {
      const { update, who } = typists.act()
      members[who]?.push(update)
    }
    await vi.waitFor(() => expect(members.reduce((sum, one) => sum + one.told.acks, 0)).toBe(60))
    const row = await stage.sql.get(`SELECT version FROM drafts WHERE id = ?`, id)
    expect(row?.['version']).toBe(1)
    expect(reader.told.updates).toBe(1)
    for (const one of members) {
      // Update and acks leave together.
      expect(one.told.writes).toBe(2)
      expect(one.text()).toBe(reader.text())
    }
  })

  test('one bad update among many is refused alone, and only its author hears of it', async () => {
    const { join } = await openRoom()
    const [one, two] = [join('device-0'), join('two')]
    const typists = makeTypists('bad', 1)
    const bad = new Y.Doc()
    const update = record(bad, () => bad.getMap('facts').set('number', 1)) ?? new Uint8Array()
    one.push(typists.act().update)
    two.push(update)
    one.push(typists.act().update)
    await vi.waitFor(() => expect(one.told.acks).toBe(2))
    expect(one.told.denied).toBe(0)
    expect(two.told).toMatchObject({ acks: 0, denied: 1 })
    expect(two.closed).toEqual([])
    expect(two.text()).not.toBe('')
  })

  test('what breaks together is tried alone, and who broke it comes back by itself', async () => {
    const { database } = stage.desk
    let writes = 0
    const { join } = await openRoom({
      write: (body) =>
        database.write(async (tx) => {
          const value = await body(tx)
          writes += 1
          // The batch, and then the second of the two.
          if (writes === 1 || writes === 3) throw new Error('a bug')
          return value
        }),
    })
    const [one, two] = [join('device-0'), join('device-1')]
    const typists = makeTypists('bug', 2)
    one.push(typists.act(0).update)
    two.push(typists.act(1).update)
    await vi.waitFor(() => expect(two.closed.map((fault) => fault.code)).toEqual(['kit/bug']))
    expect(one.told.acks).toBe(1)
    expect(one.closed).toEqual([])
  })

  test('[FE8] a reader that is behind gets what piled up as one message, and is closed when it is too much', async () => {
    const { join } = await openRoom()
    const [one, slow, gone] = [join('device-0'), join('slow'), join('gone')]
    slow.flow.isBehind = true
    const typists = makeTypists('slow', 1)
    for (let at = 1; at <= 10; at++) {
      one.push(typists.act().update)
      await vi.waitFor(() => expect(one.told.acks).toBe(at))
    }
    expect(slow.told.updates).toBe(0)
    expect(gone.told.updates).toBe(10)
    slow.flow.isBehind = false
    slow.flow.whenCaughtUp()
    expect(slow.told.updates).toBe(1)
    expect(slow.text()).toBe(gone.text())

    gone.flow.isBehind = true
    const doc = new Y.Doc()
    const big = 'x'.repeat(200_000)
    let acks = 10
    for (let bytes = 0; bytes <= LIMITS.unsentBytesPerSocket && gone.closed.length === 0;) {
      // Long text that is taken out again: the draft stays small, what is to be told does not.
      for (const change of [
        () => draftBody(doc).insert(0, [new Y.XmlText(big)]),
        () => draftBody(doc).delete(0, 1),
      ]) {
        const update = record(doc, change) ?? new Uint8Array()
        bytes += update.length
        one.push(update)
        acks += 1
        await vi.waitFor(() => expect(one.told.acks).toBe(acks))
      }
    }
    expect(gone.closed.map((fault) => fault.code)).toEqual(['kit/busy'])
  })

  test('[CO5] judging a batch ends in time: what is left is the next one, in its order', async () => {
    let now = stage.desk.parts.clock.now()
    // Each look at the clock is a millisecond later.
    const { id, join } = await openRoom({}, { ...stage.desk.parts.clock, now: () => now++ })
    const [one, reader] = [join('device-0'), join('reader')]
    const typists = makeTypists('in time', 1)
    for (let at = 0; at < 40; at++) one.push(typists.act().update)
    await vi.waitFor(() => expect(one.told.acks).toBe(40))
    expect(one.told.denied).toBe(0)
    expect(one.closed).toEqual([])
    const row = await stage.sql.get(`SELECT version FROM drafts WHERE id = ?`, id)
    expect(Number(row?.['version'])).toBe(Math.ceil(40 / LIMITS.roomBatchMs))
    expect(reader.text()).toBe(draftBody(typists.docs[0] ?? new Y.Doc()).toJSON())
  })

  test('[CO6] who sends what is refused again and again is closed, and what waits of it is dropped', async () => {
    const { join } = await openRoom()
    const [hostile, honest] = [join('hostile'), join('device-0')]
    const doc = new Y.Doc()
    record(doc, () => draftBody(doc).insert(0, [new Y.XmlText('never sent')]))
    const text = draftBody(doc).get(0)
    if (!(text instanceof Y.XmlText)) throw new Error('no text')
    const typists = makeTypists('honest', 1)
    for (let at = 0; at < 3 * LIMITS.roomRefusals; at++)
      hostile.push(record(doc, () => text.insert(text.length, 'x')) ?? new Uint8Array())
    honest.push(typists.act().update)
    await vi.waitFor(() => expect(honest.told.acks).toBe(1))
    expect(hostile.told).toMatchObject({ acks: 0, denied: LIMITS.roomRefusals })
    expect(hostile.closed.map((fault) => fault.code)).toEqual(['kit/rate-limited'])
    hostile.push(typists.act().update)
    honest.push(typists.act().update)
    await turns()
    expect(hostile.told.denied).toBe(LIMITS.roomRefusals)
    expect(honest.closed).toEqual([])
  })

  test('[FE8] a large pile is handed over a piece a turn, and what comes meanwhile comes after it', async () => {
    const { join } = await openRoom()
    const [one, slow] = [join('device-0'), join('slow')]
    slow.flow.isBehind = true
    const typists = makeTypists('pile', 1)
    const count = LIMITS.roomPileUpdates * 3
    for (let at = 1; at <= count; at++) {
      one.push(typists.act().update)
      await vi.waitFor(() => expect(one.told.acks).toBe(at), { interval: 1 })
    }
    slow.flow.isBehind = false
    slow.flow.whenCaughtUp()
    expect(slow.told.updates).toBe(1)
    one.push(typists.act().update)
    await vi.waitFor(() => expect(one.told.acks).toBe(count + 1))
    for (let at = 2; at <= 4; at++) {
      slow.flow.whenCaughtUp()
      expect(slow.told.updates).toBe(at)
      await turns()
    }
    expect(slow.doc.store.pendingStructs).toBeNull()
    expect(slow.text()).toBe(draftBody(typists.docs[0] ?? new Y.Doc()).toJSON())
  })

  test('more than a limit of bytes or questions at once ends the member', async () => {
    const gate = makeGate()
    const { join } = await openRoom({ write: gate.write })
    const [one, two] = [join('one'), join('two')]
    gate.close()
    const big = new Uint8Array(LIMITS.updateBytes)
    for (let bytes = 0; bytes <= LIMITS.roomWaitingBytes; bytes += big.length) one.push(big)
    expect(one.closed.map((fault) => fault.code)).toEqual(['kit/busy'])
    for (let at = 0; at <= LIMITS.roomQuestionsWaiting; at++) two.ask()
    expect(two.closed.map((fault) => fault.code)).toContain('kit/busy')
    gate.open()
  })
})
