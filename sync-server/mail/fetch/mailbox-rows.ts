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
import { openPassword, sealPassword } from './mailbox-secret.ts'

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

/** @param password  null: the one that is kept, as long as it is for the same account */
export async function saveMailbox(
  desk: Desk,
  queue: string,
  settings: MailboxSettings,
  password: string | null,
): Promise<void> {
  assertUsable(desk, queue, settings)
  await desk.database.write(async (tx) => {
    const known = await findMailbox(tx, queue)
    const row = await tx.get(`SELECT count(*) AS n FROM mailboxes`)
    if (!known && row && number(row, 'n') >= LIMITS.mailboxes)
      throw new FaultError({ code: 'kit/too-big', detail: `${LIMITS.mailboxes} mailboxes at most` })
    const secret = sealFor(desk, queue, password) ?? keptSecret(known, settings)
    await tx.run(
      `INSERT INTO mailboxes (queue, revision, settings, secret) VALUES (?, ?, ?, ?)
       ON CONFLICT (queue) DO UPDATE SET revision = mailboxes.revision + 1, settings = excluded.settings, secret = excluded.secret, said = ''`,
      queue,
      // Not one that a mailbox of this queue had before it was removed: a gateway that heard of neither would go on with that.
      desk.parts.clock.now(),
      JSON.stringify(settings),
      secret,
    )
  })
  desk.parts.hub.publish({ type: 'mailboxes-changed' })
}

export async function removeMailbox(desk: Desk, queue: string): Promise<boolean> {
  const removed = await desk.database.write((tx) =>
    tx.run(`DELETE FROM mailboxes WHERE queue = ?`, queue),
  )
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

export function sealFor(desk: Desk, name: string, password: string | null): string | null {
  const { random } = desk.parts
  return password === null ? null : sealPassword(desk.keys.gateway, name, password, random)
}

/** What is kept goes to the server it was typed in for, and to no other: else whoever may change settings could read it. */
function keptSecret(known: Mailbox | null, settings: MailboxSettings): string {
  return known && isSameAccount(known.settings, settings) ? known.secret : ''
}

function isSameAccount(a: MailboxSettings, b: MailboxSettings): boolean {
  return a.host === b.host && a.port === b.port && a.security === b.security && a.user === b.user
}

/** The kept password for these settings, in clear, for the gateway alone. */
export async function passwordFor(
  desk: Desk,
  queue: string,
  settings: MailboxSettings,
): Promise<string | null> {
  const secret = keptSecret(await findMailbox(desk.database.read, queue), settings)
  return openPassword(desk.keys.gateway, queue, secret)
}
