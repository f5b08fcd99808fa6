/** Macros over HTTP: whose they are, who may change them, and that a variable left open is not sent. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { LIMITS } from '../../shared/kit/limits.ts'
import { v } from '../../shared/kit/schema.ts'
import { Macro } from '../../shared/ticket/macro.ts'
import type { Rights } from '../../shared/ticket/ticket-rules.ts'
import { openWebStage, type WebStage } from './test-stage/web-stage.ts'

const List = v.object({ macros: v.array(Macro) })
const Answer = v.looseObject({ code: v.optional(v.string()) })

let web: WebStage
let lead: Rights
let eve: Rights
let ben: Rights
let count = 0
beforeAll(async () => {
  web = await openWebStage()
})
afterAll(() => web.close())
beforeEach(async () => {
  await web.desk.database.write((tx) => tx.run(`DELETE FROM macros`))
  count++
  lead = await web.agent(`Lea${count}`, null, 'lead')
  eve = await web.agent(`Eve${count}`, ['support'])
  ben = await web.agent(`Ben${count}`, ['payments'])
})

const WORDS = { name: 'Hello', text: 'Hi {{first name}}', sets: {}, queues: null, isShared: true }
const OWN = { ...WORDS, isShared: false }

async function call(who: Rights, method: string, id = '', body?: object) {
  const response = await web.call(`/api/macros${id && `/${id}`}`, {
    method,
    headers: {
      authorization: `Bearer ${await web.bearer(who)}`,
      'content-type': 'application/json',
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
  })
  const said: unknown = response.status === 204 ? {} : await response.json()
  return { status: response.status, said, code: v.is(Answer, said) ? said.code : undefined }
}
const namesOf = async (who: Rights) =>
  v.parse(List, (await call(who, 'GET')).said).macros.map(({ name }) => name)

test('a lead makes one for the team; the same try again makes no second; changed, it is changed for all', async () => {
  const id = web.newId()
  for (const name of ['Hello', 'Hello', 'Welcome'])
    expect((await call(lead, 'PUT', id, { ...WORDS, name })).status).toBe(200)
  for (const who of [lead, eve, ben]) expect(await namesOf(who)).toEqual(['Welcome'])
  expect((await call(lead, 'DELETE', id)).status).toBe(204)
  expect((await call(lead, 'DELETE', id)).status).toBe(204)
  expect(await namesOf(eve)).toEqual([])
})

test('one’s own is seen and changed by nobody else', async () => {
  const id = web.newId()
  expect((await call(eve, 'PUT', id, OWN)).status).toBe(200)
  for (const who of [ben, lead]) {
    expect(await namesOf(who)).toEqual([])
    expect(await call(who, 'PUT', id, OWN)).toMatchObject({ status: 404, code: 'kit/not-found' })
    expect((await call(who, 'DELETE', id)).status).toBe(204)
  }
  expect(await namesOf(eve)).toEqual(['Hello'])
})

test('an agent makes, changes and removes none of the team', async () => {
  const id = web.newId()
  const denied = { status: 403, code: 'auth/denied' }
  expect(await call(eve, 'PUT', id, WORDS)).toMatchObject(denied)
  await call(lead, 'PUT', id, WORDS)
  expect(await call(eve, 'PUT', id, OWN)).toMatchObject(denied)
  expect(await call(eve, 'DELETE', id)).toMatchObject(denied)
  const own = web.newId()
  await call(eve, 'PUT', own, OWN)
  expect(await call(eve, 'PUT', own, WORDS)).toMatchObject(denied)
  expect(await namesOf(eve)).toEqual(['Hello', 'Hello'])
  expect(await namesOf(lead)).toEqual(['Hello'])
})

test('one for some queues is offered to whoever sees one of them', async () => {
  await call(lead, 'PUT', web.newId(), { ...WORDS, queues: ['payments'] })
  expect(await namesOf(eve)).toEqual([])
  expect(await namesOf(ben)).toEqual(['Hello'])
  expect(await namesOf(lead)).toEqual(['Hello'])
})

test('what is wrong is said, and changes nothing', async () => {
  for (const [id, body, status, code] of [
    [web.newId(), { ...OWN, text: 'Hi {{frist name}}' }, 400, 'kit/invalid'],
    [web.newId(), { ...OWN, sets: { status: 'gone' } }, 400, 'kit/invalid'],
    [web.newId(), { ...OWN, text: 'x'.repeat(LIMITS.macroChars + 1) }, 400, 'kit/invalid'],
    ['x', OWN, 404, 'kit/not-found'],
  ] as const)
    expect(await call(eve, 'PUT', id, body)).toMatchObject({ status, code })
  expect((await web.call('/api/macros')).status).toBe(401)
  expect(await namesOf(eve)).toEqual([])
})

test('there are so many and no more; those there are can still be changed', async () => {
  const id = web.newId()
  await call(eve, 'PUT', id, OWN)
  await web.desk.database.write(async (tx) => {
    for (let n = 1; n < LIMITS.macros; n++)
      await tx.run(
        `INSERT INTO macros (id, person, shared, name, words, changed_at) SELECT ?, person, shared, name, words, changed_at FROM macros WHERE id = ?`,
        web.newId(),
        id,
      )
  })
  expect(await call(eve, 'PUT', web.newId(), OWN)).toMatchObject({ code: 'kit/too-big' })
  expect((await call(eve, 'PUT', id, { ...OWN, name: 'A' })).status).toBe(200)
  expect((await call(ben, 'PUT', web.newId(), OWN)).status).toBe(200)
})
