/** The feed over its two ways, and a reader that does not read. */
import { inflateRawSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import * as decoding from 'lib0/decoding'
import { unwrap } from '../../shared/kit/fault.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import { v } from '../../shared/kit/schema.ts'
import type { Rights } from '../../shared/ticket/ticket-rules.ts'
import { FetchedDoc, FeedManifest, FeedPage, NEXT_PAGE_HEADER } from '../../shared/wire/down.ts'
import { openWebStage, type WebStage } from '../http/test-stage/web-stage.ts'

// Megabytes over real sockets, on a busy machine.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 })

let web: WebStage
let ada: Rights
let token = ''
beforeAll(async () => {
  web = await openWebStage({ DESKSIDE_RATE_LIMITS: 'off' })
  ada = await web.agent('Ada')
  token = await web.bearer(ada)
})
afterAll(() => web.close())

const headers = () => ({ authorization: `Bearer ${token}` })
const get = async (path: string) => (await web.call(path, { headers: headers() })).json()
const move = async (ticket: string, queue: string) =>
  unwrap(await web.push(ada, { kind: 'move', ticket, queue }))

async function connect() {
  const socket = web.socket('/sync', ['deskside', `bearer.${token}`])
  await socket.opened()
  socket.say({ type: 'hello', protocol: 2, device: web.newId() })
  await socket.hear('welcome')
  return socket
}

describe('two ways', () => {
  test('[FE7] a page, its reset and a document are the same on both', async () => {
    const tickets = [await web.ticket(), await web.ticket(), await web.ticket()]
    await move(tickets[0] ?? '', 'payments')
    await web.desk.database.write((tx) =>
      tx.run(`UPDATE scopes SET floor = 3 WHERE scope = 'q:support'`),
    )
    const socket = await connect()
    for (const [scope, after] of [
      ['q:support', 0],
      ['q:support', 1],
      ['q:support', 3],
      ['q:support', 999],
      ['q:payments', 0],
      ['q:community', 5],
    ] as const) {
      socket.say({ type: 'feed', scope, after })
      const told = await socket.hear('page', (page) => page.scope === scope && page.after === after)
      const asked = v.parse(FeedPage, await get(`/feed?scope=${scope}&after=${after}`))
      expect(told).toEqual(asked)
      expect(asked.isReset).toBe(after === 1 || after === 999 || after === 5)
    }
    const want = tickets.map((ticket, at) => ({ ticket, version: at % 2 }))
    socket.say({ type: 'docs', want })
    const told = await socket.hear('docs')
    const ask = async (isPacked?: true) => {
      const response = await web.json('/docs', { want, isPacked }, headers())
      const bytes = new Uint8Array(await response.arrayBuffer())
      const body: unknown = decoding.readAny(decoding.createDecoder(bytes))
      return v.parse(v.object({ items: v.array(FetchedDoc) }), body)
    }
    const asked = await ask()
    const bytesOf = (items: readonly FetchedDoc[]) =>
      items.map((item) => ({ ...item, bytes: Buffer.from(item.bytes).toString('hex') }))
    expect(bytesOf(told.items)).toEqual(bytesOf(asked.items))
    expect(told.items.map((item) => item.kind)).toEqual(['state', 'update', 'state'])
    // Who asks for it is sent each state packed by itself, and nothing else.
    const { items: packed } = await ask(true)
    expect(packed.map((item) => item.kind)).toEqual(['packed', 'update', 'packed'])
    const plain = packed.map((item) => {
      if (item.kind !== 'packed') return item
      const { plainBytes, ...rest } = item
      const bytes = Uint8Array.from(inflateRawSync(item.bytes))
      expect(bytes.length).toBe(plainBytes)
      return { ...rest, kind: 'state' as const, bytes }
    })
    expect(bytesOf(plain)).toEqual(bytesOf(asked.items))
    expect(v.parse(FeedManifest, await get('/feed/manifest?scope=q:support')).tickets).toEqual(
      tickets.slice(1),
    )
    socket.raw.close()
  })

  test('a page that is not the last says ahead of itself where the next one begins', async () => {
    const count = LIMITS.feedPageRows + 1
    await web.desk.database.write(async (tx) => {
      await tx.run(`INSERT INTO scopes (scope, seq) VALUES ('q:community', ?)`, count)
      for (let seq = 1; seq <= count; seq++)
        await tx.run(
          `INSERT INTO feed (scope, ticket, seq, version, op, at) VALUES ('q:community', ?, ?, 1, 'leave', 0)`,
          web.newId(),
          seq,
        )
    })
    const nextOf = async (after: number) => {
      const response = await web.call(`/feed?scope=q:community&after=${after}`, {
        headers: headers(),
      })
      const { next, isLast } = v.parse(FeedPage, await response.json())
      return { said: response.headers.get(NEXT_PAGE_HEADER), next, isLast }
    }
    expect(await nextOf(0)).toEqual({ said: '1000', next: 1000, isLast: false })
    expect(await nextOf(1000)).toEqual({ said: null, next: 1001, isLast: true })
  })

  test('what cannot be asked is refused', async () => {
    for (const path of [
      '/feed?scope=q:support&after=-1',
      '/feed?scope=q:support&after=1.5',
      '/feed/manifest',
      '/feed/manifest?scope=support',
      '/feed/manifest?scope=q:support&from=x',
    ])
      expect([path, (await web.call(path, { headers: headers() })).status]).toEqual([path, 400])
  })
})

describe('a slow reader', () => {
  test('[FE8] loses its socket at the limit; what it asked for is not kept, and nobody else waits', async () => {
    const ticket = await web.ticket()
    const words = 'a word that takes room '.repeat(600)
    for (let at = 0; at < 40; at++)
      unwrap(
        await web.push(ada, {
          kind: 'edit',
          ticket,
          ops: [{ op: 'add-note', id: web.newId(), text: `${at} ${words}`, mentions: [] }],
        }),
      )
    const [slow, quick] = [await connect(), await connect()]
    // Nothing is taken from the line any more; what the kernel holds is not the server's memory.
    slow.raw.pause()
    const [item] = await web.desk.feed.documents(ada, [{ ticket, version: 0 }])
    const size = item?.bytes.length ?? 0
    expect(size).toBeGreaterThan(400_000)
    const asked = Math.ceil((10 * LIMITS.unsentBytesPerSocket) / size)
    for (let at = 0; at < asked; at++) slow.say({ type: 'docs', want: [{ ticket, version: 0 }] })
    // The server has read all of it once the last is answered, or refused: another socket tells.
    quick.say({ type: 'ping' })
    await quick.hear('pong')
    slow.raw.resume()
    // Cut off, not asked to leave: a close would wait behind what is not read.
    expect((await slow.closed).code).toBe(1006)
    const received = slow.heard.filter((message) => message.type === 'docs').length
    expect(received).toBeLessThan(asked / 2)
    quick.say({ type: 'docs', want: [{ ticket, version: 0 }] })
    expect((await quick.hear('docs')).items[0]?.bytes.length).toBe(size)
    quick.raw.close()
  })
})
