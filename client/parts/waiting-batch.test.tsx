/** What the server refused of a batch: one entry with one reason, that unfolds. */
import { expect, test } from 'vitest'
import type { Waiting } from '../replica/api.ts'
import { groupWaiting } from './waiting-batch.tsx'

const item = (n: number, over: Partial<Waiting> = {}): Waiting => ({
  pushId: `push-${n}`,
  ticket: `ticket-${n}`,
  kind: 'edit',
  title: 'status → solved',
  text: null,
  seen: null,
  message: null,
  notBefore: null,
  claimedAt: n,
  state: 'refused',
  code: 'ticket/denied',
  detail: null,
  into: null,
  readers: null,
  ...over,
})

test('[WO2] the refused of a batch are one entry for each reason; what is no batch stays apart', () => {
  const many = Array.from({ length: 200 }, (_, n) => item(n, { batch: 'one' }))
  const other = item(201, { batch: 'one', code: 'ticket/too-big' })
  const alone = [item(202), item(203)]
  expect(groupWaiting([...many, other, ...alone])).toEqual([
    many,
    [other],
    ...alone.map((one) => [one]),
  ])
})
