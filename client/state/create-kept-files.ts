/** Which files of a ticket are on this device: asked for while there is no network, when it makes a difference. */
import { createEffect, createMemo, createSignal, onCleanup } from 'solid-js'
import type { Desk } from './replica-context.tsx'

/** A shorter gap in the line changes nothing on the screen. */
const AWAY_AFTER_MS = 1_000

/** `unknown`: there is a network, or the device has not said yet. */
export type KeptState = 'unknown' | 'held' | 'asked' | 'away'

export function createKeptFiles(desk: Desk, ticket: () => string): (hash: string) => KeptState {
  const [kept, setKept] = createSignal<{
    held: ReadonlySet<string>
    asked: ReadonlySet<string>
  } | null>(null)
  const isAway = createMemo(() => desk.sync.status().link.state !== 'live')
  createEffect(() => {
    const of = ticket()
    setKept(null)
    if (!isAway()) return
    let isOver = false
    const read = async () => {
      const later = await desk.replica.laterFiles()
      const now = await later?.of(of)
      if (!isOver) setKept(now ?? null)
    }
    const stop = desk.replica.onFiles((changed) => {
      if (changed === of) void read()
    })
    const timer = setTimeout(() => void read(), AWAY_AFTER_MS)
    onCleanup(() => {
      isOver = true
      clearTimeout(timer)
      stop()
    })
  })
  return (hash) => {
    const now = kept()
    if (!now) return 'unknown'
    if (now.held.has(hash)) return 'held'
    return now.asked.has(hash) ? 'asked' : 'away'
  }
}
