/** A desk goes back to its backup while its devices do not: what they bring home joins it, and nothing is corrupted. */
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { unwrap } from '../../shared/kit/fault.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import { noLog } from '../../shared/kit/log.ts'
import { draftBody } from '../../shared/ticket/draft-doc.ts'
import { readTicket, Y } from '../../shared/ticket/ticket-doc.ts'
import { applyOp, type TicketOp } from '../../shared/ticket/ticket-ops.ts'
import type { Rights } from '../../shared/ticket/ticket-rules.ts'
import type { DocItem } from '../../shared/wire/down.ts'
import { bytesOf, codeOf, openStage, type Stage } from '../commit/test-stage/desk-stage.ts'
import { makeChance } from '../demo/seeded.ts'
import { openDesk, type Desk } from '../desk.ts'
import { connectDevice } from '../session/test-stage/device.ts'
import { makeSchema } from '../store/test-stage/postgres-stage.ts'
import { backUp } from './backup.ts'
import { restoreFiles } from './restore.ts'
import { verify } from './verify.ts'

let stage: Stage
let folder: string
let ada: Rights
let ben: Rights
let second: { desk: Desk; newId: () => string } | null
let schema: { url: string; drop(): Promise<void> } | null
beforeEach(async () => {
  stage = await openStage()
  folder = await mkdtemp(join(tmpdir(), 'deskside-restore-'))
  ada = await stage.agent('Ada', null, 'admin')
  ben = await stage.agent('Ben')
  second = null
  // With DESKSIDE_TEST_STORE=postgres both desks lie there.
  schema = stage.desk.config.databaseUrl === null ? null : await makeSchema()
})
afterEach(async () => {
  await second?.desk.close()
  await schema?.drop()
  await stage.close()
  await rm(folder, { recursive: true, force: true, maxRetries: 5 })
})

const backup = () => backUp.run(stage.desk, { dir: join(folder, 'copy') }, () => {}).then(unwrap)

async function restore() {
  const dataDir = join(folder, 'again')
  const chance = makeChance('restored')
  const around = {
    clock: { now: stage.now },
    random: chance.random,
    timers: { after: () => ({ cancel: () => {} }) },
    log: noLog,
  }
  const target = { dataDir, databaseUrl: schema?.url ?? null }
  unwrap(await restoreFiles(join(folder, 'copy'), target, around, () => {}))
  const desk = await openDesk({ ...stage.desk.config, ...target }, around)
  second = { desk, newId: stage.newId }
  return second
}

/** Commits on whichever desk, as a device. */
const push = (
  desk: Desk,
  rights: Rights,
  device: string,
  input: Parameters<Desk['commit']>[0]['input'],
) => desk.commit({ actor: { kind: 'agent', rights }, device, pushId: stage.newId(), input })

/** One device's copy of one ticket, as a replica keeps it: bytes, version, epoch. */
function makeCopy(rights: Rights, device: string, ticket: string, clientID: number) {
  let doc = new Y.Doc()
  let held = { version: 0, epoch: 0 }
  const take = (item: DocItem) => {
    if (item.kind === 'state' && item.epoch !== held.epoch) doc = new Y.Doc()
    Y.applyUpdate(doc, item.bytes)
    held = { version: item.version, epoch: item.epoch }
  }
  return {
    doc: () => doc,
    held: () => held,
    async catchUp(desk: Desk) {
      const [item] = await desk.feed.documents(rights, [{ ticket, version: held.version }])
      if (item && (item.kind === 'state' || item.epoch === held.epoch)) return take(item)
      // Of another epoch: what is held cannot be joined with it.
      const [whole] = await desk.feed.documents(rights, [{ ticket, version: 0 }])
      if (whole) take(whole)
    },
    make(op: TicketOp, client = clientID): Uint8Array {
      doc.clientID = client
      return bytesOf(doc, () =>
        applyOp(doc, op, { person: { id: rights.person, name: rights.name }, at: stage.now() }),
      )
    },
    push: (desk: Desk, update: Uint8Array) =>
      push(desk, rights, device, {
        kind: 'update',
        ticket,
        epoch: held.epoch,
        update,
        claimedAt: stage.now(),
      }),
  }
}

/** Every struct of every stored update since `version`, and whether any place was given twice with another content. */
async function twiceGiven(desk: Desk, ticket: string): Promise<string[]> {
  const rows = await desk.database.read.all(
    `SELECT bytes FROM updates WHERE ticket = ? ORDER BY version`,
    ticket,
  )
  const seen = new Map<string, string>()
  const twice: string[] = []
  for (const row of rows) {
    const update = row['bytes']
    if (!(update instanceof Uint8Array)) throw new Error('an update without bytes')
    for (const struct of Y.decodeUpdate(update).structs) {
      const place = `${struct.id.client}:${struct.id.clock}`
      const content = 'content' in struct ? JSON.stringify(struct.content) : 'none'
      if ((seen.get(place) ?? content) !== content) twice.push(place)
      seen.set(place, content)
    }
  }
  return twice
}

describe('tickets', () => {
  test('[FE9] devices rebuild; nothing has two contents, and what was not sent is done again', async () => {
    const ticket = await stage.ticket()
    const copy = makeCopy(ada, 'device-of-ada', ticket, 4_001)
    await copy.catchUp(stage.desk)
    unwrap(await copy.push(stage.desk, copy.make({ op: 'set-status', status: 'open' })))
    const first = stage.desk.generation
    await backup()

    // The desk works on: the server's own client id and the device's go beyond what the backup holds.
    await copy.catchUp(stage.desk)
    unwrap(await copy.push(stage.desk, copy.make({ op: 'set-priority', priority: 'urgent' })))
    for (const text of ['one', 'two']) {
      stage.advance(1_000)
      unwrap(
        await stage.push(ben, {
          kind: 'edit',
          ticket,
          ops: [{ op: 'add-note', id: stage.newId(), text, mentions: [] }],
        }),
      )
    }
    await copy.catchUp(stage.desk)
    const unsent = copy.make({ op: 'add-tag', tag: 'unsent' })
    const before = copy.held()

    const again = await restore()
    expect(again.desk.generation).not.toBe(first)
    expect((await verify(again.desk, () => {})).differences).toBe(0)
    // Other words in the places that the old history had filled.
    for (const text of ['three', 'four', 'five', 'six']) {
      stage.advance(1_000)
      unwrap(
        await push(again.desk, ben, 'device-of-ben', {
          kind: 'edit',
          ticket,
          ops: [{ op: 'add-note', id: stage.newId(), text, mentions: [] }],
        }),
      )
    }

    const device = await connectDevice(again, ada)
    expect(device.heard[0]).toMatchObject({ type: 'welcome', generation: again.desk.generation })
    device.cut()
    const refused = await copy.push(again.desk, unsent)
    expect(codeOf(refused)).toBe('ticket/epoch')
    expect(refused).toMatchObject({ fault: { more: { epoch: before.epoch + 1 } } })
    await copy.catchUp(again.desk)
    expect(copy.held().epoch).toBe(before.epoch + 1)
    unwrap(await copy.push(again.desk, copy.make({ op: 'add-tag', tag: 'unsent' }, 4_002)))
    await copy.catchUp(again.desk)

    const now = readTicket(copy.doc())
    expect(now.messages.flatMap((message) => message.text || [])).toEqual([
      'Hello, it does not open.',
      'three',
      'four',
      'five',
      'six',
    ])
    expect([now.tags, now.status, now.priority]).toEqual([['unsent'], 'open', 'normal'])
    const [fresh] = await again.desk.feed.documents(ada, [{ ticket, version: 0 }])
    const server = new Y.Doc()
    if (fresh) Y.applyUpdate(server, fresh.bytes)
    expect(readTicket(server)).toEqual(now)
    expect(Y.encodeStateVector(server)).toEqual(Y.encodeStateVector(copy.doc()))
    expect(await twiceGiven(again.desk, ticket)).toEqual([])
    expect((await verify(again.desk, () => {})).differences).toBe(0)
  })

  test('[FE9] bytes that build on what is lost are refused, also under the new epoch', async () => {
    const ticket = await stage.ticket()
    const copy = makeCopy(ada, 'device-of-ada', ticket, 4_001)
    await copy.catchUp(stage.desk)
    await backup()
    unwrap(await copy.push(stage.desk, copy.make({ op: 'set-status', status: 'open' })))
    await copy.catchUp(stage.desk)
    const update = copy.make({ op: 'set-status', status: 'solved' })
    const again = await restore()
    const epoch = copy.held().epoch + 1
    const tried = await push(again.desk, ada, 'device-of-ada', {
      kind: 'update',
      ticket,
      epoch,
      update,
      claimedAt: stage.now(),
    })
    expect(codeOf(tried)).toBe('ticket/gap')
  })

  test('[FE6] [FE9] cursors of the old history get a reset, tickets made since are named by no manifest', async () => {
    const kept = await stage.ticket()
    await backup()
    const lost = await stage.ticket()
    const cursor = (await stage.desk.feed.page('q:support', 0)).next
    const again = await restore()
    const page = await again.desk.feed.page('q:support', cursor)
    expect(page).toMatchObject({ isReset: true, next: 1 })
    expect(page.items.map((item) => item.ticket)).toEqual([kept])
    expect((await again.desk.feed.manifest('q:support', '')).tickets).toEqual([kept])
    const [gone] = await again.desk.feed.documents(ada, [{ ticket: lost, version: 1 }])
    expect(gone?.kind).toBe('gone')
  })
})

describe('drafts', () => {
  const words = (doc: Y.Doc) =>
    draftBody(doc)
      .toArray()
      .map((node) => (node instanceof Y.XmlText ? node.toJSON() : ''))
      .join('|')
  const type = (doc: Y.Doc, text: string) =>
    bytesOf(doc, () => draftBody(doc).insert(draftBody(doc).length, [new Y.XmlText(text)]))

  /** Ada and Ben type in turns; the backup is made in the middle. */
  async function typeTogether() {
    const draft = `${await stage.ticket()}-r0`
    const [a, b] = [new Y.Doc(), new Y.Doc()]
    const say = async (rights: Rights, doc: Y.Doc, text: string) => {
      const update = type(doc, text)
      unwrap(
        await push(stage.desk, rights, `device-of-${rights.name}`, {
          kind: 'draft',
          draft,
          update,
        }),
      )
      for (const other of [a, b]) Y.applyUpdate(other, update)
    }
    await say(ada, a, 'one')
    await say(ben, b, 'two')
    await backup()
    await say(ada, a, 'three')
    await say(ben, b, 'four')
    // A second tab of Ada's, which the backup never heard of.
    const c = new Y.Doc()
    Y.applyUpdate(c, Y.encodeStateAsUpdate(a))
    const update = type(c, 'five')
    unwrap(await push(stage.desk, ada, 'device-of-Ada', { kind: 'draft', draft, update }))
    for (const other of [a, b]) Y.applyUpdate(other, update)
    return { draft, a, b }
  }

  async function stateOf(desk: Desk, draft: string): Promise<Y.Doc> {
    const doc = new Y.Doc()
    const row = await desk.database.read.get(`SELECT state FROM drafts WHERE id = ?`, draft)
    if (row?.['state'] instanceof Uint8Array) Y.applyUpdate(doc, row['state'])
    const later = await desk.database.read.all(
      `SELECT bytes FROM draft_updates WHERE draft = ? ORDER BY version`,
      draft,
    )
    for (const { bytes } of later) if (bytes instanceof Uint8Array) Y.applyUpdate(doc, bytes)
    return doc
  }

  test('[FE9] [DR1] what devices hold of each other’s typing comes back, whoever comes first', async () => {
    const { draft, a, b } = await typeTogether()
    const again = await restore()
    const home = async (rights: Rights, doc: Y.Doc) => {
      const server = await stateOf(again.desk, draft)
      const update = Y.encodeStateAsUpdate(doc, Y.encodeStateVector(server))
      if (update.length > 2)
        unwrap(
          await push(again.desk, rights, `device-of-${rights.name}`, {
            kind: 'draft',
            draft,
            update,
          }),
        )
      Y.applyUpdate(doc, Y.encodeStateAsUpdate(await stateOf(again.desk, draft)))
    }
    // Ben types on offline, and is the first to come back: with Ada's words in his copy.
    type(b, 'six')
    await home(ben, b)
    type(a, 'seven')
    await home(ada, a)
    await home(ben, b)
    expect(words(a)).toBe(words(b))
    expect(words(a)).toBe(words(await stateOf(again.desk, draft)))
    expect(
      words(a)
        .split('|')
        .toSorted((x, y) => (x < y ? -1 : 1)),
    ).toEqual(
      ['one', 'two', 'three', 'four', 'five', 'six', 'seven'].toSorted((x, y) => (x < y ? -1 : 1)),
    )
  })

  test('[CO7] once all devices are back or gone, a client id is its device’s alone again', async () => {
    const { draft, a } = await typeTogether()
    const again = await restore()
    stage.advance(LIMITS.leaseOfflineMs)
    const server = await stateOf(again.desk, draft)
    const update = Y.encodeStateAsUpdate(a, Y.encodeStateVector(server))
    const tried = await push(again.desk, ada, 'device-of-Ada', { kind: 'draft', draft, update })
    expect(codeOf(tried)).toBe('ticket/denied')
  })
})

test('[FE9] a restore that is cut short leaves no desk', async () => {
  await stage.ticket()
  await backup()
  const dataDir = join(folder, 'again')
  const seen: string[][] = []
  const around = { clock: { now: stage.now }, random: makeChance('x').random, log: noLog }
  // Each turn of the loop is a moment at which the power may go.
  const target = { dataDir, databaseUrl: null }
  const work = restoreFiles(join(folder, 'copy'), target, around, () => {})
  let isDone = false
  void work.finally(() => (isDone = true))
  while (!isDone) {
    seen.push(await readdir(dataDir).catch(() => []))
    await new Promise<void>((resolve) => setImmediate(resolve))
  }
  unwrap(await work)
  expect(seen.some((names) => names.includes('desk.sqlite.restoring'))).toBe(true)
  const early = seen.filter(
    (names) => names.includes('desk.sqlite') && names.includes('desk.sqlite.restoring'),
  )
  expect(early).toEqual([])
  expect((await readdir(dataDir)).toSorted((x, y) => (x < y ? -1 : 1))).not.toContain(
    'desk.sqlite.restored',
  )
})
