/**
 * Push messages to the browser that asks: `GET`, `PUT` and `DELETE /api/push`, each for the session it comes through;
 * `POST /api/push/seen` says what was shown there, `POST /api/push/test` sends one to it.
 */
import type { Hono } from 'hono'
import { FaultError, unwrap } from '../../shared/kit/fault.ts'
import { makeId } from '../../shared/kit/id.ts'
import { parseWith } from '../../shared/kit/schema.ts'
import { isTimeZone } from '../../shared/sla/zone.ts'
import { PushDevice, PushSeen, type PushState } from '../../shared/wire/push.ts'
import type { Desk } from '../desk.ts'
import { addJob } from '../jobs/job-rows.ts'
import { deviceOf, dropDevices, noteSeen, putDevice } from '../push/devices.ts'
import { sealMessage } from '../push/push-message.ts'
import { subjectOf } from '../push/push-runner.ts'
import { vapidKeys } from '../push/vapid.ts'
import { readJson } from './body.ts'
import type { RateLimiter } from './rate-limiter.ts'
import { requireSession, type HttpEnv } from './request-auth.ts'

export function mountPush(app: Hono<HttpEnv>, desk: Desk, limiter: RateLimiter): void {
  const agent = requireSession(desk)
  const { database } = desk
  const { clock, random } = desk.parts

  app.get('/api/push', agent, async (context) => {
    const device = await deviceOf(database.read, context.get('session').id)
    const { publicKey } = await vapidKeys(database)
    const state: PushState = { key: publicKey, wishes: device?.wishes ?? null }
    return context.json(state)
  })

  app.put('/api/push', agent, async (context) => {
    const { id: session, rights } = context.get('session')
    limiter.take(`push:${rights.person}`, 60, 60_000)
    const device = unwrap(parseWith(PushDevice, await readJson(context)))
    if (device.quiet && !isTimeZone(device.quiet.zone))
      throw new FaultError({ code: 'kit/invalid', detail: 'not a time zone' })
    const keys = await vapidKeys(database)
    const now = clock.now()
    // Keys that nothing can be sealed for are refused while somebody is there to hear it.
    const subject = subjectOf(desk.config)
    unwrap(sealMessage(device, '', { keys, subject, now, topic: 'test', urgency: 'normal' }))
    const id = makeId(now, random)
    const { person } = rights
    unwrap(await database.write((tx) => putDevice(tx, device, { id, session, person, now })))
    return context.json({})
  })

  app.delete('/api/push', agent, async (context) => {
    await database.write((tx) => dropDevices(tx, [context.get('session').id]))
    return context.json({})
  })

  app.post('/api/push/seen', agent, async (context) => {
    const { seen, unread } = unwrap(parseWith(PushSeen, await readJson(context)))
    await database.write(async (tx) => {
      const device = await deviceOf(tx, context.get('session').id)
      if (device) await noteSeen(tx, device, seen, unread)
    })
    return context.json({})
  })

  app.post('/api/push/test', agent, async (context) => {
    const { id: session, rights } = context.get('session')
    limiter.take(`push-test:${rights.person}`, 10, 60_000)
    const now = clock.now()
    await database.write(async (tx) => {
      const device = await deviceOf(tx, session)
      if (!device)
        throw new FaultError({ code: 'kit/not-found', detail: 'this browser is not told yet' })
      const id = makeId(now, random)
      const payload = { kind: 'test', device: device.id }
      await addJob(tx, {
        id,
        kind: 'push',
        key: `push:${device.id}:${id}`,
        dueAt: now,
        payload,
        now,
      })
    })
    return context.json({}, 202)
  })
}
