/** A real desk on a temporary folder for tests of pages and reports: SQLite and files are real, the clock is ours. */
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Hono } from 'hono'
import { onTestFinished } from 'vitest'
import { unwrap } from '../../../shared/kit/fault.ts'
import { makeId } from '../../../shared/kit/id.ts'
import { noLog } from '../../../shared/kit/log.ts'
import { v } from '../../../shared/kit/schema.ts'
import type { TicketOp } from '../../../shared/ticket/ticket-ops.ts'
import type { Rights } from '../../../shared/ticket/ticket-rules.ts'
import { readConfig } from '../../config.ts'
import { openDesk, realSurroundings, type Desk } from '../../desk.ts'
import type { HttpEnv } from '../../http/request-auth.ts'
import { text } from '../../store/database.ts'
import { makeTestStore } from '../../store/test-stage/postgres-stage.ts'
import { mountPages } from '../pages.ts'

export const MONDAY = Date.UTC(2026, 2, 2, 9)
export const MINUTE = 60_000
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

export type Stage = {
  desk: Desk
  app: Hono<HttpEnv>
  agent: Rights
  now: number
  /** Address that requests come from. */
  from: string
  open(more?: { queue?: string; address?: string; subject?: string }): Promise<string>
  reply(ticket: string, words: string): Promise<string>
  edit(ticket: string, ...ops: TicketOp[]): Promise<void>
  fill(over?: Record<string, string>): Record<string, string>
  post(
    path: string,
    fields: Record<string, string>,
    more?: { headers?: Record<string, string>; files?: File[] },
  ): Promise<Response>
  get(path: string, cookie?: string): Promise<Response>
}

export async function makeStage(environment: Record<string, string> = {}): Promise<Stage> {
  const dataDir = await mkdtemp(join(tmpdir(), 'deskside-pages-'))
  const store = await makeTestStore()
  const config = unwrap(
    readConfig({
      DESKSIDE_DATA_DIR: dataDir,
      DESKSIDE_UNDO_SECONDS: '0',
      ...store.environment,
      ...environment,
    }),
  )
  const stage = { now: MONDAY, from: '192.0.2.1' }
  const desk = await openDesk(config, {
    ...realSurroundings(noLog),
    clock: { now: () => stage.now },
    random: (bytes) => randomBytes(bytes),
  })
  onTestFinished(async () => {
    await desk.close()
    await store.drop()
    await rm(dataDir, { recursive: true })
  })
  unwrap(
    await desk.parts.settings.change((settings) => ({
      ...settings,
      deskName: 'Harbour Help',
      isSetUp: true,
      queues: ['help', 'quiet'].map((slug) => ({
        slug,
        name: slug === 'help' ? 'General help' : 'Quiet',
        address: `${slug}@harbour.example`,
        about: '',
        firstResponse: { seconds: 4 * 3600, time: 'business' as const },
        resolution: { seconds: 24 * 3600, time: 'wall' as const },
        isPublic: slug === 'help',
      })),
    })),
  )
  const person = unwrap(
    await desk.people.add({
      email: 'ann@harbour.example',
      name: 'Ann',
      role: 'agent',
      queues: null,
    }),
  )
  const agent: Rights = { person: person.id, name: 'Ann', role: 'agent', queues: null }
  const app = new Hono<HttpEnv>()
  app.use(async (c, next) => {
    c.set('remoteAddress', stage.from)
    await next()
  })
  mountPages(app, desk)
  const newId = () => makeId(stage.now, desk.parts.random)
  return Object.assign(stage, {
    desk,
    app,
    agent,
    async open({ queue = 'help', address = 'kim@example.com', subject = 'A question' } = {}) {
      const opened = unwrap(
        await desk.commit({
          actor: { kind: 'desk' },
          device: 'test',
          pushId: newId(),
          input: {
            kind: 'open',
            queue,
            channel: 'web',
            requester: { name: 'Kim', address },
            subject,
            body: 'How does it work?',
            receivedAt: stage.now,
            isAcknowledged: false,
          },
        }),
      )
      return String(opened.result?.['id'])
    },
    async reply(ticket: string, words: string) {
      const sendId = newId()
      unwrap(
        await desk.commit({
          actor: { kind: 'agent', rights: agent },
          device: 'test',
          pushId: newId(),
          input: {
            kind: 'whole-reply',
            ticket,
            sendId,
            text: words,
            html: null,
            seen: null,
            isForced: false,
            status: null,
          },
        }),
      )
      return sendId
    },
    async edit(ticket: string, ...ops: TicketOp[]) {
      unwrap(
        await desk.commit({
          actor: { kind: 'agent', rights: agent },
          device: 'test',
          pushId: newId(),
          input: { kind: 'edit', ticket, ops },
        }),
      )
    },
    fill: (over: Record<string, string> = {}) => ({
      id: newId(),
      name: 'Kim Lee',
      email: 'kim@example.com',
      subject: 'The lamp is dark',
      message: 'It was bright yesterday.\r\nToday it is not.',
      website: '',
      ...over,
    }),
    async post(
      path: string,
      fields: Record<string, string>,
      { headers = {}, files = [] }: { headers?: Record<string, string>; files?: File[] } = {},
    ) {
      const form = new FormData()
      for (const [name, value] of Object.entries(fields)) form.set(name, value)
      for (const file of files) form.append('files', file)
      return app.request(path, { method: 'POST', body: form, headers })
    },
    async get(path: string, cookie?: string) {
      return app.request(path, cookie ? { headers: { cookie } } : {})
    },
  })
}

/** `name=value` of the cookie a response sets. */
export function cookieOf(response: Response): string {
  return response.headers.get('set-cookie')?.split(';')[0] ?? ''
}

/** The secret of the newest link mailed about a ticket. */
export async function mailedToken(desk: Desk, ticket: string): Promise<string> {
  const row = await desk.database.read.get(
    `SELECT mail FROM outgoing WHERE ticket = ? ORDER BY id DESC LIMIT 1`,
    ticket,
  )
  if (!row) throw new Error('no mail was queued')
  const { text: words } = v.parse(v.object({ text: v.string() }), JSON.parse(text(row, 'mail')))
  return /#([0-9a-z]{26})/.exec(words)?.[1] ?? ''
}
