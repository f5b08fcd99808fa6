/**
 * Judges an update of a draft before the document is touched: gaps, roots, whose it is. Both readings of an update
 * (update-bytes, and Yjs' own for what is unusual) are judged by the same words. Not here: applying, storing (draft-batch).
 */
import * as Y from 'yjs'
import { fail, ok, type Result } from '../../shared/kit/fault.ts'
import { DRAFT_BODY, isDraftMap } from '../../shared/ticket/draft-doc.ts'
import type { Reach, UpdateFacts } from './update-bytes.ts'

type Decoded = ReturnType<typeof Y.decodeUpdate>

export const GAP = fail('ticket/gap', 'something before this update is missing')

/** The facts of an update as Yjs decodes it. */
export function factsOf(decoded: Decoded): Result<UpdateFacts> {
  const blocks: UpdateFacts['blocks'] = []
  const seen = new Set<number>()
  const needs: Reach[] = []
  const roots: string[] = []
  for (const struct of decoded.structs) {
    const { client, clock } = struct.id
    if (struct instanceof Y.Skip) return GAP
    let block = blocks.at(-1)
    if (block?.client !== client) {
      // Yjs itself would keep only the last of them.
      if (seen.has(client)) return fail('ticket/invalid', 'a client comes twice in the update')
      seen.add(client)
      block = { client, clock, end: clock }
      blocks.push(block)
    }
    block.end = clock + struct.length
    if (!(struct instanceof Y.Item)) continue
    // Decoded items carry a root's name or a parent's id here, though the type says type or null.
    const parent: unknown = struct.parent
    if (typeof parent === 'string') roots.push(parent)
    for (const id of [struct.origin, struct.rightOrigin, parent]) {
      if (!(id instanceof Y.ID)) continue
      if (id.client === client && id.clock >= clock)
        return fail('ticket/invalid', 'an item beside one that comes later')
      needs.push({ client: id.client, end: id.clock + 1 })
    }
  }
  for (const [client, ranges] of decoded.ds.clients)
    for (const range of ranges) needs.push({ client, end: range.clock + range.len })
  return ok({ blocks, needs, roots })
}

/**
 * @param known  where the document's knowledge of a client ends
 * @returns      the clients that the update adds structs for
 */
export function judgeFacts(
  facts: UpdateFacts,
  known: (client: number) => number,
  isScratch: boolean,
): Result<number[]> {
  const clients: number[] = []
  for (const { client, clock, end } of facts.blocks) {
    const have = known(client)
    if (clock > have) return GAP
    if (end > have) clients.push(client)
  }
  for (const { client, end } of facts.needs)
    if (end > known(client) && !facts.blocks.some((own) => own.client === client && end <= own.end))
      return GAP
  if (!isScratch)
    for (const root of facts.roots)
      if (root !== DRAFT_BODY && !isDraftMap(root))
        return fail('ticket/denied', `there is no “${root.slice(0, 40)}” in a draft`)
  return ok(clients)
}
