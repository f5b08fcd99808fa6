/** Files of replies on the device: kept without a link, brought once there is one, and the reply waits for them. */
import { digest } from 'lib0/hash/sha256'
import { afterEach, expect, test, vi } from 'vitest'
import { unwrap } from '../../shared/kit/fault.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import type { OpenTicket } from '../../shared/wire/up.ts'
import {
  addFile,
  draftBody,
  makeDraftFrom,
  readFiles,
  removeFile,
} from '../../shared/ticket/draft-doc.ts'
import { makeDoc, Y } from '../../shared/ticket/ticket-doc.ts'
import type { OpenDraft, Replica } from './api.ts'
import { makeDevice } from './stage.ts'
import { makeStandIn, type StandIn } from './stand-in.ts'

const devices: { close(): void }[] = []
afterEach(() => {
  for (const device of devices.splice(0)) device.close()
})

const TICKET = '0'.repeat(25) + '1'
const OTHER = '0'.repeat(25) + '2'
const WORDS = 'the plan of the pump'
const HASH = Array.from(digest(new TextEncoder().encode(WORDS)), (byte) =>
  byte.toString(16).padStart(2, '0'),
).join('')
const file = (words = WORDS) => ({
  name: 'plan.txt',
  type: 'text/plain',
  blob: new Blob([words]),
})

async function stage(over: Partial<StandIn> = {}) {
  const server = Object.assign(makeStandIn(), over)
  server.addTicket(TICKET, 'It does not open')
  server.addTicket(OTHER, 'It does not close')
  const device = makeDevice(server)
  devices.push(device)
  const replica = await device.open()
  await vi.waitFor(() => expect(replica.row(TICKET)).toBeDefined())
  unwrap(await replica.openTicket(TICKET))
  return { server, device, replica }
}

/** Writes a reply with this file in it; the draft stays open. */
async function write(replica: Replica, words = WORDS): Promise<OpenDraft> {
  const draft = await replica.openDraft(TICKET)
  const paragraph = new Y.XmlElement('paragraph')
  paragraph.insert(0, [new Y.XmlText('Here it is.')])
  draftBody(draft.doc).insert(0, [paragraph])
  unwrap(addFile(draft.doc, unwrap(await replica.addFile(TICKET, file(words)))))
  return draft
}
const send = (replica: Replica, draft: OpenDraft) =>
  replica.send(TICKET, { draft: draft.id, seen: null, isForced: true, status: null })
const isSent = (server: StandIn) =>
  server.received.filter((push) => push.kind === 'command' && push.command.kind === 'send').length
const filesHere = (device: Awaited<ReturnType<typeof stage>>['device']) =>
  device.look((db) => db.files.toArray())

test('[OU1] what is added without a link is on the disk, and brought once there is one; the reply waits for it', async () => {
  const { server, device, replica } = await stage()
  server.goDown()
  const draft = await write(replica)
  unwrap(await send(replica, draft))
  expect(await filesHere(device)).toMatchObject([{ hash: HASH, state: 'waiting' }])
  expect((await replica.waiting()).at(-1)).toMatchObject({ kind: 'reply', waitsForFiles: true })
  // It is shown from here meanwhile.
  expect(await unwrap(await replica.blob(TICKET, HASH)).text()).toBe(WORDS)
  server.filesToBreak = 2
  let release = () => {}
  server.filesHeld = new Promise((resolve) => (release = resolve))
  server.comeUp()
  const waiting = () => device.look((db) => db.outbox.toArray())
  // The words are there; what would send them is the next in this outbox, and is passed over for another ticket's.
  await vi.waitFor(async () => expect(await waiting()).toMatchObject([{ kind: 'command' }]))
  unwrap(await replica.openTicket(OTHER))
  unwrap(await replica.edit(OTHER, { op: 'add-tag', tag: 'x' }))
  await vi.waitFor(async () => expect(await waiting()).toHaveLength(1))
  expect(isSent(server)).toBe(0)
  release()
  await vi.waitFor(() => expect(isSent(server)).toBe(1))
  expect(server.filesAsked).toBe(3)
  expect([...server.files]).toEqual([[HASH, WORDS]])
  expect(device.bugs).toEqual([])
})

test('[OU1] the app closed in between loses none of it', async () => {
  const { server, device, replica } = await stage()
  server.goDown()
  unwrap(await send(replica, await write(replica)))
  replica.close()
  server.comeUp()
  await device.open()
  await vi.waitFor(() => expect(isSent(server)).toBe(1))
  expect([...server.files.keys()]).toEqual([HASH])
})

/** A mail that begins a ticket, with this file in it. */
async function begin(replica: Replica): Promise<OpenTicket & { first: { as: 'mail' } }> {
  const doc = makeDraftFrom('Here it is.')
  unwrap(addFile(doc, unwrap(await replica.addFile('', file()))))
  const draft = Uint8Array.from(Y.encodeStateAsUpdate(doc))
  return {
    kind: 'open-ticket',
    ticket: '0'.repeat(25) + '7',
    queue: 'support',
    name: 'Ruth',
    email: 'ruth@customer.test',
    subject: 'Your delivery',
    first: { as: 'mail', sendId: '0'.repeat(25) + '8', draft, status: 'waiting' },
  }
}
const isOpened = (server: StandIn) =>
  server.received.filter((push) => push.kind === 'command' && push.command.kind === 'open-ticket')
    .length

test('[OU1] [CO20] a mail that begins a ticket waits for its files, over the app being closed too', async () => {
  const { server, device, replica } = await stage()
  server.goDown()
  const command = await begin(replica)
  unwrap(await replica.command(command.ticket, command, { title: 'new ticket', text: 'Here' }))
  expect(await replica.waiting()).toMatchObject([{ kind: 'act', waitsForFiles: true }])
  replica.close()
  server.filesToBreak = 1
  let release = () => {}
  server.filesHeld = new Promise((resolve) => (release = resolve))
  server.comeUp()
  device.clock.at += LIMITS.fileGraceMs + 1_000
  const again = await device.open()
  await vi.waitFor(() => expect(server.filesAsked).toBe(1))
  unwrap(await again.openTicket(OTHER))
  unwrap(await again.edit(OTHER, { op: 'add-tag', tag: 'x' }))
  await vi.waitFor(async () => expect(await again.waiting()).toHaveLength(1))
  expect(isOpened(server)).toBe(0)
  release()
  await vi.waitFor(() => expect(isOpened(server)).toBe(1))
  expect([...server.files]).toEqual([[HASH, WORDS]])
  expect(device.bugs).toEqual([])
})

test('[OU1] files of a ticket that was begun stay, over a lock too; discarded with it they go', async () => {
  const { server, device, replica } = await stage()
  const { first } = await begin(replica)
  device.begun.draft = first.draft
  await vi.waitFor(async () => expect(await filesHere(device)).toMatchObject([{ state: 'up' }]))
  device.clock.at += LIMITS.fileGraceMs + 1_000
  server.session = 'over'
  server.goDown()
  server.comeUp()
  await vi.waitFor(() => expect(device.locked).toEqual(['signed-out']))
  await device.isWiped()
  server.session = 'open'
  const again = await device.open()
  unwrap(await again.addFile('', file('another')))
  await vi.waitFor(() => expect(server.files.size).toBe(2))
  await vi.waitFor(async () =>
    expect((await filesHere(device)).map(({ state }) => state)).toEqual(['up', 'up']),
  )
  device.begun.draft = null
  device.clock.at += LIMITS.fileGraceMs + 1_000
  unwrap(await again.addFile(TICKET, file('a third')))
  await vi.waitFor(async () =>
    expect((await filesHere(device)).map(({ ticket }) => ticket)).toEqual([TICKET]),
  )
})

test('a file that the server lost is brought again, once; then its author is asked', async () => {
  const { server, replica } = await stage()
  const draft = await write(replica)
  await vi.waitFor(() => expect(server.files.size).toBe(1))
  server.files.clear()
  let refusals = 0
  server.refusalMore = { files: [HASH] }
  server.judge = (push) => {
    if (push.kind !== 'command' || server.files.has(HASH)) return null
    refusals++
    return 'ticket/no-file'
  }
  unwrap(await send(replica, draft))
  await vi.waitFor(() =>
    expect(server.carriedOut.some((push) => push.kind === 'command')).toBe(true),
  )
  expect(refusals).toBe(1)
})

test('[OU3] a reply whose file is with nobody is kept as refused, and says which', async () => {
  const { server, device, replica } = await stage()
  const draft = await replica.openDraft(TICKET)
  const paragraph = new Y.XmlElement('paragraph')
  paragraph.insert(0, [new Y.XmlText('Here it is.')])
  draftBody(draft.doc).insert(0, [paragraph])
  const theirs = { hash: HASH, name: 'x', type: 'text/plain', bytes: 1, inline: false, cid: null }
  unwrap(addFile(draft.doc, theirs))
  server.refusalMore = { files: [HASH] }
  server.judge = (push) => (push.kind === 'command' ? 'ticket/no-file' : null)
  unwrap(await send(replica, draft))
  await vi.waitFor(async () =>
    expect(await replica.waiting()).toMatchObject([{ state: 'refused', code: 'ticket/no-file' }]),
  )
  expect(isSent(server)).toBe(1)
  expect(device.bugs).toEqual([])
})

test('a file the server does not take is said to be so, and can be tried again', async () => {
  const { server, replica } = await stage()
  server.fileFault = { status: 413, code: 'kit/too-big' }
  await write(replica)
  await vi.waitFor(async () =>
    expect(await replica.files(TICKET)).toMatchObject([{ hash: HASH, state: 'refused' }]),
  )
  server.fileFault = null
  await replica.retryFiles(TICKET)
  await vi.waitFor(async () =>
    expect(await replica.files(TICKET)).toMatchObject([{ hash: HASH, state: 'up' }]),
  )
})

test('a file that was too slow on its way is brought again', async () => {
  const { server, replica } = await stage()
  Object.defineProperty(server, 'fileFault', {
    get: () => (server.filesAsked <= 2 ? { status: 408, code: '' } : null),
  })
  await write(replica)
  await vi.waitFor(async () =>
    expect(await replica.files(TICKET)).toMatchObject([{ hash: HASH, state: 'up' }]),
  )
})

test('what is too large is not kept', async () => {
  const { device, replica } = await stage()
  const blob = { size: LIMITS.replyFilesBytes + 1, arrayBuffer: () => Promise.reject(new Error()) }
  const added = await replica.addFile(TICKET, { ...file(), blob: blob as unknown as Blob })
  expect(added).toMatchObject({ ok: false, fault: { code: 'kit/too-big' } })
  expect(await filesHere(device)).toEqual([])
})

test('what no draft names is swept, and what one names stays', async () => {
  const { server, device, replica } = await stage()
  const draft = await write(replica)
  const other = unwrap(await replica.addFile(TICKET, file('another')))
  unwrap(addFile(draft.doc, other))
  await vi.waitFor(() => expect(server.files.size).toBe(2))
  removeFile(draft.doc, HASH)
  const onDisk = () => device.look((db) => db.drafts.get(draft.id))
  await vi.waitFor(async () => expect(readFiles(makeDoc((await onDisk())?.bytes))).toHaveLength(1))
  draft.close()
  replica.close()
  device.clock.at += LIMITS.fileGraceMs + 1_000
  await device.open()
  await vi.waitFor(async () =>
    expect((await filesHere(device)).map(({ hash }) => hash)).toEqual([other.hash]),
  )
})

test('[RI2] a ticket that is no longer ours takes the bytes along, and so does signing out', async () => {
  const { server, device, replica } = await stage()
  await write(replica)
  await vi.waitFor(() => expect(server.files.size).toBe(1))
  server.moveTo(TICKET, 'payments')
  await vi.waitFor(async () => expect(await filesHere(device)).toEqual([]))
  await replica.signOut()
  expect(await device.databases()).toEqual([])
})

test('[RI15] [RI13] a lock takes what the server has, and leaves what only this device has; being shut out takes all', async () => {
  const { server, device, replica } = await stage()
  await write(replica)
  await vi.waitFor(() => expect(server.files.size).toBe(1))
  await vi.waitFor(async () => expect(await filesHere(device)).toMatchObject([{ state: 'up' }]))
  server.filesToBreak = 1_000
  await write(replica, 'only here')
  await vi.waitFor(async () => expect(await filesHere(device)).toHaveLength(2))
  server.session = 'over'
  server.goDown()
  server.comeUp()
  await vi.waitFor(() => expect(device.locked).toEqual(['signed-out']))
  await device.isWiped()
  expect(await filesHere(device)).toMatchObject([{ state: 'waiting' }])

  // The server may know its draft: it is brought before it goes.
  server.session = 'open'
  server.filesToBreak = 0
  device.clock.at += LIMITS.fileGraceMs + 1_000
  await device.open()
  await vi.waitFor(() => expect(server.files.size).toBe(2))
  server.session = 'disabled'
  server.goDown()
  server.comeUp()
  await vi.waitFor(() => expect(device.locked).toEqual(['signed-out', 'revoked']))
  await device.isWiped()
  expect(await device.databases()).toEqual([])
})
