/** The replica against a stand-in server: what is promised of edits, refusals, feed, leaving, drafts and replies. */
import { IDBObjectStore as FDBObjectStore } from 'fake-indexeddb'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { unwrap } from '../../shared/kit/fault.ts'
import { makeDraftFrom } from '../../shared/ticket/draft-doc.ts'
import { seenPrintOf } from '../../shared/ticket/draft-turn.ts'
import { isDraftEmpty, renderDraft } from '../../shared/ticket/draft-text.ts'
import { makeDoc, setValue, Y } from '../../shared/ticket/ticket-doc.ts'
import type { Replica } from './api.ts'
import { noteLeaving } from './leaving.ts'
import { makeDevice, type Device } from './stage.ts'
import { ADA, makeStandIn, type StandIn } from './stand-in.ts'

const id = (n: number) => `0000000000000000000000000${n}`
const ONE = id(1)
const TWO = id(2)

let server: StandIn
let device: Device

beforeEach(() => {
  server = makeStandIn()
  device = makeDevice(server)
  server.addTicket(ONE, 'printer on fire')
  server.addTicket(TWO, 'lost password')
})
afterEach(() => {
  device.close()
  if (device.bugs.length > 0) throw new Error(device.bugs.join('\n'))
})

const until = (check: () => unknown) => vi.waitFor(check, { timeout: 4_000, interval: 2 })

/** Everything is here and nothing waits. */
async function settled(replica: Replica) {
  await until(() => {
    const { link, waiting, progress } = replica.sync()
    expect({ link: link.state, waiting, progress }).toEqual({
      link: 'live',
      waiting: 0,
      progress: null,
    })
  })
}

async function openSettled(): Promise<Replica> {
  const replica = await device.open()
  await until(() => expect(replica.rows().length).toBeGreaterThan(0))
  await settled(replica)
  return replica
}

const statusHere = async (replica: Replica, ticket = ONE) =>
  unwrap(await replica.openTicket(ticket)).ticket.status

async function goOffline(replica: Replica) {
  server.goDown()
  await until(() => expect(replica.sync().link.state).not.toBe('live'))
}

async function typeReply(replica: Replica, text: string) {
  const draft = await replica.openDraft(ONE)
  Y.applyUpdate(draft.doc, Y.encodeStateAsUpdate(makeDraftFrom(text)))
  return draft
}

describe('feed', () => {
  test('[FE2] first start brings all rows over several pages, then all documents', async () => {
    for (let n = 3; n <= 9; n++) server.addTicket(id(n), `ticket ${n}`)
    const replica = await openSettled()
    expect(replica.rows()).toHaveLength(9)
    expect(await device.look((db) => db.docs.count())).toBe(9)
  })

  test('a live item that fits is taken as it is, without asking', async () => {
    const replica = await openSettled()
    const asked = server.requests.length
    server.change(ONE, (doc) => setValue(doc, 'fields', 'status', 'solved'))
    await until(() => expect(replica.row(ONE)?.status).toBe('solved'))
    expect(await statusHere(replica)).toBe('solved')
    expect(server.requests).toHaveLength(asked)
  })

  test('[FE1] an item that does not fit the cursor is asked for, and nothing is skipped', async () => {
    const replica = await openSettled()
    server.changeUnseen(ONE, (doc) => setValue(doc, 'fields', 'priority', 'urgent'))
    server.change(TWO, (doc) => setValue(doc, 'fields', 'status', 'solved'))
    await until(() => expect(replica.row(TWO)?.status).toBe('solved'))
    await settled(replica)
    expect(replica.row(ONE)?.priority).toBe('urgent')
    expect(unwrap(await replica.openTicket(ONE)).ticket.priority).toBe('urgent')
    expect(await device.look((db) => db.cursors.toArray())).toEqual([
      { scope: 'q:support', seq: 4 },
    ])
  })

  test('a start without a network shows what was here', async () => {
    const first = await openSettled()
    first.close()
    server.goDown()
    const replica = await device.open()
    expect(replica.rows().map((row) => row.subject)).toEqual(['printer on fire', 'lost password'])
    expect(await statusHere(replica)).toBe('open')
  })

  test('[RI2] [FE4] a right that is lost takes tickets off the device and keeps unsent words as refused', async () => {
    server.rights = ['q:support', 'q:sales']
    server.addTicket(id(3), 'an offer', 'sales')
    const replica = await openSettled()
    await goOffline(replica)
    unwrap(await replica.edit(ONE, { op: 'add-note', id: id(7), text: 'my words', mentions: [] }))
    server.rights = ['q:sales']
    server.comeUp()
    await until(() => expect(replica.rows().map((row) => row.id)).toEqual([id(3)]))
    await until(async () => expect(await device.look((db) => db.docs.count())).toBe(1))
    expect(await replica.openTicket(ONE)).toMatchObject({ ok: false })
    const [refused] = await replica.waiting()
    expect(refused).toMatchObject({ text: 'my words', code: 'ticket/denied', state: 'refused' })
    expect(server.carriedOut).toHaveLength(0)
  })

  test('[FE4] a ticket that moves to another queue of ours stays, with what waits on it', async () => {
    server.rights = ['q:support', 'q:sales']
    const replica = await openSettled()
    await typeReply(replica, 'half a reply')
    await until(() => expect(replica.draftTickets()).toEqual([ONE]))
    server.moveTo(ONE, 'sales')
    await until(() => expect(replica.row(ONE)?.queue).toBe('sales'))
    await settled(replica)
    expect(replica.draftTickets()).toEqual([ONE])
    expect(unwrap(await replica.openTicket(ONE)).ticket.queue).toBe('sales')
  })
})

describe('edits', () => {
  test('[OU1] offline edits show at once, survive a restart, and each has one effect', async () => {
    const first = await openSettled()
    await goOffline(first)
    unwrap(await first.edit(ONE, { op: 'set-status', status: 'solved' }))
    unwrap(await first.edit(ONE, { op: 'add-tag', tag: 'hot' }))
    unwrap(await first.edit(TWO, { op: 'set-priority', priority: 'high' }))
    expect(first.row(ONE)).toMatchObject({ status: 'solved', tags: ['hot'] })
    expect((await first.waiting()).map((item) => item.title)).toEqual([
      'status → Solved',
      'tag + hot',
      'priority → High',
    ])
    first.close()
    const replica = await device.open()
    expect(replica.row(ONE)?.status).toBe('solved')
    server.comeUp()
    await settled(replica)
    expect(server.carriedOut).toHaveLength(3)
    expect(server.ticket(ONE)).toMatchObject({ status: 'solved', tags: ['hot'] })
    expect(server.ticket(TWO).priority).toBe('high')
    await until(async () => expect(await device.look((db) => db.overlays.count())).toBe(0))
    expect(replica.row(ONE)).toMatchObject({ status: 'solved', tags: ['hot'] })
  })

  test('[CO2] an answer that was lost is asked for again under the same push id', async () => {
    const first = await openSettled()
    server.doesAnswer = () => false
    unwrap(await first.edit(ONE, { op: 'set-status', status: 'solved' }))
    await until(() => expect(server.received).toHaveLength(1))
    first.close()
    server.doesAnswer = () => true
    const replica = await device.open()
    await until(() => expect(server.received).toHaveLength(2))
    await settled(replica)
    expect(server.received[1]?.pushId).toBe(server.received[0]?.pushId)
    expect(server.carriedOut).toHaveLength(1)
  })

  test('[OU3] a refused edit is taken out of the document; those around it arrive', async () => {
    const replica = await openSettled()
    await goOffline(replica)
    unwrap(await replica.edit(ONE, { op: 'add-tag', tag: 'before' }))
    unwrap(await replica.edit(ONE, { op: 'set-status', status: 'closed' }))
    unwrap(await replica.edit(ONE, { op: 'add-tag', tag: 'after' }))
    const waiting = await replica.waiting()
    server.judge = (push) => (push.pushId === waiting[1]?.pushId ? 'ticket/denied' : null)
    server.comeUp()
    await settled(replica)
    expect(server.ticket(ONE)).toMatchObject({ status: 'open', tags: ['after', 'before'] })
    await until(() => expect(replica.row(ONE)?.status).toBe('open'))
    expect(unwrap(await replica.openTicket(ONE)).ticket).toMatchObject({
      status: 'open',
      tags: ['after', 'before'],
    })
    const [refused] = await replica.waiting()
    expect(refused).toMatchObject({ title: 'status → Closed', code: 'ticket/denied' })
    // Retrying makes it again, from where the document is now.
    await replica.retry(refused?.pushId ?? '')
    await settled(replica)
    expect(server.ticket(ONE).status).toBe('closed')
    expect(await replica.waiting()).toEqual([])
  })

  test('a document made anew by the server gets our intents, once', async () => {
    const replica = await openSettled()
    await goOffline(replica)
    unwrap(await replica.edit(ONE, { op: 'add-tag', tag: 'mine' }))
    server.renew(ONE)
    server.judge = (push) => (push.kind === 'update' && push.epoch === 1 ? 'ticket/epoch' : null)
    server.comeUp()
    await settled(replica)
    expect(server.ticket(ONE).tags).toEqual(['mine'])
    expect(server.carriedOut).toHaveLength(1)
    expect(replica.sync().refused).toBe(0)
  })

  test('a busy server is asked again; nothing is refused', async () => {
    const replica = await openSettled()
    let times = 0
    server.judge = () => (times++ < 2 ? 'kit/busy' : null)
    unwrap(await replica.edit(ONE, { op: 'set-status', status: 'solved' }))
    await until(() => expect(server.carriedOut).toHaveLength(1))
    await settled(replica)
    expect(new Set(server.received.map((push) => push.pushId)).size).toBe(1)
    expect(replica.sync().refused).toBe(0)
  })

  test('[OU1] an edit that the disk has no room for leaves nothing behind, and says so', async () => {
    const replica = await openSettled()
    const before = await device.look((db) => db.docs.get(ONE))
    // The document is written by then; the intent is not.
    const add = vi.spyOn(FDBObjectStore.prototype, 'add').mockImplementation(() => {
      throw new DOMException('full', 'QuotaExceededError')
    })
    const done = await replica.edit(ONE, { op: 'set-status', status: 'solved' })
    expect(add).toHaveBeenCalled()
    add.mockRestore()
    expect(done).toMatchObject({ ok: false, fault: { code: 'kit/storage' } })
    expect(await device.look((db) => db.docs.get(ONE))).toEqual(before)
    expect(replica.row(ONE)?.status).toBe('open')
    expect(replica.sync().waiting).toBe(0)
    unwrap(await replica.edit(ONE, { op: 'set-status', status: 'solved' }))
    await settled(replica)
    expect(server.ticket(ONE).status).toBe('solved')
    expect(replica.sync().isStorageFull).toBe(false)
  })

  test('a discarded edit is undone and never sent', async () => {
    const replica = await openSettled()
    await goOffline(replica)
    unwrap(await replica.edit(ONE, { op: 'set-status', status: 'solved' }))
    unwrap(await replica.edit(ONE, { op: 'add-tag', tag: 'kept' }))
    await replica.discard((await replica.waiting())[0]?.pushId ?? '')
    expect(await replica.waiting()).toHaveLength(1)
    server.comeUp()
    await settled(replica)
    expect(server.ticket(ONE)).toMatchObject({ status: 'open', tags: ['kept'] })
    expect(await statusHere(replica)).toBe('open')
  })

  test('[OU14] two tabs edit one ticket; one of them sends; both see everything', async () => {
    const one = await openSettled()
    const two = await openSettled()
    await Promise.all([
      one.edit(ONE, { op: 'add-tag', tag: 'one' }),
      two.edit(ONE, { op: 'add-tag', tag: 'two' }),
      one.edit(ONE, { op: 'set-priority', priority: 'high' }),
    ])
    await settled(one)
    await settled(two)
    for (const tab of [one, two])
      await until(() =>
        expect(tab.row(ONE)).toMatchObject({ tags: ['one', 'two'], priority: 'high' }),
      )
    expect(server.carriedOut).toHaveLength(3)
    // The leader closes: the other takes over.
    one.close()
    unwrap(await two.edit(TWO, { op: 'set-status', status: 'solved' }))
    await until(() => expect(server.carriedOut).toHaveLength(4))
  })
})

describe('replies', () => {
  test('[DR6] typed words survive a crash and reach the server when it is back', async () => {
    const first = await openSettled()
    await goOffline(first)
    const draft = await typeReply(first, 'turn it off and on')
    expect(draft.isSaved()).toBe(false)
    await until(() => expect(first.draftTickets()).toEqual([ONE]))
    first.close()
    const replica = await device.open()
    expect(replica.draftTickets()).toEqual([ONE])
    const again = await replica.openDraft(ONE)
    expect(renderDraft(again.doc).text).toBe('turn it off and on')
    expect(again.isSaved()).toBe(false)
    server.comeUp()
    await until(() => expect(again.isSaved()).toBe(true))
    expect(renderDraft(server.draft(again.id)).text).toBe('turn it off and on')
  })

  test('[DR1] two people meet in a draft, and a saved draft says so after a restart', async () => {
    const first = await openSettled()
    const draft = await typeReply(first, 'mine')
    await until(() => expect(draft.isSaved()).toBe(true))
    server.typeRemotely(draft.id, (doc) =>
      Y.applyUpdate(doc, Y.encodeStateAsUpdate(makeDraftFrom('theirs'))),
    )
    await until(() => expect(renderDraft(draft.doc).text).toContain('theirs'))
    await until(async () => {
      const kept = await device.look((db) => db.drafts.get(draft.id))
      expect(kept).toMatchObject({ isSaved: true, hasWords: true })
    })
    first.close()
    server.goDown()
    const replica = await device.open()
    const again = await replica.openDraft(ONE)
    expect(again.isSaved()).toBe(true)
    expect(renderDraft(again.doc).text).toContain('theirs')
  })

  test('[DR6] words of another tab, which the server does not have, do not count as saved with ours', async () => {
    const replica = await openSettled()
    const draft = await typeReply(replica, 'mine')
    const look = () => device.look((db) => db.drafts.get(draft.id))
    await until(async () => expect(await look()).toMatchObject({ isSaved: true }))
    const theirs = makeDraftFrom('of another tab')
    const bytes = Y.encodeStateAsUpdate(theirs)
    await device.look((db) =>
      db.drafts.put({ id: draft.id, ticket: ONE, bytes, hasWords: true, isSaved: false }),
    )
    // Written for what somebody else has typed; the link is down before the other tab's words can go out.
    server.typeRemotely(draft.id, (doc) =>
      Y.applyUpdate(doc, Y.encodeStateAsUpdate(makeDraftFrom('theirs'))),
    )
    await Promise.resolve()
    server.goDown()
    await until(async () => {
      const kept = makeDoc((await look())?.bytes)
      expect(renderDraft(kept).text).toMatch(/theirs/)
    })
    expect(renderDraft(server.draft(draft.id)).text).not.toContain('another tab')
    expect(await look()).toMatchObject({ isSaved: false, hasWords: true })
    expect(draft.isSaved()).toBe(false)
    server.comeUp()
    await until(async () => expect(await look()).toMatchObject({ isSaved: true }))
    expect(renderDraft(server.draft(draft.id)).text).toContain('another tab')
  })

  test('a reply sent offline shows as waiting and as no draft any more, goes once, and the draft before it', async () => {
    const replica = await openSettled()
    await goOffline(replica)
    const draft = await typeReply(replica, 'turn it off and on')
    await until(() => expect(replica.draftTickets()).toEqual([ONE]))
    const options = { draft: draft.id, seen: null, isForced: false, status: 'waiting' } as const
    const { sendId } = unwrap(await replica.send(ONE, options))
    const shown = unwrap(await replica.openTicket(ONE))
    expect(shown.ticket.messages.at(-1)).toMatchObject({ id: sendId, text: 'turn it off and on' })
    expect(shown.ticket.delivery[sendId]).toBeUndefined()
    expect(replica.row(ONE)?.status).toBe('waiting')
    expect(await replica.send(ONE, options)).toMatchObject({ ok: false })
    expect(await replica.waiting()).toHaveLength(1)
    await until(() => expect(replica.draftTickets()).toEqual([]))
    server.comeUp()
    await settled(replica)
    expect(server.carriedOut.map((push) => push.kind)).toEqual(['draft', 'command'])
    await until(async () => {
      const { ticket } = unwrap(await replica.openTicket(ONE))
      expect(ticket.messages.map((message) => message.text)).toEqual(['as frozen'])
      expect(ticket.delivery[sendId]?.state).toBe('held')
    })
    // The next reply is another draft.
    draft.close()
    const next = await replica.openDraft(ONE)
    expect(next.id).toBe(`${ONE}-r1`)
    expect(isDraftEmpty(next.doc)).toBe(true)
  })

  test('[OU5] a reply for later that waits here says when it may go', async () => {
    const replica = await openSettled()
    await goOffline(replica)
    const draft = await typeReply(replica, 'tomorrow')
    const options = { draft: draft.id, seen: null, isForced: false, status: null }
    const notBefore = replica.now() + 3_600_000
    unwrap(await replica.send(ONE, { ...options, notBefore }))
    expect(await replica.waiting()).toMatchObject([{ kind: 'reply', notBefore }])
  })

  test('[OU6] a stale reply is kept, never sent by itself; sending anyway is forced', async () => {
    const replica = await openSettled()
    const draft = await typeReply(replica, 'an answer')
    server.judge = (push) =>
      push.kind === 'command' && push.command.kind === 'send' && !push.command.isForced
        ? 'ticket/stale'
        : null
    const options = { draft: draft.id, seen: null, isForced: false, status: null }
    const { sendId } = unwrap(await replica.send(ONE, options))
    await until(() => expect(replica.sync().refused).toBe(1))
    const [refused] = await replica.waiting()
    expect(refused).toMatchObject({ kind: 'reply', code: 'ticket/stale', text: 'an answer' })
    expect(unwrap(await replica.openTicket(ONE)).ticket.messages).toEqual([])
    expect(replica.draftTickets()).toEqual([ONE])
    await replica.retry(refused?.pushId ?? '')
    await settled(replica)
    const sends = server.carriedOut.filter((push) => push.kind === 'command')
    expect(sends).toMatchObject([{ command: { kind: 'send', sendId, isForced: true } }])
  })

  test('[OU21] a reply says which words its author saw; refused for others it is a draft again, and sent by what is seen then', async () => {
    const replica = await openSettled()
    await goOffline(replica)
    const draft = await typeReply(replica, 'an answer')
    const seenFirst = seenPrintOf(draft.doc)
    server.refusalMore = { changedBy: 'Ben' }
    server.judge = (push) =>
      push.kind === 'command' &&
      push.command.kind === 'send' &&
      push.command.seenPrint === seenFirst
        ? 'ticket/changed'
        : null
    const options = { draft: draft.id, seen: null, isForced: false, status: null }
    unwrap(await replica.send(ONE, options))
    server.comeUp()
    await until(() => expect(replica.sync().refused).toBe(1))
    const [refused] = await replica.waiting()
    expect(refused).toMatchObject({ kind: 'reply', code: 'ticket/changed', changedBy: 'Ben' })
    expect(replica.draftTickets()).toEqual([ONE])
    // What came in from the colleague, and what was typed on this device before it is sent again.
    Y.applyUpdate(draft.doc, Y.encodeStateAsUpdate(makeDraftFrom('and more')))
    await until(async () =>
      expect(
        await device.look(async (db) => (await db.drafts.get(draft.id))?.bytes.length ?? 0),
      ).toBe(Y.encodeStateAsUpdate(draft.doc).length),
    )
    unwrap(await replica.retry(refused?.pushId ?? ''))
    await settled(replica)
    const sends = server.carriedOut.filter((push) => push.kind === 'command')
    expect(sends).toMatchObject([
      { command: { kind: 'send', isForced: false, seenPrint: seenPrintOf(draft.doc) } },
    ])
  })

  test('[OU6] a note of one’s own that is on its way is not what a reply has seen', async () => {
    const replica = await openSettled()
    await goOffline(replica)
    const note = { op: 'add-note' as const, text: 'looked at it', mentions: [] }
    unwrap(await replica.edit(ONE, { ...note, id: id(7) }))
    const draft = await typeReply(replica, 'an answer')
    const options = { draft: draft.id, seen: id(7), isForced: false, status: null }
    unwrap(await replica.send(ONE, options))
    server.comeUp()
    await settled(replica)
    const sends = server.carriedOut.filter((push) => push.kind === 'command')
    expect(sends).toMatchObject([{ command: { kind: 'send', seen: null } }])
  })

  test('[WO12] a reply taken back before it left is simply a draft again', async () => {
    const replica = await openSettled()
    await goOffline(replica)
    const draft = await typeReply(replica, 'too soon')
    const options = { draft: draft.id, seen: null, isForced: false, status: 'waiting' as const }
    const before = replica.row(ONE)
    const { sendId } = unwrap(await replica.send(ONE, { ...options, snoozeUntil: 5_000_000 }))
    expect(replica.row(ONE)).toMatchObject({ status: 'waiting', snoozedUntil: 5_000_000 })
    unwrap(await replica.unsend(ONE, sendId))
    expect(replica.row(ONE)).toEqual(before)
    server.comeUp()
    await settled(replica)
    expect(server.received.filter((push) => push.kind === 'command')).toEqual([])
    expect(unwrap(await replica.openTicket(ONE)).ticket.messages).toEqual([])
    expect((await replica.openDraft(ONE)).id).toBe(draft.id)
  })
})

describe('signing out', () => {
  test('[OU13] nothing of the person stays on the device, and the other tab closes', async () => {
    const one = await openSettled()
    const two = await openSettled()
    await two.markSeen(ONE, id(5))
    await until(() => expect(one.seen(ONE)).toBe(id(5)))
    device.kept.set('deskside.theme', 'dark')
    device.kept.set('of-another-app', 'stays')
    await one.signOut()
    expect(await device.databases()).toEqual([])
    expect([...device.kept.keys()]).toEqual(['of-another-app'])
    expect(server.requests).toContain('/api/sign-out')
    await until(() => expect(two.sync().link.state).toBe('offline'))
  })

  test('[OU13] signed out without a network, the session ends before anything opens again', async () => {
    const one = await openSettled()
    server.goDown()
    await one.signOut()
    expect(await device.databases()).toEqual([])
    server.comeUp()
    server.requests.length = 0
    await expect(device.open()).rejects.toThrow('signed out')
    expect(server.requests).toEqual(['/api/sign-out'])
    expect(await device.databases()).toEqual([])
    // Told once; what opens after that is up to the server's own word.
    expect([...device.kept.keys()]).toEqual([])
  })

  test('[OU13] a sign-out that broke off goes on at the next start', async () => {
    const one = await openSettled()
    one.close()
    noteLeaving(device.memory, ADA.id)
    await expect(device.open()).rejects.toThrow('signed out')
    expect(await device.databases()).toEqual([])
    expect([...device.kept.keys()]).toEqual([])
    expect(server.requests.at(-1)).toBe('/api/sign-out')
  })
})
