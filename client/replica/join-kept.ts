/**
 * Joins what the server said with the documents it was kept beside (doc-later), a while after and one at a time: so that what
 * does not fit is found, and asked for again as a whole. Lazy: nobody waits for it.
 */
import { LIMITS } from '../../shared/kit/limits.ts'
import type { Core } from './core.ts'
import type { DocWant } from './desk-http.ts'

/** @param ask  asks for documents and stores what comes */
export async function joinKept(
  core: Core,
  tickets: readonly string[],
  ask: (want: readonly DocWant[]) => Promise<unknown>,
): Promise<void> {
  const { db } = core
  const unfit: string[] = []
  for (const ticket of tickets) {
    await core.breathe()
    await db.transaction('rw', db.docs, async () => {
      const held = await db.docs.get(ticket)
      if (!held) return
      // Read, it is joined.
      await db.docs.put(held)
      if (held.version === 0) unfit.push(ticket)
    })
  }
  for (let at = 0; at < unfit.length; at += LIMITS.documentsPageCount)
    await ask(
      unfit.slice(at, at + LIMITS.documentsPageCount).map((ticket) => ({ ticket, version: 0 })),
    )
}
