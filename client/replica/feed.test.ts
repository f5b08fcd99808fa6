/** The feed when the server forgot, was restored, took rights away, made documents anew or deleted them. */
import { IDBObjectStore } from 'fake-indexeddb'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { unwrap } from '../../shared/kit/fault.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import { makeDraftFrom } from '../../shared/ticket/draft-doc.ts'
import { renderDraft } from '../../shared/ticket/draft-text.ts'
import { sentStateOf } from '../../shared/ticket/sent-state.ts'
import type { TicketOp } from '../../shared/ticket/ticket-ops.ts'
import { setValue, Y } from '../../shared/ticket/ticket-doc.ts'
import type { Replica } from './api.ts'
import { makeDevice, type Device } from './stage.ts'
import { makeStandIn, type StandIn } from './stand-in.ts'

const id = (n: number) => `0000000000000000000000000${n}`
const [ONE, TWO, THREE] = [id(1), id(2), id(3)]

let server: StandIn
let device: Device

beforeEach(() => {
  server = makeStandIn()
  device = makeDevice(server)
  server.rights = ['q:support', 'q:sales']
  server.addTicket(ONE, 'printer on fire')
  server.addTicket(TWO, 'lost password')
  server.addTicket(THREE, 'an offer', 'sales')
})
afterEach(() => {
  vi.restoreAllMocks()
  device.close()
  if (device.bugs.length > 0) throw new Error(device.bugs.join('\n'))
})

const until = (check: () => unknown) => vi.waitFor(check, { timeout: 4_000, interval: 2 })

async function settled(replica: Replica) {
  await until(() => {
    const { link, waiting, progress, isChecking } = replica.sync()
    expect([link.state, waiting, progress, isChecking]).toEqual(['live', 0, null, false])
  })
}

async function openSettled(): Promise<Replica> {
  const replica = await device.open()
  await settled(replica)
  return replica
}

async function goOffline(replica: Replica) {
  server.goDown()
  await until(() => expect(replica.sync().link.state).not.toBe('live'))
}

const shown = (replica: Replica) => replica.rows().map((row) => row.id)
const heldIds = () => device.look((db) => db.docs.toCollection().primaryKeys())
const opened = async (replica: Replica, ticket: string) =>
  unwrap(await replica.openTicket(ticket)).ticket
const note = (n: number, text: string): TicketOp => {
  return { op: 'add-note', id: id(n), text, mentions: [] }
}

async function type(replica: Replica, ticket: string, text: string) {
  const draft = await replica.openDraft(ticket)
  Y.applyUpdate(draft.doc, Y.encodeStateAsUpdate(makeDraftFrom(text)))
  return draft
}

describe('asked for while the link comes up', () => {
  const feedsSince = (from: number) =>
    server.requests.slice(from).filter((path) => path === '/feed').length

  test('the first page is taken once the link is up, and the next one asked for', async () => {
    server.rights = ['q:support']
    const replica = await openSettled()
    await goOffline(replica)
    server.changeUnseen(TWO, (doc) => setValue(doc, 'fields', 'priority', 'high'))
    server.doesGreet = false
    const before = server.requests.length
    server.comeUp()
    await until(() => expect(feedsSince(before)).toBe(1))
    expect(replica.row(TWO)?.priority).not.toBe('high')
    server.doesGreet = true
    await until(() => expect(replica.row(TWO)?.priority).toBe('high'))
    await settled(replica)
    expect(feedsSince(before)).toBe(2)
  })

  test('what moves between the question and the link is not missed', async () => {
    const replica = await openSettled()
    await goOffline(replica)
    server.doesGreet = false
    const before = server.requests.length
    server.comeUp()
    await until(() => expect(feedsSince(before)).toBe(2))
    server.changeUnseen(ONE, (doc) => setValue(doc, 'fields', 'priority', 'high'))
    server.doesGreet = true
    await until(() => expect(replica.row(ONE)?.priority).toBe('high'))
    await settled(replica)
  })

  test('[RI2] of a right that is gone when the link is up nothing is taken', async () => {
    const replica = await openSettled()
    await goOffline(replica)
    server.changeUnseen(THREE, (doc) => setValue(doc, 'fields', 'priority', 'high'))
    server.doesGreet = false
    const before = server.requests.length
    server.comeUp()
    await until(() => expect(feedsSince(before)).toBe(2))
    server.rights = ['q:support']
    server.doesGreet = true
    await until(() => expect(shown(replica)).not.toContain(THREE))
    await settled(replica)
    expect(shown(replica).sort()).toEqual([ONE, TWO])
    await until(async () => expect(await heldIds()).not.toContain(THREE))
  })

  test('[FE6] of a history that is another one when the link is up nothing is taken', async () => {
    const replica = await openSettled()
    await goOffline(replica)
    server.doesGreet = false
    const before = server.requests.length
    server.comeUp()
    await until(() => expect(feedsSince(before)).toBe(2))
    server.generation = 'two'
    server.doesGreet = true
    await settled(replica)
    // Of each scope once more, from the beginning.
    expect(feedsSince(before)).toBe(4)
    expect(shown(replica).sort()).toEqual([ONE, THREE, TWO].sort())
  })
})

describe('reset', () => {
  test('[FE6] what left a scope and was forgotten is dropped; what came and what waits stays', async () => {
    for (let n = 4; n <= 8; n++) server.addTicket(id(n), `ticket ${n}`)
    const replica = await openSettled()
    await goOffline(replica)
    unwrap(await replica.edit(TWO, { op: 'add-tag', tag: 'mine' }))
    unwrap(await replica.edit(ONE, note(9, 'my words')))
    server.rights = ['q:support']
    server.moveTo(ONE, 'sales')
    server.change(id(8), (doc) => setValue(doc, 'fields', 'priority', 'high'))
    server.forgetLeaves('support')
    server.comeUp()
    await until(() => expect(shown(replica)).not.toContain(ONE))
    await settled(replica)
    expect(shown(replica).sort()).toEqual([TWO, ...[4, 5, 6, 7, 8].map(id)])
    expect(replica.row(id(8))?.priority).toBe('high')
    expect(server.ticket(TWO).tags).toEqual(['mine'])
    await until(async () => expect(await heldIds()).not.toContain(ONE))
    expect(await replica.waiting()).toMatchObject([{ text: 'my words', code: 'ticket/denied' }])
    const manifests = server.requests.filter((path) => path === '/feed/manifest')
    expect(manifests).toHaveLength(2)
  })

  test('[FE6] an interrupted reset is asked for again', async () => {
    const replica = await openSettled()
    await goOffline(replica)
    server.moveTo(ONE, 'sales')
    server.rights = ['q:support']
    server.forgetLeaves('support')
    server.failOnce('/feed/manifest')
    server.comeUp()
    await until(() => expect(shown(replica)).toEqual([TWO]))
    await settled(replica)
    expect(server.requests.filter((path) => path === '/feed/manifest')).toHaveLength(2)
  })

  test('[FE2] a first start asks for no manifest', async () => {
    await openSettled()
    expect(server.requests).not.toContain('/feed/manifest')
  })
})

describe('a restored server', () => {
  test.each([
    ['open', false],
    ['opened before the link is up', true],
  ])(
    '[FE6] a draft that is %s counts as saved once the server has it again',
    async (_, isOpenedAnew) => {
      const backup = server.backUp()
      const first = await openSettled()
      const typed = await type(first, ONE, 'half a reply')
      const isKeptAs = (isSaved: boolean) =>
        until(async () =>
          expect(await device.look((db) => db.drafts.get(typed.id))).toMatchObject({ isSaved }),
        )
      await isKeptAs(true)
      await goOffline(first)
      if (isOpenedAnew) first.close()
      const replica = isOpenedAnew ? await device.open() : first
      const draft = isOpenedAnew ? await replica.openDraft(ONE) : typed
      expect(draft.isSaved()).toBe(true)
      const said: boolean[] = []
      draft.onChange(() => said.push(draft.isSaved()))
      server.restore(backup)
      server.comeUp()
      await until(() => expect(said).toEqual([false, true]))
      expect(renderDraft(server.draft(draft.id)).text).toBe('half a reply')
      await isKeptAs(true)
    },
  )

  test('[FE6] rows and documents are the server’s again; unsent work goes out, drafts stay', async () => {
    const backup = server.backUp()
    const replica = await openSettled()
    // Acknowledged, and lost with the disk of the server.
    unwrap(await replica.edit(ONE, { op: 'set-status', status: 'solved' }))
    unwrap(await replica.edit(TWO, note(5, 'acknowledged')))
    await settled(replica)
    server.addTicket(id(4), 'after the backup')
    await until(() => expect(replica.row(id(4))).toBeDefined())
    await settled(replica)
    const draft = await type(replica, THREE, 'half a reply')
    await until(() => expect(draft.isSaved()).toBe(true))
    await goOffline(replica)
    unwrap(await replica.edit(ONE, { op: 'add-tag', tag: 'unsent' }))
    unwrap(await replica.edit(id(4), note(6, 'on a lost ticket')))
    server.restore(backup)
    // The manifest alone says that a ticket is gone.
    server.hold('/docs')
    server.comeUp()
    await until(() => expect(replica.row(id(4))).toBeUndefined())
    server.release()
    await settled(replica)
    expect(shown(replica).sort()).toEqual([ONE, TWO, THREE])
    expect(server.ticket(ONE)).toMatchObject({ status: 'open', tags: ['unsent'] })
    for (const ticket of [ONE, TWO, THREE])
      await until(async () => {
        expect(await opened(replica, ticket)).toEqual(server.ticket(ticket))
        expect(replica.row(ticket)?.status).toBe(server.ticket(ticket).status)
      })
    expect(await replica.waiting()).toMatchObject([{ text: 'on a lost ticket', state: 'refused' }])
    // The draft's words are merged into what the server knows, not lost.
    await until(() => expect(renderDraft(server.draft(draft.id)).text).toBe('half a reply'))
  })

  test('[CO17] files of before it go, though the epoch has the number it had', async () => {
    const backup = server.backUp()
    const replica = await openSettled()
    const file = { ticket: ONE, hash: 'f'.repeat(64), blob: new Blob(['x']), keptAt: 1 }
    await device.look((db) => db.blobs.put(file))
    const epochOf = () => device.look((db) => db.docs.get(ONE).then((doc) => doc?.epoch))
    const before = await epochOf()
    await goOffline(replica)
    server.restore(backup)
    server.comeUp()
    await settled(replica)
    await until(async () => expect(await device.look((db) => db.blobs.count())).toBe(0))
    expect(await epochOf()).toBe(before)
  })

  test('[FE6] a device that stops half-way begins again', async () => {
    const backup = server.backUp()
    const first = await openSettled()
    unwrap(await first.edit(ONE, { op: 'set-status', status: 'solved' }))
    await settled(first)
    server.restore(backup)
    server.requests.length = 0
    server.hold('/docs')
    server.failOnce('/feed')
    await until(() => expect(server.requests).toContain('/feed'))
    first.close()
    server.release()
    const replica = await openSettled()
    expect(replica.row(ONE)?.status).toBe('open')
    expect(await opened(replica, ONE)).toEqual(server.ticket(ONE))
    expect(await device.look((db) => db.setting('generation'))).toBe('one again')
  })

  test('[FE6] a device that has read nothing yet knows which history it is about to read', async () => {
    server.hold('/feed')
    const replica = await device.open()
    await until(async () => expect(await device.look((db) => db.setting('generation'))).toBe('one'))
    expect(replica.sync().isChecking).toBe(true)
    server.release()
    await settled(replica)
  })

  test('[FE6] the first ticket of a queue that the backup had empty tells nothing of what was in it', async () => {
    server.rights = ['q:support', 'q:sales', 'q:empty']
    const backup = server.backUp()
    server.addTicket(id(4), 'after the backup', 'empty')
    const replica = await openSettled()
    await goOffline(replica)
    server.restore(backup)
    // The manifest alone says that a ticket is gone.
    server.hold('/docs')
    server.comeUp()
    await until(() => expect(replica.sync().link.state).toBe('live'))
    server.addTicket(id(5), 'the first after it', 'empty')
    await until(() => expect(replica.row(id(5))).toBeDefined())
    await until(() => expect(replica.row(id(4))).toBeUndefined())
    server.release()
    await settled(replica)
    expect(shown(replica).sort()).toEqual([ONE, TWO, THREE, id(5)])
  })

  test('[FE6] a word from before it that still waited is not taken for one of after it', async () => {
    server.rights = ['q:support', 'q:sales', 'q:empty']
    // The feed waits for its answer, and what is told meanwhile waits behind it.
    server.hold('/feed')
    const replica = await device.open()
    await until(() => expect(server.requests).toContain('/feed'))
    server.addTicket(id(4), 'new', 'empty')
    const backup = server.backUp()
    server.change(id(4), (doc) => setValue(doc, 'fields', 'status', 'solved'))
    // Frames come before anything is read from a disk.
    expect(await heldIds()).toEqual([])
    await goOffline(replica)
    server.restore(backup)
    server.comeUp()
    await until(() => expect(replica.sync().link.state).toBe('live'))
    server.release()
    await settled(replica)
    expect(replica.row(id(4))?.status).toBe('open')
  })

  // Seed 135240 of the simulation.
  test('[FE6] a word of one queue that waited while the page of another came is older than that page', async () => {
    const backup = server.backUp()
    const replica = await openSettled()
    await goOffline(replica)
    server.restore(backup)
    server.requests.length = 0
    const feeds = () => server.requests.filter((path) => path === '/feed').length
    server.hold('/feed')
    server.comeUp()
    // Both queues early, of the history before; then one after the other.
    await until(() => expect(feeds()).toBe(3))
    server.release()
    server.hold('/feed')
    await until(() => expect(feeds()).toBe(4))
    server.change(ONE, (doc) => setValue(doc, 'fields', 'status', 'solved'))
    server.moveTo(ONE, 'sales')
    server.release()
    await settled(replica)
    expect(replica.row(ONE)).toMatchObject({ status: 'solved', queue: 'sales' })
    expect(await opened(replica, ONE)).toEqual(server.ticket(ONE))
  })

  // Seed 153850 of the simulation.
  test('a draft on a merged ticket is not written over and over while the disk follows the history before', async () => {
    const backup = server.backUp()
    const replica = await openSettled()
    const draft = await type(replica, ONE, 'half a reply')
    await until(() => expect(draft.isSaved()).toBe(true))
    server.change(ONE, (doc) => setValue(doc, 'facts', 'mergedInto', TWO))
    await until(() => expect(replica.row(ONE)?.mergedInto).toBe(TWO))
    await settled(replica)
    // The feed waits for an answer, so the disk does not hear of the next history.
    server.requests.length = 0
    server.hold('/docs')
    server.renew(TWO)
    await until(() => expect(server.requests).toContain('/docs'))
    // What is tried again later is not, in the time of this test.
    vi.spyOn(LIMITS, 'storageRetryMs', 'get').mockReturnValue(60_000)
    const { put } = IDBObjectStore.prototype
    let writes = 0
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (
      this: IDBObjectStore,
      ...record: Parameters<typeof put>
    ) {
      if (this.name === 'drafts') writes++
      return put.apply(this, record)
    })
    const said: boolean[] = []
    draft.onChange(() => said.push(draft.isSaved()))
    server.restore(backup)
    await until(() => expect(said).toEqual([false, true]))
    await until(() => expect(writes).toBeGreaterThan(0))
    for (let turn = 0; turn < 50; turn++) await heldIds()
    expect(writes).toBeLessThan(5)
    server.release()
    await settled(replica)
  })

  test('[CO7] what is written after it builds on nothing that was lost', async () => {
    const backup = server.backUp()
    const replica = await openSettled()
    unwrap(await replica.edit(ONE, { op: 'add-tag', tag: 'lost' }))
    await settled(replica)
    const writer = () => device.look(async (db) => (await db.docs.get(ONE))?.clientId)
    const before = await writer()
    server.restore(backup)
    await until(async () => expect((await opened(replica, ONE)).tags).toEqual([]))
    await settled(replica)
    expect(await writer()).not.toBe(before)
    unwrap(await replica.edit(ONE, { op: 'add-tag', tag: 'new' }))
    await settled(replica)
    expect(server.ticket(ONE).tags).toEqual(['new'])
    expect(replica.sync().refused).toBe(0)
  })
})

describe('a document made anew', () => {
  test('[RI1] nothing of the old one stays, also where work of ours waits, and that goes out', async () => {
    server.change(ONE, (doc) => setValue(doc, 'fields', 'subject', 'a secret'))
    const replica = await openSettled()
    await device.look((db) =>
      db.blobs.put({ ticket: ONE, hash: 'f'.repeat(64), blob: new Blob(['x']), keptAt: 1 }),
    )
    await goOffline(replica)
    unwrap(await replica.edit(ONE, { op: 'add-tag', tag: 'mine' }))
    server.renew(ONE, { subject: 'redacted' })
    // The push waits; the document alone must be clean already.
    server.judge = () => 'kit/busy'
    server.comeUp()
    await until(async () => {
      const held = await device.look((db) => db.docs.get(ONE))
      expect(new TextDecoder('latin1').decode(held?.bytes)).not.toContain('a secret')
      expect(held?.epoch).toBe(2)
    })
    expect(await opened(replica, ONE)).toMatchObject({ subject: 'redacted', tags: ['mine'] })
    expect(await device.look((db) => db.blobs.count())).toBe(0)
    server.judge = () => null
    // A server that was busy is asked ever more rarely, and at once over a new connection.
    await goOffline(replica)
    server.comeUp()
    await settled(replica)
    expect(server.ticket(ONE).tags).toEqual(['mine'])
    expect(server.carriedOut).toHaveLength(1)
    expect(replica.sync().refused).toBe(0)
  })

  test('[CO17] a draft that was sent goes with what was taken out of its reply; other words stay', async () => {
    const replica = await openSettled()
    for (const ticket of [ONE, TWO]) {
      const draft = await type(replica, ticket, 'sent by somebody else')
      await until(() => expect(draft.isSaved()).toBe(true))
      draft.close()
    }
    await until(async () => {
      const drafts = await device.look((db) => db.drafts.toArray())
      expect(drafts.map(({ isSaved }) => isSaved)).toEqual([true, true])
    })
    await goOffline(replica)
    for (const ticket of [ONE, TWO]) server.renew(ticket)
    const by = { kind: 'agent', id: 'ben', name: 'Ben' }
    const reply = { id: id(7), kind: 'reply', by, at: 2, text: '' }
    server.change(ONE, (doc) => setValue(doc, 'messages', id(7), reply))
    server.comeUp()
    await settled(replica)
    // Nobody has sent the other one.
    const kept = await device.look((db) => db.drafts.toArray())
    expect(kept.map(({ ticket }) => ticket)).toEqual([TWO])
    await until(() => expect(replica.draftTickets()).toEqual([TWO]))
  })

  test('[CO17] it goes also where a full disk has given up the document that would tell', async () => {
    const replica = await openSettled()
    const draft = await type(replica, ONE, 'sent by somebody else')
    await until(() => expect(draft.isSaved()).toBe(true))
    draft.close()
    const by = { kind: 'agent', id: 'ben', name: 'Ben' }
    const reply = { id: id(7), kind: 'reply', by, at: 2, text: 'sent by somebody else' }
    // Solved: the least wanted of all.
    server.change(ONE, (doc) => {
      setValue(doc, 'messages', id(7), reply)
      setValue(doc, 'fields', 'status', 'solved')
    })
    await settled(replica)
    vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementationOnce(() => {
      throw new DOMException('no room', 'QuotaExceededError')
    })
    unwrap(await replica.edit(TWO, { op: 'set-status', status: 'waiting' }))
    await settled(replica)
    expect((await heldIds()).sort()).toEqual([TWO, THREE])
    server.renew(ONE, { status: 'solved' })
    server.change(ONE, (doc) => setValue(doc, 'messages', id(7), { ...reply, text: '' }))
    await until(() => expect(replica.row(ONE)).toMatchObject({ lastId: id(7), snippet: '' }))
    await settled(replica)
    expect(await device.look((db) => db.drafts.count())).toBe(0)
    expect(replica.draftTickets()).toEqual([])
  })

  describe('[CO17] words that only this device has stay, without what was taken out of the reply', () => {
    const by = { kind: 'agent', id: 'eve', name: 'Eve' }
    const eves = makeDraftFrom('sent by Eve')
    /** In ONE this person typed beside it; in TWO they only looked, and a restore said that nothing was saved. */
    async function typeTwo() {
      const mine = makeDraftFrom('and mind the lamp')
      Y.applyUpdate(mine, Y.encodeStateAsUpdate(eves))
      const drafts = [mine, eves].map((doc, n) => {
        const ticket = id(n + 1)
        const bytes = Y.encodeStateAsUpdate(doc)
        return { id: `${ticket}-r0`, ticket, bytes, hasWords: true, isSaved: false }
      })
      await device.look((db) => db.drafts.bulkPut(drafts))
    }
    function redact() {
      const reply = { id: id(7), kind: 'reply', by, at: 2, text: '', redactedAt: 3 }
      for (const ticket of [ONE, TWO]) {
        server.renew(ticket)
        const message = { ...reply, sentState: sentStateOf(eves) }
        server.change(ticket, (doc) => setValue(doc, 'messages', id(7), message))
      }
    }
    async function leftOn(replica: Replica) {
      await settled(replica)
      const drafts = await device.look((db) => db.drafts.toArray())
      const bytes = drafts.map((draft) => new TextDecoder('latin1').decode(draft.bytes)).join('')
      const listed = (await replica.waiting()).map(({ text }) => text)
      return { listed, hasEves: bytes.includes('Eve') }
    }
    const MINE = { listed: ['and mind the lamp'], hasEves: false }

    test('where the reply was never seen', async () => {
      const replica = await openSettled()
      await goOffline(replica)
      await typeTwo()
      redact()
      server.comeUp()
      expect(await leftOn(replica)).toEqual(MINE)
      await until(() => expect(replica.draftTickets()).toEqual([ONE]))
    })

    test('where there was no document to compare with', async () => {
      ;(await openSettled()).close()
      await typeTwo()
      await device.look((db) => db.docs.clear())
      redact()
      expect(await leftOn(await device.open())).toEqual(MINE)
    })

    test('where the draft is open, and typing in it goes on', async () => {
      const replica = await openSettled()
      const draft = await replica.openDraft(ONE)
      Y.applyUpdate(draft.doc, Y.encodeStateAsUpdate(eves))
      await until(() => expect(draft.isSaved()).toBe(true))
      const row = () => device.look((db) => db.drafts.get(draft.id))
      await until(async () => expect(await row()).toMatchObject({ isSaved: true }))
      await goOffline(replica)
      redact()
      server.comeUp()
      await settled(replica)
      expect(await row()).toBeUndefined()
      await goOffline(replica)
      Y.applyUpdate(draft.doc, Y.encodeStateAsUpdate(makeDraftFrom('and mind the lamp')))
      await until(async () => expect(await row()).toMatchObject({ isSaved: false }))
      const kept = new TextDecoder('latin1').decode((await row())?.bytes)
      expect(kept).toContain('mind the lamp')
      expect(kept).not.toContain('Eve')
      expect(renderDraft(draft.doc).text).not.toContain('Eve')
    })

    test('where their own reply of it was refused, which stays', async () => {
      const replica = await openSettled()
      await goOffline(replica)
      await typeTwo()
      const draft = `${ONE}-r0`
      const send = {
        draft,
        draftState: Y.encodeStateVector(eves),
        seen: null,
        isForced: false,
        status: null,
      }
      const command = { kind: 'send', sendId: id(8), ticket: ONE, ...send } as const
      const intent = {
        kind: 'command',
        command,
        isTried: true,
        pushId: id(9),
        ticket: ONE,
      } as const
      const words = { title: 'reply', text: 'and mind the lamp', claimedAt: 1 }
      await device.look((db) =>
        db.rejected.put({
          pushId: id(9),
          ticket: ONE,
          intent: { ...intent, ...words },
          code: 'ticket/stale',
          detail: 'Eve sent this reply already',
          at: 2,
        }),
      )
      redact()
      server.comeUp()
      expect((await leftOn(replica)).hasEves).toBe(false)
      const kept = await device.look((db) => db.drafts.toArray())
      expect(kept.map(({ id: draftId }) => draftId)).toEqual([draft])
    })
  })

  test('a live word of it fetches the state', async () => {
    const replica = await openSettled()
    server.renew(ONE, { subject: 'redacted' })
    await until(async () => expect((await opened(replica, ONE)).subject).toBe('redacted'))
    await settled(replica)
    expect(await device.look((db) => db.docs.get(ONE))).toMatchObject({ epoch: 2 })
  })
})

describe('a deleted ticket', () => {
  test('[OU3] goes off the device; what was unsent is kept as refused', async () => {
    const replica = await openSettled()
    await goOffline(replica)
    unwrap(await replica.edit(ONE, note(7, 'my words')))
    await type(replica, ONE, 'half a reply')
    await until(() => expect(replica.draftTickets()).toEqual([ONE]))
    server.deleteTicket(ONE)
    server.comeUp()
    await until(() => expect(shown(replica)).not.toContain(ONE))
    await until(async () => expect(await heldIds()).toEqual([TWO, THREE]))
    expect(await replica.openTicket(ONE)).toMatchObject({ ok: false })
    const kept = await replica.waiting()
    expect(kept.map((item) => `${item.state}: ${item.text}`).sort()).toEqual([
      'refused: half a reply',
      'refused: my words',
    ])
    expect(await device.look((db) => db.drafts.count())).toBe(0)
  })

  test('[OU3] a change that came too late, which the server never had, is kept as refused', async () => {
    const replica = await openSettled()
    await goOffline(replica)
    unwrap(await replica.edit(ONE, { op: 'set-subject', subject: 'mine' }))
    // Made anew with another subject: the edit is not made again over it.
    server.renew(ONE, { subject: 'theirs' })
    server.comeUp()
    await until(async () => expect(await replica.lost()).toMatchObject([{ mine: 'mine' }]))
    server.deleteTicket(ONE)
    await until(() => expect(replica.sync().refused).toBe(1))
    expect(await replica.waiting()).toMatchObject([{ state: 'refused', ticket: ONE, kind: 'edit' }])
    expect(JSON.stringify(await replica.waiting())).toContain('mine')
    expect(JSON.stringify(await device.look((db) => db.lost.toArray()))).toBe('[]')
  })

  test('[RI2] a draft that was open does not come back to the disk', async () => {
    const replica = await openSettled()
    const draft = await type(replica, ONE, 'half a reply')
    await until(() => expect(draft.isSaved()).toBe(true))
    server.closeRooms(`d:${draft.id}`)
    server.deleteTicket(ONE)
    await until(async () => expect(await device.look((db) => db.drafts.count())).toBe(0))
    Y.applyUpdate(draft.doc, Y.encodeStateAsUpdate(makeDraftFrom('more')))
    // Sending writes what was typed first.
    const options = { draft: draft.id, seen: null, isForced: false, status: null }
    expect(await replica.send(ONE, options)).toMatchObject({ ok: false })
    expect(await device.look((db) => db.drafts.count())).toBe(0)
  })

  test('an answer that it is gone is enough', async () => {
    const replica = await openSettled()
    await device.look((db) => db.docs.delete(ONE))
    server.vanish(ONE)
    expect(await replica.openTicket(ONE)).toMatchObject({ ok: false })
    await until(() => expect(shown(replica)).not.toContain(ONE))
  })
})

describe('a right that is lost', () => {
  test('[RI2] takes rows out of sight before the disk has heard of it, in every tab', async () => {
    const one = await openSettled()
    const two = await openSettled()
    // The leader waits for an answer that does not come.
    server.hold('/docs')
    server.change(TWO, (doc) => setValue(doc, 'fields', 'priority', 'high'))
    server.changeUnseen(ONE, (doc) => setValue(doc, 'fields', 'priority', 'high'))
    server.setRights(['q:sales'])
    for (const tab of [one, two]) await until(() => expect(shown(tab)).toEqual([THREE]))
    server.release()
    await until(async () => expect(await heldIds()).toEqual([THREE]))
    for (const tab of [one, two]) expect(shown(tab)).toEqual([THREE])
    // And not on the next start without a network either.
    for (const tab of [one, two]) tab.close()
    server.goDown()
    expect(shown(await device.open())).toEqual([THREE])
  })

  test('[RI23] says why rows went, in every tab: a right taken away, or moved or deleted, which nobody tells apart', async () => {
    const tabs = [await openSettled(), await openSettled()]
    const heard = tabs.map((tab) => {
      const reasons = new Map<string, string>()
      tab.onRows((ids, why) => {
        for (const one of ids ?? [])
          if (!tab.row(one) && !reasons.has(one)) reasons.set(one, why ?? 'moved or deleted')
      })
      return reasons
    })
    server.deleteTicket(ONE)
    for (const tab of tabs) await until(() => expect(shown(tab)).not.toContain(ONE))
    server.setRights(['q:sales'])
    for (const tab of tabs) await until(() => expect(shown(tab)).toEqual([THREE]))
    await until(async () => expect(await heldIds()).toEqual([THREE]))
    const expected = [
      [ONE, 'moved or deleted'],
      [TWO, 'rights'],
    ]
    for (const reasons of heard) expect([...reasons]).toEqual(expected)
  })

  test('[RI2] a clock that is set back meanwhile keeps nothing on the disk', async () => {
    const replica = await openSettled()
    const before = server.requests.length
    server.hold('/feed')
    server.setRights(['q:sales'])
    await until(() => expect(server.requests.slice(before)).toContain('/feed'))
    device.clock.at -= 3_600_000
    server.release()
    await until(async () => expect(await heldIds()).toEqual([THREE]))
    expect(shown(replica)).toEqual([THREE])
  })

  test('[RI2] a start after it shows nothing of it, not even before the link is up', async () => {
    const first = await openSettled()
    await first.markSeen(ONE, id(5))
    first.close()
    server.rights = ['q:sales']
    server.doesGreet = false
    const replica = await device.open()
    expect(shown(replica)).toEqual([THREE])
    server.doesGreet = true
    server.goDown()
    server.comeUp()
    await settled(replica)
    await until(async () => expect(await heldIds()).toEqual([THREE]))
    expect(await device.look((db) => db.seen.count())).toBe(0)
    expect(await device.look((db) => db.entries.count())).toBeLessThanOrEqual(3)
  })

  test('[FE1] a right that is back before the link is up brings everything back', async () => {
    const first = await openSettled()
    first.close()
    server.rights = ['q:sales']
    server.doesGreet = false
    const replica = await device.open()
    expect(shown(replica)).toEqual([THREE])
    server.rights = ['q:support', 'q:sales']
    server.doesGreet = true
    server.goDown()
    server.comeUp()
    await settled(replica)
    expect(shown(replica).sort()).toEqual([ONE, TWO, THREE])
    expect(await opened(replica, ONE)).toEqual(server.ticket(ONE))
  })

  test('[OU3] words of a reply that was being written are kept, and go on in it when the right is back', async () => {
    const replica = await openSettled()
    await goOffline(replica)
    await type(replica, ONE, 'half a reply')
    await until(() => expect(replica.draftTickets()).toEqual([ONE]))
    server.rights = ['q:sales']
    server.comeUp()
    await until(async () => expect(await heldIds()).toEqual([THREE]))
    const [kept] = await replica.waiting()
    expect(kept).toMatchObject({ kind: 'reply', text: 'half a reply', state: 'refused' })
    expect(await replica.retry(kept?.pushId ?? '')).toMatchObject({ ok: false })
    expect(await replica.waiting()).toHaveLength(1)
    server.setRights(['q:support', 'q:sales'])
    await until(() => expect(shown(replica)).toContain(ONE))
    unwrap(await replica.retry(kept?.pushId ?? ''))
    expect(await replica.waiting()).toEqual([])
    const draft = await replica.openDraft(ONE)
    expect(renderDraft(draft.doc).text).toBe('half a reply')
  })

  test('[RI2] a draft’s room comes back with the right', async () => {
    const replica = await openSettled()
    const draft = await type(replica, ONE, 'mine')
    await until(() => expect(draft.isSaved()).toBe(true))
    server.closeRooms(`d:${draft.id}`)
    Y.applyUpdate(draft.doc, Y.encodeStateAsUpdate(makeDraftFrom('more')))
    expect(draft.isSaved()).toBe(false)
    server.setRights(server.rights)
    await until(() => expect(draft.isSaved()).toBe(true))
    expect(renderDraft(server.draft(draft.id)).text).toContain('more')
  })
})

test('nothing is claimed to be here before every scope was asked', async () => {
  const replica = await openSettled()
  await goOffline(replica)
  expect(replica.sync()).toMatchObject({ isChecking: true })
  server.hold('/feed')
  server.change(ONE, (doc) => setValue(doc, 'fields', 'priority', 'high'))
  server.comeUp()
  await until(() => expect(replica.sync().link.state).toBe('live'))
  expect(replica.sync().isChecking).toBe(true)
  server.release()
  await settled(replica)
  expect(replica.row(ONE)?.priority).toBe('high')
})

describe('nothing is claimed to be here while the disk is full', () => {
  /** Room can be taken away and given back. */
  function makeDisk() {
    const { put } = IDBObjectStore.prototype
    const disk = { isFull: false }
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (
      this: IDBObjectStore,
      ...record
    ) {
      if (disk.isFull) throw new DOMException('no room', 'QuotaExceededError')
      return put.apply(this, record)
    })
    return disk
  }

  test('and a change came that could not be stored', async () => {
    const disk = makeDisk()
    const replica = await openSettled()
    disk.isFull = true
    server.change(THREE, (doc) => setValue(doc, 'fields', 'priority', 'high'))
    await until(() =>
      expect(replica.sync()).toMatchObject({ isStorageFull: true, isChecking: true }),
    )
    disk.isFull = false
    await settled(replica)
    expect(replica.row(THREE)?.priority).toBe('high')
  })

  test('[RI2] and what a right took away could not be taken off', async () => {
    const disk = makeDisk()
    const replica = await openSettled()
    disk.isFull = true
    server.setRights(['q:sales'])
    await until(() => expect(shown(replica)).toEqual([THREE]))
    // What could be painted: also while everything is read anew, which the disk still holds more of.
    const painted = new Set(shown(replica))
    // A browser may paint as soon as nothing is left to be done at once, before the disk answers again.
    const paint = (turnsLeft: number) => {
      if (turnsLeft > 0) queueMicrotask(() => paint(turnsLeft - 1))
      else for (const id of shown(replica)) painted.add(id)
    }
    replica.onRows(() => paint(20))
    await until(() =>
      expect(replica.sync()).toMatchObject({ isStorageFull: true, isChecking: true }),
    )
    disk.isFull = false
    await settled(replica)
    await until(async () => expect(await heldIds()).toEqual([THREE]))
    expect([...painted]).toEqual([THREE])
    expect(shown(replica)).toEqual([THREE])
  })
})
