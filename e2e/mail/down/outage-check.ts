/**
 * What became of the mails of an outage: each once, on its thread's ticket, in order; the ticket and what its clocks count
 * dated when the mail was taken. (The time of a message in its thread is when the server heard of it.)
 */
import { v } from '../../../shared/kit/schema.ts'
import type { Api } from '../../stage/api.ts'
import type { DeskRows } from '../../stage/desk-rows.ts'
import { subjectOf, textOf, type Sent } from './outage.ts'

/** The gateway and this process have one clock; a millisecond may be cut off. */
const SLACK_MS = 5

const Row = v.object({ subject: v.string() })
const Shown = v.object({
  createdAt: v.string(),
  messages: v.array(v.object({ kind: v.string(), text: v.string() })),
})

/** Sentences about what is wrong; empty lists are what is wanted. */
export type Defects = { lost: string[]; twice: string[]; disordered: string[]; misdated: string[] }

export async function checkOutage(
  api: Api,
  rows: DeskRows,
  sent: readonly Sent[],
): Promise<Defects> {
  const defects: Defects = { lost: [], twice: [], disordered: [], misdated: [] }
  const tickets = await listBySubject(rows)
  const facts = await slaFacts(rows)
  const threads = new Map<number, Sent[]>()
  for (const one of sent) threads.set(one.thread, [...(threads.get(one.thread) ?? []), one])

  for (const [thread, parts] of threads) {
    const name = subjectOf(thread)
    const found = tickets.get(name) ?? []
    if (found.length > 1) defects.twice.push(`${name} has ${found.length} tickets`)
    const id = found[0]
    if (id === undefined) {
      defects.lost.push(`${name} has no ticket`)
      continue
    }
    const { status, json } = await api.get(`/api/tickets/${id}`)
    if (status !== 200) throw new Error(`ticket ${id}: ${status}`)
    const shown = v.parse(Shown, json)
    const inbound = shown.messages.filter((message) => message.kind === 'inbound')
    const order: number[] = []
    for (const { part, offeredAt, takenAt } of parts.toSorted((a, b) => a.part - b.part)) {
      const places = inbound.flatMap((message, at) =>
        message.text.includes(textOf(thread, part)) ? [at] : [],
      )
      if (places.length === 0) defects.lost.push(`part ${part} of ${name}`)
      if (places.length > 1) defects.twice.push(`part ${part} of ${name}`)
      const place = places[0]
      if (place === undefined) continue
      order.push(place)
      const isDated = (at: number) => at >= offeredAt - SLACK_MS && at <= takenAt + SLACK_MS
      if (!(facts.get(id) ?? []).some(isDated)) defects.misdated.push(`part ${part} of ${name}`)
    }
    if (order.some((place, at) => place !== at)) defects.disordered.push(`${name}: ${order.join()}`)
    const createdAt = Date.parse(shown.createdAt)
    const opening = parts.find((one) => one.part === 0)
    if (opening && createdAt > opening.takenAt + SLACK_MS)
      defects.misdated.push(`${name} is dated when it was handed in`)
    if (Math.min(...(facts.get(id) ?? [0])) !== createdAt)
      defects.misdated.push(`the clocks of ${name} do not start when it was taken`)
  }
  return defects
}

/** From the store: a list that is read page by page moves while the last mails are worked in. */
async function listBySubject(rows: DeskRows): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>()
  for (const { id, row } of await rows.rows(`SELECT id, row FROM tickets`)) {
    const { subject } = v.parse(Row, JSON.parse(String(row)))
    found.set(subject, [...(found.get(subject) ?? []), String(id)])
  }
  return found
}

/** The times of what each ticket's SLA counts, ascending. */
async function slaFacts(rows: DeskRows): Promise<Map<string, number[]>> {
  const found = new Map<string, number[]>()
  for (const row of await rows.rows(`SELECT ticket, at FROM sla_facts ORDER BY at`)) {
    const id = String(row['ticket'])
    found.set(id, [...(found.get(id) ?? []), Number(row['at'])])
  }
  return found
}
