/**
 * Tells the other nodes what became durable here: gathered for a moment, then said in one NOTIFY, after the data's COMMIT
 * and outside of it (NOTIFY inside would make every COMMIT of the database wait for one lock). What cannot be said is kept
 * and said later; what is lost with the process is found by the others' looking.
 */
import type { Timers } from '../../shared/kit/clock.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import type { DeskEvent } from '../commit/hub.ts'
import { packHint, type Hint } from './hint.ts'

export type Teller = {
  note(event: DeskEvent): void
  /** Says what is waiting. */
  flush(): Promise<void>
  /** What was to be said could not be. */
  isBehind(): boolean
}

/** PostgreSQL refuses a payload of 8000 bytes. */
const HINT_BYTES_MAX = 7_500

/** @param say  one payload; rejects when it could not be said */
export function makeTeller(
  node: string,
  timers: Timers,
  say: (payload: string) => Promise<void>,
): Teller {
  let scopes = new Set<string>()
  let drafts = new Set<string>()
  let draftsSent = new Set<string>()
  let people = new Set<string>()
  let sessions = new Map<string, Hint['sessions'][number][1]>()
  let isMailDue = false
  let hasDeskChanged = false
  let isGathered = false
  let isPlanned = false
  /** Taken and not yet said. */
  let payloads: string[] = []
  let saying: Promise<void> | null = null

  function take(): void {
    const hint: Hint = {
      node,
      scopes: [...scopes],
      drafts: [...drafts],
      draftsSent: [...draftsSent],
      people: [...people],
      sessions: [...sessions],
      isMailDue,
      hasDeskChanged,
    }
    scopes = new Set()
    drafts = new Set()
    draftsSent = new Set()
    people = new Set()
    sessions = new Map()
    isMailDue = false
    hasDeskChanged = false
    if (isGathered) payloads.push(...packHint(hint, HINT_BYTES_MAX))
    isGathered = false
    // While the database is away only so much is kept: the rest is found by looking.
    payloads = payloads.slice(-LIMITS.hintsWaiting)
  }

  async function sayAll(): Promise<void> {
    for (let next = payloads[0]; next !== undefined; next = payloads[0]) {
      await say(next)
      payloads.shift()
    }
  }

  function flush(): Promise<void> {
    isPlanned = false
    take()
    saying ??= sayAll()
      .catch(() => plan(LIMITS.hintRetryMs))
      .finally(() => {
        saying = null
        if (payloads.length > 0) plan(LIMITS.hintGatherMs)
      })
    return saying
  }

  function plan(waitMs: number): void {
    if (isPlanned) return
    isPlanned = true
    timers.after(waitMs, () => void flush())
  }

  function gather(event: DeskEvent): void {
    switch (event.type) {
      case 'ticket':
      case 'ticket-gone':
        for (const { scope } of event.moves) scopes.add(scope)
        return
      case 'draft':
        return void drafts.add(event.draft)
      case 'draft-sent':
        return void draftsSent.add(event.draft)
      case 'rights-changed':
        return void people.add(event.person)
      case 'signed-out':
        return void sessions.set(event.session, event.code)
      case 'mail-due':
        isMailDue = true
        return
      case 'desk-changed':
        hasDeskChanged = true
    }
  }

  return {
    note(event) {
      gather(event)
      isGathered = true
      plan(LIMITS.hintGatherMs)
    },
    flush,
    isBehind: () => saying === null && payloads.length > 0,
  }
}
