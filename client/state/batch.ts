/**
 * One verb on many tickets as one act of the person: shown first when they are very many, undone in one step. Lazy: it
 * comes when it is needed. Not here: how it is stored (replica/bulk).
 */
import { LIMITS } from '../../shared/kit/limits.ts'
import type { Row } from '../../shared/ticket/ticket.ts'
import type { Replica, Verb } from '../replica/api.ts'
import { bulkWords } from '../words/bulk.ts'
import { words } from '../words/first.ts'
import { sayFault } from './fault-words.ts'
import { sayClock } from './relative-time.ts'
import { oppositeOf, stillStands, type Back, type Undo } from './undo.ts'

/** A batch that waits for a yes: what, on which tickets, and how many of the chosen say so already. */
export type Asked = {
  what: string
  tickets: readonly string[]
  unchanged: number
  answer(isWanted: boolean): void
}

export type Working = { count: number; of: number }

/** What a batch needs of the desk. */
export type BatchDesk = {
  replica: Pick<Replica, 'row' | 'bulk'>
  touched: Set<string>
  say(text: string, canUndo?: boolean): void
  push(step: Undo): void
  nameOf(person: string | null): string
  queueName(slug: string): string
  now(): number
  ask(question: Omit<Asked, 'answer'>): Promise<boolean>
  onStep(working: Working): void
}

/** @returns false when somebody thought better of it, or nothing could be done */
export async function runBatch(
  desk: BatchDesk,
  ids: readonly string[],
  verb: Verb,
): Promise<boolean> {
  if (ids.length > LIMITS.bulkTickets) {
    desk.say(bulkWords.tooMany({ n: ids.length, most: LIMITS.bulkTickets }))
    return false
  }
  const opposites = new Map<string, Verb>()
  for (const id of ids) {
    const row = desk.replica.row(id)
    const opposite = row ? oppositeVerb(verb, row) : null
    if (opposite) opposites.set(id, opposite)
  }
  const tickets = [...opposites.keys()]
  if (tickets.length === 0) {
    desk.say(bulkWords.nothing)
    return true
  }
  const unchanged = ids.length - tickets.length
  const what = describeBatch(desk, verb, tickets.length)
  if (tickets.length > LIMITS.bulkUnasked && !(await desk.ask({ what, tickets, unchanged })))
    return false
  for (const ticket of tickets) desk.touched.add(ticket)
  const outcome = await desk.replica.bulk(
    tickets.map((ticket) => ({ ticket, verb })),
    (count) => desk.onStep({ count, of: tickets.length }),
  )
  const { done, failed } = outcome
  if (done.length > 0) {
    const title = describeBatch(desk, verb, done.length)
    desk.push({ kind: 'batch', title, done: verb, back: groupBack(done, opposites) })
    desk.say(title, true)
  }
  const [first] = failed
  if (first)
    desk.say(bulkWords.notDone({ n: failed.length, why: sayFault(first.fault) }), done.length > 0)
  return failed.length === 0
}

/** On those tickets that still say what the batch set: it never undoes someone else's change (WO3). */
export async function undoBatch(
  desk: BatchDesk,
  step: Extract<Undo, { kind: 'batch' }>,
): Promise<boolean> {
  const acts = step.back.flatMap(({ verb, tickets }) => tickets.map((ticket) => ({ ticket, verb })))
  const standing = acts.filter(({ ticket }) => {
    const row = desk.replica.row(ticket)
    return row !== undefined && verbStands(step.done, row)
  })
  if (standing.length === 0) {
    desk.say(words.did.changedSince)
    return false
  }
  for (const { ticket } of standing) desk.touched.add(ticket)
  const { failed } = await desk.replica.bulk(standing, (count) =>
    desk.onStep({ count, of: standing.length }),
  )
  const [first] = failed
  const left = acts.length - standing.length
  if (first) desk.say(bulkWords.notDone({ n: failed.length, why: sayFault(first.fault) }))
  else if (left > 0) desk.say(bulkWords.undoneSome({ what: step.title, left }))
  else desk.say(bulkWords.undone({ what: step.title }))
  return failed.length === 0
}

/** The verb that puts `row` back as it was before; null when there is nothing to put back. */
export function oppositeVerb(verb: Verb, row: Row): Verb | null {
  if (verb.op !== 'move' && verb.op !== 'mark-spam') return oppositeOf(verb, row)
  if (verbStands(verb, row)) return null
  return verb.op === 'move'
    ? { op: 'move', queue: row.queue }
    : { op: 'mark-spam', isSpam: !verb.isSpam }
}

/** Whether the ticket still says what the verb made it say. */
export function verbStands(verb: Verb, row: Row): boolean {
  if (verb.op === 'mark-spam') return (row.isSpam === true) === verb.isSpam
  return verb.op === 'move' ? row.queue === verb.queue : stillStands(verb, row)
}

/** Few verbs put very many tickets back: each is kept once. */
function groupBack(done: readonly string[], opposites: ReadonlyMap<string, Verb>): Back[] {
  const groups = new Map<string, { verb: Verb; tickets: string[] }>()
  for (const ticket of done) {
    const verb = opposites.get(ticket)
    if (!verb) continue
    const key = JSON.stringify(verb)
    const group = groups.get(key)
    if (group) group.tickets.push(ticket)
    else groups.set(key, { verb, tickets: [ticket] })
  }
  return [...groups.values()]
}

function describeBatch(
  desk: Pick<BatchDesk, 'nameOf' | 'queueName' | 'now'>,
  verb: Verb,
  n: number,
): string {
  const { did } = bulkWords
  switch (verb.op) {
    case 'set-status':
      return did.status({ n, status: words.status[verb.status] })
    case 'set-priority':
      return did.priority({ n, priority: words.priority[verb.priority] })
    case 'set-assignee':
      return verb.assignee === null
        ? did.unassigned({ n })
        : did.assignee({ n, name: desk.nameOf(verb.assignee) })
    case 'set-subject':
      return did.subject({ n })
    case 'snooze':
      return verb.until === null
        ? did.woken({ n })
        : did.snoozed({ n, when: sayClock(verb.until, desk.now()) })
    case 'mark-spam':
      return (verb.isSpam ? did.spam : did.notSpam)({ n })
    case 'add-tag':
      return did.tagged({ n, tag: verb.tag })
    case 'remove-tag':
      return did.untagged({ n, tag: verb.tag })
    case 'watch':
      return did.watched({ n })
    case 'unwatch':
      return did.unwatched({ n })
    case 'add-note':
      return did.noted({ n })
    case 'move':
      return did.moved({ n, queue: desk.queueName(verb.queue) })
  }
}

/** Of the chosen: whether all of them have it, so that the next press takes it away. */
export function haveAll(rows: readonly Row[], tag: string): boolean {
  return rows.length > 0 && rows.every((row) => row.tags.includes(tag))
}
