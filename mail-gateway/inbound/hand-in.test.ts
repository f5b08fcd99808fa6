/** Which messages go together on their way to the server, and what each hears. */
import { beforeEach, expect, test } from 'vitest'
import { fail, ok, type FaultCode, type Result } from '../../shared/kit/fault.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import type { MailIn } from '../../shared/wire/mail.ts'
import { isSmall, makeHandIns, type HandIns } from './hand-in.ts'
import { makeBareCommand } from './mail-command.ts'

const ID = '0'.repeat(26)
const HASH = 'a'.repeat(64)
const command = makeBareCommand(
  {
    digest: ID,
    hash: HASH,
    bytes: 1,
    receivedAt: 1,
    file: null,
    envelope: { from: '', to: ['a@desk.test'], remoteAddress: '', helo: '', isEncrypted: false },
  },
  'a test',
  null,
)
const blobOf = (bytes: number) => ({ hash: HASH, bytes: new Uint8Array(bytes).fill(65) })

let asked: { ids: string[]; answer: (result: Result<Result<void>[]>) => void }[] = []
let sent: MailIn[] = []
let hands: HandIns
beforeEach(() => {
  asked = []
  sent = []
  const pushMails = (mails: readonly MailIn[]) =>
    new Promise<Result<Result<void>[]>>((answer) => {
      sent.push(...mails)
      asked.push({ ids: mails.map(({ pushId }) => pushId), answer })
    })
  hands = makeHandIns({ pushMails }, new AbortController().signal)
})

const add = (pushId: string, bytes = 10) => hands.add({ pushId, command, blobs: [blobOf(bytes)] })
const addMany = (name: string, count: number, bytes = 10) =>
  Array.from({ length: count }, (_, at) => add(`${name}${at}`, bytes))
const turn = () => new Promise((resolve) => setTimeout(resolve, 0))
const sizes = () => asked.map(({ ids }) => ids.length)
const answer = (at: number, result: Result<Result<void>[]>) => asked[at]?.answer(result)
const allTaken = (at: number) => answer(at, ok((asked[at]?.ids ?? []).map(() => ok())))
const codeOf = (result: Result<void>): FaultCode | 'taken' =>
  result.ok ? 'taken' : result.fault.code

test('alone it waits for nothing, and its bytes go along', async () => {
  const one = add('one', 3)
  await turn()
  expect(sent).toEqual([{ pushId: 'one', command, blobs: [{ hash: HASH, base64: 'QUFB' }] }])
  allTaken(0)
  expect(codeOf(await one)).toBe('taken')
})

test('what waits goes together, in order, and a few requests are under way at once', async () => {
  const first = add('first')
  await turn()
  const second = add('second')
  await turn()
  const more = addMany('m', LIMITS.mailsPerHandIn + 3)
  await turn()
  expect(sizes()).toEqual([1, 1])
  allTaken(0)
  await turn()
  expect(sizes()).toEqual([1, 1, LIMITS.mailsPerHandIn])
  allTaken(1)
  await turn()
  expect(sizes()).toEqual([1, 1, LIMITS.mailsPerHandIn, 3])
  allTaken(2)
  allTaken(3)
  expect((await Promise.all([first, second, ...more])).map(codeOf)).not.toContain('kit/busy')
  expect(sent.map(({ pushId }) => pushId).slice(2)).toEqual(more.map((_, at) => `m${at}`))
})

test('together they have so many bytes and no more', async () => {
  const bytes = LIMITS.handInMailBytes
  const mails = addMany('m', 5, bytes)
  await turn()
  expect(sizes()[0]).toBe(LIMITS.handInBytes / bytes)
  allTaken(0)
  await turn()
  allTaken(1)
  await turn()
  await Promise.all(mails)
  expect(asked.flatMap(({ ids }) => ids)).toHaveLength(5)
})

test('each hears what was said of it', async () => {
  const mails = addMany('m', 3)
  await turn()
  answer(0, ok([ok(), fail('ticket/invalid', 'no'), fail('kit/storage', 'full')]))
  expect((await Promise.all(mails)).map(codeOf)).toEqual(['taken', 'ticket/invalid', 'kit/storage'])
})

test('refused as a whole, each is asked by itself: one is not refused for the sake of another', async () => {
  const mails = addMany('m', 3)
  await turn()
  answer(0, fail('kit/too-big', 'too much'))
  await turn()
  allTaken(1)
  await turn()
  answer(2, fail('kit/invalid', 'no'))
  await turn()
  allTaken(3)
  expect((await Promise.all(mails)).map(codeOf)).toEqual(['taken', 'kit/invalid', 'taken'])
  expect(sizes()).toEqual([3, 1, 1, 1])
})

test('a server that is away is said to each, once', async () => {
  const mails = addMany('m', 3)
  await turn()
  answer(0, fail('kit/busy', 'down'))
  expect((await Promise.all(mails)).map(codeOf)).toEqual(['kit/busy', 'kit/busy', 'kit/busy'])
  expect(sizes()).toEqual([3])
})

test('what is large, in bytes or in number, and what has no bytes left to bring goes by itself', () => {
  expect(isSmall([blobOf(LIMITS.handInMailBytes)])).toBe(true)
  expect(isSmall([blobOf(LIMITS.handInMailBytes), blobOf(1)])).toBe(false)
  expect(isSmall(Array.from({ length: LIMITS.blobsPerHandIn + 1 }, () => blobOf(1)))).toBe(false)
  expect(isSmall([])).toBe(false)
})
