/** Made of words/fr/*.json by `npm run words` (tier): change those, not this file. */
import type { Say, SayIn } from '../../../../shared/kit/say.ts'
import type { Bundle } from '../en/tier.ts'

const hook = (say: Say) =>
  ({
    feed: 'Adresse d’un calendrier de jours fériés (.ics)',
    feedHint: 'Lu chaque jour. S’il ne peut pas être lu, ce qu’il a dit de bon en dernier reste.',
    feedGood: ({ n, when }: { n: number; when: string | number }) =>
      `Dernière lecture : ${say.inside(when)}, ${say.plural(n) === 'one' ? `${say.number(n)} jour férié` : say.plural(n) === 'many' ? `${say.number(n)} de jours fériés` : `${say.number(n)} jours fériés`}.`,
    feedBad: ({ why }: { why: string | number }) =>
      `Le dernier essai a échoué : ${say.inside(why)}.`,
    feedWaits: 'Il est lu une fois enregistré.',
    hooks: 'Webhooks et astreintes',
    hooksLead:
      'D’autres programmes avertis des alertes et des engagements non tenus. Chaque politique dit lesquels. Ils reçoivent numéro, file, engagement et heures, et aucun mot de personne.',
    noHooks: 'Aucun autre programme n’est encore averti.',
    hookName: 'Nom',
    hookUrl: 'Adresse',
    hookShape: 'Type',
    shapes: {
      webhook: 'Webhook',
      pager: 'Astreinte (PagerDuty Events v2)',
    },
    routingKey: 'Clé de routage',
    addHook: 'Ajouter',
    hookSecret: ({ name, secret }: { name: string | number; secret: string | number }) =>
      `Le secret de ${say.inside(name)}, affiché cette seule fois : ${say.inside(secret)}`,
    hookAdded: ({ name }: { name: string | number }) => `${say.inside(name)} : ajouté.`,
    hookState: 'État',
    hookStates: {
      on: 'Actif',
      off: 'Désactivé',
      gone: 'Arrêté par l’autre partie',
    },
    hookOn: ({ name }: { name: string | number }) => `Activer ${say.inside(name)}`,
    hookOff: ({ name }: { name: string | number }) => `Désactiver ${say.inside(name)}`,
    turnOn: 'Activer',
    turnOff: 'Désactiver',
    hookTest: ({ name }: { name: string | number }) => `Tester ${say.inside(name)}`,
    test: 'Tester',
    hookRemove: ({ name }: { name: string | number }) => `Supprimer ${say.inside(name)}`,
    hookTested: 'Un essai est en route.',
    deliveries: 'Ce qui a été envoyé',
    event: 'Événement',
    result: 'Résultat',
    results: {
      waiting: 'À envoyer',
      delivered: 'Accepté',
      failed: 'Abandonné',
    },
    tries: 'Essais',
    when: 'Quand',
    replay: 'Renvoyer',
    replayOf: ({ event }: { event: string | number }) => `Renvoyer ${say.inside(event)}`,
    tellHooks: 'Avertir ces programmes',
  }) as const

const tier = (say: Say) =>
  ({
    tiers: 'Niveaux de contrat',
    tiersLead:
      'Ce que quelqu’un a acheté ou reçu. Des politiques peuvent ne valoir que pour certains niveaux, et les pages publiques disent lesquels.',
    noTiers: 'Pas encore de niveaux : aucun ticket n’en a.',
    tierName: 'Nom du niveau',
    addTier: 'Ajouter un niveau',
    removeTier: ({ name }: { name: string | number }) => `Supprimer ${say.inside(name)}`,
    organisation: 'Organisation',
    tier: 'Niveau',
    noTier: 'Aucun',
    ownTier: 'Du demandeur',
    giveTier: 'Attribuer le niveau',
    tierGiven: ({ name, tier }: { name: string | number; tier: string | number }) =>
      `${say.inside(name)} : ${say.inside(tier)}. Les tickets ouverts le prennent en arrière-plan.`,
  }) as const

export const bundle = (sayIn: SayIn): Bundle => ({
  hook: hook(sayIn('fr')),
  tier: tier(sayIn('fr')),
})
