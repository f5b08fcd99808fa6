/**
 * I1 and I2: what was acknowledged is there, once; what was done on a device and is not there is shown as refused. Words
 * that were taken out, or went with their ticket, are owed to nobody.
 */
import { loadDraftDoc } from '../../sync-server/commit/draft.ts'
import { number, type Sql } from '../../sync-server/store/database.ts'
import type { Disk } from './check-device.ts'
import { tokensIn } from './history.ts'
import { holds } from './holds.ts'
import { endOfTrail, type Known, type KnownTicket, type Outcome, type Places } from './known.ts'
import type { Act, Ledger } from './ledger.ts'

/** Acts whose words were on the server and were taken away on purpose. */
function takenTokens({ ledger, history }: Pick<Outcome, 'ledger' | 'history'>): Set<string> {
  const taken = new Set<string>()
  for (const { words } of ledger.redacted)
    for (const word of words) for (const token of tokensIn(word)) taken.add(token)
  for (const [, ticket] of history.all())
    if (ticket.isGone) for (const token of ticket.tokens) taken.add(token)
  // Deleted before a backup that was restored: the history knows no such ticket.
  for (const [ticket, { tokens }] of ledger.deleted)
    if (history.of(ticket) === undefined) for (const token of tokens) taken.add(token)
  return taken
}

export async function checkPromises(
  outcome: Pick<Outcome, 'sql' | 'ledger' | 'history'>,
  known: Known,
  places: Places,
): Promise<string[]> {
  const { sql, ledger, history } = outcome
  const problems: string[] = []
  const isGone = (ticket: string) => history.of(ticket)?.isGone === true && !known.has(ticket)
  for (const [pushId, { device, push }] of ledger.acked) {
    const where = `I1 push ${pushId} of ${device}`
    if (push.kind === 'update') {
      if (isGone(push.ticket)) continue
      const held = known.get(push.ticket)
      if (held && isMadeAnewSince(push.epoch, held, ledger)) continue
      if (!held || !holds(held.doc, push.update))
        problems.push(`${where}: acknowledged and not in the ticket`)
    } else if (push.kind === 'draft') {
      if (isGone(push.draft.slice(0, 26))) continue
      const row = await sql.get(`SELECT * FROM drafts WHERE id = ?`, push.draft)
      // Its words were taken out, or those of the draft in which they went on.
      if (row && row['emptied_at'] !== null) continue
      if (!row || !holds(await loadDraftDoc(sql, push.draft, row), push.update))
        problems.push(`${where}: acknowledged and not in the draft`)
    } else if (push.command.kind === 'send') {
      if (isGone(push.command.ticket)) continue
      const row = await sql.get(`SELECT state FROM sends WHERE id = ?`, push.command.sendId)
      if (!row) problems.push(`${where}: a send was acknowledged and is not known`)
    }
  }
  const taken = takenTokens(outcome)
  for (const { kind, token, isPromised, isForfeit } of ledger.acts) {
    if (!isPromised || isForfeit || taken.has(token)) continue
    const isThere = places.has(token)
    if (kind === 'mail') {
      if (!isThere && !(await isKeptMail(sql, token)))
        problems.push(`I1 ${token}: answered 250 and lost`)
    } else if ((kind === 'form' || kind === 'portal') && !isThere)
      problems.push(`I1 ${token}: accepted and lost`)
  }
  return problems
}

/**
 * Whether a document was made anew since it was in this epoch: then it has none of the bytes of before. Each time begins
 * an epoch. So does a restore, which leaves the bytes as they are; a ticket that is opened after it begins at one.
 */
function isMadeAnewSince(
  epoch: number,
  { id, epoch: newest }: KnownTicket,
  { epochsRestored }: Ledger,
): boolean {
  const isOfBefore = epoch <= (epochsRestored.get(id) ?? 0)
  return newest - epoch > (isOfBefore ? 1 : 0)
}

/** Nothing that a person did is lost without being shown as refused. */
export function checkUnsent(
  outcome: Outcome,
  disks: ReadonlyMap<string, Disk>,
  places: Places,
): string[] {
  const { ledger } = outcome
  const problems: string[] = []
  const refused = new Map<string, string>()
  for (const [name, { rejected }] of disks) refused.set(name, JSON.stringify(rejected))
  const taken = takenTokens(outcome)
  const isAccountedFor = ({ token, device }: Act) => {
    const shown = refused.get(device ?? '')
    const sendId = ledger.sendIds.get(token)
    return (
      places.has(token) ||
      taken.has(token) ||
      shown?.includes(token) ||
      (sendId !== undefined && (shown?.includes(sendId) || ledger.takenBack.has(sendId))) ||
      ledger.discarded.some((words) => words.includes(token))
    )
  }
  for (const act of ledger.acts) {
    const { kind, token, isPromised, isForfeit, device } = act
    if (!isPromised || device === null || isForfeit) continue
    if (kind !== 'note' && kind !== 'tag' && kind !== 'reply') continue
    if (!isAccountedFor(act))
      problems.push(
        `outbox ${token}: kept on ${device}, then neither on the server nor shown as refused`,
      )
  }
  return problems
}

/** I2: one effect each, however often it was asked for. */
export function checkOnce({ ledger }: Outcome, places: Places): string[] {
  const problems: string[] = []
  for (const { token } of ledger.acts) {
    const found = places.get(token)?.size ?? 0
    if (found > 1) problems.push(`I2 ${token}: is there ${found} times`)
  }
  return problems
}

/** CO14: what was said on a ticket that was merged is on the one where it goes on. */
export function checkMerges(known: Known): string[] {
  const problems: string[] = []
  for (const { id, ticket } of known.values()) {
    if (ticket.facts.mergedInto === null) continue
    const end = endOfTrail(known, id)
    if (!end) continue
    const there = new Set(end.ticket.messages.map((message) => message.id))
    for (const message of ticket.messages)
      if (message.kind !== 'event' && !there.has(message.id))
        problems.push(
          `CO14 ticket ${id} was merged into ${end.id}, which lacks its message ${message.id}`,
        )
    if (ticket.status !== 'closed') problems.push(`CO14 ticket ${id} was merged and is not closed`)
  }
  return problems
}

async function isKeptMail(sql: Sql, token: string): Promise<boolean> {
  const row = await sql.get(`SELECT count(*) AS n FROM held_mail WHERE text LIKE ?`, `%${token}%`)
  return row !== undefined && number(row, 'n') > 0
}
