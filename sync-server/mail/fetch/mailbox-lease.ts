/**
 * Which gateway fetches which mailbox: one at a time, under a lease that it renews as long as it asks. What it says of a
 * mailbox counts while it has it. Not here: how mail is fetched; that two gateways bring the same mail makes no second
 * ticket either way (MA2).
 */
import { createHash } from 'node:crypto'
import { LIMITS } from '../../../shared/kit/limits.ts'
import type { LeasedMailbox, MailboxReport, MailboxWork } from '../../../shared/wire/mailbox.ts'
import type { Desk } from '../../desk.ts'
import type { Tx } from '../../store/database.ts'
import { addressOf, listMailboxes, type Mailbox } from './mailbox-rows.ts'
import { openPassword } from './mailbox-secret.ts'
import { listTrials } from './mailbox-trial.ts'

/** A lease that was renewed this lately is not renewed again: asking often costs no writes. */
const FRESH_MS = LIMITS.mailboxLeaseMs / 4

export async function leaseMailboxes(
  desk: Desk,
  worker: string,
  reports: readonly MailboxReport[],
): Promise<MailboxWork> {
  const { database, parts } = desk
  const now = parts.clock.now()
  const stored = await listMailboxes(database.read)
  const wanted = stored.filter((one) => one.settings.isOn && addressOf(desk, one.queue) !== null)
  const isFree = (one: Mailbox) => one.holder === worker || one.heldUntil <= now
  const news = reports.filter((report) => isNews(stored, report))
  const isDue = wanted.some((one) => isFree(one) && !isFresh(one, worker, now))
  if (news.length > 0 || isDue)
    await database.write(async (tx) => {
      for (const report of news) await keepReport(tx, worker, report)
      for (const { queue } of wanted) await takeOne(tx, { queue, worker, now })
    })
  const mine = (await listMailboxes(database.read)).filter(
    (one) => one.settings.isOn && one.holder === worker && one.heldUntil > now,
  )
  const trials = await listTrials(desk)
  return {
    known: nameOf(desk, mine, trials),
    // What is left of the shortest: a lease that was fresh was not renewed.
    leaseMs: Math.min(LIMITS.mailboxLeaseMs, ...mine.map((one) => one.heldUntil - now)),
    mailboxes: mine.flatMap((one) => describe(desk, one)),
    trials,
  }
}

function isNews(stored: readonly Mailbox[], report: MailboxReport): boolean {
  const known = stored.find((one) => one.queue === report.queue)
  return known !== undefined && JSON.stringify(known.said) !== JSON.stringify(report)
}

const isFresh = (one: Mailbox, worker: string, now: number): boolean =>
  one.holder === worker && one.heldUntil - now > LIMITS.mailboxLeaseMs - FRESH_MS

/** Only from who has it, and only of the settings that stand. */
async function keepReport(tx: Tx, worker: string, report: MailboxReport): Promise<void> {
  const { queue, revision, reached } = report
  await tx.run(
    `UPDATE mailboxes SET said = ?, reached = CASE WHEN ? = '' THEN reached ELSE ? END WHERE queue = ? AND revision = ? AND holder = ?`,
    JSON.stringify(report),
    ...[0, 1].map(() => (reached === null ? '' : JSON.stringify(reached))),
    queue,
    revision,
    worker,
  )
}

async function takeOne(
  tx: Tx,
  { queue, worker, now }: { queue: string; worker: string; now: number },
): Promise<void> {
  await tx.run(
    `UPDATE mailboxes SET holder = ?, held_until = ? WHERE queue = ? AND (holder = ? OR held_until <= ?)`,
    worker,
    now + LIMITS.mailboxLeaseMs,
    queue,
    worker,
    now,
  )
}

function describe(desk: Desk, one: Mailbox): LeasedMailbox[] {
  const { queue, revision, settings, reached } = one
  const address = addressOf(desk, queue)
  if (address === null) return []
  const password =
    settings.signIn === 'password' ? openPassword(desk.keys.gateway, queue, one.secret) : null
  return [{ queue, revision, address, settings, password, reached }]
}

/** The same as long as a gateway has nothing new to hear. */
function nameOf(desk: Desk, mine: readonly Mailbox[], trials: readonly { id: string }[]): string {
  const parts = mine.map(({ queue, revision }) => [queue, revision, addressOf(desk, queue)])
  const ids = trials.map(({ id }) => id)
  return createHash('sha256')
    .update(JSON.stringify([parts, ids]))
    .digest('hex')
}
