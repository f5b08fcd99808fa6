/**
 * One verb on many tickets: documents that are not here are fetched together, then a few at a time are stored, each with
 * its own intent. Between two steps the page draws and takes keys. Lazy. Not here: what the verbs do (intents), one undo for
 * all of it (state/batch).
 */
import type { Fault } from '../../shared/kit/fault.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import type { BulkAct, BulkOutcome } from './api.ts'
import { newId, type Core } from './core.ts'
import type { DeviceStorage } from './device-storage.ts'
import { fetchDocs } from './fetch-docs.ts'
import type { Intents } from './intents.ts'

/** Documents asked for at once: whole steps. */
const PAGE = LIMITS.bulkStepTickets * 20

const NOT_HERE: Fault = { code: 'kit/not-found', detail: 'this ticket is not on this device' }

export async function doMany(
  core: Core,
  { intents, storage }: { intents: Intents; storage: Pick<DeviceStorage, 'guard'> },
  { acts, onStep }: { acts: readonly BulkAct[]; onStep?: ((count: number) => void) | undefined },
): Promise<BulkOutcome> {
  const outcome: BulkOutcome = { done: [], failed: [] }
  const batch = newId(core)
  /** Known for a page of tickets: those whose document is not to be had now. */
  let missing: ReadonlySet<string> = new Set()
  for (let at = 0; at < acts.length; at += LIMITS.bulkStepTickets) {
    if (at % PAGE === 0) missing = await fetchMissing(core, acts.slice(at, at + PAGE))
    const wanted = acts.slice(at, at + LIMITS.bulkStepTickets)
    const some = wanted.filter(({ ticket }) => !missing.has(ticket))
    for (const { ticket } of wanted)
      if (missing.has(ticket)) outcome.failed.push({ ticket, fault: NOT_HERE })
    const stored = await storage.guard(() => intents.some(some, batch))
    for (const [place, { ticket }] of some.entries()) {
      const fault = stored.ok ? stored.value.get(place) : stored.fault
      if (fault) outcome.failed.push({ ticket, fault })
      else outcome.done.push(ticket)
    }
    onStep?.(at + wanted.length)
    // A full device takes no more; what is done is done.
    if (!stored.ok && stored.fault.code === 'kit/storage') {
      for (const { ticket } of acts.slice(at + wanted.length))
        outcome.failed.push({ ticket, fault: stored.fault })
      break
    }
    await core.breathe()
  }
  return outcome
}

/** @returns tickets whose document is not to be had now */
async function fetchMissing(core: Core, acts: readonly BulkAct[]): Promise<ReadonlySet<string>> {
  const edits = acts.filter(({ verb }) => verb.op !== 'move').map(({ ticket }) => ticket)
  const held = new Set(await core.db.docs.where('ticket').anyOf(edits).primaryKeys())
  const away = new Set(edits.filter((ticket) => !held.has(ticket)))
  for (;;) {
    const asked = [...away].filter((ticket) => core.summaries.row(ticket))
    if (asked.length === 0) return away
    const want = asked.map((ticket) => ({ ticket, version: 0 }))
    const fetched = await fetchDocs(core, want)
    if (!fetched.ok) return away
    const before = away.size
    for (const ticket of [...fetched.value.versions.keys(), ...fetched.value.broken])
      away.delete(ticket)
    // An answer has a limit: the rest is asked for again, as long as more comes.
    if (away.size === before) return away
  }
}
