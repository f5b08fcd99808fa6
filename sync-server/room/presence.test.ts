/** Who is here, as a room knows it: forged identities, other people's ids, floods. */
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { describe, expect, test } from 'vitest'
import type { Member } from './member.ts'
import { makePresence } from './presence.ts'

type Said = { client: number; clock: number; state: unknown }

const awareness = (...said: Said[]): Uint8Array => {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, said.length)
  for (const { client, clock, state } of said) {
    encoding.writeVarUint(encoder, client)
    encoding.writeVarUint(encoder, clock)
    encoding.writeVarString(encoder, JSON.stringify(state))
  }
  return encoding.toUint8Array(encoder)
}

function read(bytes: Uint8Array | null): Said[] {
  if (!bytes) return []
  const decoder = decoding.createDecoder(bytes)
  return Array.from({ length: decoding.readVarUint(decoder) }, () => ({
    client: decoding.readVarUint(decoder),
    clock: decoding.readVarUint(decoder),
    state: JSON.parse(decoding.readVarString(decoder)) as unknown,
  }))
}

/** Only `person` is looked at. */
const member = (name: string): Member =>
  ({ person: { id: name, name, color: '#000' }, device: name }) as Member

const ada = member('Ada')
const bert = member('Bert')

describe('[DR5] presence', () => {
  test('whatever identity is claimed, the authenticated one is told', () => {
    const presence = makePresence()
    for (const user of [{ id: 'boss', name: 'The Boss' }, 'boss', null, ['boss']]) {
      const heard = read(presence.update(ada, awareness({ client: 7, clock: 1, state: { user } })))
      expect(heard).toMatchObject([{ client: 7, state: { user: { id: 'Ada', name: 'Ada' } } }])
    }
    const forged = `{"__proto__":{"user":"boss"},"user":{"name":"The Boss"}}`
    const encoder = encoding.createEncoder()
    for (const number of [1, 7, 2]) encoding.writeVarUint(encoder, number)
    encoding.writeVarString(encoder, forged)
    expect(read(presence.update(ada, encoding.toUint8Array(encoder)))).toMatchObject([
      { state: { user: { id: 'Ada' } } },
    ])
  })

  test('nobody speaks for another’s id, nor sends them away', () => {
    const presence = makePresence()
    presence.update(ada, awareness({ client: 7, clock: 1, state: { at: 1 } }))
    expect(presence.update(bert, awareness({ client: 7, clock: 99, state: { at: 2 } }))).toBeNull()
    expect(presence.update(bert, awareness({ client: 7, clock: 99, state: null }))).toBeNull()
    expect(read(presence.all())).toMatchObject([{ client: 7, clock: 1, state: { at: 1 } }])
  })

  test('somebody who is not here yet cannot be silenced beforehand', () => {
    const presence = makePresence()
    const huge = { client: 7, clock: 2 ** 40, state: null }
    expect(presence.update(bert, awareness(huge))).toBeNull()
    const heard = presence.update(ada, awareness({ client: 7, clock: 1, state: {} }))
    expect(read(heard)).toMatchObject([{ client: 7, clock: 1 }])
  })

  test('a flood of ids is kept for nobody', () => {
    const presence = makePresence()
    let told = 0
    for (let at = 0; at < 20_000; at++)
      if (presence.update(bert, awareness({ client: 1_000 + at, clock: 1, state: {} }))) told++
    expect(told).toBe(4)
    expect(read(presence.all())).toHaveLength(4)
    expect(read(presence.update(ada, awareness({ client: 7, clock: 1, state: {} })))).toHaveLength(
      1,
    )
    // One that went makes room for another.
    presence.update(bert, awareness({ client: 1_000, clock: 2, state: null }))
    expect(presence.update(bert, awareness({ client: 5, clock: 1, state: {} }))).not.toBeNull()
  })

  test.each([
    ['more bytes than it may have', awareness({ client: 1, clock: 1, state: 'x'.repeat(5_000) })],
    ['2^31 states claimed', new Uint8Array([255, 255, 255, 255, 7, 1])],
    ['no JSON', new Uint8Array([1, 1, 1, 1, 123])],
    ['a state that is a list', awareness({ client: 1, clock: 1, state: [] })],
    ['a state that is a word', awareness({ client: 1, clock: 1, state: 'here' })],
    ['cut short', awareness({ client: 1, clock: 1, state: { long: 'enough' } }).slice(0, 9)],
  ])('%s is thrown at the socket it came from, and nothing is kept', (_name, bytes) => {
    const presence = makePresence()
    expect(() => presence.update(ada, bytes)).toThrow(Error)
    expect(presence.all()).toBeNull()
  })
})
