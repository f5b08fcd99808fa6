/** Which tickets are in a scope now, by its manifest: pages of ids. Not here: what follows for those that are not (feed). */
import { fail, ok, type Result } from '../../shared/kit/fault.ts'
import type { DeskHttp } from './desk-http.ts'

export async function readManifest(
  http: DeskHttp,
  scope: string,
): Promise<Result<ReadonlySet<string>>> {
  const named = new Set<string>()
  let from: string | null = null
  do {
    const answer = await http.manifest(scope, from)
    if (!answer.ok) return answer
    const { tickets, next } = answer.value
    for (const ticket of tickets) named.add(ticket)
    if (next !== null && from !== null && next <= from)
      return fail('wire/malformed', 'the manifest goes round')
    from = next
  } while (from !== null)
  return ok(named)
}
