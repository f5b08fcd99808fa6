/**
 * `feed`: a fresh client and a full desk: how long until every row can be listed, and until every document is there,
 * over HTTP and over the socket; and a client that was away while thirty tickets changed. Reference: the same bytes in
 * the same requests from a bare HTTP server.
 */
import { randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import { decodeAny } from 'lib0/buffer'
import { makeId } from '../../shared/kit/id.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import { v } from '../../shared/kit/schema.ts'
import { DocItem, FeedPage, type ServerMessage } from '../../shared/wire/down.ts'
import type { Person, Stage } from '../stage.ts'
import { openSyncSocket } from '../stage/sync-socket.ts'
import type { Bench } from './bench.ts'
import { openBenchDesk } from './desk.ts'
import { medianOf } from './figures.ts'

type Copy = { rows: Map<string, number>; docs: Map<string, Uint8Array> }
type Run = { rowsMs: number; docsMs: number; copy: Copy; answers: number[]; rowAnswers: number }

type CatchUp = { ms: number; bareMs: number }

/** What a morning brings. */
const CHANGED = 30

const Docs = v.object({ items: v.array(DocItem) })
const Scopes = v.object({ scopes: v.array(v.object({ scope: v.string(), seq: v.number() })) })

export const measureFeed: Bench = async ({ repeats, tickets, say }) => {
  const { stage, agent } = await openBenchDesk()
  try {
    say(`seeding ${tickets} tickets`)
    const seedStartedAt = performance.now()
    await stage.verb('demo', 'seed', '--tickets', String(tickets))
    const seedSeconds = (performance.now() - seedStartedAt) / 1000
    const http: Run[] = []
    const socket: Run[] = []
    const bare: { rowsMs: number; docsMs: number }[] = []
    for (let at = 0; at < repeats; at++) {
      say(`round ${at + 1} of ${repeats}`)
      const overHttp = await readOverHttp(stage, agent)
      http.push(overHttp)
      bare.push(await readBare(overHttp))
      socket.push(await readOverSocket(stage, agent))
    }
    const away: CatchUp[] = []
    for (let at = 0; at < repeats; at++) away.push(await catchUp(stage, agent, http.at(-1)))
    const [first] = http
    if (!first || first.copy.rows.size < tickets || first.copy.docs.size < first.copy.rows.size)
      throw new Error('the copy is not whole')
    const bytes = [...first.copy.docs.values()].reduce((sum, doc) => sum + doc.length, 0)
    const reference = (part: 'rowsMs' | 'docsMs') => ({
      name: 'bare HTTP',
      value: medianOf(bare, (run) => run[part]),
    })
    const figure = (name: string, runs: Run[], part: 'rowsMs' | 'docsMs') => ({
      name,
      unit: 'ms',
      value: medianOf(runs, (run) => run[part]),
      reference: reference(part),
    })
    return {
      isBuilt: stage.isBuilt,
      notes: [
        `${first.copy.rows.size} tickets, ${Math.round(bytes / first.copy.docs.size)} bytes a document, seeded in ${seedSeconds.toFixed(1)} s; ${repeats} rounds`,
        'a client in Node: it keeps the bytes; storing them in a browser is not in these figures',
      ],
      figures: [
        figure('all rows, HTTP', http, 'rowsMs'),
        figure('all documents, HTTP', http, 'docsMs'),
        figure('all rows, socket', socket, 'rowsMs'),
        figure('all documents, socket', socket, 'docsMs'),
        {
          name: `${CHANGED} changed tickets, rows and documents`,
          unit: 'ms',
          value: medianOf(away, (run) => run.ms),
          reference: { name: 'bare HTTP', value: medianOf(away, (run) => run.bareMs) },
        },
      ],
    }
  } finally {
    await stage.close()
  }
}

/** Knows every cursor and version; then thirty tickets change, and it asks what it missed. */
async function catchUp(stage: Stage, agent: Person, before: Run | undefined): Promise<CatchUp> {
  if (!before) throw new Error('there is no copy to go on from')
  const held = before.copy.rows
  const ids = [...held.keys()]
  const cursors = v.parse(Scopes, (await agent.api.get('/feed')).json).scopes
  const step = Math.max(1, Math.floor(ids.length / CHANGED))
  for (let at = 0; at < CHANGED; at++) {
    const priority = at % 2 === 0 ? 'high' : 'urgent'
    const id = ids[at * step] ?? ''
    const old = await agent.api.get(`/api/tickets/${id}`)
    const isHigh = v.parse(v.object({ priority: v.string() }), old.json).priority === priority
    const changed = await agent.api.patch(`/api/tickets/${id}`, {
      priority: isHigh ? 'low' : priority,
    })
    if (changed.status !== 200) throw new Error(`patch: ${changed.status} ${changed.text}`)
  }
  const { read, answers } = makeReader(stage, agent)
  const startedAt = performance.now()
  const moved: string[] = []
  for (const { scope, seq } of cursors) {
    const answer = await read(`/feed?scope=${encodeURIComponent(scope)}&after=${seq}`)
    const page = v.parse(FeedPage, JSON.parse(new TextDecoder().decode(answer)))
    for (const item of page.items) moved.push(item.ticket)
  }
  const want = moved.map((ticket) => ({ ticket, version: held.get(ticket) ?? 0 }))
  const decoded: unknown = decodeAny(await read('/docs', JSON.stringify({ want })))
  const items = v.parse(Docs, decoded).items
  const ms = performance.now() - startedAt
  if (new Set(items.map((item) => item.ticket)).size !== CHANGED)
    throw new Error(`${items.length} documents came`)
  for (const item of items) held.set(item.ticket, item.version)
  const bare = await readBare({ answers, rowAnswers: cursors.length })
  return { ms, bareMs: bare.docsMs }
}

/** Reads as a browser does; keeps how large each answer was. */
function makeReader(stage: Stage, agent: Person) {
  const answers: number[] = []
  const headers = { authorization: `Bearer ${agent.token}` }
  const read = async (path: string, body?: string): Promise<Uint8Array> => {
    const answer = await fetch(stage.url + path, {
      headers: body === undefined ? headers : { ...headers, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { method: 'POST', body }),
    })
    const bytes = new Uint8Array(await answer.arrayBuffer())
    if (!answer.ok) throw new Error(`${path}: ${answer.status}`)
    answers.push(bytes.length)
    return bytes
  }
  return { read, answers }
}

async function readOverHttp(stage: Stage, agent: Person): Promise<Run> {
  const copy: Copy = { rows: new Map(), docs: new Map() }
  const { read, answers } = makeReader(stage, agent)
  const readJson = async (path: string): Promise<unknown> =>
    JSON.parse(new TextDecoder().decode(await read(path)))

  const startedAt = performance.now()
  const { scopes } = v.parse(Scopes, await readJson('/feed'))
  for (const { scope } of scopes)
    for (let after = 0, isLast = false; !isLast;) {
      const page = v.parse(
        FeedPage,
        await readJson(`/feed?scope=${encodeURIComponent(scope)}&after=${after}`),
      )
      keepRows(copy, page)
      after = page.next
      isLast = page.isLast
    }
  const rowsMs = performance.now() - startedAt
  const rowAnswers = answers.length
  await fetchAll(copy, async (want) => {
    const decoded: unknown = decodeAny(await read('/docs', JSON.stringify({ want })))
    return v.parse(Docs, decoded).items
  })
  return { rowsMs, docsMs: performance.now() - startedAt, copy, answers, rowAnswers }
}

async function readOverSocket(stage: Stage, agent: Person): Promise<Run> {
  const copy: Copy = { rows: new Map(), docs: new Map() }
  const startedAt = performance.now()
  const device = makeId(Date.now(), randomBytes)
  const socket = await openSyncSocket({ wsUrl: stage.wsUrl, token: agent.token, device })
  let onAnswer: (message: ServerMessage) => void = () => {}
  socket.onMessage((message) => onAnswer(message))
  const answered = <T extends ServerMessage['type']>(type: T, ask: () => void) =>
    new Promise<Extract<ServerMessage, { type: T }>>((resolve, reject) => {
      onAnswer = (message) => {
        if (isOfType(message, type)) resolve(message)
        if (message.type === 'fault') reject(new Error(message.detail))
      }
      ask()
    })
  for (const { scope } of socket.welcome.scopes)
    for (let after = 0, isLast = false; !isLast;) {
      const page = await answered('page', () => socket.send({ type: 'feed', scope, after }))
      keepRows(copy, page)
      after = page.next
      isLast = page.isLast
    }
  const rowsMs = performance.now() - startedAt
  await fetchAll(copy, async (want) => {
    const { items } = await answered('docs', () => socket.send({ type: 'docs', want }))
    return items
  })
  const docsMs = performance.now() - startedAt
  socket.close()
  return { rowsMs, docsMs, copy, answers: [], rowAnswers: 0 }
}

function isOfType<T extends ServerMessage['type']>(
  message: ServerMessage,
  type: T,
): message is Extract<ServerMessage, { type: T }> {
  return message.type === type
}

function keepRows(copy: Copy, page: FeedPage): void {
  for (const item of page.items) if (item.row) copy.rows.set(item.ticket, item.version)
}

/** An answer may hold fewer documents than were asked for: the rest is asked for again. */
async function fetchAll(
  copy: Copy,
  fetchSome: (want: { ticket: string; version: number }[]) => Promise<DocItem[]>,
): Promise<void> {
  const missing = new Set(copy.rows.keys())
  while (missing.size > 0) {
    const want = [...missing].slice(0, LIMITS.documentsPageCount)
    const items = await fetchSome(want.map((ticket) => ({ ticket, version: 0 })))
    if (items.length === 0) throw new Error('no documents came')
    for (const item of items) {
      copy.docs.set(item.ticket, item.bytes)
      missing.delete(item.ticket)
    }
  }
}

/** The same answers by size, from a server that does nothing else, read by the same client. */
async function readBare(
  run: Pick<Run, 'answers' | 'rowAnswers'>,
): Promise<{ rowsMs: number; docsMs: number }> {
  const bodies = run.answers.map((bytes) => Buffer.alloc(bytes, 'a'))
  const server = createServer((request, answer) => {
    answer.end(bodies[Number(request.url?.slice(1))])
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const startedAt = performance.now()
  let rowsMs = 0
  for (let at = 0; at < bodies.length; at++) {
    const answer = await fetch(`http://127.0.0.1:${port}/${at}`)
    await answer.arrayBuffer()
    if (at + 1 === run.rowAnswers) rowsMs = performance.now() - startedAt
  }
  const docsMs = performance.now() - startedAt
  server.closeAllConnections()
  await new Promise<void>((resolve) => server.close(() => resolve()))
  return { rowsMs, docsMs }
}
