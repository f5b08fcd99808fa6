/**
 * Sends what waits in the outbox: in order per ticket, tickets side by side, the same push id on every try. Runs in the
 * leading tab. Not here: how intents get into the outbox (intents).
 */
import { FAULTS } from '../../shared/kit/fault.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import { Id, parseWith, Sha256, v } from '../../shared/kit/schema.ts'
import type { Ack, DocItem, Nack } from '../../shared/wire/down.ts'
import type { Push } from '../../shared/wire/up.ts'
import { jitterMs, newId, type Core } from './core.ts'
import type { Intent } from './db.ts'
import { leaveEpoch } from './doc-fetch.ts'
import { makeClientId, noteTaken, replay, settleOverlay, unsentUpdates } from './doc-log.ts'
import { unpackItems } from './doc-pack.ts'
import { filesNamedBy, type FilesNamed } from './intents.ts'
import { expectVerdict, tellLate } from './lost.ts'

const HEADS_READ = 500
const PACE_MS = 1_000

export type Outbox = ReturnType<typeof makeOutbox>

export type OutboxHooks = {
  /** The server says what this person is called now. */
  onRenamed(name: string): void
  /** One of these files is not on the server yet, and on its way from here. */
  isWaitingForFiles(named: FilesNamed): Promise<boolean>
  /** The server has not these files. @returns whether they are brought again from here */
  bringFilesAgain(hashes: readonly string[]): Promise<boolean>
}

export function makeOutbox(core: Core, hooks: OutboxHooks) {
  const { onRenamed } = hooks
  const { db, link, clock, timers } = core
  const answers = new Map<string, (answer: Ack | Nack | null) => void>()
  const busy = new Set<string>()
  /** No instant here: a clock may be set back meanwhile, and a timer may come a moment before its time. */
  const waits = new Map<string, { tries: number; isOver: boolean }>()
  /** Tickets with something to send that were in no scope when it was their turn. */
  const passedOver = new Set<string>()
  /** Documents to make anew though nothing of ours waits on them. */
  const toRebuild = new Set<string>()
  let sentAt: number[] = []
  let isOn = false
  let isWorking = false
  let isAsked = false

  const stops = [
    link.onMessage((message) => {
      if (message.type === 'ack' || message.type === 'nack') answers.get(message.pushId)?.(message)
    }),
    link.onState(() => {
      if (link.state().state === 'live') {
        // What was too much for the server before may not be now; the link has waited its own time.
        waits.clear()
        wake()
      } else for (const answer of [...answers.values()]) answer(null)
    }),
    // Back in a scope: the page that brings a row says nothing of documents, so nobody else would wake this.
    core.summaries.onRows(() => {
      for (const ticket of passedOver) if (core.summaries.row(ticket)) return wake()
    }),
  ]

  function wake() {
    if (!isOn) return
    isAsked = true
    if (!isWorking) void work()
  }

  async function work() {
    isWorking = true
    await core.background(async () => {
      while (isAsked && isOn) {
        isAsked = false
        await sendHeads()
      }
    })
    isWorking = false
    // Asked while the last step was ending.
    if (isAsked) wake()
  }

  /** Sends the first intent of every ticket that is free. */
  async function sendHeads() {
    if (link.state().state !== 'live') return
    const intents = await db.outbox.orderBy('order').limit(HEADS_READ).toArray()
    const heads = new Map<string, Intent | null>()
    passedOver.clear()
    for (const ticket of toRebuild) heads.set(ticket, null)
    for (const intent of intents) if (!heads.has(intent.ticket)) heads.set(intent.ticket, intent)
    for (const [ticket, intent] of heads) {
      // It has left every scope and is about to be purged, or to come back in another one.
      if (core.summaries.entry(ticket)?.scopes.length === 0) {
        passedOver.add(ticket)
        continue
      }
      if (busy.has(ticket) || waits.get(ticket)?.isOver === false) continue
      if (intent && mustLetPass(intent, heads)) continue
      // Woken once they are there.
      const named = intent ? filesNamedBy(intent) : null
      if (named !== null && (await hooks.isWaitingForFiles(named))) continue
      if (busy.size >= LIMITS.pushesInFlight || !mayGoNow()) return
      busy.add(ticket)
      void core
        .background(() => (intent ? deliver(intent) : rebuild(ticket)))
        .then((isDone) => {
          if (!isDone) wait(ticket)
          busy.delete(ticket)
          wake()
        })
    }
  }

  /**
   * A merge brings words into its other ticket that a reply waiting there has not seen, and would be refused for: what
   * waits there goes first (OU26). Another merge only if it was made before, or two could wait for each other.
   */
  function mustLetPass(intent: Intent, heads: ReadonlyMap<string, Intent | null>): boolean {
    const into = mergedInto(intent)
    if (into === null || passedOver.has(into)) return false
    const head = heads.get(into)
    if (!head) return busy.has(into)
    return mergedInto(head) === null || (head.order ?? 0) < (intent.order ?? 0)
  }

  /** Stays below the server's frames per second, so that drafts have room beside the outbox. */
  function mayGoNow(): boolean {
    const now = clock.now()
    sentAt = sentAt.filter((at) => at <= now && now - at < PACE_MS)
    const oldest = sentAt[0]
    if (oldest !== undefined && sentAt.length >= LIMITS.pushesPerSecond) {
      timers.after(Math.max(1, oldest + PACE_MS - now), wake)
      return false
    }
    sentAt.push(now)
    return true
  }

  async function deliver(intent: Intent): Promise<void> {
    const { ticket } = intent
    const held = intent.kind === 'update' ? await db.docs.get(ticket) : undefined
    // Without the document its bytes can go all the same: they say what they build on.
    if (intent.kind === 'update' && (held?.isBroken || intent.isDiscarded)) return rebuild(ticket)
    if (!(await claim(intent))) return
    const answer = await ask(toPush(intent))
    if (!answer) return
    if (answer.type === 'ack') await acked(intent, answer)
    else await refused(intent, answer)
  }

  /** False when it was taken back or discarded since it was read. A command is from here on of unknown outcome. */
  async function claim(intent: Intent): Promise<boolean> {
    if (intent.kind !== 'command' || intent.isTried)
      return (await db.outbox.get(intent.order ?? 0))?.pushId === intent.pushId
    return db.transaction('rw', db.outbox, async () => {
      const kept = await db.outbox.get(intent.order ?? 0)
      if (kept?.pushId !== intent.pushId) return false
      await db.outbox.put({ ...intent, isTried: true })
      return true
    })
  }

  /** Null when the link broke before an answer came: the same push goes again. */
  function ask(push: Push): Promise<Ack | Nack | null> {
    return new Promise((resolve) => {
      const timer = timers.after(LIMITS.answerMs, () => link.drop())
      answers.set(push.pushId, (answer) => {
        answers.delete(push.pushId)
        timer.cancel()
        resolve(answer)
      })
      if (!link.send({ type: 'push', push })) answers.get(push.pushId)?.(null)
    })
  }

  async function acked(intent: Intent, ack: Ack) {
    const { ticket } = intent
    waits.delete(ticket)
    const overlay = await db.transaction('rw', [...db.workTables, db.drafts], async () => {
      await db.outbox.delete(intent.order ?? 0)
      if (intent.kind === 'update') {
        await noteTaken(db, ticket, intent.update)
        // A ticket that was purged meanwhile leaves nothing behind (RI2).
        if (core.summaries.entry(ticket))
          await expectVerdict(db, intent, { person: core.me.id, version: ack.version })
      }
      const old = await db.overlays.get(ticket)
      if (old && intent.kind !== 'draft')
        await db.overlays.put({ ...old, until: Math.max(old.until, ack.version) })
      if (intent.kind === 'command') {
        const { command } = intent
        await db.echoes.update(command.kind === 'send' ? command.sendId : intent.pushId, {
          version: ack.version,
        })
        if (command.kind === 'send') await db.drafts.delete(command.draft)
      }
      return settleOverlay(db, ticket, rowVersion(ticket))
    })
    core.publish({ overlays: [overlay], tickets: [ticket], isOutbox: true })
  }

  const rowVersion = (ticket: string) => core.summaries.entry(ticket)?.version ?? 0

  async function refused(intent: Intent, nack: Nack) {
    const { ticket } = intent
    const isHole = nack.code === 'ticket/gap' || nack.code === 'ticket/epoch'
    const isRenamed = intent.kind === 'update' && isOtherName(intent, nack)
    if (intent.kind === 'update' && (isRenamed || (isHole && !intent.isRebuilt))) {
      await db.docs.update(ticket, { isBroken: true })
      return rebuild(ticket)
    }
    if (!isHole && mayTryAgain(nack.code)) return wait(ticket)
    if (nack.code === 'ticket/no-file' && (await hooks.bringFilesAgain(filesIn(nack.more)))) return
    waits.delete(ticket)
    const overlay = await db.transaction('rw', db.workTables, async () => {
      await reject(intent, nack)
      if (intent.kind === 'update') await db.docs.update(ticket, { isBroken: true, version: 0 })
      return settleOverlay(db, ticket, rowVersion(ticket))
    })
    core.publish({ overlays: [overlay], tickets: [ticket], isOutbox: true })
    core.log('info', 'the server refused an intent', { ticket, code: nack.code })
    if (intent.kind === 'update') await rebuild(ticket)
  }

  /** A note in a name that its author had before: written again in the one they have now, once. */
  function isOtherName(intent: Extract<Intent, { kind: 'update' }>, nack: Nack): boolean {
    const name = nack.more?.['name']
    if (intent.op.op !== 'add-note' || typeof name !== 'string') return false
    const isNews = name !== core.me.name
    onRenamed(name)
    return isNews || !intent.isRebuilt
  }

  /** Inside a transaction: out of the outbox, and kept where the person can see it. */
  async function reject(intent: Intent, nack: Pick<Nack, 'code' | 'detail' | 'more'>) {
    await db.outbox.delete(intent.order ?? 0)
    let kept = intent
    if (intent.kind === 'draft') {
      // The send that follows stands and falls with its draft.
      const rest = await db.outbox.where('ticket').equals(intent.ticket).toArray()
      const send = rest.find((next) => sendIdOf(next) === intent.sendId)
      if (!send) return
      await db.outbox.delete(send.order ?? 0)
      kept = send
    }
    const echo = sendIdOf(kept) ?? kept.pushId
    await db.echoes.delete(echo)
    const { pushId, ticket } = kept
    const { code, detail } = nack
    const more = moreOf(nack.more)
    const at = core.serverNow()
    await db.rejected.put({ pushId, ticket, intent: kept, code, detail, at, ...more })
  }

  function wait(ticket: string) {
    const tries = waits.get(ticket)?.tries ?? 0
    const waitMs =
      LIMITS.reconnectMsFirst / 2 +
      jitterMs(core.random, tries, LIMITS.reconnectMsFirst, LIMITS.reconnectMsMax)
    const pause = { tries: tries + 1, isOver: false }
    waits.set(ticket, pause)
    timers.after(waitMs, () => {
      pause.isOver = true
      wake()
    })
  }

  /** The document from the server's state with what remains of our intents, under a fresh client id. */
  async function rebuild(ticket: string): Promise<void> {
    toRebuild.add(ticket)
    const answer = await core.http.docs([{ ticket, version: 0 }])
    const item = answer.ok
      ? unpackItems(answer.value).find((one) => one.ticket === ticket)
      : undefined
    if (!answer.ok || !item || item.kind === 'update') return wait(ticket)
    const tables = [...db.workTables, db.drafts, db.blobs, db.kv]
    const overlay = await db.transaction('rw', tables, async () => {
      const unsent = await unsentUpdates(db, ticket)
      const held = await db.docs.get(ticket)
      await leaveEpoch(core, held, item)
      // Purged meanwhile: its intents are among the refused, and nothing of it comes back (RI2).
      if (!held && unsent.length === 0) return { id: ticket, row: null }
      if (item.kind === 'gone') await rejectAll(unsent)
      else await replayAll(item, unsent)
      return settleOverlay(db, ticket, rowVersion(ticket))
    })
    await core.summaries.forgetOutdated()
    core.publish({ overlays: [overlay], tickets: [ticket], isOutbox: true })
    // Not to be had, and its row is here all the same: what was refused is in its bytes, so it is asked for until one is
    // untrue. One that has left every scope is passed over until it is purged, or back.
    const entry = core.summaries.entry(ticket)
    if (item.kind === 'gone' && entry) return entry.scopes.length > 0 ? wait(ticket) : undefined
    waits.delete(ticket)
    toRebuild.delete(ticket)
  }

  async function rejectAll(unsent: readonly Intent[]) {
    for (const intent of unsent) await reject(intent, { code: 'ticket/denied', detail: '' })
  }

  async function replayAll(item: DocItem, unsent: Awaited<ReturnType<typeof unsentUpdates>>) {
    const again = replay(item, unsent, {
      clientId: makeClientId(core.random),
      person: core.me,
      newPushId: () => newId(core),
    })
    await db.docs.put(again.doc)
    const about = { person: core.me.id, version: item.version, at: core.serverNow() }
    await tellLate(db, again.late, about)
    await db.outbox.bulkDelete(unsent.map((intent) => intent.order ?? 0))
    // The same places in the order: commands made between these edits stay between them.
    await db.outbox.bulkPut(again.intents)
  }

  return {
    start() {
      isOn = true
      wake()
    },
    stop() {
      isOn = false
    },
    wake,
    /** Somebody asks: what the server had no time for is tried again at once. */
    hurry() {
      waits.clear()
      wake()
    },
    close() {
      isOn = false
      for (const stop of stops) stop()
      for (const answer of [...answers.values()]) answer(null)
    },
  }
}

function sendIdOf(intent: Intent): string | null {
  return intent.kind === 'command' && intent.command.kind === 'send' ? intent.command.sendId : null
}

function mergedInto(intent: Intent): string | null {
  return intent.kind === 'command' && intent.command.kind === 'merge' ? intent.command.into : null
}

function filesIn(more: Nack['more']): string[] {
  const files = parseWith(v.array(Sha256), more?.['files'])
  return files.ok ? files.value : []
}

/** What a refusal says besides its words: the ticket to go on in, who gets the reply by now, who changed it. */
function moreOf(more: Nack['more']): { into?: string; readers?: string; changedBy?: string } {
  const into = parseWith(Id, more?.['into'])
  const readers = more?.['readers']
  const changedBy = more?.['changedBy']
  return {
    ...(into.ok ? { into: into.value } : {}),
    ...(typeof readers === 'string' ? { readers } : {}),
    ...(typeof changedBy === 'string' ? { changedBy } : {}),
  }
}

function mayTryAgain(code: string): boolean {
  const entry = Object.entries(FAULTS).find(([known]) => known === code)
  return entry?.[1].retry ?? false
}

function toPush(intent: Intent): Push {
  const { pushId, claimedAt } = intent
  switch (intent.kind) {
    case 'update': {
      const { ticket, epoch } = intent
      return { kind: 'update', pushId, ticket, epoch, update: exact(intent.update), claimedAt }
    }
    case 'draft':
      return { kind: 'draft', pushId, draft: intent.draft, update: exact(intent.update), claimedAt }
    case 'command':
      return { kind: 'command', pushId, command: intent.command, claimedAt }
  }
}

/** Over a plain buffer, as the wire's types want it. */
const exact = (bytes: Uint8Array) => Uint8Array.from(bytes)
