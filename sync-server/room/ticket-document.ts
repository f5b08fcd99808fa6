/**
 * The document of a ticket's room. It holds no document of its own: questions are answered from what is stored, and
 * each update goes into the one commit by itself, because each must pass the whole check and is one line of the audit.
 */
import * as Y from 'yjs'
import { fail, type Result } from '../../shared/kit/fault.ts'
import { makeId } from '../../shared/kit/id.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import type { Rights } from '../../shared/ticket/ticket-rules.ts'
import { SYNC_STEP } from '../../shared/wire/frame.ts'
import { joinUpdates } from '../commit/update-bytes.ts'
import type { Desk } from '../desk.ts'
import { bytes, number } from '../store/database.ts'
import type { Member } from './member.ts'
import type { RoomDocument, RoomVoice } from './room.ts'

export function makeTicketDocument(desk: Desk, ticket: string, voice: RoomVoice): RoomDocument {
  const { clock, random, log } = desk.parts
  const asking = new Map<Member, number>()
  /** Bytes of updates that are on their way to the disk, by whom they are from. */
  const owed = new Map<Member, number>()

  /** The whole document as one update. */
  async function readState(): Promise<Uint8Array> {
    const sql = desk.database.read
    const row = await sql.get(`SELECT state, state_version FROM tickets WHERE id = ?`, ticket)
    if (!row) return EMPTY
    const later = await sql.all(
      `SELECT bytes FROM updates WHERE ticket = ? AND version > ? ORDER BY version`,
      ticket,
      number(row, 'state_version'),
    )
    return joinUpdates([bytes(row, 'state'), ...later.map((update) => bytes(update, 'bytes'))])
  }

  async function answer(member: Member, say: (state: Uint8Array) => void): Promise<void> {
    const count = asking.get(member) ?? 0
    if (count >= LIMITS.roomQuestionsWaiting)
      return member.close({ code: 'kit/busy', detail: 'too many questions' })
    asking.set(member, count + 1)
    try {
      const state = await readState()
      if (voice.has(member)) say(state)
    } catch {
      member.close({ code: 'wire/malformed', detail: 'the state could not be read' })
    } finally {
      lower(asking, member, 1)
    }
  }

  /** Reads of a shared database overtake each other; updates that build on each other must not. */
  let asked: Promise<unknown> = Promise.resolve()
  /** Whose updates are not looked at any more. */
  const dropped = new WeakSet<Member>()

  async function ask(member: Member): Promise<{ rights: Rights | null; epoch: number }> {
    const rights = await desk.people.rightsOf(member.person.id)
    const row = await desk.database.read.get(`SELECT epoch FROM tickets WHERE id = ?`, ticket)
    return { rights, epoch: row ? number(row, 'epoch') : 0 }
  }

  async function commit(member: Member, update: Uint8Array): Promise<Result<unknown>> {
    const asking = asked.then(() => ask(member))
    asked = asking.catch(() => {})
    const { rights, epoch } = await asking
    if (dropped.has(member)) return fail('kit/rate-limited', 'too many refused updates')
    if (!rights) return fail('auth/denied', 'this account is disabled')
    return desk.commit({
      actor: { kind: 'agent', rights },
      device: member.device,
      pushId: makeId(clock.now(), random),
      input: { kind: 'update', ticket, epoch, update },
      origin: member,
      isUnrepeated: true,
    })
  }

  async function push(member: Member, update: Uint8Array): Promise<void> {
    const result = await commit(member, update).catch((error: unknown) => {
      log('error', 'an update of a ticket failed', { error: String(error) })
      return fail('kit/bug', 'the update could not be stored')
    })
    lower(owed, member, update.length)
    voice.deliver({ update: null, except: null, answers: new Map([[member, [result]]]) })
  }

  return {
    greet: (member) =>
      void answer(member, (state) =>
        voice.say(member, SYNC_STEP.step1, Y.encodeStateVectorFromUpdate(state)),
      ),
    ask: (member, known) =>
      void answer(member, (state) =>
        voice.say(member, SYNC_STEP.step2, Y.diffUpdate(state, known)),
      ),
    drop: (member) => void dropped.add(member),
    push(member, update) {
      if (dropped.has(member)) return
      const waiting = (owed.get(member) ?? 0) + update.length
      if (waiting > LIMITS.roomWaitingBytes)
        return member.close({ code: 'kit/busy', detail: 'too much at once' })
      owed.set(member, waiting)
      void push(member, update)
    },
    take: (update, except) => voice.deliver({ update, except, answers: new Map() }),
  }
}

const EMPTY = new Uint8Array([0, 0])

function lower(counts: Map<Member, number>, member: Member, by: number): void {
  const left = (counts.get(member) ?? 0) - by
  if (left > 0) counts.set(member, left)
  else counts.delete(member)
}
