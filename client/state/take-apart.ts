/** Taking a merge apart again, from the ticket that was merged. Not here: merging (parts/merge-dialog). */
import type { Row } from '../../shared/ticket/ticket.ts'
import { actWords } from '../words/act.ts'
import type { Desk } from './replica-context.tsx'
import { askFor } from './ticket-acts.ts'

/** @returns whether it is on this device now */
export async function takeApart(desk: Desk, row: Row): Promise<boolean> {
  const into = row.mergedInto
  return askFor(desk, {
    ticket: row.id,
    command: { kind: 'unmerge', ticket: row.id },
    words: { title: actWords.merge.apartWaiting, text: null },
    title: actWords.merge.apart({ n: row.number }),
    back: into === undefined ? null : { kind: 'merge', ticket: row.id, into },
  })
}
