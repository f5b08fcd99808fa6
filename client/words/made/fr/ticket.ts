/** Made of words/fr/*.json by `npm run words` (ticket): change those, not this file. */
import type { Say, SayIn } from '../../../../shared/kit/say.ts'
import type { Bundle } from '../en/ticket.ts'

const act = (say: Say) =>
  ({
    noWayBack: 'C’est fait sur le serveur ; d’ici, on ne peut plus revenir en arrière.',
    newTicket: {
      title: 'Nouveau ticket',
      queue: 'File',
      name: 'Nom',
      email: 'Adresse e-mail',
      emailHint: 'À qui est le ticket. C’est le demandeur ; ce que vous écrivez est de vous.',
      known: 'Personnes qui ont déjà écrit',
      subject: 'Objet',
      priority: 'Priorité',
      mine: 'Me l’assigner',
      first: 'Premier message',
      as: {
        mail: 'E-mail au demandeur',
        note: 'Note, personne ne reçoit d’e-mail',
      },
      mailHint: 'Part de l’adresse de la file, avec sa signature.',
      noteHint: 'Seule l’équipe la voit. Pour un appel, ou une chose remarquée.',
      placeholder: 'Écrivez au demandeur…',
      notePlaceholder: 'Ce qui s’est passé, et ce qu’il faut faire',
      send: 'Envoyer',
      open: 'Ouvrir le ticket',
      willSend: 'Envoyé quand cet appareil sera en ligne ; il recevra alors son numéro.',
      kept: 'Conservé sur cet appareil jusqu’à l’envoi.',
      clear: 'Abandonner',
      missing: {
        email: 'Il faut une adresse e-mail.',
        subject: 'Il faut un objet.',
        words: 'Il n’y a encore rien à envoyer.',
      },
      ofDesk: 'C’est une adresse de cette assistance.',
      waitingTitle: ({ subject }: { subject: string | number }) =>
        `nouveau ticket : ${say.inside(subject)}`,
      done: 'Nouveau ticket : en route',
      doneNote: 'Nouveau ticket : ouvert',
      takenBack: 'Non envoyé. « Nouveau ticket » le reprend.',
      mailHintFrom: ({ address }: { address: string | number }) =>
        `Part de ${say.inside(address)}, avec sa signature, et le ticket attend la réponse.`,
    },
    find: {
      label: 'Quel ticket ?',
      placeholder: '#numéro, objet ou demandeur',
      same: 'Ce que la même personne a demandé :',
      onDevice: 'Trouvé parmi les tickets de cet appareil :',
      list: 'Tickets trouvés',
      nothing: 'Aucun ticket de cet appareil ne convient.',
    },
    merge: {
      title: ({ n }: { n: string | number }) => `Fusionner #${say.inside(n)}`,
      direction: 'Lequel continue ?',
      into: ({
        from,
        into,
        subject,
      }: {
        from: string | number
        into: string | number
        subject: string | number
      }) =>
        `#${say.inside(from)} est fermé et continue dans #${say.inside(into)} ${say.inside(subject)}`,
      plan: 'Ce qui va se passer',
      notHere:
        'Les deux tickets doivent être sur cet appareil pour en dire plus. Le serveur vérifie tout.',
      moves: ({ into, what }: { into: string | number; what: string | number }) =>
        `Vers #${say.inside(into)} : ${say.inside(what)}.`,
      closes: ({ n }: { n: string | number }) =>
        `#${say.inside(n)} reste tel quel, fermé, et indique la suite.`,
      seenBy: ({ queues }: { queues: string | number }) =>
        `Les agents de ${say.inside(queues)} verront ce qu’ils ne voyaient pas avant.`,
      sameRequester: ({ name }: { name: string | number }) =>
        `${say.inside(name)} voit les deux comme un seul fil.`,
      otherRequester: ({ name }: { name: string | number }) =>
        `${say.inside(name)} n’en voit rien : ce qui a été dit à quelqu’un d’autre reste entre agents.`,
      people: ({ names }: { names: string | number }) =>
        `${say.inside(names)} : désormais sur l’autre ticket. Leurs e-mails y arrivent ; ces personnes ne lisent rien de nouveau.`,
      draft: ({ n }: { n: string | number }) =>
        `La réponse en cours de rédaction continue dans #${say.inside(n)}.`,
      goingOut: ({ n }: { n: number }) =>
        `${say.plural(n) === 'one' ? `${say.number(n)} réponse` : say.plural(n) === 'many' ? `${say.number(n)} de réponses` : `${say.number(n)} réponses`} dans le délai d’annulation : envoi immédiat.`,
      putOff: ({ n }: { n: number }) =>
        `${say.plural(n) === 'one' ? `${say.number(n)} réponse programmée` : say.plural(n) === 'many' ? `${say.number(n)} de réponses programmées` : `${say.number(n)} réponses programmées`} : pas d’envoi, retour en brouillon.`,
      clocks: ({ from, into, n }: { from: string | number; into: string | number; n: number }) =>
        `Sans objet désormais : ${say.plural(n) === 'one' ? `${say.number(n)} délai` : say.plural(n) === 'many' ? `${say.number(n)} de délais` : `${say.number(n)} délais`} de #${say.inside(from)}. Ceux de #${say.inside(into)} continuent.`,
      tooMuch: 'Ensemble, ils dépassent ce qu’un ticket peut contenir.',
      reversible:
        'Peut être annulé avec z maintenant, ou défait depuis le ticket fusionné dans les 30 jours.',
      willBe: 'Fait quand cet appareil sera en ligne. D’ici là, vous pouvez le reprendre.',
      submit: ({ from, into }: { from: string | number; into: string | number }) =>
        `Fusionner #${say.inside(from)} dans #${say.inside(into)}`,
      another: 'Autre ticket',
      waiting: ({ into }: { into: string | number }) => `fusionner dans #${say.inside(into)}`,
      done: ({ from, into }: { from: string | number; into: string | number }) =>
        `#${say.inside(from)} : fusionné dans #${say.inside(into)}`,
      apart: ({ n }: { n: string | number }) => `#${say.inside(n)} : fusion défaite`,
      apartWaiting: 'défaire la fusion',
    },
    split: {
      title: ({ n }: { n: string | number }) => `Scinder #${say.inside(n)}`,
      which: 'Quels messages vont dans leur propre ticket ?',
      note: 'note',
      subject: 'Objet du nouveau ticket',
      plan: 'Ce qui va se passer',
      requester: ({ name }: { name: string | number }) =>
        `${say.inside(name)} est le demandeur du nouveau ticket.`,
      moves: ({ what }: { what: string | number }) =>
        `Vers le nouveau ticket : ${say.inside(what)}.`,
      unseen: ({ n, name }: { n: number; name: string | number }) =>
        `${say.plural(n) === 'one' ? `${say.number(n)} message` : say.plural(n) === 'many' ? `${say.number(n)} de messages` : `${say.number(n)} messages`} d’autres personnes : ${say.inside(name)} ne les voit pas.`,
      queues: 'Les mêmes agents voient les deux, et chacun mène à l’autre.',
      clockThen: 'Personne n’y a encore répondu : le délai compte depuis leur arrivée.',
      clockNow: 'L’assistance a répondu depuis : le délai compte à partir de maintenant.',
      why: {
        nothing: 'Choisissez au moins un message.',
        all: 'Il n’y a rien d’autre : changez plutôt l’objet du ticket.',
        author:
          'Le premier doit être le message de quelqu’un : cette personne devient le demandeur.',
      },
      noSubject: 'Il faut un objet.',
      reversible: 'Peut être annulé avec z, tant que rien n’a été dit dans le nouveau ticket.',
      submit: 'Scinder',
      waiting: 'scinder en un nouveau ticket',
      done: ({ n }: { n: string | number }) => `#${say.inside(n)} : scindé en un nouveau ticket`,
    },
    link: {
      heading: 'Liés',
      add: 'Lier…',
      title: ({ n }: { n: string | number }) => `Lier #${say.inside(n)}`,
      how: ({ n }: { n: string | number }) =>
        `Quel est le rapport de #${say.inside(n)} avec l’autre ?`,
      relation: {
        related: 'Apparenté',
        duplicate: 'C’est un doublon de l’autre',
      },
      hint: 'Un ticket de cet appareil, T123, ou l’adresse d’une page.',
      outside: ({ ref }: { ref: string | number }) => `Lier à ${say.inside(ref)}`,
      stands: {
        related: 'Apparenté à',
        duplicate: 'Doublon de',
        duplicated: 'A pour doublon',
        'split-from': 'Scindé de',
        'split-into': 'Scindé vers',
      },
      unseen: 'pas d’accès, ou pas sur cet appareil',
      remove: ({ name }: { name: string | number }) => `Retirer le lien avec ${say.inside(name)}`,
      waiting: ({ n }: { n: string | number }) => `lier à #${say.inside(n)}`,
      waitingOutside: ({ ref }: { ref: string | number }) => `lier à ${say.inside(ref)}`,
      waitingGone: 'retirer un lien',
      done: ({ n, other }: { n: string | number; other: string | number }) =>
        `#${say.inside(n)} : lié à #${say.inside(other)}`,
      doneOutside: ({ n }: { n: string | number }) => `#${say.inside(n)} : lié`,
      gone: ({ n }: { n: string | number }) => `#${say.inside(n)} : lien retiré`,
    },
    forward: {
      title: ({ n }: { n: string | number }) => `Transférer depuis #${say.inside(n)}`,
      to: 'À',
      own: 'Votre texte avant le message',
      message: 'Ce qui est transféré',
      files: 'Fichiers joints au transfert',
      hint: 'Part par e-mail. Le fil en garde une note ; le demandeur n’est pas averti. La réponse arrive à l’équipe.',
      noAddress: 'Il faut une adresse e-mail.',
      isOn: 'Cette personne est déjà sur ce ticket : écrivez-lui une réponse.',
      nothing: 'Il n’y a ici aucun message qui puisse sortir.',
      willSend: 'Envoyé quand cet appareil sera en ligne.',
      submit: 'Transférer',
      waiting: 'transférer un message',
      done: ({ n }: { n: string | number }) => `#${say.inside(n)} : transféré`,
      takenBack: ({ n }: { n: string | number }) => `#${say.inside(n)} : non transféré`,
      late: 'C’est déjà en route.',
      hintFrom: ({ address }: { address: string | number }) =>
        `Part de ${say.inside(address)}. Le fil en garde une note ; le demandeur n’est pas averti. La réponse arrive à l’équipe.`,
    },
    requester: {
      proved: 'adresse prouvée : un lien envoyé là a été ouvert',
      byMail: 'ses e-mails sont prouvés comme les siens',
      mailUnproved: 'rien ne prouve que ses e-mails sont les siens',
      unproved: 'adresse non prouvée',
      last: ({ when }: { when: string | number }) => `dernier message : ${say.inside(when)}`,
      never: 'n’a pas encore écrit',
      others: ({ n, open }: { n: number; open: number }) =>
        `${say.plural(n) === 'one' ? `${say.number(n)} ticket` : say.plural(n) === 'many' ? `${say.number(n)} de tickets` : `${say.number(n)} tickets`} sur cet appareil, ${say.number(open)} non résolus`,
    },
    parts: {
      messages: ({ n }: { n: number }) =>
        say.plural(n) === 'one'
          ? `${say.number(n)} message`
          : say.plural(n) === 'many'
            ? `${say.number(n)} de messages`
            : `${say.number(n)} messages`,
      notes: ({ n }: { n: number }) =>
        say.plural(n) === 'one'
          ? `${say.number(n)} note`
          : say.plural(n) === 'many'
            ? `${say.number(n)} de notes`
            : `${say.number(n)} notes`,
      files: ({ n }: { n: number }) =>
        say.plural(n) === 'one'
          ? `${say.number(n)} fichier`
          : say.plural(n) === 'many'
            ? `${say.number(n)} de fichiers`
            : `${say.number(n)} fichiers`,
      nothing: 'aucun message',
    },
    remove: {
      why: 'Pourquoi',
      whyHint: 'Conservé dans le registre des suppressions, avec votre nom et l’heure.',
      noWhy: 'Dites pourquoi : c’est conservé dans le registre des suppressions.',
      nothing: 'Ce message n’a pas de mots à retirer.',
      message: 'Les mots qui partent',
      offline:
        'Vous êtes hors ligne. Ce sera fait dès que cet appareil sera de nouveau en ligne ; d’ici là, z l’annule.',
      openDelete: 'Supprimer ce ticket…',
      openRedact: 'Retirer les mots…',
      openErase: 'Effacer cette personne…',
      delete: {
        title: ({ n }: { n: string | number }) =>
          `Supprimer le ticket nº ${say.inside(n)} pour de bon`,
        gone: 'Ses messages, notes, fichiers, brouillons et courriels disparaissent du serveur et de tous les appareils. Son numéro n’est pas réutilisé, et une ligne du registre des suppressions dit qu’il a existé. Le courrier envoyé n’est pas rappelé, et les sauvegardes gardent ce qu’elles ont.',
        submit: 'Supprimer pour de bon',
        waiting: 'supprimer le ticket pour de bon',
        done: ({ n }: { n: string | number }) => `nº ${say.inside(n)} : supprimé pour de bon`,
      },
      redact: {
        title: ({ n }: { n: string | number }) =>
          `Retirer les mots d’un message du nº ${say.inside(n)}`,
        gone: 'Les mots et les fichiers de ce message disparaissent du serveur, de tous les appareils et de la recherche. Qui l’a écrit et quand reste. Le courrier envoyé n’est pas rappelé, et les sauvegardes gardent ce qu’elles ont.',
        submit: 'Retirer les mots',
        waiting: 'retirer les mots d’un message',
        done: ({ n }: { n: string | number }) => `nº ${say.inside(n)} : mots retirés`,
      },
      erase: {
        title: ({ name }: { name: string | number }) => `Effacer ${say.inside(name)}`,
        gone: 'Son nom, ses adresses et tout ce que cette personne a écrit disparaissent de tous les tickets, et du courrier qui attend ou a été retenu. Ce que l’équipe a écrit reste, et ses tickets restent, comme tickets de personne. Le courrier envoyé n’est pas rappelé, et les sauvegardes gardent ce qu’elles ont.',
        submit: 'Effacer pour de bon',
        done: 'L’effacement a commencé ; ses tickets suivent l’un après l’autre.',
      },
    },
  }) as const

const bulk = (say: Say) =>
  ({
    label: 'Tickets choisis',
    chosen: ({ n }: { n: number }) => `${say.number(n)} sélectionnés`,
    away: ({ n }: { n: number }) => `${say.number(n)} hors de la vue`,
    working: ({ n, of }: { n: number; of: number }) => `${say.number(n)} sur ${say.number(of)}`,
    clear: 'Effacer la sélection',
    commands: {
      'done-next': 'Résoudre',
      snooze: 'Mettre en veille…',
      assign: 'Assigner à…',
      'assign-me': 'Me l’assigner',
      status: 'Changer le statut…',
      priority: 'Changer la priorité…',
      label: 'Étiquettes…',
      move: 'Déplacer vers une autre file…',
      unread: 'Marquer comme non lu',
      spam: 'Marquer comme indésirable',
      watch: 'Suivre ou ne plus suivre',
    },
    did: {
      status: ({ n, status }: { n: number; status: string | number }) =>
        `${say.plural(n) === 'one' ? `${say.number(n)} ticket` : say.plural(n) === 'many' ? `${say.number(n)} de tickets` : `${say.number(n)} tickets`} : ${say.inside(status)}`,
      priority: ({ n, priority }: { n: number; priority: string | number }) =>
        `${say.plural(n) === 'one' ? `${say.number(n)} ticket` : say.plural(n) === 'many' ? `${say.number(n)} de tickets` : `${say.number(n)} tickets`} : priorité ${say.inside(priority)}`,
      assignee: ({ n, name }: { n: number; name: string | number }) =>
        `${say.plural(n) === 'one' ? `${say.number(n)} ticket assigné` : say.plural(n) === 'many' ? `${say.number(n)} de tickets assignés` : `${say.number(n)} tickets assignés`} à ${say.inside(name)}`,
      unassigned: ({ n }: { n: number }) =>
        say.plural(n) === 'one'
          ? `${say.number(n)} ticket non assigné`
          : say.plural(n) === 'many'
            ? `${say.number(n)} de tickets non assignés`
            : `${say.number(n)} tickets non assignés`,
      subject: ({ n }: { n: number }) =>
        `${say.plural(n) === 'one' ? `${say.number(n)} ticket` : say.plural(n) === 'many' ? `${say.number(n)} de tickets` : `${say.number(n)} tickets`} : objet modifié`,
      tagged: ({ n, tag }: { n: number; tag: string | number }) =>
        `${say.plural(n) === 'one' ? `${say.number(n)} ticket` : say.plural(n) === 'many' ? `${say.number(n)} de tickets` : `${say.number(n)} tickets`} : étiquette ${say.inside(tag)} ajoutée`,
      untagged: ({ n, tag }: { n: number; tag: string | number }) =>
        `${say.plural(n) === 'one' ? `${say.number(n)} ticket` : say.plural(n) === 'many' ? `${say.number(n)} de tickets` : `${say.number(n)} tickets`} : étiquette ${say.inside(tag)} retirée`,
      snoozed: ({ n, when }: { n: number; when: string | number }) =>
        `${say.plural(n) === 'one' ? `${say.number(n)} ticket` : say.plural(n) === 'many' ? `${say.number(n)} de tickets` : `${say.number(n)} tickets`} en veille, retour ${say.inside(when)}`,
      woken: ({ n }: { n: number }) =>
        say.plural(n) === 'one'
          ? `${say.number(n)} ticket sorti de veille`
          : say.plural(n) === 'many'
            ? `${say.number(n)} de tickets sortis de veille`
            : `${say.number(n)} tickets sortis de veille`,
      watched: ({ n }: { n: number }) =>
        say.plural(n) === 'one'
          ? `${say.number(n)} ticket suivi`
          : say.plural(n) === 'many'
            ? `${say.number(n)} de tickets suivis`
            : `${say.number(n)} tickets suivis`,
      spam: ({ n }: { n: number }) =>
        `${say.plural(n) === 'one' ? `${say.number(n)} ticket marqué` : say.plural(n) === 'many' ? `${say.number(n)} de tickets marqués` : `${say.number(n)} tickets marqués`} comme indésirable`,
      notSpam: ({ n }: { n: number }) =>
        say.plural(n) === 'one'
          ? `${say.number(n)} ticket n’est pas indésirable`
          : say.plural(n) === 'many'
            ? `${say.number(n)} de tickets ne sont pas indésirables`
            : `${say.number(n)} tickets ne sont pas indésirables`,
      unwatched: ({ n }: { n: number }) =>
        say.plural(n) === 'one'
          ? `${say.number(n)} ticket n’est plus suivi`
          : say.plural(n) === 'many'
            ? `${say.number(n)} de tickets ne sont plus suivis`
            : `${say.number(n)} tickets ne sont plus suivis`,
      noted: ({ n }: { n: number }) =>
        `${say.plural(n) === 'one' ? `${say.number(n)} ticket` : say.plural(n) === 'many' ? `${say.number(n)} de tickets` : `${say.number(n)} tickets`} : note ajoutée`,
      moved: ({ n, queue }: { n: number; queue: string | number }) =>
        `${say.plural(n) === 'one' ? `${say.number(n)} ticket déplacé` : say.plural(n) === 'many' ? `${say.number(n)} de tickets déplacés` : `${say.number(n)} tickets déplacés`} vers ${say.inside(queue)}`,
      unread: ({ n }: { n: number }) =>
        say.plural(n) === 'one'
          ? `${say.number(n)} ticket non lu`
          : say.plural(n) === 'many'
            ? `${say.number(n)} de tickets non lus`
            : `${say.number(n)} tickets non lus`,
    },
    notSpam: 'Pas indésirable',
    nothing: 'Rien à modifier : ils sont tous déjà ainsi.',
    tooMany: ({ most, n }: { most: number; n: number }) =>
      `${say.number(n)}, c’est trop à la fois ; choisissez-en ${say.number(most)} au plus.`,
    notDone: ({ n, why }: { n: number; why: string | number }) =>
      `${say.plural(n) === 'one' ? `${say.number(n)} ticket n’a pas pu être modifié` : say.plural(n) === 'many' ? `${say.number(n)} de tickets n’ont pas pu être modifiés` : `${say.number(n)} tickets n’ont pas pu être modifiés`} : ${say.inside(why)}`,
    undone: ({ what }: { what: string | number }) => `Annulé : ${say.inside(what)}`,
    undoneSome: ({ left, what }: { left: number; what: string | number }) =>
      `Annulé : ${say.inside(what)}. ${say.plural(left) === 'one' ? `${say.number(left)} ticket a été modifié depuis et n’a pas bougé.` : say.plural(left) === 'many' ? `${say.number(left)} de tickets ont été modifiés depuis et n’ont pas bougé.` : `${say.number(left)} tickets ont été modifiés depuis et n’ont pas bougé.`}`,
    preview: {
      title: 'Beaucoup de tickets à la fois',
      lead: ({ what }: { what: string | number }) =>
        `Voici ce qui sera fait, et qui peut être annulé en une fois : ${say.inside(what)}.`,
      unchanged: ({ n }: { n: number }) =>
        say.plural(n) === 'one'
          ? `${say.number(n)} ticket est déjà ainsi.`
          : say.plural(n) === 'many'
            ? `${say.number(n)} de tickets sont déjà ainsi.`
            : `${say.number(n)} tickets sont déjà ainsi.`,
      more: ({ n }: { n: number }) => `et ${say.number(n)} de plus`,
      go: ({ n }: { n: number }) =>
        `Modifier ${say.plural(n) === 'one' ? `${say.number(n)} ticket` : say.plural(n) === 'many' ? `${say.number(n)} de tickets` : `${say.number(n)} tickets`}`,
    },
  }) as const

const empty = (say: Say) =>
  ({
    lists: {
      inbox: [
        'Tout est à jour',
        'Les nouveaux tickets apparaissent ici à mesure qu’on vous écrit.',
      ],
      first: [
        'Tout le monde a une réponse',
        'Les tickets auxquels personne n’a encore répondu apparaissent ici.',
      ],
      next: [
        'Personne ne nous attend',
        'Les tickets avec un nouveau message du demandeur apparaissent ici.',
      ],
      mine: ['Rien ne vous est assigné', 'Les tickets que vous prenez apparaissent ici.'],
      mentions: [
        'Personne ne vous mentionne',
        'Les tickets ouverts dont une note contient @ et votre nom apparaissent ici.',
      ],
      unassigned: [
        'Tout est pris en charge',
        'Les tickets que personne n’a pris apparaissent ici.',
      ],
      waiting: [
        'Personne ne nous fait attendre',
        'Les tickets En attente ou En pause apparaissent ici.',
      ],
      attention: [
        'Rien ne réclame votre attention',
        'Les réponses retenues, les e-mails en rebond et les engagements non tenus apparaissent ici.',
      ],
      drafts: ['Aucun brouillon', 'Une réponse commencée est conservée ici, même hors ligne.'],
      snoozed: [
        'Rien en veille',
        'Les tickets mis en veille apparaissent ici jusqu’à leur retour.',
      ],
      solved: ['Rien de résolu pour l’instant', 'Les tickets réglés apparaissent ici.'],
      spam: [
        'Aucun indésirable',
        'Les tickets marqués indésirables apparaissent ici. Ils ne sont dans aucune liste ni aucun chiffre, et rien d’automatique n’est envoyé pour eux.',
      ],
      all: [
        'Pas encore de tickets',
        'Écrivez à l’une des adresses de l’assistance, ou utilisez le formulaire d’une file.',
      ],
      queue: ['Cette file est à jour', 'Les nouveaux tickets de la file apparaissent ici.'],
      searching: [
        'La recherche est en cours',
        'Ce qui se trouve sur cet appareil est en cours de lecture, ou le serveur est interrogé.',
      ],
      search: ['Rien trouvé', 'Ci-dessus, ce qui a été parcouru.'],
      firstSync: [
        'Récupération des tickets…',
        'Les premiers s’affichent à mesure qu’ils arrivent.',
      ],
    },
    demo: {
      bring: ({ n }: { n: number }) => `Charger ${say.number(n)} tickets d’exemple`,
      brought: 'Les exemples sont là. À retirer dans Réglages, Files.',
      title: 'Tickets d’exemple',
      here: ({ n }: { n: number }) =>
        `${say.plural(n) === 'one' ? `${say.number(n)} ticket` : `${say.number(n)} tickets`} d’exemple, de personnes qui n’existent pas. Aucun mail ne leur est envoyé.`,
      remove: 'Supprimer les tickets d’exemple',
      ask: ({ n }: { n: number }) =>
        `${say.plural(n) === 'one' ? `${say.number(n)} ticket d’exemple disparaît` : `${say.number(n)} tickets d’exemple disparaissent`} pour tout le monde, avec tout ce qui y a été écrit.`,
      removed: 'Les tickets d’exemple sont supprimés.',
    },
    snoozed: ({ n }: { n: number }) =>
      say.plural(n) === 'one'
        ? `${say.number(n)} ticket en veille`
        : say.plural(n) === 'many'
          ? `${say.number(n)} de tickets en veille`
          : `${say.number(n)} tickets en veille`,
    testMail: ({ address }: { address: string | number }) =>
      `Envoyer un e-mail de test à ${say.inside(address)}`,
    nextDue: ({ when }: { when: string | number }) => `Prochaine échéance : ${say.inside(when)}`,
  }) as const

const key = (say: Say) =>
  ({
    palette: {
      label: 'Palette de commandes',
      placeholder: 'Une action ou un ticket…',
      commands: 'Commandes',
      tickets: 'Tickets',
      nothing: 'Aucun résultat.',
      go: ({ where }: { where: string | number }) => `Aller à ${say.inside(where)}`,
    },
    sheet: {
      title: 'Touches',
      groups: {
        global: 'Partout',
        go: 'Aller à',
        list: 'Liste et ticket',
        ticket: 'Ticket',
        composer: 'En écrivant',
      },
      off: 'Les touches seules sont désactivées. Activez-les dans les Réglages.',
      practice: 'S’exercer aux touches : deux minutes',
      composer: {
        send: 'Envoyer',
        sendSolve: 'Envoyer et résoudre',
        format: 'Gras, italique, souligné',
        leave: 'Quitter ; le brouillon est conservé',
        sendSnooze: 'Envoyer et mettre en veille',
      },
    },
    commands: {
      palette: 'Ouvrir la palette de commandes',
      search: 'Rechercher des tickets',
      'cheat-sheet': 'Afficher toutes les touches',
      undo: 'Annuler ma dernière action',
      'new-ticket': 'Nouveau ticket…',
      theme: 'Basculer clair / sombre',
      'side-panel': 'Afficher ou masquer le panneau latéral',
      density: 'Basculer lignes aérées / compactes',
      'sync-drawer': 'Afficher ce qui attend d’être envoyé',
      'go-inbox': 'Boîte de réception',
      'go-mine': 'Les miens',
      'go-unassigned': 'Non assignés',
      'go-waiting': 'En attente',
      'go-attention': 'À surveiller',
      'go-drafts': 'Brouillons',
      'go-snoozed': 'En veille',
      'go-solved': 'Résolus',
      'go-all': 'Tous les tickets',
      'go-reports': 'Rapports',
      'go-settings': 'Réglages',
      'next-ticket': 'Ticket suivant : le plus urgent où il n’y a personne',
      'skip-ticket': 'Ticket suivant : passer celui-ci',
      'split-first': 'Boîte de réception : sans première réponse',
      'split-next': 'Boîte de réception : sans réponse suivante',
      'split-waiting': 'Boîte de réception : en attente',
      'split-all': 'Boîte de réception : tout',
      next: 'Ligne suivante',
      previous: 'Ligne précédente',
      open: 'Ouvrir le ticket',
      'done-next': 'Résoudre, puis le suivant',
      done: 'Résoudre et rester',
      snooze: 'Mettre en veille…',
      status: 'Changer le statut…',
      priority: 'Changer la priorité…',
      assign: 'Assigner à…',
      'assign-me': 'Me l’assigner',
      label: 'Ajouter ou retirer une étiquette…',
      move: 'Déplacer vers une autre file…',
      spam: 'Marquer comme indésirable, ou revenir là-dessus',
      unread: 'Marquer comme non lu',
      watch: 'Suivre ou ne plus suivre',
      'show-new': 'Afficher ce qui est arrivé',
      select: 'Sélectionner, ou ne plus sélectionner',
      'select-next': 'Étendre la sélection à la ligne suivante',
      'select-previous': 'Étendre la sélection à la ligne précédente',
      'select-all': 'Sélectionner toute la liste',
      'save-view': 'Enregistrer ce qui est affiché comme vue…',
      reply: 'Répondre',
      note: 'Écrire une note interne',
      'ticket-previous': 'Ticket précédent',
      'ticket-next': 'Ticket suivant',
      'message-next': 'Message suivant',
      'message-previous': 'Message précédent',
      'message-plain': 'Ce message en texte brut, et retour',
      'message-quote': 'Afficher ou masquer le texte cité',
      'message-original': 'Télécharger l’e-mail original',
      print: 'Imprimer le ticket…',
      merge: 'Fusionner avec un autre ticket…',
      forward: 'Transférer ce message…',
      split: 'Scinder en un nouveau ticket…',
      link: 'Lier à un ticket ou à un suivi externe…',
      'take-apart': 'Défaire une fusion',
      delete: 'Supprimer le ticket pour de bon…',
      redact: 'Retirer les mots de ce message…',
      'insert-macro': 'Insérer une macro…',
      lock: 'Verrouiller la réponse pour moi, ou la déverrouiller',
      'take-over': 'Prendre la main sur la réponse',
      review: 'Demander une relecture de la réponse…',
      approve: 'Relecture : c’est bon',
      changes: 'Relecture : demander des modifications…',
      'copy-number': 'Copier le numéro ; encore, l’adresse ; encore, les deux',
      'edit-subject': 'Modifier l’objet',
      back: 'Effacer la sélection, ou retour à la liste',
    },
    caps: {
      ctrl: 'Ctrl',
      shift: 'Shift',
      escape: 'Esc',
    },
  }) as const

const macro = (say: Say) =>
  ({
    title: 'Macros',
    lead: 'Les textes que vous écrivez sans cesse. Appuyez sur / dans une réponse ou une note pour en insérer un.',
    none: 'Pas encore de macros.',
    offline: 'Les macros pourront être modifiées au retour du réseau.',
    name: 'Nom',
    whose: 'À qui',
    where: 'Où',
    team: 'Équipe',
    own: 'À moi',
    everywhere: 'Toutes les files',
    add: 'Nouvelle macro',
    change: 'Modifier',
    changeOf: ({ name }: { name: string | number }) => `Modifier ${say.inside(name)}`,
    newTitle: 'Nouvelle macro',
    titleOf: ({ name }: { name: string | number }) => `Macro ${say.inside(name)}`,
    text: 'Texte',
    textHint: ({ variables }: { variables: string | number }) =>
      `Rempli à l’utilisation : ${say.inside(variables)}`,
    shared: 'Pour toute l’équipe',
    sharedHint: 'Les responsables et les admins modifient les macros de l’équipe.',
    sets: 'Et sur le ticket',
    status: 'Statut',
    priority: 'Priorité',
    stays: 'inchangé',
    tags: 'Étiquettes à ajouter',
    tagsHint: 'Séparées par des virgules.',
    assignMe: 'Assigner à qui l’utilise',
    queues: 'Proposée dans',
    empty: 'Écrivez un texte, ou dites ce qu’elle change.',
    save: 'Enregistrer',
    saved: ({ name }: { name: string | number }) => `${say.inside(name)} : macro enregistrée`,
    remove: 'Supprimer',
    removeAsk: ({ name }: { name: string | number }) =>
      `${say.inside(name)} disparaît pour tous ceux qui l’utilisent.`,
    removed: ({ name }: { name: string | number }) => `${say.inside(name)} : macro supprimée`,
    choose: 'Insérer une macro',
    search: 'Nom ou texte d’une macro',
    nothing: 'Aucune macro ne contient ces mots.',
    nothingYet: 'Pas encore de macros. Elles se créent dans les réglages.',
    preview: 'Ce qu’elle insère',
    onlySets: 'Elle n’insère pas de texte.',
    missing: ({ variables }: { variables: string | number }) =>
      `Inconnu ici, à remplir avant l’envoi : ${say.inside(variables)}`,
    does: {
      status: ({ status }: { status: string | number }) => `Statut : ${say.inside(status)}`,
      priority: ({ priority }: { priority: string | number }) =>
        `Priorité : ${say.inside(priority)}`,
      assignMe: 'Assigné à moi',
      tags: ({ n, tags }: { n: number; tags: string | number }) =>
        `${say.plural(n) === 'one' ? `${say.number(n)} étiquette` : say.plural(n) === 'many' ? `${say.number(n)} d’étiquettes` : `${say.number(n)} étiquettes`} : ${say.inside(tags)}`,
    },
  }) as const

const mail = (say: Say) =>
  ({
    remote: ({ n }: { n: number }) =>
      `${say.plural(n) === 'one' ? `${say.number(n)} image n’est pas chargée` : say.plural(n) === 'many' ? `${say.number(n)} d’images ne sont pas chargées` : `${say.number(n)} images ne sont pas chargées`} : les charger révèle à l’expéditeur que quelqu’un a regardé.`,
    loadRemote: 'Charger les images distantes',
    loadingRemote: 'Chargement des images…',
    remoteShown: ({ n }: { n: number }) =>
      `${say.plural(n) === 'one' ? `${say.number(n)} image a été chargée` : say.plural(n) === 'many' ? `${say.number(n)} d’images ont été chargées` : `${say.number(n)} images ont été chargées`} par cette assistance.`,
    recipients: {
      label: 'Qui reçoit cette réponse',
      to: 'À',
      cc: 'Cc',
      bcc: 'Cci',
      bccHint: '(seuls les agents voient Cci)',
      add: 'Ajouter des personnes',
      field: 'Adresse e-mail de la personne en copie',
      placeholder: 'nom@example.org',
      offered: 'Personnes sur ce ticket',
      remove: ({ name }: { name: string | number }) => `Retirer ${say.inside(name)}`,
      switchTo: {
        cc: 'passer en Cci',
        bcc: 'passer en Cc',
      },
      strange: 'premier e-mail d’ici vers ce domaine',
      many: ({ n }: { n: number }) => `Ceci va à ${say.number(n)} personnes.`,
      noAddress: ({ typed }: { typed: string | number }) =>
        `« ${say.inside(typed)} » n’est pas une adresse e-mail.`,
      ofDesk: ({ address }: { address: string | number }) =>
        `${say.inside(address)} est une adresse de cette assistance : l’e-mail reviendrait.`,
      isRequester: 'Le demandeur la reçoit déjà.',
      tooMany: ({ n }: { n: number }) => `Une réponse va à ${say.number(n)} personnes au plus.`,
      notOpen: 'Le brouillon n’est pas encore ouvert.',
      now: ({ as, name }: { as: string | number; name: string | number }) =>
        `${say.inside(name)} est maintenant en ${say.inside(as)}`,
      noMore: ({ name }: { name: string | number }) => `${say.inside(name)} ne la reçoit plus`,
      changed: ({ by, what }: { by: string | number; what: string | number }) =>
        `${say.inside(by)} a changé qui reçoit cette réponse : ${say.inside(what)}.`,
      asking: ({ news }: { news: string | number }) =>
        `Pas encore envoyée. ${say.inside(news)} Envoyez de nouveau si c’est correct.`,
      looked: 'D’accord',
      somebody: 'Quelqu’un',
    },
    plain: 'Texte brut',
    formatted: 'Tel qu’envoyé',
    about: 'À propos de ce message',
    original: 'Original (.eml)',
    whole: 'Tout le texte (il est très long)',
    quoteCut: 'Le reste est dans l’original.',
    printTitle: 'Imprimer ce ticket',
    printNotes: 'Avec les notes internes',
    printQuotes: 'Avec le texte cité, tout en texte brut',
    printNow: 'Imprimer',
    brief: {
      disowned: 'Ne vient pas de qui il dit',
      unproved: 'Expéditeur non vérifié',
      unchecked: 'Expéditeur non contrôlé',
      other: 'Pas le demandeur',
      participant: 'Pas le demandeur',
      agentAddress: 'De l’adresse d’un collègue, sans preuve',
      verification: 'Contient un code ou un accès',
      replyTo: ({ address }: { address: string | number }) =>
        `Réponses demandées à ${say.inside(address)}`,
      otherDate: 'Daté autrement',
      linked: ({ n }: { n: string | number }) => `Peut-être de #${say.inside(n)}`,
      shared: ({ name }: { name: string | number }) =>
        `Montré au demandeur par ${say.inside(name)}`,
      newPeople: ({ n }: { n: number }) =>
        `En copie : ${say.plural(n) === 'one' ? `${say.number(n)} autre personne` : say.plural(n) === 'many' ? `${say.number(n)} autres personnes` : `${say.number(n)} autres personnes`}`,
      forwarded: 'Transféré',
      cut: 'Abrégé',
    },
    labels: {
      from: 'De',
      replyTo: 'Réponses à',
      newPeople: 'En copie',
      received: 'Reçu',
      sent: 'Daté',
      ticket: 'Sur ce ticket',
      who: 'Qui',
      sender: 'Expéditeur',
      checks: 'Contrôles',
      forwarded: 'Transféré de',
      cut: 'Non affiché',
    },
    cut: {
      header: ({ fields, kib }: { fields: number; kib: number }) =>
        `L’en-tête au-delà de ${say.number(kib)} Kio ou de ${say.number(fields)} lignes`,
      sender: ({ n }: { n: number }) =>
        `Le nom de l’expéditeur au-delà de ${say.number(n)} caractères`,
      subject: ({ n }: { n: number }) => `L’objet au-delà de ${say.number(n)} caractères`,
      addresses: ({ n }: { n: number }) => `Les adresses après les ${say.number(n)} premières`,
      text: ({ mib }: { mib: number }) => `Le texte au-delà de ${say.number(mib)} Mio`,
      files: ({ n }: { n: number }) => `Les fichiers après les ${say.number(n)} premiers`,
    },
    cutKept: 'L’original contient tout.',
    trust: {
      proved: ({ domain }: { domain: string | number }) =>
        `Vérifié : ${say.inside(domain)} répond de cet e-mail.`,
      disowned: ({ domain }: { domain: string | number }) =>
        `${say.inside(domain)} demande que de tels e-mails ne soient pas pris pour les siens. Il est très probablement falsifié.`,
      unproved: ({ domain }: { domain: string | number }) =>
        `Non vérifié : rien ne montre qu’il vient vraiment de ${say.inside(domain)}.`,
      unchecked: 'Non contrôlé : personne n’a pu être interrogé à l’arrivée.',
      verified: 'Vérifié à l’arrivée.',
      unverified: 'Non vérifié à l’arrivée.',
    },
    standing: {
      requester: 'Le demandeur',
      participant: 'Pas le demandeur, mais sur ce ticket',
      other: 'Pas le demandeur. Le demandeur ne voit pas ce message.',
      shared: ({ name }: { name: string | number }) =>
        `Pas le demandeur. ${say.inside(name)} a montré ce message au demandeur.`,
    },
    agentAddress:
      'L’adresse appartient à quelqu’un de cette assistance, mais rien ne prouve que cette personne l’a écrit. Elle n’a ici aucun pouvoir.',
    verification:
      'Un autre service l’a envoyé pour que quelqu’un prouve une adresse ou s’y connecte. Le demandeur ne le voit pas.',
    show: {
      open: 'Montrer au demandeur…',
      title: ({ name }: { name: string | number }) => `Montrer cet e-mail à ${say.inside(name)} ?`,
      lead: 'C’est tout ce qui en sera visible, sur la page du ticket et dans les citations.',
      why: 'Pourquoi il est montré',
      act: 'Le montrer',
      done: ({ name }: { name: string | number }) => `Montré à ${say.inside(name)}`,
    },
    linked: ({ n }: { n: number }) => `Il appartient peut-être au ticket #${say.number(n)}.`,
    openLinked: ({ n }: { n: number }) => `Ouvrir #${say.number(n)}`,
    forwardedFrom: ({ who }: { who: string | number }) =>
      `${say.inside(who)} (personne n’en répond)`,
    offer: {
      act: ({ name }: { name: string | number }) => `Faire de ${say.inside(name)} le demandeur`,
      ask: ({ address, former }: { address: string | number; former: string | number }) =>
        `La réponse ira à ${say.inside(address)}, qui pourra alors lire la page de ce ticket. ${say.inside(former)} ne le pourra plus, et ses e-mails arriveront toujours ici.`,
      done: ({ name }: { name: string | number }) =>
        `${say.inside(name)} est maintenant le demandeur`,
    },
    otherDate: ({ when }: { when: string | number }) =>
      `${say.inside(when)}, selon l’e-mail lui-même`,
    joined: {
      'reply-address': 'Envoyé à l’adresse de réponse de ce ticket',
      'signed-reply': 'Répond à un e-mail de ce ticket, avec notre signature',
      'signed-reference': 'Appartient à une conversation de ce ticket, avec notre signature',
      'known-reply': 'Répond à un e-mail qui est sur ce ticket',
      'known-reference': 'Appartient à une conversation qui est sur ce ticket',
      'subject-number':
        'Le numéro est dans son objet, et son expéditeur est sur ce ticket et vérifié',
      new: 'Un nouveau ticket : rien n’en indiquait un autre',
      'new-unmatched': 'Un nouveau ticket : il en indiquait un où son expéditeur n’est pas',
      'new-after-closed':
        'Un nouveau ticket : celui auquel il répond est fermé depuis trop longtemps',
      'new-after-full': 'Un nouveau ticket : celui auquel il répond est plein',
      'new-after-deleted': 'Un nouveau ticket : celui auquel il répond a été supprimé',
      'new-unreadable': 'Un nouveau ticket : il n’a pas pu être lu',
      'by-hand': 'Mis ici par quelqu’un de cette assistance',
    },
    forwardedTo: 'Transféré à',
    mergedFrom: ({ n }: { n: number }) => `Venu de #${say.number(n)}`,
    checks: {
      spf: {
        pass: 'SPF : le serveur d’envoi peut envoyer pour son domaine',
        fail: 'SPF : le serveur d’envoi ne peut pas envoyer pour son domaine',
        softfail: 'SPF : le serveur d’envoi ne peut sans doute pas envoyer pour son domaine',
        neutral: 'SPF : le domaine ne dit rien du serveur d’envoi',
        none: 'SPF : le domaine ne publie rien',
        temperror: 'SPF : les serveurs de noms n’ont pas répondu',
        permerror: 'SPF : ce que le domaine publie est illisible',
        unchecked: 'SPF : non contrôlé',
      },
      dkim: {
        pass: 'DKIM : signé, et la signature est valable',
        fail: 'DKIM : la signature n’est pas valable',
        softfail: 'DKIM : la signature n’est pas valable',
        neutral: 'DKIM : la signature ne dit rien',
        none: 'DKIM : non signé',
        temperror: 'DKIM : la clé n’a pas pu être obtenue',
        permerror: 'DKIM : la signature est illisible',
        unchecked: 'DKIM : non contrôlé',
      },
      dmarc: {
        pass: 'DMARC : le domaine de l’adresse en répond',
        fail: 'DMARC : rien n’appartient au domaine de l’adresse',
        softfail: 'DMARC : rien n’appartient au domaine de l’adresse',
        neutral: 'DMARC : ne dit rien',
        none: 'DMARC : le domaine ne publie rien',
        temperror: 'DMARC : les serveurs de noms n’ont pas répondu',
        permerror: 'DMARC : ce que le domaine publie est illisible',
        unchecked: 'DMARC : non contrôlé',
      },
      arc: {
        pass: 'ARC : qui l’a transmis l’a bien scellé',
        fail: 'ARC : les sceaux ne sont pas valables',
        softfail: 'ARC : les sceaux ne sont pas valables',
        neutral: 'ARC : ne dit rien',
        none: 'ARC : pas de sceaux',
        temperror: 'ARC : une clé n’a pas pu être obtenue',
        permerror: 'ARC : les sceaux sont illisibles',
        unchecked: 'ARC : non contrôlé',
      },
      aligned: ({ signs }: { signs: string | number }) =>
        `Répondent de l’adresse : ${say.inside(signs)}`,
      judgedBy: ({ host }: { host: string | number }) => `Évalué par ${say.inside(host)}`,
      local: 'Venu d’un programme sur la machine où tourne l’assistance',
      of: ({ check, domain }: { check: string | number; domain: string | number }) =>
        `${say.inside(check)} (${say.inside(domain)})`,
      asks: ({ check, policy }: { check: string | number; policy: string | number }) =>
        `${say.inside(check)} ; le domaine demande : ${say.inside(policy)}`,
      sealed: ({ check, sealer }: { check: string | number; sealer: string | number }) =>
        `${say.inside(check)} (scellé par ${say.inside(sealer)})`,
    },
    policy: {
      none: 'rien',
      quarantine: 'mettre ces e-mails à part',
      reject: 'refuser ces e-mails',
    },
    files: {
      label: 'Fichiers',
      open: ({ name }: { name: string | number }) => `Voir ${say.inside(name)}`,
      save: ({ name }: { name: string | number }) => `Télécharger ${say.inside(name)}`,
      danger: {
        program: 'Ce fichier peut exécuter des programmes. Ne l’ouvrez que si vous l’attendiez.',
        macros: 'Ce document peut contenir des macros. Ne l’ouvrez que si vous l’attendiez.',
        page: 'Cette page peut contenir des scripts. Elle n’est pas affichée ici.',
        packed: 'Ce qui est dedans n’a pas été examiné.',
      },
      dangerShort: {
        program: 'peut exécuter des programmes',
        macros: 'peut contenir des macros',
        page: 'pas affiché ici',
        packed: 'contenu non examiné',
      },
      loading: 'Chargement…',
      away: 'Pas sur cet appareil. Cela s’affichera au retour du réseau.',
      cut: 'Le reste est dans le fichier.',
      unreadable: 'La lecture a échoué. Le fichier lui-même est ci-dessous.',
      locked: 'Ce document demande un mot de passe. Téléchargez-le pour l’ouvrir.',
      page: ({ count, n }: { count: number; n: number }) =>
        `Page ${say.number(n)} sur ${say.number(count)}`,
      pageBefore: 'Page précédente',
      pageNext: 'Page suivante',
      kept: {
        held: 'sur cet appareil',
        asked: 'arrive une fois en ligne',
        away: 'pas sur cet appareil',
      },
      fetchLater: 'Récupérer en ligne',
      fetchLaterNamed: ({ name }: { name: string | number }) =>
        `Récupérer ${say.inside(name)} une fois en ligne`,
      notLater: 'Ne pas récupérer',
      notLaterNamed: ({ name }: { name: string | number }) =>
        `Ne pas récupérer ${say.inside(name)}`,
      later: ({ name }: { name: string | number }) =>
        `« ${say.inside(name)} » n’est pas sur cet appareil. Il sera récupéré une fois en ligne.`,
      laterFull: 'Assez de fichiers attendent déjà. Passez en ligne ou renoncez à l’un d’eux.',
      arrived: ({ name }: { name: string | number }) =>
        `« ${say.inside(name)} » est maintenant sur cet appareil.`,
      lost: ({ name }: { name: string | number }) =>
        `« ${say.inside(name)} » n’a pas pu être récupéré.`,
    },
    replyFiles: {
      label: 'Fichiers de cette réponse',
      noteLabel: 'Fichiers de cette note',
      add: 'Ajouter des fichiers',
      drop: 'Déposez les fichiers pour les ajouter',
      adding: 'Lecture des fichiers…',
      remove: ({ name }: { name: string | number }) => `Retirer ${say.inside(name)}`,
      progress: ({ name }: { name: string | number }) => `Part de ${say.inside(name)} déjà envoyée`,
      picture: ({ at }: { at: string | number }) => `Image ${say.inside(at)}`,
      pictureWaits: ({ name }: { name: string | number }) => `Image : ${say.inside(name)}`,
      inText: 'dans le texte',
      onDevice: 'sur cet appareil ; part une fois en ligne',
      waiting: 'attend de partir',
      percent: ({ n }: { n: number }) => `envoi, ${say.number(n)} %`,
      refused: ({ why }: { why: string | number }) => `refusé : ${say.inside(why)}`,
      elsewhere: 'encore chez la personne qui l’a ajouté',
      unknown: 'on ne sait pas encore s’il y est',
      retry: 'Réessayer',
      tooMany: ({ n }: { n: number }) => `Un message peut avoir ${say.number(n)} fichiers.`,
      tooLarge: ({ most, name }: { most: string | number; name: string | number }) =>
        `« ${say.inside(name)} » est trop gros : les fichiers d’un message peuvent faire ${say.inside(most)} en tout.`,
      noRoom: ({ name }: { name: string | number }) =>
        `Cet appareil n’a pas de place pour « ${say.inside(name)} ». Il n’a pas été ajouté.`,
      unread: ({ name }: { name: string | number }) =>
        `« ${say.inside(name)} » n’a pas pu être lu.`,
      refusedSend: ({ name }: { name: string | number }) =>
        `Le serveur n’accepte pas « ${say.inside(name)} ». Retirez-le ou réessayez.`,
      elsewhereSend: ({ name }: { name: string | number }) =>
        `« ${say.inside(name)} » est encore en route depuis la personne qui l’a ajouté. Envoyez quand il est arrivé, ou retirez-le.`,
      waits: 'Attend ses fichiers, encore en cours d’envoi.',
      linked: 'trop gros pour un e-mail : envoyé sous forme de lien',
      pictureWaitsUnnamed: 'Image',
      refusedUnsaid: 'refusé',
      camera: 'Prendre une photo',
      largeOffline: ({ name, size }: { name: string | number; size: string | number }) =>
        `« ${say.inside(name)} » fait ${say.inside(size)}. Le fichier reste sur cet appareil et part une fois en ligne ; cela peut prendre un moment.`,
    },
    event: {
      label: 'Invitation d’agenda',
      request: 'Invitation',
      cancel: 'Annulé',
      reply: 'Réponse à une invitation',
      publish: 'Entrée d’agenda',
      counter: 'Un autre horaire est proposé',
      when: 'Quand',
      theirTime: 'À leur heure',
      where: 'Où',
      organiser: 'De',
      people: 'Personnes',
      repeats: 'Répétition',
      allDay: 'toute la journée',
      until: ({ when }: { when: string | number }) => `jusqu’au ${say.inside(when)}`,
      more: ({ n }: { n: number }) =>
        `et ${say.plural(n) === 'one' ? `${say.number(n)} autre entrée` : say.plural(n) === 'many' ? `${say.number(n)} autres entrées` : `${say.number(n)} autres entrées`} dans le fichier`,
      morePeople: ({ n }: { n: number }) => `et ${say.number(n)} de plus`,
      untitled: 'Sans titre',
      answer: {
        accepted: 'accepté',
        declined: 'refusé',
        tentative: 'peut-être',
        'needs-action': '',
        delegated: 'envoie quelqu’un d’autre',
        other: '',
      },
      repeat: {
        daily: ({ n }: { n: number }) =>
          n === 1
            ? 'chaque jour'
            : say.plural(n) === 'one'
              ? `tous les ${say.number(n)} jour`
              : say.plural(n) === 'many'
                ? `tous les ${say.number(n)} de jours`
                : `tous les ${say.number(n)} jours`,
        weekly: ({ n }: { n: number }) =>
          n === 1
            ? 'chaque semaine'
            : say.plural(n) === 'one'
              ? `toutes les ${say.number(n)} semaine`
              : say.plural(n) === 'many'
                ? `toutes les ${say.number(n)} de semaines`
                : `toutes les ${say.number(n)} semaines`,
        monthly: ({ n }: { n: number }) =>
          n === 1
            ? 'chaque mois'
            : say.plural(n) === 'one'
              ? `tous les ${say.number(n)} mois`
              : say.plural(n) === 'many'
                ? `tous les ${say.number(n)} de mois`
                : `tous les ${say.number(n)} mois`,
        yearly: ({ n }: { n: number }) =>
          n === 1
            ? 'chaque année'
            : say.plural(n) === 'one'
              ? `tous les ${say.number(n)} an`
              : say.plural(n) === 'many'
                ? `tous les ${say.number(n)} d’ans`
                : `tous les ${say.number(n)} ans`,
        other: 'selon sa propre règle',
        on: ({ days }: { days: string | number }) => `le ${say.inside(days)}`,
        onDay: ({ days }: { days: string | number }) => `le ${say.inside(days)}`,
        last: ({ day }: { day: string | number }) => `dernier ${say.inside(day)}`,
        nth: ({ day, n }: { day: string | number; n: number }) =>
          `${say.ordinal(n) === 'one' ? `${say.number(n)}er` : `${say.number(n)}e`} ${say.inside(day)}`,
        times: ({ n }: { n: number }) =>
          say.plural(n) === 'one'
            ? `${say.number(n)} fois`
            : say.plural(n) === 'many'
              ? `${say.number(n)} de fois`
              : `${say.number(n)} fois`,
        except: ({ n }: { n: number }) =>
          `sauf ${say.plural(n) === 'one' ? `${say.number(n)} fois` : say.plural(n) === 'many' ? `${say.number(n)} de fois` : `${say.number(n)} fois`}`,
      },
    },
    contact: {
      label: 'Carte de contact',
      nameless: 'Sans nom',
      more: ({ n }: { n: number }) =>
        `et ${say.plural(n) === 'one' ? `${say.number(n)} autre carte` : say.plural(n) === 'many' ? `${say.number(n)} autres cartes` : `${say.number(n)} autres cartes`} dans le fichier`,
    },
    remoteSomeShown: ({ loaded, n }: { loaded: number; n: number }) =>
      `${say.number(loaded)} sur ${say.plural(n) === 'one' ? `${say.number(n)} image` : say.plural(n) === 'many' ? `${say.number(n)} d’images` : `${say.number(n)} images`} chargées par cette assistance.`,
  }) as const

const next = (say: Say) =>
  ({
    label: 'Ticket suivant',
    looking: 'Recherche du ticket suivant…',
    left: ({ n }: { n: number }) =>
      `${say.plural(n) === 'one' ? `${say.number(n)} ticket` : say.plural(n) === 'many' ? `${say.number(n)} de tickets` : `${say.number(n)} tickets`} après celui-ci`,
    last: 'C’est le dernier',
    offline: 'Hors ligne : d’autres peuvent y être aussi.',
    skip: 'Passer',
    end: 'Terminer',
    clear: 'Tout est à jour',
    clearHint: 'Aucun ticket ne vous attend.',
    skipped: ({ n }: { n: number }) => `${say.number(n)} passés`,
    again: 'Recommencer avec ceux-là',
    taken: ({ name }: { name: string | number }) => `${say.inside(name)} y est ; voici le suivant.`,
  }) as const

const owed = (say: Say) =>
  ({
    title: 'Ce que cet appareil doit encore',
    nothing: 'Tout est sur le serveur.',
    nothingEver:
      'Tout ce que vous faites est conservé d’abord sur cet appareil, puis sur le serveur.',
    lastHeard: ({ when }: { when: string | number }) =>
      `Dernier contact avec le serveur : ${say.inside(when)}`,
    never: 'Pas encore de contact avec le serveur',
    updateHint:
      'Une version plus récente est là. Elle démarre quand vous le dites ; rien de ce que vous avez écrit n’est perdu.',
    applyUpdate: 'Redémarrer maintenant',
    copyText: 'Copier le texte',
    sendAnyway: 'Envoyer quand même',
    useWords: 'Mettre dans la réponse',
    wordsWhy: 'La réponse est partie entre-temps sans ce texte.',
    redoNote: ({ where }: { where: string | number }) => `L’ajouter sur ${say.inside(where)}`,
    redoReply: ({ where }: { where: string | number }) => `L’écrire sur ${say.inside(where)}`,
    otherTicket: 'l’autre ticket',
    batch: ({ n, what }: { n: number; what: string | number }) =>
      `${say.plural(n) === 'one' ? `${say.number(n)} ticket` : say.plural(n) === 'many' ? `${say.number(n)} de tickets` : `${say.number(n)} tickets`} : ${say.inside(what)}`,
    forAll: ({ n, what }: { n: number; what: string | number }) =>
      `${say.inside(what)} (${say.number(n)})`,
    more: ({ n }: { n: number }) =>
      `et ${say.plural(n) === 'one' ? `${say.number(n)} de plus` : say.plural(n) === 'many' ? `${say.number(n)} de plus` : `${say.number(n)} de plus`}`,
    awayTicket: 'Un ticket qui n’est pas ici',
    needsYou: 'À revoir',
    stillWaiting: 'En attente d’envoi',
    lostTitle: 'Refusé',
    lostLead: 'Quelqu’un avait déjà changé ceci. Sa valeur reste, sauf si vous utilisez la vôtre.',
    seen: 'Laisser ainsi',
    fullTitle: 'Cet appareil est plein',
    fullLead:
      'Ce que vous faites risque de ne pas être conservé. Des copies d’anciens tickets ont été effacées pour faire de la place, mais rien de ce qui n’était pas envoyé. Libérez de l’espace sur cet appareil.',
    unstored:
      'Une partie de ce que vous avez écrit n’est que dans cet onglet. Gardez-le ouvert jusqu’à ce qu’il y ait de la place.',
    wipedTitle: 'Le navigateur a effacé de cet appareil les données de cette assistance',
    wipedNothing: 'Rien de non envoyé ne s’y trouvait. Les tickets sont de nouveau récupérés.',
    wipedKept: ({ n }: { n: number }) =>
      say.plural(n) === 'one'
        ? `${say.number(n)} chose non envoyée s’y trouvait. Cet onglet l’avait encore et l’a remise.`
        : say.plural(n) === 'many'
          ? `${say.number(n)} de choses non envoyées s’y trouvaient. Cet onglet les avait encore et les a remises.`
          : `${say.number(n)} choses non envoyées s’y trouvaient. Cet onglet les avait encore et les a remises.`,
    wipedGone: ({ n }: { n: number }) =>
      say.plural(n) === 'one'
        ? `${say.number(n)} de plus n’a pas pu être sauvée : elle n’était pas en mémoire.`
        : say.plural(n) === 'many'
          ? `${say.number(n)} de plus n’ont pas pu être sauvées : elles n’étaient pas en mémoire.`
          : `${say.number(n)} de plus n’ont pas pu être sauvées : elles n’étaient pas en mémoire.`,
    understood: 'Compris',
    storagePersisted: 'Ce navigateur garde les données jusqu’à votre déconnexion.',
    storageBestEffort: 'Ce navigateur peut effacer les données quand l’appareil manque de place.',
    storageUsed: ({ used }: { used: string | number }) =>
      `${say.inside(used)} utilisés sur cet appareil.`,
    tryNow: 'Essayer maintenant',
    trying: 'Essai en cours…',
    saveAll: 'Tout enregistrer dans un fichier',
    savedAll: ({ n }: { n: number }) =>
      `Enregistré dans un fichier : ${say.plural(n) === 'one' ? `${say.number(n)} élément` : say.plural(n) === 'many' ? `${say.number(n)} d’éléments` : `${say.number(n)} éléments`}. Les fichiers qui devaient partir avec n’y sont pas.`,
    fileHead: ({ when }: { when: string | number }) => `Pas encore envoyé, ${say.inside(when)}`,
    fileName: 'deskside-non-envoye.txt',
    notReached:
      'Le serveur n’a pas pu être joint. Ce qui attend reste ici et partira dès que possible.',
  }) as const

const search = (say: Say) =>
  ({
    region: 'À propos de cette recherche',
    here: ({ n }: { n: number }) => `${say.number(n)} sur cet appareil`,
    noneHere: ({ tickets }: { tickets: number }) =>
      `Rien sur cet appareil, dans ${say.plural(tickets) === 'one' ? `${say.number(tickets)} ticket` : say.plural(tickets) === 'many' ? `${say.number(tickets)} de tickets` : `${say.number(tickets)} tickets`}`,
    more: ({ n }: { n: number }) => `${say.number(n)} de plus sur le serveur`,
    noMore: 'Rien de plus sur le serveur',
    asking: 'Demande au serveur…',
    offline: 'Hors ligne : le serveur n’a pas été interrogé',
    failed: ({ why }: { why: string | number }) =>
      `Le serveur n’a pas cherché : ${say.inside(why)}`,
    filling: 'Le serveur lit encore ses tickets plus anciens',
    reading: ({ all, done }: { all: number; done: number }) =>
      `Lecture de ce qui est sur cet appareil : ${say.number(done)} sur ${say.number(all)}`,
    unknown: ({ n }: { n: number }) =>
      say.plural(n) === 'one'
        ? `${say.number(n)} ticket n’est ici que par son nom : ce qui y a été dit, le serveur le sait.`
        : say.plural(n) === 'many'
          ? `${say.number(n)} de tickets ne sont ici que par leur nom : ce qui y a été dit, le serveur le sait.`
          : `${say.number(n)} tickets ne sont ici que par leur nom : ce qui y a été dit, le serveur le sait.`,
    askMore: 'Chercher plus loin sur le serveur',
    ended: 'La recherche sur cet appareil s’est arrêtée. Rechargez la page pour continuer.',
    options: 'Façons de préciser la recherche',
    optionKeys: '↓ pour choisir, Tab pour accepter',
    faultAt: ({ piece }: { piece: string | number }) => `À « ${say.inside(piece)} » : `,
    operators: {
      is: 'open, unread, snoozed, overdue …',
      in: 'une file',
      assignee: 'me, none ou un nom',
      from: 'qui a écrit',
      to: 'qui d’autre le reçoit',
      org: 'une organisation',
      label: 'une étiquette',
      priority: 'de low à urgent',
      status: 'un statut',
      has: 'attachment, note, draft',
      sla: 'échéance sous, p. ex. <2h',
      before: 'arrivé avant un jour',
      after: 'arrivé un jour ou après',
      updated: 'dernière modification, p. ex. <3d',
      id: 'un numéro',
    },
    me: 'moi',
    nobody: 'personne',
    hours: ({ n }: { n: number }) =>
      `moins de ${say.plural(n) === 'one' ? `${say.number(n)} heure` : say.plural(n) === 'many' ? `${say.number(n)} d’heures` : `${say.number(n)} heures`}`,
    days: ({ n }: { n: number }) =>
      `moins de ${say.plural(n) === 'one' ? `${say.number(n)} jour` : say.plural(n) === 'many' ? `${say.number(n)} de jours` : `${say.number(n)} jours`}`,
    olderDays: ({ n }: { n: number }) =>
      `plus de ${say.plural(n) === 'one' ? `${say.number(n)} jour` : say.plural(n) === 'many' ? `${say.number(n)} de jours` : `${say.number(n)} jours`}`,
    moreAtLeast: ({ n }: { n: number }) => `${say.number(n)} ou plus aussi sur le serveur`,
  }) as const

const snooze = (say: Say) =>
  ({
    hint: 'demain 9h, dans 3 jours, vendredi 14:00',
    unknown:
      'Ce moment n’est pas compris, ou il est passé. Par exemple « demain 9h », « dans 3 jours » ou « vendredi 14:00 ».',
    date: 'Date et heure',
    set: 'Mettre en veille',
    firm: 'Ne pas réveiller si l’on écrit',
    firmUntil: ({ when }: { when: string | number }) =>
      `En veille, retour ${say.inside(when)}, même si l’on écrit`,
    current: 'Comme maintenant',
    promise: {
      none: 'Aucun engagement ne court.',
      runs: ({ when }: { when: string | number }) =>
        `L’engagement court toujours : échéance ${say.inside(when)}.`,
      before: ({ when }: { when: string | number }) =>
        `L’engagement court toujours et échoit avant le réveil : ${say.inside(when)}.`,
      late: ({ when }: { when: string | number }) =>
        `L’engagement court toujours et n’est déjà plus tenu : échéance ${say.inside(when)}.`,
      many: ({ n }: { n: number }) =>
        `Les engagements courent toujours ; ${say.plural(n) === 'one' ? 'un échoit' : say.plural(n) === 'many' ? `${say.number(n)} échoient` : `${say.number(n)} échoient`} avant le réveil.`,
      manyNone: 'Les engagements courent toujours ; aucun n’échoit avant le réveil.',
    },
    typed: {
      today: "aujourd'hui|aujourd’hui",
      tonight: 'ce soir',
      tomorrow: 'demain',
      afterTomorrow: 'après-demain|après demain',
      morning: 'matin|le matin|du matin|ce matin',
      noon: 'midi|à midi',
      afternoon: "après-midi|après midi|cet après-midi|de l'après-midi|de l’après-midi",
      evening: 'soir|le soir|du soir',
      am: 'am|a m',
      pm: 'pm|p m',
      in: "dans|d'ici|d’ici|après",
      next: 'prochain|prochaine',
      minute: 'minute|minutes|min|mn',
      hour: 'heure|heures|h',
      day: 'jour|jours|j',
      week: 'semaine|semaines|sem',
      month: 'mois',
      clock: 'h|heure|heures',
      filler: "à|a|le|la|les|de|du|ce|cette|vers|et|er|jusqu'à|jusqu’à",
      numbers: 'un/une|deux|trois|quatre|cinq|six|sept|huit|neuf|dix',
    },
  }) as const

const split = (_say: Say) =>
  ({
    label: 'Parties de la boîte de réception',
    first: 'Première',
    next: 'Suivante',
    everything: 'Tout',
  }) as const

const ticket = (say: Say) =>
  ({
    head: {
      missing: 'Ce ticket n’est pas sur cet appareil',
      missingHint: 'Il s’ouvrira au retour du réseau.',
      back: 'Retour à la liste',
      previous: 'Ticket précédent',
      next: 'Ticket suivant',
      copyNumber: ({ n }: { n: string | number }) => `Copier #${say.inside(n)}`,
      copied: {
        number: ({ n }: { n: string | number }) => `#${say.inside(n)} copié`,
        address: ({ n }: { n: string | number }) => `Adresse de #${say.inside(n)} copiée`,
        all: ({ n }: { n: string | number }) => `#${say.inside(n)} copié avec objet et adresse`,
      },
      editSubject: 'Modifier l’objet',
      subject: 'Objet',
      status: 'Statut',
      priority: 'Priorité',
      assignee: 'Assigné à',
      queue: 'File',
      tags: 'Étiquettes',
      addTag: 'Étiquette',
      markSpam: 'Marquer comme indésirable',
      more: 'Détails',
      removeTag: ({ tag }: { tag: string | number }) => `Retirer l’étiquette ${say.inside(tag)}`,
      snoozedUntil: ({ when }: { when: string | number }) =>
        `En veille, retour ${say.inside(when)}`,
      present: ({ names }: { names: string | number }) => `Ici en ce moment : ${say.inside(names)}`,
      replying: ({ name }: { name: string | number }) => `${say.inside(name)} répond…`,
      replyingMany: ({ names }: { names: string | number }) => `${say.inside(names)} répondent…`,
      earlier: ({ n }: { n: number }) =>
        say.plural(n) === 'one'
          ? `${say.number(n)} message précédent`
          : say.plural(n) === 'many'
            ? `${say.number(n)} de messages précédents`
            : `${say.number(n)} messages précédents`,
      changes: ({ n }: { n: number }) =>
        say.plural(n) === 'one'
          ? `${say.number(n)} modification`
          : say.plural(n) === 'many'
            ? `${say.number(n)} de modifications`
            : `${say.number(n)} modifications`,
      newBelow: 'Nouveau message',
      merged: 'Ce ticket a été fusionné avec un autre.',
      label: ({ n, subject }: { n: string | number; subject: string | number }) =>
        `Ticket #${say.inside(n)} : ${say.inside(subject)}`,
      thread: 'Messages',
    },
    gone: {
      title: 'Vous ne pouvez plus voir ce ticket',
      none: 'Ce ticket n’existe pas ici',
      noneHint: 'Il a été supprimé ou se trouve dans une file que vous ne voyez pas.',
      hint: {
        rights:
          'Sa file ne fait plus partie de celles que vous voyez. Ce qui était enregistré d’une réponse reste avec le ticket.',
        left: 'Il a été déplacé vers une file que vous ne voyez pas, ou supprimé. Ce qui était enregistré d’une réponse est parti avec lui.',
      },
      kept: 'Ce que vous aviez écrit sans l’envoyer',
      row: {
        rights: 'Vous ne voyez plus sa file',
        left: 'Déplacé vers une file que vous ne voyez pas, ou supprimé',
      },
      said: {
        rights: ({ n }: { n: number }) =>
          say.plural(n) === 'one'
            ? 'Un ticket a quitté la liste : vous ne voyez plus sa file.'
            : `${say.number(n)} tickets ont quitté la liste : vous ne voyez plus leurs files.`,
        left: ({ n }: { n: number }) =>
          say.plural(n) === 'one'
            ? 'Un ticket a quitté la liste : il a été déplacé vers une file que vous ne voyez pas, ou supprimé.'
            : `${say.number(n)} tickets ont quitté la liste : ils ont été déplacés vers des files que vous ne voyez pas, ou supprimés.`,
      },
    },
    menu: {
      filter: 'Tapez pour choisir',
      status: 'Changer le statut',
      priority: 'Changer la priorité',
      assign: 'Assigner à',
      label: 'Étiquettes',
      move: 'Déplacer vers la file',
      snooze: 'Mettre en veille jusqu’à',
      newTag: ({ tag }: { tag: string | number }) => `Nouvelle étiquette « ${say.inside(tag)} »`,
      me: ({ name }: { name: string | number }) => `${say.inside(name)} (moi)`,
      nothing: 'Aucun résultat.',
      wake: 'Sortir de veille',
      laterToday: 'Plus tard aujourd’hui',
      tomorrow: 'Demain matin',
      nextWeek: 'Semaine prochaine',
      nextMonth: 'Dans un mois',
    },
    change: ({
      field,
      from,
      to,
      who,
    }: {
      field: string | number
      from: string | number
      to: string | number
      who: string | number
    }) =>
      `${say.inside(who)} a changé ${say.inside(field)} : ${say.inside(from)} → ${say.inside(to)}`,
    tagged: ({ tag, who }: { tag: string | number; who: string | number }) =>
      `${say.inside(who)} a ajouté l’étiquette ${say.inside(tag)}`,
    spam: ({ who }: { who: string | number }) => `${say.inside(who)} l’a marqué comme indésirable`,
    notSpam: ({ who }: { who: string | number }) =>
      `${say.inside(who)} a dit que ce n’est pas indésirable`,
    spamLine: {
      title: 'Ce ticket est marqué comme indésirable',
      means:
        'Il n’est dans aucune liste ni aucun chiffre, et rien d’automatique n’est envoyé pour lui. D’autres messages de son expéditeur peuvent être retenus.',
      answered: 'Quelqu’un y a écrit depuis.',
      back: 'Pas indésirable',
    },
    notArrived: {
      title: 'Un e-mail de ce ticket n’est pas arrivé',
      means:
        'Il reste sous À surveiller jusqu’à ce que quelqu’un s’en soit occupé : par une autre adresse, ou en appelant.',
      settle: 'Traité',
      done: 'Traité. Il n’est plus à surveiller pour cela.',
    },
    untagged: ({ tag, who }: { tag: string | number; who: string | number }) =>
      `${say.inside(who)} a retiré l’étiquette ${say.inside(tag)}`,
    snoozed: ({ when, who }: { when: string | number; who: string | number }) =>
      `${say.inside(who)} l’a mis en veille, retour ${say.inside(when)}`,
    woken: ({ who }: { who: string | number }) => `${say.inside(who)} l’a réveillé`,
    openedTo: ({ queue, who }: { queue: string | number; who: string | number }) =>
      `${say.inside(who)} l’a ouvert aussi à ${say.inside(queue)}`,
    closedTo: ({ queue, who }: { queue: string | number; who: string | number }) =>
      `${say.inside(who)} l’a retiré de ${say.inside(queue)}`,
    person: {
      on: ({ name, who }: { name: string | number; who: string | number }) =>
        `${say.inside(who)} a ajouté ${say.inside(name)} à ce ticket`,
      off: ({ name, who }: { name: string | number; who: string | number }) =>
        `${say.inside(who)} a retiré ${say.inside(name)} de ce ticket`,
      back: ({ name, who }: { name: string | number; who: string | number }) =>
        `${say.inside(who)} a remis ${say.inside(name)} sur ce ticket`,
    },
    fields: {
      subject: 'l’objet',
      status: 'le statut',
      priority: 'la priorité',
      queue: 'la file',
      assignee: 'l’assignation',
    },
    lost: {
      mine: ({
        mine,
        stays,
        when,
      }: {
        mine: string | number
        stays: string | number
        when: string | number
      }) => `Vous avez mis ${say.inside(mine)} (${say.inside(when)}) ; ${say.inside(stays)} reste`,
      theirs: ({
        mine,
        stays,
        when,
        who,
      }: {
        mine: string | number
        stays: string | number
        when: string | number
        who: string | number
      }) =>
        `${say.inside(mine)}, de ${say.inside(who)} (${say.inside(when)}), est arrivé trop tard ; ${say.inside(stays)} reste`,
      useMine: 'Mettre le mien',
      useMineHint: ({ value }: { value: string | number }) =>
        `Mettre ${say.inside(value)} malgré tout`,
      snoozed: ({ when }: { when: string | number }) => `En veille, retour ${say.inside(when)}`,
      awake: 'Hors veille',
      spam: 'Indésirable',
      notSpam: 'Pas indésirable',
      nothing: 'rien',
      mineOffline: ({
        mine,
        stays,
        when,
      }: {
        mine: string | number
        stays: string | number
        when: string | number
      }) =>
        `Vous avez mis ${say.inside(mine)} (${say.inside(when)}, hors ligne) ; ${say.inside(stays)} reste`,
    },
    message: {
      internal: 'Interne',
      reply: 'Réponse',
      written: ({ when }: { when: string | number }) => `Écrit ${say.inside(when)}`,
      quoted: 'Afficher le texte cité',
      hideQuoted: 'Masquer le texte cité',
      formattedMail: 'E-mail mis en forme',
      noFormatting:
        'L’e-mail mis en forme n’est pas sur cet appareil. Il s’affichera au retour du réseau.',
    },
    merged: {
      into: ({ n }: { n: string | number }) => `Fusionné dans #${say.inside(n)}.`,
      unseen: 'Ce ticket a été fusionné avec un autre auquel vous n’avez pas accès.',
      draft: 'La réponse que vous écriviez l’a suivi.',
      open: ({ n }: { n: string | number }) => `Ouvrir #${say.inside(n)}`,
      goOn: ({ n }: { n: string | number }) => `Continuer la réponse dans #${say.inside(n)}`,
      apart: 'Défaire',
    },
    composer: {
      reply: 'Réponse',
      note: 'Note',
      replyTo: ({ name }: { name: string | number }) => `Répondre à ${say.inside(name)}…`,
      writeNote: 'Écrire une note interne…',
      continueDraft: 'Continuer le brouillon',
      continueDraftOf: ({ name }: { name: string | number }) =>
        `Continuer le brouillon commencé par ${say.inside(name)}`,
      banner: 'Réponse publique · l’équipe voit le brouillon',
      bannerMany: ({ n }: { n: number }) =>
        `Réponse publique à ${say.number(n)} personnes · l’équipe voit le brouillon`,
      noteBanner: 'Note interne · seule l’équipe la voit',
      send: 'Envoyer',
      sendSolve: 'Envoyer et résoudre',
      sendLater: 'Envoyer plus tard',
      otherTime: 'Autre moment',
      sendThen: 'Programmer',
      addNote: 'Ajouter la note',
      onDevice: 'Sur cet appareil',
      saved: 'Enregistré',
      willSend: 'Sera envoyé une fois en ligne',
      notStored: 'Non enregistré : cet appareil est plein. Gardez cet onglet ouvert.',
      loading: 'Ouverture du brouillon…',
      placeholder: ({ name }: { name: string | number }) =>
        `Écrivez à ${say.inside(name)}. L’équipe peut écrire en même temps.`,
      notePlaceholder:
        'Écrivez à votre équipe ; @ mentionne quelqu’un, # un ticket. Le demandeur ne le voit jamais.',
      noteEmpty: 'Ajoutez quelques mots aux fichiers.',
      noteTooLong:
        'Cette note est trop longue, ou ses listes sont trop imbriquées. Faites-en deux.',
      mentionList: 'Qui voit ce ticket',
      mentionNobody: 'Personne parmi ceux qui voient ce ticket ne porte ce nom.',
      ticketList: 'Tickets sur cet appareil',
      variableList: 'Variables pour ce ticket',
      variableOpen: 'inconnu ici, à remplir avant l’envoi',
      mentionTold: ({ names }: { names: string | number }) =>
        `${say.inside(names)} : avis envoyé dès l’ajout de la note`,
      mentionMoved: 'Les mentions vont dans les notes ; la réponse est gardée.',
      empty: 'Il n’y a encore rien à envoyer.',
      close: 'Fermer ; le brouillon est conservé',
      tabs: 'Type de réponse',
      linkTo: 'Adresse du lien (https://…)',
      format: {
        strong: 'Gras',
        em: 'Italique',
        underline: 'Souligné',
        strike: 'Barré',
        code: 'Code',
        link: 'Lien',
        bullets: 'Liste à puces',
        numbers: 'Liste numérotée',
        quote: 'Citation',
        codeBlock: 'Bloc de code (```)',
      },
      toolbar: 'Mise en forme',
      macro: 'Insérer une macro',
      variableLeft: ({ variable }: { variable: string | number }) =>
        `${say.inside(variable)} n’est pas encore remplie.`,
      dropToReply: 'Déposez les fichiers pour répondre avec',
      dropToNote: 'Déposez les fichiers pour les ajouter à la note',
      sendThenMenu: 'Envoyer et…',
      thenStatus: ({ status }: { status: string | number }) =>
        `Envoyer, puis passer à « ${say.inside(status)} »`,
      thenSnooze: ({ when }: { when: string | number }) =>
        `Envoyer, puis mettre en veille : ${say.inside(when)}`,
      sendSnooze: 'Envoyer et mettre en veille jusqu’à',
      fileMissed:
        'Le texte parle d’un fichier, et aucun n’est joint. Envoyez de nouveau si c’est voulu.',
    },
    delivery: {
      waiting: 'À envoyer',
      waitingHint: 'Sur cet appareil ; part quand il sera en ligne',
      scheduledHint:
        'Sur cet appareil ; le serveur l’envoie à l’heure dite une fois que cet appareil a été en ligne',
      held: 'Retenue',
      heldFor: ({ seconds }: { seconds: number }) => `Retenue ${say.number(seconds)} s`,
      scheduledFor: ({ when }: { when: string | number }) => `Part ${say.inside(when)}`,
      scheduledWaiting: ({ when }: { when: string | number }) =>
        `À envoyer, part ${say.inside(when)}`,
      takeBack: 'Reprendre',
      accepted: 'Acceptée',
      sending: 'Envoi',
      'handed-over': 'Transmise',
      delivered: 'Remise',
      deferred: 'Différée',
      deferredUntil: ({ when }: { when: string | number }) =>
        `Différée, nouvel essai ${say.inside(when)}`,
      bounced: 'Rebond',
      failed: 'Échec',
      kept: 'Gardée dans E-mails envoyés',
      twice: 'peut-être remise deux fois',
    },
    guard: {
      title: 'Non envoyée : quelque chose de plus récent est arrivé',
      from: ({ name }: { name: string | number }) =>
        `${say.inside(name)} a écrit pendant que vous répondiez. Lisez son message avant de décider.`,
      readers: 'Les destinataires ont changé pendant que vous répondiez.',
      readersNow: ({ people }: { people: string | number }) =>
        `Les destinataires ont changé pendant que vous répondiez. En plus du demandeur : ${say.inside(people)}.`,
      readersTitle: 'Non envoyée : d’autres la reçoivent désormais',
      generic: 'Le fil contient quelque chose que vous n’aviez pas vu.',
      review: 'Revoir',
      sendAnyway: 'Envoyer quand même',
      keep: 'Garder en brouillon',
      refused: 'Le serveur ne l’a pas acceptée',
    },
    side: {
      label: 'À propos de ce ticket',
      requester: 'Demandeur',
      verified: 'adresse prouvée',
      unverified: 'adresse non prouvée',
      organisation: 'Organisation',
      promises: 'Engagements',
      noPromises: 'Aucun délai ne court.',
      why: 'Comment ils sont comptés',
      hideWhy: 'Masquer comment ils sont comptés',
      others: 'Autres tickets',
      noOthers: 'C’est son premier ticket.',
      watchers: 'Suivi par',
      watch: 'Suivre',
      unwatch: 'Ne plus suivre',
      nobodyWatches: 'Personne',
      queues: 'Qui peut le voir',
      takeOut: ({ queue }: { queue: string | number }) => `Le retirer de ${say.inside(queue)}`,
      takenOut: ({ n, queue }: { n: string | number; queue: string | number }) =>
        `#${say.inside(n)} : retiré de ${say.inside(queue)}`,
      openTo: 'L’ouvrir à une autre file',
      openedTo: ({ n, queue }: { n: string | number; queue: string | number }) =>
        `#${say.inside(n)} : ${say.inside(queue)} le voit aussi`,
      created: 'Créé',
      channel: 'Arrivé par',
      channels: {
        web: 'formulaire web',
        mail: 'e-mail',
        api: 'API',
        desk: 'l’assistance',
      },
      targets: {
        firstResponse: 'Première réponse',
        nextResponse: 'Réponse suivante',
        update: 'Point d’étape',
        resolution: 'Résolution',
      },
      clock: {
        running: 'échéance',
        paused: 'en pause',
        met: 'tenu',
        breached: 'non tenu',
        cancelled: 'inutile',
      },
      people: {
        title: 'Aussi sur ce ticket',
        nobody: 'Personne d’autre que le demandeur.',
        how: {
          wrote: 'y a écrit',
          added: 'reçoit une copie des réponses',
          earlier: 'y était avant ; ne reçoit rien de soi-même',
        },
        desk: ({ names }: { names: string | number }) => `De l’équipe : ${say.inside(names)}`,
        add: 'Ajouter quelqu’un',
        addLabel: 'Adresse e-mail. Une copie des réponses y est envoyée.',
        put: 'Ajouter',
        added: ({ n, name }: { n: string | number; name: string | number }) =>
          `#${say.inside(n)} : ${say.inside(name)} y est maintenant`,
        noAddress: 'Une seule adresse e-mail, s’il vous plaît.',
        online: 'Il faut le réseau pour cela.',
        takeOff: ({ name }: { name: string | number }) =>
          `Retirer ${say.inside(name)} de ce ticket`,
        takenOff: ({ n }: { n: string | number }) =>
          `#${say.inside(n)} : quelqu’un retiré du ticket`,
        waitingOff: ({ name }: { name: string | number }) => `retirer ${say.inside(name)}`,
      },
    },
    changeSet: ({
      field,
      to,
      who,
    }: {
      field: string | number
      to: string | number
      who: string | number
    }) => `${say.inside(who)} a mis ${say.inside(field)} sur ${say.inside(to)}`,
    changeCleared: ({ field, who }: { field: string | number; who: string | number }) =>
      `${say.inside(who)} a vidé ${say.inside(field)}`,
  }) as const

const turn = (say: Say) =>
  ({
    together: 'Écrire à plusieurs',
    lockForMe: 'Verrouiller pour moi',
    unlock: 'Déverrouiller',
    takeOver: 'Prendre la main',
    askReview: 'Demander une relecture…',
    hideTint: 'Masquer qui a écrit quoi',
    showTint: 'Montrer qui a écrit quoi',
    locked: ({ n, name }: { n: number; name: string | number }) =>
      `Verrouillée par ${say.inside(name)} · libre après ${say.plural(n) === 'one' ? `${say.number(n)} minute` : say.plural(n) === 'many' ? `${say.number(n)} minutes` : `${say.number(n)} minutes`} sans frappe`,
    takenLocked: ({ n, name }: { n: number; name: string | number }) =>
      `${say.inside(name)} a pris la main et l’a verrouillée · libre après ${say.plural(n) === 'one' ? `${say.number(n)} minute` : say.plural(n) === 'many' ? `${say.number(n)} minutes` : `${say.number(n)} minutes`} sans frappe`,
    lockedForYou: ({ n }: { n: number }) =>
      `Verrouillée pour vous · libre après ${say.plural(n) === 'one' ? `${say.number(n)} minute` : say.plural(n) === 'many' ? `${say.number(n)} minutes` : `${say.number(n)} minutes`} sans frappe`,
    refused: ({ name }: { name: string | number }) =>
      `${say.inside(name)} a verrouillé cette réponse. Prenez la main pour l’écrire ou l’envoyer ; rien de ce qui a été saisi n’est perdu.`,
    writes: ({ name }: { name: string | number }) =>
      `${say.inside(name)} écrit cette réponse à présent`,
    taken: ({ name }: { name: string | number }) => `${say.inside(name)} a pris la main`,
    youWrite: 'Vous écrivez cette réponse à présent ; l’équipe le voit',
    doneWriting: 'Terminé',
    askedYou: ({ name }: { name: string | number }) =>
      `${say.inside(name)} vous demande de relire cette réponse`,
    waits: ({ name, when }: { name: string | number; when: string | number }) =>
      `En attente de la relecture de ${say.inside(name)} · demandée ${say.inside(when)}`,
    good: ({ name, when }: { name: string | number; when: string | number }) =>
      `${say.inside(name)} : c’est bon · ${say.inside(when)}`,
    changed: ({ name, when }: { name: string | number; when: string | number }) =>
      `${say.inside(name)} l’a approuvée · ${say.inside(when)} · modifiée depuis`,
    changes: ({ name, when }: { name: string | number; when: string | number }) =>
      `${say.inside(name)} demande des modifications · ${say.inside(when)}`,
    notReviewed: ({ name }: { name: string | number }) =>
      `Pas encore envoyée : ${say.inside(name)} n’a pas approuvé ce texte. Envoyez à nouveau pour l’envoyer quand même.`,
    looksGood: 'C’est bon',
    askChanges: 'Demander des modifications…',
    askAgain: 'Demander à nouveau',
    withdraw: 'Retirer',
    askTitle: 'Demander une relecture',
    whom: 'À qui',
    askWords: 'Que regarder (facultatif)',
    askSubmit: 'Demander',
    changesTitle: 'Demander des modifications',
    changesWords: 'Ce qui doit changer',
    changesSubmit: 'Demander des modifications',
    changesNeeded: 'Dites ce qui doit changer.',
    toldHint: ({ name }: { name: string | number }) =>
      `${say.inside(name)} est prévenu par une note du ticket qui le mentionne.`,
    offlineHint: 'Hors ligne : ce sera transmis quand cet appareil sera en ligne.',
    nobody: 'Personne d’autre ne voit ce ticket.',
    nothingToReview: 'Il n’y a encore rien à relire.',
    askedNow: ({ name }: { name: string | number }) =>
      `La relecture est demandée à ${say.inside(name)}`,
    askNote: 'Merci de relire la réponse que j’écris.',
    goodNote: 'La réponse est bonne.',
    lookOver: ({ name }: { name: string | number }) =>
      `Relire la réponse, comme le demande ${say.inside(name)}`,
    reviewedBy: ({ name }: { name: string | number }) => `Relue par ${say.inside(name)}`,
    unseenTitle: 'Non envoyée : le texte a changé',
    unseenBy: ({ name }: { name: string | number }) =>
      `${say.inside(name)} a modifié cette réponse pendant que vous l’envoyiez. Vos mots y sont aussi. Relisez-la, puis envoyez-la à nouveau.`,
    unseen:
      'Cette réponse a été modifiée ailleurs pendant que vous l’envoyiez. Vos mots y sont aussi. Relisez-la, puis envoyez-la à nouveau.',
    lookAtIt: 'Relire',
  }) as const

const view = (say: Say) =>
  ({
    title: 'Vues enregistrées',
    saveTitle: 'Enregistrer ce qui est affiché',
    name: 'Nom',
    query: 'Recherche',
    everything: 'tout ce qui est dans la liste',
    shared: 'L’équipe la voit aussi',
    pinned: 'L’afficher dans la barre latérale',
    save: 'Enregistrer la vue',
    saved: ({ name }: { name: string | number }) => `« ${say.inside(name)} » est enregistrée`,
    removed: ({ name }: { name: string | number }) => `« ${say.inside(name)} » est supprimée`,
    mine: 'Les vôtres',
    team: 'Celles de l’équipe',
    none: 'Aucune vue n’est encore enregistrée. Faites une recherche, puis enregistrez-la ici.',
    up: ({ name }: { name: string | number }) => `Monter « ${say.inside(name)} »`,
    down: ({ name }: { name: string | number }) => `Descendre « ${say.inside(name)} »`,
    pin: ({ name }: { name: string | number }) =>
      `Afficher « ${say.inside(name)} » dans la barre latérale`,
    share: ({ name }: { name: string | number }) =>
      `Partager « ${say.inside(name)} » avec l’équipe`,
    rename: ({ name }: { name: string | number }) => `Nom de « ${say.inside(name)} »`,
    remove: ({ name }: { name: string | number }) => `Supprimer « ${say.inside(name)} »`,
    pinShort: 'Barre latérale',
    shareShort: 'Équipe',
  }) as const

export const bundle = (sayIn: SayIn): Bundle => ({
  act: act(sayIn('fr')),
  bulk: bulk(sayIn('fr')),
  empty: empty(sayIn('fr')),
  key: key(sayIn('fr')),
  macro: macro(sayIn('fr')),
  mail: mail(sayIn('fr')),
  next: next(sayIn('fr')),
  owed: owed(sayIn('fr')),
  search: search(sayIn('fr')),
  snooze: snooze(sayIn('fr')),
  split: split(sayIn('fr')),
  ticket: ticket(sayIn('fr')),
  turn: turn(sayIn('fr')),
  view: view(sayIn('fr')),
})
