/**
 * A device that follows the feed over the real session, as the wire says it should be followed: live items that fit,
 * pages otherwise, the manifest after a reset, documents last. It knows nothing of the server but what it is sent, and
 * tells of every frame. Only for tests; the real one is the client's.
 */
import { LIMITS } from '../../../shared/kit/limits.ts'
import { readTicket, Y } from '../../../shared/ticket/ticket-doc.ts'
import type { Rights } from '../../../shared/ticket/ticket-rules.ts'
import type { ServerMessage } from '../../../shared/wire/down.ts'
import { underRights } from '../../auth/rights.ts'
import type { Stage } from '../../commit/test-stage/desk-stage.ts'
import { connectDevice, type DeviceSocket } from '../../session/test-stage/device.ts'
import { readManifest, takePage, type HeldScope } from './reader.ts'

export type Replica = ReturnType<typeof makeReplica>
type LiveItem = Extract<ServerMessage, { type: 'item' }>

/** @param onSent  every message, in the turn in which it was sent */
export function makeReplica(
  stage: Stage,
  rights: Rights,
  onSent: (message: ServerMessage) => void = () => {},
) {
  const device = stage.newId()
  const held = new Map<string, HeldScope>()
  const docs = new Map<string, { version: number; epoch: number; queue: string }>()
  const pulls = new Set<string>()
  let items: LiveItem[] = []
  let granted = new Set<string>()
  let line: DeviceSocket | null = null

  function take(message: ServerMessage): void {
    onSent(message)
    if (message.type === 'item') items.push(message)
    if (message.type !== 'welcome' && message.type !== 'scopes') return
    granted = new Set(message.scopes.map(({ scope }) => scope))
    for (const scope of held.keys()) if (!granted.has(scope)) held.delete(scope)
    for (const scope of pulls) if (!granted.has(scope)) pulls.delete(scope)
    for (const scope of granted) pulls.add(scope)
    forgetUnseen()
  }

  /** What no scope has any more goes. */
  function forgetUnseen(): void {
    const seen = replica.tickets()
    for (const ticket of docs.keys()) if (!seen.has(ticket)) docs.delete(ticket)
  }

  const scopeOf = (scope: string): HeldScope => {
    const known = held.get(scope) ?? { cursor: 0, tickets: new Map() }
    held.set(scope, known)
    return known
  }

  function takeItem({ scope, prev, item }: LiveItem): void {
    if (!granted.has(scope)) return
    const into = scopeOf(scope)
    if (item.seq <= into.cursor) return
    if (prev !== into.cursor) return void pulls.add(scope)
    takePage(into, { items: [item], next: item.seq }, null)
  }

  async function pull(on: DeviceSocket, scope: string): Promise<void> {
    const after = scopeOf(scope).cursor
    const from = on.heard.length
    on.say({ type: 'feed', scope, after })
    const isOver = () => on.closed() !== null || !granted.has(scope)
    const page = await on.until('a page, or an end of it', () => {
      if (isOver()) return 'over'
      const answer = on.heard.slice(from).find((one) => one.type === 'page' || one.type === 'fault')
      return answer ?? null
    })
    // Refused: the scopes that come say what to do.
    if (page === 'over' || page.type !== 'page') return void pulls.delete(scope)
    const isAnew = page.isReset || (after === 0 && scopeOf(scope).tickets.size > 0)
    const named = isAnew
      ? await underRights(stage.desk.database, rights.person, async (now) =>
          stage.desk.feed.maySeeScope(now, scope) ? readManifest(stage.desk, scope) : null,
        )
      : null
    if (isOver() || (isAnew && !named)) return void pulls.delete(scope)
    takePage(scopeOf(scope), page, named)
    if (page.isLast) pulls.delete(scope)
  }

  async function fetchDocuments(on: DeviceSocket): Promise<void> {
    const want = [...replica.tickets()]
      .filter(([ticket, version]) => docs.get(ticket)?.version !== version)
      .map(([ticket]) => ({ ticket, version: 0 }))
      .slice(0, LIMITS.documentsPageCount)
    forgetUnseen()
    if (want.length === 0) return
    const from = on.heard.length
    on.say({ type: 'docs', want })
    const answer = await on.until('documents, or an end', () => {
      if (on.closed()) return 'over'
      return on.heard.slice(from).find((one) => one.type === 'docs') ?? null
    })
    if (answer === 'over' || answer.type !== 'docs') return
    for (const item of answer.items) {
      if (item.kind === 'gone') continue
      const doc = new Y.Doc()
      Y.applyUpdate(doc, item.bytes)
      const { version, epoch, ticket } = item
      docs.set(ticket, { version, epoch, queue: readTicket(doc).queue })
    }
    forgetUnseen()
  }

  const replica = {
    rights,
    line: () => line,
    isOnline: () => line !== null && line.closed() === null,
    docs: () => docs,
    /** Tickets by id, with the version of their row. */
    tickets(): Map<string, number> {
      const all = new Map<string, number>()
      for (const { tickets } of held.values())
        for (const [ticket, item] of tickets) all.set(ticket, item.version)
      return all
    },
    async connect(): Promise<void> {
      items = []
      line = await connectDevice(stage, rights, { device, onSent: take })
    },
    cut(): void {
      line?.cut()
      items = []
      pulls.clear()
    },
    /** The person was disabled, or the session ended from elsewhere: everything goes. */
    wipe(): void {
      replica.cut()
      held.clear()
      docs.clear()
    },
    /** Does what there is to do, until there is nothing left. */
    async settle(): Promise<void> {
      for (let turn = 0; turn < 1_000 && line && replica.isOnline(); turn++) {
        const item = items.shift()
        const [scope] = pulls
        if (item) takeItem(item)
        else if (scope !== undefined) await pull(line, scope)
        else return fetchDocuments(line)
      }
    },
  }
  return replica
}
