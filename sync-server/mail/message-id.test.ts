/** Message-IDs that say they are ours, and the keys by which that is known. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { LIMITS } from '../../shared/kit/limits.ts'
import { openStage, type Stage } from '../commit/test-stage/desk-stage.ts'
import { makeChance } from '../demo/seeded.ts'
import { currentMailKey, readMailKeys } from './mail-keys.ts'
import { readSignedId, signMessageId } from './message-id.ts'
import { makeLetters } from './test-stage/letters.ts'

const ID = '01kjpzwwv0gf7ga1avf2m9pz0w'
const KEYS = [
  { secret: 'now', since: 2 },
  { secret: 'before', since: 1 },
]

let stage: Stage
beforeEach(async () => {
  stage = await openStage()
})
afterEach(() => stage.close())

test('[MA19][MR39] a signature of any key in use is ours, and nothing else is', () => {
  for (const { secret } of KEYS) {
    const signed = signMessageId(ID, 'desk.test', secret)
    expect(readSignedId(signed, KEYS)).toBe(ID)
    // Programs that change case, and relays that change the domain, change nothing.
    expect(readSignedId(signed.toUpperCase(), KEYS)).toBe(ID)
    expect(readSignedId(signed.replace('desk.test', 'relay.test'), KEYS)).toBe(ID)
    for (let at = 0; at < 53; at++) {
      const other = signed[at] === '0' ? '1' : '0'
      const changed = signed.slice(0, at) + other + signed.slice(at + 1)
      expect(readSignedId(changed, KEYS)).toBeNull()
    }
  }
  const foreign = signMessageId(ID, 'desk.test', 'another desk')
  for (const id of [foreign, `${ID}@desk.test`, `${ID}.@desk.test`, '', 'x', `<${foreign}>`])
    expect(readSignedId(id, KEYS)).toBeNull()
  expect(readSignedId(signMessageId(ID, 'desk.test', 'now'), [])).toBeNull()
})

test('[MR39] a key is made once, replaced in time, and known for its grace', async () => {
  const { database } = stage.desk
  const { random } = makeChance('keys')
  const at = (now: number) => database.write((tx) => currentMailKey(tx, random, now))
  const known = async (now: number) => (await readMailKeys(stage.sql, now)).map((key) => key.secret)
  const first = await at(1)
  expect(await at(2)).toBe(first)
  expect(await at(LIMITS.mailKeyMs)).toBe(first)
  const replacedAt = LIMITS.mailKeyMs + 1
  const second = await at(replacedAt)
  expect(second).not.toBe(first)
  expect(await known(replacedAt + LIMITS.mailKeyGraceMs - 1)).toEqual([second, first])
  expect(await known(replacedAt + LIMITS.mailKeyGraceMs)).toEqual([second])
  // 256 bits, in one place.
  expect(first).toMatch(/^[0-9a-z]{52}$/)
  expect(await stage.count('store_facts', `name = 'message-id-keys'`)).toBe(1)
})

test('[MA19][MR39] an answer to a mail of before the last key finds its ticket', async () => {
  const letters = makeLetters(stage)
  const { ticket, signedId } = await letters.begun()
  stage.advance(LIMITS.mailKeyMs + 1)
  const later = await letters.begun()
  expect(await readMailKeys(stage.sql, stage.now())).toHaveLength(2)
  for (const [id, where] of [
    [signedId, ticket],
    [later.signedId, later.ticket],
  ] as const) {
    const found = await letters.from('ruth@customer.test', 'support@help.desk.test', {
      inReplyTo: [id],
    })
    expect([found.ticket, found.message?.joinedBy]).toEqual([where, 'signed-reply'])
  }
})

test('[MA19][MR40] every mail of the desk is signed, and its secret is in no log and no mail', async () => {
  const letters = makeLetters(stage)
  const agent = await stage.agent('Ada')
  const { ticket } = await letters.begun()
  await letters.reply(agent, ticket)
  const keys = await readMailKeys(stage.sql, stage.now())
  const rows = await stage.sql.all(`SELECT id, message_id, mail FROM outgoing`)
  expect(rows).toHaveLength(2)
  for (const row of rows) {
    expect(readSignedId(String(row['message_id']), keys)).toBe(row['id'])
    expect(String(row['mail'])).not.toContain(keys[0]?.secret)
  }
})
