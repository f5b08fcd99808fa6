/** Who else is on the ticket just now. Enters the room while the ticket is on screen, leaves with it. */
import { createEffect, createSignal, on, onCleanup, type Accessor } from 'solid-js'
import type { Present } from '../replica/api.ts'
import type { Desk } from './replica-context.tsx'

export type Presence = {
  /** Others, those who are replying first. */
  others: Accessor<readonly Present[]>
  setReplying(isReplying: boolean): void
}

export function createPresence(desk: Desk, id: Accessor<string>): Presence {
  const [others, setOthers] = createSignal<readonly Present[]>([])
  let tell: (isReplying: boolean) => void = () => {}
  createEffect(
    on(id, (ticket) => {
      setOthers([])
      const room = desk.replica.enter(ticket, (present) =>
        setOthers(
          present
            .filter((person) => !person.isMe)
            .sort((a, b) => Number(b.isReplying) - Number(a.isReplying)),
        ),
      )
      tell = (isReplying) => room.setReplying(isReplying)
      onCleanup(() => {
        tell = () => {}
        room.leave()
      })
    }),
  )
  return { others, setReplying: (isReplying) => tell(isReplying) }
}
