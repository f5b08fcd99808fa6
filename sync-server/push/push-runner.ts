/**
 * Sends what is to be told to browsers, beside the server's other jobs: a push service that is slow holds up nobody. What
 * is true when it is sent counts: whether the session stands, its person may see the ticket, and it is still news. A job is
 * taken up by lease; killed in between it is sent again, and the browser knows it by its tag and event.
 * Not here: who is to be told (plan-pushes).
 */
import type { Timers } from '../../shared/kit/clock.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import { parseWith, v } from '../../shared/kit/schema.ts'
import { queuesOfRow } from '../../shared/ticket/row.ts'
import { Row } from '../../shared/ticket/ticket.ts'
import { maySeeAny } from '../../shared/ticket/ticket-rules.ts'
import { languageOfPerson } from '../auth/person-language.ts'
import { readRights } from '../auth/rights.ts'
import type { Sessions } from '../auth/sessions.ts'
import type { CommitParts } from '../commit/parts.ts'
import type { PostBytes } from '../egress/post-bytes.ts'
import { dropJobById, dueJobs, firstDueAt, retryJob, type Job } from '../jobs/job-rows.ts'
import { makeTurns } from '../jobs/turns.ts'
import { text } from '../store/database.ts'
import { languageOf } from '../words/language.ts'
import { deviceById, forgetDevice, type Device } from './devices.ts'
import { PushPayload } from './push-job.ts'
import { sealMessage, type Urgency } from './push-message.ts'
import { sayNews, sayTest } from './push-words.ts'
import { isQuiet } from './quiet.ts'
import { vapidKeys } from './vapid.ts'

export type PushRunner = { runDue(): Promise<number>; start(): void; stop(): void }

export type PushParts = {
  parts: Pick<CommitParts, 'config' | 'database' | 'clock' | 'log' | 'settings'>
  sessions: Pick<Sessions, 'whyOver'>
  post: PostBytes
  timers: Timers
}

type TicketPush = Extract<PushPayload, { kind: 'ticket' }>
type Words = { text: string; urgency: Urgency; topic: string; told: string[] }
/** `forget`: nothing goes to this browser any more. */
type Judged = { do: 'send'; words: Words } | { do: 'drop' } | { do: 'forget' }

const HOUR_MS = 3_600_000
const RETRY_MS_FIRST = 5_000

export function makePushRunner({ parts, sessions, post, timers }: PushParts): PushRunner {
  const { database, clock, log } = parts
  const sql = database.read
  /** When what was sent to whom, of the last hour; on this node. */
  const sent = new Map<string, number[]>()

  async function judge(job: Job, payload: PushPayload, device: Device): Promise<Judged> {
    if ((await sessions.whyOver(device.session)) !== null) return { do: 'forget' }
    const rights = await readRights(sql, device.person)
    if (!rights) return { do: 'forget' }
    const { publicUrl } = parts.config
    const language =
      device.language === null
        ? await languageOfPerson(parts, sql, device.person)
        : languageOf(device.language)
    if (payload.kind === 'test') {
      const { deskName } = parts.settings.get()
      const test = sayTest(language, { publicUrl, deskName, event: job.id })
      return {
        do: 'send',
        words: { text: test, urgency: 'high', topic: 'test', told: device.told },
      }
    }
    const found = await sql.get(`SELECT row FROM tickets WHERE id = ?`, payload.ticket)
    const read = found ? parseWith(Row, JSON.parse(text(found, 'row'))) : null
    if (!read?.ok) return { do: 'drop' }
    const row = read.value
    const queues = queuesOfRow(row)
    if (!maySeeAny(rights, queues)) return { do: 'drop' }
    const isWanted = payload.news !== 'new' || queues.some((one) => isAsked(device, one))
    const now = clock.now()
    if (!isWanted || !isNews(payload, row, device.person) || isQuiet(device.wishes.quiet, now))
      return { do: 'drop' }
    if (recent(device.id, now).length >= LIMITS.pushesPerHourPerDevice) return { do: 'drop' }
    const isMine = row.assignee === device.person
    const told = isMine ? [...new Set([...device.told, row.id])] : device.told
    const queue = parts.settings.get().queues.find(({ slug }) => slug === row.queue)
    const message = sayNews(language, {
      news: payload.news,
      event: job.id,
      ticket: { id: row.id, number: row.number, queue: queue?.name ?? row.queue },
      publicUrl,
      badge: Math.min(device.unread + told.length, LIMITS.pushUnreadMax),
    })
    const urgency = payload.news === 'warning' || payload.news === 'breach' ? 'high' : 'normal'
    return { do: 'send', words: { text: message, urgency, topic: row.id, told } }
  }

  function recent(device: string, now: number): number[] {
    const times = (sent.get(device) ?? []).filter((at) => at > now - HOUR_MS)
    if (times.length === 0) sent.delete(device)
    else sent.set(device, times)
    return times
  }

  async function send(job: Job): Promise<void> {
    const payload = v.parse(PushPayload, job.payload)
    const device = await deviceById(sql, payload.device)
    const judged: Judged = device ? await judge(job, payload, device) : { do: 'drop' }
    if (!device || judged.do === 'drop') return drop(job)
    if (judged.do === 'forget') return forget(job, device)
    const { words } = judged
    const sealed = sealMessage(device.target, words.text, {
      keys: await vapidKeys(database),
      subject: subjectOf(parts.config),
      now: clock.now(),
      topic: words.topic,
      urgency: words.urgency,
    })
    if (!sealed.ok) return forget(job, device)
    const answer = await post(device.target.endpoint, sealed.value.headers, sealed.value.body)
    // An address that may not be asked is no browser's.
    if (!answer.ok && answer.fault.code === 'kit/invalid') return forget(job, device)
    const status = answer.ok ? answer.value.status : 0
    if (status >= 200 && status < 300) return noteSent(job, device, words.told)
    // RFC 8030 §7.3: the subscription is no more.
    if (status === 404 || status === 410) return forget(job, device)
    const isPassing = status === 0 || status === 429 || status >= 500
    log('info', 'a push service did not take a message', { job: job.id, status, tries: job.tries })
    if (isPassing && job.tries + 1 < LIMITS.pushTries)
      return retry(job, answer.ok ? answer.value.retryAfterSeconds : null)
    return noteFailure(job, device)
  }

  const drop = (job: Job): Promise<void> => database.write((tx) => dropJobById(tx, job.id))

  const forget = (job: Job, device: Device): Promise<void> =>
    database.write(async (tx) => {
      await forgetDevice(tx, device.id)
      await dropJobById(tx, job.id)
    })

  function noteSent(job: Job, device: Device, told: readonly string[]): Promise<void> {
    const now = clock.now()
    sent.set(device.id, [...recent(device.id, now), now])
    return database.write(async (tx) => {
      await dropJobById(tx, job.id)
      await tx.run(
        `UPDATE push_devices SET failures = 0, told = ? WHERE id = ?`,
        JSON.stringify(told.slice(-LIMITS.pushUnreadMax)),
        device.id,
      )
    })
  }

  function retry(job: Job, afterSeconds: number | null): Promise<void> {
    const wait = Math.min(
      LIMITS.pushKeptMs,
      Math.max(RETRY_MS_FIRST * 4 ** job.tries, (afterSeconds ?? 0) * 1000),
    )
    const dueAt = clock.now() + wait
    return database.write((tx) => retryJob(tx, job.id, dueAt))
  }

  function noteFailure(job: Job, device: Device): Promise<void> {
    if (device.failures + 1 >= LIMITS.pushFailures) return forget(job, device)
    return database.write(async (tx) => {
      await dropJobById(tx, job.id)
      await tx.run(`UPDATE push_devices SET failures = failures + 1 WHERE id = ?`, device.id)
    })
  }

  /** From now on what happens further is another message. */
  function claim(): Promise<Job[]> {
    const now = clock.now()
    return database.write(async (tx) => {
      const jobs = await dueJobs(tx, 'push', now, LIMITS.pushesAtOnce)
      for (const job of jobs)
        await tx.run(
          `UPDATE jobs SET lease_until = ?, is_started = 1, key = ? WHERE id = ?`,
          now + LIMITS.pushLeaseMs,
          job.isStarted ? job.key : `${job.key}:${job.id}`,
          job.id,
        )
      return jobs
    })
  }

  /** Of what is due now, as much as goes at once. */
  async function runDue(): Promise<number> {
    const jobs = await claim()
    await Promise.all(
      jobs.map((job) =>
        send(job).catch((error: unknown) => {
          log('error', 'a push broke', { job: job.id, error: String(error) })
          // Its lease ends, and then it is tried again; not for ever.
          return job.tries >= LIMITS.pushTries ? drop(job) : retry(job, null)
        }),
      ),
    )
    return jobs.length
  }

  const turns = makeTurns({
    timers,
    log,
    trouble: 'push messages could not be sent',
    retryMs: LIMITS.pushLookMs,
    async work() {
      const due = await firstDueAt(sql, 'push', clock.now())
      // As long as there are as many as go at once there may be more.
      if (due !== null && due <= clock.now())
        while (!turns.isStopped() && (await runDue()) >= LIMITS.pushesAtOnce);
      return LIMITS.pushLookMs
    },
  })

  return { runDue, start: turns.wake, stop: () => void turns.stop() }
}

const isAsked = ({ wishes }: Device, queue: string): boolean => wishes.queues.includes(queue)

/** Whether it is still worth a word: what somebody answered, solved or kept in time is not. */
function isNews({ news }: TicketPush, row: Row, person: string): boolean {
  if (row.mergedInto !== undefined || row.isSpam === true) return false
  const isDone = row.status === 'solved' || row.status === 'closed'
  switch (news) {
    case 'new':
    case 'answer':
      return !isDone && row.lastKind !== 'reply'
    // Also on one that is done: somebody asks for them. Taken out of the ticket, it asks no more.
    case 'mention':
      return row.mentions?.[person] !== undefined
    case 'warning':
      return !isDone && row.dueAt !== null
    case 'breach':
      return row.isBreached
  }
}

/** RFC 8292 §2.1: how a push service reaches whoever runs this. */
export function subjectOf(config: { pushSubject: string | null; publicUrl: string }): string {
  if (config.pushSubject !== null) return config.pushSubject
  const { protocol, hostname, origin } = new URL(config.publicUrl)
  return protocol === 'https:' ? origin : `mailto:postmaster@${hostname}`
}
