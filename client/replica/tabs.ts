/**
 * The tabs of one person on one desk: which of them leads (Web Locks), and what they tell each other (BroadcastChannel).
 * The leader runs feed and outbox. Not here: what an announcement means to the one who hears it.
 */
import { parseWith, v } from '../../shared/kit/schema.ts'
import { Row } from '../../shared/ticket/ticket.ts'
import type { Stop } from './api.ts'

const Entry = v.object({
  id: v.string(),
  version: v.number(),
  row: Row,
  scopes: v.array(v.string()),
})

/** What one tab tells the others. */
export const Announcement = v.variant('type', [
  /** Stored just now: entries and overlays come along, documents are read again. */
  v.object({
    type: v.literal('changed'),
    entries: v.array(v.object({ id: v.string(), entry: v.nullable(Entry) })),
    /** Many entries at once, as the texts in which they are stored. */
    packs: v.optional(v.array(v.instance(Uint8Array)), []),
    overlays: v.array(v.object({ id: v.string(), row: v.nullable(Row) })),
    tickets: v.array(v.string()),
    isOutbox: v.boolean(),
    why: v.optional(v.literal('rights')),
  }),
  v.object({ type: v.literal('draft'), id: v.string() }),
  /** Files of the reply on a ticket: added, on their way, there. */
  v.object({ type: v.literal('files'), ticket: v.string() }),
  v.object({ type: v.literal('seen'), ticket: v.string(), messageId: v.nullable(v.string()) }),
  /** The leader's word on how far the first sync is. */
  v.object({
    type: v.literal('progress'),
    progress: v.nullable(
      v.object({
        rows: v.number(),
        rowsTotal: v.number(),
        docs: v.number(),
        docsTotal: v.number(),
      }),
    ),
    /** A tab of an earlier version does not say. */
    isChecking: v.optional(v.boolean(), false),
    at: v.number(),
  }),
  v.object({ type: v.literal('want-lead') }),
  /** A tab that was opened just now: how far is it? */
  v.object({ type: v.literal('want-progress') }),
  v.object({ type: v.literal('signed-out') }),
  /** Nothing may be shown any more. */
  v.object({
    type: v.literal('locked'),
    why: v.picklist(['signed-out', 'revoked', 'lease', 'clock']),
  }),
])
export type Announcement = v.InferOutput<typeof Announcement>

/** The part of Web Locks that is used; a stand-in in tests. */
export type Locks = {
  request(
    name: string,
    options: { signal: AbortSignal },
    run: () => Promise<void>,
  ): Promise<unknown>
  query(): Promise<{ pending?: { name?: string }[] }>
}

export type Channel = {
  postMessage(message: unknown): void
  addEventListener(type: 'message', listen: (event: MessageEvent<unknown>) => void): void
  close(): void
}

/** Whether the person looks at this tab. */
export type Visibility = { isVisible(): boolean; onChange(listen: () => void): Stop }

export type TabsOptions = {
  name: string
  locks: Locks
  channel: Channel
  visibility: Visibility
  onLead: () => void
  onYield: () => void
  onAnnounce: (announcement: Announcement) => void
}

export type Tabs = ReturnType<typeof makeTabs>

export function makeTabs(options: TabsOptions) {
  const { locks, channel, visibility } = options
  const lockName = `${options.name}:lead`
  const ended = new AbortController()
  let release: (() => void) | null = null

  function stand() {
    if (ended.signal.aborted) return
    locks
      .request(lockName, { signal: ended.signal }, async () => {
        if (ended.signal.aborted) return
        const held = new Promise<void>((resolve) => {
          release = resolve
        })
        options.onLead()
        await held
        release = null
        options.onYield()
      })
      .then(stand, () => {
        // Aborted while waiting: this tab closes.
      })
  }

  /** A hidden tab is throttled by the browser: let a tab lead that somebody looks at. */
  async function yieldIfWanted() {
    if (!release || visibility.isVisible()) return
    const { pending = [] } = await locks.query()
    if (pending.some((request) => request.name === lockName) && !visibility.isVisible()) release?.()
  }

  channel.addEventListener('message', (event) => {
    const parsed = parseWith(Announcement, event.data)
    // A tab of another version says something unknown: its facts are in the database all the same.
    if (!parsed.ok) return
    if (parsed.value.type === 'want-lead') void yieldIfWanted()
    else options.onAnnounce(parsed.value)
  })
  const stopWatching = visibility.onChange(() => {
    if (!visibility.isVisible()) void yieldIfWanted()
    else if (!release) announce({ type: 'want-lead' })
  })

  function announce(announcement: Announcement) {
    if (!ended.signal.aborted) channel.postMessage(announcement)
  }

  return {
    announce,
    isLeading: () => release !== null,
    start() {
      stand()
      if (visibility.isVisible()) announce({ type: 'want-lead' })
    },
    close() {
      ended.abort()
      release?.()
      stopWatching()
      channel.close()
    },
  }
}

/** Without Web Locks (an old browser) every tab leads; pushes carry ids, so the server does nothing twice. */
export const loneLocks: Locks = {
  request: (_name, _options, run) => run(),
  query: () => Promise.resolve({}),
}
