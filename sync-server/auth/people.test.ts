/** Changing people: what a change ends, and what it may not. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { unwrap, type FaultCode } from '../../shared/kit/fault.ts'
import type { Rights } from '../../shared/ticket/ticket-rules.ts'
import type { DeskEvent } from '../commit/hub.ts'
import { codeOf, openStage, type Stage } from '../commit/test-stage/desk-stage.ts'
import { rightsVersion, underRights } from './rights.ts'
import type { PersonChange } from './people.ts'

let stage: Stage
let ada: Rights
let eve: Rights
beforeEach(async () => {
  stage = await openStage()
  ada = await stage.agent('Ada', null, 'admin')
  eve = await stage.agent('Eve', ['support'])
})
afterEach(() => stage.close())

const change = (rights: Rights, what: PersonChange) => stage.desk.people.change(rights.person, what)
const entryOf = async (rights: Rights) =>
  (await stage.desk.people.entries()).find((entry) => entry.id === rights.person)

describe('a change', () => {
  test('takes what is named and leaves the rest', async () => {
    const changed = unwrap(await change(eve, { queues: ['payments', 'support', 'payments'] }))
    expect(changed).toMatchObject({ name: 'Eve', role: 'agent', isDisabled: false })
    expect((await entryOf(eve))?.queues).toEqual(['payments', 'support'])
    unwrap(await change(eve, { name: '  Eva ', role: 'lead' }))
    expect(await stage.desk.people.rightsOf(eve.person)).toEqual({
      person: eve.person,
      name: 'Eva',
      role: 'lead',
      queues: ['payments', 'support'],
    })
    unwrap(await change(eve, { queues: null }))
    expect((await entryOf(eve))?.queues).toBeNull()
    unwrap(await change(eve, { queues: [] }))
    expect((await stage.desk.people.rightsOf(eve.person))?.queues).toEqual([])
  })

  test('of nobody, or to no name, is refused and changes nothing', async () => {
    const before = await stage.desk.people.entries()
    expect(codeOf(await stage.desk.people.change(stage.newId(), { role: 'lead' }))).toBe(
      'kit/not-found',
    )
    expect(codeOf(await change(eve, { name: '   ' }))).toBe('kit/invalid')
    expect(await stage.desk.people.entries()).toEqual(before)
  })

  test('[RI21] is told after it is durable, never before', async () => {
    const seen: [DeskEvent['type'], string][] = []
    const looks: Promise<void>[] = []
    stage.desk.parts.hub.subscribe((event) => {
      const look = async () => {
        const rights = await stage.desk.people.rightsOf(eve.person)
        seen.push([event.type, rights?.queues?.join() ?? 'none'])
      }
      looks.push(look())
    })
    unwrap(await change(eve, { queues: ['payments'] }))
    await Promise.all(looks)
    expect(seen).toEqual([
      ['rights-changed', 'payments'],
      ['desk-changed', 'payments'],
    ])
  })
})

describe('the last admin', () => {
  test.each<PersonChange>([{ role: 'lead' }, { isDisabled: true }, { role: 'agent', queues: [] }])(
    '[RI22] %j is refused, and is not once there is another',
    async (what) => {
      const before = await stage.desk.people.entries()
      expect(codeOf(await change(ada, what))).toBe('auth/last-admin' satisfies FaultCode)
      expect(await stage.desk.people.entries()).toEqual(before)
      unwrap(await change(eve, { role: 'admin' }))
      unwrap(await change(ada, what))
      // A disabled admin is none.
      expect(codeOf(await change(eve, { isDisabled: true }))).toBe('auth/last-admin')
    },
  )

  test('[RI22] two who unmake each other at once: one stays', async () => {
    unwrap(await change(eve, { role: 'admin' }))
    const done = await Promise.all([
      change(ada, { role: 'agent' }),
      change(eve, { isDisabled: true }),
    ])
    expect(done.filter((one) => one.ok)).toHaveLength(1)
    const admins = (await stage.desk.people.entries()).filter(
      (one) => one.role === 'admin' && !one.isDisabled,
    )
    expect(admins).toHaveLength(1)
  })

  test('other changes of theirs are nobody’s business', async () => {
    unwrap(await change(ada, { name: 'Ada L.', queues: ['support'] }))
    expect(await entryOf(ada)).toMatchObject({ name: 'Ada L.', role: 'admin' })
  })
})

describe('rights as they are read', () => {
  test('[RI21] what was read while they changed is read again', async () => {
    let reads = 0
    const value = await underRights(stage.desk.database, eve.person, async (rights) => {
      if (++reads === 1) unwrap(await change(eve, { queues: ['payments'] }))
      return rights.queues
    })
    expect([value, reads]).toEqual([['payments'], 2])
    const none = await underRights(stage.desk.database, eve.person, async () => {
      unwrap(await change(eve, { isDisabled: true }))
      return 'told'
    })
    expect(none).toBeNull()
  })

  test('every change of anybody, and every session that is ended, raises the number', async () => {
    const number = () => rightsVersion(stage.desk.database.read)
    const first = await number()
    unwrap(await change(eve, { queues: ['payments'] }))
    expect(await number()).toBe(first + 1)
    await stage.desk.sessions.open(eve.person, 'browser')
    expect(await stage.desk.sessions.revoke(eve.person)).toBe(1)
    expect(await number()).toBe(first + 2)
    expect(await stage.desk.sessions.revoke(eve.person)).toBe(0)
    expect(await number()).toBe(first + 2)
  })
})
