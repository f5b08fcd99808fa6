/** Of what one is told by mail, over HTTP: nothing at first, and each for oneself alone. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWebStage, type WebStage } from './test-stage/web-stage.ts'

let web: WebStage
beforeAll(async () => {
  web = await openWebStage()
})
afterAll(() => web.close())

const PATH = '/api/me/notices'
const bearer = (token: string) => ({ authorization: `Bearer ${token}` })

test('[MA24] they are off until one turns them on, and stay as they were set', async () => {
  const [ada, ben] = [await web.agent('Ada'), await web.agent('Ben')]
  const [hers, his] = [await web.bearer(ada), await web.bearer(ben)]
  const read = async (token: string): Promise<unknown> =>
    (await web.call(PATH, { headers: bearer(token) })).json()
  const write = (token: string, body: object) =>
    web.call(PATH, {
      method: 'PUT',
      headers: { ...bearer(token), 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
  const off = { assigned: false, answered: false }
  expect(await read(hers)).toEqual(off)
  const changed = await write(hers, { assigned: true, answered: false })
  expect(changed.status).toBe(200)
  expect(await read(hers)).toEqual({ assigned: true, answered: false })
  expect(await read(his)).toEqual(off)
  expect((await write(hers, { assigned: 'yes' })).status).toBe(400)
  expect((await write(hers, { ...off, person: ben.person })).status).toBe(400)
  expect((await web.call(PATH, {})).status).toBe(401)
})
