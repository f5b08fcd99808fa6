/** Held mail on the command line. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { unwrap } from '../../shared/kit/fault.ts'
import { codeOf, openStage, type Stage } from '../commit/test-stage/desk-stage.ts'
import { listHeldMail, releaseHeldMail } from './held-mail-verbs.ts'

let stage: Stage
beforeEach(async () => {
  stage = await openStage()
})
afterEach(() => stage.close())

async function hold(): Promise<string> {
  const mail = await stage.mail({ nature: { kind: 'auto', why: 'Precedence: bulk' } })
  return String(unwrap(await stage.handIn(mail)).result?.['held'])
}
const list = async (kind: string) => unwrap(await listHeldMail.run(stage.desk, { kind }, () => {}))
const release = (input: object) => releaseHeldMail.run(stage.desk, input, () => {})

test('[MA29] lists a kind with counts, one line each', async () => {
  const id = await hold()
  const { words, json } = await list('automated')
  expect(words.split('\n')).toEqual([
    '1 automated.',
    expect.stringMatching(new RegExp(`^${id}  .*ruth@customer.test  .*Precedence: bulk$`)),
  ])
  expect(json).toMatchObject({ counts: { automated: 1, held: 0, dismissed: 0 } })
  expect((await list('held')).words).toBe('0 held.')
  expect(codeOf(await listHeldMail.run(stage.desk, { kind: 'spam' }, () => {}))).toBe('kit/invalid')
})

test('[MA30] releases into a queue or onto a ticket, once, and says where it is', async () => {
  const [one, two] = [await hold(), await hold()]
  const made = unwrap(await release({ id: one, queue: 'payments' }))
  expect(made.words).toBe('Released. It is #1 now.')
  expect(unwrap(await release({ id: one, queue: 'support' })).json).toEqual(made.json)
  unwrap(await release({ id: two, ticket: '1', why: 'the same matter' }))
  const { messages, queue } = await stage.read(String(made.json['ticket']))
  expect(queue).toBe('payments')
  expect(messages.filter((message) => message.kind === 'inbound')).toHaveLength(2)
  expect(messages.at(-1)).toMatchObject({ kind: 'event', by: { kind: 'desk' } })
  expect(messages.at(-1)?.text).toContain('the same matter')
  for (const wrong of [
    { id: one },
    { id: one, queue: 'support', ticket: '1' },
    { id: 'x', queue: 'a' },
  ])
    expect(codeOf(await release(wrong))).toBe('kit/invalid')
  expect(codeOf(await release({ id: stage.newId(), queue: 'support' }))).toBe('kit/not-found')
})
