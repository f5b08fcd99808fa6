/** A submitter opened a link that was mailed to them: the address is theirs, and the page's language is what they read. */
import { openForDesk } from './access.ts'
import { keepLanguage } from './contacts.ts'
import type { Answer, CommitParts } from './parts.ts'
import { finish, writeValue, type WorkRequest } from './ticket-work.ts'

export async function proveAddress(
  parts: CommitParts,
  request: WorkRequest,
  input: { ticket: string; contact: string; language?: string },
): Promise<Answer> {
  const work = await openForDesk(parts, request, input.ticket)
  await request.tx.run(
    `UPDATE contacts SET verified_at = ? WHERE id = ? AND verified_at IS NULL`,
    request.now,
    input.contact,
  )
  if (input.language !== undefined) await keepLanguage(request.tx, input.contact, input.language)
  const requester = work.before?.facts.requester
  if (requester && requester.id === input.contact && !requester.isVerified)
    writeValue(work, 'facts', 'requester', { ...requester, isVerified: true })
  const done = await finish(parts, work)
  return { version: done.version }
}
