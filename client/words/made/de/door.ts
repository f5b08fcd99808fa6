/** Made of words/de/*.json by `npm run words` (door): change those, not this file. */
import type { Say, SayIn } from '../../../../shared/kit/say.ts'
import type { Bundle } from '../en/door.ts'

const boot = (say: Say) =>
  ({
    blocked:
      'In einem anderen Tab läuft eine ältere Version von Deskside. Jenen Tab schließen oder neu laden; dieser macht von selbst weiter.',
    blockedTitle: 'Wartet auf einen anderen Tab',
    takenOverTitle: 'In einem anderen Tab ist eine neuere Version offen',
    takenOver: 'In diesem Tab läuft die Version davor. Alles hier Geschriebene bleibt erhalten.',
    startNow: 'Neu laden',
    fullTitle: 'Auf diesem Gerät ist kein Platz',
    full: 'Die Tickets lassen sich nicht öffnen, weil der Speicher dieses Geräts voll ist. Etwas Platz schaffen, dann erneut versuchen. Nichts, was hier liegt, wurde entfernt.',
    unreadableTitle: 'Die Daten auf diesem Gerät lassen sich nicht öffnen',
    unreadable:
      'Ein Neuanfang ist möglich: Die Tickets kommen wieder vom Server. Noch nicht Gesendetes bleibt erhalten, soweit es lesbar ist; sicherer ist es, es vorher in einer Datei zu speichern.',
    export: 'Nicht Gesendetes in einer Datei speichern',
    exportNothing: 'Nicht Gesendetes war nicht lesbar.',
    exported: ({ n }: { n: number }) =>
      `${say.plural(n) === 'one' ? `${say.number(n)} Eintrag` : `${say.number(n)} Einträge`} in der Datei gespeichert.`,
    startAnew: 'Neu anfangen',
  }) as const

const door = (say: Say) =>
  ({
    setup: {
      title: 'Helpdesk einrichten',
      lead: 'Jetzt nur ein paar Namen; alles lässt sich später ändern.',
      desk: 'Der Helpdesk',
      deskName: 'Name des Helpdesks',
      deskHint: 'So steht er in Mails und auf Formularen',
      timeZone: 'Zeitzone',
      you: 'Das erste Admin-Konto',
      name: 'Eigener Name',
      email: 'Eigene Mailadresse',
      queues: 'Erste Queues',
      queuesHint: 'Eine Queue ist ein Strom von Tickets mit eigener Adresse.',
      queueName: 'Name',
      address: 'Adresse',
      submit: 'Helpdesk öffnen',
      noToken:
        'Bitte den Einrichtungslink öffnen, den der Server in seinem Terminal ausgegeben hat.',
      support: 'Support',
      payments: 'Zahlungen',
    },
    signIn: {
      title: 'Anmelden',
      lead: 'Es kommt ein Link per Mail. Er gilt einmal, 15 Minuten lang.',
      email: 'Mailadresse',
      submit: 'Link zusenden',
      sent: 'Die Mail ist unterwegs',
      sentTo: ({ address }: { address: string | number }) =>
        `Wenn ${say.inside(address)} zu diesem Helpdesk gehört, ist ein Link unterwegs. Er gilt einmal, 15 Minuten lang.`,
      noRelay:
        'Dieser Helpdesk hat noch keinen Mailserver; der Link steht deshalb im Terminal des Servers.',
      another: 'Andere Adresse verwenden',
      redeeming: 'Anmeldung läuft…',
      keeps:
        'Dieses Gerät behält Tickets, damit die Arbeit auch ohne Netz geht. Abmelden entfernt sie.',
    },
  }) as const

const lock = (say: Say) =>
  ({
    title: {
      'signed-out': 'Hier abgemeldet',
      revoked: 'Dieses Gerät wurde abgemeldet',
      lease: 'Dieses Gerät ist gesperrt',
      clock: 'Dieses Gerät ist gesperrt',
    },
    why: {
      'signed-out':
        'Die Sitzung auf diesem Gerät ist zu Ende. Die Kopien der Tickets wurden entfernt.',
      revoked:
        'Die Sitzung wurde von anderswo beendet oder das Konto deaktiviert. Alles vom Helpdesk wurde von diesem Gerät entfernt.',
      lease:
        'Es hat zu lange nichts vom Server gehört. Die Tickets öffnen sich wieder, sobald der Server erreicht wurde.',
      clock:
        'Die Uhr dieses Geräts geht vor dem letzten Kontakt mit dem Server; niemand weiß also, wie lange es weg war. Die Uhr richtig stellen oder den Server erreichen.',
    },
    unsent: ({ n }: { n: number }) =>
      say.plural(n) === 'one'
        ? `${say.number(n)} hier geschriebener Eintrag hat den Server nicht erreicht. Er wird nach der Anmeldung gesendet.`
        : `${say.number(n)} hier geschriebene Einträge haben den Server nicht erreicht. Sie werden nach der Anmeldung gesendet.`,
    show: 'Nicht Gesendetes zeigen',
    save: 'In einer Datei speichern',
    fileName: 'deskside-nicht-gesendet.txt',
    discard: 'Verwerfen und dieses Gerät vergessen',
    discardAsk: 'Endgültig verwerfen?',
  }) as const

export const bundle = (sayIn: SayIn): Bundle => ({
  boot: boot(sayIn('de')),
  door: door(sayIn('de')),
  lock: lock(sayIn('de')),
})
