/**
 * A replica without a server or a disk, with a believable desk: for looking at screens and for tests of them. Never in
 * the build: nothing the app imports leads here.
 */
import * as Y from 'yjs'
import { Awareness } from 'y-protocols/awareness'
import { fail, ok } from '../../shared/kit/fault.ts'
import { draftBody, draftIdFor } from '../../shared/ticket/draft-doc.ts'
import { isDraftEmpty, renderDraft } from '../../shared/ticket/draft-text.ts'
import { makeRow } from '../../shared/ticket/row.ts'
import { makeDoc, setValue } from '../../shared/ticket/ticket-doc.ts'
import type { Message, Row, Ticket } from '../../shared/ticket/ticket.ts'
import type { TicketOp } from '../../shared/ticket/ticket-ops.ts'
import type { Command } from '../../shared/wire/up.ts'
import type {
  BulkOutcome,
  KeptNote,
  Lost,
  OpenDraft,
  Present,
  Replica,
  SyncStatus,
  Waiting,
} from '../replica/api.ts'
import { DESK, makeTickets, idOf } from './sample-tickets.ts'

export type StandIn = Replica & {
  /** What was asked of the server, in order. */
  commands: readonly Command[]
  /** It was deleted, or is no longer this person's to see. */
  takeAway(id: string, why?: 'rights'): void
  /** A mail comes in on a ticket, or a new one when there is none. */
  receive(ticket: string, text: string): void
  setOffline(isOffline: boolean): void
  setPresent(present: readonly Present[]): void
  refuse(ticket: string, text: string, over?: Partial<Waiting>): void
  /** The person's own change of a field came too late. */
  lose(ticket: string, lost: Omit<Lost, 'id' | 'ticket' | 'event' | 'at'>, by?: string): void
  setStatus(over: Partial<SyncStatus>): void
  type(ticket: string, text: string): void
}

export function makeStandIn(options: { tickets: number; now: number }): StandIn {
  const tickets = makeTickets(options.tickets, options.now)
  let rows: readonly Row[] = [...tickets].map(([id, ticket]) => makeRow(id, ticket))
  let byId = new Map(rows.map((row) => [row.id, row]))
  const seen = new Map<string, string | null>()
  let at = 0
  for (const row of rows) if (at++ % 3 !== 0) seen.set(row.id, row.lastId)
  const rowListeners = new Set<(ids: ReadonlySet<string> | null, why?: 'rights') => void>()
  const ticketListeners = new Map<string, Set<() => void>>()
  const syncListeners = new Set<() => void>()
  const documentListeners = new Set<(ids: readonly string[]) => void>()
  const drafts = new Map<string, Y.Doc>()
  const commands: Command[] = []
  const waitingCommands = new Map<string, Command>()
  let counted = 0
  let waiting: Waiting[] = []
  let discarded: Waiting[] = []
  let lost: Lost[] = []
  let over: Partial<SyncStatus> = {}
  const notes = new Map<string, KeptNote>()
  const lists = new Map<string, unknown>()
  let isOffline = false
  let present: readonly Present[] = []
  let presentListener: ((present: readonly Present[]) => void) | null = null
  let nextId = 900_000

  const changed = (...ids: string[]) => {
    for (const id of ids) {
      const ticket = tickets.get(id)
      if (ticket) byId.set(id, makeRow(id, ticket))
    }
    rows = [...byId.values()]
    for (const listen of rowListeners) listen(new Set(ids))
    for (const listen of documentListeners) listen([...ids])
    for (const id of ids) for (const listen of ticketListeners.get(id) ?? []) listen()
  }
  const synced = () => {
    for (const listen of syncListeners) listen()
  }
  const apply = (ticket: Ticket, op: TicketOp): Ticket => {
    switch (op.op) {
      case 'set-status':
        return { ...ticket, status: op.status }
      case 'set-priority':
        return { ...ticket, priority: op.priority }
      case 'set-assignee':
        return { ...ticket, assignee: op.assignee }
      case 'set-subject':
        return { ...ticket, subject: op.subject }
      case 'snooze':
        return { ...ticket, snoozedUntil: op.until, isSnoozeFirm: op.isFirm === true }
      case 'mark-spam':
        return { ...ticket, isSpam: op.isSpam }
      case 'add-tag':
        return { ...ticket, tags: [...new Set([...ticket.tags, op.tag])].sort() }
      case 'remove-tag':
        return { ...ticket, tags: ticket.tags.filter((tag) => tag !== op.tag) }
      case 'watch':
        return { ...ticket, watchers: [...new Set([...ticket.watchers, op.person])] }
      case 'unwatch':
        return { ...ticket, watchers: ticket.watchers.filter((one) => one !== op.person) }
      case 'add-note': {
        const note: Message = {
          id: op.id,
          kind: 'note',
          by: { kind: 'agent', id: DESK.me.id, name: DESK.me.name },
          at: Date.now(),
          text: op.text,
          ...(op.formatted === undefined ? {} : { formatted: op.formatted }),
        }
        return { ...ticket, messages: [...ticket.messages, note] }
      }
    }
  }
  const round = (id: string) =>
    tickets.get(id)?.messages.filter((message) => message.kind === 'reply').length ?? 0
  const draftOf = (id: string) => {
    const name = draftIdFor(id, round(id))
    const doc = drafts.get(name) ?? new Y.Doc()
    drafts.set(name, doc)
    return { name, doc }
  }

  return {
    me: DESK.me,
    now: () => Date.now(),
    desk: () => DESK,
    onDesk: () => () => {},
    rows: () => rows,
    row: (id) => byId.get(id),
    onRows(listen) {
      rowListeners.add(listen)
      return () => rowListeners.delete(listen)
    },
    async openTicket(id) {
      const ticket = tickets.get(id)
      const row = byId.get(id)
      if (!ticket || !row) return fail('kit/not-found', 'no such ticket')
      return ok({ id, ticket: structuredClone(ticket), row, version: 1, hasUnsent: false })
    },
    onTicket(id, listen) {
      const listeners = ticketListeners.get(id) ?? new Set()
      ticketListeners.set(id, listeners.add(listen))
      return () => listeners.delete(listen)
    },
    async heldDocuments(ids) {
      return ids.flatMap((id) => {
        const ticket = tickets.get(id)
        return ticket ? [{ ticket: id, bytes: bytesOf(ticket), said: [] }] : []
      })
    },
    onDocuments(listen) {
      documentListeners.add(listen)
      return () => documentListeners.delete(listen)
    },
    async edit(id, op) {
      const ticket = tickets.get(id)
      if (!ticket) return fail('kit/not-found', 'no such ticket')
      tickets.set(id, apply(ticket, op))
      changed(id)
      return ok()
    },
    async command(ticket, command, { title, text }) {
      const pushId = idOf(nextId++)
      commands.push(command)
      if (isOffline) {
        const item = { ticket, kind: 'act' as const, title, text, seen: null, message: null }
        const rest = {
          notBefore: null,
          claimedAt: Date.now(),
          code: null,
          detail: null,
          into: null,
          readers: null,
        }
        waiting = [...waiting, { pushId, state: 'waiting', ...item, ...rest }]
        waitingCommands.set(pushId, command)
        synced()
      }
      return ok({ pushId })
    },
    async takeBack(pushId) {
      const command = waitingCommands.get(pushId)
      if (!command) return fail('ticket/too-late', 'it may have been done already')
      waitingCommands.delete(pushId)
      waiting = waiting.filter((item) => item.pushId !== pushId)
      synced()
      return ok(command)
    },
    commands,
    async move(id, queue) {
      const ticket = tickets.get(id)
      if (!ticket) return fail('kit/not-found', 'no such ticket')
      tickets.set(id, { ...ticket, queue })
      changed(id)
      return ok()
    },
    async bulk(acts, onStep) {
      const outcome: BulkOutcome = { done: [], failed: [] }
      for (const { ticket: id, verb } of acts) {
        const ticket = tickets.get(id)
        if (ticket) {
          tickets.set(
            id,
            verb.op === 'move' ? { ...ticket, queue: verb.queue } : apply(ticket, verb),
          )
          outcome.done.push(id)
        } else {
          const fault = { code: 'kit/not-found', detail: 'no such ticket' } as const
          outcome.failed.push({ ticket: id, fault })
        }
      }
      changed(...outcome.done)
      onStep?.(acts.length)
      return outcome
    },
    async send(id, { status }) {
      const ticket = tickets.get(id)
      if (!ticket) return fail('kit/not-found', 'no such ticket')
      const { text } = renderDraft(draftOf(id).doc)
      const sendId = idOf(nextId++)
      if (isOffline) {
        const title = `Reply to ${ticket.facts.requester.name}`
        waiting = [
          ...waiting,
          {
            pushId: sendId,
            ticket: id,
            kind: 'reply',
            seen: null,
            message: sendId,
            notBefore: null,
            title,
            text,
            claimedAt: Date.now(),
            state: 'waiting',
            code: null,
            detail: null,
            into: null,
            readers: null,
          },
        ]
        synced()
        return ok({ sendId })
      }
      const reply: Message = {
        id: sendId,
        kind: 'reply',
        by: { kind: 'agent', id: DESK.me.id, name: DESK.me.name },
        at: Date.now(),
        text,
      }
      tickets.set(id, {
        ...ticket,
        status: status ?? 'waiting',
        messages: [...ticket.messages, reply],
        delivery: {
          ...ticket.delivery,
          [sendId]: { state: 'held', at: Date.now(), until: Date.now() + 10_000 },
        },
      })
      changed(id)
      return ok({ sendId })
    },
    async unsend(id, sendId) {
      const ticket = tickets.get(id)
      if (!ticket) return fail('kit/not-found', 'no such ticket')
      tickets.set(id, { ...ticket, messages: ticket.messages.filter((one) => one.id !== sendId) })
      changed(id)
      return ok()
    },
    async openDraft(id): Promise<OpenDraft> {
      const { name, doc } = draftOf(id)
      return {
        id: name,
        doc,
        awareness: new Awareness(doc),
        isSaved: () => !isOffline,
        isStored: () => over.hasUnstored !== true,
        onChange(listen) {
          doc.on('update', listen)
          return () => doc.off('update', listen)
        },
        close() {},
      }
    },
    draftTickets: () =>
      [...drafts].filter(([, doc]) => !isDraftEmpty(doc)).map(([name]) => name.split('-')[0] ?? ''),
    enter(_ticket, listen) {
      presentListener = listen
      listen(present)
      return { setReplying() {}, leave: () => (presentListener = null) }
    },
    whereabouts: async () => () => {},
    sync: () => ({
      link: isOffline ? { state: 'offline', since: Date.now() } : { state: 'live' },
      waiting: waiting.filter((item) => item.state === 'waiting').length,
      stored: waiting.filter((item) => item.state === 'waiting').length,
      refused: waiting.filter((item) => item.state === 'refused').length,
      progress: null,
      lost: lost.length,
      counted: counted++,
      isChecking: isOffline,
      lastSyncAt: Date.now() - 4_000,
      isStorageFull: false,
      words: 0,
      isWriting: false,
      hasUnstored: false,
      wipe: null,
      ...over,
    }),
    onSync(listen) {
      syncListeners.add(listen)
      return () => syncListeners.delete(listen)
    },
    waiting: async () => waiting,
    tryNow() {},
    unsent: async () => [],
    async retry(pushId) {
      waiting = waiting.filter((item) => item.pushId !== pushId)
      synced()
      return ok()
    },
    async discard(pushId) {
      discarded = [...discarded, ...waiting.filter((item) => item.pushId === pushId)]
      waiting = waiting.filter((item) => item.pushId !== pushId)
      synced()
      return ok()
    },
    async restore(pushId) {
      waiting = [...waiting, ...discarded.filter((item) => item.pushId === pushId)]
      synced()
      return ok()
    },
    async redo(pushId) {
      waiting = waiting.filter((item) => item.pushId !== pushId)
      synced()
      return ok()
    },
    lost: async () => lost,
    async dismissLost(ids) {
      lost = lost.filter((one) => !ids.includes(one.id))
      synced()
    },
    dismissWipe() {
      over = { ...over, wipe: null }
      synced()
    },
    async keepNote(id, note) {
      notes.set(id, note)
      return over.hasUnstored !== true
    },
    keptNote: async (id) => notes.get(id) ?? { text: '' },
    keptList: async (name) => lists.get(name),
    async keepList(name, list) {
      lists.set(name, list)
      return true
    },
    seen: (id) => seen.get(id) ?? null,
    async markSeen(id, messageId) {
      seen.set(id, messageId)
    },
    addFile: async (_ticket, { name, type, blob }) =>
      ok({ hash: 'f'.repeat(64), name, type, bytes: blob.size, inline: false, cid: null }),
    files: async () => [],
    onFiles: () => () => {},
    retryFiles: async () => {},
    filesOnServer: async () => ok([]),
    laterFiles: async () => null,
    blob: async () =>
      ok(
        new Blob([
          '<h2 style="color:#0b5d5a">Invoice 2044</h2><p>Hello <b>team</b>,</p><table border="1" cellpadding="6"><tr><td>Item</td><td>Sum</td></tr><tr><td>Licence</td><td>€ 1,200</td></tr></table><script>alert(1)</script><img src="https://tracker.example/x.gif" alt="logo">',
        ]),
      ),
    async signOut() {},
    close() {},
    receive(id, text) {
      const ticket = tickets.get(id) ?? makeTickets(1, Date.now()).values().next().value
      if (!ticket) return
      const message: Message = {
        id: idOf(nextId++),
        kind: 'inbound',
        by: { kind: 'contact', id: 'c', name: ticket.facts.requester.name },
        at: Date.now(),
        text,
        address: ticket.facts.requester.address,
      }
      tickets.set(id, { ...ticket, status: 'open', messages: [...ticket.messages, message] })
      changed(id)
    },
    setOffline(next) {
      isOffline = next
      synced()
    },
    setPresent(next) {
      present = next
      presentListener?.(next)
    },
    refuse(id, text, over = {}) {
      const title = `Reply to ${byId.get(id)?.requester ?? ''}`
      const claimedAt = Date.now() - 60 * 60_000
      waiting = [
        ...waiting,
        {
          pushId: idOf(nextId++),
          ticket: id,
          kind: 'reply',
          seen: null,
          message: null,
          notBefore: null,
          title,
          text,
          claimedAt,
          state: 'refused',
          code: 'ticket/stale',
          detail: '',
          into: null,
          readers: null,
          ...over,
        },
      ]
      synced()
    },
    lose(id, { field, mine, claimedAt, stays }, by) {
      const ticket = tickets.get(id)
      if (!ticket) return
      const event = idOf(nextId++)
      const person = DESK.people.find((one) => one.id === by) ?? DESK.me
      const message: Message = {
        id: event,
        kind: 'event',
        by: { kind: 'agent', id: person.id, name: person.name },
        at: Date.now(),
        text: '',
        lost: [{ field, mine, claimedAt, stays }],
      }
      tickets.set(id, { ...ticket, messages: [...ticket.messages, message] })
      if (person.id === DESK.me.id)
        lost = [
          ...lost,
          { id: event, ticket: id, field, mine, claimedAt, event, stays, at: message.at },
        ]
      changed(id)
      synced()
    },
    takeAway(id, why) {
      tickets.delete(id)
      rows = rows.filter((row) => row.id !== id)
      byId.delete(id)
      for (const listen of rowListeners) listen(new Set([id]), why)
      for (const listen of ticketListeners.get(id) ?? []) listen()
    },
    setStatus(next) {
      over = { ...over, ...next }
      synced()
    },
    type(id, text) {
      const paragraph = new Y.XmlElement('paragraph')
      paragraph.insert(0, [new Y.XmlText(text)])
      draftBody(draftOf(id).doc).insert(0, [paragraph])
    },
  }
}

/** A document that says what the ticket does, as far as it is searched. */
function bytesOf(ticket: Ticket): Uint8Array<ArrayBuffer> {
  const doc = makeDoc()
  setValue(doc, 'fields', 'subject', ticket.subject)
  for (const tag of ticket.tags) setValue(doc, 'tags', tag, true)
  for (const message of ticket.messages) setValue(doc, 'messages', message.id, message)
  for (const [key, value] of Object.entries(ticket.facts))
    if (value !== null) setValue(doc, 'facts', key, value)
  const bytes = Uint8Array.from(Y.encodeStateAsUpdate(doc))
  doc.destroy()
  return bytes
}
