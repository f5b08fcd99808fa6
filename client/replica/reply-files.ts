/**
 * Files of replies and notes that are being written, as long as only this device has their bytes: kept strictly beside them,
 * brought to the server when there is a link, again and again under the same hash until it has them. A reply that is sent
 * waits for its files (outbox), and so do a note and a mail that begins a ticket. Not here: what a draft says of its files
 * (shared/ticket/draft-doc), taking one in (keep-file), showing them (blobs), letting go of them (file-sweep).
 */
import { FAULTS, fail, type Result } from '../../shared/kit/fault.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import type { Attachment } from '../../shared/ticket/attachment.ts'
import { filesOfReply } from '../../shared/ticket/draft-picture.ts'
import { makeDoc } from '../../shared/ticket/ticket-doc.ts'
import type { FileState, NewFile } from './api.ts'
import { jitterMs, type Core } from './core.ts'
import type { FileRecord } from './db.ts'
import type { FilesNamed } from './intents.ts'

export type ReplyFiles = ReturnType<typeof makeReplyFiles>

export function makeReplyFiles(
  core: Core,
  hooks: {
    /** Something about the files of a ticket is different. */
    onChange(ticket: string): void
    /** A file arrived at the server, or never will: a reply may have waited for it. */
    onSettled(): void
    /** The mail of a ticket that was begun, which no table holds; null: none was. */
    begunDraft(): Promise<Uint8Array | null>
  },
) {
  const { db, link, timers } = core
  /** Of what is on its way in this tab: how much of it has gone, from 0 to 1. */
  const shares = new Map<string, number>()
  let isOn = false
  let isWorking = false
  let isAsked = false
  let tries = 0
  let pause: { cancel(): void } | null = null

  const stop = link.onState(() => {
    if (link.state().state !== 'live') return
    tries = 0
    wake()
  })

  function wake() {
    pause?.cancel()
    pause = null
    isAsked = true
    if (isOn && !isWorking) void work()
  }

  async function work() {
    isWorking = true
    await core.background(async () => {
      while (isAsked && isOn) {
        isAsked = false
        await bringAll()
      }
    })
    isWorking = false
    // Asked while the last step was ending.
    if (isAsked) wake()
  }

  async function bringAll() {
    while (isOn && link.state().state === 'live') {
      const waiting = await db.files.where('state').equals('waiting').sortBy('addedAt')
      const next = waiting[0]
      if (!next) return sweep()
      if (!(await bring(next))) return waitAWhile()
    }
  }

  /** False: to be tried again. */
  async function bring(file: FileRecord): Promise<boolean> {
    const { ticket, hash } = file
    const answer = await core.http.putFile({ ticket, hash, blob: file.blob }, (share) => {
      shares.set(hash, share)
      hooks.onChange(ticket)
    })
    shares.delete(hash)
    // Whose session it is will be asked elsewhere; the bytes wait for the answer.
    const isEnd = !answer.ok && answer.fault.code.startsWith('auth/')
    if (!answer.ok && (isEnd || FAULTS[answer.fault.code].retry)) {
      hooks.onChange(ticket)
      return false
    }
    // Taken out meanwhile, it is not put back.
    await db.files.update([ticket, hash], {
      state: answer.ok ? 'up' : 'refused',
      detail: answer.ok ? null : answer.fault.detail,
    })
    if (!answer.ok)
      core.log('warn', 'the server does not take a file', { ticket, code: answer.fault.code })
    tries = 0
    hooks.onChange(ticket)
    hooks.onSettled()
    return true
  }

  function waitAWhile() {
    const waitMs =
      LIMITS.reconnectMsFirst / 2 +
      jitterMs(core.random, tries++, LIMITS.reconnectMsFirst, LIMITS.reconnectMsMax)
    pause = timers.after(waitMs, wake)
  }

  async function add(ticket: string, file: NewFile): Promise<Result<Attachment>> {
    const loaded = await import('./keep-file.ts').catch(() => null)
    if (!loaded) return fail('kit/busy', 'the part of the app that keeps files cannot be reached')
    const kept = await loaded.keepFile(core, ticket, file)
    if (!kept.ok) return kept
    hooks.onChange(ticket)
    wake()
    return kept
  }

  /** Of what is older than a moment: what is being added is named soon. */
  async function sweep(): Promise<void> {
    const before = core.clock.now() - LIMITS.fileGraceMs
    if ((await db.files.where('addedAt').below(before).count()) === 0) return
    // Not to be had without a network, before the app is kept on the device: another time.
    const loaded = await import('./file-sweep.ts').catch(() => null)
    await loaded?.sweepFiles(db, before, hooks.begunDraft)
  }

  return {
    add,
    wake,

    async of(ticket: string): Promise<FileState[]> {
      const held = await db.files.where('ticket').equals(ticket).toArray()
      return held.map(({ hash, state, detail }) => ({
        hash,
        state,
        detail,
        share: shares.get(hash) ?? null,
      }))
    },

    /** True while one of these files still has to be brought from here. */
    async isWaiting(named: FilesNamed): Promise<boolean> {
      const from = typeof named === 'string' ? (await db.drafts.get(named))?.bytes : named
      const hashes = from ? filesIn(from) : []
      if (hashes.length === 0) return false
      const held = await db.files.where('hash').anyOf(hashes).toArray()
      return held.some(({ state }) => state === 'waiting')
    },

    /** The server lost these, or never had them. @returns whether all of them are here to be brought, once more */
    async bringAgain(hashes: readonly string[]): Promise<boolean> {
      if (hashes.length === 0) return false
      const held = await db.files
        .where('hash')
        .anyOf([...hashes])
        .toArray()
      const fresh = held.filter(({ isAgain }) => !isAgain)
      if (!hashes.every((hash) => fresh.some((file) => file.hash === hash))) return false
      for (const { ticket, hash } of fresh)
        await db.files.update([ticket, hash], { state: 'waiting', isAgain: true })
      wake()
      return true
    },

    /** The person asks for it, after the server said no. */
    async retry(ticket: string): Promise<void> {
      await db.files
        .where('ticket')
        .equals(ticket)
        .filter(({ state }) => state === 'refused')
        .modify({ state: 'waiting', detail: null })
      hooks.onChange(ticket)
      wake()
    },

    sweep,

    start() {
      isOn = true
      wake()
    },
    stop() {
      isOn = false
    },
    close() {
      isOn = false
      pause?.cancel()
      stop()
    },
  }
}

function filesIn(named: Exclude<FilesNamed, string>): string[] {
  if (!(named instanceof Uint8Array)) return named.map(({ hash }) => hash)
  const doc = makeDoc(named)
  const hashes = filesOfReply(doc).map(({ hash }) => hash)
  doc.destroy()
  return hashes
}
