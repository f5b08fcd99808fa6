/** Takes tickets off this device that the person may no longer see. What they had not sent yet is kept as refused. */
import { FAULTS } from '../../shared/kit/fault.ts'
import type { Core } from './core.ts'
import { isListed } from './intents.ts'

export async function purgeTickets(core: Core, ids: readonly string[]): Promise<void> {
  const { db } = core
  const entries = ids.map((id) => ({ id, entry: null }))
  const tables = [...db.listTables, db.drafts, db.blobs, db.seen]
  await db.transaction('rw', tables, async () => {
    const unsent = await db.outbox.where('ticket').anyOf(ids).toArray()
    await db.rejected.bulkPut(
      unsent.filter(isListed).map((intent) => ({
        pushId: intent.pushId,
        ticket: intent.ticket,
        intent,
        code: 'ticket/denied',
        detail: FAULTS['ticket/denied'].title,
        at: core.clock.now(),
      })),
    )
    await db.outbox.bulkDelete(unsent.map((intent) => intent.order ?? 0))
    await db.entries.bulkPut(entries)
    await db.docs.bulkDelete([...ids])
    await db.overlays.bulkDelete([...ids])
    await db.seen.bulkDelete([...ids])
    for (const table of [db.echoes, db.drafts, db.blobs])
      await table.where('ticket').anyOf(ids).delete()
  })
  core.publish({ entries, tickets: [...ids], isOutbox: true })
}
