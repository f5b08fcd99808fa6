/**
 * Lea, who leads: moves and shares tickets, merges them, takes that back, and deletes them, takes words out, over HTTP and until she is answered. What she was told is
 * done, with the words that must be nowhere from then on, goes into the ledger.
 */
import { readTicket } from '../../shared/ticket/ticket-doc.ts'
import { loadTicketDoc } from '../../sync-server/commit/shadows.ts'
import { text, type SqlRow } from '../../sync-server/store/database.ts'
import type { Dice } from './dice.ts'
import { tokensIn, type History } from './history.ts'
import type { Kernel, Party } from './kernel.ts'
import type { Ledger } from './ledger.ts'
import type { Line, Network } from './network.ts'
import type { Server } from './server.ts'
import { QUEUES, type Someone } from './template.ts'

const RETRY_MS = 2_500
/** Of the merges, so many are taken back, at the latest after this. */
const UNMERGED = 0.6
const APART_AFTER_MS = 20_000
const WHY = JSON.stringify({ why: 'as was asked' })

export type Lead = ReturnType<typeof makeLead>

export function makeLead(options: {
  kernel: Kernel
  dice: Dice
  /** For the queues that see a ticket, and for merges that are taken back. */
  shareDice: Dice
  ledger: Ledger
  server: Server
  network: Network
  person: Someone
}) {
  const { kernel, dice, shareDice, ledger, server, network, person } = options
  const { history } = server
  const party: Party = { name: 'lea', isAlive: true }
  const line: Line = { name: 'lea', party, isUp: true, secret: person.secret, person: person.id }
  let open = 0
  let asked = 0

  /** True when it was done; false when the server said why not. */
  async function ask(method: string, path: string, body: string): Promise<boolean> {
    const headers = {
      'content-type': 'application/json',
      'idempotency-key': `lea-${++asked}`,
      'x-deskside': '1',
    }
    open++
    for (;;) {
      const url = new URL(path, 'https://desk.example')
      const before = ledger.restoredAt
      const answer = await network.request(line, url, { method, body, headers }).catch(() => null)
      // An answer from before a restore says nothing about what is there now.
      if (answer && answer.status < 500 && ledger.restoredAt === before) {
        open--
        if (answer.status === 401 || answer.status === 403)
          ledger.problems.push(`lea: ${method} ${path} was answered ${answer.status}`)
        return answer.ok
      }
      await kernel.pause(party, RETRY_MS * (0.5 + dice.fraction()))
    }
  }

  async function tickets(): Promise<SqlRow[]> {
    const desk = server.desk()
    return desk ? desk.database.read.all(`SELECT * FROM tickets ORDER BY number`) : []
  }

  async function move(): Promise<void> {
    const rows = await tickets()
    if (rows.length === 0) return
    const row = dice.pick(rows)
    const queue = QUEUES.find((slug) => slug !== text(row, 'queue'))
    await ask('PATCH', `/api/tickets/${text(row, 'id')}`, JSON.stringify({ queue }))
  }

  /** Opens a ticket to a further queue, or takes it out of one. */
  async function share(): Promise<void> {
    const rows = await tickets()
    if (rows.length === 0) return
    const path = `/api/tickets/${text(shareDice.pick(rows), 'id')}/queues`
    const queue = shareDice.pick(QUEUES)
    if (shareDice.chance(0.5)) await ask('POST', path, JSON.stringify({ queue }))
    else await ask('DELETE', `${path}/${queue}`, '')
  }

  async function merge(): Promise<void> {
    const rows = await tickets()
    if (rows.length < 2) return
    const from = text(dice.pick(rows), 'id')
    const into = text(dice.pick(rows), 'id')
    if (from === into) return
    const isDone = await ask('POST', `/api/tickets/${from}/merge`, JSON.stringify({ into }))
    if (isDone && shareDice.chance(UNMERGED)) await takeApart(from)
  }

  /** People have gone on writing meanwhile, on either. */
  async function takeApart(ticket: string): Promise<void> {
    await kernel.pause(party, shareDice.fraction() * APART_AFTER_MS)
    ledger.takenApart.add(ticket)
    await ask('POST', `/api/tickets/${ticket}/unmerge`, '{}')
  }

  function isTakenBack(token: string): boolean {
    const sendId = ledger.sendIds.get(token)
    return token.startsWith('typing') || (sendId !== undefined && ledger.takenBack.has(sendId))
  }

  async function remove(): Promise<void> {
    const rows = await tickets()
    if (rows.length === 0) return
    const ticket = text(dice.pick(rows), 'id')
    if (!(await ask('DELETE', `/api/tickets/${ticket}`, WHY))) return
    const words = wordsOnlyOn(history, ticket, isTakenBack)
    const tokens = [...(history.of(ticket)?.tokens ?? [])]
    ledger.deleted.set(ticket, { ticket, message: null, words, tokens, at: kernel.clock.now() })
  }

  async function redact(): Promise<void> {
    const rows = await tickets()
    const desk = server.desk()
    if (rows.length === 0 || !desk) return
    const row = dice.pick(rows)
    const ticket = text(row, 'id')
    const doc = await kernel.atOnce(() => loadTicketDoc(desk.database.read, ticket, row))
    const said = readTicket(doc).messages.filter(
      (one) => one.kind !== 'event' && one.redactedAt === undefined,
    )
    doc.destroy()
    if (said.length === 0) return
    const message = dice.pick(said)
    const path = `/api/tickets/${ticket}/messages/${message.id}/redact`
    if (!(await ask('POST', path, WHY))) return
    const words = tokensIn(message.text).flatMap(wordsOf)
    ledger.redacted.push({ ticket, message: message.id, words, at: kernel.clock.now() })
  }

  return {
    line,
    isQuiet: () => open === 0,
    move,
    share,
    act(): Promise<void> {
      const roll = dice.fraction()
      return roll < 0.4 ? merge() : roll < 0.75 ? redact() : remove()
    },
  }
}

/** As an act says it (agent, outside, fields). Not the token alone: a subject has it too, and is not taken out. */
function wordsOf(token: string): string[] {
  if (token.startsWith('typing')) return [`typed ${token}`]
  if (token.startsWith('tag') || token.startsWith('field')) return [token]
  return [`words of ${token}`, `file of ${token}`]
}

/** What was on this ticket and on no other that is there. What was taken back before may go on being written elsewhere. */
function wordsOnlyOn(
  history: History,
  ticket: string,
  isTakenBack: (token: string) => boolean,
): string[] {
  const elsewhere = new Set<string>()
  for (const [id, other] of history.all())
    if (id !== ticket && !other.isGone) for (const token of other.tokens) elsewhere.add(token)
  const tokens = history.of(ticket)?.tokens ?? new Set<string>()
  return [...tokens]
    .filter((token) => !elsewhere.has(token) && !isTakenBack(token))
    .flatMap(wordsOf)
}
