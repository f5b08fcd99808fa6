/**
 * What waits on this device and what was refused, as the drawer lists it. Not here: what its author does about it
 * (refusals), how it is sent (outbox).
 */
import { LIMITS } from '../../shared/kit/limits.ts'
import { words } from '../words/first.ts'
import type { Waiting } from './api.ts'
import type { Db, DraftRecord, Intent, RejectedRecord } from './db.ts'
import { filesNamedBy, isListed, type FilesNamed } from './intents.ts'
import { findLeftWords } from './left-words.ts'

/** @param isWaitingForFiles  of what is on its way out: bytes of its files are still to come */
export async function listWaiting(
  db: Db,
  isWaitingForFiles: (named: FilesNamed) => Promise<boolean>,
): Promise<readonly Waiting[]> {
  const tables = [...db.workTables, db.drafts]
  /** By the push that they go with. */
  const going = new Map<string, FilesNamed | null>()
  const items = await db.transaction('r', tables, async () => {
    const waiting = await firstWaiting(db)
    for (const intent of waiting) going.set(intent.pushId, filesNamedBy(intent))
    const refused = await db.rejected.toArray()
    const left = await findLeftWords(db)
    return [
      ...left.map(({ draft, text }) => wordsWaiting(draft, text)),
      ...refused.map((record) => toWaiting(record.intent, record)),
      ...waiting.filter(isListed).map((intent) => toWaiting(intent, null)),
    ]
  })
  for (const item of items) {
    const named = item.state === 'waiting' ? (going.get(item.pushId) ?? null) : null
    if (named !== null) item.waitsForFiles = await isWaitingForFiles(named)
  }
  return items
}

/**
 * What waits, in order, and every reply among it. It is read after each change: of thousands that wait, the number says
 * enough (`sync`).
 */
async function firstWaiting(db: Db): Promise<Intent[]> {
  const first = await db.outbox.orderBy('order').limit(LIMITS.waitingListed).toArray()
  if (first.length < LIMITS.waitingListed) return first
  const last = first.at(-1)?.order ?? 0
  const later = await db.outbox
    .where('kind')
    .equals('command')
    .filter((intent) => (intent.order ?? 0) > last && filesNamedBy(intent) !== null)
    .toArray()
  return [...first, ...later]
}

function wordsWaiting(draft: DraftRecord, text: string): Waiting {
  return {
    pushId: draft.id,
    ticket: draft.ticket,
    kind: 'words',
    title: words.waiting.draftWords,
    text,
    seen: null,
    message: null,
    notBefore: null,
    claimedAt: 0,
    state: 'refused',
    code: null,
    detail: null,
    into: null,
    readers: null,
  }
}

function kindOf(intent: Intent): Waiting['kind'] {
  if (intent.kind === 'update') return intent.op.op === 'add-note' ? 'note' : 'edit'
  if (intent.kind === 'draft') return 'reply'
  const { kind } = intent.command
  if (kind === 'send') return 'reply'
  return kind === 'move' || kind === 'unsend' ? kind : 'act'
}

function toWaiting(intent: Intent, refusal: RejectedRecord | null): Waiting {
  const send = intent.kind === 'command' && intent.command.kind === 'send' ? intent.command : null
  return {
    pushId: intent.pushId,
    ticket: intent.ticket,
    kind: kindOf(intent),
    title: intent.title,
    text: intent.text,
    seen: send?.seen ?? null,
    message: send?.sendId ?? null,
    notBefore: send?.notBefore ?? null,
    claimedAt: intent.claimedAt,
    state: refusal ? 'refused' : 'waiting',
    code: refusal?.code ?? null,
    detail: refusal?.detail ?? null,
    into: refusal?.into ?? null,
    readers: refusal?.readers ?? null,
    ...(refusal?.changedBy === undefined ? {} : { changedBy: refusal.changedBy }),
    ...(intent.batch === undefined ? {} : { batch: intent.batch }),
  }
}

/** What was discarded long ago cannot be taken back any more. */
export async function forgetDiscarded(db: Db, now: number): Promise<void> {
  const oldest = now - LIMITS.discardedKeptMs
  await db.discarded.filter((record) => record.discardedAt < oldest).delete()
}
