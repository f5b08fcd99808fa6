/** Two devices, a line that breaks, lost answers, refusals and restarts, from a seed: nothing lost, nothing twice. */
import { afterEach, expect, test, vi } from 'vitest'
import { unwrap } from '../../shared/kit/fault.ts'
import type { Replica } from './api.ts'
import { makeDevice, makeRandom, type Device } from './stage.ts'
import { makeStandIn } from './stand-in.ts'

const id = (n: number) => `0000000000000000000000000${n}`
const TICKETS = [id(1), id(2), id(3)]
const STEPS = 60
const devices: Device[] = []

afterEach(() => {
  for (const device of devices.splice(0)) device.close()
})

const until = (check: () => unknown) => vi.waitFor(check, { timeout: 8_000, interval: 2 })

test.each([1, 2, 3])(
  '[CO2] [OU3] every edit has one effect or is kept as refused (seed %i)',
  async (seed) => {
    const random = makeRandom(seed)
    const below = (n: number) => (random(1)[0] ?? 0) % n
    const server = makeStandIn()
    for (const ticket of TICKETS) server.addTicket(ticket, ticket)
    const pair = [makeDevice(server, seed * 100), makeDevice(server, seed * 100 + 1)]
    devices.push(...pair)
    const open: Replica[] = []
    for (const device of pair) open.push(await device.open())
    await until(() => {
      for (const replica of open) expect(replica.rows()).toHaveLength(TICKETS.length)
    })
    await until(() => {
      for (const replica of open) expect(replica.sync().progress).toBeNull()
    })
    const verdicts = new Map<string, boolean>()
    server.judge = (push) => {
      const isDenied = verdicts.get(push.pushId) ?? below(8) === 0
      verdicts.set(push.pushId, isDenied)
      return isDenied ? 'ticket/denied' : null
    }
    server.doesAnswer = () => {
      if (below(6) > 0) return true
      // An answer that never comes would be waited for: the line breaks with it.
      setTimeout(() => {
        server.goDown()
        server.comeUp()
      }, 1)
      return false
    }

    const made: string[] = []
    for (let step = 0; step < STEPS; step++) {
      const who = below(2)
      const kind = below(12)
      if (kind === 0) server.goDown()
      else if (kind === 1) server.comeUp()
      else if (kind === 2) {
        open[who]?.close()
        const device = pair[who]
        if (device) open[who] = await device.open()
      } else {
        const tag = `t${step}`
        const ticket = TICKETS[below(TICKETS.length)] ?? id(1)
        const done = await open[who]?.edit(ticket, { op: 'add-tag', tag })
        if (done?.ok) made.push(tag)
      }
    }

    server.judge = () => null
    server.doesAnswer = () => true
    server.comeUp()
    await until(() => {
      for (const replica of open) {
        const { link, waiting, progress } = replica.sync()
        expect([link.state, waiting, progress]).toEqual(['live', 0, null])
      }
    })
    const onServer = TICKETS.flatMap((ticket) => server.ticket(ticket).tags)
    const refused = (await Promise.all(open.map((replica) => replica.waiting()))).flat()
    const refusedTags = refused.map((item) => item.title.replace('tag + ', ''))
    expect(made.length).toBeGreaterThan(STEPS / 3)
    expect([...onServer, ...refusedTags].sort()).toEqual([...made].sort())
    const pushIds = server.carriedOut.map((push) => push.pushId)
    expect(new Set(pushIds).size).toBe(pushIds.length)
    for (const replica of open)
      for (const ticket of TICKETS)
        await until(async () => {
          const shown = unwrap(await replica.openTicket(ticket))
          expect(shown.ticket).toEqual(server.ticket(ticket))
          expect(replica.row(ticket)?.tags).toEqual(server.ticket(ticket).tags)
        })
    expect(pair.flatMap((device) => device.bugs)).toEqual([])
  },
  20_000,
)
