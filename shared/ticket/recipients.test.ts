/** Who gets a reply besides the requester: one rule for the composer and the server. */
import { describe, expect, test } from 'vitest'
import { fc } from '../kit/test-stage/properties.ts'
import { isOfDesk } from './address.ts'
import type { Recipient } from './draft-doc.ts'
import { audienceKey, audienceOf, suggestionsFor } from './recipients.ts'
import type { Participant } from './ticket.ts'

const requester = { id: 'r', name: 'Ruth', address: 'ruth@customer.test', isVerified: true }
const on = (address: string, how: Participant['how']): Participant => ({
  id: address,
  name: address.split('@')[0] ?? '',
  address,
  how,
})
const OURS = new Set(['support@desk.test'])
const facts = {
  requester,
  participants: [
    on('amy@customer.test', 'added'),
    on('ben@customer.test', 'wrote'),
    on('olga@other.test', 'earlier'),
    on('support@desk.test', 'added'),
  ],
}
const addresses = (people: readonly { address: string }[]) => people.map(({ address }) => address)

describe('who gets a reply', () => {
  test('without a choice: whom an agent added, and nobody who only wrote, was merged, or is of the desk', () => {
    const { cc, bcc } = audienceOf(facts, [], OURS)
    expect([addresses(cc), bcc]).toEqual([['amy@customer.test'], []])
  })

  test('a choice goes before, and the requester is in neither', () => {
    const chosen: Recipient[] = [
      { address: 'amy@customer.test', name: '', as: 'none' },
      { address: 'ben@customer.test', name: '', as: 'bcc' },
      { address: 'ruth@customer.test', name: 'R', as: 'cc' },
      { address: 'zoe@customer.test', name: 'Zoe', as: 'cc' },
    ]
    expect(audienceOf(facts, chosen, OURS)).toEqual({
      cc: [{ address: 'zoe@customer.test', name: 'Zoe' }],
      bcc: [{ address: 'ben@customer.test', name: 'ben' }],
    })
  })

  test('in whatever order it was chosen, it is one line', () => {
    const person = fc.record({
      address: fc.constantFrom('a@x.test', 'b@x.test', 'c@x.test', 'amy@customer.test'),
      name: fc.constantFrom('', 'N'),
      as: fc.constantFrom('cc' as const, 'bcc' as const, 'none' as const),
    })
    fc.assert(
      fc.property(fc.uniqueArray(person, { selector: ({ address }) => address }), (chosen) => {
        const audience = audienceOf(facts, chosen, OURS)
        const again = audienceOf(facts, [...chosen].reverse(), OURS)
        expect(audienceKey(again)).toBe(audienceKey(audience))
        const all = addresses([...audience.cc, ...audience.bcc])
        expect(new Set(all).size).toBe(all.length)
        expect(all.some((address) => isOfDesk(address, OURS))).toBe(false)
      }),
    )
  })
})

test('suggested is who is on the ticket or was copied, once, and not who gets it anyhow', () => {
  const audience = audienceOf(facts, [], OURS)
  const copied = [
    { address: 'ben@customer.test', name: 'Ben' },
    { address: 'new@customer.test', name: 'New' },
    { address: 'ruth@customer.test', name: 'Ruth' },
  ]
  expect(addresses(suggestionsFor(facts, copied, audience))).toEqual([
    'ben@customer.test',
    'olga@other.test',
    'support@desk.test',
    'new@customer.test',
  ])
})
