/** Files of notes on the device: kept with the words, brought once there is a link, and the note waits for them. */
import { digest } from 'lib0/hash/sha256'
import { afterEach, expect, test, vi } from 'vitest'
import { unwrap } from '../../shared/kit/fault.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import type { Attachment } from '../../shared/ticket/attachment.ts'
import type { Replica } from './api.ts'
import { makeDevice } from './stage.ts'
import { makeStandIn } from './stand-in.ts'

const devices: { close(): void }[] = []
afterEach(() => {
  for (const device of devices.splice(0)) device.close()
})

const TICKET = '0'.repeat(25) + '1'
const OTHER = '0'.repeat(25) + '2'
const NOTE = '0'.repeat(25) + '7'
const WORDS = 'the plan of the pump'
const HALF = { text: 'half a', formatted: '[["p","half ",["a","b"]]]' }
const HASH = Array.from(digest(new TextEncoder().encode(WORDS)), (byte) =>
  byte.toString(16).padStart(2, '0'),
).join('')

async function stage() {
  const server = makeStandIn()
  server.addTicket(TICKET, 'It does not open')
  server.addTicket(OTHER, 'It does not close')
  const device = makeDevice(server)
  devices.push(device)
  const replica = await device.open()
  await vi.waitFor(() => expect(replica.row(TICKET)).toBeDefined())
  unwrap(await replica.openTicket(TICKET))
  return { server, device, replica }
}

const add = async (replica: Replica, words = WORDS): Promise<Attachment> =>
  unwrap(
    await replica.addFile(TICKET, {
      name: 'plan.txt',
      type: 'text/plain',
      blob: new Blob([words]),
    }),
  )
const note = (replica: Replica, attachments: Attachment[], on = TICKET) =>
  replica.edit(on, { op: 'add-note', id: NOTE, text: 'Look.', mentions: [], attachments })
const notesSent = (server: Awaited<ReturnType<typeof stage>>['server']) =>
  server.received.filter((push) => push.kind === 'update' && push.ticket === TICKET).length
const filesHere = (device: Awaited<ReturnType<typeof stage>>['device']) =>
  device.look((db) => db.files.toArray())

test('[OU28] a note with files written without a link stands in the thread, waits, and goes once they are there', async () => {
  const { server, device, replica } = await stage()
  server.goDown()
  const file = await add(replica)
  unwrap(await note(replica, [file]))
  const opened = unwrap(await replica.openTicket(TICKET))
  expect(opened.ticket.messages.at(-1)).toMatchObject({ kind: 'note', attachments: [file] })
  expect(await unwrap(await replica.blob(TICKET, HASH)).text()).toBe(WORDS)
  expect(await replica.waiting()).toMatchObject([{ kind: 'note', waitsForFiles: true }])
  server.filesToBreak = 2
  let release = () => {}
  server.filesHeld = new Promise((resolve) => (release = resolve))
  server.comeUp()
  // Another ticket's change passes it.
  unwrap(await replica.openTicket(OTHER))
  unwrap(await replica.edit(OTHER, { op: 'add-tag', tag: 'x' }))
  await vi.waitFor(async () => expect(await replica.waiting()).toHaveLength(1))
  expect(notesSent(server)).toBe(0)
  release()
  await vi.waitFor(() => expect(notesSent(server)).toBe(1))
  await vi.waitFor(async () => expect(await replica.waiting()).toEqual([]))
  expect([...server.files]).toEqual([[HASH, WORDS]])
  expect(device.bugs).toEqual([])
})

test('[WO23] a note with formats stands with them in the thread at once, also without a link', async () => {
  const { server, replica } = await stage()
  server.goDown()
  unwrap(await replica.edit(TICKET, { op: 'add-note', id: NOTE, mentions: [], ...HALF }))
  const opened = unwrap(await replica.openTicket(TICKET))
  expect(opened.ticket.messages.at(-1)).toMatchObject(HALF)
  expect(await replica.waiting()).toMatchObject([{ kind: 'note', text: HALF.text }])
})

test('[OU28] the app closed in between loses neither the note that waits nor its files', async () => {
  const { server, device, replica } = await stage()
  server.goDown()
  unwrap(await note(replica, [await add(replica)]))
  replica.close()
  device.clock.at += LIMITS.fileGraceMs + 1_000
  server.comeUp()
  await device.open()
  await vi.waitFor(() => expect(notesSent(server)).toBe(1))
  expect([...server.files.keys()]).toEqual([HASH])
})

test('[OU28] what is half written keeps words, formats and files over a closed app, a sweep and a lock; added or taken off, they go', async () => {
  const { server, device, replica } = await stage()
  const file = await add(replica)
  expect(await replica.keepNote(TICKET, { ...HALF, files: [file] })).toBe(true)
  await vi.waitFor(async () => expect(await filesHere(device)).toMatchObject([{ state: 'up' }]))
  replica.close()
  device.clock.at += LIMITS.fileGraceMs + 1_000
  const again = await device.open()
  // Something to sweep: what nothing names goes.
  await add(again, 'another')
  await vi.waitFor(() => expect(server.files.size).toBe(2))
  device.clock.at += LIMITS.fileGraceMs + 1_000
  await add(again, 'a third')
  await vi.waitFor(async () => expect(await filesHere(device)).toHaveLength(2))
  expect(await again.keptNote(TICKET)).toMatchObject({ ...HALF, files: [file] })
  server.session = 'over'
  server.goDown()
  server.comeUp()
  await vi.waitFor(() => expect(device.locked).toEqual(['signed-out']))
  await device.isWiped()
  expect(await filesHere(device)).toMatchObject([{ hash: HASH }])
  server.session = 'open'
  const third = await device.open()
  await vi.waitFor(() => expect(third.row(TICKET)).toBeDefined())
  expect(await third.keptNote(TICKET)).toMatchObject({ ...HALF, files: [file] })
  unwrap(await third.openTicket(TICKET))
  unwrap(
    await third.edit(TICKET, {
      op: 'add-note',
      id: NOTE,
      ...HALF,
      mentions: [],
      attachments: [file],
    }),
  )
  expect(await third.keptNote(TICKET)).toEqual({ text: '' })
  await vi.waitFor(() => expect(notesSent(server)).toBe(1))
  await vi.waitFor(async () => expect(await third.waiting()).toEqual([]))
  device.clock.at += LIMITS.fileGraceMs + 1_000
  await add(third, 'a fourth')
  await vi.waitFor(async () =>
    expect((await filesHere(device)).map(({ hash }) => hash)).not.toContain(HASH),
  )
})

test('[OU28] a note of files alone is kept as well, and is named where everything unsent is', async () => {
  const { replica } = await stage()
  const file = await add(replica)
  await replica.keepNote(TICKET, { text: '', files: [file] })
  expect(await replica.keptNote(TICKET)).toMatchObject({ files: [file] })
  expect(await replica.unsent()).toMatchObject([{ ticket: TICKET, text: 'plan.txt' }])
  await replica.keepNote(TICKET, { text: '' })
  expect(await replica.unsent()).toEqual([])
})

test('[OU28] a file that the server lost is brought again, and the note after it', async () => {
  const { server, replica } = await stage()
  const file = await add(replica)
  await vi.waitFor(() => expect(server.files.size).toBe(1))
  server.files.clear()
  let refusals = 0
  server.refusalMore = { files: [HASH] }
  server.judge = (push) => {
    if (push.kind !== 'update' || server.files.has(HASH)) return null
    refusals++
    return 'ticket/no-file'
  }
  unwrap(await note(replica, [file]))
  await vi.waitFor(async () => expect(await replica.waiting()).toEqual([]))
  expect([refusals, server.files.size]).toEqual([1, 1])
})

test('[OU28] [OU3] a note whose file is with nobody is kept as refused', async () => {
  const { server, device, replica } = await stage()
  const file = { hash: HASH, name: 'x', type: 'text/plain', bytes: 1, inline: false, cid: null }
  server.refusalMore = { files: [HASH] }
  server.judge = (push) => (push.kind === 'update' ? 'ticket/no-file' : null)
  unwrap(await note(replica, [file]))
  await vi.waitFor(async () =>
    expect(await replica.waiting()).toMatchObject([
      { state: 'refused', code: 'ticket/no-file', text: 'Look.' },
    ]),
  )
  // On another ticket, it is added with what there is of it.
  server.judge = () => null
  const [item] = await replica.waiting()
  unwrap(await replica.redo(item?.pushId ?? '', OTHER))
  const there = unwrap(await replica.openTicket(OTHER)).ticket.messages.at(-1)
  expect(there).toMatchObject({ kind: 'note', text: 'Look.' })
  expect(there?.attachments).toBeUndefined()
  expect(device.bugs).toEqual([])
})

test('[OU28] [RI2] a ticket that is no longer ours takes the files of its notes along, and leaves the words', async () => {
  const { server, device, replica } = await stage()
  server.filesToBreak = 1_000
  unwrap(await note(replica, [await add(replica)]))
  server.moveTo(TICKET, 'payments')
  await vi.waitFor(async () => expect(await filesHere(device)).toEqual([]))
  expect(await replica.waiting()).toMatchObject([{ state: 'refused', text: 'Look.' }])
})

test('[OU3] [WO23] a note half written on a ticket that is no longer ours can be added elsewhere with its formats', async () => {
  const { server, replica } = await stage()
  await replica.keepNote(TICKET, HALF)
  server.moveTo(TICKET, 'payments')
  await vi.waitFor(async () =>
    expect(await replica.waiting()).toMatchObject([{ state: 'refused', text: HALF.text }]),
  )
  const [item] = await replica.waiting()
  unwrap(await replica.redo(item?.pushId ?? '', OTHER))
  expect(unwrap(await replica.openTicket(OTHER)).ticket.messages.at(-1)).toMatchObject(HALF)
})
