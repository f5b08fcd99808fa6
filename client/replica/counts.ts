/**
 * How much waits, was refused, or did not stand: counted from the disk, once for a burst of changes.
 * Not here: what it is (refusals, lost), when to count (replica).
 */
import type { Core } from './core.ts'
import { unsavedWords } from './draft-records.ts'
import { ACTS } from './intents.ts'

export type Counts = ReturnType<typeof makeCounts>

export function makeCounts(
  core: Core,
  hooks: {
    /** The disk is read for this too: words that nobody has sent. */
    readMirror(): Promise<unknown>
    refreshDrafts(): Promise<unknown>
    isClosed(): boolean
    onChange(): void
  },
) {
  const { db } = core
  let waiting = 0
  /** Acts that are on their way into the outbox: between the key and the disk nothing is saved either. */
  let writing = 0
  /** Tickets on which something is being done just now. */
  const acting: string[] = []
  let refused = 0
  let lost = 0
  let counted = 0
  /** Edits of which it is not known yet whether they stand. */
  let asked = 0
  let [begun, shown] = [0, 0]
  let [isCounting, isAsked, isRefreshAsked] = [false, false, false]

  async function count(): Promise<void> {
    const own = ++begun
    let found = 0
    for (const kind of ACTS) found += await db.outbox.where('kind').equals(kind).count()
    // One that began before the last act and ends after it does not say that nothing waits (OU2).
    if (own > shown) [shown, waiting] = [own, found]
    refused = (await db.rejected.count()) + (await countLeft())
    const verdicts = await db.lost.toArray()
    lost = verdicts.filter((record) => record.told).length
    asked = verdicts.length - lost
    counted++
    await hooks.readMirror()
    hooks.onChange()
  }

  async function countLeft(): Promise<number> {
    const unsaved = await unsavedWords(db)
    if (unsaved.length === 0) return 0
    // Not there before the app is whole on this device: everything else is counted all the same.
    const words = await import('./left-words.ts').catch(() => null)
    return words ? (await words.findLeftWords(db, unsaved)).length : 0
  }

  /** Changes come in bursts, and counting reads much: whatever comes while it is done is in the next count. */
  async function countSoon(): Promise<void> {
    isAsked = true
    if (isCounting) return
    isCounting = true
    try {
      while (isAsked && !hooks.isClosed()) {
        isAsked = false
        await count()
        if (!isRefreshAsked) continue
        isRefreshAsked = false
        await hooks.refreshDrafts()
      }
    } finally {
      isCounting = false
    }
  }

  return {
    count,
    /** @param isOutbox  what waits or was refused changed: drafts may have changed with it */
    note(isOutbox: boolean): void {
      isRefreshAsked ||= isOutbox
      void core.background(countSoon)
    },
    /** Some edit has no verdict yet: any change may bring it. */
    hasAsked: () => asked > 0,
    /** Counts as waiting from now on, until `end`. */
    begin(ticket: string): void {
      writing++
      acting.push(ticket)
      hooks.onChange()
    },
    end(ticket: string): void {
      writing--
      acting.splice(acting.indexOf(ticket), 1)
      hooks.onChange()
    },
    acting: (): readonly string[] => acting,
    now: () => ({
      waiting: Math.max(waiting, writing),
      stored: waiting,
      isWriting: writing > 0,
      refused,
      lost,
      counted,
    }),
  }
}
