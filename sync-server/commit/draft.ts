/**
 * Drafts: rich text that people type together. Their bytes go through the same door as tickets: checked, appended,
 * acknowledged after COMMIT. Here: a single update that a device pushed, and reading a draft. Scratch drafts
 * (`x:<name>`, load drivers) differ only in their name, their size, and in that any root is taken.
 */
import { FaultError } from '../../shared/kit/fault.ts'
import { number, textOrNull, type Tx } from '../store/database.ts'
import type { Y } from '../../shared/ticket/ticket-doc.ts'
import { agentRights } from './access.ts'
import { storeBatch } from './draft-batch.ts'
import { flagDraft } from './draft-flag.ts'
import { freshen, loadDraftDoc } from './live-draft.ts'
import type { Answer, CommitParts } from './parts.ts'
import type { WorkRequest } from './ticket-work.ts'

export { loadDraftDoc }

export type DraftRow = { version: number; sentBy: string | null; doc: Y.Doc }

export async function loadDraft(tx: Tx, id: string): Promise<DraftRow | null> {
  const row = await tx.get(`SELECT * FROM drafts WHERE id = ? ${tx.forUpdate}`, id)
  if (!row) return null
  return {
    version: number(row, 'version'),
    sentBy: textOrNull(row, 'sent_by'),
    doc: await loadDraftDoc(tx, id, row),
  }
}

export async function updateDraft(
  parts: CommitParts,
  request: WorkRequest,
  input: { draft: string; update: Uint8Array },
): Promise<Answer> {
  const { tx, device, now, origin } = request
  const rights = agentRights(request.actor)
  const { live } = await freshen(tx, input.draft, null)
  const { outcomes, fresh, typists } = await storeBatch(
    tx,
    live,
    [{ person: rights.person, device, update: input.update }],
    { rights: new Map([[rights.person, rights]]), now, isSpent: () => false },
  )
  for (const outcome of outcomes) if (!outcome.ok) throw new FaultError(outcome.fault)
  await flagDraft(parts, { tx, now }, live, typists)
  if (fresh)
    tx.afterCommit(() =>
      parts.hub.publish({ type: 'draft', draft: input.draft, update: fresh, origin }),
    )
  return { version: live.version }
}
