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
type Backup = { at: number; tokens: ReadonlySet<string>; gone: ReadonlySet<string> }

const backups = new WeakMap<World, Backup>()

export async function backUp(world: World): Promise<void> {
  const { server, kernel, outside } = world
  for (let tries = 0; tries < TRIES_MAX; tries++) {
    if (await server.backUp()) {
      const gone = [...server.history.all()].flatMap(([id, ticket]) => (ticket.isGone ? [id] : []))
      const tokens = tokensOf(server.history)
      backups.set(world, { at: kernel.clock.now(), tokens, gone: new Set(gone) })
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
  const before = tokensOf(server.history, true)
  await server.restore()
  for (const act of ledger.acts)
    if (before.has(act.token) && !backup.tokens.has(act.token)) act.isForfeit = true
  for (const set of ledger.sets)
    if (before.has(set.value) && !backup.tokens.has(set.value)) set.isForfeit = true
  for (const [pushId, { at, push }] of ledger.acked)
    if (at > backup.at || backup.gone.has(ticketOf(push))) ledger.acked.delete(pushId)
  ledger.redacted = ledger.redacted.filter(({ at }) => at <= backup.at)
  for (const [ticket, { at }] of ledger.deleted) if (at > backup.at) ledger.deleted.delete(ticket)
  ledger.relayedBefore.push(...ledger.relayed.splice(0))
  ledger.restoredAt = kernel.clock.now()
  return true
}

/** @param withGone  also what was deleted: in this history nobody owes it any more */
function tokensOf(history: History, withGone = false): Set<string> {
  const tokens = new Set<string>()
  for (const [, ticket] of history.all())
    if (withGone || !ticket.isGone) for (const token of ticket.tokens) tokens.add(token)
  return tokens
}

function ticketOf(push: Push): string {
  if (push.kind === 'draft') return push.draft.slice(0, 26)
  if (push.kind === 'update') return push.ticket
  return 'ticket' in push.command ? push.command.ticket : ''
}
