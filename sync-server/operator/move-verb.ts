/** `mail move`: how far addresses are that are moved here, and a test mail that makes the round trip. */
import { fail, ok } from '../../shared/kit/fault.ts'
import { v } from '../../shared/kit/schema.ts'
import { sayMissing, sayNext, type Move } from '../../shared/wire/moving.ts'
import { describeMove, describeMoves, testMove } from '../mail/moving/moves.ts'
import { flag, makeVerb } from './verb.ts'

export const moveMail = makeVerb(
  {
    name: 'mail move',
    about: 'Say how far addresses are that are moved here, or send one of them a test mail.',
    options: [
      {
        name: 'queue',
        value: 'QUEUE',
        isRequired: false,
        isPositional: true,
        about: 'Only the address of this queue.',
      },
      {
        name: 'test',
        value: '',
        isRequired: false,
        isFlag: true,
        about: 'Send a test mail to it; ask again to see by which way it came.',
      },
    ],
  },
  v.object({ queue: v.optional(v.pipe(v.string(), v.maxLength(64))), test: flag }),
  async ({ parts }, { queue, test }) => {
    if (queue === undefined && test) return fail('kit/invalid', 'say which queue')
    if (queue === undefined) return answerOf(await describeMoves(parts))
    return answerOf([test ? await testMove(parts, queue) : await describeMove(parts, queue)])
  },
)

function answerOf(moves: Move[]) {
  const words = moves.map(say).join('\n\n') || 'No address is being moved.'
  return ok({ json: { moves }, words, isBad: false })
}

function say({ address, queue, step, isUnproved, days, tests, missing }: Move): string {
  const today = days.at(-1)
  const [newest] = tests
  const ways = newest?.arrivals.map(
    ({ way, at }) => `${way} after ${Math.round((at - newest.at) / 1_000)} s`,
  )
  return [
    `${address ?? queue}: ${step}${isUnproved ? ' (not shown)' : ''}`,
    ...(today
      ? [
          `  today: ${today.mails} mails, ${today.direct} straight here, ${today.twice} both ways, ${today.mails - today.direct} by the old way alone`,
        ]
      : []),
    ...(newest ? [`  newest test: ${[newest.state, ...(ways ?? [])].join(', ')}`] : []),
    ...missing.map((code) => `  missing: ${sayMissing(code)} ${sayNext(code)} (${code})`),
  ].join('\n')
}
