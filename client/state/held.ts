/** Held mail as the server's API says it, for the settings screen. Not here: how it looks (parts/held-mail). */
import type { Result } from '../../shared/kit/fault.ts'
import { v } from '../../shared/kit/schema.ts'
import { callApi, Empty } from './api.ts'

export const HELD_LISTS = ['held', 'automated', 'dismissed'] as const
export type HeldList = (typeof HELD_LISTS)[number]

const HeldCounts = v.object({ held: v.number(), automated: v.number(), dismissed: v.number() })
export type HeldCounts = v.InferOutput<typeof HeldCounts>

const HeldItem = v.object({
  id: v.string(),
  at: v.number(),
  from: v.string(),
  to: v.string(),
  subject: v.string(),
  reason: v.string(),
  queues: v.array(v.string()),
  /** What it holds is covered: it lets whoever reads it in elsewhere. */
  isMasked: v.boolean(),
})
export type HeldItem = v.InferOutput<typeof HeldItem>

const HeldPage = v.object({
  next: v.nullable(v.string()),
  items: v.array(HeldItem),
  counts: HeldCounts,
})

const HeldDetail = v.object({
  ...HeldItem.entries,
  fromName: v.string(),
  text: v.string(),
  isCut: v.boolean(),
  verdicts: v.string(),
  attachments: v.array(v.object({ name: v.string(), type: v.string(), bytes: v.number() })),
  dismissedAt: v.nullable(v.number()),
  why: v.string(),
})
export type HeldDetail = v.InferOutput<typeof HeldDetail>

const Released = v.object({ ticket: v.string(), number: v.number() })
export type Released = v.InferOutput<typeof Released>

/** Where it goes: a new ticket in a queue, or the ticket with a number. */
export type ReleaseTo = { queue: string } | { ticket: number }

const pathOf = (id: string): string => `/api/held-mail/${encodeURIComponent(id)}`
export const originalOf = (id: string): string => `${pathOf(id)}/raw`

export function listHeld(
  list: HeldList,
  before: string | null,
): Promise<Result<v.InferOutput<typeof HeldPage>>> {
  const query = new URLSearchParams({ kind: list, ...(before === null ? {} : { before }) })
  return callApi('GET', `/api/held-mail?${query.toString()}`, HeldPage)
}

export const readHeld = (id: string, isUncovered: boolean): Promise<Result<HeldDetail>> =>
  callApi('GET', `${pathOf(id)}${isUncovered ? '?uncovered=1' : ''}`, HeldDetail)

export const releaseHeld = (id: string, to: ReleaseTo, why: string): Promise<Result<Released>> =>
  callApi('POST', `${pathOf(id)}/release`, Released, { ...to, why })

export const dismissHeld = (id: string, why: string): Promise<Result<object>> =>
  callApi('POST', `${pathOf(id)}/dismiss`, Empty, { why })
