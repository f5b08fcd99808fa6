/** Moving a ticket to another queue: a command, because others see it there and some no longer do. */
import { FaultError } from '../../shared/kit/fault.ts'
import { maySee } from '../../shared/ticket/ticket-rules.ts'
import { deny, openForAgent } from './access.ts'
import type { Answer, CommitParts } from './parts.ts'
import { finish, writeValue, type WorkRequest } from './ticket-work.ts'

export async function moveTicket(
  parts: CommitParts,
  request: WorkRequest,
  input: { ticket: string; queue: string },
): Promise<Answer> {
  const { work, rights } = await openForAgent(parts, request, input.ticket)
  if (!parts.settings.get().queues.some((queue) => queue.slug === input.queue))
    throw new FaultError({
      code: 'desk/unknown-queue',
      detail: `there is no queue “${input.queue}”`,
    })
  if (!maySee(rights, input.queue)) return deny('you may not move it there')
  if (work.before && work.before.queue !== input.queue) {
    const further = work.before.facts.alsoIn
    writeValue(work, 'fields', 'queue', input.queue)
    // Its own queue is no further one; the others still see it.
    if (further.includes(input.queue))
      writeValue(
        work,
        'facts',
        'alsoIn',
        further.filter((queue) => queue !== input.queue),
      )
  }
  const done = await finish(parts, work)
  return { version: done.version }
}
