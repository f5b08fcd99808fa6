/** Made of words/fr/*.json by `npm run words` (door): change those, not this file. */
import type { Say, SayIn } from '../../../../shared/kit/say.ts'
import type { Bundle } from '../en/door.ts'

const boot = (say: Say) =>
  ({
    blocked:
      'Un autre onglet utilise une version plus ancienne de Deskside. Fermez cet onglet ou rechargez-le ; celui-ci continue tout seul.',
    blockedTitle: 'En attente d’un autre onglet',
    takenOverTitle: 'Une version plus récente est ouverte dans un autre onglet',
    takenOver:
      'Cet onglet utilise la version précédente. Tout ce que vous y avez écrit est conservé.',
    startNow: 'Recharger',
    fullTitle: 'Il n’y a plus de place sur cet appareil',
    full: 'Les tickets ne peuvent pas être ouverts, car le stockage de cet appareil est plein. Libérez de l’espace, puis réessayez. Rien de ce qui est conservé ici n’a été effacé.',
    unreadableTitle: 'Ce qui est conservé sur cet appareil ne peut pas être ouvert',
    unreadable:
      'Vous pouvez repartir de zéro : les tickets reviennent du serveur. Ce qui n’a pas encore été envoyé est conservé autant qu’on peut le lire ; par sécurité, enregistrez-le d’abord dans un fichier.',
    export: 'Enregistrer le travail non envoyé dans un fichier',
    exportNothing: 'Aucun travail non envoyé n’a pu être lu.',
    exported: ({ n }: { n: number }) =>
      say.plural(n) === 'one'
        ? `${say.number(n)} élément enregistré dans le fichier.`
        : say.plural(n) === 'many'
          ? `${say.number(n)} d’éléments enregistrés dans le fichier.`
          : `${say.number(n)} éléments enregistrés dans le fichier.`,
    startAnew: 'Repartir de zéro',
  }) as const

const door = (say: Say) =>
  ({
    setup: {
      title: 'Configurer votre assistance',
      lead: 'Quelques noms pour commencer ; tout peut être modifié plus tard.',
      desk: 'L’assistance',
      deskName: 'Nom de l’assistance',
      deskHint: 'Ce que l’on voit dans les e-mails et les formulaires',
      timeZone: 'Fuseau horaire',
      you: 'Vous, premier admin',
      name: 'Votre nom',
      email: 'Votre adresse e-mail',
      queues: 'Premières files',
      queuesHint: 'Une file est un flux de tickets avec sa propre adresse.',
      queueName: 'Nom',
      address: 'Adresse',
      submit: 'Ouvrir l’assistance',
      noToken: 'Ouvrez le lien de configuration que le serveur a affiché dans son terminal.',
      support: 'Support',
      payments: 'Paiements',
    },
    signIn: {
      title: 'Se connecter',
      lead: 'Nous vous envoyons un lien par e-mail. Il sert une seule fois, pendant 15 minutes.',
      email: 'Adresse e-mail',
      submit: 'M’envoyer un lien',
      sent: 'Consultez vos e-mails',
      sentTo: ({ address }: { address: string | number }) =>
        `Si ${say.inside(address)} appartient à cette assistance, un lien est en route. Il sert une seule fois, pendant 15 minutes.`,
      noRelay:
        'Cette assistance n’a pas encore de serveur de messagerie : le lien est affiché dans le terminal du serveur.',
      another: 'Utiliser une autre adresse',
      redeeming: 'Connexion…',
      keeps:
        'Cet appareil conserve des tickets pour que vous puissiez travailler hors ligne. Déconnectez-vous pour les effacer.',
    },
  }) as const

const lock = (say: Say) =>
  ({
    title: {
      'signed-out': 'La session est fermée ici',
      revoked: 'Cet appareil a été déconnecté',
      lease: 'Cet appareil est verrouillé',
      clock: 'Cet appareil est verrouillé',
    },
    why: {
      'signed-out':
        'La session sur cet appareil est terminée. Ses copies de tickets ont été effacées.',
      revoked:
        'Sa session a été terminée depuis un autre endroit, ou le compte a été désactivé. Tout ce qui vient de l’assistance a été effacé de cet appareil.',
      lease:
        'Il est resté trop longtemps sans contact avec le serveur. Les tickets se rouvrent dès que le serveur est joint.',
      clock:
        'Son horloge est en retard sur le dernier contact avec le serveur, si bien que personne ne sait combien de temps il a été absent. Réglez l’horloge ou joignez le serveur.',
    },
    unsent: ({ n }: { n: number }) =>
      say.plural(n) === 'one'
        ? `${say.number(n)} chose écrite ici n’est pas arrivée au serveur. Elle part quand vous vous reconnectez.`
        : say.plural(n) === 'many'
          ? `${say.number(n)} de choses écrites ici ne sont pas arrivées au serveur. Elles partent quand vous vous reconnectez.`
          : `${say.number(n)} choses écrites ici ne sont pas arrivées au serveur. Elles partent quand vous vous reconnectez.`,
    show: 'Afficher ce qui n’a pas été envoyé',
    save: 'L’enregistrer dans un fichier',
    fileName: 'deskside-non-envoye.txt',
    discard: 'L’abandonner et oublier cet appareil',
    discardAsk: 'Abandonner définitivement ?',
  }) as const

export const bundle = (sayIn: SayIn): Bundle => ({
  boot: boot(sayIn('fr')),
  door: door(sayIn('fr')),
  lock: lock(sayIn('fr')),
})
