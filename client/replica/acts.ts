/**
 * Acts that only the server can do to a whole ticket (open, merge, split, link, forward, take somebody off): kept on this
 * device as intents until there is a network, each under a push id that goes with every try. Not here: replies and moves
 * (intents); what an act means (shared/wire/up).
 */
import { fail, ok, type Result } from '../../shared/kit/fault.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import type { Command } from '../../shared/wire/up.ts'
import { newId, type Core } from './core.ts'
import type { Effect } from './db.ts'
import type { IntentWords } from './intent-words.ts'
import type { Intents } from './intents.ts'

export function makeActs(core: Core, intents: Intents) {
  const { db } = core
  return {
    async command(
      ticket: string,
      command: Command,
      words: IntentWords,
    ): Promise<Result<{ pushId: string }>> {
      const pushId = newId(core)
      const done = await intents.perform(ticket, async () => {
        if ((await db.outbox.count()) >= LIMITS.outboxRows)
          return fail('kit/storage', 'too much is waiting on this device')
        const claimedAt = core.serverNow()
        await db.outbox.add({
          kind: 'command',
          pushId,
          ticket,
          ...words,
          claimedAt,
          command,
          isTried: false,
        })
        const effect = effectOf(command)
        if (effect) await db.echoes.put({ id: pushId, ticket, effect, version: null })
        return ok()
      })
      return done.ok ? ok({ pushId }) : done
    },

    /** Before the first try nothing has left the device: then it is simply not done. @returns what it was */
    async takeBack(pushId: string): Promise<Result<Command>> {
      const waiting = await db.outbox.where('pushId').equals(pushId).first()
      let command: Command | null = null
      const done = await intents.perform(waiting?.ticket ?? '', async () => {
        const intent = await db.outbox.where('pushId').equals(pushId).first()
        if (intent?.kind !== 'command' || intent.isTried)
          return fail('ticket/too-late', 'it may have been done already')
        await db.outbox.delete(intent.order ?? 0)
        await db.echoes.delete(pushId)
        command = intent.command
        return ok()
      })
      if (!done.ok) return done
      return command === null ? fail('ticket/too-late', 'it is no longer here') : ok(command)
    },
  }
}

/** What shows on this device before the server has done it: a reply that is written meanwhile goes by who is left. */
function effectOf(command: Command): Effect | null {
  if (command.kind !== 'take-off' && command.kind !== 'put-back') return null
  return { kind: 'person', person: command.person, isOn: command.kind === 'put-back' }
}
