/** How the mailboxes are that should be fetched, in the words of `doctor`. Reads only. */
import { FAULTS } from '../../../shared/kit/fault.ts'
import type { Sql } from '../../store/database.ts'
import { listMailboxes, type Mailbox } from './mailbox-rows.ts'

/** Null when none is to be fetched. */
export async function checkMailboxes(
  sql: Sql,
  now: number,
): Promise<{ name: string; state: 'ok' | 'advice' | 'bad'; detail: string } | null> {
  const name = 'mailboxes'
  const wanted = (await listMailboxes(sql)).filter((one) => one.settings.isOn)
  if (wanted.length === 0) return null
  const troubles = wanted.flatMap((one) => whatIsWrong(one, now))
  if (troubles.length > 0) return { name, state: 'bad', detail: troubles.join('; ') }
  const left = wanted.flatMap((one) => (one.said?.left.length ? [one.queue] : []))
  return left.length > 0
    ? {
        name,
        state: 'advice',
        detail: `too large or could not be read, and left where it is: mail for ${left.join(', ')}`,
      }
    : { name, state: 'ok', detail: `${wanted.length} fetched` }
}

function whatIsWrong({ queue, said, heldUntil }: Mailbox, now: number): string[] {
  if (heldUntil <= now) return [`${queue}: no gateway fetches it; does one run?`]
  if (said === null || said.code === null) return []
  return [`${queue}: ${FAULTS[said.code].title} (${said.code})`]
}
