/** Made of words/fr/*.json by `npm run words` (practice): change those, not this file. */
import type { Say, SayIn } from '../../../../shared/kit/say.ts'
import type { Bundle } from '../en/practice.ts'

const practice = (say: Say) =>
  ({
    title: 'S’exercer aux touches',
    lead: 'Six étapes, deux minutes, sur des tickets inventés : rien n’est réel ici, et personne ne reçoit de message.',
    step: ({ all, n }: { all: number; n: number }) =>
      `Étape ${say.number(n)} sur ${say.number(all)}`,
    skip: 'Passer cette étape',
    leave: 'Retour à la boîte de réception',
    again: 'Encore une fois',
    off: 'Les touches seules sont désactivées sur cet appareil : celles ci-dessous ne font rien. Activez-les dans Réglages, Touches.',
    steps: {
      move: {
        title: 'Parcourir la liste',
        text: 'Vers le bas et vers le haut. Le ticket à côté de la liste suit.',
      },
      open: {
        title: 'Ouvrir un ticket',
        text: 'Sur un écran étroit, il occupe toute la fenêtre.',
      },
      reply: {
        title: 'Y répondre',
        text: 'Écrivez quelques mots, puis envoyez-les avec la deuxième touche.',
      },
      undo: {
        title: 'Reprendre la réponse',
        text: 'Une réponse est retenue dix secondes. Presque tout le reste peut aussi être annulé.',
      },
      done: {
        title: 'Le résoudre',
        text: 'Le suivant vient tout seul.',
      },
      palette: {
        title: 'Tout le reste',
        text: 'La palette trouve chaque commande et indique sa touche. Elle trouve aussi les tickets.',
      },
    },
    finished: {
      title: 'C’est tout ce qu’il faut',
      text: ({ keys }: { keys: string | number }) =>
        `Toutes les touches sont listées sous ${say.inside(keys)}, et peuvent être changées dans les Réglages.`,
    },
    list: 'Tickets inventés',
    placeholder: 'Écrivez une réponse…',
    send: 'Envoyer',
    held: 'Retenue dix secondes',
    tickets: {
      key: {
        who: 'Amal Haddad',
        subject: 'Notre badge n’ouvre pas la porte latérale',
        text: 'Depuis ce matin, le lecteur de la porte latérale ne fait que clignoter en rouge. La porte principale fonctionne.',
      },
      invoice: {
        who: 'Jonas Weber',
        subject: 'Facture avec la mauvaise adresse',
        text: 'Nous avons déménagé en mai. Pourriez-vous renvoyer la facture du mois dernier avec la nouvelle adresse ?',
      },
      login: {
        who: 'Priya Nair',
        subject: 'Connexion impossible sur mon téléphone',
        text: 'L’e-mail avec le lien arrive, mais le lien dit qu’il a déjà été utilisé.',
      },
      heating: {
        who: 'Lena Novak',
        subject: 'Il fait froid dans la salle 4',
        text: 'Il faisait 16 degrés à notre arrivée. Le chauffage est-il sur minuterie ?',
      },
      thanks: {
        who: 'Mateo Ruiz',
        subject: 'Le nouveau formulaire est très bien',
        text: 'Pas de question, juste merci : cela m’a pris une minute.',
      },
    },
  }) as const

export const bundle = (sayIn: SayIn): Bundle => ({
  practice: practice(sayIn('fr')),
})
