/**
 * Files of tickets that a person asked for while the network was away: remembered on the disk, fetched and kept once there
 * is a link, by the tab that leads. Not here: files looked at in passing (blobs), files on their way out (reply-files).
 */
import { FAULTS, fail, ok, type Result } from '../../shared/kit/fault.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import type { Attachment } from '../../shared/ticket/attachment.ts'
import { epochOf, keepBlob } from './blobs.ts'
import { jitterMs, type Core } from './core.ts'
import { isQuotaError, type LaterRecord } from './db.ts'

type Parts = Pick<Core, 'db' | 'clock' | 'link' | 'timers' | 'random' | 'background' | 'log'> & {
  http: Pick<Core['http'], 'blob'>
  summaries: Pick<Core['summaries'], 'row'>
}

export type LaterFiles = {
  /** Which files of a ticket are on this device, and which are fetched once there is a network. */
  of(ticket: string): Promise<{ held: ReadonlySet<string>; asked: ReadonlySet<string> }>
  /** All that are still to be fetched. */
  asked(): Promise<readonly LaterRecord[]>
  /** `kit/too-big`: enough are asked for; `kit/storage`: the disk is full. */
  ask(ticket: string, file: Pick<Attachment, 'hash' | 'name'>): Promise<Result<void>>
  /** It is not wanted any more. */
  drop(ticket: string, hash: string): Promise<void>
  wake(): void
}

export function makeLaterFiles(
  core: Parts,
  hooks: {
    isLeading(): boolean
    /** What is held or asked for of a ticket is different. */
    onChange(ticket: string): void
  },
): LaterFiles {
  const { db, link, timers } = core
  let isWorking = false
  let isAsked = false
  let tries = 0
  let pause: { cancel(): void } | null = null

  link.onState(() => {
    if (link.state().state !== 'live') return
    tries = 0
    wake()
  })
  wake()

  function wake() {
    pause?.cancel()
    pause = null
    isAsked = true
    if (!isWorking) void work()
  }

  async function work() {
    isWorking = true
    let hasBegun = false
    await core.background(async () => {
      hasBegun = true
      while (isAsked) {
        isAsked = false
        await fetchAll()
      }
    })
    isWorking = false
    // Asked while the last step was ending. Where all is closed nothing begins, and asking again would have no end.
    if (isAsked && hasBegun) wake()
  }

  async function fetchAll() {
    while (hooks.isLeading() && link.state().state === 'live') {
      const next = await db.later.toCollection().first()
      if (!next) return
      if (!(await bring(next))) return waitAWhile()
    }
  }

  /** False: to be tried again. */
  async function bring({ ticket, hash }: LaterRecord): Promise<boolean> {
    if ((await db.blobs.get([ticket, hash])) === undefined) {
      const epoch = await epochOf(db, ticket)
      const answer = await core.http.blob(ticket, hash, LIMITS.uploadMs)
      if (!answer.ok) {
        const { code } = answer.fault
        if (code.startsWith('auth/') || FAULTS[code].retry) return false
        core.log('warn', 'a file that was asked for is not to be had', { ticket, code })
      } else {
        const asked = { ticket, hash, epoch }
        if (!(await keepBlob(core, asked, answer.value, LIMITS.replyFilesBytes))) return false
      }
    }
    await db.later.delete([ticket, hash])
    tries = 0
    hooks.onChange(ticket)
    return true
  }

  function waitAWhile() {
    const waitMs =
      LIMITS.reconnectMsFirst / 2 +
      jitterMs(core.random, tries++, LIMITS.reconnectMsFirst, LIMITS.reconnectMsMax)
    pause = timers.after(waitMs, wake)
  }

  return {
    wake,
    asked: () => db.later.toArray(),

    async of(ticket) {
      const held = await db.blobs.where('ticket').equals(ticket).primaryKeys()
      // Of a reply that was written here.
      const own = await db.files.where('ticket').equals(ticket).primaryKeys()
      const later = await db.later.where('ticket').equals(ticket).primaryKeys()
      return {
        held: new Set([...held, ...own].map(([, hash]) => hash)),
        asked: new Set(later.map(([, hash]) => hash)),
      }
    },

    async ask(ticket, { hash, name }) {
      if ((await db.later.count()) >= LIMITS.laterFiles)
        return fail('kit/too-big', 'enough files are waited for', { limit: LIMITS.laterFiles })
      try {
        await db.later.put({ ticket, hash, name })
      } catch (error) {
        if (!isQuotaError(error)) throw error
        return fail('kit/storage', 'the storage of this device is full')
      }
      hooks.onChange(ticket)
      wake()
      return ok()
    },

    async drop(ticket, hash) {
      await db.later.delete([ticket, hash])
      hooks.onChange(ticket)
    },
  }
}
