/** Moving an address here: what is counted by day and way, test mails that come back, and when it is shown that all mail comes here. */
import { createHash } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { unwrap } from '../../../shared/kit/fault.ts'
import { DAY_MS, LIMITS } from '../../../shared/kit/limits.ts'
import { parseWith, v } from '../../../shared/kit/schema.ts'
import { OutgoingMail, type ReceiveMail } from '../../../shared/wire/mail.ts'
import { MISSING_CODES, Move, sayMissing, sayNext } from '../../../shared/wire/moving.ts'
import { moveMail } from '../../operator/move-verb.ts'
import { runVerb } from '../../operator/operator-routes.ts'
import { openWebStage, type WebStage } from '../../http/test-stage/web-stage.ts'

const ADDRESS = 'support@help.desk.test'
const OLD = 'mail.provider.example'
const PLAN = { place: 'forward', oldServers: [OLD], quietDays: 3 }
/** Signs of each way. */
const STRAIGHT = {}
const FETCHED = { fetched: { arrivedAt: 0, authservs: [] } }
const BY_OLD = { servers: ['mx1.mail.provider.example', 'out.customer.test'], deliveredTo: [] }

let web: WebStage
let admin: Record<string, string>
beforeEach(async () => {
  web = await openWebStage()
  admin = { authorization: `Bearer ${await web.bearer(await web.agent('Ada', null, 'admin'))}` }
  await seeMx('mx/here')
})
afterEach(() => web.close())

/** The last look at the domain's records. */
async function seeMx(code: 'mx/here' | 'mx/elsewhere' | 'mx/no-answer'): Promise<void> {
  const findings = [{ kind: 'mx', code, name: 'help.desk.test', value: OLD }]
  await web.desk.database.write(async (tx) => {
    await tx.run(`DELETE FROM domain_checks`)
    await tx.run(
      `INSERT INTO domain_checks (domain, at, findings) VALUES ('help.desk.test', ?, ?)`,
      web.now(),
      JSON.stringify({ findings, spf: null }),
    )
  })
}

async function ask(method: string, path: string, body?: unknown, headers = admin) {
  const answer = await web.call(`/api/queues/support/move${path}`, {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  return { status: answer.status, json: await answer.json() }
}
const plan = async (more: object = {}) =>
  unwrap(parseWith(Move, (await ask('PUT', '', { ...PLAN, ...more })).json))
async function look() {
  const answer = await web.call('/api/moves', { headers: admin })
  const { moves } = v.parse(v.object({ moves: v.array(Move) }), await answer.json())
  const [move] = moves
  if (!move) throw new Error('nothing is moved')
  return move
}

type Way = 'direct' | 'forwarded' | 'fetched'
/** A mail by a way; two with the same words are the same mail. */
async function comes(way: Way, words: string, over: Partial<ReceiveMail> = {}) {
  const mail = await web.mail({ rawText: words, messageId: `${words}@customer.test`, ...over })
  unwrap(
    await web.handIn({
      ...mail,
      envelope: { ...mail.envelope, ...(way === 'fetched' ? FETCHED : STRAIGHT) },
      ...(way === 'forwarded' ? { passed: BY_OLD } : {}),
    }),
  )
}

async function sendTest() {
  const { status } = await ask('POST', '/tests', {})
  expect(status).toBe(201)
  const row = await web.sql.get(
    `SELECT id, mail FROM outgoing WHERE kind = 'move-test' ORDER BY at DESC, id DESC LIMIT 1`,
  )
  await web.desk.database.write((tx) =>
    tx.run(`UPDATE outgoing SET state = 'handed-over' WHERE id = ?`, String(row?.['id'])),
  )
  return v.parse(OutgoingMail, JSON.parse(String(row?.['mail'])))
}
const testComes = (way: Way, sent: OutgoingMail, over: Partial<ReceiveMail> = {}) =>
  comes(way, `test ${way} ${sent.messageId}`, {
    from: sent.from,
    subject: sent.subject,
    messageId: sent.messageId,
    references: sent.references,
    nature: { kind: 'auto', why: 'Auto-Submitted' },
    ...over,
  })

test('mail is counted by day and way; the same mail by two ways is one, on the day it first came', async () => {
  await comes('direct', 'before anybody asked')
  web.advance(1)
  await plan()
  await comes('direct', 'a')
  await comes('fetched', 'a')
  await comes('fetched', 'a')
  await comes('fetched', 'b')
  await comes('forwarded', 'c')
  await comes('direct', 'd', { passed: { servers: [], deliveredTo: ['ruth@customer.test'] } })
  const [first] = (await look()).days
  expect(first).toEqual({
    day: '2026-03-02',
    mails: 4,
    direct: 2,
    forwarded: 1,
    fetched: 2,
    twice: 1,
  })
  web.advance(DAY_MS)
  // Yesterday’s mail turns out to have come straight here as well.
  await comes('direct', 'b')
  await comes('direct', 'before anybody asked')
  await comes('direct', 'e', {
    passed: { servers: [], deliveredTo: [`support+tag@help.desk.test`] },
  })
  expect((await look()).days).toEqual([
    { day: '2026-03-02', mails: 4, direct: 3, forwarded: 1, fetched: 2, twice: 2 },
    { day: '2026-03-03', mails: 1, direct: 0, forwarded: 1, fetched: 0, twice: 0 },
  ])
})

test('nothing is counted for a queue that is not moved, and no more when it is done', async () => {
  await comes('direct', 'a')
  expect(await web.count('move_days')).toBe(0)
  expect(await web.count('received_mail', `ways <> ''`)).toBe(0)
  await plan()
  await ask('POST', '/step', { step: 'done', isAllTheSame: true })
  await comes('direct', 'b')
  expect(await web.count('move_days')).toBe(0)
})

test('what is counted names nobody', async () => {
  await plan()
  await comes('fetched', 'a')
  await sendTest()
  const rows: unknown[] = []
  for (const table of ['moves', 'move_days', 'move_arrivals', 'move_tests'])
    rows.push(...(await web.sql.all(`SELECT * FROM ${table}`)))
  expect(JSON.stringify(rows)).not.toContain('customer.test')
})

test('a test mail is known again by any way, makes no ticket, and nobody answers it', async () => {
  await plan()
  const sent = await sendTest()
  expect(sent.to).toEqual([{ address: ADDRESS, name: '' }])
  expect((await look()).tests).toMatchObject([{ state: 'under-way', arrivals: [] }])
  web.advance(4_000)
  // Words that a server on the way puts before the subject.
  await testComes('fetched', sent, { subject: `[EXTERN] ${sent.subject}` })
  web.advance(5_000)
  await testComes('direct', sent)
  await testComes('direct', sent)
  const [made] = (await look()).tests
  expect(made).toMatchObject({
    state: 'arrived',
    arrivals: [{ way: 'fetched' }, { way: 'direct' }],
  })
  expect(made?.arrivals.map(({ at }) => at - made.at)).toEqual([4_000, 9_000])
  expect(await web.count('tickets')).toBe(0)
  expect(await web.count('held_mail')).toBe(0)
  expect(await web.count('outgoing')).toBe(1)
  expect((await look()).days).toMatchObject([{ mails: 0 }])
})

test('what people make of a test mail is their mail, and a secret by itself is none', async () => {
  await plan()
  const sent = await sendTest()
  await comes('direct', 'answered', {
    subject: `Re: ${sent.subject}`,
    inReplyTo: [sent.messageId],
  })
  await comes('direct', 'answered with a new subject', {
    from: sent.from,
    subject: sent.subject,
    references: ['another@customer.test', sent.messageId],
  })
  await comes('direct', 'passed on', { subject: sent.subject })
  await comes('direct', 'made up', {
    from: sent.from,
    subject: `Test mail (${'0'.repeat(26)})`,
  })
  expect(await web.count('tickets')).toBe(2)
  expect(await web.count('move_arrivals')).toBe(0)
  // It says that it is from the desk itself.
  expect(await web.count('held_mail')).toBe(2)
})

test('a test that does not come is late; one that was not sent says why', async () => {
  await plan()
  await sendTest()
  web.advance(LIMITS.moveTestLateMs + 1)
  expect(await look()).toMatchObject({
    tests: [{ state: 'late' }],
    missing: ['move/test-late', 'move/too-soon'],
  })
  await sendTest()
  await web.desk.database.write((tx) =>
    tx.run(
      `UPDATE outgoing SET state = 'failed', detail = '550 5.1.1 nobody' WHERE at = ?`,
      web.now(),
    ),
  )
  expect((await look()).tests[0]).toMatchObject({
    state: 'not-delivered',
    detail: 'failed: 550 5.1.1 nobody',
  })
  expect((await ask('POST', '/tests', {})).status).toBe(429)
})

test('a claim without proof is refused: only what came straight here shows anything', async () => {
  await plan()
  await ask('POST', '/step', { step: 'both' })
  const claim = async () => (await ask('POST', '/step', { step: 'redirected' })).json
  web.advance(3 * DAY_MS)
  expect((await look()).missing).toEqual(['move/no-test'])
  const first = await sendTest()
  expect((await look()).missing).toEqual(['move/test-under-way'])
  await testComes('fetched', first)
  expect((await look()).missing).toEqual(['move/only-fetched'])
  expect(await claim()).toMatchObject({ code: 'move/not-shown', detail: 'move/only-fetched' })
  await testComes('forwarded', first)
  expect(await claim()).toMatchObject({ code: 'move/not-shown', detail: 'move/only-forwarded' })
  await testComes('direct', first)
  expect((await look()).missing).toEqual([])
  web.advance(LIMITS.moveProofMs + 1)
  expect(await claim()).toMatchObject({ code: 'move/not-shown', detail: 'move/test-old' })
  // What came straight here before says nothing when the newest did not.
  await testComes('direct', await sendTest())
  web.advance(LIMITS.moveTestGapMs)
  await testComes('fetched', await sendTest())
  expect(await claim()).toMatchObject({ detail: 'move/only-fetched' })
  web.advance(LIMITS.moveTestGapMs)
  await testComes('direct', await sendTest())
  expect(await claim()).toMatchObject({ step: 'redirected', isUnproved: false, missing: [] })
})

test('mail by the old way alone is in the way for as long as was planned; it is counted for that long first', async () => {
  await plan()
  await testComes('direct', await sendTest())
  expect((await look()).missing).toEqual(['move/too-soon'])
  web.advance(2 * DAY_MS)
  await comes('fetched', 'straggler')
  await comes('forwarded', 'both')
  await comes('direct', 'both')
  const straight = async () => {
    await testComes('direct', await sendTest())
    return (await look()).missing
  }
  web.advance(DAY_MS)
  expect(await straight()).toEqual(['move/old-way-alone'])
  web.advance(2 * DAY_MS)
  expect(await straight()).toEqual(['move/old-way-alone'])
  web.advance(DAY_MS)
  expect(await straight()).toEqual([])
  expect((await plan({ quietDays: 30 })).missing).toEqual(['move/too-soon', 'move/old-way-alone'])
})

test('an admin may say it all the same, and that is written down until the step is taken back', async () => {
  await plan()
  const all = await ask('POST', '/step', { step: 'redirected', isAllTheSame: true })
  expect(all.json).toMatchObject({ step: 'redirected', isUnproved: true })
  expect((await ask('POST', '/step', { step: 'done' })).json).toMatchObject({
    step: 'done',
    isUnproved: true,
  })
  expect((await ask('POST', '/step', { step: 'both' })).json).toMatchObject({ isUnproved: false })
})

test('an MX record that names another server, or was not seen, is missing before all else', async () => {
  await web.desk.database.write((tx) => tx.run(`DELETE FROM domain_checks`))
  await plan()
  const rest = ['move/no-test', 'move/too-soon']
  expect((await look()).missing).toEqual(['move/mx-unknown', ...rest])
  await seeMx('mx/elsewhere')
  expect((await look()).missing).toEqual(['move/mx-elsewhere', ...rest])
  await seeMx('mx/no-answer')
  expect((await look()).missing).toEqual(['move/mx-unknown', ...rest])
  await seeMx('mx/here')
  expect((await look()).missing).toEqual(rest)
})

test('admins alone; a plan that cannot be meant is refused; an ended move leaves nothing behind', async () => {
  const agent = { authorization: `Bearer ${await web.bearer(await web.agent('Bo'))}` }
  expect((await ask('PUT', '', PLAN, agent)).status).toBe(403)
  expect((await web.call('/api/moves', { headers: agent })).status).toBe(403)
  expect((await ask('POST', '/tests', {})).status).toBe(404)
  expect((await ask('PUT', '', { ...PLAN, oldServers: ['not a host'] })).status).toBe(400)
  await plan()
  await comes('direct', 'a')
  const sent = await sendTest()
  await testComes('direct', sent)
  expect((await ask('DELETE', '')).status).toBe(200)
  for (const table of ['moves', 'move_days', 'move_tests', 'move_arrivals'])
    expect(await web.count(table)).toBe(0)
  expect((await ask('DELETE', '')).status).toBe(404)
  // It comes once more, and nobody waits for it: a mail of the desk that came back.
  await testComes('fetched', sent, { text: 'changed on the way' })
  expect(await web.count('tickets')).toBe(1)
  expect(await web.count('held_mail')).toBe(1)
})

test('the file of a test mail is not kept', async () => {
  await plan()
  const sent = await sendTest()
  await testComes('direct', sent)
  const hash = createHash('sha256').update(`test direct ${sent.messageId}`).digest('hex')
  expect(await web.desk.parts.blobs.has(hash)).toBe(true)
  web.advance(DAY_MS)
  await web.desk.jobs.runDue()
  expect(await web.desk.parts.blobs.has(hash)).toBe(false)
})

test('the command line says how far it is, and sends a test', async () => {
  const say = async (input: object) => {
    const { words } = unwrap(await runVerb(web.desk, moveMail, input, () => {}))
    return words
  }
  expect(await say({})).toBe('No address is being moved.')
  expect(await runVerb(web.desk, moveMail, { queue: 'support' }, () => {})).toMatchObject({
    fault: { code: 'kit/not-found' },
  })
  await plan()
  await comes('fetched', 'a')
  expect(await say({ queue: 'support', test: 'given' })).toBe(
    [
      `${ADDRESS}: planned`,
      '  today: 1 mails, 0 straight here, 0 both ways, 1 by the old way alone',
      '  newest test: under-way',
      '  missing: The test mail is under way. Most take less than a minute. (move/test-under-way)',
      '  missing: It has not been counted for long enough. Wait until the days are over. Mail goes on being counted. (move/too-soon)',
      '  missing: Some mail came by the old way alone. Some servers remember the old MX record for days. If it does not end, something still writes to the old server directly. (move/old-way-alone)',
    ].join('\n'),
  )
})

test('every code says what is missing and what to do', () => {
  const all = MISSING_CODES.map((code) => [sayMissing(code), sayNext(code)])
  for (const words of all.flat()) expect(words).toMatch(/^[A-Z].*\.$/)
  expect(new Set(all.map(([said]) => said)).size).toBe(MISSING_CODES.length)
})
