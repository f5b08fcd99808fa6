/**
 * A device's half of the feed, as little as it can be: what it holds of each scope, brought up to date by pages and,
 * after a reset, by the manifest. Only for tests; the real one is the client's.
 */
import type { Rights } from '../../../shared/ticket/ticket-rules.ts'
import type { FeedItem } from '../../../shared/wire/down.ts'
import type { Desk } from '../../desk.ts'

export type HeldScope = { cursor: number; tickets: Map<string, FeedItem> }

/** Takes a page into what is held. `named`: what the manifest names, after a reset. */
export function takePage(
  held: HeldScope,
  page: { items: readonly FeedItem[]; next: number },
  named: ReadonlySet<string> | null,
): void {
  if (named)
    for (const ticket of held.tickets.keys()) if (!named.has(ticket)) held.tickets.delete(ticket)
  for (const item of page.items)
    if (item.op === 'leave') held.tickets.delete(item.ticket)
    else held.tickets.set(item.ticket, item)
  held.cursor = page.next
}

export async function readManifest(desk: Desk, scope: string): Promise<ReadonlySet<string>> {
  const named = new Set<string>()
  for (let from: string | null = ''; from !== null;) {
    const manifest = await desk.feed.manifest(scope, from)
    for (const ticket of manifest.tickets) named.add(ticket)
    from = manifest.next
  }
  return named
}

/** @returns what is held of every scope once there is nothing more to read; `before` stays as it is */
export async function readEverything(
  desk: Desk,
  rights: Rights,
  scopes: readonly string[],
  before: ReadonlyMap<string, HeldScope>,
): Promise<Map<string, HeldScope>> {
  const all = new Map<string, HeldScope>()
  for (const scope of scopes) {
    if (!desk.feed.maySeeScope(rights, scope)) continue
    const known = before.get(scope)
    const held = { cursor: known?.cursor ?? 0, tickets: new Map(known?.tickets) }
    for (let isLast = false; !isLast;) {
      const page = await desk.feed.page(scope, held.cursor)
      takePage(held, page, page.isReset ? await readManifest(desk, scope) : null)
      isLast = page.isLast
    }
    all.set(scope, held)
  }
  return all
}
