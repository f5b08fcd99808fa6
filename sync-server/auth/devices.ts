/**
 * Devices: an id a browser profile makes once and keeps. It binds Yjs client ids and push ids to where they come from,
 * beyond the life of a session. Random 130 bit, so that nobody guesses another's; and bound to one person.
 */
import { fail, ok, type Result } from '../../shared/kit/fault.ts'
import { text, type Database } from '../store/database.ts'

export async function claimDevice(
  database: Database,
  device: string,
  person: string,
  now: number,
): Promise<Result<void>> {
  return database.write(async (tx) => {
    const known = await tx.get(`SELECT person FROM devices WHERE id = ?`, device)
    if (known && text(known, 'person') !== person)
      return fail('auth/denied', 'that device id is another person’s')
    await tx.run(
      `INSERT INTO devices (id, person, seen_at) VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET seen_at = excluded.seen_at`,
      device,
      person,
      now,
    )
    return ok()
  })
}
