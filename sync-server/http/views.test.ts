/** Saved views over HTTP: whose they are, who may change them, how many, and that an erased address stands in none. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { LIMITS } from '../../shared/kit/limits.ts'
import { v } from '../../shared/kit/schema.ts'
import type { Rights } from '../../shared/ticket/ticket-rules.ts'
import { SavedView } from '../../shared/wire/saved-view.ts'
import { dropViewsNaming } from '../views/view-rows.ts'
import { openWebStage, type WebStage } from './test-stage/web-stage.ts'

const List = v.object({ views: v.array(SavedView) })
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
  await web.desk.database.write((tx) => tx.run(`DELETE FROM saved_views`))
  count++
  lead = await web.agent(`Lea${count}`, null, 'lead')
  eve = await web.agent(`Eve${count}`, ['support'])
  ben = await web.agent(`Ben${count}`, ['payments'])
})

const OWN = {
  name: 'Refunds',
  view: 'inbox',
  query: 'tag:refund',
  isShared: false,
  isPinned: true,
  place: 0,
}
const SHARED = { ...OWN, isShared: true }

async function call(who: Rights, method: string, id = '', body?: object) {
  const response = await web.call(`/api/views${id && `/${id}`}`, {
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
  v.parse(List, (await call(who, 'GET')).said).views.map(({ name }) => name)

test('[WO5] one’s own is seen and changed by nobody else; the same try again makes no second', async () => {
  const id = web.newId()
  for (const name of ['Refunds', 'Refunds', 'Money back'])
    expect((await call(eve, 'PUT', id, { ...OWN, name })).status).toBe(200)
  expect(await namesOf(eve)).toEqual(['Money back'])
  for (const who of [ben, lead]) {
    expect(await namesOf(who)).toEqual([])
    expect(await call(who, 'PUT', id, OWN)).toMatchObject({ status: 404, code: 'kit/not-found' })
    expect((await call(who, 'DELETE', id)).status).toBe(204)
  }
  expect(await namesOf(eve)).toEqual(['Money back'])
})

test('[WO5] one of the team’s is seen by all, changed by its author, removed by a lead too', async () => {
  const id = web.newId()
  await call(eve, 'PUT', id, SHARED)
  expect(await namesOf(ben)).toEqual(['Refunds'])
  const denied = { status: 403, code: 'auth/denied' }
  expect(await call(ben, 'PUT', id, SHARED)).toMatchObject(denied)
  expect(await call(lead, 'PUT', id, SHARED)).toMatchObject(denied)
  expect(await call(ben, 'DELETE', id)).toMatchObject(denied)
  expect((await call(lead, 'DELETE', id)).status).toBe(204)
  expect(await namesOf(eve)).toEqual([])
})

test('one’s own come first, in their order', async () => {
  await call(ben, 'PUT', web.newId(), { ...SHARED, name: 'Of Ben' })
  await call(eve, 'PUT', web.newId(), { ...OWN, name: 'Second', place: 2 })
  await call(eve, 'PUT', web.newId(), { ...OWN, name: 'First', place: 1 })
  expect(await namesOf(eve)).toEqual(['First', 'Second', 'Of Ben'])
})

test('what is wrong is said, and changes nothing; nobody reads them without signing in', async () => {
  for (const body of [
    { ...OWN, name: ' ' },
    { ...OWN, name: 'x'.repeat(LIMITS.savedViewNameChars + 1) },
    { ...OWN, query: 'x'.repeat(LIMITS.savedViewQueryChars + 1) },
    { ...OWN, view: '../x' },
    { ...OWN, place: -1 },
  ])
    expect(await call(eve, 'PUT', web.newId(), body)).toMatchObject({ code: 'kit/invalid' })
  expect(await call(eve, 'PUT', 'x', OWN)).toMatchObject({ code: 'kit/not-found' })
  expect((await web.call('/api/views')).status).toBe(401)
  expect(await namesOf(eve)).toEqual([])
})

test('there are so many and no more; those there are can still be changed', async () => {
  const id = web.newId()
  await call(eve, 'PUT', id, OWN)
  await web.desk.database.write(async (tx) => {
    for (let n = 1; n < LIMITS.savedViews; n++)
      await tx.run(
        `INSERT INTO saved_views (id, person, shared, place, words, changed_at) SELECT ?, person, shared, place, words, changed_at FROM saved_views WHERE id = ?`,
        web.newId(),
        id,
      )
  })
  expect(await call(eve, 'PUT', web.newId(), OWN)).toMatchObject({ code: 'kit/too-big' })
  expect((await call(eve, 'PUT', id, { ...OWN, name: 'A' })).status).toBe(200)
  expect((await call(ben, 'PUT', web.newId(), OWN)).status).toBe(200)
})

test('an erased address stands in no view any more', async () => {
  await call(eve, 'PUT', web.newId(), { ...SHARED, query: 'from:Sam@Outside.test' })
  await call(eve, 'PUT', web.newId(), { ...OWN, name: 'Other' })
  await web.desk.database.write((tx) => dropViewsNaming(tx, 'sam@outside.test'))
  expect(await namesOf(eve)).toEqual(['Other'])
})
