/**
 * The desk as every screen shares it: the replica with its signals, what the person can do to tickets, and the one line
 * that says what was done. Screens reach it with `useDesk`. Not here: which list is on screen (create-view).
 */
import {
  createContext,
  createMemo,
  createSignal,
  onCleanup,
  useContext,
  type Accessor,
  type JSX,
} from 'solid-js'
import { assert, type Fault, type Result } from '../../shared/kit/fault.ts'
import { makeId } from '../../shared/kit/id.ts'
import type { Row } from '../../shared/ticket/ticket.ts'
import type { TicketOp } from '../../shared/ticket/ticket-ops.ts'
import type { DeskInfo } from '../../shared/wire/down.ts'
import type { Replica, SendOptions, Waiting } from '../replica/api.ts'
import { words } from '../words/first.ts'
import type { Asked, BatchDesk, Working } from './batch.ts'
import { createClock, type ClockSignal } from './create-clock.ts'
import { createCommands, type Commands } from './create-commands.ts'
import { createRows, type Rows } from './create-rows.ts'
import { askToPersist } from './create-storage-state.ts'
import { createSyncStatus, type SyncSignals } from './create-sync-status.ts'
import { makeUndoStack } from './create-undo.ts'
import { openOwnKeys } from './own-keys.ts'
import { preferences } from './preferences.ts'
import { sayClock } from './relative-time.ts'
import { oppositeOf, stillStands, type Undo } from './undo.ts'

/** A note as its author leaves it: what is not in it, it has none of. */
export type NewNote = Omit<Extract<TicketOp, { op: 'add-note' }>, 'op' | 'id'>

export type Notice = { text: string; canUndo: boolean; at: number }

export type Desk = {
  replica: Replica
  rows: Rows
  clock: ClockSignal
  sync: SyncSignals
  commands: Commands
  info: Accessor<DeskInfo>
  notice: Accessor<Notice | null>
  say(text: string, canUndo?: boolean): void
  /** Does a verb to tickets, remembers how to take it back, and says so. */
  /** @param group  of several acts that are undone together */
  act(ids: readonly string[], op: TicketOp, group?: string): Promise<boolean>
  move(ids: readonly string[], queue: string): Promise<void>
  /** Waits for a yes: many tickets are about to be changed. */
  asked: Accessor<Asked | null>
  /** How far a batch is. */
  working: Accessor<Working | null>
  addNote(ticket: string, note: NewNote): Promise<boolean>
  send(ticket: string, options: SendOptions): Promise<boolean>
  /** Does again what was refused. */
  retry(item: Waiting): Promise<boolean>
  /** Asks nothing, and can be undone. */
  discard(item: Waiting): Promise<boolean>
  /** Does a refused note or reply on another ticket. */
  redo(item: Waiting, ticket: string): Promise<boolean>
  undo(): Promise<void>
  /** Something that can be undone was done. */
  remember(step: Undo): void
  /** Takes one held reply back. */
  undoSend(ticket: string, sendId: string): Promise<void>
  /** Tickets the person themselves has changed since the list was drawn: those may leave it. */
  touched: ReadonlySet<string>
  touchedReset(): void
  nameOf(person: string | null): string
  queueName(slug: string): string
}

const loadBatch = () => import('./batch.ts')
type BatchModule = Awaited<ReturnType<typeof loadBatch>>

/** How long the line about the last act stays. */
const NOTICE_MS = 8_000

const DeskContext = createContext<Desk>()

export function DeskProvider(props: { desk: Desk; children: JSX.Element }) {
  return <DeskContext.Provider value={props.desk}>{props.children}</DeskContext.Provider>
}

export function useDesk(): Desk {
  const desk = useContext(DeskContext)
  assert(desk, 'a screen stands inside DeskProvider')
  return desk
}

/** Made once, inside the root owner. */
export function createDesk(replica: Replica): Desk {
  // The server's time: a device may be a year off.
  const now = () => replica.now()
  const rows = createRows(replica)
  const [info, setInfo] = createSignal(replica.desk())
  onCleanup(replica.onDesk(() => setInfo(replica.desk())))
  const [notice, setNotice] = createSignal<Notice | null>(null)
  const undoStack = makeUndoStack(localStorage, replica.me.id)
  openOwnKeys(replica.me.id)
  // Titles and former values of a ticket go with it, from the screen and from the disk (RI2). What was discarded after
  // it had gone is the person's own, and can be taken back.
  const forgetGone = (ids: ReadonlySet<string> | null) => {
    const isGone = (ticket: string, kind: Undo['kind']) =>
      (ids ? ids.has(ticket) : kind !== 'discard') &&
      // It says numbers alone, also of a ticket that is not there yet.
      kind !== 'act' &&
      replica.row(ticket) === undefined
    if (undoStack.forget(isGone)) setNotice(null)
  }
  forgetGone(null)
  onCleanup(replica.onRows(forgetGone))
  const touched = new Set<string>()
  let timer: ReturnType<typeof setTimeout> | undefined
  onCleanup(() => clearTimeout(timer))

  // What the line says was done was not: its place is needed for what became of it.
  const troubles = () => replica.sync().refused + replica.sync().lost
  let known = troubles()
  onCleanup(
    replica.onSync(() => {
      const now = troubles()
      if (now > known) setNotice(null)
      known = now
    }),
  )

  const say = (text: string, canUndo = false) => {
    clearTimeout(timer)
    setNotice({ text, canUndo, at: now() })
    // Something was done here that is worth keeping.
    if (canUndo) askToPersist()
    timer = setTimeout(() => setNotice(null), NOTICE_MS)
  }
  /** The network went before the app was whole on this device: that is said, not swallowed. */
  const late = <Module,>(load: () => Promise<Module>): Promise<Module | null> =>
    load().catch(() => {
      say(words.did.failed({ why: words.sync.offline }))
      return null
    })
  const names = createMemo(() => new Map(info().people.map((person) => [person.id, person.name])))
  const queues = createMemo(() => new Map(info().queues.map((queue) => [queue.slug, queue.name])))
  const nameOf = (person: string | null) =>
    person === null ? words.list.nobody : (names().get(person) ?? person)
  const queueName = (slug: string) => queues().get(slug) ?? slug

  const [asked, setAsked] = createSignal<Asked | null>(null)
  const [working, setWorking] = createSignal<Working | null>(null)
  /** Batches, and what takes one back, come after each other. */
  let batches: Promise<unknown> = Promise.resolve()
  const inTurn = (work: (batch: BatchModule, about: BatchDesk) => Promise<boolean>) => {
    const about = { replica, touched, say, push: undoStack.push, nameOf, queueName, now }
    const done = batches.then(async () => {
      const batch = await late(loadBatch)
      return batch ? work(batch, { ...about, ask, onStep: setWorking }) : false
    })
    batches = done.catch(() => false).finally(() => setWorking(null))
    return done
  }
  /** Single acts on their way to the disk: each is a step to undo in the turn after it is there. */
  const underWay = new Set<Promise<unknown>>()
  const counted = <T,>(work: Promise<T>): Promise<T> => {
    underWay.add(work)
    const end = () => underWay.delete(work)
    work.then(end, end)
    return work
  }
  const ask = (question: Omit<Asked, 'answer'>) =>
    new Promise<boolean>((resolve) =>
      setAsked({
        ...question,
        answer(isWanted) {
          // The first answer counts: what shows the question says no when it goes.
          resolve(isWanted)
          setAsked(null)
        },
      }),
    )

  /** Its words are not in the first script. */
  const sayFailed = async (fault: Fault) => {
    const said = await late(() => import('./fault-words.ts'))
    if (said) say(words.did.failed({ why: said.sayFault(fault) }))
  }
  const sayUndone = async (what: string, result: Result<unknown>) =>
    result.ok ? say(words.did.undone({ what })) : sayFailed(result.fault)

  const act = async (ids: readonly string[], op: TicketOp, group?: string): Promise<boolean> => {
    // Rare: its words are those of a batch.
    if (ids.length > 1 || op.op === 'mark-spam')
      return inTurn((batch, about) => batch.runBatch(about, ids, op))
    let isDone = true
    for (const id of ids) {
      const row = replica.row(id)
      const opposite = row ? oppositeOf(op, row) : null
      if (row && !opposite && op.op !== 'add-note') continue
      touched.add(id)
      const result = await counted(replica.edit(id, op))
      if (!result.ok) {
        void sayFailed(result.fault)
        isDone = false
        continue
      }
      const title = row ? describe(op, row) : ''
      if (opposite)
        undoStack.push({
          kind: 'edit',
          ticket: id,
          title,
          done: op,
          opposite,
          ...(group && { group }),
        })
      if (title) say(title, opposite !== null)
    }
    return isDone
  }

  const describe = (op: Exclude<TicketOp, { op: 'mark-spam' }>, row: Row): string => {
    switch (op.op) {
      case 'set-status':
        return words.did.status({ n: row.number, status: words.status[op.status] })
      case 'set-priority':
        return words.did.priority({ n: row.number, priority: words.priority[op.priority] })
      case 'set-assignee':
        return op.assignee === null
          ? words.did.unassigned({ n: row.number })
          : words.did.assignee({ n: row.number, name: nameOf(op.assignee) })
      case 'set-subject':
        return words.did.subject({ n: row.number })
      case 'snooze':
        return op.until === null
          ? words.did.woken({ n: row.number })
          : words.did.snoozed({ n: row.number, when: sayClock(op.until, now()) })
      case 'add-tag':
        return words.did.tagged({ n: row.number, tag: op.tag })
      case 'remove-tag':
        return words.did.untagged({ n: row.number, tag: op.tag })
      case 'watch':
        return words.did.watched({ n: row.number })
      case 'unwatch':
        return words.did.unwatched({ n: row.number })
      case 'add-note':
        return words.did.noted({ n: row.number })
    }
  }

  const move = async (ids: readonly string[], queue: string) => {
    if (ids.length > 1) {
      await inTurn((batch, about) => batch.runBatch(about, ids, { op: 'move', queue }))
      return
    }
    for (const id of ids) {
      const row = replica.row(id)
      if (!row || row.queue === queue) continue
      touched.add(id)
      const result = await counted(replica.move(id, queue))
      if (!result.ok) {
        void sayFailed(result.fault)
        continue
      }
      const title = words.did.moved({ n: row.number, queue: queueName(queue) })
      undoStack.push({ kind: 'move', ticket: id, title, from: row.queue, to: queue })
      say(title, true)
    }
  }

  const undo = async () => {
    // What is under way is the last thing, also before it is through.
    await batches
    await Promise.allSettled(underWay)
    const step = undoStack.pop()
    if (!step) return say(words.did.nothingToUndo)
    const group = groupOf(step)
    await undoStep(step)
    if (group !== undefined && groupOf(undoStack.last()) === group) await undo()
  }

  const undoStep = async (step: Undo) => {
    if (step.kind === 'batch') {
      await inTurn((batch, about) => batch.undoBatch(about, step))
      return
    }
    if (step.kind === 'discard') {
      const result = await replica.restore(step.pushId)
      return say(result.ok ? words.did.undone({ what: step.title }) : words.did.tooLate)
    }
    if (step.kind === 'act') {
      const acts = await late(() => import('./ticket-acts.ts'))
      return acts ? acts.undoAct({ replica, say }, step) : undoStack.push(step)
    }
    const row = replica.row(step.ticket)
    if (!row) return say(words.did.changedSince)
    touched.add(step.ticket)
    switch (step.kind) {
      case 'edit': {
        if (!stillStands(step.done, row)) return say(words.did.changedSince)
        const result = await replica.edit(step.ticket, step.opposite)
        return sayUndone(step.title, result)
      }
      case 'move': {
        if (row.queue !== step.to) return say(words.did.changedSince)
        const result = await replica.move(step.ticket, step.from)
        return sayUndone(step.title, result)
      }
      case 'send': {
        const result = await replica.unsend(step.ticket, step.sendId)
        return sayUndone(step.title, result)
      }
    }
  }

  return {
    replica,
    rows,
    clock: createClock(now),
    sync: createSyncStatus(replica),
    commands: createCommands({
      target: window,
      now: () => performance.now(),
      isSingleKeysOn: () => preferences().isSingleKeysOn,
    }),
    info,
    notice,
    say,
    act,
    move,
    asked,
    working,
    addNote: (ticket, note) =>
      act([ticket], {
        op: 'add-note',
        id: makeId(now(), (bytes) => crypto.getRandomValues(new Uint8Array(bytes))),
        ...note,
      }),
    async send(ticket, options) {
      const row = replica.row(ticket)
      const result = await counted(replica.send(ticket, options))
      if (!result.ok) {
        void sayFailed(result.fault)
        return false
      }
      if (options.status !== null || options.snoozeUntil) touched.add(ticket)
      const title =
        options.notBefore === undefined
          ? words.did.sent({ n: row?.number ?? 0 })
          : words.did.scheduled({ n: row?.number ?? 0, when: sayClock(options.notBefore, now()) })
      undoStack.push({ kind: 'send', ticket, title, sendId: result.value.sendId })
      say(title, true)
      return true
    },
    async retry(item) {
      const result = await replica.retry(item.pushId)
      if (!result.ok) void sayFailed(result.fault)
      return result.ok
    },
    async discard(item) {
      const result = await replica.discard(item.pushId)
      if (!result.ok) {
        if (result.fault.code === 'ticket/too-late') say(words.did.tooLate)
        else void sayFailed(result.fault)
        return false
      }
      const { ticket, pushId } = item
      const what = item.kind === 'words' ? words.sync.words : item.title
      const title = words.did.discarded({ n: replica.row(ticket)?.number ?? 0, what })
      undoStack.push({ kind: 'discard', ticket, title, pushId })
      say(title, true)
      return true
    },
    async redo(item, ticket) {
      const result = await replica.redo(item.pushId, ticket)
      const number = replica.row(ticket)?.number ?? 0
      if (!result.ok) void sayFailed(result.fault)
      else
        say(
          item.kind === 'reply'
            ? words.did.redoneDraft({ n: number })
            : words.did.redone({ n: number }),
        )
      return result.ok
    },
    undo,
    remember(step) {
      undoStack.push(step)
      say(step.title, true)
    },
    async undoSend(ticket, sendId) {
      const result = await replica.unsend(ticket, sendId)
      await sayUndone(words.did.sent({ n: replica.row(ticket)?.number ?? 0 }), result)
    },
    touched,
    touchedReset: () => touched.clear(),
    nameOf,
    queueName,
  }
}

const groupOf = (step: Undo | undefined) => (step?.kind === 'edit' ? step.group : undefined)
