/** Who gets a reply, over the API: given by whoever sends it, told to agents, and refused where it cannot be. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { v } from '../../shared/kit/schema.ts'
import { openWebStage, type WebStage } from './test-stage/web-stage.ts'

let stage: WebStage
beforeEach(async () => {
  stage = await openWebStage({ DESKSIDE_UNDO_SECONDS: '0' })
})
afterEach(() => stage.close())

const Person = v.object({ address: v.string(), name: v.string() })
const View = v.object({
  messages: v.array(v.object({ kind: v.string(), cc: v.array(Person), bcc: v.array(Person) })),
})
const People = v.object({
  people: v.array(v.object({ email: v.string(), how: v.nullable(v.string()) })),
})

test('[MR42] cc and bcc of a reply: addresses or people, refused when they are none', async () => {
  const ada = await stage.agent('Ada')
  const bearer = { authorization: `Bearer ${await stage.bearer(ada)}` }
  const ticket = await stage.ticket()
  const answer = (body: object) =>
    stage.json(`/api/tickets/${ticket}/replies`, { text: 'Hello', force: true, ...body }, bearer)
  const given = {
    cc: ['Zoe@customer.test', { email: 'ben@customer.test', name: 'Ben\r\nBcc: x' }],
    bcc: [{ email: 'kim@outside.test' }],
  }
  expect((await answer(given)).status).toBe(201)
  const wrong = [
    { cc: ['zoe'] },
    { cc: ['zoe@customer.test\r\nBcc: x@customer.test'] },
    { bcc: 'kim@outside.test' },
    { bcc: [{ name: 'Kim' }] },
    { cc: Array.from({ length: 51 }, (_, at) => `p${at}@customer.test`) },
  ]
  for (const one of wrong) expect((await answer(one)).status).toBe(400)
  const refused = await answer({ cc: ['support@help.desk.test'] })
  expect([refused.status, await refused.text()]).toEqual([
    422,
    expect.stringContaining('an address of the desk'),
  ])

  const read = await stage.call(`/api/tickets/${ticket}`, { headers: bearer })
  const { messages } = v.parse(View, await read.json())
  expect(messages.filter(({ kind }) => kind === 'reply')).toEqual([
    {
      kind: 'reply',
      cc: [
        { address: 'ben@customer.test', name: 'Ben Bcc: x' },
        { address: 'zoe@customer.test', name: '' },
      ],
      bcc: [{ address: 'kim@outside.test', name: '' }],
    },
  ])
  await stage.desk.jobs.runDue()
  const on = await stage.call(`/api/tickets/${ticket}/people`, { headers: bearer })
  const { people } = v.parse(People, await on.json())
  expect(people.filter(({ how }) => how === 'added').map(({ email }) => email)).toEqual([
    'ben@customer.test',
    'zoe@customer.test',
  ])
})
