/** Who else is on a ticket just now: a room with nothing in it but awareness. Held in memory only. */
import { colorOf } from '../../shared/ticket/person-color.ts'
import { Awareness } from 'y-protocols/awareness'
import { parseWith, v } from '../../shared/kit/schema.ts'
import { makeDoc } from '../../shared/ticket/ticket-doc.ts'
import type { Present, Stop } from './api.ts'
import type { Core } from './core.ts'
import { joinRoom } from './room-socket.ts'

/** The server overwrites `user` with who really is at the other end; the rest is the device's word. */
const State = v.object({
  user: v.object({ id: v.string(), name: v.string(), color: v.optional(v.string()) }),
  isReplying: v.optional(v.boolean(), false),
})

export function enterTicket(
  core: Core,
  ticket: string,
  listen: (present: readonly Present[]) => void,
): { setReplying(isReplying: boolean): void; leave: Stop } {
  const doc = makeDoc()
  const awareness = new Awareness(doc)
  const { id, name } = core.me
  awareness.setLocalState({ user: { id, name, color: colorOf(id) }, isReplying: false })
  const room = joinRoom({ link: core.link, room: `p:${ticket}`, doc, awareness })
  const tell = () => listen(readPresent(awareness, id))
  awareness.on('change', tell)
  room.connect()
  tell()
  return {
    setReplying: (isReplying) => awareness.setLocalStateField('isReplying', isReplying),
    leave() {
      awareness.off('change', tell)
      room.close()
      awareness.destroy()
      doc.destroy()
    },
  }
}

/** One entry a person, whatever the number of their tabs; who is replying comes first. */
function readPresent(awareness: Awareness, me: string): Present[] {
  const people = new Map<string, Present>()
  for (const value of awareness.getStates().values()) {
    const state = parseWith(State, value)
    if (!state.ok) continue
    const { user, isReplying } = state.value
    people.set(user.id, {
      person: user.id,
      name: user.name,
      color: user.color ?? colorOf(user.id),
      isReplying: isReplying || (people.get(user.id)?.isReplying ?? false),
      isMe: user.id === me,
    })
  }
  return [...people.values()].sort(
    (a, b) => Number(b.isReplying) - Number(a.isReplying) || a.name.localeCompare(b.name),
  )
}
