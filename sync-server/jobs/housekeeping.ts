/**
 * What is over is deleted, so that no table of passing things grows for ever: expired sessions, sign-in links and
 * capabilities, answers to pushes that no device will ask for again, which tickets left a queue long ago, held mail that
 * was dismissed long ago, and files that were brought and that nothing names. Of tickets that nobody touched for long the bytes of their history go, never what
 * they say or who did it.
 */
import type { Timers } from '../../shared/kit/clock.ts'
import { DAY_MS, LIMITS } from '../../shared/kit/limits.ts'
import { sweepForgotten, sweepUnnamed } from '../commit/blob-refs.ts'
import { makeCommit } from '../commit/commit.ts'
import { compactIdle } from '../commit/compact.ts'
import type { CommitParts } from '../commit/parts.ts'
import { dropUploads } from '../commit/uploads.ts'
import { forgetLeaves } from '../feed/feed-rows.ts'
import { dropDismissed } from '../mail/inbound/dismissed-mail.ts'
import { number } from '../store/database.ts'
import { makeTurns } from './turns.ts'

const EVERY_MS = 60 * 60 * 1000
/** Deleted at a time, so that nobody waits long behind it. */
const ROWS_AT_ONCE = 1_000
/** Each is a file. */
const BLOBS_AT_ONCE = 100
/** Of the 256 parts that files are divided into by their hash, so many are looked through in a turn: all within a day. */
const PARTS_A_TURN = 16
const PARTS = 256
const NEXT_PART = 'forgotten-part'

export type Housekeeping = { tidy(): Promise<number>; start(): void; stop(): void }

export function makeHousekeeping(parts: CommitParts, timers: Timers): Housekeeping {
  const commit = makeCommit(parts)

  /** Rows that were deleted. */
  async function tidy(): Promise<number> {
    const now = parts.clock.now()
    const over: [table: string, column: string, before: number][] = [
      ['sessions', 'expires_at', now],
      ['sign_in_links', 'expires_at', now - DAY_MS],
      ['capabilities', 'expires_at', now],
      ['pushes', 'at', now - LIMITS.pushAnswersKeptMs],
      ['mailbox_trials', 'at', now - LIMITS.mailboxTrialsKeptMs],
      ['mailbox_grants', 'forget_at', now],
      ['upload_parts', 'made_at', now - LIMITS.uploadPartsKeptMs],
      ['merges', 'at', now - LIMITS.unmergeMs],
      ['hook_deliveries', 'at', now - LIMITS.hookDeliveriesKeptMs],
    ]
    let total = 0
    for (const [table, column, before] of over)
      // Those of one moment go together, so a turn may take a few more.
      for (let count = ROWS_AT_ONCE; count >= ROWS_AT_ONCE && !turns.isStopped(); total += count)
        count = await parts.database.write((tx) =>
          tx.run(
            `DELETE FROM ${table} WHERE ${column} <= (SELECT max(${column}) FROM
               (SELECT ${column} FROM ${table} WHERE ${column} < ? ORDER BY ${column} LIMIT ${ROWS_AT_ONCE}) AS oldest)`,
            before,
          ),
        )
    // Of sessions that ended by their time alone.
    if (!turns.isStopped())
      total += await parts.database.write((tx) =>
        tx.run(
          `DELETE FROM push_devices WHERE NOT EXISTS (SELECT 1 FROM sessions WHERE sessions.id = push_devices.session)`,
        ),
      )
    const leftBefore = now - LIMITS.feedLeavesKeptMs
    for (let count = ROWS_AT_ONCE; count >= ROWS_AT_ONCE && !turns.isStopped(); total += count)
      count = await parts.database.write((tx) => forgetLeaves(tx, leftBefore, ROWS_AT_ONCE))
    const dismissed = { before: now - LIMITS.dismissedMailKeptMs, most: BLOBS_AT_ONCE }
    for (let count = BLOBS_AT_ONCE; count >= BLOBS_AT_ONCE && !turns.isStopped(); total += count)
      count = await parts.database.write((tx) => dropDismissed(parts, tx, dismissed))
    for (let count = BLOBS_AT_ONCE; count >= BLOBS_AT_ONCE && !turns.isStopped();)
      count = await parts.database.write((tx) => dropUploads(parts, tx, BLOBS_AT_ONCE))
    for (let count = BLOBS_AT_ONCE; count >= BLOBS_AT_ONCE && !turns.isStopped(); total += count)
      count = await parts.database.write((tx) => sweepUnnamed(parts, tx, BLOBS_AT_ONCE))
    const first = await takeParts()
    for (let turn = 0; turn < PARTS_A_TURN && !turns.isStopped(); turn++) {
      const prefix = ((first + turn) % PARTS).toString(16).padStart(2, '0')
      total += await sweepForgotten(parts, { prefix, most: BLOBS_AT_ONCE })
    }
    if (!turns.isStopped()) await compactIdle(parts, commit)
    // Mails tell what was last told: also of a queue whose page nobody opens.
    for (const { slug } of parts.settings.get().queues)
      if (!turns.isStopped()) await parts.metrics.of(slug)
    return total
  }

  /** The first of those that are next. Counted in the store: a server that is started every morning comes to all of them. */
  async function takeParts(): Promise<number> {
    return parts.database.write(async (tx) => {
      const row = await tx.get(
        `INSERT INTO counters (name, value) VALUES ('${NEXT_PART}', ${PARTS_A_TURN})
         ON CONFLICT (name) DO UPDATE SET value = counters.value + ${PARTS_A_TURN} RETURNING value`,
      )
      return row ? number(row, 'value') - PARTS_A_TURN : 0
    })
  }

  const turns = makeTurns({
    timers,
    log: parts.log,
    trouble: 'tidying failed',
    retryMs: EVERY_MS,
    async work() {
      await tidy()
      return EVERY_MS
    },
  })

  return { tidy, start: () => turns.wake(EVERY_MS), stop: () => void turns.stop() }
}
