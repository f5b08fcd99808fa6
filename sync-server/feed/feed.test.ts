/** The feed over time: one entry a ticket and scope, leaves that are kept for a while, cursors that are too old. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { DAY_MS, LIMITS } from '../../shared/kit/limits.ts'
import { unwrap } from '../../shared/kit/fault.ts'
import { v } from '../../shared/kit/schema.ts'
import { makeDoc, readTicket } from '../../shared/ticket/ticket-doc.ts'
import type { Rights } from '../../shared/ticket/ticket-rules.ts'
import { FeedPage } from '../../shared/wire/down.ts'
import { openStage, type Stage } from '../commit/test-stage/desk-stage.ts'
import { makeHousekeeping } from '../jobs/housekeeping.ts'
import { readEverything } from './test-stage/reader.ts'

let stage: Stage
let ada: Rights
beforeEach(async () => {
  stage = await openStage()
  ada = await stage.agent('Ada')
})
afterEach(() => stage.close())

const page = (queue: string, after: number) => stage.desk.feed.page(`q:${queue}`, after)
const move = async (ticket: string, queue: string) =>
  unwrap(await stage.push(ada, { kind: 'move', ticket, queue }))
const tag = async (ticket: string, name: string) =>
  unwrap(await stage.push(ada, { kind: 'edit', ticket, ops: [{ op: 'add-tag', tag: name }] }))
const tidy = () => makeHousekeeping(stage.desk.parts, stage.desk.timers).tidy()

describe('entries', () => {
  test('[FE3] however often a ticket changes, a scope has one entry of it, the newest and last', async () => {
    const [one, two] = [await stage.ticket(), await stage.ticket()]
    for (const name of ['a', 'b', 'c']) await tag(one, name)
    const { items } = await page('support', 0)
    expect(items.map((item) => item.ticket)).toEqual([two, one])
    expect(items[1]).toMatchObject({ version: 4, op: 'row', row: { tags: ['a', 'b', 'c'] } })
    expect(items[1]?.seq).toBe(5)
  })

  test('[FE3] there and back again leaves one entry here and one there', async () => {
    const ticket = await stage.ticket()
    for (const queue of ['payments', 'support', 'payments', 'support']) await move(ticket, queue)
    expect((await page('support', 0)).items).toMatchObject([{ ticket, op: 'row', version: 5 }])
    expect((await page('payments', 0)).items).toMatchObject([{ ticket, op: 'leave', row: null }])
  })

  test('[FE4] a leave carries nothing of the ticket', async () => {
    const ticket = await stage.ticket()
    const cursor = (await page('support', 0)).next
    await move(ticket, 'payments')
    await tag(ticket, 'secret')
    const left = await page('support', cursor)
    expect(left.items).toEqual([{ ticket, seq: 2, version: 2, op: 'leave', row: null }])
    expect(left.isReset).toBe(false)
  })
})

test('[FE7] as text a page says what it says as objects', async () => {
  const [first, second] = [await stage.ticket(), await stage.ticket()]
  await tag(first, 'a "word" \\ and ünlike')
  await move(second, 'payments')
  for (const [queue, after] of [
    ['support', 0],
    ['support', 2],
    ['support', 900],
    ['payments', 0],
    ['empty', 0],
  ] as const) {
    const { text, next } = await stage.desk.feed.pageText(`q:${queue}`, after)
    const said = JSON.parse(text)
    const told = await page(queue, after)
    expect(v.parse(FeedPage, said)).toEqual(told)
    expect(next).toBe(told.isLast ? null : told.next)
  }
})

describe('cursors', () => {
  test('[FE6] leaves are kept for their time; then a cursor from before them gets a reset', async () => {
    const [gone, stays] = [await stage.ticket(), await stage.ticket()]
    const before = (await page('support', 0)).next
    await move(gone, 'payments')
    stage.advance(LIMITS.feedLeavesKeptMs)
    await tidy()
    expect(await page('support', before)).toMatchObject({
      items: [{ ticket: gone, op: 'leave' }],
      isReset: false,
    })
    const after = (await page('support', before)).next
    stage.advance(1)
    expect(await tidy()).toBeGreaterThan(0)
    expect(await stage.count('feed', `op = 'leave'`)).toBe(0)
    expect(await page('support', before)).toMatchObject({ items: [], isReset: true, next: after })
    expect(await stage.desk.feed.manifest('q:support', '')).toEqual({
      scope: 'q:support',
      tickets: [stays],
      next: null,
    })
    // Who had seen the leave, and who begins, need no reset.
    expect((await page('support', after)).isReset).toBe(false)
    expect((await page('support', 0)).isReset).toBe(false)
  })

  test('[FE6] after a reset the cursor stands above what is forgotten, also when nothing follows it', async () => {
    const ticket = await stage.ticket()
    await move(ticket, 'payments')
    stage.advance(LIMITS.feedLeavesKeptMs + 1)
    await tidy()
    const reset = await page('support', 1)
    expect(reset).toMatchObject({ items: [], isReset: true, next: 2 })
    expect((await page('support', reset.next)).isReset).toBe(false)
    expect((await page('support', 0)).next).toBe(2)
  })

  test('[FE6] a leave that is forgotten and the floor are one transaction', async () => {
    const ticket = await stage.ticket()
    await move(ticket, 'payments')
    stage.advance(LIMITS.feedLeavesKeptMs + 1)
    const row = async () => ({
      leaves: await stage.count('feed', `op = 'leave'`),
      floor: Number(
        (await stage.sql.get(`SELECT floor FROM scopes WHERE scope = 'q:support'`))?.floor,
      ),
    })
    expect(await row()).toEqual({ leaves: 1, floor: 0 })
    const looked: unknown[] = []
    const work = tidy()
    for (let turn = 0; turn < 50; turn++) {
      looked.push(await row())
      await new Promise<void>((resolve) => setImmediate(resolve))
    }
    await work
    expect(await row()).toEqual({ leaves: 0, floor: 2 })
    for (const seen of looked)
      expect([
        { leaves: 1, floor: 0 },
        { leaves: 0, floor: 2 },
      ]).toContainEqual(seen)
  })

  test('[FE6] a cursor of another history gets a reset and everything from the beginning', async () => {
    const tickets = [await stage.ticket(), await stage.ticket()]
    const answer = await page('support', 500)
    expect(answer).toMatchObject({ after: 500, next: 2, isReset: true, isLast: true })
    expect(answer.items.map((item) => item.ticket)).toEqual(tickets)
    // In a queue that has seen nothing yet, too.
    expect(await page('community', 7)).toMatchObject({ items: [], next: 0, isReset: true })
  })

  test('a manifest goes on where its page ended', async () => {
    const ids: string[] = []
    const total = LIMITS.feedManifestIds + 3
    await stage.desk.database.write(async (tx) => {
      for (let at = 0; at < total; at++) {
        const ticket = `000000000000000000000${String(at).padStart(5, '0')}`
        ids.push(ticket)
        await tx.run(
          `INSERT INTO feed (scope, ticket, seq, version, op, at) VALUES ('q:support', ?, ?, 1, ?, 0)`,
          ticket,
          at + 1,
          at === 5 ? 'leave' : 'row',
        )
      }
    })
    const first = await stage.desk.feed.manifest('q:support', '')
    expect(first.tickets).toHaveLength(LIMITS.feedManifestIds)
    expect(first.next).toBe(first.tickets.at(-1))
    const second = await stage.desk.feed.manifest('q:support', first.next ?? '')
    expect(second.next).toBeNull()
    expect([...first.tickets, ...second.tickets]).toEqual(ids.filter((_, at) => at !== 5))
  })
})

describe('one question', () => {
  test('[FE2] first start, a month away and the next second end in the same', async () => {
    const scopes = ['q:support', 'q:payments']
    const begin = await readEverything(stage.desk, ada, scopes, new Map())
    const tickets = [await stage.ticket(), await stage.ticket(), await stage.ticket()]
    const month = await readEverything(stage.desk, ada, scopes, new Map(begin))
    let second = month
    for (const [at, ticket] of tickets.entries()) {
      await tag(ticket, `t${at}`)
      second = await readEverything(stage.desk, ada, scopes, second)
      await move(ticket, at === 1 ? 'community' : 'payments')
      second = await readEverything(stage.desk, ada, scopes, second)
    }
    stage.advance(30 * DAY_MS)
    await tidy()
    const fresh = await readEverything(stage.desk, ada, scopes, new Map())
    expect(second).toEqual(fresh)
    expect(await readEverything(stage.desk, ada, scopes, month)).toEqual(fresh)
    expect(await readEverything(stage.desk, ada, scopes, begin)).toEqual(fresh)
    expect(fresh.get('q:payments')?.tickets.size).toBe(2)
  })
})

describe('scopes', () => {
  test('a queue that is taken out of the settings takes no ticket out of sight', async () => {
    const eve = await stage.agent('Eve', ['payments'])
    const ticket = await stage.ticket()
    const scopesOf = async (rights: Rights) =>
      (await stage.desk.feed.scopesOf(rights)).map(({ scope }) => scope)
    unwrap(
      await stage.desk.parts.settings.change((settings) => ({
        ...settings,
        queues: settings.queues.filter((queue) => queue.slug === 'payments'),
      })),
    )
    expect(await scopesOf(ada)).toEqual(['q:payments', 'q:support'])
    expect(await scopesOf(eve)).toEqual(['q:payments'])
    // Once its last ticket is elsewhere it is gone from the list.
    await move(ticket, 'payments')
    expect(await scopesOf(ada)).toEqual(['q:payments'])
  })

  test('another name of a queue moves nothing', async () => {
    await stage.ticket()
    const before = await stage.desk.feed.scopesOf(ada)
    unwrap(
      await stage.desk.parts.settings.change((settings) => ({
        ...settings,
        queues: settings.queues.map((queue) => ({ ...queue, name: `The ${queue.name}` })),
      })),
    )
    expect(await stage.desk.feed.scopesOf(ada)).toEqual(before)
  })
})

describe('documents', () => {
  test('what was merged for one device lies there whole for the next, and takes further changes', async () => {
    const ticket = await stage.ticket()
    for (const name of ['a', 'b', 'c', 'd', 'e']) await tag(ticket, name)
    const snapshot = async () =>
      (await stage.sql.get(`SELECT state_version AS n FROM tickets WHERE id = ?`, ticket))?.['n']
    const read = async () => {
      const [item] = await stage.desk.feed.documents(ada, [{ ticket, version: 0 }])
      return item && readTicket(makeDoc(item.bytes))
    }
    expect(await snapshot()).toBe(1)
    const first = await read()
    await vi.waitFor(async () => expect(await snapshot()).toBe(6))
    expect(await read()).toEqual(first)
    await tag(ticket, 'f')
    expect((await read())?.tags).toEqual(['a', 'b', 'c', 'd', 'e', 'f'])
    expect((await read())?.messages).toHaveLength((first?.messages.length ?? 0) + 1)
  })
})
