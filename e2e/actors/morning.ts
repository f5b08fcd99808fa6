/**
 * A morning of forty tickets: what came in, what somebody with a keyboard does about each, and what must have come of it.
 * The script is the same with and without a network. Not here: how keys are pressed (key-hand), when the network goes.
 */
import { randomBytes } from 'node:crypto'
import { expect } from '@playwright/test'
import { idFromBytes } from '../../shared/kit/id.ts'
import { openSmtpSender } from '../stage/smtp-sender.ts'
import { until } from '../stage/wait.ts'
import { BEN, QUEUES } from './desk.ts'
import type { Desk } from './desk-test.ts'
import type { KeyHand } from './key-hand.ts'
import type { TicketView } from './oracle.ts'

type Job = { subject: string; kind: Kind; isMail: boolean; queue: (typeof QUEUES)[number] }
type At = { hand: KeyHand; job: Job; morning: Morning }
/** The list a ticket is in when all is done. */
type Place = 'inbox' | 'waiting' | 'snoozed' | 'solved' | 'spam' | 'merged'
type Plan = {
  count: number
  work: (at: At) => Promise<void>
  place: Place
  /** Mailed replies. */
  replies?: number
  /** As the server has it besides. */
  fields?: Partial<TicketView>
  /** Notes of a person. */
  notes?: number
}
export type Morning = {
  desk: Desk
  jobs: readonly Job[]
  numbers: ReadonlyMap<string, number>
  /** Whom some are for. */
  ben: string
  /** Subjects of what is done. */
  done: Set<string>
}

/** No word of it is in any other ticket, so that a mail that has it is this reply. */
const wordsOf = (job: Job) => `About ${job.subject.toLowerCase()}: it is seen to.`
const answer =
  (chord?: string) =>
  ({ hand, job }: At) =>
    hand.reply(wordsOf(job), chord)

const SOLVE = 'Control+Shift+Enter'
const MACRO = { name: 'Known trouble', text: 'Hello {{first name}}, this is known as {{number}}.' }

const PLANS = {
  answered: { count: 10, work: answer(SOLVE), place: 'solved', replies: 1 },
  asked: {
    count: 3,
    async work({ hand, job }) {
      await hand.reply(wordsOf(job))
      await hand.choose('s', 'status', 'Waiting')
    },
    place: 'waiting',
    replies: 1,
    fields: { status: 'waiting' },
  },
  'answered until tomorrow': {
    count: 2,
    work: answer('Control+Alt+Enter'),
    place: 'snoozed',
    replies: 1,
  },
  thanks: {
    count: 4,
    async work({ hand, job }) {
      await hand.press('e')
      await expect.poll(hand.openSubject).not.toBe(job.subject)
    },
    place: 'solved',
  },
  known: {
    count: 3,
    async work({ hand, job, morning }) {
      await hand.macro('known', `this is known as ${morning.numbers.get(job.subject)}.`)
      await hand.press('Enter')
      await hand.page.keyboard.type(wordsOf(job))
      await hand.send(wordsOf(job), SOLVE)
    },
    place: 'solved',
    replies: 1,
    fields: { tags: ['known'] },
  },
  'taken back': {
    count: 2,
    async work({ hand, job }) {
      const early = `Too early ${job.subject.toLowerCase()}.`
      await hand.reply(early)
      await hand.press('z')
      await expect(hand.workspace.message(early)).toHaveCount(0)
      await hand.openReply()
      await expect(hand.workspace.editor).toHaveText(early)
      await hand.press('Control+a')
      await hand.page.keyboard.type(wordsOf(job))
      await hand.send(wordsOf(job), SOLVE)
    },
    place: 'solved',
    replies: 1,
  },
  urgent: {
    count: 2,
    async work({ hand, job }) {
      await hand.choose('p', 'priority', 'Urgent')
      await hand.press('i')
      await expect(hand.workspace.field('assignee')).toContainText('Ada')
      await hand.reply(wordsOf(job))
    },
    place: 'inbox',
    replies: 1,
    fields: { priority: 'urgent' },
  },
  'for a colleague': {
    count: 2,
    async work({ hand }) {
      await hand.note('this is yours.', 'be')
      await hand.choose('a', 'assignee', BEN.name)
    },
    place: 'inbox',
    notes: 1,
  },
  parts: {
    count: 1,
    async work({ hand }) {
      await hand.note('The part is ordered.')
      await hand.choose('s', 'status', 'On hold')
    },
    place: 'waiting',
    notes: 1,
    fields: { status: 'on-hold' },
  },
  tagged: {
    count: 2,
    async work({ hand, job }) {
      await hand.choose('l', 'tags', 'harbour')
      await hand.press('Shift+E')
      await expect(hand.workspace.field('status')).toContainText('Solved')
      await hand.isOpen(job.subject)
    },
    place: 'solved',
    fields: { tags: ['harbour'] },
  },
  moved: {
    count: 2,
    async work({ hand, job }) {
      await hand.choose('m', 'queue', 'Payments')
      await hand.reply(wordsOf(job), SOLVE)
    },
    place: 'solved',
    replies: 1,
    fields: { queue: 'payments' },
  },
  later: { count: 1, work: ({ hand }) => hand.snooze(), place: 'snoozed' },
  junk: {
    count: 1,
    async work({ hand, job }) {
      await hand.press('!')
      await expect.poll(hand.openSubject).not.toBe(job.subject)
    },
    place: 'spam',
    fields: { spam: true },
  },
  gate: { count: 1, work: answer(SOLVE), place: 'solved', replies: 1 },
  'gate again': {
    count: 1,
    work: ({ hand, morning }) => hand.mergeInto(morning.numbers.get('Gate 1') ?? 0, 'Gate 1'),
    place: 'merged',
  },
  /** Done with before all others, in one act. */
  newsletter: { count: 3, work: async () => {}, place: 'solved', fields: { tags: ['news'] } },
} as const satisfies Record<string, Plan>
type Kind = keyof typeof PLANS

const planOf = (job: Job): Plan => PLANS[job.kind]
const KINDS = Object.keys(PLANS).filter((kind): kind is Kind => kind in PLANS)
const title = (kind: Kind) => `${kind[0]?.toUpperCase()}${kind.slice(1)}`

/** Kinds in turn, by form and mail in turn, as a morning brings them. */
function makeJobs(): Job[] {
  const jobs: Job[] = []
  for (let round = 1; round <= 10; round++)
    for (const kind of KINDS) {
      if (round > PLANS[kind].count) continue
      const at = jobs.length
      // What is moved comes to the wrong place first.
      const queue = QUEUES[kind !== 'moved' && at % 5 === 0 ? 1 : 0]
      jobs.push({ subject: `${title(kind)} ${round}`, kind, isMail: at % 2 === 0, queue })
    }
  return jobs
}

const senderOf = ({ subject }: Job) => `${subject.toLowerCase().replaceAll(' ', '.')}@outside.test`

export async function openMorning(desk: Desk): Promise<Morning> {
  const { stage, oracle } = desk
  const ben = await stage.addPerson({ ...BEN, role: 'agent' })
  const made = await stage.api(oracle.token).call('PUT', `/api/macros/${macroId()}`, {
    body: { ...MACRO, sets: { tags: ['known'] }, queues: null, isShared: true },
  })
  expect(made.status, made.text).toBe(200)
  const jobs = makeJobs()
  expect(jobs).toHaveLength(40)
  const sender = await openSmtpSender(stage.smtpPort)
  for (const job of jobs) {
    const { subject, queue } = job
    const email = senderOf(job)
    if (job.isMail) {
      const head = `From: ${subject} <${email}>\r\nTo: ${queue.address}\r\nSubject: ${subject}`
      const rest = `Message-ID: <${email}>\r\nDate: ${new Date().toUTCString()}`
      const raw = Buffer.from(`${head}\r\n${rest}\r\n\r\nPlease look at ${subject}.\r\n`)
      expect((await sender.send({ from: email, to: [queue.address] }, raw)).code).toBe(250)
    } else {
      const words = { queue: queue.slug, name: subject, email, subject, body: 'Please look.' }
      const sent = await stage.api().post('/api/tickets', words)
      expect(sent.status, sent.text).toBe(201)
    }
  }
  sender.close()
  const numbers = new Map<string, number>()
  await until('all forty are tickets', async () => {
    for (const { subject, number } of await oracle.list()) numbers.set(subject, number)
    return numbers.size === jobs.length
  })
  return { desk, jobs, numbers, ben: ben.id, done: new Set() }
}

const macroId = () => idFromBytes(randomBytes(17))

/** What is alike goes at once: tagged, solved, taken back, and solved for good. */
export async function clearNewsletters(hand: KeyHand, morning: Morning): Promise<void> {
  const alike = morning.jobs.filter(({ kind }) => kind === 'newsletter')
  await hand.chooseAll('newsletter', alike.length)
  await hand.press('l')
  const tags = hand.page.getByRole('dialog', { name: 'Tags' })
  await expect(tags.getByRole('combobox')).toBeFocused()
  await hand.page.keyboard.type('news')
  await hand.press('Enter')
  await expect(tags.getByRole('option', { name: 'news', selected: true })).toBeVisible()
  await hand.press('Escape')
  await expect(tags).toBeHidden()
  await hand.press('e')
  await hand.notice('3 tickets: Solved')
  await hand.press('z')
  await hand.notice('Undone: 3 tickets: Solved')
  await hand.press('Control+a', 'e')
  await hand.notice('3 tickets: Solved')
  // What is chosen stays chosen, also out of sight (WO1).
  await hand.press('Escape')
  await expect(hand.page.getByRole('region', { name: 'Chosen tickets' })).toHaveCount(0)
  await hand.endSearch()
  for (const { subject } of alike) morning.done.add(subject)
}

/** Down the list and up again, doing what each ticket wants. @param count  of tickets; then there is a break */
export async function workOff(hand: KeyHand, morning: Morning, count: number): Promise<void> {
  let key: 'j' | 'k' = 'j'
  let turns = 0
  for (let left = count; left > 0;) {
    const subject = await hand.openSubject()
    const job = morning.jobs.find((one) => one.subject === subject)
    if (job && isDue(job, morning)) {
      await hand.isOpen(job.subject)
      await planOf(job).work({ hand, job, morning })
      morning.done.add(job.subject)
      left--
      turns = 0
    } else if (!(await hand.step(key))) {
      key = key === 'j' ? 'k' : 'j'
      expect(++turns, `not found: ${leftOf(morning)}`).toBeLessThan(4)
    }
  }
}

const leftOf = ({ jobs, done }: Morning) =>
  jobs.flatMap(({ subject }) => (done.has(subject) ? [] : [subject])).join(', ')

function isDue(job: Job, { done }: Morning): boolean {
  // What was said first is answered first: the second mail then joins it.
  if (job.kind === 'gate again' && !done.has('Gate 1')) return false
  return !done.has(job.subject)
}

/** How many tickets each list holds when all is done, told without asking the server. */
export function countsOf({ jobs }: Morning): Record<Place, number> {
  const counts = { inbox: 0, waiting: 0, snoozed: 0, solved: 0, spam: 0, merged: 0 }
  for (const job of jobs) counts[planOf(job).place]++
  return counts
}

/** Exactly what was done, as the server has it: each reply once, each mail out once. */
export async function judge(morning: Morning): Promise<void> {
  const { desk, jobs, numbers } = morning
  const { oracle, stage } = desk
  const wanted = jobs.filter((job) => (planOf(job).replies ?? 0) > 0)
  await until('every reply has left', () =>
    wanted.every((job) => stage.relay.mails.some(({ raw }) => raw.includes(wordsOf(job)))),
  )
  const asleep = new Set((await oracle.search('is:snoozed')).map(({ number }) => number))
  for (const job of jobs) {
    const { place, replies = 0, notes = 0, fields = {} } = planOf(job)
    const ticket = await oracle.ticket(numbers.get(job.subject) ?? 0)
    const { subject } = job
    expect(ticket, subject).toMatchObject({ spam: false, subject, ...fields })
    expect(ticket.status === 'solved', `${subject} is solved`).toBe(place === 'solved')
    const isTaken = job.kind === 'urgent' || job.kind === 'for a colleague'
    expect(ticket.assignee !== null, `${subject} is somebody’s`).toBe(isTaken)
    expect(ticket.assignee === morning.ben, `${subject} is Ben’s`).toBe(
      job.kind === 'for a colleague',
    )
    expect(asleep.has(ticket.number), `${subject} sleeps`).toBe(place === 'snoozed')
    expect(ticket.mergedInto !== null, `${subject} is merged`).toBe(place === 'merged')
    const said = (kind: string) => ticket.messages.filter((message) => message.kind === kind)
    expect(said('reply').map(({ text }) => text.includes(wordsOf(job)))).toEqual(
      Array.from({ length: replies }, () => true),
    )
    expect(said('note'), subject).toHaveLength(notes)
    const mails = stage.relay.mails.filter(({ raw }) => raw.includes(wordsOf(job)))
    expect(mails.map(({ to }) => to)).toEqual(replies === 0 ? [] : [[senderOf(job)]])
  }
  expect(stage.relay.mails.some(({ raw }) => raw.includes('Too early'))).toBe(false)
  const ids = stage.relay.mails.map(({ messageId }) => messageId)
  expect(new Set(ids).size).toBe(ids.length)
}
