/**
 * Macros on this device: what the server said last is kept, so that they are there without a network. Not here: choosing one
 * (parts/macro-bar), changing one (parts/macro-dialog).
 */
import { createSignal, type Accessor } from 'solid-js'
import { ok, type Fault, type Result } from '../../shared/kit/fault.ts'
import { parseWith, v } from '../../shared/kit/schema.ts'
import { Macro, type MacroSets, type MacroValues } from '../../shared/ticket/macro.ts'
import type { Ticket } from '../../shared/ticket/ticket.ts'
import type { TicketOp } from '../../shared/ticket/ticket-ops.ts'
import type { Replica, Stop, SyncStatus } from '../replica/api.ts'
import { callApi } from './api.ts'
import type { Desk } from './replica-context.tsx'

const List = v.object({ macros: v.array(Macro) })

export type Macros = {
  /** Null: nothing is known yet. */
  list: Accessor<readonly Macro[] | null>
  /** Why the server could not be asked. */
  fault: Accessor<Fault | null>
  refresh(): Promise<void>
}

export function createMacros({ replica }: Pick<Desk, 'replica'>): Macros {
  const [list, setList] = createSignal<readonly Macro[] | null>(null)
  const [fault, setFault] = createSignal<Fault | null>(null)
  const refresh = async () => {
    const kept = parseWith(List, await replica.keptList('macros'))
    if (kept.ok && list() === null) setList(kept.value.macros)
    const answer = await fetchMacros(replica)
    setFault(answer.ok ? null : answer.fault)
    if (answer.ok) setList(answer.value.macros)
  }
  void refresh()
  return { list, fault, refresh }
}

/** Asks the server, and keeps what it says. */
async function fetchMacros(
  replica: Pick<Replica, 'keepList'>,
): Promise<Result<v.InferOutput<typeof List>>> {
  const answer: Result<v.InferOutput<typeof List>> = await callApi('GET', '/api/macros', List)
  if (answer.ok) await replica.keepList('macros', answer.value)
  return answer
}

/** Fetched whenever the link came up and all tickets are here: who first wants one without a network has them too. */
export function watchMacros(
  replica: Pick<Replica, 'keepList' | 'onSync'> & { sync(): Pick<SyncStatus, 'isChecking'> },
): Stop {
  let hadAll = false
  const look = () => {
    const hasAll = !replica.sync().isChecking
    if (hasAll && !hadAll) void fetchMacros(replica)
    hadAll = hasAll
  }
  look()
  return replica.onSync(look)
}

/** Those for a ticket of this queue. */
export function offeredIn(macros: readonly Macro[], queue: string): Macro[] {
  return macros.filter(({ queues }) => queues === null || queues.includes(queue))
}

/** What is known where it is used; what is not is left for its author to fill in. */
export function valuesOf(
  desk: Pick<Desk, 'info' | 'queueName'>,
  ticket: Pick<Ticket, 'subject' | 'queue' | 'facts'>,
): MacroValues {
  const { requester, number } = ticket.facts
  const { me, name } = desk.info()
  return {
    requester: requester.name,
    'first name': firstNameOf(requester.name),
    address: requester.address,
    // One that is made on this device has no number yet.
    ...(number > 0 ? { number: String(number) } : {}),
    subject: ticket.subject,
    agent: me.name,
    queue: desk.queueName(ticket.queue),
    desk: name,
  }
}

/** `Novak, Uma` is how some programs write it; an address instead of a name says nothing. */
function firstNameOf(name: string): string {
  if (name.includes('@')) return ''
  const [last = '', rest] = name.split(',', 2)
  return (rest ?? last).trim().split(/\s+/)[0] ?? ''
}

/** What it sets, as verbs; what the ticket says already is no change. */
export function verbsOf(
  sets: MacroSets,
  ticket: Pick<Ticket, 'status' | 'priority' | 'assignee' | 'tags'>,
  me: string,
): TicketOp[] {
  const ops: TicketOp[] = []
  if (sets.status && sets.status !== ticket.status)
    ops.push({ op: 'set-status', status: sets.status })
  if (sets.priority && sets.priority !== ticket.priority)
    ops.push({ op: 'set-priority', priority: sets.priority })
  if (sets.assignMe && ticket.assignee !== me) ops.push({ op: 'set-assignee', assignee: me })
  for (const tag of sets.tags ?? [])
    if (!ticket.tags.includes(tag)) ops.push({ op: 'add-tag', tag })
  return ops
}

/** Makes or changes one. */
export function saveMacro(macro: Omit<Macro, 'by' | 'changedAt'>): Promise<Result<unknown>> {
  const { id, ...words } = macro
  return callApi('PUT', `/api/macros/${id}`, Macro, words)
}

export async function removeMacro(id: string): Promise<Result<unknown>> {
  const answer = await callApi('DELETE', `/api/macros/${id}`, v.unknown())
  return answer.ok ? ok() : answer
}
