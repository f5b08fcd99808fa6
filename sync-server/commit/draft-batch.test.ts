/** Updates that arrive together are judged and stored as if they had come one by one, in one row and at one COMMIT. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { unwrap } from '../../shared/kit/fault.ts'
import { draftBody } from '../../shared/ticket/draft-doc.ts'
import type { Rights } from '../../shared/ticket/ticket-rules.ts'
import { bytes, number } from '../store/database.ts'
import { commitDraft, holdDraft, type DraftInput, type HeldDraft } from './draft-batch.ts'
import { loadDraftDoc } from './live-draft.ts'
import { openStage, type Stage } from './test-stage/desk-stage.ts'
import { belowOf, makeTypists, record } from './test-stage/typists.ts'

let stage: Stage
let ada: Rights
let eve: Rights
beforeAll(async () => {
  stage = await openStage()
  ada = await stage.agent('Ada')
  eve = await stage.agent('Eve', ['payments'])
})
afterAll(() => stage.close())

const ORIGIN = {}

async function newDraft(): Promise<HeldDraft> {
  return holdDraft(`${await stage.ticket()}-r0`)
}

async function commit(held: HeldDraft, inputs: readonly DraftInput[]) {
  return unwrap(await commitDraft(stage.desk.parts, held, () => inputs, ORIGIN))
}

/** What a restart would read. */
async function stored(id: string): Promise<Y.Doc> {
  const row = await stage.sql.get(`SELECT * FROM drafts WHERE id = ?`, id)
  return row ? loadDraftDoc(stage.sql, id, row) : new Y.Doc()
}

const rowsOf = (id: string) =>
  stage.sql.all(`SELECT version, bytes FROM draft_updates WHERE draft = ? ORDER BY version`, id)

const codes = (done: Awaited<ReturnType<typeof commit>>) =>
  done.outcomes.map((outcome) => (outcome.ok ? 'ok' : outcome.fault.code))

/** Honest typing with what nobody honest sends in between, from a seed. */
function mixedInputs(seed: string, count: number): DraftInput[] {
  const typists = makeTypists(seed, 4)
  const below = belowOf(`mixed ${seed}`)
  const inputs: DraftInput[] = []
  const honest: DraftInput[] = []
  while (inputs.length < count) {
    const { update, who } = typists.act()
    const input = { person: ada.person, device: `device-${who}`, update }
    inputs.push(input)
    honest.push(input)
    for (const bad of hostileInputs(below, honest)) inputs.push(bad)
  }
  return inputs
}

function hostileInputs(
  below: (count: number) => number,
  honest: readonly DraftInput[],
): DraftInput[] {
  const mallory = { person: ada.person, device: 'device-of-mallory' }
  const known = honest[below(honest.length)]?.update ?? new Uint8Array()
  const doc = new Y.Doc()
  doc.clientID = 90_000 + below(1_000)
  const later = () => {
    const text = doc.getXmlFragment('body')
    record(doc, () => text.insert(0, [new Y.XmlElement('paragraph')]))
    return record(doc, () => text.insert(1, [new Y.XmlElement('paragraph')])) ?? known
  }
  switch (below(14)) {
    case 0: // something before it is missing
      return [{ ...mallory, update: later() }]
    case 1: // a root that a draft has not
      return [{ ...mallory, update: record(doc, () => doc.getMap('facts').set('a', 1)) ?? known }]
    case 2: // said again, by its own device: nothing new
      return [honest[below(honest.length)] ?? { ...mallory, update: known }]
    case 3: {
      // broken bytes
      const update = Uint8Array.from(known)
      update[below(update.length)] = below(256)
      return [{ ...mallory, update }]
    }
    case 4: // a queue that is not theirs
      return [{ person: eve.person, device: 'device-of-eve', update: later() }]
    case 5: // deletes what was never there
      return [{ ...mallory, update: new Uint8Array([0, 1, 0xe8, 7, 1, 0xff, 0x7f, 9]) }]
    case 6: {
      // continues as somebody else
      const [first] = honest
      const forged = new Y.Doc()
      for (const { update } of honest) Y.applyUpdate(forged, update)
      const client = first ? Y.decodeUpdate(first.update).structs[0]?.id.client : undefined
      if (client === undefined) return []
      forged.clientID = client
      const update = record(forged, () =>
        draftBody(forged).insert(0, [new Y.XmlElement('paragraph')]),
      )
      return update ? [{ ...mallory, update }] : []
    }
    default:
      return []
  }
}

describe('a batch of a draft', () => {
  test.each(['one', 'two', 'three', 'four', 'five', 'six'])(
    '[CO9] is judged as if its updates came one by one, seed %s',
    async (seed) => {
      const inputs = mixedInputs(seed, 250)
      const below = belowOf(`cut ${seed}`)
      const [alone, together] = [await newDraft(), await newDraft()]
      const answers: { alone: string[]; together: string[] } = { alone: [], together: [] }
      const heard = new Y.Doc()
      for (let at = 0; at < inputs.length;) {
        const batch = inputs.slice(at, at + 1 + below(30))
        at += batch.length
        for (const input of batch) answers.alone.push(...codes(await commit(alone, [input])))
        const done = await commit(together, batch)
        answers.together.push(...codes(done))
        if (done.fresh) Y.applyUpdate(heard, done.fresh)
      }
      expect(answers.together).toEqual(answers.alone)
      expect(new Set(answers.alone).size).toBeGreaterThan(3)
      const text = draftBody(await stored(alone.id)).toJSON()
      expect(text.length).toBeGreaterThan(500)
      expect(draftBody(await stored(together.id)).toJSON()).toBe(text)
      // Who was told the batches, and who kept the draft in memory, has the same.
      expect(draftBody(heard).toJSON()).toBe(text)
      expect(draftBody(together.live?.doc ?? new Y.Doc()).toJSON()).toBe(text)
      const states = [await stored(alone.id), await stored(together.id), heard].map((doc) =>
        Y.decodeStateVector(Y.encodeStateVector(doc)),
      )
      expect(states[1]).toEqual(states[0])
      expect(states[2]).toEqual(states[0])
    },
    30_000,
  )

  test('[CO4] is one row, and one version', async () => {
    const held = await newDraft()
    const typists = makeTypists('rows', 3)
    for (let round = 1; round <= 3; round++) {
      const inputs = Array.from({ length: 20 }, () => {
        const { update, who } = typists.act()
        return { person: ada.person, device: `device-${who}`, update }
      })
      expect((await commit(held, inputs)).version).toBe(round)
      const rows = await rowsOf(held.id)
      expect(rows.at(-1)?.['version']).toBe(round)
    }
    const row = await stage.sql.get(`SELECT version FROM drafts WHERE id = ?`, held.id)
    expect(row?.['version']).toBe(3)
  })

  test('[RI2] is judged by the rights of its moment, not by those it came with', async () => {
    const held = await newDraft()
    const person = (await stage.agent('Fay')).person
    const typists = makeTypists('rights', 1)
    const input = () => ({ person, device: 'device-of-fay', update: typists.act().update })
    expect(codes(await commit(held, [input()]))).toEqual(['ok'])
    unwrap(await stage.desk.people.change(person, { queues: ['payments'] }))
    expect(codes(await commit(held, [input()]))).toEqual(['kit/not-found'])
    unwrap(await stage.desk.people.change(person, { isDisabled: true }))
    expect(codes(await commit(held, [input()]))).toEqual(['auth/denied'])
  })

  test('of which nothing is accepted stores nothing', async () => {
    const held = await newDraft()
    const { update } = makeTypists('none', 1).act()
    const done = await commit(held, [{ person: eve.person, device: 'device-of-eve', update }])
    expect(codes(done)).toEqual(['kit/not-found'])
    expect(done.fresh).toBeNull()
    expect(await stage.sql.get(`SELECT id FROM drafts WHERE id = ?`, held.id)).toBeUndefined()
    expect(await stage.count('doc_clients', 'doc = ?', held.id)).toBe(0)
  })

  test('meets what another way has stored meanwhile, and says so', async () => {
    const held = await newDraft()
    const typists = makeTypists('meanwhile', 2)
    const input = (who: number) => ({
      person: ada.person,
      device: `device-${who}`,
      update: typists.act(who).update,
    })
    const first = await commit(held, [input(0)])
    expect(first.isCaughtUp).toBe(false)
    const pushed = input(1)
    unwrap(
      await stage.push(
        ada,
        { kind: 'draft', draft: held.id, update: pushed.update },
        { device: pushed.device },
      ),
    )
    const done = await commit(held, [input(0), input(1)])
    expect(codes(done)).toEqual(['ok', 'ok'])
    expect(done.isCaughtUp).toBe(true)
    const heard = new Y.Doc()
    for (const fresh of [first.fresh, done.fresh]) if (fresh) Y.applyUpdate(heard, fresh)
    expect(draftBody(heard).toJSON()).toBe(draftBody(await stored(held.id)).toJSON())
  })

  test('whose COMMIT fails leaves nothing in memory either', async () => {
    const held = await newDraft()
    const typists = makeTypists('commit', 1)
    const input = () => ({ person: ada.person, device: 'device-0', update: typists.act().update })
    await commit(held, [input()])
    const lost = input()
    const parts = {
      ...stage.desk.parts,
      database: {
        ...stage.desk.database,
        write: <T>(body: Parameters<typeof stage.desk.database.write<T>>[0]) =>
          stage.desk.database.write<T>(async (tx) => {
            await body(tx)
            throw new Error('the disk is gone')
          }),
      },
    }
    const failed = await commitDraft(parts, held, () => [lost], ORIGIN)
    expect(failed.ok).toBe(false)
    expect(held.live).toBeNull()
    const again = await commit(held, [lost, input()])
    expect(codes(again)).toEqual(['ok', 'ok'])
    const [mine] = typists.docs
    expect(draftBody(await stored(held.id)).toJSON()).toBe(draftBody(mine ?? new Y.Doc()).toJSON())
  })
})

describe('a long draft', () => {
  test('a letter in 200 KB writes what a letter in none does', async () => {
    const held = await newDraft()
    const doc = new Y.Doc()
    const text = new Y.XmlText()
    const input = (change: () => void): DraftInput => ({
      person: ada.person,
      device: 'device',
      update: record(doc, change) ?? new Uint8Array(),
    })
    await commit(held, [
      input(() => {
        const paragraph = new Y.XmlElement('paragraph')
        paragraph.insert(0, [text])
        draftBody(doc).insert(0, [paragraph])
      }),
    ])
    const chunk = 'word '.repeat(1_000)
    for (let at = 0; at < 40; at++) await commit(held, [input(() => text.insert(at, chunk))])
    let written = 0
    for (let letter = 0; letter < 200; letter++) {
      await commit(held, [input(() => text.insert(text.length, 'e'))])
      // The row that is written anew with every letter, and the row that is new.
      const row = await stage.sql.get(`SELECT * FROM drafts WHERE id = ?`, held.id)
      const last = (await rowsOf(held.id)).at(-1)
      written += (row ? bytes(row, 'state').length : 0) + (last ? bytes(last, 'bytes').length : 0)
    }
    expect(written / 200).toBeLessThan(100)
    const row = await stage.sql.get(`SELECT doc_bytes FROM drafts WHERE id = ?`, held.id)
    expect(row && number(row, 'doc_bytes')).toBeGreaterThan(200_000)
    expect(draftBody(await stored(held.id)).toJSON()).toBe(draftBody(doc).toJSON())
  })

  test('is folded before reading it takes long', async () => {
    const held = await newDraft()
    const doc = new Y.Doc()
    const text = new Y.XmlText()
    const update = record(doc, () => draftBody(doc).insert(0, [text])) ?? new Uint8Array()
    await commit(held, [{ person: ada.person, device: 'device', update }])
    for (let at = 0; at < 1_200; at++) {
      const letter = record(doc, () => text.insert(text.length, 'e')) ?? new Uint8Array()
      await commit(held, [{ person: ada.person, device: 'device', update: letter }])
    }
    expect((await rowsOf(held.id)).length).toBeLessThan(1_000)
    expect(draftBody(await stored(held.id)).toJSON()).toBe(draftBody(doc).toJSON())
  })
})
