/**
 * Who is on a ticket: its requester, and people who were joined to it, by writing with what only somebody on it has, or
 * by an agent. Being on it lets a person's mail find the ticket. It opens nothing to be read (decision 10).
 */
import { LIMITS } from '../../shared/kit/limits.ts'
import type { Participant } from '../../shared/ticket/ticket.ts'
import type { Standing } from '../../shared/ticket/standing.ts'
import { number, text, type Sql, type Tx } from '../store/database.ts'

/**
 * `wrote`   their own mail, with the reply address and a Message-ID of the ticket; or one that began it, and is proved
 * `added`   an agent put them there, or sent them a copy: they get a copy of what is answered
 * `earlier` they were its requester, or on a ticket that was merged into it: nothing more is sent to them by that
 */
export type JoinedHow = Participant['how']

export type OnTicket = {
  contact: string
  address: string
  name: string
  standing: Exclude<Standing, 'other'>
  /** The address is theirs: a link mailed to it was opened. */
  isProved: boolean
  /** How they came to be on it, beside being its requester. */
  how: JoinedHow | null
}

export async function whoIsOn(sql: Sql, ticket: string): Promise<OnTicket[]> {
  const rows = await sql.all(
    `SELECT c.id, c.email, c.name, c.verified_at, p.how, 1 AS is_requester FROM tickets t JOIN contacts c ON c.id = t.requester
       LEFT JOIN participants p ON p.ticket = t.id AND p.contact = c.id WHERE t.id = ?
     UNION ALL
     SELECT c.id, c.email, c.name, c.verified_at, p.how, 0 AS is_requester FROM participants p JOIN contacts c ON c.id = p.contact
       JOIN tickets t ON t.id = p.ticket WHERE p.ticket = ? AND t.requester <> p.contact`,
    ticket,
    ticket,
  )
  return rows.map((row) => ({
    contact: text(row, 'id'),
    address: text(row, 'email'),
    name: text(row, 'name'),
    standing: number(row, 'is_requester') === 1 ? 'requester' : 'participant',
    isProved: row['verified_at'] !== null,
    how: readHow(row['how']),
  }))
}

const readHow = (how: unknown): JoinedHow | null =>
  how === 'wrote' || how === 'added' || how === 'earlier' ? how : null

/** As the ticket's document keeps them, for devices; its requester, who may be another one by now, is not among them. */
export async function participantsOf(
  sql: Sql,
  ticket: string,
  requester: string,
): Promise<Participant[]> {
  const rows = await sql.all(
    `SELECT c.id, c.email, c.name, p.how FROM participants p JOIN contacts c ON c.id = p.contact
     WHERE p.ticket = ? AND p.contact <> ? ORDER BY c.email`,
    ticket,
    requester,
  )
  return rows.map((row) => ({
    id: text(row, 'id'),
    name: text(row, 'name'),
    address: text(row, 'email'),
    how: readHow(row['how']) ?? 'earlier',
  }))
}

/** False when the ticket has as many as it may. Whom an agent adds is added from then on; others stay as they are. */
export async function addParticipant(
  tx: Tx,
  who: { ticket: string; contact: string; how: JoinedHow; at: number },
): Promise<boolean> {
  const known = await tx.get(
    `SELECT how FROM participants WHERE ticket = ? AND contact = ?`,
    who.ticket,
    who.contact,
  )
  if (known) {
    if (who.how === 'added' && known['how'] !== 'added')
      await tx.run(
        // That the requester wrote is what their own standing rests on.
        `UPDATE participants SET how = 'added' WHERE ticket = ? AND contact = ?
         AND NOT EXISTS (SELECT 1 FROM tickets t WHERE t.id = participants.ticket AND t.requester = participants.contact)`,
        who.ticket,
        who.contact,
      )
    return true
  }
  const count = await tx.get(`SELECT count(*) AS n FROM participants WHERE ticket = ?`, who.ticket)
  if (count && number(count, 'n') >= LIMITS.participantsPerTicket) return false
  await tx.run(
    `INSERT INTO participants (ticket, contact, how, at) VALUES (?, ?, ?, ?) ON CONFLICT (ticket, contact) DO NOTHING`,
    who.ticket,
    who.contact,
    who.how,
    who.at,
  )
  return true
}

export async function removeParticipant(
  tx: Tx,
  { ticket, contact }: { ticket: string; contact: string },
): Promise<void> {
  await tx.run(`DELETE FROM participants WHERE ticket = ? AND contact = ?`, ticket, contact)
}

/**
 * After a merge: who was on the one ticket, its requester too, is on the other. What they may read there is as before, and
 * no reply goes to them by itself (CO15).
 *
 * @returns who came to it by that
 */
export async function moveParticipants(
  tx: Tx,
  merge: { from: string; into: string; at: number },
): Promise<string[]> {
  const rows = await tx.all(
    `SELECT contact, how FROM participants WHERE ticket = ? UNION SELECT requester AS contact, 'earlier' AS how FROM tickets WHERE id = ?
     ORDER BY contact, how DESC`,
    merge.from,
    merge.from,
  )
  const into = await tx.get(`SELECT requester FROM tickets WHERE id = ?`, merge.into)
  const there = await tx.all(`SELECT contact FROM participants WHERE ticket = ?`, merge.into)
  const known = new Set(there.map((row) => text(row, 'contact')))
  const came = new Set<string>()
  for (const row of rows) {
    const contact = text(row, 'contact')
    const how = text(row, 'how') === 'wrote' ? 'wrote' : 'earlier'
    if (contact === (into ? text(into, 'requester') : '') && how !== 'wrote') continue
    await addParticipant(tx, { ticket: merge.into, contact, how, at: merge.at })
    if (!known.has(contact)) came.add(contact)
  }
  return [...came]
}
