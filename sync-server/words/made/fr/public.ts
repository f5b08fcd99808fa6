/** Made of words/fr/*.json by `npm run words` (public): change those, not this file. */
import type { Say, SayIn } from '../../../../shared/kit/say.ts'
import type { Bundle } from '../en/public.ts'

const agent = (say: Say) =>
  ({
    mark: '## Écrivez au-dessus de cette ligne ##',
    signIn: {
      subject: ({ desk }: { desk: string | number }) => `Connexion à ${say.inside(desk)}`,
      open: 'Ouvrez ce lien pour vous connecter. Il sert une seule fois, pendant 15 minutes :',
      leave: 'Si vous ne l’avez pas demandé, ne faites rien.',
    },
    assigned: {
      subject: ({ number }: { number: string | number }) =>
        `À vous maintenant : #${say.inside(number)}`,
      text: ({ number, queue }: { number: string | number; queue: string | number }) =>
        `Le ticket #${say.inside(number)} dans ${say.inside(queue)} vous a été assigné.`,
    },
    answered: {
      subject: ({ number }: { number: string | number }) =>
        `Réponse reçue : #${say.inside(number)}`,
      text: ({ number, queue }: { number: string | number; queue: string | number }) =>
        `Le demandeur de votre ticket #${say.inside(number)} dans ${say.inside(queue)} a répondu.`,
    },
    how: [
      'Pour répondre au demandeur, répondez à cet e-mail. Pour écrire plutôt une note à votre équipe, commencez par une ligne « #note ».',
      'Cela marche une seule fois, sous 30 jours, depuis cette adresse, et si rien de nouveau n’est arrivé depuis.',
    ],
    copies: ({ n }: { n: number }) =>
      say.plural(n) === 'one'
        ? `Une copie en est envoyée à ${say.number(n)} personne ajoutée au ticket.`
        : say.plural(n) === 'many'
          ? `Une copie en est envoyée à ${say.number(n)} de personnes ajoutées au ticket.`
          : `Une copie en est envoyée à ${say.number(n)} personnes ajoutées au ticket.`,
    inApp: 'Veuillez répondre dans l’application.',
    notSent: {
      subject: ({ number }: { number: string | number }) => `Non envoyé : #${say.inside(number)}`,
      mail: ({ number, why }: { number: string | number; why: string | number }) =>
        `Votre e-mail au sujet du ticket #${say.inside(number)} n’a pas été envoyé : ${say.inside(why)}.`,
      held: 'Il est conservé sous « E-mails retenus ». Veuillez répondre dans l’application :',
      late: ({ number }: { number: string | number }) =>
        `Une réponse au ticket #${say.inside(number)} qui devait partir maintenant n’a pas été envoyée : regardez ce qui est arrivé entre-temps, puis envoyez-la de nouveau.`,
    },
    why: {
      noNotice: 'il ne répond à aucun avis de cette assistance',
      gone: 'son auteur ne fait plus partie de cette assistance',
      notFrom: 'il ne vient pas de la personne à qui l’avis a été envoyé',
      notProved: 'son expéditeur n’est pas prouvé (DMARC)',
      tooOld: 'l’avis est trop ancien pour qu’on y réponde par e-mail',
      used: 'l’avis a déjà reçu une réponse',
      noTicket: 'le ticket n’existe plus',
      news: 'du nouveau est arrivé après l’avis auquel il répond',
      files: 'une note par e-mail ne prend pas de fichiers : ajoutez-la dans l’application',
      noteLate: '« #note » doit être la première ligne, il n’a donc pas été envoyé',
      noWords: 'il ne contient aucun mot de son auteur',
      mixed: 'ses mots ne se distinguent pas de l’avis qu’il cite',
      tooLong: 'il est trop long',
    },
    undelivered: {
      subject: ({ number }: { number: string | number }) => `Non remis : #${say.inside(number)}`,
      reply: ({ number }: { number: string | number }) =>
        `Une réponse au ticket #${say.inside(number)} n’est pas parvenue à son destinataire.`,
      replyBy: ({ code, number }: { code: string | number; number: string | number }) =>
        `Une réponse au ticket #${say.inside(number)} n’est pas parvenue à son destinataire (${say.inside(code)}).`,
      acknowledgement: ({ number }: { number: string | number }) =>
        `L’accusé de réception du ticket #${say.inside(number)} n’est pas parvenu à son destinataire.`,
      acknowledgementBy: ({ code, number }: { code: string | number; number: string | number }) =>
        `L’accusé de réception du ticket #${say.inside(number)} n’est pas parvenu à son destinataire (${say.inside(code)}).`,
    },
    promise: {
      overdue: ({ number }: { number: string | number }) => `En retard : #${say.inside(number)}`,
      soon: ({ number }: { number: string | number }) => `Bientôt dû : #${say.inside(number)}`,
      ticket: ({ number, queue }: { number: string | number; queue: string | number }) =>
        `Ticket #${say.inside(number)} dans ${say.inside(queue)} :`,
      targets: {
        firstResponse: 'Première réponse',
        nextResponse: 'Réponse suivante',
        update: 'Point d’étape',
        resolution: 'Résolution',
      },
      was: ({ target, when }: { target: string | number; when: string | number }) =>
        `${say.inside(target)} : échéance ${say.inside(when)}, dépassée.`,
      wasOnce: ({ target }: { target: string | number }) =>
        `${say.inside(target)} : échéance dépassée.`,
      is: ({ target, when }: { target: string | number; when: string | number }) =>
        `${say.inside(target)} : échéance ${say.inside(when)}.`,
      isSoon: ({ target }: { target: string | number }) =>
        `${say.inside(target)} : échéance proche.`,
      when: ({ time, zone }: { time: string | number; zone: string | number }) =>
        `${say.inside(time)} (${say.inside(zone)})`,
      nobody: 'Personne ne l’a encore pris.',
      counted: {
        firstResponse: 'Comment la première réponse a été comptée :',
        nextResponse: 'Comment la réponse suivante a été comptée :',
        update: 'Comment le point d’étape a été compté :',
        resolution: 'Comment la résolution a été comptée :',
      },
      left: ({ n }: { n: number }) =>
        say.plural(n) === 'one'
          ? `(${say.number(n)} étape de plus)`
          : say.plural(n) === 'many'
            ? `(${say.number(n)} d’étapes de plus)`
            : `(${say.number(n)} étapes de plus)`,
    },
    digest: {
      subject: ({ desk, month }: { desk: string | number; month: string | number }) =>
        `${say.inside(desk)} : les chiffres de ${say.inside(month)}`,
      month: ({ month }: { month: string | number }) =>
        `${say.inside(month)}, à côté du mois précédent :`,
      arrived: ({ before, now }: { before: string | number; now: string | number }) =>
        `Reçus : ${say.inside(now)} (${say.inside(before)})`,
      solved: ({ before, now }: { before: string | number; now: string | number }) =>
        `Résolus : ${say.inside(now)} (${say.inside(before)})`,
      reopened: ({ before, now }: { before: string | number; now: string | number }) =>
        `Rouverts après résolution : ${say.inside(now)} (${say.inside(before)})`,
      open: ({ now }: { now: string | number }) => `Ouverts maintenant : ${say.inside(now)}`,
      openSince: ({ now, span }: { now: string | number; span: string | number }) =>
        `Ouverts maintenant : ${say.inside(now)}, le plus ancien depuis ${say.inside(span)}`,
      target: ({ figures, target }: { figures: string | number; target: string | number }) =>
        `${say.inside(target)} : ${say.inside(figures)}`,
      before: ({
        figures,
        share,
        span,
        target,
      }: {
        figures: string | number
        share: string | number
        span: string | number
        target: string | number
      }) =>
        `${say.inside(target)} : ${say.inside(figures)} (${say.inside(share)}, médiane ${say.inside(span)})`,
      byQueue: 'Par file :',
      queue: ({
        arrived,
        queue,
        solved,
      }: {
        arrived: string | number
        queue: string | number
        solved: string | number
      }) => `${say.inside(queue)} : ${say.inside(arrived)} reçus, ${say.inside(solved)} résolus`,
      queueTarget: ({
        figures,
        queue,
        target,
      }: {
        figures: string | number
        queue: string | number
        target: string | number
      }) => `${say.inside(queue)}, ${say.inside(target)} : ${say.inside(figures)}`,
      figures: ({
        count,
        median,
        p90,
        share,
      }: {
        count: string | number
        median: string | number
        p90: string | number
        share: string | number
      }) =>
        `${say.inside(share)} de ${say.inside(count)} à temps, médiane ${say.inside(median)}, 90 % en moins de ${say.inside(p90)}`,
      nothing: 'rien n’était dû',
      all: 'Le tout, avec les tickets derrière chaque chiffre :',
      why: 'Vous recevez ceci parce que vous encadrez une équipe. Au bas de cette page, vous pouvez dire que vous n’en voulez plus.',
    },
    span: {
      d: ({ n }: { n: string | number }) => `${say.inside(n)} j`,
      h: ({ n }: { n: string | number }) => `${say.inside(n)} h`,
      min: ({ n }: { n: string | number }) => `${say.inside(n)} min`,
      s: ({ n }: { n: string | number }) => `${say.inside(n)} s`,
    },
    share: ({ n }: { n: string | number }) => `${say.inside(n)} %`,
  }) as const

const fault = (_say: Say) =>
  ({
    'kit/invalid': 'La requête n’a pas la forme attendue.',
    'kit/too-big': 'Cela dépasse la taille limite.',
    'kit/not-found': 'Il n’y a rien ici.',
    'kit/rate-limited': 'Trop de requêtes. Patientez un instant.',
    'kit/busy': 'Le serveur est occupé. Réessayez dans un instant.',
    'kit/storage': 'Il n’y a plus de place pour enregistrer cela.',
    'kit/bug': 'Une erreur s’est produite de notre côté.',
    'auth/required': 'Connectez-vous d’abord.',
    'auth/bad-token': 'Ce jeton n’est pas valide.',
    'auth/last-admin': 'Une assistance garde au moins un admin.',
    'auth/expired-link': 'Ce lien a expiré ou a déjà été utilisé.',
    'auth/denied': 'Vous n’avez pas le droit de faire cela.',
    'auth/origin': 'Cette requête venait d’un autre site.',
    'auth/lease': 'Cet appareil est resté trop longtemps sans contact avec le serveur.',
    'auth/already-set-up': 'Cette assistance est déjà configurée.',
    'desk/unknown-queue': 'Il n’y a pas de file de ce nom.',
    'desk/exists': 'Ce nom est déjà pris.',
    'desk/settings': 'Les réglages n’ont pas pu être enregistrés.',
    'ticket/denied': 'Vous n’avez pas le droit de modifier cela.',
    'ticket/gap': 'Il manque quelque chose avant cela.',
    'ticket/epoch': 'Cette copie du ticket n’est plus à jour.',
    'ticket/stale': 'Quelque chose de plus récent est arrivé, que vous n’aviez pas vu.',
    'ticket/invalid': 'Ce n’est pas une modification valable d’un ticket.',
    'ticket/changed': 'Cette réponse n’est plus telle que vous l’avez vue.',
    'ticket/locked': 'Un membre de l’équipe a verrouillé cette réponse.',
    'ticket/variable': 'Une variable n’est pas remplie.',
    'ticket/too-big': 'Cette modification dépasse la taille limite.',
    'ticket/no-file': 'Un fichier de ce message n’est pas sur le serveur.',
    'ticket/reused-push': 'Cet identifiant a déjà servi à autre chose.',
    'ticket/merged': 'Ce ticket a été fusionné avec un autre.',
    'ticket/too-late': 'Il est trop tard pour reprendre cela.',
    'search/invalid': 'Cette recherche ne peut pas être comprise.',
    'wire/malformed': 'Ce message n’a pas pu être lu.',
    'wire/version': 'Cette version de l’application est trop ancienne pour le serveur.',
    'wire/too-many-rooms': 'Trop de salles sont ouvertes sur cette connexion.',
    'mail/unknown-address': 'Cette adresse n’existe pas ici.',
    'mail/no-relay': 'Ce serveur ne relaie pas d’e-mails.',
    'mail/smuggling': 'Un CR ou LF isolé n’est pas admis dans un e-mail.',
    'mail/loop': 'Ce message a fait trop de tours.',
    'mail/unreadable': 'Le message n’a pas pu être lu.',
    'mail/expired': 'La remise a été abandonnée après trop d’essais.',
    'move/not-shown': 'Rien ne montre encore que les e-mails arrivent ici seulement.',
    'mailbox/password': 'La boîte e-mail a refusé le nom d’utilisateur ou le mot de passe.',
    'mailbox/token': 'La boîte e-mail a refusé le jeton d’accès.',
    'mailbox/grant': 'Le fournisseur n’a donné aucun jeton d’accès.',
    'mailbox/token-host': 'L’adresse des jetons du fournisseur ne peut pas être interrogée.',
    'mailbox/no-grant': 'Il n’y a ni jeton d’actualisation ni secret client pour cette boîte.',
    'mailbox/no-password': 'Il n’y a pas de mot de passe pour cette boîte e-mail.',
    'mailbox/unknown-host': 'Il n’y a pas de serveur de ce nom.',
    'mailbox/unreachable': 'Le serveur de messagerie est injoignable.',
    'mailbox/time-out': 'Le serveur de messagerie n’a pas répondu à temps.',
    'mailbox/certificate': 'Le certificat du serveur de messagerie n’est pas valable.',
    'mailbox/tls': 'Le serveur de messagerie et l’assistance n’ont pas de TLS en commun.',
    'mailbox/plain': 'Sans TLS, une boîte e-mail n’est lue que sur cette machine.',
    'mailbox/folder': 'La boîte e-mail n’a pas ce dossier.',
    'mailbox/extension':
      'Le serveur de messagerie ne peut pas déplacer ni supprimer un seul message.',
    'mailbox/refused': 'Le serveur de messagerie a refusé.',
    'mailbox/silent-gateway': 'La passerelle de messagerie ne répond pas. Est-elle en marche ?',
  }) as const

const figure = (say: Say) =>
  ({
    title: 'Où nous en sommes',
    titleOf: ({ queue }: { queue: string | number }) => `${say.inside(queue)} : où nous en sommes`,
    of: ({ queue }: { queue: string | number }) => `Où en est ${say.inside(queue)}`,
    notEnough: 'Pas encore assez de données.',
    notEnoughFrom: ({ n }: { n: number }) =>
      `Pas encore assez de données : nous montrons des chiffres à partir de ${say.number(n)} demandes, pour que celle de personne ne puisse être reconnue.`,
    targets: {
      firstResponse: 'Première réponse',
      nextResponse: 'Réponses suivantes',
      resolution: 'Résolution',
    },
    half: ({ n }: { n: number }) =>
      say.plural(n) === 'one'
        ? `est habituel : la moitié est venue plus tôt sur le dernier ${say.number(n)} jour.`
        : `est habituel : la moitié est venue plus tôt sur les ${say.number(n)} derniers jours.`,
    nineOfTen: ({ time }: { time: string | number }) =>
      `Neuf sur dix sont venues en ${say.inside(time)} au plus.`,
    against: {
      plain: ({ time }: { time: string | number }) => `Promis : en ${say.inside(time)} au plus`,
      kept: ({ share, time }: { share: string | number; time: string | number }) =>
        `Promis : en ${say.inside(time)} au plus ; tenu pour ${say.inside(share)}`,
      some: 'Promis à certains : voir plus bas',
      someKept: ({ share }: { share: string | number }) =>
        `Promis à certains : voir plus bas ; tenu pour ${say.inside(share)}`,
    },
    rows: {
      requests: 'Demandes',
      arrived: 'Reçues (n)',
      solvedAbout: 'Résolues, environ',
      counted: 'Comptées (n)',
      solved: 'Résolues',
      answered: 'Avec réponse',
      median: 'Médiane',
      p90: '90e centile',
      asPromised: 'Comme promis',
    },
    all: 'Tous les chiffres',
    figure: 'Chiffre',
    open: {
      now: ({ count }: { count: string | number }) => `Ouvertes maintenant : ${say.inside(count)}`,
      unknown: 'pas assez de données',
      none: 'presque aucune',
      about: ({ n }: { n: number }) => `environ ${say.number(n)}`,
    },
    times: {
      business: 'Les durées sont en heures d’ouverture.',
      wall: 'Les durées courent jour et nuit.',
      both: ({ business, wall }: { business: string | number; wall: string | number }) =>
        `Durées : ${say.inside(business)} en heures d’ouverture ; ${say.inside(wall)} jour et nuit.`,
    },
    take: {
      title: 'À emporter',
      feed: 'Flux Atom',
      badge: 'Badge',
      badgeOf: ({ queue }: { queue: string | number }) =>
        `Badge : première réponse de ${say.inside(queue)}`,
      address: 'Adresse du badge',
    },
    meaning: {
      title: 'Ce que sont ces chiffres',
      words: ({ n, when }: { n: number; when: string | number }) =>
        `Situation : ${say.inside(when)}. Vérifié toutes les cinq minutes, et publié à nouveau dès que ${say.number(n)} demandes ont bougé, au plus tard après un jour. La médiane est le temps en lequel la moitié était traitée, le 90e centile celui de neuf sur dix ; les deux sont arrondis. Un tiret signifie qu’il y a moins de ${say.number(n)} demandes, ou qu’il y en a moins entre ce temps et le suivant : la demande de personne ne doit être reconnue par une différence. Résolues et ouvertes sont arrondies à cinq. Un e-mail automatique n’est pas une réponse.`,
    },
    drawing: {
      title: ({ target }: { target: string | number }) =>
        `${say.inside(target)} : médiane et 90e centile`,
      row: ({ median, n, p90 }: { median: string | number; n: number; p90: string | number }) =>
        `${say.plural(n) === 'one' ? `${say.number(n)} dernier jour` : `${say.number(n)} derniers jours`} : médiane ${say.inside(median)}, 90e centile ${say.inside(p90)}.`,
      axis: ({ time }: { time: string | number }) => `promis : ${say.inside(time)}`,
    },
    days: ({ n }: { n: number }) =>
      say.plural(n) === 'one' ? `${say.number(n)} jour` : `${say.number(n)} jours`,
    terms: {
      title: 'Ce que nous promettons',
      first: 'La première ligne qui convient est la vôtre.',
      for: 'Pour',
      targets: {
        firstResponse: 'Première réponse',
        nextResponse: 'Réponses suivantes',
        update: 'Des nouvelles au moins toutes les',
        resolution: 'Résolution',
      },
      everybody: 'Tout le monde',
      priority: {
        low: 'basse',
        normal: 'normale',
        high: 'haute',
        urgent: 'urgente',
      },
      urgency: ({ list }: { list: string | number }) => `demandes de priorité ${say.inside(list)}`,
      both: ({ tiers, urgency }: { tiers: string | number; urgency: string | number }) =>
        `${say.inside(tiers)}, ${say.inside(urgency)}`,
    },
    hours: {
      title: 'Heures d’ouverture',
      closed: 'fermé',
      zone: ({ zone }: { zone: string | number }) => `Fuseau horaire : ${say.inside(zone)}.`,
      next: ({ days }: { days: string | number }) => `Prochaines fermetures : ${say.inside(days)}.`,
      part: ({
        day,
        from,
        to,
      }: {
        day: string | number
        from: string | number
        to: string | number
      }) => `${say.inside(day)}, ${say.inside(from)}–${say.inside(to)}`,
      named: ({ day, name }: { day: string | number; name: string | number }) =>
        `${say.inside(day)} (${say.inside(name)})`,
    },
    badge: {
      labels: {
        'first-response': 'première réponse',
        'next-response': 'réponse suivante',
        resolution: 'résolu en',
        'response-rate': 'avec réponse',
      },
      typical: ({ time }: { time: string | number }) => `d’habitude ${say.inside(time)}`,
      nothing: 'pas assez de données',
      title: ({
        label,
        n,
        queue,
        value,
      }: {
        label: string | number
        n: number
        queue: string | number
        value: string | number
      }) =>
        `${say.inside(queue)} : ${say.inside(label)} ${say.inside(value)}, ${say.plural(n) === 'one' ? `${say.number(n)} dernier jour` : `${say.number(n)} derniers jours`}`,
    },
    feed: {
      week: ({ title, week }: { title: string | number; week: string | number }) =>
        `${say.inside(title)}, semaine ${say.inside(week)}`,
      last: ({ figures, n }: { figures: string | number; n: number }) =>
        `${say.plural(n) === 'one' ? `${say.number(n)} dernier jour` : `${say.number(n)} derniers jours`} : ${say.inside(figures)}.`,
      promised: ({ target, time }: { target: string | number; time: string | number }) =>
        `${say.inside(target)}, promis : en ${say.inside(time)} au plus.`,
      of: ({ figures, target }: { figures: string | number; target: string | number }) =>
        `${say.inside(target)} : ${say.inside(figures)}`,
      median: ({ time }: { time: string | number }) => `médiane ${say.inside(time)}`,
      p90: ({ time }: { time: string | number }) => `90e centile ${say.inside(time)}`,
      share: ({ share }: { share: string | number }) => `${say.inside(share)} comme promis`,
      count: ({ n }: { n: number }) => `n = ${say.number(n)}`,
      answered: ({ share }: { share: string | number }) => `avec réponse : ${say.inside(share)}`,
      separator: ' ; ',
    },
  }) as const

const form = (say: Say) =>
  ({
    name: 'Votre nom',
    email: 'Votre adresse e-mail',
    emailHint: 'Nous répondons à cette adresse.',
    subject: 'De quoi s’agit-il ?',
    message: 'Votre message',
    files: 'Fichiers',
    optional: '(facultatif)',
    filesAgain: 'Veuillez choisir à nouveau vos fichiers.',
    filesHint: ({ mb, n }: { mb: number; n: number }) =>
      `Jusqu’à ${say.number(n)} fichiers, ${say.number(mb)} Mo en tout.`,
    trap: 'Laissez ce champ vide',
    send: 'Envoyer',
    orWrite: ({ address }: { address: string | number }) => `Ou écrivez à ${say.inside(address)}.`,
    nothingSent: 'Rien n’a encore été envoyé. Veuillez revoir :',
    notSent: ({ queue }: { queue: string | number }) => `${say.inside(queue)} : non envoyé`,
    noName: 'Indiquez votre nom.',
    noEmail: 'Indiquez l’adresse à laquelle nous pouvons répondre.',
    badEmail: 'Ce n’est pas une adresse e-mail. Exemple : name@example.com.',
    noSubject: 'Dites en quelques mots de quoi il s’agit.',
    noMessage: 'Écrivez votre message.',
    tooLong: ({ most, n }: { most: number; n: number }) =>
      `Il y a ${say.number(n)} caractères, et ${say.number(most)} est le maximum. Raccourcissez, ou joignez le texte en fichier.`,
    tooManyFiles: ({ n }: { n: number }) => `${say.number(n)} fichiers au plus.`,
    tooManyBytes: ({ mb }: { mb: number }) =>
      `Les fichiers peuvent faire ${say.number(mb)} Mo en tout.`,
    notWhole: 'Le formulaire n’est pas arrivé en entier. Renvoyez-le.',
    trapped:
      'Un champ que les personnes ne voient pas était rempli. Il est vide maintenant : appuyez de nouveau sur Envoyer.',
    limited:
      'De nombreuses demandes sont venues de votre réseau depuis une heure ; celle-ci doit attendre. Votre texte reste ici : envoyez-le plus tard.',
    limitedOr: ({ address }: { address: string | number }) =>
      `Ou écrivez à ${say.inside(address)}, cela marche toujours.`,
    goBack: 'Revenez en arrière : votre texte y est toujours.',
    reused:
      'Vous avez déjà envoyé ce formulaire, avec d’autres mots. Si c’est nouveau, appuyez de nouveau sur Envoyer : ce sera une demande à part.',
  }) as const

const frame = (_say: Say) =>
  ({
    skip: 'Aller au contenu',
    languages: 'Langue',
    reach: 'Toutes les façons de nous joindre',
    missing: {
      title: 'Il n’y a rien ici',
      words: 'L’adresse est peut-être mal saisie, ou la page a été déplacée.',
    },
    noFile: {
      title: 'Ce fichier n’existe pas',
      words:
        'Le lien est peut-être incomplet, ou il a expiré. Répondez à l’e-mail pour redemander le fichier.',
    },
    noForm: {
      title: 'Ce formulaire n’existe pas',
      words: 'Il a peut-être été déplacé. La page d’accueil les présente tous.',
    },
    noFigures: {
      title: 'Il n’y a pas de chiffres ici',
      words: 'Ce service n’existe pas, ou il garde ses chiffres pour lui.',
    },
    noEnding: {
      title: 'Ce lien n’arrête rien',
      words:
        'Il est peut-être incomplet, ou il a expiré. Ce dont vous êtes informé par e-mail se choisit dans les réglages de l’application.',
    },
    foreign: {
      title: 'Cela venait d’un autre site',
      words: 'Rien n’a été fait. Ouvrez la page ici et renvoyez.',
    },
    failed: 'Cela n’a pas marché. Veuillez réessayer.',
    start: {
      title: 'Comment pouvons-nous vous aider ?',
      empty: 'Il n’y a pas encore de formulaire ici. Revenez un peu plus tard.',
      known:
        'Vous avez déjà une demande ? Ouvrez le lien de l’e-mail que nous vous avons envoyé, ou répondez-y.',
      staff: 'Vous travaillez ici ?',
      signIn: 'Se connecter',
      notSetUp: 'Cette assistance n’est pas encore configurée',
      owner:
        'Si c’est la vôtre : le lien de configuration est dans le terminal où elle a été lancée. Il sert une fois, pendant un temps limité ; un nouveau démarrage en affiche un autre.',
      visitor: 'Si vous êtes venu poser une question, revenez un peu plus tard.',
    },
    endMail: {
      title: 'Arrêter ces e-mails ?',
      assigned: 'Les e-mails qui disent qu’un ticket vous a été confié',
      answered: 'Les e-mails qui disent que quelqu’un a répondu dans un de vos tickets',
      digest: 'Les chiffres de chaque mois',
      end: 'Les arrêter',
      done: 'Ces e-mails sont arrêtés',
      again: 'Ils peuvent être réactivés dans les réglages de l’application.',
    },
  }) as const

const mail = (say: Say) =>
  ({
    ticket: ({ number }: { number: string | number }) => `Ticket #${say.inside(number)}`,
    ack: {
      subject: 'Nous avons votre message',
      have: ({ number, queue }: { number: string | number; queue: string | number }) =>
        `Nous avons votre message. Il porte le numéro #${say.inside(number)} dans ${say.inside(queue)}.`,
      by: ({ time }: { time: string | number }) => `Promis : avant ${say.inside(time)}.`,
      add: 'Pour ajouter quelque chose, répondez à cet e-mail.',
      follow: 'Suivre et répondre ici',
    },
    end: {
      is: {
        solved: ({ number, queue }: { number: string | number; queue: string | number }) =>
          `Votre demande #${say.inside(number)} dans ${say.inside(queue)} est résolue.`,
        closed: ({ number, queue }: { number: string | number; queue: string | number }) =>
          `Votre demande #${say.inside(number)} dans ${say.inside(queue)} est fermée.`,
      },
      left: 'S’il reste quelque chose, répondez à cet e-mail : elle sera rouverte.',
      see: 'La voir ici',
      now: {
        solved:
          'C’est maintenant résolu. S’il reste quelque chose, répondez à cet e-mail : il sera rouvert.',
        closed:
          'C’est maintenant fermé. S’il reste quelque chose, répondez à cet e-mail : il sera rouvert.',
      },
    },
    files: {
      large: ({ n }: { n: number }) =>
        say.plural(n) === 'one'
          ? 'Un fichier est trop volumineux pour l’e-mail :'
          : 'Certains fichiers sont trop volumineux pour l’e-mail :',
      picture: ({ name }: { name: string | number }) => `[image : ${say.inside(name)}]`,
    },
    quote: {
      lead: ({
        day,
        time,
        who,
      }: {
        day: string | number
        time: string | number
        who: string | number
      }) => `Le ${say.inside(day)} à ${say.inside(time)}, ${say.inside(who)} a écrit :`,
      forwarded: ({ at, who }: { at: string | number; who: string | number }) =>
        `Message transféré de ${say.inside(who)}, ${say.inside(at)} UTC :`,
    },
  }) as const

const push = (say: Say) =>
  ({
    new: ({ number }: { number: string | number }) => `Nouveau ticket #${say.inside(number)}`,
    answer: ({ number }: { number: string | number }) => `Réponse sur #${say.inside(number)}`,
    mention: ({ number }: { number: string | number }) =>
      `On vous mentionne sur #${say.inside(number)}`,
    warning: ({ number }: { number: string | number }) => `Bientôt dû : #${say.inside(number)}`,
    breach: ({ number }: { number: string | number }) => `En retard : #${say.inside(number)}`,
    test: 'Les notifications arrivent ici',
  }) as const

const script = (say: Say) =>
  ({
    sent: ({ number, subject }: { number: string | number; subject: string | number }) =>
      `« ${say.inside(subject)} » a été envoyé. C’est la demande #${say.inside(number)}.`,
    follow: 'La suivre',
    waits: ({ subject }: { subject: string | number }) =>
      `« ${say.inside(subject)} » attend sur cet appareil et partira tout seul quand le réseau reviendra. Gardez cette page ouverte, ou revenez-y.`,
    refused: ({ subject, why }: { subject: string | number; why: string | number }) =>
      `« ${say.inside(subject)} » n’a pas pu être envoyé : ${say.inside(why)}`,
    tryNow: 'Essayer maintenant',
    takeBack: 'Le reprendre',
    openForm: 'Ouvrir son formulaire',
    cannotKeep:
      'Il n’y a pas de connexion, et ce navigateur ne peut pas garder le formulaire pour plus tard. Votre texte reste ici : appuyez de nouveau sur Envoyer une fois en ligne.',
    draft: 'Ce que vous aviez écrit est toujours là.',
    startEmpty: 'Repartir de zéro',
    replyKept:
      'Il n’y a pas de connexion. Votre texte est gardé sur cet appareil : appuyez de nouveau sur Envoyer une fois en ligne.',
    said: 'Votre réponse nous est parvenue.',
    news: 'Il y a du nouveau.',
    show: 'Afficher',
  }) as const

const step = (say: Say) =>
  ({
    start: ({
      at,
      goal,
      why,
    }: {
      at: string | number
      goal: string | number
      why: string | number
    }) =>
      `${say.inside(at)} : le chronomètre démarre : ${say.inside(why)}. La cible est ${say.inside(goal)}.`,
    added: ({ at }: { at: string | number }) =>
      `${say.inside(at)} : la politique ajoute cette cible ; elle compte à partir d’ici.`,
    noSlots: 'Le calendrier n’a pas de plages, les heures d’ouverture ne courent donc jamais.',
    paused: ({ at, why }: { at: string | number; why: string | number }) =>
      `${say.inside(at)} : en pause : ${say.inside(why)}.`,
    pausedAt: ({
      at,
      left,
      why,
    }: {
      at: string | number
      left: string | number
      why: string | number
    }) => `${say.inside(at)} : en pause : ${say.inside(why)}. ${say.inside(left)}.`,
    counted: ({
      added,
      from,
      to,
      total,
    }: {
      added: string | number
      from: string | number
      to: string | number
      total: string | number
    }) =>
      `De ${say.inside(from)} à ${say.inside(to)} : ${say.inside(added)} comptés, ${say.inside(total)} en tout.`,
    passed: ({ at }: { at: string | number }) =>
      `${say.inside(at)} : la cible est atteinte, puis dépassée : manquée.`,
    goesOn: ({ at, left }: { at: string | number; left: string | number }) =>
      `${say.inside(at)} : reprend. ${say.inside(left)}.`,
    target: ({ at, goal }: { at: string | number; goal: string | number }) =>
      `${say.inside(at)} : la cible est maintenant ${say.inside(goal)}.`,
    late: ({ at }: { at: string | number }) =>
      `${say.inside(at)} : le temps compté dépasse déjà la nouvelle cible : manquée.`,
    calendar: ({ at, zone }: { at: string | number; zone: string | number }) =>
      `${say.inside(at)} : un autre calendrier s’applique, à ${say.inside(zone)} ; ce qui a été compté reste.`,
    end: ({
      at,
      left,
      verdict,
      why,
    }: {
      at: string | number
      left: string | number
      verdict: string | number
      why: string | number
    }) =>
      `${say.inside(at)} : le chronomètre s’arrête : ${say.inside(why)}. ${say.inside(left)} : ${say.inside(verdict)}.`,
    reopened: ({ at, left }: { at: string | number; left: string | number }) =>
      `${say.inside(at)} : la fin est annulée : le ticket a été rouvert. ${say.inside(left)}.`,
    now: ({
      at,
      left,
      state,
    }: {
      at: string | number
      left: string | number
      state: string | number
    }) => `Maintenant, ${say.inside(at)} : ${say.inside(state)}. ${say.inside(left)}.`,
    nowPaused: ({
      at,
      left,
      state,
    }: {
      at: string | number
      left: string | number
      state: string | number
    }) =>
      `Maintenant, ${say.inside(at)} : ${say.inside(state)}. ${say.inside(left)} ; rien n’arrive à échéance pendant la pause.`,
    nowNever: ({
      at,
      left,
      n,
      state,
    }: {
      at: string | number
      left: string | number
      n: number
      state: string | number
    }) =>
      `Maintenant, ${say.inside(at)} : ${say.inside(state)}. ${say.inside(left)} ; la cible ne peut être atteinte en ${say.plural(n) === 'one' ? `${say.number(n)} an` : say.plural(n) === 'many' ? `${say.number(n)} d’années` : `${say.number(n)} ans`}, rien n’arrive donc à échéance.`,
    nowDue: ({
      at,
      due,
      left,
      state,
    }: {
      at: string | number
      due: string | number
      left: string | number
      state: string | number
    }) =>
      `Maintenant, ${say.inside(at)} : ${say.inside(state)}. ${say.inside(left)}, échéance ${say.inside(due)}.`,
    goal: {
      wall: ({ length }: { length: string | number }) => `${say.inside(length)}, à toute heure`,
      business: ({ length, zone }: { length: string | number; zone: string | number }) =>
        `${say.inside(length)} en heures d’ouverture à ${say.inside(zone)}`,
    },
    left: ({ counted, left }: { counted: string | number; left: string | number }) =>
      `Compté ${say.inside(counted)}, reste ${say.inside(left)}`,
    over: ({ counted, over }: { counted: string | number; over: string | number }) =>
      `Compté ${say.inside(counted)}, dépassé de ${say.inside(over)}`,
    why: {
      accepted: 'le ticket a été accepté',
      message: 'un message est arrivé après la dernière réponse',
      replied: 'l’assistance a répondu',
      dropped: 'la politique n’a plus cette cible',
      merged: 'le ticket a été fusionné',
      cancelled: 'le ticket a été annulé',
      status: ({ status }: { status: string | number }) => `le statut est ${say.inside(status)}`,
    },
    status: {
      new: 'Nouveau',
      open: 'Ouvert',
      waiting: 'En attente',
      'on-hold': 'En pause',
      solved: 'Résolu',
      closed: 'Fermé',
    },
    verdict: {
      met: 'tenue',
      breached: 'manquée',
      cancelled: 'annulée',
      stays: 'manquée auparavant, et elle le reste',
    },
    state: {
      running: 'en cours',
      paused: 'en pause',
      breached: 'manquée',
      met: 'tenue',
      cancelled: 'annulée',
    },
    length: {
      h: ({ n }: { n: string | number }) => `${say.inside(n)} h`,
      min: ({ n }: { n: string | number }) => `${say.inside(n)} min`,
      s: ({ n }: { n: string | number }) => `${say.inside(n)} s`,
    },
    closed: 'Fermé tout le temps.',
    open: ({ times }: { times: string | number }) => `Ouvert : ${say.inside(times)}.`,
    openMore: ({ n, times }: { n: number; times: string | number }) =>
      say.plural(n) === 'one'
        ? `Ouvert : ${say.inside(times)} et ${say.number(n)} autre fois.`
        : say.plural(n) === 'many'
          ? `Ouvert : ${say.inside(times)} et ${say.number(n)} d’autres fois.`
          : `Ouvert : ${say.inside(times)} et ${say.number(n)} autres fois.`,
    openMany: ({ times }: { times: string | number }) =>
      `Ouvert : ${say.inside(times)} et bien d’autres fois.`,
    dayTimes: ({
      day,
      from,
      to,
    }: {
      day: string | number
      from: string | number
      to: string | number
    }) => `${say.inside(day)} ${say.inside(from)}–${say.inside(to)}`,
    times: ({ from, to }: { from: string | number; to: string | number }) =>
      `${say.inside(from)}–${say.inside(to)}`,
    holiday: ({ days }: { days: string | number }) => `Jour férié : ${say.inside(days)}.`,
    holidayMore: ({ days, n }: { days: string | number; n: number }) =>
      say.plural(n) === 'one'
        ? `Jours fériés : ${say.inside(days)} et ${say.number(n)} autre.`
        : say.plural(n) === 'many'
          ? `Jours fériés : ${say.inside(days)} et ${say.number(n)} autres.`
          : `Jours fériés : ${say.inside(days)} et ${say.number(n)} autres.`,
    holidayNamed: ({ day, name }: { day: string | number; name: string | number }) =>
      `${say.inside(day)} (${say.inside(name)})`,
    separator: ', ',
  }) as const

const ticket = (say: Say) =>
  ({
    request: ({ number }: { number: string | number }) => `Demande #${say.inside(number)}`,
    fresh: ({ number }: { number: string | number }) =>
      `Nous avons votre message. Son numéro est ${say.inside(number)}.`,
    freshMail: ({ address }: { address: string | number }) =>
      `Nous écrivons aussi à ${say.inside(address)}, avec un lien vers cette page.`,
    standing: {
      new: {
        name: 'Reçue',
        ball: 'Elle est chez nous. Nous n’avons pas encore répondu.',
      },
      open: {
        name: 'En cours',
        ball: 'Elle est chez nous.',
      },
      waiting: {
        name: 'En attente de votre réponse',
        ball: 'Nous vous avons posé une question.',
      },
      'on-hold': {
        name: 'En pause',
        ball: 'Nous attendons quelqu’un d’autre.',
      },
      solved: {
        name: 'Résolue',
        ball: 'Si ce n’est pas le cas, répondez ci-dessous et elle sera rouverte.',
      },
      closed: {
        name: 'Fermée',
        ball: 'Si vous avez encore besoin de nous, répondez ci-dessous.',
      },
    },
    answerBy: ({ time }: { time: string | number }) =>
      `Nous voulons répondre avant : ${say.inside(time)}.`,
    joined:
      'Cette demande a été réunie avec une autre et continue là-bas. Ce qui suit reste tel quel. Écrivez-nous ici tout de même : cela parvient aux personnes qui s’en occupent.',
    inPart: ({ address }: { address: string | number }) =>
      `Ce qui est venu par e-mail s’affiche quand vous ouvrez cette page par le lien envoyé à ${say.inside(address)}.`,
    messages: 'Messages',
    you: 'Vous',
    by: {
      you: ({ name }: { name: string | number }) => `${say.inside(name)} (vous)`,
      unproved: ({ name }: { name: string | number }) =>
        `${say.inside(name)} (depuis votre adresse, sans preuve que c’est vous)`,
    },
    removed: 'Le texte de ce message a été retiré.',
    goesOn: ({ link }: { link: string | number }) => `Ce message continue : ${say.inside(link)}`,
    whole: 'le texte entier en fichier',
    file: '(fichier)',
    answer: 'Répondre',
    limited:
      'De nombreuses réponses sont venues de votre réseau depuis une heure. Envoyez celle-ci un peu plus tard.',
    reused:
      'Vous avez déjà envoyé cette réponse, avec d’autres mots. Pour envoyer aussi celle-ci, appuyez sur Envoyer.',
    locked: {
      title: 'Ouvrir votre demande',
      wrong: 'Ce lien n’ouvre pas cette page. Il est peut-être incomplet, ou il a expiré.',
      lead: 'Cette page s’ouvre avec le lien que nous vous avons envoyé. Rouvrez-le depuis l’e-mail, ou collez-le ici.',
      noScript:
        'Votre navigateur n’exécute pas de script ici ; le lien ne peut pas ouvrir la page de lui-même : collez-le.',
      label: 'Le lien de l’e-mail',
      open: 'Ouvrir',
      foot: ({ link }: { link: string | number }) =>
        `Les liens prennent fin quelque temps après la fermeture d’une demande. Une réponse à notre e-mail nous parvient toujours, tout comme ${say.inside(link)}.`,
      newMessage: 'un nouveau message',
      offline: 'Il n’y a pas de connexion. Appuyez sur Ouvrir une fois en ligne.',
    },
  }) as const

const time = (say: Say) =>
  ({
    minutes: ({ n }: { n: number }) =>
      say.plural(n) === 'one' ? `${say.number(n)} minute` : `${say.number(n)} minutes`,
    minute: 'une minute',
    openMinutes: ({ n }: { n: number }) =>
      say.plural(n) === 'one'
        ? `${say.number(n)} minute d’ouverture`
        : `${say.number(n)} minutes d’ouverture`,
    openMinute: 'une minute d’ouverture',
    hours: ({ n }: { n: number }) =>
      say.plural(n) === 'one' ? `${say.number(n)} heure` : `${say.number(n)} heures`,
    openHours: ({ n }: { n: number }) =>
      say.plural(n) === 'one'
        ? `${say.number(n)} heure d’ouverture`
        : `${say.number(n)} heures d’ouverture`,
    days: ({ n }: { n: number }) =>
      say.plural(n) === 'one' ? `${say.number(n)} jour` : `${say.number(n)} jours`,
    short: {
      least: '< 1 min',
      minutes: ({ n }: { n: number }) => `${say.number(n)} min`,
      hours: ({ n }: { n: number }) => `${say.number(n)} h`,
      days: ({ n }: { n: number }) => `${say.number(n)} j`,
    },
    share: ({ n }: { n: number }) => `${say.number(n)} %`,
    typical: ({ time }: { time: string | number }) =>
      `Première réponse habituelle : ${say.inside(time)}.`,
    promised: ({ time }: { time: string | number }) => `Promis : en ${say.inside(time)} au plus.`,
  }) as const

export const bundle = (sayIn: SayIn): Bundle => ({
  agent: agent(sayIn('fr')),
  fault: fault(sayIn('fr')),
  figure: figure(sayIn('fr')),
  form: form(sayIn('fr')),
  frame: frame(sayIn('fr')),
  mail: mail(sayIn('fr')),
  push: push(sayIn('fr')),
  script: script(sayIn('fr')),
  step: step(sayIn('fr')),
  ticket: ticket(sayIn('fr')),
  time: time(sayIn('fr')),
})
