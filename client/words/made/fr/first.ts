/** Made of words/fr/*.json by `npm run words` (first): change those, not this file. */
import type { Say, SayIn } from '../../../../shared/kit/say.ts'
import type { Bundle } from '../en/first.ts'

const first = (say: Say) =>
  ({
    app: 'Deskside',
    close: 'Fermer',
    cancel: 'Annuler',
    save: 'Enregistrer',
    copy: 'Copier',
    copied: 'Copié',
    open: ({ what }: { what: string | number }) => `Ouvrir ${say.inside(what)}`,
    retry: 'Réessayer',
    discard: 'Abandonner',
    undo: 'Annuler',
    download: 'Télécharger',
    ticketNumber: ({ n }: { n: number }) => (n === 0 ? 'nouveau' : `#${say.inside(n)}`),
    time: {
      now: 'à l’instant',
      s: ({ n }: { n: number }) => `${say.number(n)} s`,
      m: ({ n }: { n: number }) => `${say.number(n)} min`,
      h: ({ n }: { n: number }) => `${say.number(n)} h`,
      d: ({ n }: { n: number }) => `${say.number(n)} j`,
      pair: ({ large, small }: { large: string | number; small: string | number }) =>
        `${say.inside(large)} ${say.inside(small)}`,
    },
    due: {
      firstResponse: 'première',
      nextResponse: 'suivante',
      update: 'point',
      resolution: 'résoudre',
      other: 'échéance',
      in: ({ span, what }: { span: string | number; what: string | number }) =>
        `${say.inside(what)} ${say.inside(span)}`,
      late: ({ span }: { span: string | number }) => `retard ${say.inside(span)}`,
    },
    status: {
      new: 'Nouveau',
      open: 'Ouvert',
      waiting: 'En attente',
      'on-hold': 'En pause',
      solved: 'Résolu',
      closed: 'Fermé',
    },
    statusHint: {
      new: 'personne ne l’a encore vu',
      open: 'à nous de répondre',
      waiting: 'du demandeur',
      'on-hold': 'de quelqu’un d’autre',
      solved: 'une réponse le rouvre',
      closed: 'terminé',
    },
    priority: {
      low: 'Basse',
      normal: 'Normale',
      high: 'Haute',
      urgent: 'Urgente',
    },
    sort: {
      due: 'Prochaine échéance',
      newest: 'Plus récents',
      oldest: 'Plus anciens',
      priority: 'Priorité',
    },
    views: {
      inbox: 'Boîte de réception',
      first: 'Sans première réponse',
      next: 'Sans réponse suivante',
      mine: 'Les miens',
      mentions: 'Mentions',
      unassigned: 'Non assignés',
      waiting: 'En attente',
      attention: 'À surveiller',
      drafts: 'Brouillons',
      snoozed: 'En veille',
      solved: 'Résolus',
      spam: 'Indésirables',
      all: 'Tous les tickets',
    },
    nav: {
      label: 'Vues',
      queues: 'Files',
      desk: 'Assistance',
      reports: 'Rapports',
      settings: 'Réglages',
      menu: 'Ouvrir le menu',
      saved: 'Vues enregistrées',
      saveView: 'Enregistrer et ordonner les vues',
      skip: 'Aller aux tickets',
      viewCount: ({ n, name }: { n: number; name: string | number }) =>
        `${say.inside(name)}, ${say.plural(n) === 'one' ? `${say.number(n)} ticket` : say.plural(n) === 'many' ? `${say.number(n)} de tickets` : `${say.number(n)} tickets`}`,
    },
    list: {
      label: ({ view }: { view: string | number }) => `${say.inside(view)} : tickets`,
      search: 'Rechercher',
      searchHint: 'Rechercher : mots, from: label: is:open',
      fromServer: 'sur le serveur',
      clear: 'Effacer la recherche',
      sort: 'Trier par',
      found: ({ n }: { n: number }) =>
        say.plural(n) === 'one'
          ? `${say.number(n)} ticket trouvé`
          : say.plural(n) === 'many'
            ? `${say.number(n)} de tickets trouvés`
            : `${say.number(n)} tickets trouvés`,
      arrived: ({ n }: { n: number }) =>
        say.plural(n) === 'one'
          ? `${say.number(n)} nouveau`
          : say.plural(n) === 'many'
            ? `${say.number(n)} nouveaux`
            : `${say.number(n)} nouveaux`,
      arrivedHint: 'Afficher ce qui est arrivé',
      nobody: 'Personne',
      noSubject: '(sans objet)',
      files: 'avec fichiers',
      unread: 'non lu',
      gone: 'n’est plus dans cette liste',
      progress: ({ have, of }: { have: number; of: number }) =>
        `${say.number(have)} sur ${say.number(of)}`,
      asOf: ({ when }: { when: string | number }) => `État à ${say.inside(when)}`,
    },
    ticket: {
      none: 'Choisissez un ticket',
      noneHint: 'j et k déplacent, Enter ouvre, ? affiche toutes les touches.',
    },
    did: {
      status: ({ n, status }: { n: string | number; status: string | number }) =>
        `#${say.inside(n)} : ${say.inside(status)}`,
      priority: ({ n, priority }: { n: string | number; priority: string | number }) =>
        `#${say.inside(n)} : priorité ${say.inside(priority)}`,
      assignee: ({ n, name }: { n: string | number; name: string | number }) =>
        `#${say.inside(n)} : assigné à ${say.inside(name)}`,
      unassigned: ({ n }: { n: string | number }) => `#${say.inside(n)} : non assigné`,
      subject: ({ n }: { n: string | number }) => `#${say.inside(n)} : objet modifié`,
      tagged: ({ n, tag }: { n: string | number; tag: string | number }) =>
        `#${say.inside(n)} : étiquette ${say.inside(tag)} ajoutée`,
      untagged: ({ n, tag }: { n: string | number; tag: string | number }) =>
        `#${say.inside(n)} : étiquette ${say.inside(tag)} retirée`,
      snoozed: ({ n, when }: { n: string | number; when: string | number }) =>
        `#${say.inside(n)} : en veille, retour ${say.inside(when)}`,
      woken: ({ n }: { n: string | number }) => `#${say.inside(n)} : sorti de veille`,
      watched: ({ n }: { n: string | number }) => `#${say.inside(n)} : suivi`,
      unwatched: ({ n }: { n: string | number }) => `#${say.inside(n)} : n’est plus suivi`,
      noted: ({ n }: { n: string | number }) => `#${say.inside(n)} : note ajoutée`,
      moved: ({ n, queue }: { n: string | number; queue: string | number }) =>
        `#${say.inside(n)} : déplacé vers ${say.inside(queue)}`,
      sent: ({ n }: { n: string | number }) => `#${say.inside(n)} : réponse en route`,
      scheduled: ({ n, when }: { n: string | number; when: string | number }) =>
        `#${say.inside(n)} : réponse programmée, ${say.inside(when)}`,
      undone: ({ what }: { what: string | number }) => `Annulé : ${say.inside(what)}`,
      nothingToUndo: 'Rien à annuler.',
      changedSince: 'Quelqu’un l’a modifié depuis ; rien n’a été annulé.',
      unread: ({ n }: { n: string | number }) => `#${say.inside(n)} : non lu`,
      failed: ({ why }: { why: string | number }) => `Cela n’a pas marché : ${say.inside(why)}`,
      discarded: ({ n, what }: { n: string | number; what: string | number }) =>
        `#${say.inside(n)} : abandonné, ${say.inside(what)}`,
      redone: ({ n }: { n: string | number }) => `Fait sur #${say.inside(n)} à la place`,
      redoneDraft: ({ n }: { n: string | number }) =>
        `Le texte est dans le brouillon de #${say.inside(n)}`,
      tooLate: 'C’est parti entre-temps ; rien n’a été modifié.',
    },
    sync: {
      saved: 'Enregistré',
      saving: ({ n }: { n: number }) => `Enregistrement ${say.number(n)}`,
      connecting: 'Connexion…',
      offline: 'Hors ligne',
      offlineWaiting: ({ n }: { n: number }) =>
        `Hors ligne · ${say.plural(n) === 'one' ? `${say.number(n)} modification à envoyer` : say.plural(n) === 'many' ? `${say.number(n)} de modifications à envoyer` : `${say.number(n)} modifications à envoyer`}`,
      refusedLink: 'Déconnecté sur cet appareil',
      full: 'Enregistrement impossible : appareil plein',
      wiped: 'Les données de cet appareil ont été effacées',
      notTaken: ({ n }: { n: number }) =>
        say.plural(n) === 'one'
          ? `${say.number(n)} modification refusée`
          : say.plural(n) === 'many'
            ? `${say.number(n)} de modifications refusées`
            : `${say.number(n)} modifications refusées`,
      refused: ({ n }: { n: number }) =>
        say.plural(n) === 'one'
          ? `${say.number(n)} à revoir`
          : say.plural(n) === 'many'
            ? `${say.number(n)} à revoir`
            : `${say.number(n)} à revoir`,
      update: 'Mise à jour prête',
      progress: ({ have, of }: { have: number; of: number }) =>
        `${say.number(have)} sur ${say.number(of)}`,
      signIn: 'Se reconnecter',
      words: 'Texte resté dans un brouillon',
    },
    boot: {
      opening: 'Ouverture de vos tickets…',
      failed: 'Les tickets de cet appareil n’ont pas pu être ouverts.',
      reload: 'Réessayer',
    },
    kilobytes: ({ n }: { n: number }) => `${say.number(n)} ko`,
    megabytes: ({ n }: { n: number }) => `${say.number(n)} Mo`,
    waiting: {
      status: ({ status }: { status: string | number }) => `statut → ${say.inside(status)}`,
      priority: ({ priority }: { priority: string | number }) =>
        `priorité → ${say.inside(priority)}`,
      assignee: ({ name }: { name: string | number }) => `assigné à → ${say.inside(name)}`,
      unassigned: 'assigné à → personne',
      subject: 'nouvel objet',
      snoozed: 'en veille',
      awake: 'fin de veille',
      notSpam: 'pas indésirable',
      tagged: ({ tag }: { tag: string | number }) => `étiquette + ${say.inside(tag)}`,
      untagged: ({ tag }: { tag: string | number }) => `étiquette − ${say.inside(tag)}`,
      watched: ({ name }: { name: string | number }) => `suivi + ${say.inside(name)}`,
      unwatched: ({ name }: { name: string | number }) => `suivi − ${say.inside(name)}`,
      note: 'note',
      queue: ({ queue }: { queue: string | number }) => `file → ${say.inside(queue)}`,
      reply: 'réponse',
      replyTo: ({ name }: { name: string | number }) => `réponse à ${say.inside(name)}`,
      takeBack: 'reprendre la réponse',
      draftWords: 'texte resté dans un brouillon',
      draftBegun: 'réponse en cours de rédaction',
      noteBegun: 'note en cours de rédaction',
      draftUnsent: 'réponse pas encore envoyée',
      noteUnsent: 'note pas encore ajoutée',
      draft: 'brouillon de réponse',
    },
  }) as const

export const bundle = (sayIn: SayIn): Bundle => ({
  first: first(sayIn('fr')),
})
