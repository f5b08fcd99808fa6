/** Searching on the server, on whichever store the tests are run on. */
import { afterEach, describe, expect, test } from 'vitest'
import { unwrap } from '../../shared/kit/fault.ts'
import { v } from '../../shared/kit/schema.ts'
import { openWebStage, type WebStage } from '../http/test-stage/web-stage.ts'
import { verify } from '../operator/verify.ts'
import type { TicketOp } from '../../shared/ticket/ticket-ops.ts'
import type { Rights } from '../../shared/ticket/ticket-rules.ts'

const Page = v.looseObject({
  tickets: v.array(v.looseObject({ number: v.number(), excerpt: v.optional(v.string()) })),
  cursor: v.nullable(v.string()),
})
const Problem = v.looseObject({
  code: v.string(),
  why: v.optional(v.string()),
  at: v.optional(v.number()),
  length: v.optional(v.number()),
})

let open: WebStage | null = null
afterEach(async () => {
  await open?.close()
  open = null
})

async function openDesk() {
  const web = await openWebStage()
  open = web
  const ann = await web.agent('Ann', null, 'admin')
  const tokens = new Map<string, string>()
  const ask = async (rights: Rights, path: string) => {
    const token = tokens.get(rights.person) ?? (await web.bearer(rights))
    tokens.set(rights.person, token)
    return web.call(path, { headers: { authorization: `Bearer ${token}` } })
  }
  /** Numbers of the tickets that are found. */
  const find = async (q: string, { as = ann, more = '' }: { as?: Rights; more?: string } = {}) => {
    const answer = await ask(as, `/api/tickets?q=${encodeURIComponent(q)}${more}`)
    if (answer.status !== 200) throw new Error(`${answer.status} ${await answer.text()}`)
    return v.parse(Page, await answer.json())
  }
  const numbers = async (q: string, as = ann) =>
    (await find(q, { as })).tickets.map(({ number }) => number).sort((a, b) => a - b)
  const wrong = async (q: string) => {
    const answer = await ask(ann, `/api/tickets?q=${encodeURIComponent(q)}`)
    return { status: answer.status, ...v.parse(Problem, await answer.json()) }
  }
  const push = async (ticket: string, ...ops: TicketOp[]) =>
    unwrap(await web.push(ann, { kind: 'edit', ticket, ops }))
  return { web, ann, ask, find, numbers, wrong, push }
}

const noteOf = (id: string, text: string): TicketOp => ({ op: 'add-note', id, text, mentions: [] })

describe('what is found', () => {
  test('[DR12] [SE1] has:draft finds what is being answered, whoever began', async () => {
    const { web, ann, numbers } = await openDesk()
    const bob = await web.agent('Bob')
    const mine = await web.ticket()
    await web.ticket()
    await web.draft(ann, mine, 'Half a reply')
    const { number } = (await web.read(mine)).facts
    expect(await numbers('has:draft')).toEqual([number])
    expect(await numbers('has:draft', bob)).toEqual([number])
    expect(await numbers('-has:draft', bob)).toHaveLength(1)
  })

  test('[SP4] spam: in no list and no search but one that asks for it, or for its number', async () => {
    const { web, ann, ask, numbers, push } = await openDesk()
    const junk = await web.ticket('junk@other.test', { subject: 'Cheap zebras', body: 'Buy.' })
    await web.ticket('ruth@customer.test', { subject: 'My zebra', body: 'It limps.' })
    expect(await numbers('zebra')).toEqual([1, 2])
    await push(junk, { op: 'mark-spam', isSpam: true })
    const list = async () =>
      v
        .parse(Page, await (await ask(ann, '/api/tickets')).json())
        .tickets.map((ticket) => ticket.number)
    expect(await list()).toEqual([2])
    const asked: [string, number[]][] = [
      ['zebra', [2]],
      ['is:open', [2]],
      ['-status:closed', [2]],
      ['is:spam', [1]],
      ['zebra is:spam', [1]],
      ['zebra -is:spam', [2]],
      ['is:spam OR limps', [1, 2]],
      ['id:1', [1]],
    ]
    for (const [q, found] of asked) expect(await numbers(q), q).toEqual(found)
    await push(junk, { op: 'mark-spam', isSpam: false })
    expect(await list()).toEqual([1, 2])
    expect(await numbers('zebra')).toEqual([1, 2])
    expect(await numbers('is:spam')).toEqual([])
  })

  test('words of the head, of people and of every message, right after they were committed', async () => {
    const { web, ann, numbers, push } = await openDesk()
    const first = await web.ticket('ruth@customer.test', { subject: 'Rückerstattung' })
    await web.ticket('omar@customer.test', {
      subject: '退款申请',
      body: 'السلام عليكم',
      requester: { name: 'Ömer', address: 'omar@customer.test' },
    })
    await push(first, noteOf(web.newId(), 'The zebra is in the cellar'))
    await push(first, { op: 'add-tag', tag: 'vip' }, { op: 'set-priority', priority: 'high' })
    const asked: [string, number[]][] = [
      ['ruckerstatt', [1]],
      ['zebra', [1]],
      ['zebr cellar', [1]],
      ['"zebra is in"', [1]],
      ['"zebra cellar"', []],
      ['请', [2]],
      ['款申', [2]],
      ['السلام', [2]],
      ['customer.test', [1, 2]],
      ['from:omer', [2]],
      ['from:zebra', []],
      ['-zebra', [2]],
      ['zebra OR 退款', [1, 2]],
      ['label:vip', [1]],
      ['-label:vip', [2]],
      ['priority:high OR from:omar', [1, 2]],
      ['has:note', [1]],
      ['-has:note is:open', [2]],
      ['id:2', [2]],
      ['in:support status:new -(zebra OR 退款)', []],
      ['assignee:none', [1, 2]],
    ]
    for (const [q, found] of asked) expect(await numbers(q), q).toEqual(found)
    // The same once the words are in the index.
    await web.desk.searchListing.list()
    for (const [q, found] of asked) expect(await numbers(q), `${q}, listed`).toEqual(found)
    await push(first, { op: 'set-assignee', assignee: ann.person })
    expect(await numbers('assignee:ann')).toEqual([1])
    expect(await numbers('assignee:me')).toEqual([1])
  })

  test('a subject that was changed, a tag that was taken away', async () => {
    const { web, numbers, push } = await openDesk()
    const id = await web.ticket('ruth@customer.test', { subject: 'zebra' })
    await push(id, { op: 'add-tag', tag: 'vip' })
    await web.desk.searchListing.list()
    await push(id, { op: 'set-subject', subject: 'lion' }, { op: 'remove-tag', tag: 'vip' })
    expect(await numbers('zebra')).toEqual([])
    expect(await numbers('vip')).toEqual([])
    expect(await numbers('lion')).toEqual([1])
  })

  test('page by page, by cursor, without one twice or missing', async () => {
    const { web, find } = await openDesk()
    for (let at = 0; at < 7; at++) {
      web.advance(1_000)
      await web.ticket('ruth@customer.test', { subject: `zebra ${at}` })
    }
    for (const q of ['zebra', 'zebra priority:normal']) {
      const seen: number[] = []
      let cursor: string | null = null
      do {
        const page: v.InferOutput<typeof Page> = await find(q, {
          more: `&limit=3${cursor === null ? '' : `&cursor=${cursor}`}`,
        })
        seen.push(...page.tickets.map(({ number }) => number))
        cursor = page.cursor
      } while (cursor !== null)
      expect(seen).toEqual([7, 6, 5, 4, 3, 2, 1])
    }
  })

  test('an excerpt shows where', async () => {
    const { web, find, push } = await openDesk()
    const id = await web.ticket()
    await push(id, noteOf(web.newId(), `${'so it goes '.repeat(60)} the zebra ${'on '.repeat(60)}`))
    const page = await find('zebra', { more: '&excerpts=1' })
    expect(page.tickets[0]?.excerpt).toContain('the zebra')
  })

  test('[SE5] days begin in the zone that is named', async () => {
    const { web, find } = await openDesk()
    // Monday, 10:00 in UTC: Tuesday has begun in no zone, in Auckland it is 23:00.
    await web.ticket()
    web.advance(3 * 3_600_000)
    const count = async (zone: string) =>
      (await find('after:2026-03-03', { more: `&zone=${zone}` })).tickets.length
    await web.ticket('late@customer.test')
    expect(await count('UTC')).toBe(0)
    expect(await count('Pacific/Auckland')).toBe(1)
  })
})

describe('[SE6] nobody learns by searching of what they may not see', () => {
  test('no hit, no excerpt, no page, no merged ticket', async () => {
    const { web, find, numbers, ask } = await openDesk()
    const ben = await web.agent('Ben', ['payments'])
    await web.ticket('ruth@customer.test', { subject: 'zebra', queue: 'support' })
    web.advance(1_000)
    await web.ticket('omar@customer.test', { subject: 'zebra', queue: 'payments' })
    for (const q of ['zebra', 'zebra is:open', 'from:ruth OR from:omar', '-lion', 'id:1 OR id:2'])
      expect(await numbers(q, ben), q).toEqual([2])
    for (const q of ['id:1', 'from:ruth@customer.test', 'in:support', 'zebra in:support'])
      expect(await numbers(q, ben), q).toEqual([])
    const page = await find('zebra', { as: ben, more: '&limit=1&excerpts=1' })
    expect(page.cursor).toBeNull()
    expect((await ask(ben, '/api/tickets?q=zebra&queue=support')).status).toBe(404)
  })
})

describe('[SE7] words that were taken out are in no index from that commit on', () => {
  const traces = async (web: WebStage, word: string) =>
    (await web.placesOf(word)).filter((place) => place.startsWith('search'))

  test.each([true, false])('redacted, deleted (in the index before: %s)', async (isListed) => {
    const { web, ann, numbers, push } = await openDesk()
    const id = await web.ticket('ruth@customer.test', { body: 'my zebraword is here' })
    await push(id, noteOf(web.newId(), 'a lionword'))
    if (isListed) await web.desk.searchListing.list()
    expect(await numbers('zebraword')).toEqual([1])
    expect(await traces(web, 'zebraword')).not.toEqual([])
    const message = (await web.read(id)).messages[0]?.id ?? ''
    unwrap(await web.push(ann, { kind: 'redact', ticket: id, message, why: 'asked to' }))
    expect(await numbers('zebraword')).toEqual([])
    expect(await numbers('lionword')).toEqual([1])
    expect(await traces(web, 'zebraword')).toEqual([])
    unwrap(await web.push(ann, { kind: 'delete', ticket: id, why: 'asked to' }))
    expect(await numbers('lionword')).toEqual([])
    expect(await traces(web, 'lionword')).toEqual([])
    expect(await web.count('search_parts')).toBe(0)
  })

  test('a person who was erased', async () => {
    const { web, ann, numbers } = await openDesk()
    const id = await web.ticket('ruth@zebrahome.test', {
      subject: 'about zebraface',
      requester: { name: 'Ruth Zebraname', address: 'ruth@zebrahome.test' },
    })
    await web.desk.searchListing.list()
    expect(await numbers('from:zebraname')).toEqual([1])
    const contact = (await web.read(id)).facts.requester.id
    unwrap(await web.push(ann, { kind: 'erase', contact, why: 'asked to' }))
    await web.desk.jobs.runDue()
    for (const word of ['zebraname', 'zebrahome', 'zebraface']) {
      expect(await numbers(word), word).toEqual([])
      expect(await traces(web, word), word).toEqual([])
    }
  })

  test('of a message that a merge left on two tickets', async () => {
    const { web, ann, numbers } = await openDesk()
    const from = await web.ticket('ruth@customer.test', { body: 'the zebraword' })
    const into = await web.ticket('ruth@customer.test')
    unwrap(await web.push(ann, { kind: 'merge', ticket: from, into }))
    expect(await numbers('zebraword')).toEqual([1, 2])
    expect(await numbers('zebraword -is:merged')).toEqual([2])
    await web.desk.searchListing.list()
    const message = (await web.read(from)).messages.find(({ kind }) => kind === 'inbound')?.id ?? ''
    unwrap(await web.push(ann, { kind: 'redact', ticket: into, message, why: 'asked to' }))
    expect(await numbers('zebraword')).toEqual([])
    expect(await traces(web, 'zebraword')).toEqual([])
  })
})

describe('a search that is wrong, or hostile', () => {
  test('[SE1] its mistake is told with its place', async () => {
    const { wrong } = await openDesk()
    expect(await wrong('refund colour:red')).toMatchObject({
      status: 400,
      code: 'search/invalid',
      why: 'unknown-operator',
      at: 7,
      length: 7,
    })
    expect(await wrong('is:unread')).toMatchObject({ status: 400, why: 'not-known', at: 0 })
  })
  test('[SE2] ten kilobytes, five hundred terms, signs of the databases', async () => {
    const { web, wrong, numbers } = await openDesk()
    expect(await wrong('a'.repeat(10_000))).toMatchObject({ status: 400, why: 'too-long' })
    expect(await wrong('a '.repeat(450))).toMatchObject({ status: 400, why: 'too-many-terms' })
    expect(await wrong('***')).toMatchObject({ status: 400 })
    await web.ticket('ruth@customer.test', { subject: 'one two' })
    for (const q of [`one' OR 1=1 --x`, 'one* AND two', '"one* two"', 'NEAR(one two)', 'words:x'])
      expect(await numbers(q).then(String, String), q).toMatch(/^(\d*|Error: 400.*)$/s)
    expect(await numbers(`o'ne`)).toEqual([])
    expect(await numbers('one*')).toEqual([1])
  })
})

describe('[SE8] what was there before the index is put into it', () => {
  test('in slices, once, and again from the start after a kill', async () => {
    const { web, numbers } = await openDesk()
    for (let at = 0; at < 45; at++) await web.ticket(`c${at}@customer.test`, { subject: 'zebra' })
    // As if all had come before the index did.
    await web.desk.database.write((tx) => tx.run(`DELETE FROM search_parts`))
    await web.desk.database.write((tx) => tx.run(`UPDATE tickets SET search = 'zebra old'`))
    expect(await numbers('zebra')).toEqual([])
    const found = await verify(web.desk, () => {})
    expect(found.differences).toBe(0)
    expect(found.unindexed).toBe(45)
    expect(await web.desk.searchFill.fill()).toBe(45)
    expect(await web.desk.searchFill.fill()).toBe(0)
    expect((await numbers('zebra')).length).toBe(45)
    expect(await web.count('tickets', `search <> ''`)).toBe(0)
    const again = await verify(web.desk, () => {})
    expect([again.differences, again.unindexed]).toEqual([0, 0])
  })
  test('one that changes before its turn is put into it whole', async () => {
    const { web, numbers, push } = await openDesk()
    const ticket = await web.ticket('ruth@customer.test', { subject: 'zebra' })
    await web.desk.database.write((tx) => tx.run(`DELETE FROM search_parts`))
    await push(ticket, noteOf(web.newId(), 'giraffe'))
    expect(await numbers('zebra giraffe')).toEqual([1])
    const found = await verify(web.desk, () => {})
    expect([found.differences, found.unindexed]).toEqual([0, 0])
  })
  test('verify tells an index that is not what the document says', async () => {
    const { web } = await openDesk()
    await web.ticket()
    await web.desk.database.write((tx) => tx.run(`DELETE FROM search_parts WHERE part = 'head'`))
    const found = await verify(web.desk, () => {})
    expect(found.listed.join()).toMatch(/search/)
  })
})
