/** Mutations of what lies on disks in the end: what a bug of the server, or of a device, would have left. */
import { number, text, type Database } from '../../sync-server/store/database.ts'
import type { World } from './assembly.ts'
import { tokensInBytes } from './history.ts'
import type { Mutation } from './mutation.ts'

export async function breakStore(database: Database, { ledger, mutation }: World): Promise<void> {
  const sql = database.read
  if (mutation === 'mail-after-undo') {
    const undone = await sql.get(`SELECT id FROM sends WHERE state = 'undone' ORDER BY id`)
    if (!undone) return
    const messageId = `${text(undone, 'id')}@desk.example`
    ledger.relayed.push({ messageId, at: Number.MAX_SAFE_INTEGER, isReply: true })
  }
  if (mutation === 'half-merge') await unmerge(database)
  const still = await sql.get(`SELECT id, version FROM tickets ORDER BY version DESC, id`)
  if (!still) return
  const id = text(still, 'id')
  const statement = statementFor(mutation)
  if (statement !== null)
    await database.write((tx) => tx.run(statement, id, number(still, 'version') - 1))
}

/** Parameters: the ticket, and its version but one. */
function statementFor(mutation: Mutation | null): string | null {
  switch (mutation) {
    case 'lost-version':
      return `DELETE FROM updates WHERE ticket = ? AND version = ?`
    case 'wrong-clock':
      return `UPDATE sla_clocks SET due_at = due_at + 1000 WHERE ticket = ? AND ? > 0 AND ordinal = 0`
    case 'wrong-row':
      return `UPDATE tickets SET row = replace(row, '"snippet":"', '"snippet":"x') WHERE id = ? AND ? >= 0`
    default:
      return null
  }
}

/** What a merge brought is taken out of the ticket that it was brought to. */
async function unmerge(database: Database): Promise<void> {
  const rows = await database.read.all(`SELECT row FROM tickets WHERE row LIKE '%"mergedInto"%'`)
  for (const row of rows) {
    const { mergedInto }: { mergedInto?: string } = JSON.parse(text(row, 'row'))
    if (mergedInto !== undefined)
      await database.write(async (tx) => {
        await tx.run(`DELETE FROM updates WHERE ticket = ? AND version > 1`, mergedInto)
        await tx.run(
          `UPDATE tickets SET state = ?, state_version = 0 WHERE id = ?`,
          Uint8Array.of(0, 0),
          mergedInto,
        )
      })
  }
}

/** The same on devices. */
export async function breakDevices({ devices, ledger, mutation }: World): Promise<void> {
  for (const device of devices) {
    if (mutation === 'untold') await device.look((db) => db.lost.clear())
    if (mutation === 'kept-words') {
      const value = ledger.redacted.flatMap(({ words }) => words)
      await device.look((db) => db.kv.put({ key: 'what-it-once-had', value }))
    }
    if (mutation !== 'false-loss') continue
    for (const { device: by, push, version } of ledger.acked.values()) {
      const mine =
        push.kind === 'update' && by === device.name
          ? tokensInBytes(push.update).find((token) => token.startsWith('field'))
          : undefined
      if (push.kind !== 'update' || mine === undefined) continue
      const { pushId: id, ticket, claimedAt } = push
      const told = { event: id, stays: 'another', at: claimedAt }
      const person = device.person.id
      await device.look((db) =>
        db.lost.put({ id, ticket, person, field: 'subject', mine, claimedAt, version, told }),
      )
    }
  }
}
