/** What came too late, was refused, discarded or left behind: told, kept, and done about what its author says. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { unwrap } from '../../shared/kit/fault.ts'
import { makeDraftFrom } from '../../shared/ticket/draft-doc.ts'
import { renderDraft } from '../../shared/ticket/draft-text.ts'
import { sentStateOf } from '../../shared/ticket/sent-state.ts'
import { setValue, Y } from '../../shared/ticket/ticket-doc.ts'
import type { Push } from '../../shared/wire/up.ts'
import type { Replica } from './api.ts'
import { makeDevice, type Device } from './stage.ts'
import { ADA, makeStandIn, type StandIn } from './stand-in.ts'

const id = (n: number) => `0000000000000000000000000${n}`
const ONE = id(1)
const TWO = id(2)

let server: StandIn
let device: Device
let replica: Replica

const until = (check: () => unknown) => vi.waitFor(check, { timeout: 4_000, interval: 2 })

async function settled() {
  await until(() => {
    const { link, waiting, progress } = replica.sync()
    expect([link.state, waiting, progress]).toEqual(['live', 0, null])
    expect(replica.rows()).toHaveLength(2)
  })
}

async function goOffline() {
  server.goDown()
  await until(() => expect(replica.sync().link.state).not.toBe('live'))
}

const shown = async (ticket = ONE) => unwrap(await replica.openTicket(ticket)).ticket

beforeEach(async () => {
  server = makeStandIn()
  device = makeDevice(server)
  server.addTicket(ONE, 'printer on fire')
  server.addTicket(TWO, 'lost password')
  replica = await device.open()
  await settled()
})
afterEach(() => {
  device.close()
  if (device.bugs.length > 0) throw new Error(device.bugs.join('\n'))
})

describe('changes that came too late', () => {
  /** As the server settles a field that was set without having seen what stands. */
  function loseStatusTo(stays: string) {
    server.settle = (push: Push, doc) => {
      if (push.kind !== 'update') return
      server.settle = () => {}
      setValue(doc, 'fields', 'status', stays)
      const lost = [{ field: 'status', mine: 'waiting', claimedAt: push.claimedAt, stays }]
      const by = { kind: 'agent', id: ADA.id, name: ADA.name }
      setValue(doc, 'messages', id(8), { id: id(8), kind: 'event', by, at: 9, text: '', lost })
    }
  }

  test('[CO13] the loser is told once, until it is seen', async () => {
    loseStatusTo('solved')
    unwrap(await replica.edit(ONE, { op: 'set-status', status: 'waiting' }))
    await until(() => expect(replica.sync().lost).toBe(1))
    const [lost] = await replica.lost()
    expect(lost).toMatchObject({ ticket: ONE, field: 'status', mine: 'waiting', stays: 'solved' })
    expect((await shown()).status).toBe('solved')
    await replica.dismissLost([lost?.id ?? ''])
    await until(() => expect(replica.sync().lost).toBe(0))
  })

  test('[CO13] setting it after all settles it, and is not taken for lost again', async () => {
    loseStatusTo('solved')
    unwrap(await replica.edit(ONE, { op: 'set-status', status: 'waiting' }))
    await until(() => expect(replica.sync().lost).toBe(1))
    unwrap(await replica.edit(ONE, { op: 'set-status', status: 'waiting' }))
    await settled()
    expect(server.ticket(ONE).status).toBe('waiting')
    // Both verdicts have been read by then.
    await until(async () => expect(await device.look((db) => db.lost.count())).toBe(0))
    expect(replica.sync().lost).toBe(0)
  })

  test('[OU3] trying an earlier one again leaves a later one told', async () => {
    await goOffline()
    unwrap(await replica.edit(ONE, { op: 'set-status', status: 'waiting' }))
    unwrap(await replica.edit(ONE, { op: 'set-status', status: 'solved' }))
    const [first] = await replica.waiting()
    server.judge = (push) => (push.pushId === first?.pushId ? 'ticket/denied' : null)
    server.comeUp()
    await settled()
    // It was made over the one that is refused, which never stood.
    await until(async () => expect(await replica.lost()).toMatchObject([{ mine: 'solved' }]))
    unwrap(await replica.retry(first?.pushId ?? ''))
    await settled()
    await until(() => expect(server.ticket(ONE).status).toBe('waiting'))
    expect(await replica.waiting()).toEqual([])
    expect(await replica.lost()).toMatchObject([{ mine: 'solved', stays: 'open' }])
  })

  test('a change that stands is forgotten, whether the answer or the document came first', async () => {
    unwrap(await replica.edit(ONE, { op: 'set-priority', priority: 'high' }))
    unwrap(await replica.edit(TWO, { op: 'set-assignee', assignee: 'ada' }))
    await settled()
    await until(async () => expect(await device.look((db) => db.lost.count())).toBe(0))
    expect(replica.sync().lost).toBe(0)
  })
})

describe('a queue that is lost and given back', () => {
  test('[OU3] what was refused meanwhile does not stay in the document', async () => {
    // Neither word reaches the feed of this device: only what it asks for is refused for a while.
    server.rights = []
    unwrap(await replica.edit(ONE, { op: 'add-tag', tag: 'refused' }))
    await until(async () =>
      expect(await replica.waiting()).toMatchObject([{ code: 'ticket/denied' }]),
    )
    await until(() => expect(server.requests).toContain('/docs'))
    server.rights = ['q:support']
    await until(async () => expect((await shown()).tags).toEqual([]))
    server.change(ONE, (doc) => setValue(doc, 'fields', 'subject', 'printer is out'))
    await until(async () => expect((await shown()).subject).toBe('printer is out'))
    expect((await shown()).tags).toEqual([])
  })

  // Seed 130870 of the simulation.
  test('[OU3] nor where the ticket was out of sight when the document was asked for', async () => {
    const held = () => device.look((db) => db.docs.get(ONE))
    server.hold('/docs')
    server.rights = []
    const before = server.requests.length
    unwrap(await replica.edit(ONE, { op: 'add-tag', tag: 'refused' }))
    await until(() => expect(server.requests.slice(before)).toContain('/docs'))
    // Told of one right, and had none by the time it was asked for: the link begins anew, and nothing is purged meanwhile.
    server.doesGreet = false
    server.setRights(['q:sales'])
    server.rights = []
    await until(() => expect(replica.sync().link.state).not.toBe('live'))
    expect(replica.rows()).toEqual([])
    const asked = server.requests.length
    let told = 0
    replica.onDocuments(() => told++)
    server.release()
    await until(() => expect(told).toBeGreaterThan(0))
    server.rights = ['q:support']
    server.doesGreet = true
    server.goDown()
    server.comeUp()
    await settled()
    await until(async () => expect(await held()).toMatchObject({ version: 1, isBroken: false }))
    expect(server.requests.slice(asked)).toContain('/docs')
    expect((await shown()).tags).toEqual([])
  })
})

describe('discarding', () => {
  test('[OU3] offline, the value is out of sight at once and what is left stays', async () => {
    await goOffline()
    unwrap(await replica.edit(ONE, { op: 'add-tag', tag: 'before' }))
    unwrap(await replica.edit(ONE, { op: 'set-status', status: 'closed' }))
    unwrap(await replica.edit(ONE, { op: 'add-tag', tag: 'after' }))
    unwrap(await replica.discard((await replica.waiting())[1]?.pushId ?? ''))
    expect(await shown()).toMatchObject({ status: 'open', tags: ['after', 'before'] })
    expect(replica.row(ONE)).toMatchObject({ status: 'open', tags: ['after', 'before'] })
    expect(await replica.waiting()).toHaveLength(2)
    server.comeUp()
    await settled()
    expect(server.ticket(ONE)).toMatchObject({ status: 'open', tags: ['after', 'before'] })
    expect(server.carriedOut).toHaveLength(2)
  })

  test('[OU3] what the server said meanwhile is what shows', async () => {
    await goOffline()
    unwrap(await replica.edit(ONE, { op: 'set-status', status: 'closed' }))
    unwrap(await replica.edit(ONE, { op: 'set-priority', priority: 'high' }))
    server.change(ONE, (doc) => setValue(doc, 'fields', 'subject', 'printer is out'))
    // The feed is heard, pushes are not answered: both wait.
    server.judge = () => 'kit/busy'
    server.comeUp()
    await until(() => expect(replica.row(ONE)?.subject).toBe('printer is out'))
    await goOffline()
    unwrap(await replica.discard((await replica.waiting())[0]?.pushId ?? ''))
    expect(await shown()).toMatchObject({
      status: 'open',
      priority: 'high',
      subject: 'printer is out',
    })
    server.judge = () => null
    server.comeUp()
    await settled()
    expect(server.ticket(ONE)).toMatchObject({ status: 'open', priority: 'high' })
  })

  test('[OU3] a discard is taken back: waiting again, or refused again', async () => {
    await goOffline()
    unwrap(await replica.edit(ONE, { op: 'set-status', status: 'closed' }))
    const [waiting] = await replica.waiting()
    unwrap(await replica.discard(waiting?.pushId ?? ''))
    expect(await replica.waiting()).toEqual([])
    unwrap(await replica.restore(waiting?.pushId ?? ''))
    expect((await shown()).status).toBe('closed')
    server.judge = () => 'ticket/denied'
    server.comeUp()
    await until(() => expect(replica.sync().refused).toBe(1))
    const [refused] = await replica.waiting()
    unwrap(await replica.discard(refused?.pushId ?? ''))
    expect(replica.sync().refused).toBe(0)
    unwrap(await replica.restore(refused?.pushId ?? ''))
    expect(await replica.waiting()).toMatchObject([
      { title: 'status → Closed', code: 'ticket/denied', state: 'refused' },
    ])
    expect(await replica.restore(refused?.pushId ?? '')).toMatchObject({ ok: false })
  })

  test('a reply that is discarded is a draft again, and goes when that is taken back', async () => {
    await goOffline()
    const draft = await replica.openDraft(ONE)
    Y.applyUpdate(draft.doc, Y.encodeStateAsUpdate(makeDraftFrom('an answer')))
    const options = { draft: draft.id, seen: null, isForced: false, status: null }
    unwrap(await replica.send(ONE, options))
    const [reply] = await replica.waiting()
    unwrap(await replica.discard(reply?.pushId ?? ''))
    expect((await shown()).messages).toEqual([])
    expect(replica.draftTickets()).toEqual([ONE])
    unwrap(await replica.restore(reply?.pushId ?? ''))
    server.comeUp()
    await settled()
    expect(server.carriedOut.map((push) => push.kind)).toEqual(['draft', 'command'])
  })
})

test('[OU3] a reply that was saved before it was sent, and is refused, can be sent all the same', async () => {
  const draft = await replica.openDraft(ONE)
  Y.applyUpdate(draft.doc, Y.encodeStateAsUpdate(makeDraftFrom('an answer')))
  await goOffline()
  const options = { draft: draft.id, seen: null, isForced: false, status: null }
  unwrap(await replica.send(ONE, options))
  draft.close()
  await until(async () => {
    const kept = await device.look((db) => db.drafts.get(draft.id))
    expect(kept).toMatchObject({ hasWords: true })
    // On its way, and no draft any more.
    expect(replica.draftTickets()).toEqual([])
  })
  // The server has every word in it, as far as this device knows.
  await device.look((db) => db.drafts.update(draft.id, { isSaved: true }))
  const next = await replica.openDraft(ONE)
  expect(next.id).not.toBe(draft.id)
  next.close()
  server.judge = (push) => (push.kind === 'command' ? 'ticket/stale' : null)
  server.comeUp()
  await until(() => expect(replica.sync().refused).toBe(1))
  await until(() => expect(replica.draftTickets()).toEqual([ONE]))
  server.judge = () => null
  const [refused] = await replica.waiting()
  unwrap(await replica.retry(refused?.pushId ?? ''))
  await settled()
  expect(server.carriedOut.map((push) => push.kind)).toContain('command')
})

describe('somebody who has another name since', () => {
  const NEW = 'Ada Byron'
  /** As the server judges: a note carries the name its author has now. */
  function rename() {
    server.refusalMore = { name: NEW }
    server.judge = (push) => {
      const bytes = push.kind === 'update' ? push.update : new Uint8Array()
      const said = new TextDecoder('latin1').decode(bytes)
      return said.includes('note') && !said.includes(NEW) ? 'ticket/denied' : null
    }
  }

  test('[OU3] what they wrote offline stands under the new one, in its order', async () => {
    await goOffline()
    unwrap(await replica.edit(ONE, { op: 'add-note', id: id(7), text: 'first', mentions: [] }))
    unwrap(await replica.edit(ONE, { op: 'set-status', status: 'waiting' }))
    unwrap(await replica.edit(ONE, { op: 'add-note', id: id(8), text: 'second', mentions: [] }))
    rename()
    server.comeUp()
    await settled()
    expect(server.ticket(ONE)).toMatchObject({
      status: 'waiting',
      messages: [
        { id: id(7), text: 'first', by: { id: ADA.id, name: NEW } },
        { id: id(8), text: 'second', by: { id: ADA.id, name: NEW } },
      ],
    })
    expect(replica.sync().refused).toBe(0)
    expect(replica.me.name).toBe(NEW)
  })

  test('[OU3] a server that refuses it all the same is not asked for ever', async () => {
    rename()
    server.judge = () => 'ticket/denied'
    unwrap(await replica.edit(ONE, { op: 'add-note', id: id(7), text: 'my words', mentions: [] }))
    await until(() => expect(replica.sync().refused).toBe(1))
    expect(await replica.waiting()).toMatchObject([{ kind: 'note', text: 'my words' }])
    expect(server.received.length).toBeLessThan(4)
  })
})

describe('merged away', () => {
  beforeEach(() => {
    server.judge = (push) =>
      (push.kind === 'update' && push.ticket === ONE) ||
      (push.kind === 'command' && 'ticket' in push.command && push.command.ticket === ONE)
        ? 'ticket/merged'
        : null
    server.refusalMore = { into: TWO }
  })

  test('[OU3] a note is refused with the other ticket, and added there', async () => {
    unwrap(await replica.edit(ONE, { op: 'add-note', id: id(7), text: 'my words', mentions: [] }))
    await until(() => expect(replica.sync().refused).toBe(1))
    const [refused] = await replica.waiting()
    expect(refused).toMatchObject({ code: 'ticket/merged', into: TWO, text: 'my words' })
    unwrap(await replica.redo(refused?.pushId ?? '', TWO))
    await settled()
    expect(server.ticket(TWO).messages).toMatchObject([{ kind: 'note', text: 'my words' }])
    expect(await replica.waiting()).toEqual([])
  })

  test('[OU3] a reply becomes the draft of the other ticket', async () => {
    const draft = await replica.openDraft(ONE)
    Y.applyUpdate(draft.doc, Y.encodeStateAsUpdate(makeDraftFrom('an answer')))
    const options = { draft: draft.id, seen: null, isForced: false, status: null }
    unwrap(await replica.send(ONE, options))
    await until(() => expect(replica.sync().refused).toBe(1))
    const [refused] = await replica.waiting()
    draft.close()
    unwrap(await replica.redo(refused?.pushId ?? '', TWO))
    const there = await replica.openDraft(TWO)
    expect(renderDraft(there.doc).text).toBe('an answer')
    expect(await replica.waiting()).toEqual([])
  })
})

describe('merged while it is being written', () => {
  /** As the server merges, and as the feeds of two queues may tell it: either first. */
  const closeOne = () => server.change(ONE, (doc) => setValue(doc, 'facts', 'mergedInto', TWO))
  function fillTwo(replies = 0, sent?: Y.Doc) {
    const sentState = sent && sentStateOf(sent)
    const by = { kind: 'contact', id: 'ruth', name: 'Ruth' }
    const mergedFrom = { ticket: ONE, number: 1, requester: 'ruth' }
    server.change(TWO, (doc) => {
      for (let n = 0; n <= replies; n++) {
        const kind = n === 0 ? 'inbound' : 'reply'
        const message = { id: id(5 + n), kind, by, at: 4 + n, text: 'x', mergedFrom, sentState }
        setValue(doc, 'messages', message.id, message)
      }
    })
  }
  function merge() {
    fillTwo()
    closeOne()
  }
  const type = async (ticket: string, text: string) => {
    const draft = await replica.openDraft(ticket)
    Y.applyUpdate(draft.doc, Y.encodeStateAsUpdate(makeDraftFrom(text)))
    return draft
  }
  const wordsOn = async (ticket: string) => renderDraft((await replica.openDraft(ticket)).doc).text

  test('[DR6] [CO14] the words are in the draft of the other ticket, in the round it has by then', async () => {
    const draft = await type(ONE, 'half an answer')
    unwrap(await replica.openTicket(TWO))
    closeOne()
    await until(() => expect(replica.row(ONE)?.mergedInto).toBe(TWO))
    expect(await wordsOn(ONE)).toBe('half an answer')
    fillTwo(2)
    await until(() => expect(replica.draftTickets()).toEqual([TWO]))
    draft.close()
    expect((await replica.openDraft(TWO)).id).toBe(`${TWO}-r2`)
    expect(await wordsOn(TWO)).toBe('half an answer')
    expect(await device.look((db) => db.drafts.where('ticket').equals(ONE).count())).toBe(0)
    expect(await replica.waiting()).toEqual([])
  })

  test('what went out in a reply is in the thread there, and not in the draft', async () => {
    const sent = makeDraftFrom('sent by Eve')
    const draft = await type(ONE, 'half an answer')
    Y.applyUpdate(draft.doc, Y.encodeStateAsUpdate(sent))
    await until(() => expect(replica.draftTickets()).toEqual([ONE]))
    draft.close()
    fillTwo(1, sent)
    closeOne()
    await until(() => expect(replica.draftTickets()).toEqual([TWO]))
    expect(await wordsOn(TWO)).toBe('half an answer')
  })

  test('a draft that went out wholly goes, and begins none there', async () => {
    const draft = await type(ONE, 'sent by Eve')
    await until(() => expect(replica.draftTickets()).toEqual([ONE]))
    fillTwo(1, draft.doc)
    draft.close()
    closeOne()
    await until(() => expect(replica.draftTickets()).toEqual([]))
    expect(await device.look((db) => db.drafts.count())).toBe(0)
  })

  test('[DR6] what is typed after the news, or offline before it, comes too, once', async () => {
    const draft = await type(ONE, 'half an answer')
    await until(() => expect(replica.draftTickets()).toEqual([ONE]))
    await goOffline()
    Y.applyUpdate(draft.doc, Y.encodeStateAsUpdate(makeDraftFrom('offline')))
    merge()
    server.comeUp()
    await until(() => expect(replica.draftTickets()).toEqual([TWO]))
    Y.applyUpdate(draft.doc, Y.encodeStateAsUpdate(makeDraftFrom('late')))
    draft.close()
    await until(async () =>
      expect((await wordsOn(TWO)).split(/\n+/).sort()).toEqual([
        'half an answer',
        'late',
        'offline',
      ]),
    )
    await until(() => expect(replica.draftTickets()).toEqual([TWO]))
  })

  test('[OU3] a note that is not added yet goes along, but not over another', async () => {
    await replica.keepNote(ONE, { text: 'look at the valve' })
    merge()
    await until(() => expect(replica.row(ONE)?.mergedInto).toBe(TWO))
    unwrap(await replica.openTicket(ONE))
    await until(async () =>
      expect(await replica.keptNote(TWO)).toMatchObject({ text: 'look at the valve' }),
    )
    expect(await replica.keptNote(ONE)).toMatchObject({ text: '' })
    await replica.keepNote(ONE, { text: 'and at the pump' })
    await settled()
    expect(await replica.keptNote(TWO)).toMatchObject({ text: 'look at the valve' })
    expect(await replica.keptNote(ONE)).toMatchObject({ text: 'and at the pump' })
  })

  test('[RI2] words that went on in a ticket which is deleted before its merge was heard of go from the device', async () => {
    const draft = await type(ONE, 'half an answer')
    await until(() => expect(draft.isSaved()).toBe(true))
    draft.close()
    await goOffline()
    server.deleteTicket(TWO)
    server.comeUp()
    await until(() => expect(replica.row(TWO)).toBeUndefined())
    expect(replica.draftTickets()).toEqual([ONE])
    closeOne()
    await until(() => expect(replica.draftTickets()).toEqual([]))
    expect(await device.look((db) => db.drafts.count())).toBe(0)
  })

  test('[OU3] and so they do where it is not to be seen; what the server may not have stays on this one', async () => {
    const draft = await type(ONE, 'half an answer')
    await until(() => expect(draft.isSaved()).toBe(true))
    draft.close()
    await device.look((db) => db.drafts.update(draft.id, { isSaved: false }))
    const other = await type(TWO, 'words that are there')
    await until(() => expect(other.isSaved()).toBe(true))
    other.close()
    for (const ticket of [ONE, TWO])
      server.change(ticket, (doc) => setValue(doc, 'facts', 'mergedInto', id(9)))
    await until(() => expect(replica.draftTickets()).toEqual([ONE]))
    expect(await wordsOn(ONE)).toBe('half an answer')
  })
})

test('[OU1] a note that is added is not kept beside it as one being written; another one is', async () => {
  await goOffline()
  const kept = () => device.look((db) => db.notes.toArray())
  await replica.keepNote(ONE, { text: ' look at the valve ' })
  const note = { op: 'add-note', id: id(7), text: 'look at the valve', mentions: [] } as const
  unwrap(await replica.edit(ONE, { ...note, mentions: [] }))
  expect(await kept()).toEqual([])
  await replica.keepNote(ONE, { text: 'and at the pump' })
  unwrap(await replica.edit(ONE, { ...note, id: id(8), mentions: [] }))
  expect(await kept()).toEqual([{ ticket: ONE, text: 'and at the pump' }])
})

describe('words left in a draft', () => {
  /** Of a draft, or of none that is known. */
  const reply = (text: string, draft?: Y.Doc) => {
    server.change(ONE, (doc) => {
      const by = { kind: 'agent', id: 'eve', name: 'Eve' }
      const sentState = draft && sentStateOf(draft)
      setValue(doc, 'messages', id(9), { id: id(9), kind: 'reply', by, at: 5, text, sentState })
    })
  }

  async function typeOffline(text: string, beside?: Y.Doc) {
    await goOffline()
    const draft = await replica.openDraft(ONE)
    if (beside) Y.applyUpdate(draft.doc, Y.encodeStateAsUpdate(beside))
    Y.applyUpdate(draft.doc, Y.encodeStateAsUpdate(makeDraftFrom(text)))
    await until(() => expect(replica.draftTickets()).toEqual([ONE]))
    draft.close()
  }

  test('[DR6] they are listed with what needs their author, and go into the next reply', async () => {
    await typeOffline('and mind the lamp')
    reply('sent by Eve')
    server.comeUp()
    await until(() => expect(replica.sync().refused).toBe(1))
    const [left] = await replica.waiting()
    expect(left).toMatchObject({ kind: 'words', text: 'and mind the lamp', state: 'refused' })
    unwrap(await replica.retry(left?.pushId ?? ''))
    const next = await replica.openDraft(ONE)
    expect(next.id).toBe(`${ONE}-r1`)
    expect(renderDraft(next.doc).text).toBe('and mind the lamp')
    expect(await replica.waiting()).toEqual([])
  })

  test('[CO17] what somebody else typed in it and sent is not among them, and not in the next reply', async () => {
    const eves = makeDraftFrom('sent by Eve')
    await typeOffline('and mind the lamp', eves)
    reply('sent by Eve', eves)
    server.comeUp()
    await until(() => expect(replica.sync().refused).toBe(1))
    const [left] = await replica.waiting()
    expect(left).toMatchObject({ kind: 'words', text: 'and mind the lamp' })
    unwrap(await replica.retry(left?.pushId ?? ''))
    const drafts = await device.look((db) => db.drafts.toArray())
    expect(drafts.map((draft) => draft.id)).toEqual([`${ONE}-r1`])
    expect(renderDraft((await replica.openDraft(ONE)).doc).text).toBe('and mind the lamp')
    expect(new TextDecoder('latin1').decode(drafts[0]?.bytes)).not.toContain('Eve')
  })

  test('they are not listed while the reply may be taken back, and its draft with it', async () => {
    const eves = makeDraftFrom('sent by Eve')
    await typeOffline('and mind the lamp', eves)
    server.change(ONE, (doc) => setValue(doc, 'delivery', id(9), { state: 'held', at: 5 }))
    reply('sent by Eve', eves)
    server.comeUp()
    await until(() => expect(replica.row(ONE)?.messages).toBe(1))
    await settled()
    expect(await replica.waiting()).toEqual([])
    server.change(ONE, (doc) => setValue(doc, 'delivery', id(9), { state: 'accepted', at: 6 }))
    await until(() => expect(replica.sync().refused).toBe(1))
  })

  test('[DR6] discarded they are gone, and back when that is undone', async () => {
    await typeOffline('and mind the lamp')
    reply('sent by Eve')
    server.comeUp()
    await until(() => expect(replica.sync().refused).toBe(1))
    const [left] = await replica.waiting()
    unwrap(await replica.discard(left?.pushId ?? ''))
    expect(await replica.waiting()).toEqual([])
    unwrap(await replica.restore(left?.pushId ?? ''))
    expect(await replica.waiting()).toMatchObject([{ text: 'and mind the lamp' }])
  })

  test('a draft that was sent word for word is not listed', async () => {
    await typeOffline('sent by  Eve')
    reply('sent by Eve')
    server.comeUp()
    await until(() => expect(replica.row(ONE)?.messages).toBe(1))
    await settled()
    expect(replica.sync().refused).toBe(0)
    expect(await replica.waiting()).toEqual([])
  })
})
