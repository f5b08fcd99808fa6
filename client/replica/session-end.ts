/**
 * The end of a session, by the server, another tab or the lease: what of it, for whom, and what goes from the disk.
 * Out of sight first, then off the disk (RI13, RI14). Not here: what the screens show of it (onLocked).
 */
import { LIMITS } from '../../shared/kit/limits.ts'
import type { Core } from './core.ts'
import { Db } from './db.ts'
import type { LockReason } from './leftovers.ts'
import type { ReplicaOptions } from './replica-options.ts'
import { purgeCopies, wipeDevice } from './wipe.ts'

/** Codes with which the server ends a session, or an account. */
export const isEnd = (code: string): boolean => code === 'auth/required' || code === 'auth/denied'

export function makeSessionEnd(
  core: Core,
  options: ReplicaOptions,
  hooks: {
    isClosing(): boolean
    close(): Promise<void>
    /** Tells the other tabs. */
    announce(why: LockReason): void
  },
) {
  let isLocked = false
  /** How often the socket was refused, and the session stood, since the link was last live. */
  let refusals = 0
  core.link.onState(() => {
    if (core.link.state().state === 'live') refusals = 0
  })

  function lock(why: LockReason): void {
    if (hooks.isClosing() || isLocked) return
    isLocked = true
    hooks.announce(why)
    // A turn later: the screens have let go of what they had open.
    const isDone = Promise.resolve().then(() => goAway(why))
    options.onLocked?.(why, isDone)
  }

  async function goAway(why: LockReason): Promise<void> {
    await hooks.close()
    if (why === 'revoked') await wipeDevice(core.db.name, options)
    if (why !== 'signed-out') return
    const left = new Db(core.db.name, options.database)
    await purgeCopies(left)
    left.close()
  }

  /** The link gave up when it was refused. */
  function comeBack(waitMs: number): void {
    core.timers.after(Math.min(waitMs, LIMITS.reconnectMsMax), () => core.link.nudge())
  }

  return {
    lock,
    /** The server ended this session, or a tab says that it did: which of both, and for whom, it says itself. */
    async judge(code: string): Promise<void> {
      const answer = await core.http.desk()
      const isOurs = answer.ok && answer.value.me.id === core.me.id
      if (hooks.isClosing()) return
      // A socket was refused for another reason, or they were let in again meanwhile: the session stands.
      if (isOurs) return comeBack(LIMITS.reconnectMsFirst * 2 ** Math.min(refusals++, 10))
      const isRevoked = !answer.ok && answer.fault.code === 'auth/denied'
      // Nobody answered: the link comes back, to be welcome or to be told again.
      if (!answer.ok && !isEnd(answer.fault.code) && code !== 'auth/required')
        return comeBack(LIMITS.reconnectMsFirst)
      lock(isRevoked ? 'revoked' : 'signed-out')
    },
  }
}
