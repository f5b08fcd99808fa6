/** Messages that the gateway hands in together. */
import { createHash } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { ReceiveMail } from '../../shared/wire/mail.ts'
import { openWebStage, type WebStage } from './test-stage/web-stage.ts'

let web: WebStage
beforeEach(async () => {
  web = await openWebStage()
})
afterEach(() => web.close())

const hashOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')

/** With bytes that the server does not have yet. */
async function mailIn(words: string, over: Partial<ReceiveMail> = {}) {
  const bytes = Buffer.from(`Subject: ${words}\r\n\r\n${words}\r\n`)
  const command = await web.mail({
    subject: words,
    messageId: `${words}@customer.test`,
    raw: { hash: hashOf(bytes), bytes: bytes.length },
    ...over,
  })
  const blobs = [{ hash: hashOf(bytes), base64: bytes.toString('base64') }]
  return { pushId: web.newId(), command, blobs }
}

const post = (mails: unknown, key = web.desk.keys.gateway) =>
  web.json('/gateway/mails', { mails }, { authorization: `Bearer ${key}` })

async function handIn(mails: unknown[]) {
  const response = await post(mails)
  expect(response.status).toBe(200)
  const { answers } = (await response.json()) as { answers: Record<string, unknown>[] }
  return answers
}

const tickets = async () => (await web.sql.all(`SELECT id FROM tickets`)).length

test('each becomes a ticket, its file is there, and the answers are in their order', async () => {
  const mails = [await mailIn('one'), await mailIn('two'), await mailIn('three')]
  const answers = await handIn(mails)
  expect(answers.map(({ pushId }) => pushId)).toEqual(mails.map(({ pushId }) => pushId))
  expect(answers.map(({ type }) => type)).toEqual(['ack', 'ack', 'ack'])
  expect(await tickets()).toBe(3)
  for (const { blobs } of mails)
    expect(await web.desk.parts.blobs.has(blobs[0]?.hash ?? '')).toBe(true)
  // An answer that was lost on its way is asked for again.
  expect((await handIn(mails)).map(({ type }) => type)).toEqual(['ack', 'ack', 'ack'])
  expect(await tickets()).toBe(3)
})

test('what is wrong with one is said of it alone', async () => {
  const good = await mailIn('good')
  const wrongBytes = {
    ...(await mailIn('wrong')),
    blobs: [{ hash: hashOf(Buffer.from('x')), base64: 'eA==' }],
  }
  const lying = await mailIn('lying')
  const unreadable = { pushId: web.newId(), command: { kind: 'receive-mail' }, blobs: [] }
  const answers = await handIn([
    unreadable,
    wrongBytes,
    { ...lying, blobs: lying.blobs.map((blob) => ({ ...blob, base64: 'eA==' })) },
    good,
    'nonsense',
  ])
  expect(answers.map(({ type, code }) => code ?? type)).toEqual([
    'ticket/invalid',
    'ticket/gap',
    'kit/invalid',
    'ack',
    'ticket/invalid',
  ])
  expect(answers[0]?.['pushId']).toBe(unreadable.pushId)
  expect(await tickets()).toBe(1)
})

test('a disk that is full refuses to store, which may be tried again', async () => {
  const mail = await mailIn('later')
  const { blobs } = web.desk.parts
  const put = blobs.put
  blobs.put = () => Promise.reject(new Error('EIO'))
  expect((await handIn([mail]))[0]?.['code']).toBe('kit/bug')
  blobs.put = put
  expect((await handIn([mail]))[0]?.['type']).toBe('ack')
})

test('nobody but the gateway, and not without end', async () => {
  const rights = await web.agent('Ada', null, 'admin')
  expect((await post([], await web.bearer(rights))).status).toBe(401)
  expect((await post([])).status).toBe(400)
  expect((await post(Array.from({ length: 200 }, () => ({})))).status).toBe(400)
})
