/** `demo seed` as a verb: its options and what it says. */
import { ok } from '../../shared/kit/fault.ts'
import { v } from '../../shared/kit/schema.ts'
import { answer, makeVerb, wholeNumber } from '../operator/verb.ts'
import { seed } from './seed.ts'

const TICKETS_MAX = 100_000

export const seedDemo = makeVerb(
  {
    name: 'demo seed',
    about: 'Fill the desk with believable tickets. No mail is sent for them.',
    options: [
      { name: 'tickets', value: 'N', isRequired: false, about: 'How many; 200 without it.' },
      {
        name: 'seed',
        value: 'S',
        isRequired: false,
        about: 'The same seed gives the same tickets; 1 without it.',
      },
    ],
  },
  v.object({
    tickets: v.optional(wholeNumber(1, TICKETS_MAX), 200),
    seed: v.optional(
      v.pipe(v.union([v.string(), v.number()]), v.transform(String), v.maxLength(100)),
      '1',
    ),
  }),
  async (desk, options, progress) => {
    const startedAt = desk.parts.clock.now()
    const seeded = await seed(desk, options, progress)
    if (!seeded.ok) return seeded
    const seconds = (desk.parts.clock.now() - startedAt) / 1000
    const { tickets, messages, queues, agents } = seeded.value
    return ok(
      answer(
        { tickets, messages, queues, agents, seconds },
        `Made ${tickets} tickets with ${messages} messages in ${queues.join(', ')}, for ${agents} people, in ${seconds.toFixed(1)} s.`,
      ),
    )
  },
)
