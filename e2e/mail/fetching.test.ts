/**
 * The gateway's fetching against a real Dovecot, with a real spool and a stand-in for the server: what is in the spool
 * when, what is done to the mailbox, and what is told. A whole desk with it: fetched-desk.test.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { fail, ok } from '../../shared/kit/fault.ts'
import { noLog } from '../../shared/kit/log.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import { v } from '../../shared/kit/schema.ts'
import {
  MailboxSettings,
  type LeasedMailbox,
  type MailboxReached,
  type MailboxReport,
  type TrialAnswer,
} from '../../shared/wire/mailbox.ts'
import { startFetching, type Fetching } from '../../mail-gateway/fetch/fetching.ts'
import { openImapSession } from '../../mail-gateway/fetch/imap-session.ts'
import { openMailboxBook } from '../../mail-gateway/fetch/mailbox-book.ts'
import type { Spool } from '../../mail-gateway/inbound/spool.ts'
import { openSpool } from '../../mail-gateway/inbound/spool.ts'
import type { SpoolMeta } from '../../mail-gateway/inbound/spool-entry.ts'
import { realTimers } from '../../mail-gateway/test-stage/door-stage.ts'
import { until } from '../stage/wait.ts'
import { openDovecot, whyNoDovecot, type Dovecot } from './dovecot.ts'
import { makeLetter } from './letters.ts'

// Real processes on a busy machine; the first run may install Dovecot.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 300_000 })

const reason = await whyNoDovecot()
const USERS = Array.from({ length: 20 }, (_, index) => `user${index}`)
const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

type Box = { meta: SpoolMeta; raw: string }

describe.skipIf(reason !== null)(`Dovecot${reason === null ? '' : ` (${reason})`}`, () => {
  let dovecot: Dovecot
  let slow: Dovecot
  let dir: string
  let spool: Spool
  let fetching: Fetching | null = null
  let now = 0
  const users = [...USERS]
  /** What the server of this test says, and what it heard. */
  const server = {
    isAway: false,
    leaseMs: 120_000,
    mailboxes: [] as LeasedMailbox[],
    trials: [] as {
      id: string
      queue: string
      settings: MailboxSettings
      password: string | null
    }[],
    reports: new Map<string, MailboxReport>(),
    answers: new Map<string, TrialAnswer>(),
    asked: 0,
  }

  beforeAll(async () => {
    dovecot = await openDovecot({ users: USERS })
    slow = await openDovecot({ users: ['ann'], capability: 'IMAP4rev1 LITERAL+ AUTH=PLAIN' })
  })
  afterAll(async () => {
    await dovecot?.close()
    await slow?.close()
  })
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'deskside-fetch-'))
    spool = await openSpool({ dir, log: noLog })
    now = 0
    Object.assign(server, { isAway: false, leaseMs: 120_000, mailboxes: [], trials: [], asked: 0 })
    server.reports.clear()
    server.answers.clear()
  })
  afterEach(async () => {
    await fetching?.stop()
    fetching = null
    await spool.close()
    await rm(dir, { recursive: true, force: true })
  })

  /** A mailbox nobody used yet. */
  const nextUser = () => users.shift() ?? 'none'
  const later = () => Date.now() + now

  function settingsFor(user: string, more: Partial<MailboxSettings> = {}): MailboxSettings {
    const settings = { isOn: true, host: '127.0.0.1', port: dovecot.port, security: 'none', user }
    return v.parse(MailboxSettings, { ...settings, ...more })
  }

  function lease(settings: MailboxSettings, more: Partial<LeasedMailbox> = {}): LeasedMailbox {
    return {
      queue: 'support',
      revision: 1,
      address: 'support@desk.test',
      settings,
      password: dovecot.password,
      reached: null,
      ...more,
    }
  }

  async function begin(
    mailboxes: LeasedMailbox[],
    more: { spool?: Spool; pollMs?: number; passwordFile?: string } = {},
  ) {
    server.mailboxes = mailboxes
    fetching = startFetching({
      peer: {
        async leaseMailboxes(known, reports, signal) {
          for (const report of reports) server.reports.set(report.queue, report)
          server.asked++
          if (server.isAway) return { ok: false, fault: { code: 'kit/busy', detail: 'away' } }
          const name = JSON.stringify(server.mailboxes)
          if (known === name && server.trials.length === 0)
            await new Promise<void>((resolve) => {
              const timer = setTimeout(resolve, 200)
              signal.addEventListener('abort', () => resolve(clearTimeout(timer)))
            })
          const trials = server.trials.splice(0)
          return ok({ known: name, leaseMs: server.leaseMs, mailboxes: server.mailboxes, trials })
        },
        async answerTrial(id, answer) {
          server.answers.set(id, answer)
          return ok()
        },
        askToken: async () => fail('mailbox/no-grant', ''),
      },
      spool: more.spool ?? spool,
      book: await openMailboxBook(dir),
      openSession: openImapSession,
      passwordFile: more.passwordFile ?? null,
      clock: { now: later },
      timers: realTimers,
      chance: () => 0.5,
      log: noLog,
      waits: { retryMs: 200, ...(more.pollMs === undefined ? {} : { pollMs: more.pollMs }) },
    })
  }

  const boxes: Box[] = []
  /** What the spool has, in order; each once over the whole test. */
  async function taken(): Promise<Box[]> {
    for (let ref = spool.take(); ref; ref = spool.take()) {
      const found = await spool.read(ref)
      if (found.ok) boxes.push({ meta: found.value.meta, raw: found.value.raw.toString('latin1') })
    }
    return boxes
  }
  beforeEach(() => void (boxes.length = 0))
  const subjects = async () =>
    (await taken()).map(({ raw }) => /^Subject: (.*)$/m.exec(raw)?.[1]?.trim() ?? '')
  const looked = (queue = 'support') =>
    until('the mailbox was looked into', () => server.reports.get(queue)?.lookedAt)
  const letter = (subject: string, more: { to?: string; head?: string[]; text?: string } = {}) =>
    makeLetter({
      from: 'ada@home.test',
      to: 'support@desk.test',
      subject,
      id: subject.replace(/ /g, '-'),
      ...more,
    })
  const deliver = (user: string, subject: string, more = {}) =>
    dovecot.deliver(user, letter(subject, more))

  test('[MA1][MR1] new mail comes by IDLE at once, for its queue, and the mailbox stays as it was', async () => {
    const user = nextUser()
    await deliver(user, 'Old')
    await begin([lease(settingsFor(user))])
    await looked()
    await deliver(user, 'New', { to: 'someone@else.test' })
    await until('the new one is in the spool', async () => (await subjects()).includes('New'))
    expect(await subjects()).toEqual(['New'])
    expect(server.reports.get('support')).toMatchObject({ code: null, hasIdle: true })
    expect(boxes[0]?.meta.envelope).toMatchObject({
      to: ['support@desk.test'],
      from: 'ada@home.test',
    })
    expect((await dovecot.list(user, 'INBOX', 'flags')).join()).not.toMatch(/Seen|Deleted/)
  })

  test('[MR5][MR7] a reply address of ours counts as RCPT would, no other address does', async () => {
    const user = nextUser()
    await begin([lease(settingsFor(user))])
    await looked()
    await deliver(user, 'Answer', {
      to: '"Support" <Support+TOKEN1@desk.test>, payments@desk.test, support+x@other.test',
      head: ['X-Original-To: support+b2token@desk.test'],
    })
    await until('it came', async () => (await subjects()).length === 1)
    expect(boxes[0]?.meta.envelope.to).toEqual([
      'support@desk.test',
      'support+b2token@desk.test',
      'support+token1@desk.test',
    ])
  })

  test('the bytes are those of the mailbox, a large message and the trace of its delivery too', async () => {
    const user = nextUser()
    await begin([lease(settingsFor(user))])
    await looked()
    const text = `${'Line of the text. '.repeat(4)}\r\n`.repeat(40_000)
    const raw = Buffer.concat([
      Buffer.from('Return-Path: <bounces@home.test>\r\nDelivered-To: support@desk.test\r\n'),
      letter('Large', { text }),
    ])
    await dovecot.deliver(user, raw)
    await until('it came', async () => (await subjects()).length === 1)
    expect(boxes[0]?.raw === raw.toString('latin1')).toBe(true)
    expect(boxes[0]?.meta.envelope.from).toBe('bounces@home.test')
  })

  test('[MR5] what came by SMTP without its delivery’s trace has the same digest', async () => {
    const user = nextUser()
    await begin([lease(settingsFor(user))])
    await looked()
    const plain = letter('Both ways')
    const head =
      'Return-Path: <ada@home.test>\r\nDelivered-To: a@b.test\r\nReceived: from x\r\n by y; Mon, 5 Jan 2026 10:00:00 +0000\r\n'
    await dovecot.deliver(user, plain)
    await dovecot.deliver(user, Buffer.concat([Buffer.from(head), plain]))
    await until('both came', async () => (await subjects()).length === 2)
    expect(boxes[0]?.meta.digest).toBe(boxes[1]?.meta.digest)
  })

  test('[MA1][MR1] nothing is marked, moved or deleted before the spool has it on disk', async () => {
    for (const after of ['seen', 'move', 'delete'] as const) {
      const user = nextUser()
      await dovecot.admin(['mailbox', 'create'], user, 'Done').catch(() => '')
      let isFull = true
      const stuck: Spool = {
        ...spool,
        append: async (meta, body) =>
          isFull
            ? { ok: false, fault: { code: 'kit/storage', detail: 'full' } }
            : spool.append(meta, body),
      }
      await begin(
        [
          lease(settingsFor(user, { after, moveTo: after === 'move' ? 'Done' : null }), {
            queue: after,
          }),
        ],
        {
          spool: stuck,
        },
      )
      await looked(after)
      await deliver(user, `To be ${after}`)
      await until('it is told', () => server.reports.get(after)?.code === 'kit/storage')
      expect(await dovecot.list(user, 'INBOX', 'flags')).toHaveLength(1)
      expect((await dovecot.list(user, 'INBOX', 'flags')).join()).not.toMatch(/Seen|Deleted/)
      isFull = false
      await until('it came', async () => (await subjects()).includes(`To be ${after}`))
      if (after === 'seen')
        await until('it is marked', async () =>
          (await dovecot.list(user, 'INBOX', 'flags')).join().includes('Seen'),
        )
      else
        await until(
          'it is gone',
          async () => (await dovecot.list(user, 'INBOX', 'uid')).length === 0,
        )
      const moved = after === 'move' ? await dovecot.list(user, 'Done', 'uid') : []
      expect(moved).toHaveLength(after === 'move' ? 1 : 0)
      await fetching?.stop()
    }
  })

  test('[MA1] what was noted and not marked is marked after the next start, and not fetched again', async () => {
    const user = nextUser()
    const settings = settingsFor(user, { after: 'delete' })
    await begin([lease(settings)])
    await looked()
    await fetching?.stop()
    const book = await openMailboxBook(dir)
    await deliver(user, 'Kept')
    await dovecot.admin(['index'], user, 'INBOX')
    const [uid = ''] = (await dovecot.list(user, 'INBOX', 'uid')).map((line) => line.trim())
    const kept = await book.read('support')
    if (!kept) throw new Error('nothing is noted')
    // As a gateway leaves it that is killed right after it wrote that down.
    const reached = { ...kept.reached, uid: Number(uid) }
    await book.write('support', { reached, due: [Number(uid)] })
    await begin([lease(settings)])
    await until('it is gone', async () => (await dovecot.list(user, 'INBOX', 'uid')).length === 0)
    expect(await subjects()).toEqual([])
  })

  test('a first fetch takes the days that were asked for, a mail without a day it can prove by the trace', async () => {
    const user = nextUser()
    const trace = (daysAgo: number) =>
      `Received: from x by mx.test; ${new Date(Date.now() - daysAgo * DAY_MS).toUTCString()}`
    // All of them taken today, as after a move to another provider.
    const old = Buffer.concat([Buffer.from(`${trace(20)}\r\n`), letter('Twenty days old')])
    const recent = Buffer.concat([Buffer.from(`${trace(2)}\r\n`), letter('Two days old')])
    await dovecot.deliver(user, old)
    await dovecot.deliver(user, recent)
    await begin([lease(settingsFor(user, { sinceDays: 7 }))])
    await looked()
    expect(await subjects()).toEqual(['Two days old'])
    const { receivedAt, envelope } = boxes[0]?.meta ?? {}
    expect(Math.abs((receivedAt ?? 0) - (Date.now() - 2 * DAY_MS))).toBeLessThan(HOUR_MS)
    expect(envelope?.fetched?.arrivedAt).toBe(receivedAt)
    await deliver(user, 'Today')
    await until('what is new comes', async () => (await subjects()).includes('Today'))
  })

  test('[MR5] a mailbox that numbers its messages anew brings what is new and no flood', async () => {
    const user = nextUser()
    for (let day = 60; day > 0; day -= 3)
      await dovecot.deliver(
        user,
        Buffer.concat([
          Buffer.from(
            `Received: from x by mx.test; ${new Date(Date.now() - day * DAY_MS).toUTCString()}\r\n`,
          ),
          letter(`Before ${day}`),
        ]),
      )
    await begin([lease(settingsFor(user))])
    await looked()
    await deliver(user, 'While it ran')
    await until('it came', async () => (await subjects()).length === 1)
    const before = boxes[0]?.meta.digest
    await fetching?.stop()
    await dovecot.admin(['mailbox', 'update'], user, '--uid-validity', '1999999999', 'INBOX')
    await deliver(user, 'Meanwhile')
    await begin([lease(settingsFor(user))])
    await until('what came meanwhile is there', async () =>
      (await subjects()).includes('Meanwhile'),
    )
    // What is looked through again is known by its digest; nothing older comes.
    const again = boxes.slice(1).filter(({ raw }) => !raw.includes('Meanwhile'))
    expect(again.every(({ meta }) => meta.digest === before)).toBe(true)
    await deliver(user, 'And after')
    await until('it goes on', async () => (await subjects()).includes('And after'))
    expect((await subjects()).some((subject) => subject.startsWith('Before'))).toBe(false)
  })

  test('messages that others delete meanwhile hold nothing up', async () => {
    const user = nextUser()
    await begin([lease(settingsFor(user))])
    await looked()
    await fetching?.stop()
    for (let number = 1; number <= 30; number++) await deliver(user, `No ${number}`)
    await begin([lease(settingsFor(user))])
    await dovecot.admin(['expunge'], user, 'mailbox', 'INBOX', 'uid', '5:25')
    await deliver(user, 'Last')
    await until('the last came', async () => (await subjects()).includes('Last'))
    const found = await subjects()
    expect(new Set(found).size).toBe(found.length)
    for (const number of [1, 2, 3, 4, 26, 27, 28, 29, 30]) expect(found).toContain(`No ${number}`)
  })

  test('a server that goes away and comes back is told of and fetched again; another mailbox goes on', async () => {
    const user = nextUser()
    await begin(
      [
        lease(settingsFor(user)),
        lease(settingsFor('ann', { port: slow.port }), { queue: 'other', address: 'o@desk.test' }),
      ],
      { pollMs: 300 },
    )
    await looked()
    await looked('other')
    expect(server.reports.get('other')?.hasIdle).toBe(false)
    await dovecot.stop()
    await until('it is told', () => server.reports.get('support')?.code === 'mailbox/unreachable')
    await slow.deliver('ann', letter('Other'))
    await until('the other is fetched, without IDLE', async () =>
      (await subjects()).includes('Other'),
    )
    expect(server.reports.get('other')?.code).toBe(null)
    await dovecot.start()
    await deliver(user, 'Back')
    await until('it came', async () => (await subjects()).includes('Back'))
    await until('that is told', () => server.reports.get('support')?.code === null)
  })

  test('while the desk’s server is silent a mailbox is let go when its time is over, and taken up again', async () => {
    const user = nextUser()
    server.leaseMs = 1_500
    await begin([lease(settingsFor(user))])
    await looked()
    server.isAway = true
    const { asked } = server
    await until('the lease is over', () => server.asked > asked + 1)
    await deliver(user, 'Waiting')
    await until('the gateway asks on', () => server.asked > asked + 2)
    expect(await subjects()).toEqual([])
    server.isAway = false
    server.leaseMs = 120_000
    await until('it came', async () => (await subjects()).includes('Waiting'))
  })

  test('another gateway goes on where the first one was, by what the server remembers', async () => {
    const user = nextUser()
    await begin([lease(settingsFor(user))])
    await looked()
    await deliver(user, 'First')
    await until('it came', async () => (await subjects()).includes('First'))
    const reached: MailboxReached = await until('how far is told', () => {
      const report = server.reports.get('support')
      // What is told in the middle of a batch is told with how far the one before it came.
      const isDone = report?.fetched === 1 && (report.lookedAt ?? 0) >= (report.fetchedAt ?? NaN)
      return isDone ? report.reached : null
    })
    await fetching?.stop()
    await rm(join(dir, 'mailboxes'), { recursive: true })
    await deliver(user, 'Second')
    await begin([lease(settingsFor(user), { reached })])
    await until('the second came', async () => (await subjects()).includes('Second'))
    expect(await subjects()).toEqual(['First', 'Second'])
  })

  test('[MR8] what is too large stays, is told, and holds up nothing', async () => {
    const user = nextUser()
    await begin([lease(settingsFor(user))])
    await looked()
    await deliver(user, 'Too large', { text: `${'x'.repeat(998)}\r\n`.repeat(27_000) })
    await deliver(user, 'Small')
    await until('the next came', async () => (await subjects()).includes('Small'))
    expect(await subjects()).toEqual(['Small'])
    const left = await until('it is told', () => server.reports.get('support')?.left[0])
    expect(left.bytes).toBeGreaterThan(LIMITS.mailBytes)
    expect(await dovecot.list(user, 'INBOX', 'uid')).toHaveLength(2)
  })

  test('a password that the desk does not keep is read from the operator’s file, again each time', async () => {
    const user = nextUser()
    const passwordFile = join(dir, 'passwords')
    await writeFile(passwordFile, 'support=old\npayments=other\n')
    await begin([lease(settingsFor(user), { password: null })], { passwordFile })
    await until('it is refused', () => server.reports.get('support')?.code === 'mailbox/password')
    await writeFile(passwordFile, `payments=other\r\nsupport=${dovecot.password}\r\n`)
    await looked()
    await deliver(user, 'Let in')
    await until('it came', async () => (await subjects()).includes('Let in'))
    expect(server.reports.get('support')?.code).toBe(null)
  })

  test('settings that are tried say what is wrong, by a code that stays', async () => {
    await begin([])
    const tryOut = async (
      settings: MailboxSettings,
      password: string | null = dovecot.password,
    ) => {
      const id = `0000000000000000000000000${server.answers.size}`
      server.trials.push({ id, queue: 'support', settings, password })
      return until('the answer', () => server.answers.get(id))
    }
    expect(await tryOut(settingsFor('user19'))).toMatchObject({
      code: null,
      hasIdle: true,
      messages: 0,
    })
    const codes = [
      await tryOut(settingsFor('user19'), 'wrong'),
      await tryOut(settingsFor('user19'), null),
      await tryOut(settingsFor('user19', { folder: 'Nowhere' })),
      await tryOut(settingsFor('user19', { after: 'move', moveTo: 'Nowhere' })),
      await tryOut(settingsFor('user19', { port: 1 })),
      await tryOut(settingsFor('user19', { host: 'mail.nowhere.test', security: 'tls' })),
      await tryOut(
        settingsFor('user19', { host: 'localhost', port: dovecot.tlsPort, security: 'tls' }),
      ),
      await tryOut(settingsFor('ann', { port: slow.port, after: 'delete' })),
    ].map(({ code }) => code)
    expect(codes).toEqual([
      'mailbox/password',
      'mailbox/no-password',
      'mailbox/folder',
      'mailbox/folder',
      'mailbox/unreachable',
      'mailbox/unknown-host',
      'mailbox/certificate',
      'mailbox/extension',
    ])
  })
})
