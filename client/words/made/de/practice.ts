/** Made of words/de/*.json by `npm run words` (practice): change those, not this file. */
import type { Say, SayIn } from '../../../../shared/kit/say.ts'
import type { Bundle } from '../en/practice.ts'

const practice = (say: Say) =>
  ({
    title: 'Tasten üben',
    lead: 'Sechs Schritte, zwei Minuten, an erfundenen Tickets: Nichts hier ist echt, und niemand bekommt Post.',
    step: ({ all, n }: { all: number; n: number }) =>
      `Schritt ${say.number(n)} von ${say.number(all)}`,
    skip: 'Schritt überspringen',
    leave: 'Zurück zum Eingang',
    again: 'Noch einmal',
    off: 'Einzelne Tasten sind auf diesem Gerät aus, die Tasten unten tun also nichts. Einschalten unter Einstellungen, Tasten.',
    steps: {
      move: {
        title: 'Durch die Liste gehen',
        text: 'Nach unten und nach oben. Das Ticket neben der Liste geht mit.',
      },
      open: {
        title: 'Ein Ticket öffnen',
        text: 'Auf einem schmalen Bildschirm füllt es das ganze Fenster.',
      },
      reply: {
        title: 'Darauf antworten',
        text: 'Ein paar Worte schreiben, dann mit der zweiten Taste senden.',
      },
      undo: {
        title: 'Die Antwort zurücknehmen',
        text: 'Eine Antwort wird zehn Sekunden zurückgehalten. Auch fast alles andere lässt sich rückgängig machen.',
      },
      done: {
        title: 'Das Ticket lösen',
        text: 'Das nächste kommt von selbst.',
      },
      palette: {
        title: 'Alles andere',
        text: 'Die Palette findet jeden Befehl und nennt seine Taste. Sie findet auch Tickets.',
      },
    },
    finished: {
      title: 'Mehr braucht es nicht',
      text: ({ keys }: { keys: string | number }) =>
        `Alle Tasten stehen unter ${say.inside(keys)} und lassen sich in den Einstellungen ändern.`,
    },
    list: 'Erfundene Tickets',
    placeholder: 'Antwort schreiben…',
    send: 'Senden',
    held: 'Zehn Sekunden zurückgehalten',
    tickets: {
      key: {
        who: 'Amal Haddad',
        subject: 'Unsere Schlüsselkarte öffnet die Seitentür nicht',
        text: 'Seit heute Morgen blinkt das Lesegerät an der Seitentür nur rot. Die Vordertür geht.',
      },
      invoice: {
        who: 'Jonas Weber',
        subject: 'Rechnung mit falscher Adresse',
        text: 'Wir sind im Mai umgezogen. Könnten Sie die Rechnung vom letzten Monat noch einmal mit der neuen Adresse schicken?',
      },
      login: {
        who: 'Priya Nair',
        subject: 'Anmelden auf dem Handy klappt nicht',
        text: 'Die Mail mit dem Link kommt an, aber der Link sagt, er sei schon benutzt worden.',
      },
      heating: {
        who: 'Lena Novak',
        subject: 'In Raum 4 ist es kalt',
        text: 'Als wir hereinkamen, waren es 16 Grad. Läuft die Heizung über eine Zeitschaltuhr?',
      },
      thanks: {
        who: 'Mateo Ruiz',
        subject: 'Das neue Formular ist großartig',
        text: 'Keine Frage, nur ein Danke: Es hat mich eine Minute gekostet.',
      },
    },
  }) as const

export const bundle = (sayIn: SayIn): Bundle => ({
  practice: practice(sayIn('de')),
})
