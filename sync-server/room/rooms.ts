/**
 * All open rooms: made when the first member enters, dropped when the last leaves. `t:<ticket>` a ticket document,
 * `d:<draft>` a draft, `p:<ticket>` presence alone, `w:` who is on which ticket, `x:<name>` a scratch draft for load drivers.
 */
import { fail, ok, type Fault, type Result } from '../../shared/kit/fault.ts'
import { parseDraftId } from '../../shared/ticket/draft-doc.ts'
import { queuesOfRow } from '../../shared/ticket/row.ts'
import { mayReplyAny, maySeeAny, type Rights } from '../../shared/ticket/ticket-rules.ts'
import type { DeskEvent } from '../commit/hub.ts'
import { queuesInRow } from '../feed/ticket-queues.ts'
import type { Desk } from '../desk.ts'
import { makePresence } from './presence.ts'
import type { Member } from './member.ts'
import { makeDraftDocument } from './draft-document.ts'
import { makeRoom, type Room, type RoomDocument, type RoomVoice } from './room.ts'
import { makeTicketDocument } from './ticket-document.ts'
import { makeWhereabouts, WHEREABOUTS_ROOM } from './whereabouts.ts'

export type Rooms = {
  /** Enters, or says why not. The member's rights are looked at again with every update it pushes. */
  enter(
    name: string,
    rights: Rights,
    member: Member,
    onEnter?: (room: Room) => void,
  ): Promise<Result<Room>>
  leave(room: Room, member: Member): void
  count(): number
}

type Place = { room: Room; member: Member }

export function makeRooms(desk: Desk): Rooms {
  const open = new Map<string, Room>()
  /** Who is in a room, and what each may. Looked at again whenever somebody's rights change. */
  const members = new Map<Member, Rights>()
  /** Grows with every change of anybody's rights: who was asked about before has to be asked about again. */
  let changes = 0
  let looking: Promise<void> = Promise.resolve()
  const elsewhere = desk.nodes?.elsewhere
  const whereabouts = makeWhereabouts({
    clock: desk.parts.clock,
    timers: desk.timers,
    queuesOf: (ticket) => queuesSeeing(desk, ticket),
    rightsOf: (member) => members.get(member),
    onError: (error) =>
      desk.parts.log('error', 'who sees a ticket could not be read', { error: String(error) }),
  })
  elsewhere?.onShown((name, changed) => {
    open.get(name)?.hear(changed)
    if (name.startsWith('p:')) whereabouts.note('elsewhere', name.slice(2), changed)
  })
  desk.parts.hub.subscribe((event, origin) => {
    if (event.type === 'ticket') whereabouts.moved(event.ticket, event.row)
    if (event.type === 'ticket-gone') whereabouts.gone(event.ticket)
    if (event.type === 'draft') take(roomOfDraft(event.draft), event.update, event.origin)
    if (event.type === 'rights-changed') reconsider(event.person)
    if (event.type === 'signed-out') signOut(event)
    if (event.type === 'ticket-gone') closeAll(event.ticket, () => true, GONE)
    if (event.type !== 'ticket') return
    // Whoever sees none of its queues any more leaves before the bytes are given out.
    if (event.moves.some((move) => move.op === 'leave'))
      dismiss(event.ticket, queuesOfRow(event.row))
    // Of a move elsewhere each queue is told by itself, and that it left comes last.
    const room = origin === 'relayed' ? open.get(`t:${event.ticket}`) : undefined
    if (room) dismissFrom(room, queuesOfRow(event.row))
    if (event.update) return take(`t:${event.ticket}`, event.update, null)
    // Made anew: what members hold cannot be joined with it. They come back and read it from its beginning.
    closeAll(event.ticket, (name) => name.startsWith('t:'), MADE_ANEW)
  })

  function signOut({ session, code }: Extract<DeskEvent, { type: 'signed-out' }>): void {
    for (const member of [...members.keys()])
      if (member.session === session) member.close({ code, detail: 'signed out' })
  }

  /** A ticket left a queue: closes its rooms to those who may no longer see it (architecture §4: losing a right). */
  function dismiss(ticket: string, queues: readonly string[]): void {
    for (const room of [...open.values()])
      if (ticketOf(room.name) === ticket) dismissFrom(room, queues)
  }

  function dismissFrom(room: Room, queues: readonly string[]): void {
    const going = [...room.members()].filter((member) => {
      const rights = members.get(member)
      return !rights || !maySeeAny(rights, queues)
    })
    room.hush(going)
    for (const member of going) member.close(NO_LONGER)
  }

  /** No copy in memory outlives what was deleted or made anew. */
  function closeAll(ticket: string, isMeant: (name: string) => boolean, why: Fault): void {
    for (const room of [...open.values()]) {
      if (ticketOf(room.name) !== ticket || !isMeant(room.name)) continue
      const going = [...room.members()]
      room.hush(going)
      for (const member of going) member.close(why)
      open.delete(room.name)
    }
  }

  /**
   * A person's rights changed: closes the rooms that are not theirs any more. From this moment until that is known
   * they are told nothing, also not what became durable at the same COMMIT.
   */
  function reconsider(person: string): void {
    changes++
    const theirs: Place[] = []
    for (const room of open.values())
      for (const member of room.members())
        if (member.person.id === person) theirs.push({ room, member })
    for (const { member } of theirs) member.doubt?.begin()
    // What was sifted by the rights of before, and waits to be sent, goes with the room: they come again with the new ones.
    for (const { room, member } of theirs)
      if (room.name === WHEREABOUTS_ROOM) member.close(SIFTED_BEFORE)
    // One after the other: reads of a shared database overtake each other.
    looking = looking.then(() => lookAgain(person, theirs))
  }

  async function lookAgain(person: string, theirs: readonly Place[]): Promise<void> {
    try {
      const rights = await desk.people.rightsOf(person)
      for (const { room, member } of theirs) {
        if (!members.has(member)) continue
        if (rights) members.set(member, rights)
        if (!rights || !(await mayEnter(desk, room.name, rights)).ok) member.close(NO_LONGER)
      }
    } catch (error) {
      desk.parts.log('error', 'rights could not be read again', { error: String(error) })
      for (const { member } of theirs) member.close(UNREAD)
    }
    // What was held for a socket that is closed by now goes nowhere.
    for (const { member } of theirs) member.doubt?.end()
  }

  /** May they, by the rights they have when that is known? They may change while it is looked up. */
  async function admit(name: string, given: Rights): Promise<Result<Rights>> {
    let rights: Rights = given
    for (;;) {
      const at = changes
      const allowed = await mayEnter(desk, name, rights)
      if (!allowed.ok) return allowed
      if (at === changes) return ok(rights)
      const now = await desk.people.rightsOf(given.person)
      if (!now) return { ok: false, fault: NO_LONGER }
      rights = now
    }
  }

  function take(name: string, update: Uint8Array, except: object | null): void {
    open.get(name)?.take(update, except)
  }

  function roomFor(name: string): Room {
    const known = open.get(name)
    if (known) return known
    const presence = makePresence((changed) => {
      elsewhere?.tell(name, changed)
      if (name.startsWith('p:')) whereabouts.note('here', name.slice(2), changed)
    })
    const room =
      name === WHEREABOUTS_ROOM
        ? whereabouts.room
        : makeRoom(name, (voice) => documentOf(name, voice), presence)
    open.set(name, room)
    room.hear(elsewhere?.of(name) ?? [])
    return room
  }

  function documentOf(name: string, voice: RoomVoice): RoomDocument | null {
    const id = name.slice(2)
    if (name.startsWith('p:')) return null
    if (name.startsWith('t:')) return makeTicketDocument(desk, id, voice)
    const draft = name.startsWith('x:') ? name : id
    return makeDraftDocument(desk.parts, draft, voice)
  }

  return {
    async enter(name, rights, member, onEnter) {
      const admitted = await admit(name, rights)
      if (!admitted.ok) return admitted
      const room = roomFor(name)
      members.set(member, admitted.value)
      onEnter?.(room)
      room.join(member)
      return ok(room)
    },
    leave(room, member) {
      if (!members.delete(member)) return
      room.leave(member)
      // A room that was closed to all may have a successor of its name.
      if (room.members().size === 0 && open.get(room.name) === room) open.delete(room.name)
    },
    count: () => open.size,
  }
}

const NO_LONGER: Fault = { code: 'auth/denied', detail: 'this is no longer yours to see' }

const SIFTED_BEFORE: Fault = { code: 'kit/busy', detail: 'your rights changed: come again' }

const UNREAD: Fault = { code: 'kit/bug', detail: 'rights could not be read' }
const GONE: Fault = { code: 'kit/not-found', detail: 'this ticket was deleted' }
const MADE_ANEW: Fault = { code: 'ticket/epoch', detail: 'read the ticket again' }

const roomOfDraft = (draft: string): string => (draft.startsWith('x:') ? draft : `d:${draft}`)

/** Foreign rooms look as if they were not there. */
export async function mayEnter(desk: Desk, name: string, rights: Rights): Promise<Result<void>> {
  const missing = fail('kit/not-found', 'there is no such room')
  if (name.length > 200) return missing
  if (name.startsWith('x:')) return desk.config.scratchRooms ? ok() : missing
  // Everybody may listen: what is told there goes by the rights of each.
  if (name === WHEREABOUTS_ROOM) return ok()
  const ticket = ticketOf(name)
  if (!ticket) return missing
  const queues = await queuesSeeing(desk, ticket)
  if (!maySeeAny(rights, queues)) return missing
  if (name.startsWith('d:') && !mayReplyAny(rights, queues))
    return fail('auth/denied', 'you may not answer in this queue')
  return ok()
}

async function queuesSeeing(desk: Desk, ticket: string): Promise<string[]> {
  const row = await desk.database.read.get(
    `SELECT queue, also_in FROM tickets WHERE id = ?`,
    ticket,
  )
  return row ? queuesInRow(row) : []
}

/** The ticket a room is about; null for a scratch room, and for what is no room. */
function ticketOf(name: string): string | null {
  if (name.startsWith('d:')) return parseDraftId(name.slice(2))?.ticket ?? null
  return name.startsWith('t:') || name.startsWith('p:') ? name.slice(2) : null
}
