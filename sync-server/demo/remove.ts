/**
 * Takes the demo away again: its tickets as a lead deletes them, for everybody and for good, and its requesters. Queues and
 * people that came with it stay: real ones may have moved in. Not here: making it (seed).
 */
import { fail, ok, type Result } from '../../shared/kit/fault.ts'
import { makeId } from '../../shared/kit/id.ts'
import type { Rights } from '../../shared/ticket/ticket-rules.ts'
import type { Actor } from '../commit/actor.ts'
import type { Input } from '../commit/input.ts'
import type { Desk } from '../desk.ts'
import { number, text, type Sql } from '../store/database.ts'
import { DEMO_DEVICE } from './device.ts'
import { ORGANISATIONS } from './people.ts'

const WHY = 'it was a demo ticket'
/** Its tickets: what the demo wrote first is its own, whoever went on with it. */
const MADE_HERE = `tickets JOIN updates ON updates.ticket = tickets.id AND updates.version = 1 AND updates.device = '${DEMO_DEVICE}'`

/** How many tickets of the demo there are. */
export async function countDemo(sql: Sql): Promise<number> {
  const row = await sql.get(`SELECT count(*) AS n FROM ${MADE_HERE}`)
  return row ? number(row, 'n') : 0
}

/**
 * @param by  who asks: a lead or an admin who sees every queue
 * @returns how many tickets went; one that is gone already, or that this person may not delete, is passed over
 */
export async function removeDemo(
  desk: Desk,
  by: Rights,
  progress: (line: string) => void,
): Promise<Result<number>> {
  const sql = desk.database.read
  const run = (actor: Actor, input: Input) =>
    desk.commit({
      actor,
      device: DEMO_DEVICE,
      pushId: makeId(desk.parts.clock.now(), desk.parts.random),
      input,
    })
  const rows = await sql.all(`SELECT tickets.id AS id FROM ${MADE_HERE} ORDER BY tickets.number`)
  const whoAsks: Actor = { kind: 'agent', rights: by }
  let gone = 0
  for (const row of rows) {
    const done = await run(whoAsks, { kind: 'delete', ticket: text(row, 'id'), why: WHY })
    if (done.ok) gone++
    else if (done.fault.code !== 'kit/not-found') return fail(done.fault.code, done.fault.detail)
    if (gone % 500 === 0 && gone > 0) progress(`${gone} of ${rows.length} tickets`)
  }
  for (const { domain } of ORGANISATIONS)
    for (const row of await sql.all(`SELECT id FROM contacts WHERE email LIKE ?`, `%@${domain}`)) {
      const done = await run(
        { kind: 'desk' },
        { kind: 'erase', contact: text(row, 'id'), why: WHY },
      )
      if (!done.ok && done.fault.code !== 'kit/not-found')
        return fail(done.fault.code, done.fault.detail)
    }
  return ok(gone)
}
