/**
 * CO13: a subject that was set without having seen the one that stood overwrites nothing; its author is told, on the
 * device where it was set; nobody is told about a change that stands.
 */
import type { Message } from '../../shared/ticket/ticket.ts'
import type { Disk } from './check-device.ts'
import type { TicketHistory } from './history.ts'
import type { Known, KnownTicket, Outcome } from './known.ts'
import type { FieldSet } from './ledger.ts'
import { sees } from './sight.ts'

type Acked = { value: string; set: FieldSet; version: number; claimedAt: number; at: number }

export function checkFields(
  outcome: Outcome,
  disks: ReadonlyMap<string, Disk>,
  known: Known,
): string[] {
  const { ledger, history } = outcome
  if (ledger.sets.length === 0) return []
  const problems: string[] = []
  for (const [id, ticket] of known) {
    const was = history.of(id)
    const sets = ledger.sets.filter((set) => set.ticket === id)
    if (!was || sets.length === 0) continue
    problems.push(...findUnseen(id, was, sets))
    for (const set of sets)
      if (!set.isForfeit && !isAccountedFor(outcome, disks, ticket, set))
        problems.push(
          `OU3 ${set.device}: “${set.value}” was set on ticket ${id}, and nothing says what became of it`,
        )
    for (const acked of ackedOf(outcome, id, sets))
      problems.push(...judge(outcome, disks, { ticket, was, acked }))
  }
  return problems
}

/** Whoever changed it had seen what stood before. */
function findUnseen(id: string, was: TicketHistory, sets: readonly FieldSet[]): string[] {
  const problems: string[] = []
  for (let version = 2; version < was.subjects.length; version++) {
    const [before, after] = [was.subjects[version - 1], was.subjects[version]]
    if (before === undefined || after === undefined || before === after) continue
    const makers = sets.filter((set) => set.value === after)
    if (makers.length === 0) continue
    const hasSeen = (set: FieldSet) =>
      set.seen === before ||
      was.subjects.slice(set.versions[0], set.versions[1] + 1).includes(before)
    if (!makers.some(hasSeen))
      problems.push(
        `CO13 ticket ${id}: version ${version} sets “${after}” over “${before}”, which its author had not seen`,
      )
  }
  return problems
}

/** It stood once; or the thread, or the device, says that it came too late or was refused. */
function isAccountedFor(
  { history, ledger }: Outcome,
  disks: ReadonlyMap<string, Disk>,
  { id, ticket }: KnownTicket,
  { value, device, at }: FieldSet,
): boolean {
  const subjects = history.of(id)?.subjects ?? []
  const isLost = (one: { mine: unknown }) => one.mine === value
  const disk = disks.get(device)
  return (
    subjects.includes(value) ||
    subjects.slice(1).includes(undefined) ||
    ticket.messages.some((message) => message.lost?.some(isLost)) ||
    disk?.lost.some(isLost) === true ||
    JSON.stringify(disk?.rejected ?? []).includes(value) ||
    ledger.dismissed.has(`${id} ${value}`) ||
    ledger.discarded.some((words) => words.includes(value)) ||
    // What was told goes when the same field is set anew.
    [...ledger.sets, ...ledger.otherSets].some(
      (one) => one.ticket === id && one.at > at && isOfBrowser(one.device, device),
    )
  )
}

function ackedOf({ ledger }: Outcome, id: string, sets: readonly FieldSet[]): Acked[] {
  const found: Acked[] = []
  for (const { push, version, at, device } of ledger.acked.values()) {
    if (push.kind !== 'update' || push.ticket !== id) continue
    const bytes = Buffer.from(push.update)
    const set = sets.find((one) => bytes.includes(one.value) && isOfBrowser(one.device, device))
    if (set) found.push({ value: set.value, set, version, claimedAt: push.claimedAt, at })
  }
  return found
}

/** Two tabs of one browser share their outbox. */
const isOfBrowser = (one: string, two: string): boolean =>
  one === two || [one, two].every((name) => name === 'ada-laptop' || name === 'ada-second-tab')

function judge(
  outcome: Outcome,
  disks: ReadonlyMap<string, Disk>,
  { ticket: { id, ticket }, was, acked }: { ticket: KnownTicket; was: TicketHistory; acked: Acked },
): string[] {
  const { ledger, devices } = outcome
  const { value, set, version, claimedAt } = acked
  const device = devices.find(({ name }) => name === set.device)
  const isIt = (one: { field: string; mine: unknown; claimedAt: number }) =>
    one.field === 'subject' && one.mine === value && one.claimedAt === claimedAt
  const event = ticket.messages.find(
    (message: Message) => message.by.id === device?.person.id && message.lost?.some(isIt),
  )
  const upTo = was.subjects.slice(0, version + 1)
  // Where nobody was told of a version, nothing can be said.
  if (upTo.slice(1).includes(undefined)) return []
  const didStand = upTo.includes(value)
  const told = disks.get(set.device)?.lost.find((record) => record.told && isIt(record))
  const what = `CO13 ${set.device}: “${value}” on ticket ${id}`
  if (didStand && ledger.sets.filter((one) => one.value === value).length === 1) {
    if (event) return [`${what} was taken, and its author is told that it was not`]
    return told ? [`${what} was taken, and the device says that it was not`] : []
  }
  if (didStand) return []
  if (!event) return [`${what} was acknowledged, does not stand, and nobody was told`]
  if (told || isSettled(outcome, acked, was)) return []
  return [`${what} came too late, and the device does not say so`]
}

/** Set anew, put away, or taken off the device with the ticket. */
function isSettled(
  { ledger, history, devices, sightOf }: Outcome,
  { set, at, value }: Acked,
  was: TicketHistory,
): boolean {
  const device = devices.find(({ name }) => name === set.device)
  if (!device || device.browser.wasFull() || ledger.dismissed.has(`${set.ticket} ${value}`))
    return true
  const isSetAnew = [...ledger.sets, ...ledger.otherSets].some(
    (one) => one.ticket === set.ticket && one.at > at && isOfBrowser(one.device, set.device),
  )
  // Where a right was lost meanwhile, or the ticket was elsewhere, all of it was taken off the device.
  const sight = sightOf(device.person.id)
  const wasAway =
    ledger.rightsChanged.has(device.person.id) ||
    [...was.queues, ...history.formerQueuesOf(set.ticket)].some(
      (queues) => queues !== undefined && !sees(sight, queues),
    )
  return isSetAnew || wasAway
}
