/** Queues over HTTP: admins alone read and change them, what is not named stays, and what is wrong changes nothing. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Rights } from '../../shared/ticket/ticket-rules.ts'
import { openWebStage, type WebStage } from './test-stage/web-stage.ts'

let stage: WebStage
let admin: Record<string, string>
let agent: Record<string, string>
beforeEach(async () => {
  stage = await openWebStage()
  const bearer = async (rights: Rights) => ({
    authorization: `Bearer ${await stage.bearer(rights)}`,
  })
  admin = await bearer(await stage.agent('Lea', null, 'admin'))
  agent = await bearer(await stage.agent('Ada'))
})
afterEach(() => stage.close())

const change = (path: string, body: object, who = admin) => stage.json(path, body, who, 'PATCH')
function queueNow(slug: string) {
  const found = stage.desk.parts.settings.get().queues.find((queue) => queue.slug === slug)
  if (!found) throw new Error(`there is no queue ${slug}`)
  return found
}

test('an admin changes a queue; what is not named stays', async () => {
  const before = queueNow('support')
  const answer = await change('/api/queues/support', {
    signature: 'Yours\n{{agent}}',
    senderName: 'Us',
  })
  expect(answer.status).toBe(200)
  expect(queueNow('support')).toEqual({
    ...before,
    signature: 'Yours\n{{agent}}',
    senderName: 'Us',
  })
  expect(await answer.json()).toEqual(queueNow('support'))
  const read = await stage.call('/api/queues', { headers: admin })
  expect(await read.json()).toMatchObject({
    mailColor: '#0b5d5a',
    queues: expect.arrayContaining([queueNow('support')]),
  })
})

test.each([
  ['another slug', { slug: 'other' }, 'kit/invalid'],
  ['a variable that is not known', { signature: '{{agnet}}' }, 'kit/invalid'],
  ['a name of two lines', { senderName: 'a\nb' }, 'kit/invalid'],
  ['no name', { name: ' ' }, 'kit/invalid'],
])('%s is refused, and nothing is changed', async (_what, body, code) => {
  const before = queueNow('support')
  const answer = await change('/api/queues/support', body)
  expect(answer.status).toBeGreaterThanOrEqual(400)
  expect(await answer.json()).toMatchObject({ code })
  expect(queueNow('support')).toEqual(before)
})

test('an address belongs to one queue', async () => {
  const [one, other] = stage.desk.parts.settings.get().queues
  const answer = await change(`/api/queues/${other?.slug}`, { address: one?.address })
  expect(answer.status).toBe(409)
  expect(await answer.json()).toMatchObject({ code: 'desk/exists' })
  expect(queueNow(String(other?.slug))).toEqual(other)
})

test('the desk’s name and colour are changed together or alone', async () => {
  expect((await change('/api/desk', { deskName: 'Example', mailColor: '#0000aa' })).status).toBe(
    200,
  )
  expect(stage.desk.parts.settings.get()).toMatchObject({
    deskName: 'Example',
    mailColor: '#0000aa',
  })
  expect((await change('/api/desk', { mailColor: '#ffff00' })).status).toBe(400)
  expect(stage.desk.parts.settings.get().mailColor).toBe('#0000aa')
})

test('nobody else reads or changes any of it, and there is no queue that is not there', async () => {
  expect((await stage.call('/api/queues', { headers: agent })).status).toBe(403)
  expect((await change('/api/queues/support', { name: 'x' }, agent)).status).toBe(403)
  expect((await change('/api/desk', { deskName: 'x' }, agent)).status).toBe(403)
  expect((await change('/api/queues/nowhere', { name: 'x' })).status).toBe(404)
})
