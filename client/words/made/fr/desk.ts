/** Made of words/fr/*.json by `npm run words` (desk): change those, not this file. */
import type { Say, SayIn } from '../../../../shared/kit/say.ts'
import type { Bundle } from '../en/desk.ts'

const desk = (say: Say) =>
  ({
    settings: {
      title: 'Réglages',
      profile: 'Profil',
      role: {
        agent: 'Agent',
        lead: 'Responsable',
        admin: 'Admin',
      },
      look: 'Apparence',
      theme: 'Thème',
      themes: {
        system: 'Système',
        light: 'Clair',
        dark: 'Sombre',
        contrast: 'Contrasté',
      },
      density: 'Lignes',
      densities: {
        comfortable: 'Aérées',
        compact: 'Compactes',
      },
      language: 'Langue',
      languageOfBrowser: 'Comme le navigateur',
      languageHint: 'La page se recharge dans cette langue. Ce que vous écrivez est conservé.',
      keys: 'Touches',
      singleKeys: 'Touches seules comme e, r ou j',
      singleKeysHint:
        'À désactiver si vous dictez ou utilisez un lecteur d’écran qui envoie des touches.',
      showKeys: 'Afficher toutes les touches',
      undo: 'Annuler l’envoi',
      undoInfo: ({ seconds }: { seconds: number }) =>
        seconds === 0
          ? 'Dans cette assistance, les réponses partent aussitôt. C’est un réglage de l’admin.'
          : say.plural(seconds) === 'one'
            ? `Une réponse est retenue ${say.number(seconds)} seconde sur le serveur avant de partir, pour que z puisse la reprendre. C’est un réglage de l’admin pour toute l’assistance.`
            : say.plural(seconds) === 'many'
              ? `Une réponse est retenue ${say.number(seconds)} de secondes sur le serveur avant de partir, pour que z puisse la reprendre. C’est un réglage de l’admin pour toute l’assistance.`
              : `Une réponse est retenue ${say.number(seconds)} secondes sur le serveur avant de partir, pour que z puisse la reprendre. C’est un réglage de l’admin pour toute l’assistance.`,
      signOut: 'Se déconnecter',
      signOutHint: 'Efface les tickets conservés sur cet appareil.',
      signOutUnsent: ({ n }: { n: number }) =>
        say.plural(n) === 'one'
          ? `${say.number(n)} modification n’est pas encore arrivée au serveur. Se déconnecter la fait perdre.`
          : say.plural(n) === 'many'
            ? `${say.number(n)} de modifications ne sont pas encore arrivées au serveur. Se déconnecter les fait perdre.`
            : `${say.number(n)} modifications ne sont pas encore arrivées au serveur. Se déconnecter les fait perdre.`,
      signOutAnyway: 'Se déconnecter et les perdre',
      admin: 'L’assistance',
      queues: 'Files',
      people: 'Personnes',
      sent: 'E-mails envoyés',
      held: 'E-mails retenus',
      domains: 'Domaines d’e-mail',
      add: 'Ajouter',
      addQueue: 'Ajouter une file',
      addPerson: 'Ajouter une personne',
      name: 'Nom',
      slug: 'Nom court',
      slugHint: 'a-z, 0-9 et - ; figure dans les adresses',
      address: 'Adresse e-mail',
      email: 'Adresse e-mail',
      roleLabel: 'Rôle',
      form: 'Formulaire',
      noAddress: 'pas d’adresse',
      disabled: 'désactivé',
      sentLead:
        'Ce que l’assistance a envoyé, le plus récent en premier. Sans relais de messagerie, tout est gardé ici.',
      heldLead:
        'Les e-mails qui ne sont pas devenus des tickets, et pourquoi. Rien n’est jeté sans être vu.',
      nothingSent: 'Encore rien d’envoyé',
      relayAway: ({ count, since }: { count: number; since: string | number }) =>
        `Le relais de messagerie n’accepte rien en ce moment. ${say.plural(count) === 'one' ? `${say.number(count)} e-mail attend` : say.plural(count) === 'many' ? `${say.number(count)} d’e-mails attendent` : `${say.number(count)} e-mails attendent`} (le plus ancien : ${say.inside(since)}). Rien n’est perdu ; chacun est réessayé pendant cinq jours.`,
      older: 'Afficher les plus anciens',
      from: 'De',
      to: 'À',
      subject: 'Objet',
      when: 'Quand',
      reason: 'Pourquoi',
      state: 'État',
      needsServer: 'Ceci vient du serveur ; cela s’affiche dès qu’il est joignable.',
      loading: 'Demande au serveur…',
      queueAdded: ({ name }: { name: string | number }) => `File ${say.inside(name)} ajoutée`,
      personAdded: ({ name }: { name: string | number }) =>
        `${say.inside(name)} : personne ajoutée`,
      open: 'Ouvrir',
    },
    queue: {
      title: ({ name }: { name: string | number }) => `File ${say.inside(name)}`,
      change: 'Modifier',
      changeOf: ({ name }: { name: string | number }) => `Modifier ${say.inside(name)}`,
      gone: 'Cette file n’existe plus.',
      addressHint:
        'Les e-mails à cette adresse deviennent ici des tickets. Vide : par formulaire seulement.',
      about: 'Ce que l’on peut demander ici',
      aboutHint: 'Une ligne au-dessus du formulaire.',
      sender: 'Nom de l’expéditeur, après celui de la personne qui répond',
      signature: 'Signature',
      signatureHint: 'Au bas de chaque e-mail. {{agent}}, {{queue}} et {{desk}} sont remplis.',
      quoting: 'Citer sous la réponse le message auquel elle répond',
      quotingHint: 'Court, et à son auteur seulement : pas quand d’autres reçoivent une copie.',
      endMailed: 'Avertir par e-mail quand le ticket est résolu ou fermé',
      endMailedHint:
        'L’e-mail dit qu’une réponse le rouvre. Une réponse envoyée avec « Envoyer et résoudre » le dit déjà.',
      preview: 'Comment se termine une réponse',
      from: ({ name }: { name: string | number }) => `De ${say.inside(name)}`,
      save: 'Enregistrer',
      saved: ({ name }: { name: string | number }) => `${say.inside(name)} : file enregistrée`,
      fromAddress: ({ address, name }: { address: string | number; name: string | number }) =>
        `De ${say.inside(name)} <${say.inside(address)}>`,
      previewNumber: 'Ticket #123',
    },
    look: {
      title: 'Tous les e-mails',
      deskName: 'Nom de l’assistance',
      color: 'Couleur des e-mails que personne n’a écrits',
      colorHint:
        'Une ligne en haut et le bouton. Du texte blanc s’affiche dessus : elle doit être assez sombre.',
      logo: 'Logo',
      logoHint: ({ bytes, px }: { bytes: string | number; px: number }) =>
        `Un PNG, JPEG ou GIF de ${say.inside(bytes)} au plus et de ${say.number(px)} pixels de côté au plus. Il va dans les e-mails mêmes, et figure sur les pages publiques.`,
      addLogo: 'Choisir une image',
      otherLogo: 'En choisir une autre',
      removeLogo: 'Le retirer',
      logoSaved: 'Le logo figure désormais sur les e-mails et les pages.',
      logoRemoved: 'Le logo est retiré.',
      logoOnReplies: 'Aussi sur ce que les agents écrivent',
      save: 'Enregistrer',
      saved: 'Enregistré. Les e-mails ont désormais cet aspect.',
    },
    held: {
      lists: {
        held: 'Retenus',
        automated: 'Automatiques',
        dismissed: 'Écartés',
      },
      about: {
        held: 'À regarder par quelqu’un : boucles, trop d’un coup, expéditeurs qui ne sont pas ceux qu’ils disent, adresses sans file.',
        automated: 'Écrits par des machines : réponses automatiques, newsletters, avis de remise.',
        dismissed: 'Mis de côté par quelqu’un ; gardés 90 jours.',
      },
      nothing: {
        held: 'Rien n’est retenu',
        automated: 'Aucune machine n’a écrit',
        dismissed: 'Rien n’a été écarté',
      },
      signs: {
        machine: 'Une machine l’a envoyé',
        many: 'Envoyé à beaucoup de monde',
        list: 'Vient d’une liste de diffusion',
        report: 'Un serveur de messagerie l’a écrit',
        bounce: 'Dit qu’un e-mail n’est pas arrivé, et n’en nomme aucun des nôtres',
      },
      noSubject: '(sans objet)',
      noSender: 'sans expéditeur',
      noQueue: 'sans file',
      noText: '(sans texte)',
      text: 'Texte de l’e-mail',
      cut: 'Il continue ; l’original contient tout.',
      judged: 'Contrôles',
      files: 'Fichiers',
      original: 'Télécharger l’original',
      masked: 'Cet e-mail donne accès ailleurs à qui le lit. Ses codes et ses liens sont masqués.',
      uncover: 'Afficher ce qui est masqué',
      where: 'Le libérer comme',
      ways: {
        queue: 'Un nouveau ticket',
        ticket: 'Un message dans un ticket',
      },
      queue: 'Dans la file',
      number: 'Numéro de ticket',
      why: 'Pourquoi',
      whyHint: 'Affiché sur le ticket. Personne ne reçoit de réponse automatique.',
      release: 'Libérer',
      released: ({ n }: { n: string | number }) =>
        `Libéré. Il est maintenant dans #${say.inside(n)}.`,
      openTicket: ({ n }: { n: string | number }) => `Ouvrir #${say.inside(n)}`,
      dismiss: 'Écarter',
      dismissed: 'Écarté',
      wasDismissed: 'Écarté. Il est gardé 90 jours.',
      spamSender: ({ n }: { n: string | number }) =>
        `Tout ce qui vient de cet expéditeur est marqué comme indésirable (dernier : #${say.inside(n)})`,
      because: ({ reason, sign }: { reason: string | number; sign: string | number }) =>
        `${say.inside(sign)} (${say.inside(reason)})`,
    },
    people: {
      change: 'Modifier',
      changeOf: ({ name }: { name: string | number }) => `Modifier ${say.inside(name)}`,
      title: ({ name }: { name: string | number }) => `Modifier ${say.inside(name)}`,
      seesAll: 'Toutes les files, y compris à venir',
      queuesLegend: 'Ce que cette personne voit',
      noQueues: 'Choisissez une file, ou toutes.',
      adminSeesAll: 'Les administrateurs voient toutes les files.',
      isOn: 'Peut se connecter',
      isOnHint:
        'Désactivé, cette personne est déconnectée partout aussitôt, et les tickets de ses appareils sont effacés.',
      saved: ({ name }: { name: string | number }) =>
        `${say.inside(name)} : modifications enregistrées`,
      queuesLabel: 'Files',
      all: 'toutes',
      gone: 'Cette personne n’existe plus.',
      own: 'C’est vous. Un autre administrateur peut changer votre accès ou votre rôle.',
      save: 'Enregistrer',
    },
    sessions: {
      title: 'Appareils',
      lead: 'Où vous êtes connecté. Si vous perdez un appareil, terminez-le ici : à son prochain contact ses tickets sont effacés et il est déconnecté.',
      this: 'Celui-ci',
      began: 'Connecté',
      seen: 'Vu la dernière fois',
      kind: 'Quoi',
      browser: 'Navigateur',
      bearer: 'Programme avec jeton',
      end: 'Déconnecter là-bas',
      endAsk: 'Ce qu’il n’a pas encore envoyé est perdu.',
      ended: 'Déconnecté là-bas',
    },
    mailTrouble: {
      away: ({ time }: { time: string | number }) =>
        `Aucun e-mail ne part depuis ${say.inside(time)} : le relais de messagerie n’en accepte aucun. Les réponses attendent et partiront d’elles-mêmes ; rien n’est perdu.`,
      certificateEnds: ({ day }: { day: string | number }) =>
        `Le certificat du courrier entrant expire le ${say.inside(day)}.`,
      certificateEnded: ({ day }: { day: string | number }) =>
        `Le certificat du courrier entrant a expiré le ${say.inside(day)}.`,
      certificateBad:
        'Le certificat du courrier entrant est inutilisable : le courrier arrive en clair.',
    },
  }) as const

const keySetting = (say: Say) =>
  ({
    title: 'Touches',
    lead: 'Toutes les commandes et leurs touches, sur cet appareil, rien que pour vous.',
    change: ({ title }: { title: string | number }) =>
      `Changer la touche de « ${say.inside(title)} »`,
    changeShort: 'Changer',
    toPage: 'Changer les touches',
    remove: 'Aucune touche',
    removeOf: ({ title }: { title: string | number }) =>
      `Retirer les touches de « ${say.inside(title)} »`,
    standard: 'Par défaut',
    standardOf: ({ title }: { title: string | number }) =>
      `Touches par défaut pour « ${say.inside(title)} »`,
    allStandard: 'Tout par défaut',
    none: 'aucune touche',
    press: 'Appuyez sur la nouvelle touche, ou sur deux de suite…',
    pressHint: 'Enter prend ce qui est affiché, Escape laisse comme avant.',
    take: 'Utiliser celle-ci',
    other: 'Autre touche',
    changed: ({ title }: { title: string | number }) =>
      `La touche de « ${say.inside(title)} » est changée.`,
    wasStandard: 'Toutes les touches sont de nouveau celles par défaut.',
    refused: {
      reserved: 'Le navigateur ou un lecteur d’écran en a besoin.',
      composer: 'Elle sert pendant la rédaction.',
      plain: 'Elle appartient à ce qui a le focus.',
      taken: ({ title }: { title: string | number }) =>
        `Elle est prise par « ${say.inside(title)} ».`,
    },
  }) as const

const mailSetup = (say: Say) =>
  ({
    mailbox: {
      title: 'Boîtes e-mail',
      lead: 'Quand les e-mails à l’adresse d’une file ne peuvent pas encore arriver ici d’eux-mêmes, l’assistance les relève dans une boîte e-mail chez votre fournisseur (IMAP). Chaque file peut en avoir une.',
      queue: 'File',
      account: 'Boîte e-mail',
      none: 'aucune',
      setUp: 'Configurer',
      change: 'Modifier',
      changeOf: ({ queue }: { queue: string | number }) => `Boîte e-mail de ${say.inside(queue)}`,
      works: 'Relevée',
      begins: 'Démarre',
      fails: 'Échoue',
      off: 'Désactivée',
      nobody: 'Aucune passerelle de messagerie ne la relève. Est-elle en marche ?',
      last: ({ ago }: { ago: string | number }) => `Dernier e-mail : ${say.inside(ago)}`,
      waiting: ({ n }: { n: number }) =>
        say.plural(n) === 'one'
          ? `${say.number(n)} e-mail à relever`
          : say.plural(n) === 'many'
            ? `${say.number(n)} d’e-mails à relever`
            : `${say.number(n)} e-mails à relever`,
      left: ({ n }: { n: number }) =>
        `${say.plural(n) === 'one' ? `${say.number(n)} e-mail était trop gros ou illisible et est resté` : say.plural(n) === 'many' ? `${say.number(n)} d’e-mails étaient trop gros ou illisibles et sont restés` : `${say.number(n)} e-mails étaient trop gros ou illisibles et sont restés`} dans la boîte.`,
      titleOf: ({ queue }: { queue: string | number }) => `Boîte e-mail de ${say.inside(queue)}`,
      about: ({ address }: { address: string | number }) =>
        `Tout ce qui est dans ce dossier devient un e-mail pour ${say.inside(address)}. Un e-mail qui arrive aussi par une autre voie ne fait qu’un ticket.`,
      isOn: 'Relever cette boîte',
      host: 'Serveur',
      security: 'Chiffrement',
      securities: {
        tls: 'TLS',
        starttls: 'STARTTLS',
        none: 'Aucun (local seulement)',
      },
      port: 'Port',
      user: 'Nom d’utilisateur',
      signIn: 'Connexion',
      signIns: {
        password: 'Mot de passe',
        'refresh-token': 'OAuth, par jeton d’actualisation',
        'client-credentials': 'OAuth, comme l’application elle-même',
      },
      tokenUrl: 'Adresse des jetons',
      tokenUrlHint: ({
        google,
        microsoft,
      }: {
        google: string | number
        microsoft: string | number
      }) => `Chez Google ${say.inside(google)}, chez Microsoft ${say.inside(microsoft)}.`,
      clientId: 'Identifiant client',
      clientSecret: 'Secret client',
      refreshToken: 'Jeton d’actualisation',
      tokenKept: 'Gardé. Laissez vide pour continuer avec lui.',
      tokenHint: 'Gardé scellé et jamais réaffiché.',
      scope: 'Étendue',
      scopeHint: ({ microsoft }: { microsoft: string | number }) =>
        `Des mots séparés par des espaces, comme le fournisseur les nomme ; chez Microsoft ${say.inside(microsoft)}.`,
      password: 'Mot de passe',
      passwordKept: 'Il y en a un. Laissez vide pour le garder.',
      passwordHint:
        'Gardé scellé et jamais réaffiché. Beaucoup de fournisseurs demandent ici un mot de passe d’application. Vide : celui du fichier de la passerelle.',
      folder: 'Dossier',
      after: 'Ce qui a été relevé',
      afters: {
        leave: 'reste tel quel',
        seen: 'est marqué comme lu',
        move: 'est déplacé dans un dossier',
        delete: 'est supprimé',
      },
      moveTo: 'Dossier de destination',
      since: 'Jours en arrière la première fois',
      sinceHint:
        '0 : seulement ce qui arrive à partir de maintenant. Personne ne reçoit de réponse pour un e-mail de plus d’un jour.',
      authservs: 'Fait foi sur les expéditeurs',
      authservsHint:
        'Le nom sous lequel votre fournisseur écrit Authentication-Results, par exemple mx.google.com. Sans lui, les expéditeurs comptent comme non contrôlés.',
      save: 'Enregistrer',
      test: 'Tester',
      remove: 'Supprimer',
      removeSure:
        'Ses réglages et son mot de passe disparaissent. Les e-mails ne sont pas touchés.',
      testing: 'La passerelle fait un essai…',
      saved: ({ queue }: { queue: string | number }) =>
        `La boîte e-mail de ${say.inside(queue)} est enregistrée`,
      removed: ({ queue }: { queue: string | number }) =>
        `La boîte e-mail de ${say.inside(queue)} est supprimée`,
      good: ({ n }: { n: number }) =>
        `Cela marche. Dans le dossier : ${say.plural(n) === 'one' ? `${say.number(n)} e-mail` : say.plural(n) === 'many' ? `${say.number(n)} d’e-mails` : `${say.number(n)} e-mails`}.`,
      noIdle:
        'Le serveur n’annonce pas les nouveaux e-mails ; il est interrogé toutes les deux minutes.',
      whatToDo: {
        'mailbox/password':
          'Les fournisseurs à double authentification demandent un mot de passe d’application.',
        'mailbox/token':
          'Le nom d’utilisateur est-il l’adresse de la boîte, et l’étendue comprend-elle IMAP ?',
        'mailbox/grant':
          'L’accord a peut-être expiré ou été retiré, ou le secret client est trop ancien. Saisissez-en un nouveau.',
        'mailbox/token-host':
          'Cherchez une faute de frappe. Les adresses de votre réseau doivent d’abord être autorisées.',
        'mailbox/no-grant': 'Saisissez-le ici.',
        'mailbox/no-password': 'Saisissez-le ici, ou mettez-le dans le fichier de la passerelle.',
        'mailbox/unknown-host': 'Cherchez une faute de frappe dans son nom.',
        'mailbox/unreachable': 'Le port est-il juste, et cette machine peut-elle s’y connecter ?',
        'mailbox/time-out': 'Le port est-il juste ? Un pare-feu peut bloquer sans rien dire.',
        'mailbox/certificate': 'Utilisez le nom pour lequel le certificat est établi.',
        'mailbox/tls': 'TLS est le plus souvent sur le port 993, STARTTLS sur le 143.',
        'mailbox/plain': 'Choisissez TLS ou STARTTLS.',
        'mailbox/folder':
          'Écrivez-le comme le montre le logiciel de messagerie, avec les dossiers au-dessus.',
        'mailbox/extension': 'Laissez en place ce qui a été relevé, ou marquez-le comme lu.',
        'mailbox/refused': '',
        'mailbox/silent-gateway': '',
        'kit/storage': '',
      },
      aboutLater:
        'Tout ce qui est dans ce dossier devient un e-mail pour cette file, dès qu’elle a une adresse. Un e-mail qui arrive aussi par une autre voie ne fait qu’un ticket.',
    },
    move: {
      title: 'Migrer une adresse',
      lead: 'Une adresse connue du public, comme support@, arrive ici par étapes tranquilles : d’abord à côté de sa boîte actuelle, puis seule, preuve à l’appui. Rien ne se perd en chemin, et chaque étape peut être annulée.',
      begin: 'Commencer une migration',
      beginIt: 'Commencer',
      which: 'Adresse',
      choose: 'Choisissez une adresse…',
      noneLeft:
        'Toutes les adresses de cette assistance sont sur cette page. Ajoutez d’abord une file avec l’adresse.',
      place: 'Comment ses e-mails arrivent ici au début',
      places: {
        forward: 'L’ancien serveur remet une copie de chaque e-mail à l’assistance',
        mailbox: 'L’assistance relève les e-mails dans l’ancienne boîte (IMAP)',
        mx: 'L’enregistrement MX pointe ici d’emblée',
      },
      servers: 'Noms des anciens serveurs de messagerie',
      serversHint:
        'Un e-mail passé par l’un d’eux compte comme transmis. Ce sont les noms d’hôte de l’enregistrement MX actuel de votre domaine ; sans eux, un renvoi ne se reconnaît qu’à son Delivered-To.',
      noServer: ({ name }: { name: string | number }) =>
        `« ${say.inside(name)} » n’est pas le nom d’un serveur de messagerie. Cela ressemble à mail.fournisseur.example.`,
      quietDays: 'Jours sans e-mail par l’ancienne voie seule',
      quietDaysHint:
        'Il doit s’en écouler autant avant de dire que les e-mails arrivent ici seulement.',
      savePlan: 'Enregistrer',
      changePlan: 'Modifier',
      watched: ({ n }: { n: number }) =>
        `Observé depuis ${say.plural(n) === 'one' ? `${say.number(n)} jour` : say.plural(n) === 'many' ? `${say.number(n)} de jours` : `${say.number(n)} jours`}.`,
      begunAt: ({ ago }: { ago: string | number }) => `début : ${say.inside(ago)}`,
      steps: {
        planned: 'Prévu',
        both: 'Deux voies',
        redirected: 'Ici seulement',
        done: 'Terminé',
      },
      now: 'À faire maintenant',
      todo: {
        planned: [
          'Dites à ceux qui travaillent dans l’ancienne boîte que les e-mails seront quelque temps aux deux endroits.',
          'Assurez-vous d’avoir sous la main la personne qui gère les enregistrements du domaine et l’ancien serveur de messagerie.',
          'Ramenez à une heure la durée de vie de l’enregistrement MX, un jour avant de le modifier.',
        ],
        redirected: [
          'Ne répondez plus qu’ici désormais. Ce qui est encore ouvert dans l’ancienne boîte peut y recevoir sa réponse, ou être transféré à l’adresse.',
          'Laissez l’ancienne boîte telle quelle quelques semaines. Désactivez ensuite son renvoi, ou la relève sous Boîtes e-mail.',
        ],
        done: ['Rien. Les e-mails ne sont plus comptés, et l’ancienne boîte peut être fermée.'],
      },
      todoBoth: {
        forward: [
          'Chez l’ancien fournisseur, activez la remise à un second serveur avec le même destinataire. Google Workspace l’appelle double distribution (Gmail, Routage), Microsoft 365 un connecteur avec une règle de flux de courrier, Postfix un transport ; une copie reste dans la boîte.',
          'Un simple renvoi vers une autre adresse ne suffit pas : l’assistance n’accepte d’e-mails que pour cette adresse.',
          'Envoyez un essai. Il devrait passer par l’ancien serveur.',
          'Quand tout est prêt, faites pointer l’enregistrement MX ici. D’ici là, on peut continuer à répondre dans l’ancienne boîte.',
        ],
        mailbox: [
          'Configurez la relève sous Boîtes e-mail, et laissez dans la boîte ce qui a été relevé.',
          'Envoyez un essai. Il devrait sortir de l’ancienne boîte.',
          'Quand tout est prêt, faites pointer l’enregistrement MX ici. D’ici là, on peut continuer à répondre dans l’ancienne boîte.',
        ],
        mx: [
          'Faites pointer l’enregistrement MX ici, comme indiqué sous Domaines d’e-mail. Laissez tourner l’ancien serveur : d’autres serveurs se souviennent de l’ancien enregistrement tant que sa durée de vie le dit.',
          'Envoyez un essai. Il devrait arriver directement ici.',
          'Configurez la relève sous Boîtes e-mail pour ce qui arrive encore dans l’ancienne boîte.',
        ],
      },
      records: 'Enregistrements de son domaine',
      noFindings: 'Pas encore vérifié.',
      toDomains: 'Enregistrements à publier, et nouvelle vérification',
      toMailbox: 'Configurer la relève',
      ofQueue: 'Amener cette adresse ici depuis sa boîte actuelle',
      volume: 'E-mails par jour',
      noMail: 'Pas encore d’e-mail pour cette adresse depuis le début de la migration.',
      kinds: {
        direct: 'directement ici',
        twice: 'deux voies',
        alone: 'ancienne voie seule',
      },
      most: ({ n }: { n: number }) => `${say.number(n)} par jour au plus`,
      asTable: 'En tableau',
      day: 'Jour',
      columns: ['E-mails', 'Directs', 'Transmis', 'Relevés', 'Deux voies', 'Ancienne voie seule'],
      test: 'E-mail d’essai',
      testAbout:
        'Un e-mail part par le relais vers cette adresse, comme le ferait un e-mail de l’extérieur, et est reconnu à son arrivée. Il ne crée pas de ticket.',
      sendTest: 'Envoyer un e-mail d’essai',
      testStates: {
        'under-way': 'En route.',
        arrived: 'Il est arrivé.',
        late: 'Il n’est pas encore arrivé.',
        'not-delivered': 'Il n’a pas été remis.',
      },
      came: {
        direct: ({ seconds }: { seconds: number }) =>
          seconds === 0
            ? 'Directement ici, aussitôt.'
            : say.plural(seconds) === 'one'
              ? `Directement ici, en ${say.number(seconds)} seconde.`
              : say.plural(seconds) === 'many'
                ? `Directement ici, en ${say.number(seconds)} de secondes.`
                : `Directement ici, en ${say.number(seconds)} secondes.`,
        forwarded: ({ seconds }: { seconds: number }) =>
          seconds === 0
            ? 'Par l’ancien serveur, aussitôt.'
            : say.plural(seconds) === 'one'
              ? `Par l’ancien serveur, en ${say.number(seconds)} seconde.`
              : say.plural(seconds) === 'many'
                ? `Par l’ancien serveur, en ${say.number(seconds)} de secondes.`
                : `Par l’ancien serveur, en ${say.number(seconds)} secondes.`,
        fetched: ({ seconds }: { seconds: number }) =>
          seconds === 0
            ? 'De l’ancienne boîte, aussitôt.'
            : say.plural(seconds) === 'one'
              ? `De l’ancienne boîte, en ${say.number(seconds)} seconde.`
              : say.plural(seconds) === 'many'
                ? `De l’ancienne boîte, en ${say.number(seconds)} de secondes.`
                : `De l’ancienne boîte, en ${say.number(seconds)} secondes.`,
      },
      proof: 'Avant de dire que les e-mails arrivent ici seulement',
      proved:
        'C’est prouvé : un e-mail d’essai est arrivé directement ici, et rien n’arrive par l’ancienne voie seule.',
      unproved: 'Quelqu’un a dit que les e-mails arrivent ici seulement, sans que ce soit prouvé.',
      toBoth: 'Ils prennent maintenant les deux voies',
      toRedirected: 'Ils arrivent ici seulement',
      allTheSame: 'Dire quand même qu’ils arrivent ici seulement',
      toDone: 'La migration est terminée',
      back: 'Une étape en arrière',
      remove: 'Supprimer cette migration',
      removeSure: 'Ce qui a été compté disparaît aussi. Les e-mails ne sont pas touchés.',
      ended: ({ queue }: { queue: string | number }) =>
        `La migration de ${say.inside(queue)} est supprimée`,
    },
    domains: {
      ofQueues: 'Enregistrements de ces domaines, et si les e-mails sont signés',
      lead: 'Les domaines depuis lesquels les files écrivent. De ce que disent leurs enregistrements dépend le crédit accordé aux e-mails de l’assistance. Publiez chaque enregistrement là où est géré le serveur de noms de votre domaine, puis vérifiez ici. Certains formulaires y demandent le nom sans le domaine à la fin.',
      none: 'Aucune file n’a encore d’adresse e-mail. Son domaine s’affiche ici dès qu’elle en a une.',
      check: 'Vérifier maintenant',
      checking: 'Interrogation…',
      wasChecked: ({ domain }: { domain: string | number }) => `${say.inside(domain)} : vérifié`,
      checked: ({ ago }: { ago: string | number }) => `Vérifié : ${say.inside(ago)}.`,
      notChecked: 'Pas encore vérifié.',
      signed: 'Les e-mails sont signés.',
      notSigned: 'Les e-mails ne sont pas encore signés.',
      relaySigns: 'Le relais signe.',
      kinds: {
        mx: 'Où vont les e-mails (MX)',
        spf: 'Qui peut envoyer (SPF)',
        dkim: 'Signature (DKIM)',
        dmarc: 'Le sort du reste (DMARC)',
      },
      about: {
        mx: 'Par cet enregistrement, les e-mails du domaine arrivent ici. Si l’un de vos serveurs de messagerie les reçoit d’abord, laissez son enregistrement et faites-lui transmettre les e-mails à l’assistance.',
        spf: 'Un domaine a un seul enregistrement SPF. S’il y en a déjà un, ajoutez-y les termes de celui-ci.',
        dkim: 'Chaque e-mail est signé avec une clé que seule cette assistance possède. Les destinataires trouvent l’autre moitié dans cet enregistrement. Rien n’est signé avant que l’enregistrement soit vu. Un formulaire qui n’accepte pas plus de 255 caractères demande la valeur en deux parties, chacune entre guillemets.',
        dmarc:
          'Dit ce que les destinataires font d’un e-mail qui n’est ni signé ni d’un serveur autorisé.',
      },
      noHost:
        'Cette assistance n’a pas encore de nom public (DESKSIDE_PUBLIC_URL) : il n’y a donc pas d’enregistrement à proposer.',
      states: {
        good: 'Correct',
        advice: 'Améliorable',
        bad: 'À corriger',
        unknown: 'Inconnu',
      },
      type: 'Type',
      recordName: 'Nom',
      recordValue: 'Valeur',
      optional: 'recommandé',
      copy: ({ value, what }: { value: string | number; what: string | number }) =>
        `Copier : ${say.inside(what)}, ${say.inside(value)}`,
      copyShort: 'Copier',
      keys: 'Clés',
      algorithms: {
        'rsa-sha256': 'RSA',
        'ed25519-sha256': 'Ed25519',
      },
      keyStates: {
        waiting: 'attend que son enregistrement soit vu',
        signing: 'signe',
        retired: 'ne signe plus',
      },
      retired: ({ day }: { day: string | number }) =>
        `ne signe plus ; laissez son enregistrement jusqu’au ${say.inside(day)}`,
      vouch: 'Signer sans le voir',
      unvouch: 'Signer seulement s’il est vu',
      vouched: 'Les e-mails sont désormais signés avec cette clé',
      unvouched: 'Ce qui est vu compte de nouveau',
      vouchHint:
        'Ne signez sans voir l’enregistrement que s’il est publié et invisible depuis cette machine : une signature que personne ne peut vérifier fait du tort.',
      rotate: 'Créer de nouvelles clés',
      rotated: 'De nouvelles clés sont créées. Publiez leurs enregistrements.',
      rotateHint:
        'Les anciennes signent jusqu’à ce que les enregistrements des nouvelles soient vus ; les leurs restent ensuite une semaine.',
    },
  }) as const

const push = (say: Say) =>
  ({
    title: 'Notifications',
    lead: 'Ce navigateur peut vous avertir quand il se passe quelque chose, même quand Deskside est fermé. Il indique le numéro, la file et ce qui s’est passé, jamais ce que quelqu’un a écrit : qui se tient près d’un écran verrouillé le lit aussi.',
    on: 'M’avertir sur cet appareil',
    queues: 'Nouveaux tickets dans',
    queuesHint: 'Sans choix de votre part, aucune notification.',
    noQueues: 'Il n’y a aucune file que vous puissiez voir.',
    answers:
      'Réponses sur les tickets qui me sont assignés ou que je suis, et notes qui me mentionnent',
    promises: 'Engagements bientôt manqués, ou manqués, sur les tickets dont je réponds',
    quiet: 'Heures de silence',
    quietHint: ({ zone }: { zone: string | number }) =>
      `À votre heure (${say.inside(zone)}). Ce qui s’y passe n’est pas annoncé après coup ; c’est dans la liste.`,
    from: 'De',
    to: 'À',
    save: 'Enregistrer',
    saved: 'Les notifications de cet appareil suivent vos choix.',
    off: 'Cet appareil ne reçoit plus de notifications.',
    test: 'Envoyer un essai',
    testSent:
      'En route. Il arrive en quelques secondes, sauf si le système retient les notifications.',
    missing: {
      unsupported: 'Ce navigateur ne peut pas être averti quand Deskside est fermé.',
      insecure:
        'Les navigateurs ne le permettent qu’en https. Demandez à qui gère cette assistance.',
      denied:
        'Les notifications de ce site sont bloquées dans le navigateur. Autorisez-les dans les réglages du site, puis revenez ici.',
      ios: 'Sur iPhone et iPad, cela ne marche qu’une fois Deskside sur l’écran d’accueil.',
      noWorker:
        'La partie qui reçoit les notifications n’est pas encore prête. Rechargez cette page dans un instant.',
      refused:
        'Le navigateur n’a pas donné d’adresse d’envoi. Il est peut-être hors ligne, ou l’a désactivé.',
    },
    badge: 'Le nombre sur l’icône est celui de vos tickets non lus.',
    noBadge: 'Ce navigateur n’affiche pas de nombre sur l’icône.',
    install: {
      title: 'Installer',
      why: 'Installé, Deskside a sa fenêtre et son icône, démarre sans réseau, et ses données ne sont pas effacées quand le navigateur fait le ménage.',
      do: 'Installer Deskside',
      done: 'Deskside est installé ici.',
      ios: 'Dans Safari : touchez Partager, puis « Sur l’écran d’accueil ». Les notifications en ont besoin, et sans cela Safari efface ce qu’un site conserve après sept jours sans visite.',
      menu: 'Votre navigateur le propose dans son menu ou dans la barre d’adresse, quand il le peut.',
    },
    share: {
      title: 'Partagé avec Deskside',
      words: 'Ce qui a été partagé',
      lead: 'Cela reste sur cet appareil jusqu’à ce que vous en fassiez quelque chose ou l’abandonniez.',
      saveFile: ({ name }: { name: string | number }) => `Enregistrer ${say.inside(name)}`,
      toNew: 'Nouveau ticket',
      toNote: 'Note sur un ticket',
      toNoteHint: 'Le texte et les fichiers deviennent une note que vous pouvez encore modifier.',
      filesWait:
        'Les fichiers ne peuvent pas aller dans un nouveau ticket : ils restent ici jusqu’à ce que vous les mettiez dans un ticket.',
      discard: 'Abandonner',
      later: 'Plus tard',
      lost: 'Ce qui a été partagé n’est pas arrivé à Deskside. Partagez-le encore une fois.',
      noted: ({ number }: { number: string | number }) =>
        `La note sur #${say.inside(number)} est commencée. Relisez-la, puis ajoutez-la.`,
      more: ({ n }: { n: number }) =>
        say.plural(n) === 'one'
          ? `${say.number(n)} de plus attend`
          : say.plural(n) === 'many'
            ? `${say.number(n)} de plus attendent`
            : `${say.number(n)} de plus attendent`,
      fileNotKept: ({ name }: { name: string | number }) =>
        `${say.inside(name)} n’a pas pu être conservé sur cet appareil.`,
    },
    mail: {
      unread: ({ name }: { name: string | number }) =>
        `${say.inside(name)} n’est pas un e-mail lisible ici.`,
      from: ({ from }: { from: string | number }) => `E-mail de ${say.inside(from)}`,
      fromAt: ({ date, from }: { date: string | number; from: string | number }) =>
        `E-mail de ${say.inside(from)}, ${say.inside(date)}`,
      copy: ({ addresses }: { addresses: string | number }) => `Copie à : ${say.inside(addresses)}`,
    },
    noTicket: 'Ce lien ne mène à aucun ticket de cette assistance.',
  }) as const

const sla = (say: Say) =>
  ({
    title: 'Engagements',
    lead: 'La première politique qui convient à un ticket s’y applique, de haut en bas. S’il n’y en a aucune, l’engagement propre de la file vaut.',
    policies: 'Politiques',
    calendars: 'Calendriers',
    name: 'Nom',
    applies: 'S’applique à',
    promises: 'Engagements',
    state: 'État',
    change: 'Modifier',
    changeOf: ({ name }: { name: string | number }) => `Modifier ${say.inside(name)}`,
    up: ({ name }: { name: string | number }) => `Monter ${say.inside(name)}`,
    addPolicy: 'Ajouter une politique',
    addCalendar: 'Ajouter un calendrier',
    newPolicy: 'Nouvelle politique',
    newCalendar: 'Nouveau calendrier',
    noPolicies: 'Pas encore de politiques : l’engagement propre de chaque file vaut.',
    states: {
      live: 'En vigueur',
      draft: 'Brouillon',
      off: 'Désactivée',
    },
    stateHint: 'Un brouillon n’engage à rien, et indique ci-dessous ce qu’il aurait tenu.',
    every: 'Tous les tickets',
    queues: 'Files',
    priorities: 'Priorités',
    priority: {
      low: 'Basse',
      normal: 'Normale',
      high: 'Haute',
      urgent: 'Urgente',
    },
    tags: 'Étiquettes',
    organisations: 'Organisations',
    listHint: 'Séparées par des virgules. Vide : toutes.',
    calendar: 'Calendrier',
    ownHours: 'Les heures de l’assistance',
    targets: {
      firstResponse: 'Première réponse',
      nextResponse: 'Réponse suivante',
      update: 'Point d’étape',
      resolution: 'Résolution',
    },
    hours: ({ name }: { name: string | number }) => `${say.inside(name)} : heures`,
    time: ({ name }: { name: string | number }) => `${say.inside(name)} : compte en`,
    warn: ({ name }: { name: string | number }) =>
      `${say.inside(name)} : minutes d’alerte avant l’échéance`,
    hoursHead: 'Heures',
    timeHead: 'Compte en',
    warnHead: 'Alerter avant (min)',
    times: {
      business: 'heures d’ouverture',
      wall: 'toutes les heures',
    },
    targetHint:
      'Vide : pas d’engagement. La première réponse et la suivante ne se mettent pas en pause.',
    pauses:
      'La résolution et le point d’étape sont suspendus tant qu’un ticket est en attente ou en pause',
    alarms: 'Avertir quelqu’un quand un délai approche de sa fin ou est dépassé',
    alarmsHint:
      'Par e-mail à l’agent assigné, sinon à l’équipe de la file, sinon aux responsables.',
    raise: 'À son dépassement, passer la priorité à',
    moveTo: 'et déplacer le ticket vers',
    unchanged: 'ne pas changer',
    save: 'Enregistrer',
    remove: 'Supprimer',
    removeSure: 'Les tickets qui en relèvent restent ainsi jusqu’à ce que quelque chose y change.',
    saved: ({ name }: { name: string | number }) => `${say.inside(name)} : enregistré.`,
    removed: ({ name }: { name: string | number }) => `${say.inside(name)} : supprimé.`,
    simulate: 'Essayer sur les 30 derniers jours',
    simulating: ({ done, of }: { done: number; of: number }) =>
      `${say.number(done)} sur ${say.plural(of) === 'one' ? `${say.number(of)} ticket` : say.plural(of) === 'many' ? `${say.number(of)} de tickets` : `${say.number(of)} tickets`}…`,
    simulated: ({ asIf, asIs, tickets }: { asIf: number; asIs: number; tickets: number }) =>
      `Sur ${say.plural(tickets) === 'one' ? `${say.number(tickets)} ticket` : say.plural(tickets) === 'many' ? `${say.number(tickets)} de tickets` : `${say.number(tickets)} tickets`} : ${say.plural(asIs) === 'one' ? `${say.number(asIs)} engagement non tenu` : say.plural(asIs) === 'many' ? `${say.number(asIs)} d’engagements non tenus` : `${say.number(asIs)} engagements non tenus`}, et avec ceci il y en aurait eu ${say.number(asIf)}.`,
    simulatedTable: 'Engagements non tenus des 30 derniers jours',
    asIs: 'Réel',
    asIf: 'Avec ceci',
    target: 'Engagement',
    apply: 'Appliquer aux tickets ouverts',
    applyHint:
      'Les tickets déjà ouverts gardent leurs engagements, tant que vous n’en décidez pas autrement.',
    applied: ({ tickets }: { tickets: number }) =>
      `${say.plural(tickets) === 'one' ? `${say.number(tickets)} ticket ouvert est parcouru` : say.plural(tickets) === 'many' ? `${say.number(tickets)} de tickets ouverts sont parcourus` : `${say.number(tickets)} tickets ouverts sont parcourus`} en arrière-plan.`,
    history: 'Modifications',
    version: 'Version',
    when: 'Quand',
    who: 'Par',
    zone: 'Fuseau horaire',
    slots: 'Heures d’ouverture',
    slotsHint:
      'Par exemple 09:00-12:00, 13:00-17:00. Une plage qui finit avant de commencer passe minuit.',
    days: {
      mon: 'Lundi',
      tue: 'Mardi',
      wed: 'Mercredi',
      thu: 'Jeudi',
      fri: 'Vendredi',
      sat: 'Samedi',
      sun: 'Dimanche',
    },
    holidays: 'Jours fériés',
    holidaysHint:
      'Un par ligne : 2026-12-25 Noël, ou 2026-12-24 12:00-24:00 pour une partie du jour.',
    country: 'Pays (deux lettres)',
    region: 'Région (code)',
    takeCountry: 'Prendre ses jours fériés',
    file: 'Jours fériés d’un fichier de calendrier (.ics)',
    taken: ({ n }: { n: number }) =>
      `${say.plural(n) === 'one' ? `${say.number(n)} jour férié ajouté` : say.plural(n) === 'many' ? `${say.number(n)} de jours fériés ajoutés` : `${say.number(n)} jours fériés ajoutés`}. Enregistrez pour les garder.`,
    unfollowed: ({ names }: { names: string | number }) =>
      `Non repris, car ils se répètent autrement : ${say.inside(names)}`,
    wrongSlot: ({ text }: { text: string | number }) =>
      `« ${say.inside(text)} » n’est pas une plage comme 09:00-17:00.`,
    wrongHoliday: ({ text }: { text: string | number }) =>
      `« ${say.inside(text)} » n’est pas une ligne comme 2026-12-25 Noël.`,
    steps: ({ target }: { target: string | number }) => `${say.inside(target)}, pas à pas`,
  }) as const

export const bundle = (sayIn: SayIn): Bundle => ({
  desk: desk(sayIn('fr')),
  keySetting: keySetting(sayIn('fr')),
  mailSetup: mailSetup(sayIn('fr')),
  push: push(sayIn('fr')),
  sla: sla(sayIn('fr')),
})
