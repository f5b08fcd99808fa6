/**
 * The desk is brought back from a backup that was made earlier in the run. What was on the server and is not in the
 * backup, nobody owes any more: devices take the server's word for what it has (FE6). What is still in an outbox, in the
 * spool or in somebody's hands comes again, and is owed as before.
 */
import { judgeSightings } from './check-sight.ts'
import type { History } from './history.ts'
import type { World } from './assembly.ts'
import type { Push } from '../../shared/wire/up.ts'

const TRY_AGAIN_MS = 400
const TRIES_MAX = 20

/** What of the run is in it. */
type Backup = {
  at: number
  tokens: ReadonlySet<string>
  gone: ReadonlySet<string>
  /**
   * Messages that were redacted, and tickets that were deleted, as the desk has it written: lea may be answered, or ask
   * again, long after the backup that has it.
   */
  removed: ReadonlySet<string>
  epochs: ReadonlyMap<string, number>
}

const backups = new WeakMap<World, Backup>()

export async function backUp(world: World): Promise<void> {
  const { server, kernel, outside } = world
  for (let tries = 0; tries < TRIES_MAX; tries++) {
    const made = await server.backUp()
    if (made) {
      const { removals, epochs } = made
      const removed = new Set(
        removals.map((row) => String(row[row['kind'] === 'redact' ? 'message' : 'ticket'])),
      )
      const gone = new Set<string>()
      for (const [id, { isGone }] of server.history.all())
        if (isGone || removed.has(id)) gone.add(id)
      const tokens = tokensOf(server.history, gone)
      backups.set(world, { at: kernel.clock.now(), tokens, gone, removed, epochs })
      return
    }
    await kernel.pause(outside.line.party, TRY_AGAIN_MS)
  }
}

/** False when there is no backup. */
export async function restore(world: World, crashServer: () => Promise<void>): Promise<boolean> {
  const { server, ledger, kernel } = world
  const backup = backups.get(world)
  if (!backup) return false
  await crashServer()
  ledger.problems.push(...judgeSightings(ledger, server.history))
  ledger.sightings.length = 0
  const before = tokensOf(server.history, new Set())
  await server.restore()
  for (const act of ledger.acts)
    if (before.has(act.token) && !backup.tokens.has(act.token)) act.isForfeit = true
  for (const set of ledger.sets)
    if (before.has(set.value) && !backup.tokens.has(set.value)) set.isForfeit = true
  for (const [pushId, { at, push }] of ledger.acked)
    if (at > backup.at || backup.gone.has(ticketOf(push))) ledger.acked.delete(pushId)
  ledger.redacted = ledger.redacted.filter(({ message }) => backup.removed.has(message ?? ''))
  for (const ticket of ledger.deleted.keys())
    if (!backup.removed.has(ticket)) ledger.deleted.delete(ticket)
  ledger.relayedBefore.push(...ledger.relayed.splice(0))
  for (const messageId of ledger.leased) ledger.leasedBefore.add(messageId)
  ledger.leased.clear()
  ledger.restoredAt = kernel.clock.now()
  ledger.epochsRestored = backup.epochs
  return true
}

/** @param but  not of these tickets; what was deleted is among the rest, and in this history nobody owes it any more */
function tokensOf(history: History, but: ReadonlySet<string>): Set<string> {
  const tokens = new Set<string>()
  for (const [id, ticket] of history.all())
    if (!but.has(id)) for (const token of ticket.tokens) tokens.add(token)
  return tokens
}

function ticketOf(push: Push): string {
  if (push.kind === 'draft') return push.draft.slice(0, 26)
  if (push.kind === 'update') return push.ticket
  return 'ticket' in push.command ? push.command.ticket : ''
}
