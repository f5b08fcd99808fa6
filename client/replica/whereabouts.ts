/**
 * Who else is on which ticket, as the server tells it to lists: listens in the room `w:` and comes back after it was closed.
 * Held in memory only; without the link nobody is anywhere. Lazy. Not here: being on a ticket oneself (presence).
 */
import type { Timers } from '../../shared/kit/clock.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import { decodeWhereabouts, type Whereabout } from '../../shared/wire/whereabouts.ts'
import type { Stop } from './api.ts'
import type { Link, Room } from './link.ts'

const DENIED = 4403

/** @param listen  told all there is whenever something changed; the list of a ticket is the same one until its own did */
export function listenWhereabouts(
  link: Link,
  timers: Timers,
  listen: (known: ReadonlyMap<string, Whereabout['people']>) => void,
): Stop {
  let known = new Map<string, Whereabout['people']>()
  let room: Room | null = null
  let waiting: { cancel(): void } | null = null

  function take(payload: Uint8Array): void {
    const news = decodeWhereabouts(payload)
    // Of a newer server: the next word may be one that is known here.
    if (!news.ok) return
    known = new Map(known)
    for (const { ticket, people } of news.value)
      if (people.length > 0) known.set(ticket, people)
      else known.delete(ticket)
    listen(known)
  }

  function forget(): void {
    if (known.size === 0) return
    known = new Map()
    listen(known)
  }

  function open(): void {
    waiting?.cancel()
    waiting = null
    room ??= link.openRoom('w:', {
      onOpen() {},
      onFrame: take,
      onClose(code) {
        room = null
        forget()
        // One that is not ours says so again; after the link was down the welcome opens it.
        if (code !== DENIED && link.state().state === 'live')
          waiting = timers.after(LIMITS.reconnectMsFirst, open)
      },
    })
  }

  const stopMessages = link.onMessage((message) => {
    if (message.type === 'welcome' || message.type === 'scopes') open()
  })
  open()
  return () => {
    stopMessages()
    waiting?.cancel()
    room?.close()
    room = null
  }
}
