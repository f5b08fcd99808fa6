/** A real desk in a temporary folder for tests: its own clock, chance from a seed, people, devices, mail that came in. */
import { createHash } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as Y from 'yjs'
import { unwrap, type FaultCode, type Result } from '../../../shared/kit/fault.ts'
import { makeId } from '../../../shared/kit/id.ts'
import { noLog } from '../../../shared/kit/log.ts'
import { makeDraftFrom } from '../../../shared/ticket/draft-doc.ts'
import { readTicket, recordUpdate } from '../../../shared/ticket/ticket-doc.ts'
import { applyOp, type TicketOp } from '../../../shared/ticket/ticket-ops.ts'
import type { Rights, Role } from '../../../shared/ticket/ticket-rules.ts'
import type { Status, Ticket } from '../../../shared/ticket/ticket.ts'
import type { DeliveryOutcome, MailJob, ReceiveMail } from '../../../shared/wire/mail.ts'
import { readConfig } from '../../config.ts'
import { makeChance } from '../../demo/seeded.ts'
import { openDesk } from '../../desk.ts'
import { QueueSettings } from '../../settings/settings.ts'
import { makeTestStore, tableNames } from '../../store/test-stage/postgres-stage.ts'
import { v } from '../../../shared/kit/schema.ts'
import type { Answer } from '../parts.ts'
import type { Input } from '../input.ts'
import type { OpenInput } from '../open-ticket.ts'

/** A Monday morning. */
export const START = Date.UTC(2026, 2, 2, 10, 0, 0)

/** A file as a draft names it. */
export const PLAN = {
  hash: 'a'.repeat(64),
  name: 'plan.pdf',
  type: 'application/pdf',
  bytes: 12,
  inline: false,
  cid: null,
}

export type Stage = Awaited<ReturnType<typeof openStage>>

/** @param environment  over a desk with a relay and an undo time of ten seconds */
export async function openStage(environment: Record<string, string> = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'deskside-commit-'))
  const store = await makeTestStore()
  const chance = makeChance('stage')
  let now = START
  const config = unwrap(
    readConfig({
      DESKSIDE_DATA_DIR: folder,
      DESKSIDE_RELAY_URL: 'smtp://127.0.0.1:2599',
      DESKSIDE_PUBLIC_URL: 'https://desk.test',
      ...store.environment,
      ...environment,
    }),
  )
  const desk = await openDesk(config, {
    clock: { now: () => now },
    random: chance.random,
    timers: { after: () => ({ cancel: () => {} }) },
    log: noLog,
  })
  unwrap(
    await desk.parts.settings.change((settings) => ({
      ...settings,
      queues: ['support', 'payments', 'community'].map((slug) =>
        v.parse(QueueSettings, { slug, name: slug, address: `${slug}@help.desk.test` }),
      ),
    })),
  )
  const sql = desk.database.read
  const newId = () => makeId(now, chance.random)

  const stage = {
    desk,
    sql,
    newId,
    now: () => now,
    advance(ms: number) {
      now += ms
    },
    async close() {
      await desk.close()
      await store.drop()
      await rm(folder, { recursive: true, force: true, maxRetries: 5 })
    },

    async agent(name: string, queues: string[] | null = null, role: Role = 'agent') {
      const person = unwrap(
        await desk.people.add({ email: `${name.toLowerCase()}@desk.test`, name, role, queues }),
      )
      const rights = await desk.people.rightsOf(person.id)
      if (!rights) throw new Error('an agent without rights')
      return rights
    },

    /** Commits as an agent. A push id is made unless one is given. */
    push(
      rights: Rights,
      input: Input,
      { device = `device-of-${rights.name}`, pushId = newId() } = {},
    ): Promise<Result<Answer>> {
      return desk.commit({ actor: { kind: 'agent', rights }, device, pushId, input })
    },

    /** Opens a ticket by the form; its id. */
    async ticket(from = 'ruth@customer.test', over: Partial<OpenInput> = {}): Promise<string> {
      const done = unwrap(
        await desk.commit({
          actor: { kind: 'desk' },
          device: 'form',
          pushId: newId(),
          input: {
            kind: 'open',
            queue: 'support',
            channel: 'web',
            requester: { name: 'Ruth', address: from },
            subject: 'It does not open',
            body: 'Hello, it does not open.',
            receivedAt: now,
            isAcknowledged: false,
            ...over,
          },
        }),
      )
      return String(done.result?.['id'])
    },

    /** The document as a device holds it; a client id of its own unless one is given. */
    async copy(rights: Rights, ticket: string, clientId?: number): Promise<Y.Doc> {
      const [item] = await desk.feed.documents(rights, [{ ticket, version: 0 }])
      const doc = new Y.Doc()
      if (clientId !== undefined) doc.clientID = clientId
      if (item && item.bytes.length > 0) Y.applyUpdate(doc, item.bytes)
      if (clientId !== undefined) doc.clientID = clientId
      return doc
    },

    async read(ticket: string): Promise<Ticket> {
      const everywhere: Rights = { person: 'test', name: 'test', role: 'admin', queues: null }
      return readTicket(await stage.copy(everywhere, ticket))
    },

    /** A reply as the API sends one, held for the undo time. @returns its send id */
    async wholeReply(
      rights: Rights,
      ticket: string,
      over: { text?: string; status?: Status | null; isForced?: boolean } = {},
    ): Promise<string> {
      const sendId = newId()
      const rest = { text: 'Try again', html: null, seen: null, isForced: false, status: null }
      unwrap(await stage.push(rights, { kind: 'whole-reply', ticket, sendId, ...rest, ...over }))
      return sendId
    },

    /** A draft with these words as its device holds it, pushed; what `send` needs to name it. */
    async draft(rights: Rights, ticket: string, words: string, round = 0) {
      const draft = `${ticket}-r${round}`
      const doc = makeDraftFrom(words)
      const update = Y.encodeStateAsUpdate(doc)
      unwrap(await stage.push(rights, { kind: 'draft', draft, update }))
      return { draft, doc, draftState: Y.encodeStateVector(doc) }
    },

    async put(text: string): Promise<{ hash: string; bytes: number }> {
      const bytes = new TextEncoder().encode(text)
      return { hash: unwrap(await desk.parts.blobs.put(bytes)), bytes: bytes.length }
    },

    /** A mail as the gateway reads it. Two with the same `raw` are the same message. */
    async mail(over: Partial<ReceiveMail> & { rawText?: string } = {}): Promise<ReceiveMail> {
      const { rawText = `raw ${newId()}`, ...rest } = over
      const digest = createHash('sha256').update(rawText).digest('hex')
      return {
        kind: 'receive-mail',
        digest: digest.slice(0, 26).replace(/[ilou]/g, '0'),
        receivedAt: now,
        envelope: {
          from: 'ruth@customer.test',
          to: ['support@help.desk.test'],
          remoteAddress: '203.0.113.5',
          helo: 'mx.customer.test',
          isEncrypted: true,
        },
        raw: await stage.put(rawText),
        from: { address: 'ruth@customer.test', name: 'Ruth' },
        to: [{ address: 'support@help.desk.test', name: '' }],
        cc: [],
        replyTo: [],
        subject: 'It does not open',
        date: now,
        messageId: `${digest.slice(0, 12)}@customer.test`,
        inReplyTo: [],
        references: [],
        text: 'Hello, it does not open.',
        visible: 'Hello, it does not open.',
        html: null,
        attachments: [],
        nature: { kind: 'person' },
        sender: { spf: 'pass', dkim: 'pass', dmarc: 'pass', words: '' },
        problem: null,
        ...rest,
      }
    },

    /** Hands a mail in as the gateway does. */
    handIn(mail: ReceiveMail, pushId = newId()): Promise<Result<Answer>> {
      return desk.commit({ actor: { kind: 'gateway' }, device: 'gateway', pushId, input: mail })
    },

    /** Says what became of a leased mail, as the gateway does. */
    mark(
      { jobId, lease }: Pick<MailJob, 'jobId' | 'lease'>,
      outcome: DeliveryOutcome,
    ): Promise<Result<Answer>> {
      const input = { kind: 'mark-delivery', jobId, lease, outcome } as const
      return desk.commit({ actor: { kind: 'gateway' }, device: 'gateway', pushId: newId(), input })
    },

    /** The requester of a ticket writes on their page. */
    async writes(ticket: string, body: string): Promise<Result<Answer>> {
      const { requester } = (await stage.read(ticket)).facts
      return desk.commit({
        actor: { kind: 'contact', contact: requester },
        device: 'portal',
        pushId: newId(),
        input: { kind: 'inbound', ticket, from: requester, body, via: 'portal', receivedAt: now },
      })
    },

    /** Columns in which a word is found, also inside bytes. */
    async placesOf(word: string): Promise<string[]> {
      const places = new Set<string>()
      for (const table of await tableNames(desk.database))
        for (const row of await sql.all(`SELECT * FROM ${table}`))
          for (const [column, value] of Object.entries(row)) {
            const found =
              value instanceof Uint8Array
                ? Buffer.from(value).includes(word)
                : String(value).toLowerCase().includes(word.toLowerCase())
            if (found) places.add(`${table}.${column}`)
          }
      return [...places]
    },

    async count(table: string, where = '1 = 1', ...params: (string | number)[]): Promise<number> {
      const row = await sql.get(`SELECT count(*) AS n FROM ${table} WHERE ${where}`, ...params)
      return Number(row?.['n'])
    },

    /** Every table, so that a test can show that a refusal changed nothing. */
    async everything(): Promise<string> {
      // What the desk still writes by itself, as a snapshot that it merged for a reader (feed), is written first.
      await desk.database.write(async () => {})
      const parts: string[] = []
      for (const table of await tableNames(desk.database)) {
        const rows = await sql.all(`SELECT * FROM ${table}`)
        parts.push(
          `${table} ${JSON.stringify(rows, (_key, value: unknown) =>
            value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value,
          )}`,
        )
      }
      return parts.join('\n')
    },
  }
  return stage
}

/** The bytes one change of a device's copy makes. */
export function bytesOf(doc: Y.Doc, change: () => void): Uint8Array {
  const update = recordUpdate(doc, change)
  if (!update) throw new Error('nothing changed')
  return update
}

export function bytesOfOp(doc: Y.Doc, rights: Rights, op: TicketOp, at = START): Uint8Array {
  const update = applyOp(doc, op, { person: { id: rights.person, name: rights.name }, at })
  if (!update) throw new Error('nothing changed')
  return update
}

/** The code of a refusal; throws when it was none. */
export function codeOf(result: Result<unknown>): FaultCode {
  if (result.ok) throw new Error('it was accepted')
  return result.fault.code
}
