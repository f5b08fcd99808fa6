/**
 * The mailboxes of the desk's queues as they are stored: settings, sealed password, and what the gateway last said. Not
 * here: which gateway has one (mailbox-lease), trying settings out (mailbox-trial), fetching (the gateway).
 */
import { FaultError } from '../../../shared/kit/fault.ts'
import { LIMITS } from '../../../shared/kit/limits.ts'
import { parseWith, v } from '../../../shared/kit/schema.ts'
import {
  MailboxReached,
  MailboxReport,
  MailboxSettings,
  whyNotMailbox,
} from '../../../shared/wire/mailbox.ts'
import type { Desk } from '../../desk.ts'
import { number, text, type Sql, type SqlRow } from '../../store/database.ts'
import { dropGrantsOf, keepGrantOf } from './access-token.ts'
import { openPassword, sealPassword } from './mailbox-secret.ts'
import { secretText, type Typed } from './mailbox-typed.ts'

export type Mailbox = {
  queue: string
  revision: number
  settings: MailboxSettings
  secret: string
  reached: MailboxReached | null
  said: MailboxReport | null
  holder: string
  heldUntil: number
}

export async function listMailboxes(sql: Sql): Promise<Mailbox[]> {
  const rows = await sql.all(`SELECT * FROM mailboxes ORDER BY queue LIMIT ${LIMITS.mailboxes}`)
  return rows.map(readRow)
}

async function findMailbox(sql: Sql, queue: string): Promise<Mailbox | null> {
  const row = await sql.get(`SELECT * FROM mailboxes WHERE queue = ?`, queue)
  return row ? readRow(row) : null
}

function readRow(row: SqlRow): Mailbox {
  return {
    queue: text(row, 'queue'),
    revision: number(row, 'revision'),
    settings: v.parse(MailboxSettings, JSON.parse(text(row, 'settings'))),
    secret: text(row, 'secret'),
    reached: readJson(MailboxReached, text(row, 'reached')),
    said: readJson(MailboxReport, text(row, 'said')),
    holder: text(row, 'holder'),
    heldUntil: number(row, 'held_until'),
  }
}

/** Of another version of the gateway, or none yet: then nothing is known. */
function readJson<S extends v.GenericSchema>(schema: S, json: string): v.InferOutput<S> | null {
  if (json === '') return null
  const parsed = parseWith(schema, JSON.parse(json))
  return parsed.ok ? parsed.value : null
}

export const addressOf = (desk: Desk, slug: string): string | null =>
  desk.parts.settings.get().queues.find((queue) => queue.slug === slug)?.address ?? null

/** @param typed  null: what is kept, as long as it is for the same account */
export async function saveMailbox(
  desk: Desk,
  queue: string,
  settings: MailboxSettings,
  typed: Typed,
): Promise<void> {
  assertUsable(desk, queue, settings)
  await desk.database.write(async (tx) => {
    const known = await findMailbox(tx, queue)
    const row = await tx.get(`SELECT count(*) AS n FROM mailboxes`)
    if (!known && row && number(row, 'n') >= LIMITS.mailboxes)
      throw new FaultError({ code: 'kit/too-big', detail: `${LIMITS.mailboxes} mailboxes at most` })
    const secret = secretText(settings, typed, openKept(desk, known, settings))
    await tx.run(
      `INSERT INTO mailboxes (queue, revision, settings, secret) VALUES (?, ?, ?, ?)
       ON CONFLICT (queue) DO UPDATE SET revision = mailboxes.revision + 1, settings = excluded.settings, secret = excluded.secret, said = ''`,
      queue,
      // Not one that a mailbox of this queue had before it was removed: a gateway that heard of neither would go on with that.
      desk.parts.clock.now(),
      JSON.stringify(settings),
      sealFor(desk, queue, secret) ?? '',
    )
    await keepGrantOf(desk, tx, { queue, settings, secret, isTrial: false })
  })
  desk.parts.hub.publish({ type: 'mailboxes-changed' })
}

export async function removeMailbox(desk: Desk, queue: string): Promise<boolean> {
  const removed = await desk.database.write(async (tx) => {
    await dropGrantsOf(tx, queue)
    return tx.run(`DELETE FROM mailboxes WHERE queue = ?`, queue)
  })
  if (removed > 0) desk.parts.hub.publish({ type: 'mailboxes-changed' })
  return removed > 0
}

export function assertUsable(desk: Desk, queue: string, settings: MailboxSettings): void {
  if (!desk.parts.settings.get().queues.some((known) => known.slug === queue))
    throw new FaultError({ code: 'desk/unknown-queue', detail: queue })
  if (addressOf(desk, queue) === null)
    throw new FaultError({
      code: 'kit/invalid',
      detail: 'give the queue its mail address first: answers go out with it',
    })
  const why = whyNotMailbox(settings)
  if (why !== null) throw new FaultError(why)
}

/** @param name  what it belongs to: a queue, or a trial */
export function sealFor(desk: Desk, name: string, secret: string | null): string | null {
  const { random } = desk.parts
  return secret === null ? null : sealPassword(desk.keys.gateway, name, secret, random)
}

/** What is kept goes to the server it was typed in for, and to no other: else whoever may change settings could read it. */
function openKept(desk: Desk, known: Mailbox | null, settings: MailboxSettings): string | null {
  const isFor = known !== null && isSameAccount(known.settings, settings)
  return isFor ? openPassword(desk.keys.gateway, known.queue, known.secret) : null
}

function isSameAccount(a: MailboxSettings, b: MailboxSettings): boolean {
  const isSameClient =
    a.signIn === 'password' ||
    (a.oauth?.tokenUrl === b.oauth?.tokenUrl && a.oauth?.clientId === b.oauth?.clientId)
  return (
    a.host === b.host &&
    a.port === b.port &&
    a.security === b.security &&
    a.user === b.user &&
    a.signIn === b.signIn &&
    isSameClient
  )
}

/** What opens the mailbox, in clear: typed in now, or kept for these settings. */
export async function secretFor(
  desk: Desk,
  queue: string,
  settings: MailboxSettings,
  typed: Typed,
): Promise<string | null> {
  const known = await findMailbox(desk.database.read, queue)
  return secretText(settings, typed, openKept(desk, known, settings))
}

/** The mailbox that a gateway has, as it was leased; null when that is over. */
export async function heldMailbox(
  desk: Desk,
  { queue, revision, worker }: { queue: string; revision: number; worker: string },
): Promise<{ settings: MailboxSettings; secret: string | null } | null> {
  const known = await findMailbox(desk.database.read, queue)
  const isHeld =
    known !== null &&
    known.revision === revision &&
    known.holder === worker &&
    known.heldUntil > desk.parts.clock.now()
  if (!isHeld) return null
  const secret = openPassword(desk.keys.gateway, queue, known.secret)
  return { settings: known.settings, secret }
}
