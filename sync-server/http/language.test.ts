/** The language one reads, over HTTP: nobody knows it at first, each says their own alone. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWebStage, type WebStage } from './test-stage/web-stage.ts'

let web: WebStage
beforeAll(async () => {
  web = await openWebStage()
})
afterAll(() => web.close())

const PATH = '/api/me/language'

test('[LA1] a device says it, for its own person and in a language there is', async () => {
  const [ada, ben] = [await web.agent('Ada'), await web.agent('Ben')]
  const [hers, his] = [await web.bearer(ada), await web.bearer(ben)]
  const call = async (token: string, body?: object) => {
    const answer = await web.call(PATH, {
      method: body ? 'PUT' : 'GET',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    })
    return answer.ok ? ((await answer.json()) as unknown) : answer.status
  }
  expect(await call(hers)).toEqual({ language: null })
  expect(await call(hers, { language: 'fr', isGuess: true })).toEqual({ language: 'fr' })
  expect(await call(hers, { language: 'ar', isGuess: false })).toEqual({ language: 'ar' })
  expect(await call(hers)).toEqual({ language: 'ar' })
  expect(await call(his)).toEqual({ language: null })
  for (const language of ['xx', '', 'en-XA', 'constructor', 'd'.repeat(99), 7])
    expect(await call(hers, { language, isGuess: false })).toBe(400)
  expect(await call(hers, { language: 'de', isGuess: false, person: ben.person })).toBe(400)
  expect((await web.call(PATH, {})).status).toBe(401)
})
