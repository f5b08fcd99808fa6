/**
 * The rows of one version of a ticket: what is derived from the document, its snapshot now and then, and its line in
 * the log. Only what changed is worked out and written again. Not here: the feed, facts and clocks.
 */
import * as Y from 'yjs'
import { FaultError } from '../../shared/kit/fault.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import type { Row, Ticket } from '../../shared/ticket/ticket.ts'
import type { SqlValue } from '../store/database.ts'
import { nameActor } from './actor.ts'
import { publicView } from './public-view.ts'
import { alsoInColumn } from '../feed/ticket-queues.ts'
import { indexChange } from '../search/index-ticket.ts'
import type { Stored } from './shadows.ts'
import type { TicketWork } from './ticket-work.ts'

/** A snapshot is written after so many updates at the earliest, so that a cold load stays short … */
const SNAPSHOT_UPDATES = 16
/** … and when they are a fair part of it, so that a long thread is not written again for every few small changes … */
const SNAPSHOT_SHARE = 1 / 4
/** … but after so many in any case. */
const SNAPSHOT_UPDATES_MAX = 128

export type NextVersion = { after: Ticket; row: Row; update: Uint8Array; version: number }

/** @returns what is stored of the document from now on */
export async function writeRows(work: TicketWork, next: NextVersion): Promise<Stored> {
  const { tx } = work
  const { after, row, update, version } = next
  let { stored } = work
  const columns = new Map<string, SqlValue>([
    ['queue', after.queue],
    ['also_in', alsoInColumn(after)],
    ['status', after.status],
    ['is_spam', after.isSpam ? 1 : 0],
    ['version', version],
    ['epoch', work.epoch],
    ['row', JSON.stringify(row)],
    ['updated_at', work.now],
  ])
  const isSaid = hasSpoken(work, after)
  if (isSaid || hasOtherFace(work.before, after))
    columns.set('public', JSON.stringify(publicView(after)))
  // Of a time before `search_parts`: words are in the index alone.
  if (version === 1 || work.isMadeAnew) columns.set('search', '')
  if (version === 1 || work.isMadeAnew || isSnapshotDue(work, next)) {
    const state = version === 1 && !work.isMadeAnew ? update : Y.encodeStateAsUpdate(work.doc)
    if (state.length > LIMITS.documentBytes)
      throw new FaultError({
        code: 'ticket/too-big',
        detail: `a ticket may have ${LIMITS.documentBytes} bytes`,
      })
    columns.set('state', state)
    columns.set('state_version', version)
    stored = { docBytes: state.length, stateBytes: state.length, stateVersion: version }
  } else stored = { ...stored, docBytes: stored.docBytes + update.length }
  columns.set('doc_bytes', stored.docBytes)
  if (version === 1) {
    columns.set('id', work.id)
    columns.set('number', after.facts.number)
    columns.set('created_at', after.facts.acceptedAt)
  }
  if (version === 1 || work.before?.facts.requester.id !== after.facts.requester.id)
    columns.set('requester', after.facts.requester.id)
  await (version === 1 ? insert(work, columns) : change(work, columns))
  const { id, before, isMadeAnew } = work
  await indexChange({ tx, id, before, after, isMadeAnew, messages: work.reading.messages() })
  await tx.run(
    `INSERT INTO updates (ticket, version, actor, device, received_at, claimed_at, paths, bytes) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    work.id,
    version,
    nameActor(work.actor),
    work.device,
    work.now,
    work.claimedAt ?? work.now,
    JSON.stringify([...work.paths]),
    update,
  )
  return stored
}

function insert({ tx }: TicketWork, columns: ReadonlyMap<string, SqlValue>): Promise<number> {
  const names = [...columns.keys()]
  return tx.run(
    `INSERT INTO tickets (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`,
    ...columns.values(),
  )
}

function change({ tx, id }: TicketWork, columns: ReadonlyMap<string, SqlValue>): Promise<number> {
  const sets = [...columns.keys()].map((name) => `${name} = ?`)
  return tx.run(`UPDATE tickets SET ${sets.join(', ')} WHERE id = ?`, ...columns.values(), id)
}

function isSnapshotDue({ stored }: TicketWork, { version, update }: NextVersion): boolean {
  const updates = version - stored.stateVersion
  if (updates < SNAPSHOT_UPDATES) return false
  const bytes = stored.docBytes - stored.stateBytes + update.length
  return updates >= SNAPSHOT_UPDATES_MAX || bytes >= stored.stateBytes * SNAPSHOT_SHARE
}

/** Whether messages with words came, went or changed; what changed in a ticket is told in the thread without words. */
function hasSpoken(work: TicketWork, after: Ticket): boolean {
  const { before } = work
  if (!before || work.isMadeAnew) return true
  const keys = work.reading.messages()
  if (keys.size === 0) return false
  const isWordless = (id: string) =>
    !before.messages.some((message) => message.id === id) &&
    after.messages.findLast((message) => message.id === id)?.text === ''
  return ![...keys].every(isWordless)
}

/** What a submitter sees besides the messages. */
function hasOtherFace(before: Ticket | null, after: Ticket): boolean {
  return (
    before === null ||
    before.subject !== after.subject ||
    before.status !== after.status ||
    before.queue !== after.queue ||
    before.delivery !== after.delivery ||
    before.facts.requester.id !== after.facts.requester.id
  )
}
