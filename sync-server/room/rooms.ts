/**
 * All open rooms: made when the first member enters, dropped when the last leaves. `t:<ticket>` a ticket document,
 * `d:<draft>` a draft, `p:<ticket>` presence alone, `x:<name>` a scratch draft for load drivers.
 */
import * as Y from 'yjs'
import { makeId } from '../../shared/kit/id.ts'
import { fail, ok, type Result } from '../../shared/kit/fault.ts'
import { parseDraftId } from '../../shared/ticket/draft-doc.ts'
import { mayReply, maySee, type Rights } from '../../shared/ticket/ticket-rules.ts'
import { loadDraftDoc } from '../commit/draft.ts'
import { loadTicketDoc } from '../commit/shadows.ts'
import type { Desk } from '../desk.ts'
import { text } from '../store/database.ts'
import { makePresence } from './presence.ts'
import { makeRoom, type Member, type Room, type RoomDocument } from './room.ts'

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
    if (event.type === 'ticket') take(`t:${event.ticket}`, event.update, null)
  })

  function take(name: string, update: Uint8Array, except: object | null): void {
    open.get(name)?.take(update, except)
    early.get(name)?.push({ update, except })
  }
  /** What became durable while a room was still being loaded. */
  const early = new Map<string, { update: Uint8Array; except: object | null }[]>()

  async function make(name: string): Promise<Room> {
    early.set(name, [])
    try {
      const document = await documentOf(name)
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

  return {
    async enter(name, rights, member, onEnter) {
      const allowed = await mayEnter(desk, name, rights)
      if (!allowed.ok) return allowed
      const making = rooms.get(name) ?? make(name)
      rooms.set(name, making)
      try {
        const room = await making
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
      room.leave(member)
      members.delete(member)
      if (room.members().size > 0) return
      rooms.delete(room.name)
      open.delete(room.name)
    },
    count: () => rooms.size,
  }
}

const roomOfDraft = (draft: string): string => (draft.startsWith('x:') ? draft : `d:${draft}`)

/** Foreign rooms look as if they were not there. */
async function mayEnter(desk: Desk, name: string, rights: Rights): Promise<Result<void>> {
  const missing = fail('kit/not-found', 'there is no such room')
  if (name.length > 200) return missing
  if (name.startsWith('x:')) return desk.config.scratchRooms ? ok() : missing
  const kind = name.slice(0, 2)
  const ticket =
    kind === 'd:'
      ? parseDraftId(name.slice(2))?.ticket
      : kind === 't:' || kind === 'p:'
        ? name.slice(2)
        : undefined
  if (!ticket) return missing
  const row = await desk.database.read.get(`SELECT queue FROM tickets WHERE id = ?`, ticket)
  if (!row || !maySee(rights, text(row, 'queue'))) return missing
  if (kind === 'd:' && !mayReply(rights, text(row, 'queue')))
    return fail('auth/denied', 'you may not answer in this queue')
  return ok()
}
