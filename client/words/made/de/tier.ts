/** Made of words/de/*.json by `npm run words` (tier): change those, not this file. */
import type { Say, SayIn } from '../../../../shared/kit/say.ts'
import type { Bundle } from '../en/tier.ts'

const hook = (say: Say) =>
  ({
    feed: 'Adresse eines Feiertagskalenders (.ics)',
    feedHint: 'Wird jeden Tag gelesen. Ist er nicht lesbar, bleibt, was zuletzt gültig war.',
    feedGood: ({ n, when }: { n: number; when: string | number }) =>
      `Zuletzt gelesen (${say.inside(when)}): ${say.plural(n) === 'one' ? `${say.number(n)} Feiertag` : `${say.number(n)} Feiertage`}.`,
    feedBad: ({ why }: { why: string | number }) =>
      `Der letzte Versuch schlug fehl: ${say.inside(why)}.`,
    feedWaits: 'Wird nach dem Speichern gelesen.',
    hooks: 'Webhooks und Pager',
    hooksLead:
      'Andere Programme, die Warnungen und gebrochene Zusagen gemeldet bekommen. Welche, sagt jede Richtlinie. Sie erfahren Nummer, Queue, Zusage und Zeiten, aber kein geschriebenes Wort.',
    noHooks: 'Noch wird anderen Programmen nichts gemeldet.',
    hookName: 'Name',
    hookUrl: 'Adresse',
    hookShape: 'Art',
    shapes: {
      webhook: 'Webhook',
      pager: 'Pager (PagerDuty Events v2)',
    },
    routingKey: 'Routing-Key',
    addHook: 'Hinzufügen',
    hookSecret: ({ name, secret }: { name: string | number; secret: string | number }) =>
      `Das Geheimnis von ${say.inside(name)}, nur dieses eine Mal gezeigt: ${say.inside(secret)}`,
    hookAdded: ({ name }: { name: string | number }) => `${say.inside(name)} ist hinzugefügt.`,
    hookState: 'Zustand',
    hookStates: {
      on: 'An',
      off: 'Aus',
      gone: 'Von der Gegenseite beendet',
    },
    hookOn: ({ name }: { name: string | number }) => `${say.inside(name)} einschalten`,
    hookOff: ({ name }: { name: string | number }) => `${say.inside(name)} ausschalten`,
    turnOn: 'Einschalten',
    turnOff: 'Ausschalten',
    hookTest: ({ name }: { name: string | number }) => `${say.inside(name)} testen`,
    test: 'Testen',
    hookRemove: ({ name }: { name: string | number }) => `${say.inside(name)} entfernen`,
    hookTested: 'Ein Test ist unterwegs.',
    deliveries: 'Was gesendet wurde',
    event: 'Ereignis',
    result: 'Ergebnis',
    results: {
      waiting: 'Wartet',
      delivered: 'Angenommen',
      failed: 'Aufgegeben',
    },
    tries: 'Versuche',
    when: 'Wann',
    replay: 'Erneut senden',
    replayOf: ({ event }: { event: string | number }) => `${say.inside(event)} erneut senden`,
    tellHooks: 'Diesen Programmen melden',
  }) as const

const tier = (say: Say) =>
  ({
    tiers: 'Vertragsstufen',
    tiersLead:
      'Was jemand gekauft oder bekommen hat. Richtlinien können nur für einige Stufen gelten, und öffentliche Seiten sagen, für welche.',
    noTiers: 'Noch keine Stufen: Jedes Ticket ist ohne.',
    tierName: 'Name der Stufe',
    addTier: 'Stufe hinzufügen',
    removeTier: ({ name }: { name: string | number }) => `${say.inside(name)} entfernen`,
    organisation: 'Organisation',
    tier: 'Stufe',
    noTier: 'Keine',
    ownTier: 'Der anfragenden Person',
    giveTier: 'Stufe geben',
    tierGiven: ({ name, tier }: { name: string | number; tier: string | number }) =>
      `${say.inside(name)}: ${say.inside(tier)}. Offene Tickets übernehmen sie im Hintergrund.`,
  }) as const

export const bundle = (sayIn: SayIn): Bundle => ({
  hook: hook(sayIn('de')),
  tier: tier(sayIn('de')),
})
