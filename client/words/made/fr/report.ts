/** Made of words/fr/*.json by `npm run words` (report): change those, not this file. */
import type { Say, SayIn } from '../../../../shared/kit/say.ts'
import type { Bundle } from '../en/report.ts'

const report = (say: Say) =>
  ({
    title: 'Rapports',
    span: 'Période',
    days: ({ n }: { n: number }) =>
      say.plural(n) === 'one'
        ? `${say.number(n)} jour`
        : say.plural(n) === 'many'
          ? `${say.number(n)} de jours`
          : `${say.number(n)} jours`,
    lastMonth: 'Mois dernier',
    from: 'Du',
    to: 'Au',
    show: 'Ce qui est affiché',
    queue: 'File',
    allQueues: 'Toutes les files',
    by: 'Ventiler par',
    groupings: {
      queue: 'File',
      organisation: 'Organisation',
      tier: 'Niveau',
      tag: 'Étiquette',
      agent: 'Agent',
      channel: 'Canal',
      hour: 'Heure',
      weekday: 'Jour de semaine',
    },
    channels: {
      web: 'Formulaire',
      mail: 'E-mail',
      api: 'API',
      desk: 'Ouvert ici',
    },
    nothingNamed: 'Aucun',
    csv: 'CSV',
    json: 'JSON',
    csvOf: ({ what }: { what: string | number }) => `${say.inside(what)} en CSV`,
    print: 'Imprimer',
    loading: 'Les chiffres sont en route…',
    none: 'Rien à compter',
    noneHint: 'Pas de données sur cette période. Choisissez-en une plus longue.',
    noQueues: 'Il n’y a aucune file dont vous puissiez voir les chiffres.',
    unavailable: 'Les chiffres ne sont pas ici',
    unavailableHint:
      'Ils sont calculés sur le serveur, et cet appareil n’en a conservé aucun pour cette période.',
    asOf: ({ when }: { when: string | number }) => `Mis à jour : ${say.inside(when)}.`,
    keptOf: ({ when }: { when: string | number }) =>
      `Le serveur est injoignable. Chiffres conservés : ${say.inside(when)}.`,
    pending: ({ n }: { n: number }) =>
      `${say.plural(n) === 'one' ? `${say.number(n)} ticket a changé et sera compté` : say.plural(n) === 'many' ? `${say.number(n)} de tickets ont changé et seront comptés` : `${say.number(n)} tickets ont changé et seront comptés`} dans un instant.`,
    targets: {
      firstResponse: 'Première réponse',
      nextResponse: 'Réponse suivante',
      update: 'Point d’étape',
      resolution: 'Résolution',
    },
    tileShare: ({ target }: { target: string | number }) => `${say.inside(target)} : à temps`,
    tileMedian: ({ target }: { target: string | number }) => `${say.inside(target)} : médiane`,
    p90Of: ({ span }: { span: string | number }) => `90 % en ${say.inside(span)} au plus`,
    wallOf: ({ span }: { span: string | number }) => `${say.inside(span)} en durée calendaire`,
    judged: ({ n }: { n: number }) =>
      `sur ${say.plural(n) === 'one' ? `${say.number(n)} engagement` : say.plural(n) === 'many' ? `${say.number(n)} d’engagements` : `${say.number(n)} engagements`}`,
    late: ({ n }: { n: string | number }) => `${say.inside(n)} en retard`,
    arrived: 'Reçus',
    solved: 'Résolus',
    reopened: 'Rouverts',
    open: 'Ouverts maintenant',
    openAge: ({ span }: { span: string | number }) =>
      `la moitié depuis plus de ${say.inside(span)}`,
    oldest: ({ span }: { span: string | number }) => `le plus ancien depuis ${say.inside(span)}`,
    reopenShare: 'Rouverts après résolution',
    solvings: ({ n }: { n: number }) =>
      `sur ${say.plural(n) === 'one' ? `${say.number(n)} résolution` : say.plural(n) === 'many' ? `${say.number(n)} de résolutions` : `${say.number(n)} résolutions`}`,
    before: ({ value }: { value: string | number }) => `avant : ${say.inside(value)}`,
    flowTitle: 'Tickets reçus et résolus, par jour',
    flowDesc: ({ arrived, days, solved }: { arrived: number; days: number; solved: number }) =>
      `En ${say.plural(days) === 'one' ? `${say.number(days)} jour` : say.plural(days) === 'many' ? `${say.number(days)} de jours` : `${say.number(days)} jours`}, ${say.plural(arrived) === 'one' ? `${say.number(arrived)} ticket est arrivé` : say.plural(arrived) === 'many' ? `${say.number(arrived)} de tickets sont arrivés` : `${say.number(arrived)} tickets sont arrivés`} et ${say.plural(solved) === 'one' ? `${say.number(solved)} a été résolu` : say.plural(solved) === 'many' ? `${say.number(solved)} ont été résolus` : `${say.number(solved)} ont été résolus`}. Le tableau montre chaque jour.`,
    backlogTitle: 'Ouverts en fin de journée',
    backlogDesc: ({
      first,
      last,
      most,
    }: {
      first: string | number
      last: string | number
      most: string | number
    }) =>
      `Au début ${say.inside(first)}, à la fin ${say.inside(last)} ; au plus ${say.inside(most)}.`,
    openLine: 'Ouverts',
    linesTitle: ({ target }: { target: string | number }) =>
      `${say.inside(target)} : durée, par jour`,
    linesDesc: 'Médiane et 90e centile de chaque jour où un engagement a été pris et tenu.',
    promise: 'Engagement',
    median: 'Médiane',
    p90: '90e centile',
    medianWall: 'Médiane, durée calendaire',
    p90Wall: '90e centile, durée calendaire',
    heatTitle: 'Quand les tickets arrivent',
    heatDesc: ({
      day,
      hour,
      n,
    }: {
      day: string | number
      hour: string | number
      n: string | number
    }) =>
      `Par jour de semaine et heure de l’assistance ; un point plus gros, c’est plus de tickets. Le maximum, ${say.inside(day)} à ${say.inside(hour)} : ${say.inside(n)}.`,
    heatNone: 'Rien n’est arrivé.',
    agesTitle: 'Depuis quand les tickets ouverts le sont',
    agesDesc: ({ n }: { n: number }) =>
      say.plural(n) === 'one'
        ? `${say.number(n)} ticket ouvert.`
        : say.plural(n) === 'many'
          ? `${say.number(n)} de tickets ouverts.`
          : `${say.number(n)} tickets ouverts.`,
    age: ({ days }: { days: number }) =>
      `Jusqu’à ${say.plural(days) === 'one' ? `${say.number(days)} jour` : say.plural(days) === 'many' ? `${say.number(days)} de jours` : `${say.number(days)} jours`}`,
    ageMore: 'Plus',
    rowsTitle: 'Engagements',
    groupsTitle: 'Entrées et sorties',
    leftOut: ({ n }: { n: string | number }) =>
      `${say.inside(n)} de plus, aux chiffres plus petits, sont omis.`,
    breachesTitle: 'Engagements non tenus',
    breachesNone: 'Aucun. Tout ce qui arrivait à échéance a été fait à temps.',
    breachesMore: ({ n }: { n: string | number }) => `Les plus récents sur ${say.inside(n)}.`,
    breachesAway: 'La liste vient du serveur dès qu’il est joignable.',
    all: ({ n }: { n: string | number }) => `Tous (${say.inside(n)})`,
    day: 'Jour',
    weekday: 'Jour de semaine',
    hour: 'Heure',
    number: 'Ticket',
    subject: 'Objet',
    began: 'Début',
    ended: 'Fin',
    took: 'Compté',
    wall: 'Durée calendaire',
    counted: 'Comptés',
    within: 'À temps',
    share: 'Part',
    lateColumn: 'En retard',
    stillOpen: 'pas encore',
    asTable: 'Voir en tableau',
    walk: ({ chart }: { chart: string | number }) =>
      `${say.inside(chart)} : à parcourir avec les flèches`,
    walkHint: 'Les flèches vont de point en point, Enter ouvre ses tickets.',
    at: ({ what, where }: { what: string | number; where: string | number }) =>
      `${say.inside(where)} : ${say.inside(what)}`,
    ticketsTitle: 'Les tickets derrière un chiffre',
    ticketsOf: ({ n }: { n: number }) =>
      say.plural(n) === 'one'
        ? `${say.number(n)} ticket`
        : say.plural(n) === 'many'
          ? `${say.number(n)} de tickets`
          : `${say.number(n)} tickets`,
    ticketsFirst: ({ n, total }: { n: string | number; total: string | number }) =>
      `Les ${say.inside(n)} premiers sur ${say.inside(total)}.`,
    ticketsNone: 'Il n’y a plus aucun ticket derrière ce chiffre.',
    ticketsAway: 'Les tickets viennent du serveur, qui est injoignable.',
    openTickets: ({ what }: { what: string | number }) =>
      `${say.inside(what)} : afficher les tickets`,
    definitions: 'Ce que les mots veulent dire',
    howCounted: 'Comment c’est compté',
    means: {
      arrived:
        'Un ticket arrive le jour où il a été accepté. Celui qui a été fusionné avec un autre ne compte que là.',
      solved: 'Résolu ce jour-là, et toujours résolu. Celui qui a été rouvert n’est pas résolu.',
      reopened:
        'Parmi toutes les résolutions de la période, la part après laquelle le ticket a été rouvert.',
      open: 'Ni résolu ni fermé. Pour un jour : à sa fin. Depuis quand : depuis l’arrivée.',
      promise:
        'Un engagement appartient au jour où son délai a commencé. Compte celui qui a été tenu ou non ; celui qui court encore à temps, attend ou a été annulé ne compte pas. Les réponses automatiques, les notes et les changements de statut ne répondent à rien.',
      median:
        'La moitié n’a pas pris plus ; pour le 90e centile, 90 sur 100. Toujours une durée réelle. Le temps compté est celui de l’engagement, en heures ouvrées ou à toute heure, sans le temps où le ticket attendait son demandeur ; la durée calendaire comprend tout.',
      groups:
        'Un ticket compte dans la file où il est maintenant, avec les étiquettes, le niveau, l’organisation et l’agent assigné qu’il a maintenant. Avec deux étiquettes, il est dans les deux lignes.',
      before: 'Autant de jours, juste avant, comptés de la même manière.',
    },
    weekdays: {
      mon: 'Lundi',
      tue: 'Mardi',
      wed: 'Mercredi',
      thu: 'Jeudi',
      fri: 'Vendredi',
      sat: 'Samedi',
      sun: 'Dimanche',
    },
    digest: 'M’envoyer par e-mail les chiffres de chaque mois',
  }) as const

export const bundle = (sayIn: SayIn): Bundle => ({
  report: report(sayIn('fr')),
})
