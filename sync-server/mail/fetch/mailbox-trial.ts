/**
 * Trying out the settings of a mailbox before they are kept: the gateway connects, as it is the one that will. Whoever
 * asks looks again for the answer; a gateway that does not take it up within a minute is not there. Rows go by the hour.
 */
import { FaultError } from '../../../shared/kit/fault.ts'
import { makeId } from '../../../shared/kit/id.ts'
import { LIMITS } from '../../../shared/kit/limits.ts'
import { v } from '../../../shared/kit/schema.ts'
import { MailboxSettings, TrialAnswer, type MailboxTrial } from '../../../shared/wire/mailbox.ts'
import type { Desk } from '../../desk.ts'
import { number, text, type SqlRow } from '../../store/database.ts'
import { assertUsable, sealFor, secretFor } from './mailbox-rows.ts'
import { openPassword } from './mailbox-secret.ts'
import type { Typed } from './mailbox-typed.ts'

/** @returns the id under which the answer will be */
export async function askTrial(
  desk: Desk,
  queue: string,
  settings: MailboxSettings,
  typed: Typed,
): Promise<string> {
  assertUsable(desk, queue, settings)
  const { clock, random, hub } = desk.parts
  const now = clock.now()
  const id = makeId(now, random)
  const secret = sealFor(desk, id, await secretFor(desk, queue, settings, typed)) ?? ''
  await desk.database.write(async (tx) => {
    const row = await tx.get(
      `SELECT count(*) AS n FROM mailbox_trials WHERE answer = '' AND at > ?`,
      now - LIMITS.mailboxTrialMs,
    )
    if (row && number(row, 'n') >= LIMITS.mailboxTrialsAtOnce)
      throw new FaultError({ code: 'kit/rate-limited', detail: 'other mailboxes are being tried' })
    await tx.run(
      `INSERT INTO mailbox_trials (id, settings, queue, secret, at) VALUES (?, ?, ?, ?, ?)`,
      id,
      JSON.stringify(settings),
      queue,
      secret,
      now,
    )
  })
  hub.publish({ type: 'mailboxes-changed' })
  return id
}

type OpenTrial = { queue: string; settings: MailboxSettings; secret: string | null }

/** Those without an answer. Each gateway hears of them, and two that try the same do no harm. */
export async function listTrials(desk: Desk): Promise<MailboxTrial[]> {
  const rows = await desk.database.read.all(
    `SELECT * FROM mailbox_trials WHERE answer = '' AND at > ? ORDER BY id`,
    desk.parts.clock.now() - LIMITS.mailboxTrialMs,
  )
  return rows.map((row) => {
    const { queue, settings, secret } = readOpen(desk, row)
    const password = settings.signIn === 'password' ? secret : null
    return { id: text(row, 'id'), queue, settings, password }
  })
}

/** Null when it is over. */
export async function findTrial(desk: Desk, id: string): Promise<OpenTrial | null> {
  const row = await desk.database.read.get(
    `SELECT * FROM mailbox_trials WHERE id = ? AND answer = '' AND at > ?`,
    id,
    desk.parts.clock.now() - LIMITS.mailboxTrialMs,
  )
  return row ? readOpen(desk, row) : null
}

function readOpen(desk: Desk, row: SqlRow): OpenTrial {
  return {
    queue: text(row, 'queue'),
    settings: v.parse(MailboxSettings, JSON.parse(text(row, 'settings'))),
    secret: openPassword(desk.keys.gateway, text(row, 'id'), text(row, 'secret')),
  }
}

/** The password of it is not needed any more. */
export async function answerTrial(desk: Desk, id: string, answer: TrialAnswer): Promise<void> {
  await desk.database.write((tx) =>
    tx.run(
      `UPDATE mailbox_trials SET answer = ?, secret = '' WHERE id = ?`,
      JSON.stringify(answer),
      id,
    ),
  )
}

/** Null while it is being tried. */
export async function readTrial(desk: Desk, id: string): Promise<TrialAnswer | null> {
  const row = await desk.database.read.get(`SELECT at, answer FROM mailbox_trials WHERE id = ?`, id)
  if (!row)
    throw new FaultError({ code: 'kit/not-found', detail: 'nothing is tried under that id' })
  const answer = text(row, 'answer')
  if (answer !== '') return v.parse(TrialAnswer, JSON.parse(answer))
  if (desk.parts.clock.now() - number(row, 'at') < LIMITS.mailboxTrialMs) return null
  return { code: 'mailbox/silent-gateway', detail: '', messages: 0, hasIdle: false }
}
