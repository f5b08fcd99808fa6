/** What a device does when it may show nothing any more: lease, wrong clocks, a session or an account that is over. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { unwrap } from '../../shared/kit/fault.ts'
import { DAY_MS, LIMITS } from '../../shared/kit/limits.ts'
import { makeDraftFrom } from '../../shared/ticket/draft-doc.ts'
import { Y } from '../../shared/ticket/ticket-doc.ts'
import type { Replica } from './api.ts'
import { databaseName, Db } from './db.ts'
import { watchLease } from './lease-watch.ts'
import { readLeftovers } from './leftovers.ts'
import { notePerson } from './memory.ts'
import { makeDevice, type Device } from './stage.ts'
import { makeStandIn, type StandIn } from './stand-in.ts'

const id = (n: number) => `0000000000000000000000000${n}`
const ONE = id(1)
const YEAR_MS = 365 * DAY_MS
const LEASE_MS = 14 * DAY_MS

let server: StandIn
let device: Device

beforeEach(() => {
  server = makeStandIn()
  server.leaseMs = LEASE_MS
  device = makeDevice(server)
  device.clock.at = server.now = 60 * YEAR_MS
  server.addTicket(ONE, 'printer on fire')
})
afterEach(() => {
  device.close()
  if (device.bugs.length > 0) throw new Error(device.bugs.join('\n'))
})

const until = (check: () => unknown) => vi.waitFor(check, { timeout: 4_000, interval: 2 })

async function openSettled(): Promise<Replica> {
  const replica = await device.open()
  await until(() => {
    const { link, waiting, progress, isChecking } = replica.sync()
    expect([link.state, waiting, progress, isChecking]).toEqual(['live', 0, null, false])
  })
  await until(async () => expect(await device.look((db) => db.setting('leaseMs'))).toBe(LEASE_MS))
  return replica
}

/** A reply and a note of which the server has heard nothing. */
async function leaveUnsent(replica: Replica) {
  server.goDown()
  await until(() => expect(replica.sync().link.state).not.toBe('live'))
  unwrap(await replica.edit(ONE, { op: 'add-note', id: id(7), text: 'my words', mentions: [] }))
  const draft = await replica.openDraft(ONE)
  Y.applyUpdate(draft.doc, Y.encodeStateAsUpdate(makeDraftFrom('half a reply')))
  await until(() => expect(replica.draftTickets()).toEqual([ONE]))
}

const copies = () =>
  device.look(async (db) => {
    const tables = [db.docs, db.packs, db.entries, db.cursors, db.overlays, db.seen]
    return (await Promise.all(tables.map((table) => table.count()))).reduce((sum, n) => sum + n)
  })
const leftovers = async () => {
  const left = await readLeftovers({ memory: device.memory, database: device.database })
  return { ...left, texts: left.items.map((item) => item.text) }
}
const refusal = async () => {
  const opened = await device.open().catch((error: unknown) => error)
  return opened instanceof Error && 'fault' in opened ? opened.fault : opened
}

describe('lease', () => {
  test('[RI14] a device that was away for longer locks and shows nothing; a word of the server opens it', async () => {
    const first = await openSettled()
    await leaveUnsent(first)
    first.close()
    device.clock.at += LEASE_MS + DAY_MS
    expect(await refusal()).toMatchObject({ code: 'auth/lease', more: { lock: 'over' } })
    expect((await leftovers()).texts).toEqual(['my words', 'half a reply'])
    // Once seen, copies wait a day, then they go; what is unsent never does.
    device.clock.at += LIMITS.lockGraceMs / 2
    expect(await refusal()).toMatchObject({ code: 'auth/lease' })
    expect(await copies()).toBeGreaterThan(0)
    device.clock.at += LIMITS.lockGraceMs / 2
    expect(await refusal()).toMatchObject({ code: 'auth/lease' })
    expect(await copies()).toBe(0)
    expect((await leftovers()).texts).toEqual(['my words', 'half a reply'])
    server.comeUp()
    const replica = await openSettled()
    await until(() => expect(server.ticket(ONE).messages).toMatchObject([{ text: 'my words' }]))
    expect(replica.row(ONE)?.subject).toBe('printer on fire')
    expect(replica.draftTickets()).toEqual([ONE])
  })

  test.each([
    ['ahead', YEAR_MS, 'over'],
    ['behind', -YEAR_MS, 'clock'],
  ])('[RI14] a clock a year %s locks and removes nothing', async (_name, offMs, lock) => {
    const first = await openSettled()
    await leaveUnsent(first)
    first.close()
    device.clock.at += offMs
    expect(await refusal()).toMatchObject({ code: 'auth/lease', more: { lock } })
    const before = await copies()
    expect(before).toBeGreaterThan(0)
    device.clock.at -= offMs
    const replica = await device.open()
    expect(replica.row(ONE)?.subject).toBe('printer on fire')
    expect(await copies()).toBe(before)
    // An hour later the clock is off once more: the day begins anew.
    replica.close()
    device.clock.at += offMs + LIMITS.lockGraceMs
    expect(await refusal()).toMatchObject({ code: 'auth/lease' })
    expect(await copies()).toBe(before)
  })

  test('[RI14] a clock that was a year off when the server spoke, and is right now, locks nobody out', async () => {
    for (const offMs of [YEAR_MS, -YEAR_MS]) {
      device.clock.at = server.now + offMs
      const first = await openSettled()
      first.close()
      server.goDown()
      device.clock.at = server.now + DAY_MS
      const replica = await device.open()
      expect(replica.rows()).toHaveLength(1)
      replica.close()
      server.comeUp()
    }
  })

  test('[RI14] a server that answers late is waited for before anything locks', async () => {
    const first = await openSettled()
    first.close()
    device.clock.at += LEASE_MS + DAY_MS
    server.hold('/api/desk')
    const opening = device.open()
    // The wait for a slow network is over by now: see makeTimers.
    await until(async () =>
      expect(await device.look((db) => db.setting('lockedAt'))).toBeTypeOf('number'),
    )
    server.release()
    expect((await opening).rows()).toHaveLength(1)
    await until(async () =>
      expect(await device.look((db) => db.setting('lockedAt'))).toBe(undefined),
    )
  })
})

describe('the lease of an app that runs', () => {
  async function watch() {
    const clock = { at: 60 * YEAR_MS }
    const uptime = { at: 5 }
    const ends: string[] = []
    let tick = () => {}
    let look = () => {}
    const db = new Db('watched', device.database)
    const watched = watchLease({
      db,
      contact: { contactAt: clock.at, skewMs: 0, leaseMs: LEASE_MS },
      clock: { now: () => clock.at },
      uptime: { now: () => uptime.at },
      timers: {
        after(_delayMs, run) {
          tick = run
          return { cancel: () => (tick = () => {}) }
        },
      },
      visibility: {
        isVisible: () => true,
        onChange(listen) {
          look = listen
          return () => (look = () => {})
        },
      },
      background: async (work) => {
        await work()
        return true
      },
      onEnd: (state) => ends.push(state),
    })
    return { clock, uptime, ends, watched, tick: () => tick(), look: () => look() }
  }

  test('[RI14] ends on time, once; a tab that was frozen ends before it is drawn', async () => {
    const one = await watch()
    one.clock.at += LEASE_MS
    one.tick()
    expect(one.ends).toEqual([])
    one.clock.at += 1
    one.look()
    one.tick()
    expect(one.ends).toEqual(['over'])
  })

  test('[RI14] a word of the server begins it anew', async () => {
    const one = await watch()
    one.clock.at += LEASE_MS
    one.watched.heard({ now: one.clock.at, leaseMs: LEASE_MS })
    one.clock.at += LEASE_MS
    one.tick()
    expect(one.ends).toEqual([])
  })

  test('[RI14] setting the clock back makes it no longer', async () => {
    const one = await watch()
    one.uptime.at += LEASE_MS + 1
    one.tick()
    expect(one.ends).toEqual(['over'])
    const two = await watch()
    two.clock.at -= YEAR_MS
    two.tick()
    expect(two.ends).toEqual(['clock'])
  })
})

describe('a session that is over', () => {
  test('[RI13] while connected: every tab locks at once, copies go, unsent words stay until their author decides', async () => {
    const one = await openSettled()
    const two = await openSettled()
    server.judge = () => 'kit/busy'
    unwrap(await two.edit(ONE, { op: 'add-note', id: id(7), text: 'my words', mentions: [] }))
    server.endSession('over')
    await until(() => expect(device.locked).toEqual(['signed-out', 'signed-out']))
    await device.isWiped()
    expect(await copies()).toBe(0)
    expect(await device.look((db) => db.setting('desk'))).toBe(undefined)
    expect((await leftovers()).texts).toEqual(['my words'])
    for (const tab of [one, two]) expect(tab.sync().link.state).not.toBe('live')
    // Signed in again, they go out.
    server.judge = () => null
    server.session = 'open'
    await openSettled()
    await until(() => expect(server.ticket(ONE).messages).toMatchObject([{ text: 'my words' }]))
  })

  test('[RI13] noticed at the next contact, nothing is shown before', async () => {
    const first = await openSettled()
    await leaveUnsent(first)
    first.close()
    server.session = 'over'
    server.comeUp()
    expect(await refusal()).toMatchObject({ code: 'auth/required' })
    expect(await copies()).toBe(0)
    const left = await leftovers()
    expect(left.texts).toEqual(['my words', 'half a reply'])
    await left.discard()
    expect(await device.databases()).toEqual([])
    expect([...device.kept.keys()]).toEqual([])
  })

  test('[RI13] a running app that comes back locks', async () => {
    const replica = await openSettled()
    await leaveUnsent(replica)
    server.session = 'over'
    server.comeUp()
    await until(() => expect(device.locked).toEqual(['signed-out']))
    await device.isWiped()
    expect(await copies()).toBe(0)
    expect((await leftovers()).texts).toEqual(['my words', 'half a reply'])
  })

  test('[RI13] copies of somebody else who was here go when the next person signs in', async () => {
    const first = await openSettled()
    first.close()
    const name = databaseName('grace')
    notePerson(device.memory, 'grace')
    const db = new Db(name, device.database)
    await db.docs.put({
      ticket: ONE,
      version: 1,
      epoch: 1,
      bytes: new Uint8Array(2),
      clientId: 9,
      isBroken: false,
    })
    await openSettled()
    expect(await db.docs.count()).toBe(0)
    db.close()
  })
})

describe('an account that is disabled', () => {
  test('[RI13] while connected: every tab locks and nothing stays, unsent or not', async () => {
    const one = await openSettled()
    await openSettled()
    server.judge = () => 'kit/busy'
    unwrap(await one.edit(ONE, { op: 'add-note', id: id(7), text: 'my words', mentions: [] }))
    server.endSession('disabled')
    await until(() => expect(device.locked).toEqual(['revoked', 'revoked']))
    await device.isWiped()
    expect(await device.databases()).toEqual([])
    expect([...device.kept.keys()]).toEqual([])
  })

  test('[RI13] while away: at the next contact, before anything is shown', async () => {
    const first = await openSettled()
    await leaveUnsent(first)
    first.close()
    server.session = 'disabled'
    server.comeUp()
    expect(await refusal()).toMatchObject({ code: 'auth/denied' })
    expect(await device.databases()).toEqual([])
    expect([...device.kept.keys()]).toEqual([])
  })

  test('[RI13] a socket that was refused for another reason takes nothing away', async () => {
    const replica = await openSettled()
    // It comes back within a second: whoever looks now and then may miss that it was away.
    const states = new Set<string>()
    replica.onSync(() => states.add(replica.sync().link.state))
    server.closeAll(4403)
    await until(() => expect(states).toContain('refused'))
    await until(() =>
      expect(server.requests.filter((path) => path === '/api/desk').length).toBeGreaterThan(1),
    )
    expect(device.locked).toEqual([])
    expect(replica.rows()).toHaveLength(1)
    // Nor does it stay away.
    await until(() => expect(replica.sync().link.state).toBe('live'))
  })
  test('[RI13] the question is asked again until it is answered', async () => {
    await openSettled()
    server.session = 'disabled'
    // The last word on the socket, and then nothing is reached for a while.
    server.isUp = false
    const askedBefore = server.requests.length
    server.closeAll(4403)
    await until(() => expect(server.requests.length).toBeGreaterThan(askedBefore))
    server.isUp = true
    await until(() => expect(device.locked).toEqual(['revoked']))
    await device.isWiped()
    expect(await device.databases()).toEqual([])
  })
})
