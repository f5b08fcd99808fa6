/**
 * All open rooms: made when the first member enters, dropped when the last leaves. `t:<ticket>` a ticket document,
 * `d:<draft>` a draft, `p:<ticket>` presence alone, `x:<name>` a scratch draft for load drivers.
 */
import * as Y from 'yjs'
import { makeId } from '../../shared/kit/id.ts'
import { fail, ok, type Fault, type Result } from '../../shared/kit/fault.ts'
import { parseDraftId } from '../../shared/ticket/draft-doc.ts'
import { mayReply, maySee, type Rights } from '../../shared/ticket/ticket-rules.ts'
import { loadDraftDoc } from '../commit/draft.ts'
import { loadTicketDoc } from '../commit/shadows.ts'
import type { Desk } from '../desk.ts'
import { text } from '../store/database.ts'
import { makePresence } from './presence.ts'
import type { Member } from './member.ts'
import { makeRoom, type Room, type RoomDocument } from './room.ts'

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

type RightsOf = (member: Member) => Promise<Rights | null>

export function makeRooms(desk: Desk): Rooms {
  const rooms = new Map<string, Promise<Room>>()
  const open = new Map<string, Room>()

  desk.parts.hub.subscribe((event) => {
    if (event.type === 'draft') take(roomOfDraft(event.draft), event.update, event.origin)
    if (event.type === 'rights-changed') void reconsider(event.person)
    if (event.type === 'ticket-gone') closeAll(event.ticket, () => true, GONE)
    if (event.type !== 'ticket') return
    // Whoever does not see the queue it went to leaves before the bytes are given out.
    if (event.moves.some((move) => move.op === 'leave')) dismiss(event.ticket, event.row.queue)
    if (event.update) return take(`t:${event.ticket}`, event.update, null)
    // Made anew: what members hold cannot be joined with it. They come back and read it from its beginning.
    closeAll(event.ticket, (name) => name.startsWith('t:'), MADE_ANEW)
  })

  /** A ticket moved: closes its rooms to those who may no longer see it (architecture §4: losing a right). */
  function dismiss(ticket: string, queue: string): void {
    for (const room of [...open.values()]) {
      if (ticketOf(room.name) !== ticket) continue
      for (const member of [...room.members()]) {
        const rights = members.get(member)
        if (!rights || !maySee(rights, queue)) member.close(NO_LONGER)
      }
    }
  }

  /** No copy in memory outlives what was deleted or made anew. */
  function closeAll(ticket: string, isMeant: (name: string) => boolean, why: Fault): void {
    for (const name of early.keys())
      if (ticketOf(name) === ticket && isMeant(name)) outdated.add(name)
    for (const room of [...open.values()]) {
      if (ticketOf(room.name) !== ticket || !isMeant(room.name)) continue
      for (const member of [...room.members()]) member.close(why)
      rooms.delete(room.name)
      open.delete(room.name)
    }
  }

  /** A person's rights changed: closes the rooms that are not theirs any more. */
  async function reconsider(person: string): Promise<void> {
    const rights = await desk.people.rightsOf(person)
    for (const room of [...open.values()])
      for (const member of [...room.members()]) {
        if (member.person.id !== person) continue
        if (rights) members.set(member, rights)
        if (!rights || !(await mayEnter(desk, room.name, rights)).ok) member.close(NO_LONGER)
      }
  }

  function take(name: string, update: Uint8Array, except: object | null): void {
    open.get(name)?.take(update, except)
    early.get(name)?.push({ update, except })
  }
  /** What became durable while a room was still being loaded. */
  const early = new Map<string, { update: Uint8Array; except: object | null }[]>()
  /** Rooms whose document was made anew while they were still being loaded. */
  const outdated = new Set<string>()

  async function make(name: string): Promise<Room> {
    early.set(name, [])
    try {
      let document = await documentOf(name)
      while (outdated.delete(name)) {
        early.set(name, [])
        document = await documentOf(name)
      }
      const room = makeRoom(name, document, makePresence())
      for (const { update, except } of early.get(name) ?? []) room.take(update, except)
      open.set(name, room)
      return room
    } finally {
      early.delete(name)
    }
  }

  async function documentOf(name: string): Promise<RoomDocument | null> {
    const id = name.slice(2)
    const sql = desk.database.read
    if (name.startsWith('p:')) return null
    if (name.startsWith('t:')) {
      const row = await sql.get(
        `SELECT version, epoch, state, state_version FROM tickets WHERE id = ?`,
        id,
      )
      const doc = row ? await loadTicketDoc(sql, id, row) : new Y.Doc()
      return { doc, push: (member, update) => pushTicket(id, member, update) }
    }
    const draft = name.startsWith('x:') ? name : id
    const row = await sql.get(`SELECT * FROM drafts WHERE id = ?`, draft)
    const doc = row ? await loadDraftDoc(sql, draft, row) : new Y.Doc()
    return { doc, push: (member, update) => pushDraft(draft, member, update) }
  }

  const rightsOf: RightsOf = (member) => desk.people.rightsOf(member.person.id)

  async function pushTicket(
    ticket: string,
    member: Member,
    update: Uint8Array,
  ): Promise<Result<unknown>> {
    const rights = await rightsOf(member)
    if (!rights) return fail('auth/denied', 'this account is disabled')
    const row = await desk.database.read.get(`SELECT epoch FROM tickets WHERE id = ?`, ticket)
    const epoch = row && typeof row['epoch'] === 'number' ? row['epoch'] : 0
    return commit(rights, member, { kind: 'update', ticket, epoch, update })
  }

  function pushDraft(draft: string, member: Member, update: Uint8Array): Promise<Result<unknown>> {
    // Rights are read inside the commit, by the ticket's queue; the person was authenticated with the socket.
    const rights = members.get(member)
    return rights
      ? commit(rights, member, { kind: 'draft', draft, update })
      : Promise.resolve(fail('auth/denied', 'no longer here'))
  }
  const members = new Map<Member, Rights>()

  function commit(
    rights: Rights,
    member: Member,
    input: Parameters<Desk['commit']>[0]['input'],
  ): Promise<Result<unknown>> {
    const { clock, random } = desk.parts
    return desk.commit({
      actor: { kind: 'agent', rights },
      device: member.device,
      pushId: makeId(clock.now(), random),
      input,
      origin: member,
      isUnrepeated: true,
    })
  }

  async function roomFor(name: string): Promise<Room> {
    for (;;) {
      const making = rooms.get(name) ?? make(name)
      rooms.set(name, making)
      const room = await making
      // Its last member may have left meanwhile: then nobody brings it what is new.
      if (rooms.get(name) === making) return room
    }
  }

  return {
    async enter(name, rights, member, onEnter) {
      const allowed = await mayEnter(desk, name, rights)
      if (!allowed.ok) return allowed
      try {
        const room = await roomFor(name)
        members.set(member, rights)
        onEnter?.(room)
        room.join(member)
        return ok(room)
      } catch (error) {
        rooms.delete(name)
        desk.parts.log('error', 'a room could not be opened', { error: String(error) })
        return fail('kit/bug', 'the room could not be opened')
      }
    },
    leave(room, member) {
      if (!members.delete(member)) return
      room.leave(member)
      // A room that was closed to all may have a successor of its name.
      if (room.members().size > 0 || open.get(room.name) !== room) return
      rooms.delete(room.name)
      open.delete(room.name)
    },
    count: () => rooms.size,
  }
}

const NO_LONGER: Fault = { code: 'auth/denied', detail: 'this is no longer yours to see' }

const GONE: Fault = { code: 'kit/not-found', detail: 'this ticket was deleted' }
const MADE_ANEW: Fault = { code: 'ticket/epoch', detail: 'read the ticket again' }

const roomOfDraft = (draft: string): string => (draft.startsWith('x:') ? draft : `d:${draft}`)

/** Foreign rooms look as if they were not there. */
async function mayEnter(desk: Desk, name: string, rights: Rights): Promise<Result<void>> {
  const missing = fail('kit/not-found', 'there is no such room')
  if (name.length > 200) return missing
  if (name.startsWith('x:')) return desk.config.scratchRooms ? ok() : missing
  const ticket = ticketOf(name)
  if (!ticket) return missing
  const row = await desk.database.read.get(`SELECT queue FROM tickets WHERE id = ?`, ticket)
  if (!row || !maySee(rights, text(row, 'queue'))) return missing
  if (name.startsWith('d:') && !mayReply(rights, text(row, 'queue')))
    return fail('auth/denied', 'you may not answer in this queue')
  return ok()
}

/** The ticket a room is about; null for a scratch room, and for what is no room. */
function ticketOf(name: string): string | null {
  if (name.startsWith('d:')) return parseDraftId(name.slice(2))?.ticket ?? null
  return name.startsWith('t:') || name.startsWith('p:') ? name.slice(2) : null
}
