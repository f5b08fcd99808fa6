/** Ending mail to oneself by the address in its header, as mail programs do it, and by hand. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { unwrap } from '../../shared/kit/fault.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import { v } from '../../shared/kit/schema.ts'
import { OutgoingMail } from '../../shared/wire/mail.ts'
import { changeNotices, readNotices } from '../auth/notices.ts'
import { openWebStage, type WebStage } from '../http/test-stage/web-stage.ts'
import { text } from '../store/database.ts'

let web: WebStage
beforeEach(async () => {
  web = await openWebStage()
})
afterEach(() => web.close())

/** Somebody who asked to be told was given a ticket. @returns who, and the path in the header of their mail */
async function told() {
  const ada = await web.agent('Ada')
  const ben = await web.agent('Ben')
  await changeNotices(web.desk.database, ada.person, { assigned: true, answered: true })
  const ticket = await web.ticket('ruth@customer.test')
  const op = { op: 'set-assignee', assignee: ada.person } as const
  unwrap(await web.push(ben, { kind: 'edit', ticket, ops: [op] }))
  const row = await web.sql.get(`SELECT mail FROM outgoing WHERE kind = 'agent-notice'`)
  const mail = v.parse(OutgoingMail, JSON.parse(row ? text(row, 'mail') : ''))
  return { ada, path: new URL(mail.unsubscribe ?? '').pathname }
}
const noticesOf = (person: string) => readNotices(web.sql, person)
/** As Gmail does it: no session, no origin, no language. */
const click = (path: string) =>
  web.call(path, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: 'List-Unsubscribe=One-Click',
  })

test('[MR42] one request ends that kind of mail and no other, and may come again', async () => {
  const { ada, path } = await told()
  // What scans mail looks at every address in it.
  const page = await web.call(path)
  expect(page.status).toBe(200)
  expect(page.headers.get('cache-control')).toBe('no-store')
  expect(await page.text()).toContain('a ticket was given to you')
  expect((await web.call(path, { method: 'HEAD' })).status).toBe(200)
  expect(await noticesOf(ada.person)).toEqual({ assigned: true, answered: true })
  for (let times = 0; times < 2; times++) {
    const done = await click(path)
    expect(done.status).toBe(200)
    expect(await done.text()).toContain('These mails have ended')
    expect(await noticesOf(ada.person)).toEqual({ assigned: false, answered: true })
  }
})

test('[MR39] nobody makes such an address, turns it to others or other mail, or uses it for ever', async () => {
  const { ada, path } = await told()
  const eve = await web.agent('Eve')
  const [, person = '', kind = '', signature = ''] = /^\/u\/(.+)\.(.+)\.(.+)$/.exec(path) ?? []
  expect([person, kind]).toEqual([ada.person, 'assigned'])
  const other = `${signature.startsWith('0') ? '1' : '0'}${signature.slice(1)}`
  for (const forged of [
    `${person}.answered.${signature}`,
    `${person}.digest.${signature}`,
    `${person}.${kind}.${other}`,
    `${person}.${kind}.`,
    `${person}.${kind}`,
    `${person}.${kind}.${signature}.x`,
    `${eve.person}.${kind}.${signature}`,
    'x',
  ]) {
    expect((await click(`/u/${forged}`)).status, forged).toBe(404)
    expect((await web.call(`/u/${forged}`)).status, forged).toBe(404)
  }
  expect(await noticesOf(ada.person)).toEqual({ assigned: true, answered: true })
  // Another mail, signed long after, begins another key; the first ends when its grace is over.
  web.advance(LIMITS.mailKeyMs)
  await web.ticket('rob@customer.test', { isAcknowledged: true })
  expect((await web.call(path)).status).toBe(200)
  web.advance(LIMITS.mailKeyGraceMs)
  expect((await click(path)).status).toBe(404)
  expect(await noticesOf(ada.person)).toEqual({ assigned: true, answered: true })
})
