/**
 * What an agent does with a whole ticket: asked of the server through the outbox, and taken back. As long as it waits on
 * this device it is simply not done; afterwards another command undoes it, where there is one. Lazy: nothing of it is in
 * what the inbox loads. Not here: the dialogs (parts), what the commands do (sync-server/commit).
 */
import type { Result } from '../../shared/kit/fault.ts'
import { makeId } from '../../shared/kit/id.ts'
import { parseWith } from '../../shared/kit/schema.ts'
import { Command } from '../../shared/wire/up.ts'
import type { Replica } from '../replica/api.ts'
import { actWords } from '../words/act.ts'
import { words } from '../words/first.ts'
import { sayFault } from './fault-words.ts'
import { keepBegun, readBegun } from './begun-ticket.ts'
import type { Desk } from './replica-context.tsx'
import type { Undo } from './undo.ts'

type ActStep = Extract<Undo, { kind: 'act' }>

export const newActId = (desk: Pick<Desk, 'replica'>): string =>
  makeId(desk.replica.now(), (bytes) => crypto.getRandomValues(new Uint8Array(bytes)))

export type Asked = {
  ticket: string
  command: Command
  /** In the list of what waits. */
  words: { title: string; text: string | null }
  /** What the line about the last act says. It names numbers and no words of anybody. */
  title: string
  /** What undoes it once it was done; null: nothing does. */
  back: Command | null
}

/** @returns whether it is on this device now */
export async function askFor(desk: Desk, asked: Asked): Promise<boolean> {
  const { ticket, command, title, back } = asked
  const kept = await desk.replica.command(ticket, command, asked.words)
  if (!kept.ok) {
    desk.say(words.did.failed({ why: sayFault(kept.fault) }))
    return false
  }
  const { pushId } = kept.value
  const step = { kind: 'act', ticket, title, pushId } as const
  desk.remember({ ...step, back: back === null ? '' : JSON.stringify(back) })
  return true
}

export async function undoAct(
  { replica, say }: { replica: Replica; say: Desk['say'] },
  step: ActStep,
): Promise<void> {
  const waiting = await replica.takeBack(step.pushId)
  if (waiting.ok) {
    if (waiting.value.kind === 'open-ticket' && readBegun(replica.me.id) === null) {
      keepBegun(replica.me.id, waiting.value)
      return say(actWords.newTicket.takenBack)
    }
    return say(words.did.undone({ what: step.title }))
  }
  const back = readBack(step.back)
  if (!back.ok) return say(actWords.noWayBack)
  const done = await replica.command(step.ticket, back.value, {
    title: words.did.undone({ what: step.title }),
    text: null,
  })
  say(
    done.ok
      ? words.did.undone({ what: step.title })
      : words.did.failed({ why: sayFault(done.fault) }),
  )
}

function readBack(json: string): Result<Command> {
  return parseWith(Command, json === '' ? null : JSON.parse(json))
}

/** As long as it is held. */
export async function undoForward(desk: Desk, ticket: string, id: string): Promise<void> {
  const title = actWords.forward.takenBack({ n: desk.rows.byId(ticket)?.number ?? 0 })
  const asked = { title, text: null }
  const done = await desk.replica.command(ticket, { kind: 'unforward', ticket, id }, asked)
  desk.say(done.ok ? title : words.did.failed({ why: sayFault(done.fault) }))
}
