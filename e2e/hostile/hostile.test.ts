/** Each attack against a real server: it stays up, those beside it are answered, and nothing of it is left behind. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { draftIdFor } from '../../shared/ticket/draft-doc.ts'
import { v } from '../../shared/kit/schema.ts'
import { openStage, type Person, type Stage } from '../stage.ts'
import { assault, ATTACKS, type Target } from './attacks.ts'
import { openBystanders, type Bystanders } from './bystanders.ts'

const QUEUE = 'support'
const EDITS = 15
const EVERY_MS = 20

let stage: Stage
let bystanders: Bystanders
let ann: Person
let target: Target

beforeAll(async () => {
  stage = await openStage({ hasRelay: false, hasGateway: false })
  await stage.addQueue(QUEUE, 'Support', 'support@desk.test')
  ann = await stage.addPerson({ email: 'ann@desk.test', name: 'Ann', role: 'agent' })
  const eve = await stage.addPerson({ email: 'eve@desk.test', name: 'Eve', role: 'agent' })
  const [mine, hers] = [await openTicket(), await openTicket()]
  bystanders = await openBystanders(stage, ann, mine)
  target = { wsUrl: stage.wsUrl, token: eve.token, ticket: hers, draft: draftIdFor(hers, 0) }
}, 60_000)
afterAll(async () => {
  bystanders.close()
  await stage.close()
}, 30_000)

async function openTicket(): Promise<string> {
  const body = { queue: QUEUE, name: 'Ben', email: 'ben@x.test', subject: 'Help', body: 'Please.' }
  const answer = await stage.api().post('/api/tickets', body)
  return v.parse(v.object({ id: v.string() }), answer.json).id
}

describe('[CO5] [CO6]', () => {
  test.each(Object.entries(ATTACKS))(
    '%s: the server stays up and others are answered',
    async (_name, attack) => {
      const before = await read(target.ticket)
      const pid = stage.server.pid()
      let isOver = false
      const attacking = assault(attack, target, () => isOver)
      const waits = await bystanders.work(EDITS, EVERY_MS).finally(() => {
        isOver = true
      })
      const done = await attacking
      expect(done.sent).toBeGreaterThan(0)
      expect(waits.push).toHaveLength(EDITS)
      expect(waits.letter).toHaveLength(EDITS)
      expect(stage.server.pid()).toBe(pid)
      expect(await read(target.ticket)).toEqual(before)
    },
    30_000,
  )
})

async function read(ticket: string): Promise<unknown> {
  return (await ann.api.get(`/api/tickets/${ticket}`)).json
}
