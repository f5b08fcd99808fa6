/**
 * The figures of a month by mail to everybody who leads: once, in the morning of the first day of the next one, in the desk's
 * zone. All mails of a month are written in the transaction that says the month is done with, so a kill sends none twice and
 * none too few, and of several servers one does it. Each counts only what its reader may see (rules RE4, RE8).
 *
 * A desk that learns of this in the middle of a month begins with that month. Not here: when it is looked after (digest-turn),
 * the words (digest-mail), who wants it (digest-choice).
 */
import { createHash } from 'node:crypto'
import { idFromBytes } from '../../shared/kit/id.ts'
import { DAY_MS, LIMITS } from '../../shared/kit/limits.ts'
import { maySee } from '../../shared/ticket/ticket-rules.ts'
import { languageOfPerson } from '../auth/person-language.ts'
import { readRights } from '../auth/rights.ts'
import type { CommitParts } from '../commit/parts.ts'
import { queueMail, senderOf, type NewOutgoing } from '../mail/outbound/outgoing.ts'
import { mailToPerson } from '../mail/outbound/person-mail.ts'
import { findSuppression } from '../mail/outbound/suppressions.ts'
import { makeEnding } from '../mail/outbound/unsubscribe.ts'
import { text, type Sql } from '../store/database.ts'
import { DECLINED, noteDone } from './digest-choice.ts'
import { wordDigest } from './digest-mail.ts'
import { dateOf, localDay, readSpan } from './report-query.ts'
import { makeReport } from './report.ts'
import type { RollupFold } from './rollup-fold.ts'

const MORNING_HOURS = 7

/** @returns how many mails went; 0 when it is not time, or it was done */
export async function sendDigests(parts: CommitParts, rollups: RollupFold): Promise<number> {
  const { database, clock } = parts
  const settings = parts.settings.get()
  const now = clock.now()
  const { month, dueAt } = monthBefore(settings.timeZone, now)
  const done = await database.read.all(
    `SELECT month FROM report_digests WHERE person = '' ORDER BY month DESC LIMIT 1`,
  )
  const last = done[0] ? text(done[0], 'month') : null
  if (last !== null && last >= month) return 0
  if (last === null) {
    await database.write((tx) => noteDone(tx, month, '', now))
    return 0
  }
  if (now < dueAt || !(await rollups.catchUp())) return 0
  const span = readSpan(
    { by: 'queue', from: `${month}-01`, to: lastDate(month) },
    settings.timeZone,
    now,
  )
  if (!span.ok) throw new Error(span.fault.detail)
  const mails: { person: string; address: string; mail: NewOutgoing['mail'] }[] = []
  for (const row of await leads(database.read)) {
    const person = text(row, 'id')
    const rights = await readRights(database.read, person)
    if (!rights || !settings.queues.some(({ slug }) => maySee(rights, slug))) continue
    const ask = { query: { by: 'queue' as const }, span: span.value, rights, now }
    const report = await makeReport(database.read, settings, ask)
    const language = await languageOfPerson(parts, database.read, person)
    const address = text(row, 'email')
    mails.push({
      person,
      address,
      mail: mailToPerson({
        language,
        from: senderOf(parts, ''),
        to: { address, name: text(row, 'name') },
        subject: language.words.agent.digest.subject({ desk: settings.deskName, month }),
        lines: wordDigest(language, report, { month, publicUrl: parts.config.publicUrl }),
      }),
    })
  }
  return database.write(async (tx) => {
    if ((await noteDone(tx, month, '', now)) === 0) return 0
    let count = 0
    for (const { person, address, mail } of mails) {
      await noteDone(tx, month, person, now)
      if (await findSuppression(tx, address)) continue
      count += 1
      await queueMail(parts, tx, {
        id: idOf(month, person),
        kind: 'agent-notice',
        ticket: null,
        message: null,
        mail: { ...mail, unsubscribe: await makeEnding(parts, tx, { person, kind: 'digest' }) },
      })
    }
    return count
  })
}

const leads = (sql: Sql) =>
  sql.all(
    `SELECT id, email, name FROM people WHERE role IN ('lead', 'admin') AND disabled_at IS NULL AND NOT EXISTS
       (SELECT 1 FROM report_digests WHERE report_digests.person = people.id AND month = '${DECLINED}')
     ORDER BY id LIMIT ${LIMITS.reportDigests}`,
  )

/** Of a month and a person always the same: written twice it would still be one mail. */
const idOf = (month: string, person: string): string =>
  idFromBytes(createHash('sha256').update(`digest ${month} ${person}`).digest())

/** The last whole month of the desk, and the morning from which its figures go. */
function monthBefore(timeZone: string, now: number): { month: string; dueAt: number } {
  const today = dateOf(localDay(timeZone, now))
  const first = `${today.slice(0, 7)}-01`
  const month = new Date(Date.parse(first) - DAY_MS).toISOString().slice(0, 7)
  const span = readSpan({ by: 'queue', from: first, to: first }, timeZone, now)
  if (!span.ok) throw new Error(span.fault.detail)
  return { month, dueAt: span.value.from + MORNING_HOURS * 3_600_000 }
}

function lastDate(month: string): string {
  const end = new Date(`${month}-01T00:00:00Z`)
  end.setUTCMonth(end.getUTCMonth() + 1, 0)
  return end.toISOString().slice(0, 10)
}
