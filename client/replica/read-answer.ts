/**
 * Reads the two answers that are large: a page of the feed, and documents in bulk. Every value is checked. Runs in the page,
 * and for large ones in a thread beside it (answer-worker). Not here: asking (desk-http).
 */
import * as decoding from 'lib0/decoding'
import { fail, ok, type Result } from '../../shared/kit/fault.ts'
import { parseWith, v } from '../../shared/kit/schema.ts'
import { FeedItem, FeedPage, FetchedDoc } from '../../shared/wire/down.ts'
import { breathless, type Breathe } from './breathe.ts'
import type { Entry } from './db.ts'
import { packsOf, readPack } from './row-packs.ts'

/** What a page says of a ticket. */
export type RowItem = Pick<FeedItem, 'ticket' | 'version' | 'op' | 'row'>

/** `packs`: what its rows are kept in when all of them are new on this device (summaries). */
export type RowsPage = Omit<FeedPage, 'items'> & {
  items: readonly RowItem[]
  packs?: readonly Uint8Array<ArrayBuffer>[]
}

/** A page whose rows are only bytes: handed from thread to thread they cost nothing. */
export type PackedPage = Omit<FeedPage, 'items'> & { packs: readonly Uint8Array<ArrayBuffer>[] }

/** Checked between two breaths. */
const ITEMS_A_TURN = 50

/** A page whose items are checked one by one. */
const Unchecked = v.object({ ...FeedPage.entries, items: v.array(v.unknown()) })
const Docs = v.object({ items: v.array(FetchedDoc) })

export async function readPage(
  bytes: ArrayBuffer,
  breathe: Breathe = breathless,
): Promise<Result<FeedPage>> {
  const page = parseWith(Unchecked, readJson(new TextDecoder().decode(bytes)), 'wire/malformed')
  if (!page.ok) return page
  const items: FeedItem[] = []
  for (const one of page.value.items) {
    const item = parseWith(FeedItem, one, 'wire/malformed')
    if (!item.ok) return item
    items.push(item.value)
    if (items.length % ITEMS_A_TURN === 0) await breathe()
  }
  return ok({ ...page.value, items })
}

/** The rows of a page as entries of its scope; null when it says of any ticket that it left. */
export function packPage({ items, ...page }: FeedPage): PackedPage | null {
  const entries: Entry[] = []
  for (const { ticket, version, row } of items) {
    if (!row) return null
    entries.push({ id: ticket, version, row, scopes: [page.scope] })
  }
  return { ...page, packs: packsOf(entries) }
}

export function unpackPage(page: PackedPage): RowsPage {
  const items = page.packs
    .flatMap(readPack)
    .map(({ id, version, row }): RowItem => ({ ticket: id, version, op: 'row', row }))
  return { ...page, items }
}

/** Each with bytes of its own: a view would keep the whole answer. */
export function readDocs(bytes: ArrayBuffer): Result<FetchedDoc[]> {
  try {
    const body: unknown = decoding.readAny(decoding.createDecoder(new Uint8Array(bytes)))
    const parsed = parseWith(Docs, body, 'wire/malformed')
    if (!parsed.ok) return parsed
    return ok(parsed.value.items.map((item) => ({ ...item, bytes: item.bytes.slice() })))
  } catch {
    return fail('wire/malformed', 'the documents could not be read')
  }
}

export function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
