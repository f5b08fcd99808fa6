/** I7: at most one mail a send, none before its time, none after it was taken back. */
import { number, text } from '../../sync-server/store/database.ts'
import { endOfTrail, type Known, type Outcome } from './known.ts'
import { UNDO_SECONDS } from './template.ts'

export async function checkMail(outcome: Outcome, known: Known): Promise<string[]> {
  const { sql, ledger, history } = outcome
  const problems: string[] = []
  const times = new Map<string, number[]>()
  for (const { messageId, at } of ledger.relayed)
    times.set(messageId, [...(times.get(messageId) ?? []), at])
  const before = new Set(ledger.relayedBefore.map(({ messageId }) => messageId))
  const isAnyGone = [...history.all()].some(([, ticket]) => ticket.isGone)
  const sends = new Map((await sql.all(`SELECT * FROM sends`)).map((row) => [text(row, 'id'), row]))
  for (const [messageId, taken] of times) {
    const id = idOf(messageId)
    const row = await sql.get(`SELECT * FROM outgoing WHERE id = ?`, id)
    const send = sends.get(id)
    // Deleted with its ticket; or leased before the desk was brought back from a backup without it.
    if (!row && !isAnyGone && ledger.restoredAt === null)
      problems.push(`I7 ${id}: was sent and is not known`)
    if (!send) continue
    // News of a mail follows the ticket.
    const delivery = endOfTrail(known, text(send, 'ticket'))?.ticket.delivery[id]
    const isMarked = delivery?.possiblyTwice === true
    // One may be of the history that the backup knew nothing of, and its answer came late.
    const most = ledger.leasedAgain.has(messageId) ? 2 : 1
    if (taken.length > most && !isMarked && delivery?.state === 'handed-over')
      problems.push(`I7 ${id}: went out ${taken.length} times and is not marked`)
    if (text(send, 'state') === 'undone')
      problems.push(`I7 ${id}: went out though it was taken back`)
    const mergedInto = known.get(text(send, 'ticket'))?.ticket.facts.mergedInto ?? null
    // By the server's clock, which may have been set back after the time was over and before the relay took it.
    const heldAt = number(send, 'at')
    const latest = outcome.latestShown(heldAt, Math.min(...taken))
    const isEarly = latest === null || latest < heldAt + UNDO_SECONDS * 1000
    // A merge releases what is held, also one that was taken back since.
    const wasMerged = mergedInto !== null || ledger.takenApart.has(text(send, 'ticket'))
    if (!wasMerged && isEarly) problems.push(`I7 ${id}: went out before its undo time was over`)
  }
  for (const [id, send] of sends) {
    const ticket = known.get(text(send, 'ticket'))?.ticket
    const isThere = ticket?.messages.some((message) => message.id === id) ?? false
    const isUndone = text(send, 'state') === 'undone'
    if (isThere === isUndone)
      problems.push(
        `I2 send ${id}: is ${text(send, 'state')}, its message ${isThere ? 'is' : 'is not'} there`,
      )
    if (text(send, 'state') === 'held') problems.push(`I1 send ${id}: was never released`)
    const state = endOfTrail(known, text(send, 'ticket'))?.ticket.delivery[id]?.state
    const isSent = [...times.keys(), ...before].some((messageId) => idOf(messageId) === id)
    if (state === 'handed-over' && !isSent)
      problems.push(`I1 send ${id}: handed over, and the relay never saw it`)
  }
  return problems
}

/** Of our mail: before the signature. */
const idOf = (messageId: string): string => messageId.split(/[.@]/, 1)[0] ?? ''
