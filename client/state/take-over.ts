/** Taking a draft over whose lock this device may not have heard of yet. Not here: what that writes (shared/ticket/draft-turn). */
import { lockAgainst, takeOver } from '../../shared/ticket/draft-turn.ts'
import type { OpenDraft } from '../replica/api.ts'
import type { Desk } from './replica-context.tsx'

/** The server knows of a lock; it comes with the draft's room, or it has ended. */
const HEARD_MS_MAX = 3_000

/** Not before the lock is here: written beside it, either of the two could stand in the end. */
export async function takeOverTicket(desk: Desk, ticket: string): Promise<void> {
  const { me, now } = desk.replica
  const draft = await desk.replica.openDraft(ticket)
  await untilLocked(draft, () => lockAgainst(draft.doc, me.id, now()) !== null)
  takeOver(draft.doc, me.id, now())
  draft.close()
}

function untilLocked(draft: OpenDraft, isLocked: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (isLocked()) done()
    }
    const timer = setTimeout(() => done(), HEARD_MS_MAX)
    const stop = draft.onChange(look)
    const done = () => {
      clearTimeout(timer)
      stop()
      resolve()
    }
    look()
  })
}
