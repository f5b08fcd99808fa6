/** A desk of many tickets with ten facts each, written as rows: what recount and report are measured on. */
import { unwrap } from '../../shared/kit/fault.ts'
import { v } from '../../shared/kit/schema.ts'
import { evaluateClocks, type Fact } from '../../shared/sla/clocks.ts'
import type { Desk } from '../../sync-server/desk.ts'
import { QueueSettings } from '../../sync-server/settings/settings.ts'
import { NO_TERMS, readFacts, writeClocks } from '../../sync-server/sla/sla-record.ts'
import type { SqlValue } from '../../sync-server/store/database.ts'

const HOUR_MS = 3_600_000
export const START = Date.UTC(2026, 2, 2, 9)
const AT_ONCE = 500

/** One ticket by the commit; the others are its rows under other ids, with a history of their own. */
export async function fillDesk(desk: Desk, tickets: number): Promise<void> {
  unwrap(
    await desk.parts.settings.change((settings) => ({
      ...settings,
      queues: [v.parse(QueueSettings, { slug: 'support', name: 'Support', address: null })],
    })),
  )
  const opened = unwrap(
    await desk.commit({
      actor: { kind: 'desk' },
      device: 'form',
      pushId: 'first',
      input: {
        kind: 'open',
        queue: 'support',
        channel: 'web',
        requester: { name: 'Ruth', address: 'ruth@customer.test' },
        subject: 'It does not open',
        body: 'Hello, it does not open.',
        receivedAt: START,
        isAcknowledged: false,
      },
    }),
  )
  const id = String(opened.result?.['id'])
  const { read } = desk.database
  const terms = (await readFacts(read, id)).filter(
    ({ kind }) => kind === 'policy' || kind === 'calendar',
  )
  const [row] = await read.all(`SELECT * FROM tickets WHERE id = ?`, id)
  if (!row) throw new Error('the ticket is not there')
  const columns = Object.keys(row)
  const insert = `INSERT INTO tickets (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`
  for (let from = 0; from < tickets - 1; from += AT_ONCE)
    await desk.database.write(async (tx) => {
      for (let n = from; n < Math.min(from + AT_ONCE, tickets - 1); n++) {
        const ticket = `${id.slice(0, -8)}${String(n).padStart(8, '0')}`
        const values = columns.map((column): SqlValue => {
          if (column === 'id') return ticket
          return column === 'number' ? n + 2 : (row[column] ?? null)
        })
        await tx.run(insert, ...values)
        const facts = historyOf(n, terms)
        for (const [seq, fact] of facts.entries()) {
          const { at, kind, ...detail } = fact
          await tx.run(
            `INSERT INTO sla_facts (ticket, seq, at, kind, detail) VALUES (?, ?, ?, ?, ?)`,
            ticket,
            seq + 1,
            at,
            kind,
            JSON.stringify(detail),
          )
        }
        const now = Math.max(...facts.map(({ at }) => at))
        await writeClocks(tx, ticket, 'support', evaluateClocks({ ...NO_TERMS, facts, now }))
      }
    })
}

function historyOf(n: number, terms: readonly Fact[]): Fact[] {
  const begun = START + n * 60_000
  const at = (hours: number) => begun + hours * HOUR_MS
  return [
    ...terms.map((fact) => ({ ...fact, at: begun })),
    { at: at(0), kind: 'accepted' },
    { at: at(1), kind: 'status', status: 'open' },
    { at: at(2 + (n % 40)), kind: 'reply' },
    { at: at(2 + (n % 40)), kind: 'status', status: 'waiting' },
    { at: at(60), kind: 'inbound' },
    { at: at(60), kind: 'status', status: 'open' },
    { at: at(70), kind: 'reply' },
    { at: at(71), kind: 'status', status: n % 10 === 0 ? 'open' : 'solved' },
  ]
}
