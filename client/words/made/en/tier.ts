/** Made of words/en/*.json by `npm run words` (tier): change those, not this file. */
import type { Say, SayIn, Widened } from '../../../../shared/kit/say.ts'

const hook = (say: Say) =>
  ({
    feed: 'Address of a calendar of holidays (.ics)',
    feedHint: 'Read every day. What it said last and was good stays when it cannot be read.',
    feedGood: ({ n, when }: { n: number; when: string | number }) =>
      `Last read ${say.inside(when)}: ${say.plural(n) === 'one' ? `${say.number(n)} holiday` : `${say.number(n)} holidays`}.`,
    feedBad: ({ why }: { why: string | number }) => `The last try failed: ${say.inside(why)}.`,
    feedWaits: 'It is read once it is saved.',
    hooks: 'Webhooks and pagers',
    hooksLead:
      'Other programs that are told of warnings and breaches. Which, each policy says. They hear number, queue, target and times, and no word of anybody’s.',
    noHooks: 'Nothing is told to other programs yet.',
    hookName: 'Name',
    hookUrl: 'Address',
    hookShape: 'Kind',
    shapes: {
      webhook: 'Webhook',
      pager: 'Pager (PagerDuty Events v2)',
    },
    routingKey: 'Routing key',
    addHook: 'Add it',
    hookSecret: ({ name, secret }: { name: string | number; secret: string | number }) =>
      `The secret of ${say.inside(name)}, shown this once: ${say.inside(secret)}`,
    hookAdded: ({ name }: { name: string | number }) => `${say.inside(name)} is added.`,
    hookState: 'State',
    hookStates: {
      on: 'On',
      off: 'Off',
      gone: 'Ended by the other side',
    },
    hookOn: ({ name }: { name: string | number }) => `Turn ${say.inside(name)} on`,
    hookOff: ({ name }: { name: string | number }) => `Turn ${say.inside(name)} off`,
    turnOn: 'Turn on',
    turnOff: 'Turn off',
    hookTest: ({ name }: { name: string | number }) => `Test ${say.inside(name)}`,
    test: 'Test',
    hookRemove: ({ name }: { name: string | number }) => `Remove ${say.inside(name)}`,
    hookTested: 'A test is on its way.',
    deliveries: 'What was sent',
    event: 'Event',
    result: 'Result',
    results: {
      waiting: 'Waiting',
      delivered: 'Taken',
      failed: 'Given up',
    },
    tries: 'Tries',
    when: 'When',
    replay: 'Send again',
    replayOf: ({ event }: { event: string | number }) => `Send ${say.inside(event)} again`,
    tellHooks: 'Tell these programs',
  }) as const

const tier = (say: Say) =>
  ({
    tiers: 'Contract tiers',
    tiersLead:
      'What somebody has bought or been given. Policies may be for some tiers alone, and public pages say which.',
    noTiers: 'No tiers yet: every ticket is of none.',
    tierName: 'Name of the tier',
    addTier: 'Add a tier',
    removeTier: ({ name }: { name: string | number }) => `Remove ${say.inside(name)}`,
    organisation: 'Organisation',
    tier: 'Tier',
    noTier: 'None',
    ownTier: 'Of the requester',
    giveTier: 'Give the tier',
    tierGiven: ({ name, tier }: { name: string | number; tier: string | number }) =>
      `${say.inside(name)}: ${say.inside(tier)}. Open tickets take it in the background.`,
  }) as const

export const bundle = (sayIn: SayIn) => ({
  hook: hook(sayIn('en')),
  tier: tier(sayIn('en')),
})

export type Bundle = Widened<ReturnType<typeof bundle>>
