/** The demo over HTTP: admins bring it and take it away. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { LIMITS } from '../../shared/kit/limits.ts'
import { openWebStage, type WebStage } from './test-stage/web-stage.ts'

vi.setConfig({ testTimeout: 30_000 })

let web: WebStage
beforeEach(async () => {
  web = await openWebStage()
})
afterEach(() => web.close())

test('an admin brings it, sees how much there is, and takes it away; nobody else does', async () => {
  const admin = await web.bearer(await web.agent('Ada', null, 'admin'))
  const agent = await web.bearer(await web.agent('Bert'))
  const call = async (method: string, token: string) => {
    const headers = { authorization: `Bearer ${token}` }
    const response = await web.call('/api/demo', { method, headers })
    return [response.status, await response.json()]
  }
  for (const method of ['GET', 'POST', 'DELETE'])
    expect(await call(method, agent)).toMatchObject([403, { code: 'auth/denied' }])
  const real = await web.ticket()
  expect(await call('GET', admin)).toEqual([200, { tickets: 0 }])
  expect(await call('POST', admin)).toEqual([201, { tickets: LIMITS.demoTickets }])
  expect(await call('DELETE', admin)).toEqual([200, { tickets: 0 }])
  const left = await web.sql.all(`SELECT id FROM tickets`)
  expect(left.map((row) => row['id'])).toEqual([real])
})
