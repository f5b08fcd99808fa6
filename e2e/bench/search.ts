/**
 * `search`: the index of a device with --tickets rows, of which as many have their documents here as a device holds, and
 * the same tickets on a server with SQLite. Made, asked, and how much memory it takes. Reference in the same run: plain
 * scanning of the same folded texts, which needs no index. Without a browser: what a key costs there in all is in the
 * scenarios. The commits a second before and after are those of `commits`.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { unwrap } from '../../shared/kit/fault.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import { noLog } from '../../shared/kit/log.ts'
import { fold } from '../../shared/search/fold.ts'
import { isDeep, makeTest, wantedOfLeaf, type SearchFacts } from '../../shared/search/match.ts'
import { parseSearch } from '../../shared/search/parse.ts'
import { partsOf, rowTexts, textOf } from '../../shared/search/parts.ts'
import { leavesOf, type Query } from '../../shared/search/query.ts'
import { makeRow } from '../../shared/ticket/row.ts'
import { makeDoc, setValue, Y } from '../../shared/ticket/ticket-doc.ts'
import type { Message, Row, Ticket } from '../../shared/ticket/ticket.ts'
import { makeEngine, type Engine } from '../../client/state/search-engine.ts'
import type { Question } from '../../client/state/search-index.ts'
import { readConfig } from '../../sync-server/config.ts'
import { openDesk, realSurroundings } from '../../sync-server/desk.ts'
import { searchTickets } from '../../sync-server/search/search-tickets.ts'
import type { Bench } from './bench.ts'
import { median, percentile, type Figure } from './figures.ts'

/** One that nearly all have, one that few have, two in a row, a phrase, a name, a fact, all of it at once. */
const ASKED = [
  'hinge',
  'w1234',
  'refund ord',
  '"order was lost"',
  'from:ana',
  'priority:high -refund',
  'refund from:ana is:open -label:vip',
]
const WORDS = 20_000
const MESSAGES = 4
const WORDS_A_MESSAGE = 80
const NOW = Date.UTC(2026, 2, 2, 10)

export const measureSearch: Bench = async ({ repeats, tickets, say }) => {
  say(`making ${tickets} tickets`)
  const all = makeTickets(tickets)
  const rows = all.map(({ id, ticket }) => makeRow(id, ticket))
  const held = all.slice(0, LIMITS.deviceDocuments)
  const device = measureDevice(rows, held, repeats, say)
  const server = await measureServer(all, repeats, say)
  return {
    isBuilt: false,
    notes: [
      `${tickets} rows, ${held.length} documents of ${MESSAGES} messages of ${WORDS_A_MESSAGE} words, ${WORDS} different words; ${repeats} rounds of ${ASKED.length} searches: ${ASKED.join(' · ')}`,
      ...device.notes,
      ...server.notes,
    ],
    figures: [...device.figures, ...server.figures],
  }
}

type Made = { id: string; ticket: Ticket }

function makeTickets(count: number): Made[] {
  const fraction = makeFraction()
  const pick = (most: number) => Math.floor(fraction() * most)
  const words = ['hinge', 'refund', 'order', 'was', 'lost', 'please']
  const sayOne = () => {
    const said: string[] = []
    for (let n = 0; n < WORDS_A_MESSAGE; n++) {
      const rank = Math.floor(WORDS * fraction() ** 3)
      said.push(words[rank] ?? `w${rank}`)
    }
    return said.join(' ')
  }
  return Array.from({ length: count }, (_, at): Made => {
    const id = at.toString().padStart(26, '0')
    const name = ['Ana Lima', 'Ben Okoro', 'Chloé Martin', 'Dana Novák'][at % 4] ?? ''
    const messages = Array.from({ length: MESSAGES }, (_one, n): Message => ({
      id: String(at * 10 + n).padStart(26, '0'),
      kind: n % 2 === 0 ? 'inbound' : 'reply',
      by: { kind: 'contact', id: `c${at % 1_000}`, name },
      at: NOW - at * 60_000 + n,
      text: sayOne(),
    }))
    return {
      id,
      ticket: {
        subject: `${sayOne().slice(0, 40)}`,
        status: pick(3) === 0 ? 'solved' : 'open',
        priority: pick(5) === 0 ? 'high' : 'normal',
        queue: 'support',
        assignee: null,
        snoozedUntil: null,
        isSnoozeFirm: false,
        isSpam: false,
        custom: {},
        tags: pick(10) === 0 ? ['vip'] : [],
        watchers: [],
        messages,
        delivery: {},
        facts: {
          number: at + 1,
          requester: {
            id: `c${at % 1_000}`,
            name,
            address: `c${at % 1_000}@outside.test`,
            isVerified: true,
          },
          organisation: null,
          channel: 'mail',
          acceptedAt: NOW - at * 60_000,
          mergedInto: null,
          alsoIn: [],
          participants: [],
          clocks: [],
        },
      },
    }
  })
}

/** Mulberry32: the same desk every time, and quick enough for millions of words. */
function makeFraction(): () => number {
  let state = 41
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

const FACTS: SearchFacts = {
  me: 'me',
  now: NOW,
  zone: 'UTC',
  nameOf: () => '',
  queueName: (slug) => slug,
  isUnread: () => false,
  hasDraft: () => false,
}

function read(text: string): Query {
  const parsed = parseSearch(text)
  if (!parsed.ok || !parsed.query) throw new Error(`${text} is no search`)
  return parsed.query
}

function bytesOf(ticket: Ticket): Uint8Array<ArrayBuffer> {
  const doc = makeDoc()
  doc.transact(() => {
    setValue(doc, 'fields', 'subject', ticket.subject)
    for (const message of ticket.messages) setValue(doc, 'messages', message.id, message)
    for (const [key, value] of Object.entries(ticket.facts))
      if (value !== null) setValue(doc, 'facts', key, value)
  })
  return Uint8Array.from(Y.encodeStateAsUpdate(doc))
}

function measureDevice(
  rows: readonly Row[],
  held: readonly Made[],
  repeats: number,
  say: (line: string) => void,
): { notes: string[]; figures: Figure[] } {
  say('indexing as the worker does')
  const docs = held.map(({ ticket }, n) => ({ n, bytes: bytesOf(ticket), said: [] }))
  collect()
  const before = process.memoryUsage()
  const engine = makeEngine()
  const slices: number[] = []
  const timed = (request: Parameters<Engine>[0]) => {
    const at = performance.now()
    const answer = engine(request)
    slices.push(performance.now() - at)
    return answer
  }
  const startedAt = performance.now()
  for (let at = 0; at < rows.length; at += LIMITS.searchRowsPerBatch)
    timed({
      type: 'rows',
      rows: rows
        .slice(at, at + LIMITS.searchRowsPerBatch)
        .map((row, n) => ({ n: at + n, ...rowTexts(row) })),
    })
  const rowsMs = performance.now() - startedAt
  let last = timed({ type: 'docs', docs: [] })
  for (let at = 0; at < docs.length; at += LIMITS.searchDocsPerBatch)
    last = timed({ type: 'docs', docs: docs.slice(at, at + LIMITS.searchDocsPerBatch) })
  const docsMs = performance.now() - startedAt - rowsMs
  collect()
  const after = process.memoryUsage()
  const size = last.type === 'done' ? last.size : null

  say('folding the same texts for the reference')
  const texts = rows.map((row, n) => {
    const { head, from, said } = rowTexts(row)
    const messages = held[n]?.ticket.messages.map(textOf) ?? []
    return fold([head, from, said, ...messages].join('\n'))
  })
  const ours = new Map<string, number[]>()
  const plain = new Map<string, number[]>()
  let found = ''
  for (let round = 0; round < repeats; round++)
    for (const asked of ASKED) {
      const query = read(asked)
      const startAt = performance.now()
      const hits = askEngine(engine, query, rows)
      push(ours, asked, performance.now() - startAt)
      const scanAt = performance.now()
      scan(texts, query, rows)
      push(plain, asked, performance.now() - scanAt)
      if (round === 0) found += ` ${asked}: ${hits};`
    }
  const figures = ASKED.map((asked) => ({
    name: `here: ${asked}`,
    unit: 'ms',
    value: median(ours.get(asked) ?? []),
    reference: { name: 'scanning', value: median(plain.get(asked) ?? []) },
  }))
  const everyMs = [...ours.values()].flat()
  return {
    notes: [
      `found here:${found}`,
      `the index holds ${size?.tokens ?? 0} words and ${mib(size?.chars ?? 0)} MiB of letters`,
    ],
    figures: [
      ...figures,
      { name: 'here, p95 of all', unit: 'ms', value: percentile(everyMs, 0.95), reference: null },
      { name: 'rows into the index', unit: 'ms', value: rowsMs, reference: null },
      { name: 'documents into the index', unit: 'ms', value: docsMs, reference: null },
      {
        name: 'longest turn of the worker',
        unit: 'ms',
        value: Math.max(...slices),
        reference: null,
      },
      {
        name: 'memory of the index',
        unit: 'MiB',
        value: (after.heapUsed + after.external - before.heapUsed - before.external) / 2 ** 20,
        reference: null,
      },
    ],
  }
}

/** What is garbage is not the index. */
function collect(): void {
  setFlagsFromString('--expose-gc')
  const run: unknown = runInNewContext('gc')
  if (typeof run === 'function') run()
}

/** What page and worker do for one key, without the message between them. */
function askEngine(engine: Engine, query: Query, rows: readonly Row[]): number {
  const leaves = leavesOf(query).filter(isDeep)
  const questions = leaves.map((leaf): Question => {
    const wanted = wantedOfLeaf(leaf)
    if (!wanted) return { where: 'notes' }
    return { where: leaf.kind === 'from' || leaf.kind === 'to' ? leaf.kind : 'all', wanted }
  })
  const answer = engine({ type: 'ask', questions })
  if (answer.type !== 'answers') throw new Error('no answers')
  const flagsOf = new Map(leaves.map((leaf, at) => [leaf, answer.hits[at]]))
  const test = makeTest(query, FACTS, (leaf) => {
    const flags = flagsOf.get(leaf)
    return (row) => {
      const n = row.number - 1
      return flags?.[n] === 1 ? true : answer.whole[n] === 1 ? false : null
    }
  })
  return rows.filter((row) => test(row) === true).length
}

/** Nothing but `includes`, over texts that were folded before. */
function scan(texts: readonly string[], query: Query, rows: readonly Row[]): number {
  const test = makeTest(query, FACTS, (leaf) => {
    const wanted = leaf.kind === 'has' ? '' : fold(leaf.text)
    return (row) => (texts[row.number - 1] ?? '').includes(wanted)
  })
  return rows.filter((row) => test(row) === true).length
}

async function measureServer(
  all: readonly Made[],
  repeats: number,
  say: (line: string) => void,
): Promise<{ notes: string[]; figures: Figure[] }> {
  say('the same tickets on a server')
  const folder = await mkdtemp(join(tmpdir(), 'deskside-search-'))
  const config = unwrap(readConfig({ DESKSIDE_DATA_DIR: folder, DESKSIDE_RATE_LIMITS: 'off' }))
  const desk = await openDesk(config, realSurroundings(noLog))
  const took = new Map<string, number[]>()
  try {
    for (let at = 0; at < all.length; at += 200)
      await desk.database.write(async (tx) => {
        for (const { id, ticket } of all.slice(at, at + 200)) {
          await tx.run(
            `INSERT INTO tickets (id, number, queue, status, version, epoch, state, state_version, doc_bytes, row, public, search, requester, created_at, updated_at)
             VALUES (?, ?, ?, ?, 1, 1, ?, 1, 0, ?, '', '', ?, ?, ?)`,
            id,
            ticket.facts.number,
            ticket.queue,
            ticket.status,
            new Uint8Array(),
            JSON.stringify(makeRow(id, ticket)),
            ticket.facts.requester.id,
            ticket.facts.acceptedAt,
            ticket.facts.acceptedAt,
          )
          for (const { part, kind, words } of partsOf(ticket))
            await tx.run(
              `INSERT INTO search_parts (ticket, part, kind, words) VALUES (?, ?, ?, ?)`,
              id,
              part,
              kind,
              words,
            )
        }
      })
    say('putting them into its index')
    const listAt = performance.now()
    await desk.searchListing.list()
    const listMs = performance.now() - listAt
    for (let round = 0; round < repeats; round++)
      for (const asked of ASKED) {
        const at = performance.now()
        await searchTickets(desk.database, {
          query: read(asked),
          among: { where: 'queue = ?', params: ['support'] },
          facts: FACTS,
          after: null,
          limit: 50,
          hasExcerpts: false,
          stopwatch: () => performance.now(),
        })
        push(took, asked, performance.now() - at)
      }
    return {
      notes: [],
      figures: [
        ...ASKED.map((asked) => ({
          name: `server, a page of 50: ${asked}`,
          unit: 'ms',
          value: median(took.get(asked) ?? []),
          reference: null,
        })),
        { name: 'all of it into the server’s index', unit: 'ms', value: listMs, reference: null },
      ],
    }
  } finally {
    await desk.close()
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  }
}

function push(into: Map<string, number[]>, key: string, value: number): void {
  const known = into.get(key) ?? []
  known.push(value)
  into.set(key, known)
}

const mib = (chars: number) => (chars / 2 ** 20).toFixed(1)
