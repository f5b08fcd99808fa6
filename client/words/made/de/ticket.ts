/** Made of words/de/*.json by `npm run words` (ticket): change those, not this file. */
import type { Say, SayIn } from '../../../../shared/kit/say.ts'
import type { Bundle } from '../en/ticket.ts'

const act = (say: Say) =>
  ({
    noWayBack: 'Es ist auf dem Server ausgeführt; von hier führt kein Weg zurück.',
    newTicket: {
      title: 'Neues Ticket',
      queue: 'Queue',
      name: 'Name',
      email: 'Mailadresse',
      emailHint:
        'Wessen Ticket es ist: die anfragende Person. Der Text darunter steht unter dem eigenen Namen.',
      known: 'Wer schon geschrieben hat',
      subject: 'Betreff',
      priority: 'Priorität',
      mine: 'Mir zuweisen',
      first: 'Erster Text',
      as: {
        mail: 'Mail an die Person',
        note: 'Notiz, niemand bekommt Mail',
      },
      mailHint: 'Geht von der Adresse der Queue aus, mit deren Signatur.',
      noteHint: 'Nur das Team sieht sie. Für einen Anruf oder etwas Aufgefallenes.',
      placeholder: 'Nachricht schreiben…',
      notePlaceholder: 'Was geschehen ist und was zu tun ist',
      send: 'Senden',
      open: 'Ticket eröffnen',
      willSend: 'Wird gesendet, sobald dieses Gerät online ist; dann bekommt es seine Nummer.',
      kept: 'Bleibt auf diesem Gerät, bis es gesendet wird.',
      clear: 'Verwerfen',
      missing: {
        email: 'Eine Mailadresse wird gebraucht.',
        subject: 'Ein Betreff wird gebraucht.',
        words: 'Noch nichts zu senden.',
      },
      ofDesk: 'Das ist eine Adresse dieses Helpdesks.',
      waitingTitle: ({ subject }: { subject: string | number }) =>
        `neues Ticket: ${say.inside(subject)}`,
      done: 'Neues Ticket: unterwegs',
      doneNote: 'Neues Ticket: eröffnet',
      takenBack: 'Nicht gesendet. „Neues Ticket“ macht damit weiter.',
      mailHintFrom: ({ address }: { address: string | number }) =>
        `Geht von ${say.inside(address)} aus, mit deren Signatur, und das Ticket wartet dann auf die Person.`,
    },
    find: {
      label: 'Welches Ticket?',
      placeholder: '#Nummer, Betreff oder wer gefragt hat',
      same: 'Von derselben Person:',
      onDevice: 'Gefunden unter den Tickets auf diesem Gerät:',
      list: 'Gefundene Tickets',
      nothing: 'Kein Ticket auf diesem Gerät passt.',
    },
    merge: {
      title: ({ n }: { n: string | number }) => `#${say.inside(n)} zusammenführen`,
      direction: 'Welches geht weiter?',
      into: ({
        from,
        into,
        subject,
      }: {
        from: string | number
        into: string | number
        subject: string | number
      }) =>
        `#${say.inside(from)} wird geschlossen und geht weiter in #${say.inside(into)} ${say.inside(subject)}`,
      plan: 'Was geschieht',
      notHere: 'Für mehr müssen beide Tickets auf diesem Gerät sein. Der Server prüft alles.',
      moves: ({ into, what }: { into: string | number; what: string | number }) =>
        `Nach #${say.inside(into)}: ${say.inside(what)}.`,
      closes: ({ n }: { n: string | number }) =>
        `#${say.inside(n)} bleibt, wie es ist, geschlossen, mit Verweis auf das andere.`,
      seenBy: ({ queues }: { queues: string | number }) =>
        `Agents von ${say.inside(queues)} sehen dann, was sie bisher nicht sahen.`,
      sameRequester: ({ name }: { name: string | number }) =>
        `${say.inside(name)} sieht beide als einen Verlauf.`,
      otherRequester: ({ name }: { name: string | number }) =>
        `${say.inside(name)} sieht nichts davon: Was mit jemand anderem besprochen wurde, bleibt bei den Agents.`,
      people: ({ names }: { names: string | number }) =>
        `${say.inside(names)}: von da an auf dem anderen Ticket. Ihre Mail findet dorthin; sie lesen nichts Neues.`,
      draft: ({ n }: { n: string | number }) =>
        `Die begonnene Antwort geht in #${say.inside(n)} weiter.`,
      goingOut: ({ n }: { n: number }) =>
        `${say.plural(n) === 'one' ? `${say.number(n)} Antwort, die sich noch zurücknehmen ließe: wird` : `${say.number(n)} Antworten, die sich noch zurücknehmen ließen: werden`} sofort gesendet.`,
      putOff: ({ n }: { n: number }) =>
        say.plural(n) === 'one'
          ? `${say.number(n)} Antwort für später: nicht gesendet, wieder ein Entwurf.`
          : `${say.number(n)} Antworten für später: nicht gesendet, wieder Entwürfe.`,
      clocks: ({ from, into, n }: { from: string | number; into: string | number; n: number }) =>
        `Endet als nicht nötig: ${say.plural(n) === 'one' ? `${say.number(n)} Frist` : `${say.number(n)} Fristen`} von #${say.inside(from)}. Die von #${say.inside(into)} laufen weiter.`,
      tooMuch: 'Zusammen sind sie mehr, als ein Ticket fasst.',
      reversible:
        'Jetzt mit z rückgängig machen oder binnen 30 Tagen vom zusammengeführten Ticket aus aufheben.',
      willBe: 'Geschieht, sobald dieses Gerät online ist. Bis dahin lässt es sich zurücknehmen.',
      submit: ({ from, into }: { from: string | number; into: string | number }) =>
        `#${say.inside(from)} mit #${say.inside(into)} zusammenführen`,
      another: 'Anderes Ticket',
      waiting: ({ into }: { into: string | number }) => `mit #${say.inside(into)} zusammenführen`,
      done: ({ from, into }: { from: string | number; into: string | number }) =>
        `#${say.inside(from)}: mit #${say.inside(into)} zusammengeführt`,
      apart: ({ n }: { n: string | number }) => `#${say.inside(n)}: Zusammenführung aufgehoben`,
      apartWaiting: 'Zusammenführung aufheben',
    },
    split: {
      title: ({ n }: { n: string | number }) => `Von #${say.inside(n)} abtrennen`,
      which: 'Welche Nachrichten kommen in ein eigenes Ticket?',
      note: 'Notiz',
      subject: 'Betreff des neuen Tickets',
      plan: 'Was geschieht',
      requester: ({ name }: { name: string | number }) =>
        `${say.inside(name)} ist die anfragende Person des neuen Tickets.`,
      moves: ({ what }: { what: string | number }) => `In das neue Ticket: ${say.inside(what)}.`,
      unseen: ({ n, name }: { n: number; name: string | number }) =>
        `${say.plural(n) === 'one' ? `${say.number(n)} Nachricht` : `${say.number(n)} Nachrichten`} von anderen: ${say.inside(name)} sieht sie nicht.`,
      queues: 'Dieselben Agents sehen beide, und jedes verweist auf das andere.',
      clockThen: 'Noch nicht beantwortet: Die Frist zählt ab dem Eingang.',
      clockNow: 'Der Helpdesk hat seither geantwortet: Die Frist zählt ab jetzt.',
      why: {
        nothing: 'Mindestens eine Nachricht auswählen.',
        all: 'Das ist alles, was da ist: Besser dem Ticket einen anderen Betreff geben.',
        author:
          'Die erste muss von einer Person außerhalb des Teams sein: Sie wird die anfragende Person.',
      },
      noSubject: 'Ein Betreff wird gebraucht.',
      reversible: 'Mit z rückgängig machen, solange im neuen Ticket nichts geschrieben wurde.',
      submit: 'Abtrennen',
      waiting: 'als neues Ticket abtrennen',
      done: ({ n }: { n: string | number }) => `#${say.inside(n)}: als neues Ticket abgetrennt`,
    },
    link: {
      heading: 'Verknüpft',
      add: 'Verknüpfen…',
      title: ({ n }: { n: string | number }) => `#${say.inside(n)} verknüpfen`,
      how: ({ n }: { n: string | number }) => `Wie steht #${say.inside(n)} zum anderen?`,
      relation: {
        related: 'Verwandt',
        duplicate: 'Es ist ein Duplikat des anderen',
      },
      hint: 'Ein Ticket auf diesem Gerät, T123 oder die Adresse einer Seite.',
      outside: ({ ref }: { ref: string | number }) => `Mit ${say.inside(ref)} verknüpfen`,
      stands: {
        related: 'Verwandt mit',
        duplicate: 'Duplikat von',
        duplicated: 'Hat das Duplikat',
        'split-from': 'Abgetrennt von',
        'split-into': 'Abgetrennt als',
      },
      unseen: 'hier nicht sichtbar oder nicht auf diesem Gerät',
      remove: ({ name }: { name: string | number }) =>
        `Verknüpfung mit ${say.inside(name)} entfernen`,
      waiting: ({ n }: { n: string | number }) => `mit #${say.inside(n)} verknüpfen`,
      waitingOutside: ({ ref }: { ref: string | number }) => `mit ${say.inside(ref)} verknüpfen`,
      waitingGone: 'Verknüpfung entfernen',
      done: ({ n, other }: { n: string | number; other: string | number }) =>
        `#${say.inside(n)}: mit #${say.inside(other)} verknüpft`,
      doneOutside: ({ n }: { n: string | number }) => `#${say.inside(n)}: verknüpft`,
      gone: ({ n }: { n: string | number }) => `#${say.inside(n)}: Verknüpfung entfernt`,
    },
    forward: {
      title: ({ n }: { n: string | number }) => `Aus #${say.inside(n)} weiterleiten`,
      to: 'An',
      own: 'Eigener Text davor',
      message: 'Was weitergeleitet wird',
      files: 'Dateien, die mitgehen',
      hint: 'Geht nach außen. Im Verlauf bleibt eine Notiz; die anfragende Person erfährt nichts. Eine Antwort kommt zum Team.',
      noAddress: 'Eine Mailadresse wird gebraucht.',
      isOn: 'Diese Person ist schon auf dem Ticket: Besser eine Antwort schreiben.',
      nothing: 'Hier ist keine Nachricht, die nach außen darf.',
      willSend: 'Wird gesendet, sobald dieses Gerät online ist.',
      submit: 'Weiterleiten',
      waiting: 'Nachricht weiterleiten',
      done: ({ n }: { n: string | number }) => `#${say.inside(n)}: weitergeleitet`,
      takenBack: ({ n }: { n: string | number }) => `#${say.inside(n)}: nicht weitergeleitet`,
      late: 'Sie ist schon unterwegs.',
      hintFrom: ({ address }: { address: string | number }) =>
        `Geht von ${say.inside(address)} aus. Im Verlauf bleibt eine Notiz; die anfragende Person erfährt nichts. Eine Antwort kommt zum Team.`,
    },
    requester: {
      proved: 'Adresse bestätigt: Ein dorthin gemailter Link wurde geöffnet',
      byMail: 'Absender der Mail ist bestätigt',
      mailUnproved: 'Absender der Mail ist nicht bestätigt',
      unproved: 'Adresse nicht bestätigt',
      last: ({ when }: { when: string | number }) => `zuletzt geschrieben: ${say.inside(when)}`,
      never: 'hat noch nicht geschrieben',
      others: ({ n, open }: { n: number; open: number }) =>
        `${say.plural(n) === 'one' ? `${say.number(n)} Ticket` : `${say.number(n)} Tickets`} auf diesem Gerät, ${say.number(open)} offen`,
    },
    parts: {
      messages: ({ n }: { n: number }) =>
        say.plural(n) === 'one' ? `${say.number(n)} Nachricht` : `${say.number(n)} Nachrichten`,
      notes: ({ n }: { n: number }) =>
        say.plural(n) === 'one' ? `${say.number(n)} Notiz` : `${say.number(n)} Notizen`,
      files: ({ n }: { n: number }) =>
        say.plural(n) === 'one' ? `${say.number(n)} Datei` : `${say.number(n)} Dateien`,
      nothing: 'keine Nachrichten',
    },
    remove: {
      why: 'Warum',
      whyHint: 'Steht im Verzeichnis der Löschungen, mit Ihrem Namen und der Zeit.',
      noWhy: 'Sagen Sie, warum: Es steht im Verzeichnis der Löschungen.',
      nothing: 'Aus dieser Nachricht gibt es keine Worte zu entfernen.',
      message: 'Welche Worte gehen',
      offline:
        'Sie sind offline. Es geschieht, sobald dieses Gerät wieder online ist; bis dahin nimmt z es zurück.',
      openDelete: 'Dieses Ticket löschen…',
      openRedact: 'Worte entfernen…',
      openErase: 'Diese Person löschen…',
      delete: {
        title: ({ n }: { n: string | number }) => `Ticket #${say.inside(n)} endgültig löschen`,
        gone: 'Seine Nachrichten, Notizen, Dateien, Entwürfe und Mails gehen vom Server und von jedem Gerät. Seine Nummer wird nicht wieder vergeben, und eine Zeile im Verzeichnis der Löschungen sagt, dass es da war. Gesendete Mails werden nicht zurückgeholt, und Sicherungen behalten, was sie haben.',
        submit: 'Endgültig löschen',
        waiting: 'das Ticket endgültig löschen',
        done: ({ n }: { n: string | number }) => `#${say.inside(n)}: endgültig gelöscht`,
      },
      redact: {
        title: ({ n }: { n: string | number }) =>
          `Worte aus einer Nachricht von #${say.inside(n)} entfernen`,
        gone: 'Worte und Dateien dieser Nachricht gehen vom Server, von jedem Gerät und aus der Suche. Wer sie wann schrieb, bleibt. Gesendete Mails werden nicht zurückgeholt, und Sicherungen behalten, was sie haben.',
        submit: 'Worte entfernen',
        waiting: 'die Worte einer Nachricht entfernen',
        done: ({ n }: { n: string | number }) => `#${say.inside(n)}: die Worte wurden entfernt`,
      },
      erase: {
        title: ({ name }: { name: string | number }) => `${say.inside(name)} löschen`,
        gone: 'Name, Adressen und alles, was diese Person schrieb, gehen aus jedem Ticket, auch aus wartenden und angehaltenen Mails. Was das Team schrieb, bleibt, und ihre Tickets bleiben als Tickets von niemandem. Gesendete Mails werden nicht zurückgeholt, und Sicherungen behalten, was sie haben.',
        submit: 'Endgültig löschen',
        done: 'Das Löschen hat begonnen; die Tickets folgen eines nach dem anderen.',
      },
    },
  }) as const

const bulk = (say: Say) =>
  ({
    label: 'Ausgewählte Tickets',
    chosen: ({ n }: { n: number }) => `${say.number(n)} ausgewählt`,
    away: ({ n }: { n: number }) => `${say.number(n)} nicht mehr in der Ansicht`,
    working: ({ n, of }: { n: number; of: number }) => `${say.number(n)} von ${say.number(of)}`,
    clear: 'Auswahl aufheben',
    commands: {
      'done-next': 'Lösen',
      snooze: 'Zurückstellen…',
      assign: 'Zuweisen an…',
      'assign-me': 'Mir zuweisen',
      status: 'Status setzen…',
      priority: 'Priorität setzen…',
      label: 'Schlagwörter…',
      move: 'In andere Queue verschieben…',
      unread: 'Als ungelesen markieren',
      spam: 'Als Spam markieren',
      watch: 'Beobachten oder nicht mehr',
    },
    did: {
      status: ({ n, status }: { n: number; status: string | number }) =>
        `${say.plural(n) === 'one' ? `${say.number(n)} Ticket` : `${say.number(n)} Tickets`}: ${say.inside(status)}`,
      priority: ({ n, priority }: { n: number; priority: string | number }) =>
        `${say.plural(n) === 'one' ? `${say.number(n)} Ticket` : `${say.number(n)} Tickets`}: Priorität ${say.inside(priority)}`,
      assignee: ({ n, name }: { n: number; name: string | number }) =>
        `${say.plural(n) === 'one' ? `${say.number(n)} Ticket` : `${say.number(n)} Tickets`}: ${say.inside(name)} zugewiesen`,
      unassigned: ({ n }: { n: number }) =>
        `${say.plural(n) === 'one' ? `${say.number(n)} Ticket` : `${say.number(n)} Tickets`}: niemandem zugewiesen`,
      subject: ({ n }: { n: number }) =>
        `${say.plural(n) === 'one' ? `${say.number(n)} Ticket` : `${say.number(n)} Tickets`}: Betreff geändert`,
      tagged: ({ n, tag }: { n: number; tag: string | number }) =>
        `${say.plural(n) === 'one' ? `${say.number(n)} Ticket` : `${say.number(n)} Tickets`}: Schlagwort ${say.inside(tag)} hinzugefügt`,
      untagged: ({ n, tag }: { n: number; tag: string | number }) =>
        `${say.plural(n) === 'one' ? `${say.number(n)} Ticket` : `${say.number(n)} Tickets`}: Schlagwort ${say.inside(tag)} entfernt`,
      snoozed: ({ n, when }: { n: number; when: string | number }) =>
        `${say.plural(n) === 'one' ? `${say.number(n)} Ticket` : `${say.number(n)} Tickets`}: zurückgestellt bis ${say.inside(when)}`,
      woken: ({ n }: { n: number }) =>
        `${say.plural(n) === 'one' ? `${say.number(n)} Ticket` : `${say.number(n)} Tickets`}: nicht mehr zurückgestellt`,
      watched: ({ n }: { n: number }) =>
        `${say.plural(n) === 'one' ? `${say.number(n)} Ticket: wird` : `${say.number(n)} Tickets: werden`} beobachtet`,
      spam: ({ n }: { n: number }) =>
        `${say.plural(n) === 'one' ? `${say.number(n)} Ticket` : `${say.number(n)} Tickets`}: als Spam markiert`,
      notSpam: ({ n }: { n: number }) =>
        `${say.plural(n) === 'one' ? `${say.number(n)} Ticket` : `${say.number(n)} Tickets`}: kein Spam`,
      unwatched: ({ n }: { n: number }) =>
        `${say.plural(n) === 'one' ? `${say.number(n)} Ticket` : `${say.number(n)} Tickets`}: nicht mehr beobachtet`,
      noted: ({ n }: { n: number }) =>
        `${say.plural(n) === 'one' ? `${say.number(n)} Ticket` : `${say.number(n)} Tickets`}: Notiz hinzugefügt`,
      moved: ({ n, queue }: { n: number; queue: string | number }) =>
        `${say.plural(n) === 'one' ? `${say.number(n)} Ticket` : `${say.number(n)} Tickets`}: nach ${say.inside(queue)} verschoben`,
      unread: ({ n }: { n: number }) =>
        `${say.plural(n) === 'one' ? `${say.number(n)} Ticket` : `${say.number(n)} Tickets`}: ungelesen`,
    },
    notSpam: 'Kein Spam',
    nothing: 'Nichts zu ändern: Überall steht das schon.',
    tooMany: ({ most, n }: { most: number; n: number }) =>
      `${say.number(n)} sind zu viele auf einmal; höchstens ${say.number(most)} auswählen.`,
    notDone: ({ n, why }: { n: number; why: string | number }) =>
      `${say.plural(n) === 'one' ? `${say.number(n)} Ticket ließ` : `${say.number(n)} Tickets ließen`} sich nicht ändern: ${say.inside(why)}`,
    undone: ({ what }: { what: string | number }) => `Rückgängig gemacht: ${say.inside(what)}`,
    undoneSome: ({ left, what }: { left: number; what: string | number }) =>
      `Rückgängig gemacht: ${say.inside(what)}. ${say.plural(left) === 'one' ? `${say.number(left)} Ticket wurde seither geändert und bleibt so.` : `${say.number(left)} Tickets wurden seither geändert und bleiben so.`}`,
    preview: {
      title: 'Viele Tickets auf einmal',
      lead: ({ what }: { what: string | number }) =>
        `Das wird ausgeführt und lässt sich in einem Schritt rückgängig machen: ${say.inside(what)}.`,
      unchanged: ({ n }: { n: number }) =>
        `${say.plural(n) === 'one' ? `Bei ${say.number(n)} Ticket steht` : `Bei ${say.number(n)} Tickets steht`} das schon.`,
      more: ({ n }: { n: number }) => `und ${say.number(n)} weitere`,
      go: ({ n }: { n: number }) =>
        `${say.plural(n) === 'one' ? `${say.number(n)} Ticket` : `${say.number(n)} Tickets`} ändern`,
    },
  }) as const

const empty = (say: Say) =>
  ({
    lists: {
      inbox: ['Alles erledigt', 'Neue Tickets erscheinen hier, sobald jemand schreibt.'],
      first: [
        'Alle haben eine Antwort',
        'Hier erscheinen Tickets, auf die noch niemand geantwortet hat.',
      ],
      next: [
        'Niemand wartet auf uns',
        'Hier erscheinen Tickets, zu denen die anfragende Person neu geschrieben hat.',
      ],
      mine: ['Keine eigenen Tickets', 'Übernommene Tickets erscheinen hier.'],
      mentions: [
        'Niemand erwähnt Sie',
        'Hier erscheinen offene Tickets mit einer Notiz, in der @ und Ihr Name steht.',
      ],
      unassigned: ['Alles ist zugewiesen', 'Hier erscheinen Tickets, die niemand übernommen hat.'],
      waiting: [
        'Auf niemanden wird gewartet',
        'Hier erscheinen Tickets mit dem Status „Wartend“ oder „Angehalten“.',
      ],
      attention: [
        'Kein Handlungsbedarf',
        'Hier erscheinen zurückgehaltene Antworten, unzustellbare Mails und gebrochene Zusagen.',
      ],
      drafts: ['Keine Entwürfe', 'Eine begonnene Antwort bleibt hier, auch ohne Netz.'],
      snoozed: [
        'Nichts zurückgestellt',
        'Zurückgestellte Tickets erscheinen hier, bis sie wiederkommen.',
      ],
      solved: ['Noch nichts gelöst', 'Erledigte Tickets erscheinen hier.'],
      spam: [
        'Kein Spam',
        'Als Spam markierte Tickets erscheinen hier. Sie stehen in keiner Liste und keiner Zahl, und nichts Automatisches geht dazu hinaus.',
      ],
      all: [
        'Noch keine Tickets',
        'Eine Mail an eine Adresse des Helpdesks oder das Formular einer Queue macht den Anfang.',
      ],
      queue: ['Diese Queue ist leer', 'Hier erscheinen neue Tickets der Queue.'],
      searching: [
        'Die Suche läuft noch',
        'Was auf diesem Gerät ist, wird gelesen, oder der Server wird gefragt.',
      ],
      search: ['Nichts gefunden', 'Was durchsucht wurde, steht oben.'],
      firstSync: ['Tickets werden geholt…', 'Die ersten erscheinen, sobald sie da sind.'],
    },
    demo: {
      bring: ({ n }: { n: number }) => `${say.number(n)} Beispieltickets laden`,
      brought: 'Die Beispiele sind da. Entfernen: Einstellungen, Queues.',
      title: 'Beispieltickets',
      here: ({ n }: { n: number }) =>
        `${say.plural(n) === 'one' ? `${say.number(n)} Beispielticket` : `${say.number(n)} Beispieltickets`} von Personen, die es nicht gibt. An sie geht keine E-Mail.`,
      remove: 'Beispieltickets löschen',
      ask: ({ n }: { n: number }) =>
        `${say.plural(n) === 'one' ? `${say.number(n)} Beispielticket verschwindet` : `${say.number(n)} Beispieltickets verschwinden`} für alle, mit allem, was darin geschrieben wurde.`,
      removed: 'Die Beispieltickets sind gelöscht.',
    },
    snoozed: ({ n }: { n: number }) =>
      say.plural(n) === 'one'
        ? `${say.number(n)} Ticket ist zurückgestellt`
        : `${say.number(n)} Tickets sind zurückgestellt`,
    testMail: ({ address }: { address: string | number }) =>
      `Eine Testmail an ${say.inside(address)} schicken`,
    nextDue: ({ when }: { when: string | number }) => `Nächste Frist: ${say.inside(when)}`,
  }) as const

const key = (say: Say) =>
  ({
    palette: {
      label: 'Befehlspalette',
      placeholder: 'Etwas tun oder ein Ticket finden…',
      commands: 'Befehle',
      tickets: 'Tickets',
      nothing: 'Nichts passt.',
      go: ({ where }: { where: string | number }) => `Gehe zu: ${say.inside(where)}`,
    },
    sheet: {
      title: 'Tasten',
      groups: {
        global: 'Überall',
        go: 'Gehe zu',
        list: 'Liste und Ticket',
        ticket: 'Ticket',
        composer: 'Beim Schreiben',
      },
      off: 'Einzelne Tasten sind aus. Einschalten unter Einstellungen.',
      practice: 'Tasten üben: zwei Minuten',
      composer: {
        send: 'Senden',
        sendSolve: 'Senden und lösen',
        format: 'Fett, kursiv, unterstrichen',
        leave: 'Verlassen; der Entwurf bleibt',
        sendSnooze: 'Senden und zurückstellen',
      },
    },
    commands: {
      palette: 'Befehlspalette öffnen',
      search: 'Tickets suchen',
      'cheat-sheet': 'Alle Tasten zeigen',
      undo: 'Rückgängig machen',
      'new-ticket': 'Neues Ticket…',
      theme: 'Hell oder dunkel',
      'side-panel': 'Seitenbereich ein oder aus',
      density: 'Zeilen geräumig oder kompakt',
      'sync-drawer': 'Zeigen, was noch zu senden ist',
      'go-inbox': 'Eingang',
      'go-mine': 'Meine',
      'go-unassigned': 'Nicht zugewiesen',
      'go-waiting': 'Wartend',
      'go-attention': 'Handlungsbedarf',
      'go-drafts': 'Entwürfe',
      'go-snoozed': 'Zurückgestellt',
      'go-solved': 'Gelöst',
      'go-all': 'Alle Tickets',
      'go-reports': 'Berichte',
      'go-settings': 'Einstellungen',
      'next-ticket': 'Nächstes Ticket: das dringendste, in dem niemand ist',
      'skip-ticket': 'Nächstes Ticket: dieses überspringen',
      'split-first': 'Eingang: erste Antwort nötig',
      'split-next': 'Eingang: nächste Antwort nötig',
      'split-waiting': 'Eingang: wartend',
      'split-all': 'Eingang: alle',
      next: 'Nächste Zeile',
      previous: 'Vorige Zeile',
      open: 'Ticket öffnen',
      'done-next': 'Lösen, dann das nächste',
      done: 'Lösen und bleiben',
      snooze: 'Zurückstellen…',
      status: 'Status setzen…',
      priority: 'Priorität setzen…',
      assign: 'Zuweisen an…',
      'assign-me': 'Mir zuweisen',
      label: 'Schlagwörter ändern…',
      move: 'In andere Queue verschieben…',
      spam: 'Als Spam markieren oder das zurücknehmen',
      unread: 'Als ungelesen markieren',
      watch: 'Beobachten oder nicht mehr',
      'show-new': 'Neu Eingetroffenes zeigen',
      select: 'Auswählen oder abwählen',
      'select-next': 'Auswahl nach unten',
      'select-previous': 'Auswahl nach oben',
      'select-all': 'Ganze Liste auswählen',
      'save-view': 'Als Ansicht speichern…',
      reply: 'Antworten',
      note: 'Interne Notiz schreiben',
      'ticket-previous': 'Voriges Ticket',
      'ticket-next': 'Nächstes Ticket',
      'message-next': 'Nächste Nachricht',
      'message-previous': 'Vorige Nachricht',
      'message-plain': 'Reiner Text und zurück',
      'message-quote': 'Zitate zeigen oder verbergen',
      'message-original': 'Originalmail herunterladen',
      print: 'Ticket drucken…',
      merge: 'Tickets zusammenführen…',
      forward: 'Diese Nachricht weiterleiten…',
      split: 'Als neues Ticket abtrennen…',
      link: 'Ticket oder Vorgang verknüpfen…',
      'take-apart': 'Zusammenführung aufheben',
      delete: 'Ticket endgültig löschen…',
      redact: 'Worte dieser Nachricht entfernen…',
      'insert-macro': 'Makro einfügen…',
      lock: 'Die Antwort für mich sperren oder entsperren',
      'take-over': 'Die Antwort übernehmen',
      review: 'Um Durchsicht der Antwort bitten…',
      approve: 'Durchsicht: sieht gut aus',
      changes: 'Durchsicht: um Änderungen bitten…',
      'copy-number': 'Nummer kopieren; nochmals: Adresse, dann beides',
      'edit-subject': 'Betreff bearbeiten',
      back: 'Auswahl aufheben oder zurück zur Liste',
    },
    caps: {
      ctrl: 'Ctrl',
      shift: 'Shift',
      escape: 'Esc',
    },
  }) as const

const macro = (say: Say) =>
  ({
    title: 'Makros',
    lead: 'Immer wieder gebrauchte Texte. In einer Antwort oder Notiz fügt / einen ein.',
    none: 'Noch keine Makros.',
    offline: 'Makros lassen sich ändern, sobald das Netz wieder da ist.',
    name: 'Name',
    whose: 'Für wen',
    where: 'Wo',
    team: 'Team',
    own: 'Eigenes',
    everywhere: 'Alle Queues',
    add: 'Neues Makro',
    change: 'Ändern',
    changeOf: ({ name }: { name: string | number }) => `${say.inside(name)} ändern`,
    newTitle: 'Neues Makro',
    titleOf: ({ name }: { name: string | number }) => `Makro ${say.inside(name)}`,
    text: 'Text',
    textHint: ({ variables }: { variables: string | number }) =>
      `Beim Einfügen ausgefüllt: ${say.inside(variables)}`,
    shared: 'Für das ganze Team',
    sharedHint: 'Makros des Teams ändern Leitung und Admins.',
    sets: 'Und am Ticket',
    status: 'Status',
    priority: 'Priorität',
    stays: 'bleibt',
    tags: 'Schlagwörter hinzufügen',
    tagsHint: 'Mit Kommas dazwischen.',
    assignMe: 'Der Person zuweisen, die es benutzt',
    queues: 'Angeboten in',
    empty: 'Etwas Text schreiben oder wählen, was es setzt.',
    save: 'Speichern',
    saved: ({ name }: { name: string | number }) => `${say.inside(name)} ist gespeichert`,
    remove: 'Entfernen',
    removeAsk: ({ name }: { name: string | number }) =>
      `${say.inside(name)} verschwindet für alle, die es benutzen.`,
    removed: ({ name }: { name: string | number }) => `${say.inside(name)} ist entfernt`,
    choose: 'Makro einfügen',
    search: 'Name oder Text eines Makros',
    nothing: 'Kein Makro enthält diese Wörter.',
    nothingYet: 'Noch keine Makros. Sie entstehen in den Einstellungen.',
    preview: 'Was eingefügt wird',
    onlySets: 'Es fügt keinen Text ein.',
    missing: ({ variables }: { variables: string | number }) =>
      `Hier nicht bekannt, vor dem Senden ausfüllen: ${say.inside(variables)}`,
    does: {
      status: ({ status }: { status: string | number }) => `Status: ${say.inside(status)}`,
      priority: ({ priority }: { priority: string | number }) =>
        `Priorität: ${say.inside(priority)}`,
      assignMe: 'Mir zugewiesen',
      tags: ({ n, tags }: { n: number; tags: string | number }) =>
        `${say.plural(n) === 'one' ? `${say.number(n)} Schlagwort` : `${say.number(n)} Schlagwörter`}: ${say.inside(tags)}`,
    },
  }) as const

const mail = (say: Say) =>
  ({
    remote: ({ n }: { n: number }) =>
      `${say.plural(n) === 'one' ? `${say.number(n)} Bild ist` : `${say.number(n)} Bilder sind`} nicht geladen: Laden verrät dem Absender, dass jemand hingesehen hat.`,
    loadRemote: 'Externe Bilder laden',
    loadingRemote: 'Bilder werden geladen…',
    remoteShown: ({ n }: { n: number }) =>
      `${say.plural(n) === 'one' ? `${say.number(n)} Bild wurde` : `${say.number(n)} Bilder wurden`} über diesen Helpdesk geladen.`,
    recipients: {
      label: 'Wer diese Antwort bekommt',
      to: 'An',
      cc: 'Cc',
      bcc: 'Bcc',
      bccHint: '(Bcc sehen nur Agents)',
      add: 'Personen hinzufügen',
      field: 'Mailadresse für eine Kopie',
      placeholder: 'name@example.org',
      offered: 'Personen auf diesem Ticket',
      remove: ({ name }: { name: string | number }) => `${say.inside(name)} herausnehmen`,
      switchTo: {
        cc: 'auf Bcc setzen',
        bcc: 'auf Cc setzen',
      },
      strange: 'erste Mail von hier an diese Domain',
      many: ({ n }: { n: number }) => `Das geht an ${say.number(n)} Personen.`,
      noAddress: ({ typed }: { typed: string | number }) =>
        `„${say.inside(typed)}“ ist keine Mailadresse.`,
      ofDesk: ({ address }: { address: string | number }) =>
        `${say.inside(address)} ist eine Adresse dieses Helpdesks: Die Mail käme zurück.`,
      isRequester: 'Die anfragende Person bekommt sie schon.',
      tooMany: ({ n }: { n: number }) =>
        `Eine Antwort geht an höchstens ${say.number(n)} Personen.`,
      notOpen: 'Der Entwurf ist noch nicht offen.',
      now: ({ as, name }: { as: string | number; name: string | number }) =>
        `${say.inside(name)} ist jetzt ${say.inside(as)}`,
      noMore: ({ name }: { name: string | number }) => `${say.inside(name)} bekommt sie nicht mehr`,
      changed: ({ by, what }: { by: string | number; what: string | number }) =>
        `${say.inside(by)} hat geändert, wer diese Antwort bekommt: ${say.inside(what)}.`,
      asking: ({ news }: { news: string | number }) =>
        `Noch nicht gesendet. ${say.inside(news)} Wenn das so stimmt, erneut senden.`,
      looked: 'In Ordnung',
      somebody: 'Jemand',
    },
    plain: 'Reiner Text',
    formatted: 'Wie gesendet',
    about: 'Über diese Nachricht',
    original: 'Original (.eml)',
    whole: 'Der ganze Text (er ist sehr lang)',
    quoteCut: 'Der Rest steht im Original.',
    printTitle: 'Ticket drucken',
    printNotes: 'Mit internen Notizen',
    printQuotes: 'Mit zitiertem Text, alles als reiner Text',
    printNow: 'Drucken',
    brief: {
      disowned: 'Falscher Absender',
      unproved: 'Absender nicht bestätigt',
      unchecked: 'Absender nicht geprüft',
      other: 'Von jemand anderem',
      participant: 'Von jemand anderem',
      agentAddress: 'Adresse aus dem Team, nicht bestätigt',
      verification: 'Enthält Code oder Anmeldelink',
      replyTo: ({ address }: { address: string | number }) =>
        `Antworten erbeten an ${say.inside(address)}`,
      otherDate: 'Anders datiert',
      linked: ({ n }: { n: string | number }) => `Gehört vielleicht zu #${say.inside(n)}`,
      shared: ({ name }: { name: string | number }) =>
        `Von ${say.inside(name)} der anfragenden Person gezeigt`,
      newPeople: ({ n }: { n: number }) =>
        `In Kopie an ${say.plural(n) === 'one' ? `${say.number(n)} weitere Person` : `${say.number(n)} weitere Personen`}`,
      forwarded: 'Weitergeleitet',
      cut: 'Gekürzt',
    },
    labels: {
      from: 'Von',
      replyTo: 'Antworten an',
      newPeople: 'In Kopie an',
      received: 'Empfangen',
      sent: 'Datiert',
      ticket: 'Auf diesem Ticket',
      who: 'Wer',
      sender: 'Absender',
      checks: 'Prüfungen',
      forwarded: 'Weitergeleitet von',
      cut: 'Nicht gezeigt',
    },
    cut: {
      header: ({ fields, kib }: { fields: number; kib: number }) =>
        `Mailkopf: was über ${say.number(kib)} KiB oder ${say.number(fields)} Zeilen hinausgeht`,
      sender: ({ n }: { n: number }) =>
        `Name des Absenders: was über ${say.number(n)} Zeichen hinausgeht`,
      subject: ({ n }: { n: number }) => `Betreff: was über ${say.number(n)} Zeichen hinausgeht`,
      addresses: ({ n }: { n: number }) => `Adressen: was nach den ersten ${say.number(n)} kommt`,
      text: ({ mib }: { mib: number }) => `Text: was über ${say.number(mib)} MiB hinausgeht`,
      files: ({ n }: { n: number }) => `Dateien: was nach den ersten ${say.number(n)} kommt`,
    },
    cutKept: 'Im Original steht alles.',
    trust: {
      proved: ({ domain }: { domain: string | number }) =>
        `Bestätigt: ${say.inside(domain)} steht für diese Mail ein.`,
      disowned: ({ domain }: { domain: string | number }) =>
        `${say.inside(domain)} bittet darum, solche Mail nicht als eigene anzusehen. Sie ist sehr wahrscheinlich gefälscht.`,
      unproved: ({ domain }: { domain: string | number }) =>
        `Nicht bestätigt: Nichts belegt, dass sie wirklich von ${say.inside(domain)} ist.`,
      unchecked: 'Nicht geprüft: Beim Eintreffen war niemand zu fragen.',
      verified: 'Beim Eintreffen bestätigt.',
      unverified: 'Beim Eintreffen nicht bestätigt.',
    },
    standing: {
      requester: 'Die anfragende Person',
      participant: 'Nicht die anfragende Person, aber auf diesem Ticket',
      other: 'Nicht die anfragende Person. Diese sieht die Nachricht nicht.',
      shared: ({ name }: { name: string | number }) =>
        `Nicht die anfragende Person. ${say.inside(name)} hat ihr diese Nachricht gezeigt.`,
    },
    agentAddress:
      'Die Adresse gehört jemandem aus diesem Helpdesk, aber nichts belegt, dass die Mail von dort ist. Sie kann hier nichts bewirken.',
    verification:
      'Ein anderer Dienst hat das gesendet, damit jemand dort eine Adresse bestätigen oder sich anmelden kann. Die anfragende Person sieht es nicht.',
    show: {
      open: 'Der anfragenden Person zeigen…',
      title: ({ name }: { name: string | number }) => `Diese Mail ${say.inside(name)} zeigen?`,
      lead: 'Mehr davon ist nicht zu sehen, weder auf der Seite des Tickets noch in Zitaten.',
      why: 'Warum sie gezeigt wird',
      act: 'Zeigen',
      done: ({ name }: { name: string | number }) => `${say.inside(name)} gezeigt`,
    },
    linked: ({ n }: { n: number }) => `Sie gehört vielleicht zu Ticket #${say.number(n)}.`,
    openLinked: ({ n }: { n: number }) => `#${say.number(n)} öffnen`,
    forwardedFrom: ({ who }: { who: string | number }) =>
      `${say.inside(who)} (dafür verbürgt sich niemand)`,
    offer: {
      act: ({ name }: { name: string | number }) =>
        `${say.inside(name)} zur anfragenden Person machen`,
      ask: ({ address, former }: { address: string | number; former: string | number }) =>
        `Die Antwort geht dann an ${say.inside(address)}, und von dort ist die Seite dieses Tickets lesbar. ${say.inside(former)} kann sie nicht mehr lesen; Mails von dort kommen weiter hier an.`,
      done: ({ name }: { name: string | number }) =>
        `${say.inside(name)} ist jetzt die anfragende Person`,
    },
    otherDate: ({ when }: { when: string | number }) => `${say.inside(when)}, laut der Mail selbst`,
    joined: {
      'reply-address': 'An die Antwortadresse dieses Tickets gesendet',
      'signed-reply': 'Antwortet auf eine Mail dieses Tickets, mit unserer Signatur',
      'signed-reference': 'Gehört zu einem Mailwechsel dieses Tickets, mit unserer Signatur',
      'known-reply': 'Antwortet auf eine Mail, die auf diesem Ticket ist',
      'known-reference': 'Gehört zu einem Mailwechsel, der auf diesem Ticket ist',
      'subject-number':
        'Die Nummer steht im Betreff, und der Absender ist auf diesem Ticket und bestätigt',
      new: 'Ein neues Ticket: Nichts verwies auf ein anderes',
      'new-unmatched': 'Ein neues Ticket: Sie verwies auf eines, auf dem der Absender nicht ist',
      'new-after-closed': 'Ein neues Ticket: Das beantwortete ist schon zu lange geschlossen',
      'new-after-full': 'Ein neues Ticket: Das beantwortete fasst nichts mehr',
      'new-after-deleted': 'Ein neues Ticket: Das beantwortete wurde gelöscht',
      'new-unreadable': 'Ein neues Ticket: Sie war nicht lesbar',
      'by-hand': 'Von jemandem aus diesem Helpdesk hierher gelegt',
    },
    forwardedTo: 'Weitergeleitet an',
    mergedFrom: ({ n }: { n: number }) => `Kam aus #${say.number(n)}`,
    checks: {
      spf: {
        pass: 'SPF: Der sendende Host darf für die Domain senden',
        fail: 'SPF: Der sendende Host darf nicht für die Domain senden',
        softfail: 'SPF: Der sendende Host darf wohl nicht für die Domain senden',
        neutral: 'SPF: Die Domain sagt nichts über den sendenden Host',
        none: 'SPF: Die Domain veröffentlicht nichts',
        temperror: 'SPF: Die Nameserver haben nicht geantwortet',
        permerror: 'SPF: Was die Domain veröffentlicht, ist nicht lesbar',
        unchecked: 'SPF: nicht geprüft',
      },
      dkim: {
        pass: 'DKIM: signiert, und die Signatur ist gültig',
        fail: 'DKIM: Die Signatur ist nicht gültig',
        softfail: 'DKIM: Die Signatur ist nicht gültig',
        neutral: 'DKIM: Die Signatur besagt nichts',
        none: 'DKIM: nicht signiert',
        temperror: 'DKIM: Der Schlüssel war nicht abrufbar',
        permerror: 'DKIM: Die Signatur ist nicht lesbar',
        unchecked: 'DKIM: nicht geprüft',
      },
      dmarc: {
        pass: 'DMARC: Die Domain der Adresse steht dafür ein',
        fail: 'DMARC: Nichts davon gehört zur Domain der Adresse',
        softfail: 'DMARC: Nichts davon gehört zur Domain der Adresse',
        neutral: 'DMARC: besagt nichts',
        none: 'DMARC: Die Domain veröffentlicht nichts',
        temperror: 'DMARC: Die Nameserver haben nicht geantwortet',
        permerror: 'DMARC: Was die Domain veröffentlicht, ist nicht lesbar',
        unchecked: 'DMARC: nicht geprüft',
      },
      arc: {
        pass: 'ARC: Wer sie weitergab, hat sie gültig versiegelt',
        fail: 'ARC: Die Siegel sind nicht gültig',
        softfail: 'ARC: Die Siegel sind nicht gültig',
        neutral: 'ARC: besagt nichts',
        none: 'ARC: keine Siegel',
        temperror: 'ARC: Ein Schlüssel war nicht abrufbar',
        permerror: 'ARC: Die Siegel sind nicht lesbar',
        unchecked: 'ARC: nicht geprüft',
      },
      aligned: ({ signs }: { signs: string | number }) =>
        `Steht für die Adresse ein: ${say.inside(signs)}`,
      judgedBy: ({ host }: { host: string | number }) => `Geprüft von ${say.inside(host)}`,
      local: 'Kam von einem Programm auf dem Rechner des Helpdesks',
      of: ({ check, domain }: { check: string | number; domain: string | number }) =>
        `${say.inside(check)} (${say.inside(domain)})`,
      asks: ({ check, policy }: { check: string | number; policy: string | number }) =>
        `${say.inside(check)}; die Domain bittet: ${say.inside(policy)}`,
      sealed: ({ check, sealer }: { check: string | number; sealer: string | number }) =>
        `${say.inside(check)} (versiegelt von ${say.inside(sealer)})`,
    },
    policy: {
      none: 'nichts',
      quarantine: 'solche Mail beiseitelegen',
      reject: 'solche Mail ablehnen',
    },
    files: {
      label: 'Dateien',
      open: ({ name }: { name: string | number }) => `${say.inside(name)} ansehen`,
      save: ({ name }: { name: string | number }) => `${say.inside(name)} herunterladen`,
      danger: {
        program: 'Diese Datei kann Programme ausführen. Nur öffnen, wenn sie erwartet wurde.',
        macros: 'Dieses Dokument enthält vielleicht Makros. Nur öffnen, wenn es erwartet wurde.',
        page: 'Diese Seite kann Skripte enthalten. Sie wird hier nicht gezeigt.',
        packed: 'In das Innere wurde nicht hineingesehen.',
      },
      dangerShort: {
        program: 'kann Programme ausführen',
        macros: 'vielleicht mit Makros',
        page: 'hier nicht gezeigt',
        packed: 'Inhalt nicht geprüft',
      },
      loading: 'Wird geholt…',
      away: 'Nicht auf diesem Gerät. Erscheint, sobald das Netz wieder da ist.',
      cut: 'Der Rest steht in der Datei.',
      unreadable: 'Das war nicht lesbar. Die Datei selbst steht darunter.',
      locked: 'Dieses Dokument verlangt ein Passwort. Zum Öffnen herunterladen.',
      page: ({ count, n }: { count: number; n: number }) =>
        `Seite ${say.number(n)} von ${say.number(count)}`,
      pageBefore: 'Seite davor',
      pageNext: 'Nächste Seite',
      kept: {
        held: 'auf diesem Gerät',
        asked: 'kommt, sobald online',
        away: 'nicht auf diesem Gerät',
      },
      fetchLater: 'Online holen',
      fetchLaterNamed: ({ name }: { name: string | number }) =>
        `${say.inside(name)} holen, sobald online`,
      notLater: 'Nicht holen',
      notLaterNamed: ({ name }: { name: string | number }) => `${say.inside(name)} nicht holen`,
      later: ({ name }: { name: string | number }) =>
        `„${say.inside(name)}“ ist nicht auf diesem Gerät. Die Datei wird geholt, sobald das Gerät online ist.`,
      laterFull: 'Es warten schon genug Dateien. Online gehen oder eine davon nicht holen lassen.',
      arrived: ({ name }: { name: string | number }) =>
        `„${say.inside(name)}“ ist jetzt auf diesem Gerät.`,
      lost: ({ name }: { name: string | number }) => `„${say.inside(name)}“ war nicht zu bekommen.`,
    },
    replyFiles: {
      label: 'Dateien dieser Antwort',
      noteLabel: 'Dateien dieser Notiz',
      add: 'Dateien hinzufügen',
      drop: 'Dateien zum Hinzufügen hier ablegen',
      adding: 'Dateien werden gelesen…',
      remove: ({ name }: { name: string | number }) => `${say.inside(name)} herausnehmen`,
      progress: ({ name }: { name: string | number }) =>
        `Wie viel von ${say.inside(name)} schon übertragen ist`,
      picture: ({ at }: { at: string | number }) => `Bild ${say.inside(at)}`,
      pictureWaits: ({ name }: { name: string | number }) => `Bild: ${say.inside(name)}`,
      inText: 'im Text',
      onDevice: 'auf diesem Gerät; wird online hochgeladen',
      waiting: 'wartet auf das Hochladen',
      percent: ({ n }: { n: number }) => `wird hochgeladen, ${say.number(n)} %`,
      refused: ({ why }: { why: string | number }) => `nicht angenommen: ${say.inside(why)}`,
      elsewhere: 'noch beim Gerät, das sie hinzugefügt hat',
      unknown: 'noch nicht sicher angekommen',
      retry: 'Erneut versuchen',
      tooMany: ({ n }: { n: number }) => `Eine Nachricht kann ${say.number(n)} Dateien haben.`,
      tooLarge: ({ most, name }: { most: string | number; name: string | number }) =>
        `„${say.inside(name)}“ ist zu groß: Die Dateien einer Nachricht dürfen zusammen ${say.inside(most)} haben.`,
      noRoom: ({ name }: { name: string | number }) =>
        `Dieses Gerät hat keinen Platz für „${say.inside(name)}“. Die Datei wurde nicht hinzugefügt.`,
      unread: ({ name }: { name: string | number }) => `„${say.inside(name)}“ war nicht lesbar.`,
      refusedSend: ({ name }: { name: string | number }) =>
        `Der Server nimmt „${say.inside(name)}“ nicht an. Herausnehmen oder erneut versuchen.`,
      elsewhereSend: ({ name }: { name: string | number }) =>
        `„${say.inside(name)}“ ist noch von einem anderen Gerät unterwegs. Senden, wenn die Datei da ist, oder sie herausnehmen.`,
      waits: 'Wartet auf ihre Dateien, die noch hochgeladen werden.',
      linked: 'zu groß für Mail: als Link gesendet',
      pictureWaitsUnnamed: 'Bild',
      refusedUnsaid: 'nicht angenommen',
      camera: 'Foto aufnehmen',
      largeOffline: ({ name, size }: { name: string | number; size: string | number }) =>
        `„${say.inside(name)}“ hat ${say.inside(size)}. Die Datei bleibt auf diesem Gerät und wird hochgeladen, sobald es online ist; das kann eine Weile dauern.`,
    },
    event: {
      label: 'Termineinladung',
      request: 'Einladung',
      cancel: 'Abgesagt',
      reply: 'Antwort auf eine Einladung',
      publish: 'Kalendereintrag',
      counter: 'Eine andere Zeit ist vorgeschlagen',
      when: 'Wann',
      theirTime: 'Ortszeit dort',
      where: 'Wo',
      organiser: 'Von',
      people: 'Personen',
      repeats: 'Wiederholung',
      allDay: 'ganztägig',
      until: ({ when }: { when: string | number }) => `bis ${say.inside(when)}`,
      more: ({ n }: { n: number }) =>
        `und ${say.plural(n) === 'one' ? `${say.number(n)} weiterer Eintrag` : `${say.number(n)} weitere Einträge`} in der Datei`,
      morePeople: ({ n }: { n: number }) => `und ${say.number(n)} weitere`,
      untitled: 'Ohne Titel',
      answer: {
        accepted: 'zugesagt',
        declined: 'abgesagt',
        tentative: 'vielleicht',
        'needs-action': '',
        delegated: 'schickt Vertretung',
        other: '',
      },
      repeat: {
        daily: ({ n }: { n: number }) =>
          n === 1
            ? 'jeden Tag'
            : say.plural(n) === 'one'
              ? `alle ${say.number(n)} Tage`
              : `alle ${say.number(n)} Tage`,
        weekly: ({ n }: { n: number }) =>
          n === 1
            ? 'jede Woche'
            : say.plural(n) === 'one'
              ? `alle ${say.number(n)} Wochen`
              : `alle ${say.number(n)} Wochen`,
        monthly: ({ n }: { n: number }) =>
          n === 1
            ? 'jeden Monat'
            : say.plural(n) === 'one'
              ? `alle ${say.number(n)} Monate`
              : `alle ${say.number(n)} Monate`,
        yearly: ({ n }: { n: number }) =>
          n === 1
            ? 'jedes Jahr'
            : say.plural(n) === 'one'
              ? `alle ${say.number(n)} Jahre`
              : `alle ${say.number(n)} Jahre`,
        other: 'nach eigener Regel',
        on: ({ days }: { days: string | number }) => `am ${say.inside(days)}`,
        onDay: ({ days }: { days: string | number }) => `am Monatstag ${say.inside(days)}`,
        last: ({ day }: { day: string | number }) => `letzten ${say.inside(day)}`,
        nth: ({ day, n }: { day: string | number; n: number }) =>
          `${`${say.number(n)}.`} ${say.inside(day)}`,
        times: ({ n }: { n: number }) =>
          say.plural(n) === 'one' ? `${say.number(n)}-mal` : `${say.number(n)}-mal`,
        except: ({ n }: { n: number }) =>
          `außer ${say.plural(n) === 'one' ? `${say.number(n)}-mal` : `${say.number(n)}-mal`}`,
      },
    },
    contact: {
      label: 'Visitenkarte',
      nameless: 'Ohne Namen',
      more: ({ n }: { n: number }) =>
        `und ${say.plural(n) === 'one' ? `${say.number(n)} weitere Karte` : `${say.number(n)} weitere Karten`} in der Datei`,
    },
    remoteSomeShown: ({ loaded, n }: { loaded: number; n: number }) =>
      `${say.number(loaded)} von ${say.plural(n) === 'one' ? `${say.number(n)} Bild wurde` : `${say.number(n)} Bildern wurden`} über diesen Helpdesk geladen.`,
  }) as const

const next = (say: Say) =>
  ({
    label: 'Nächstes Ticket',
    looking: 'Nächstes Ticket wird gesucht…',
    left: ({ n }: { n: number }) =>
      `${say.plural(n) === 'one' ? `noch ${say.number(n)} Ticket` : `noch ${say.number(n)} Tickets`} nach diesem`,
    last: 'Das ist das letzte',
    offline: 'Offline: Vielleicht sind auch andere darin.',
    skip: 'Überspringen',
    end: 'Beenden',
    clear: 'Alles erledigt',
    clearHint: 'Kein weiteres Ticket wartet.',
    skipped: ({ n }: { n: number }) => `${say.number(n)} übersprungen`,
    again: 'Mit diesen von vorn',
    taken: ({ name }: { name: string | number }) =>
      `${say.inside(name)} ist schon darin; hier ist das nächste.`,
  }) as const

const owed = (say: Say) =>
  ({
    title: 'Was dieses Gerät noch zu senden hat',
    nothing: 'Alles ist auf dem Server.',
    nothingEver: 'Alles wird zuerst auf diesem Gerät gespeichert, dann auf dem Server.',
    lastHeard: ({ when }: { when: string | number }) =>
      `Zuletzt vom Server gehört: ${say.inside(when)}`,
    never: 'Noch nichts vom Server gehört',
    updateHint:
      'Eine neuere Version ist da. Sie startet erst auf Wunsch; nichts Geschriebenes geht verloren.',
    applyUpdate: 'Jetzt neu starten',
    copyText: 'Text kopieren',
    sendAnyway: 'Trotzdem senden',
    useWords: 'In die Antwort einfügen',
    wordsWhy: 'Die Antwort wurde inzwischen ohne diesen Text gesendet.',
    redoNote: ({ where }: { where: string | number }) => `Hinzufügen zu: ${say.inside(where)}`,
    redoReply: ({ where }: { where: string | number }) => `Schreiben in: ${say.inside(where)}`,
    otherTicket: 'das andere Ticket',
    batch: ({ n, what }: { n: number; what: string | number }) =>
      `${say.plural(n) === 'one' ? `${say.number(n)} Ticket` : `${say.number(n)} Tickets`}: ${say.inside(what)}`,
    forAll: ({ n, what }: { n: number; what: string | number }) =>
      `${say.inside(what)} (${say.number(n)})`,
    more: ({ n }: { n: number }) =>
      `und ${say.plural(n) === 'one' ? `${say.number(n)} weitere` : `${say.number(n)} weitere`}`,
    awayTicket: 'Ein Ticket, das nicht hier ist',
    needsYou: 'Zu klären',
    stillWaiting: 'Noch zu senden',
    lostTitle: 'Nicht übernommen',
    lostLead:
      'Das hatte schon jemand anderes gesetzt. Es bleibt dabei, außer der eigene Wert wird genommen.',
    seen: 'So lassen',
    fullTitle: 'Dieses Gerät ist voll',
    fullLead:
      'Änderungen bleiben vielleicht nicht erhalten. Kopien alter Tickets wurden entfernt, um Platz zu schaffen; nichts Ungesendetes. Bitte etwas Platz auf diesem Gerät schaffen.',
    unstored: 'Einiges vom Getippten ist nur in diesem Tab. Offen lassen, bis Platz ist.',
    wipedTitle: 'Der Browser hat die Daten dieses Helpdesks von diesem Gerät entfernt',
    wipedNothing: 'Nichts Ungesendetes war darunter. Die Tickets werden neu geholt.',
    wipedKept: ({ n }: { n: number }) =>
      say.plural(n) === 'one'
        ? `${say.number(n)} ungesendeter Eintrag war darunter. Dieser Tab hatte ihn noch und hat ihn wiederhergestellt.`
        : `${say.number(n)} ungesendete Einträge waren darunter. Dieser Tab hatte sie noch und hat sie wiederhergestellt.`,
    wipedGone: ({ n }: { n: number }) =>
      say.plural(n) === 'one'
        ? `${say.number(n)} weiterer war nicht zu retten: Er war nicht im Arbeitsspeicher.`
        : `${say.number(n)} weitere waren nicht zu retten: Sie waren nicht im Arbeitsspeicher.`,
    understood: 'Verstanden',
    storagePersisted: 'Dieser Browser behält die Daten bis zur Abmeldung.',
    storageBestEffort:
      'Dieser Browser entfernt die Daten vielleicht, wenn auf dem Gerät der Platz knapp wird.',
    storageUsed: ({ used }: { used: string | number }) =>
      `${say.inside(used)} auf diesem Gerät belegt.`,
    tryNow: 'Jetzt versuchen',
    trying: 'Wird versucht …',
    saveAll: 'Alles als Datei sichern',
    savedAll: ({ n }: { n: number }) =>
      `Als Datei gesichert: ${say.plural(n) === 'one' ? `${say.number(n)} Eintrag` : `${say.number(n)} Einträge`}. Dateien, die mitgehen sollten, sind nicht darin.`,
    fileHead: ({ when }: { when: string | number }) => `Noch nicht gesendet, ${say.inside(when)}`,
    fileName: 'deskside-nicht-gesendet.txt',
    notReached:
      'Der Desk war eben nicht zu erreichen. Was wartet, bleibt hier und geht, sobald es kann.',
  }) as const

const search = (say: Say) =>
  ({
    region: 'Zu dieser Suche',
    here: ({ n }: { n: number }) => `${say.number(n)} auf diesem Gerät`,
    noneHere: ({ tickets }: { tickets: number }) =>
      `Nichts auf diesem Gerät, in ${say.plural(tickets) === 'one' ? `${say.number(tickets)} Ticket` : `${say.number(tickets)} Tickets`}`,
    more: ({ n }: { n: number }) => `${say.number(n)} weitere auf dem Server`,
    noMore: 'Nichts weiter auf dem Server',
    asking: 'Der Server wird gefragt…',
    offline: 'Offline: Der Server wurde nicht gefragt',
    failed: ({ why }: { why: string | number }) =>
      `Der Server hat nicht gesucht: ${say.inside(why)}`,
    filling: 'Der Server liest noch seine älteren Tickets',
    reading: ({ all, done }: { all: number; done: number }) =>
      `Was auf diesem Gerät ist, wird gelesen: ${say.number(done)} von ${say.number(all)}`,
    unknown: ({ n }: { n: number }) =>
      say.plural(n) === 'one'
        ? `${say.number(n)} Ticket ist hier nur dem Namen nach: Was darin steht, weiß der Server.`
        : `${say.number(n)} Tickets sind hier nur dem Namen nach: Was darin steht, weiß der Server.`,
    askMore: 'Auf dem Server weitersuchen',
    ended:
      'Die Suche auf diesem Gerät ist stehen geblieben. Die Seite neu laden, um weiterzumachen.',
    options: 'Möglichkeiten, die Suche einzugrenzen',
    optionKeys: '↓ zum Auswählen, Tab zum Übernehmen',
    faultAt: ({ piece }: { piece: string | number }) => `Bei „${say.inside(piece)}“: `,
    operators: {
      is: 'open, unread, snoozed, overdue …',
      in: 'eine Queue',
      assignee: 'me, none oder ein Name',
      from: 'wer geschrieben hat',
      to: 'wer es noch bekommt',
      org: 'eine Organisation',
      label: 'ein Schlagwort',
      priority: 'low bis urgent',
      status: 'ein Status',
      has: 'attachment, note, draft',
      sla: 'fällig binnen, etwa <2h',
      before: 'kam vor einem Tag',
      after: 'kam an einem Tag oder danach',
      updated: 'zuletzt geändert, etwa <3d',
      id: 'eine Nummer',
    },
    me: 'ich',
    nobody: 'niemand',
    hours: ({ n }: { n: number }) =>
      `weniger als ${say.plural(n) === 'one' ? `${say.number(n)} Stunde` : `${say.number(n)} Stunden`}`,
    days: ({ n }: { n: number }) =>
      `weniger als ${say.plural(n) === 'one' ? `${say.number(n)} Tag` : `${say.number(n)} Tage`}`,
    olderDays: ({ n }: { n: number }) =>
      `mehr als ${say.plural(n) === 'one' ? `${say.number(n)} Tag` : `${say.number(n)} Tage`}`,
    moreAtLeast: ({ n }: { n: number }) => `${say.number(n)} oder mehr auch auf dem Server`,
  }) as const

const snooze = (say: Say) =>
  ({
    hint: 'morgen 9, in 3 Tagen, Freitag 14:00',
    unknown:
      'Diese Zeit wird nicht verstanden, oder sie ist vorbei. Etwa „morgen 9“, „in 3 Tagen“ oder „Freitag 14:00“.',
    date: 'Tag und Uhrzeit',
    set: 'Zurückstellen',
    firm: 'Nicht wecken, wenn geschrieben wird',
    firmUntil: ({ when }: { when: string | number }) =>
      `Zurückgestellt bis ${say.inside(when)}, auch wenn geschrieben wird`,
    current: 'Wie bisher',
    promise: {
      none: 'Keine Frist läuft.',
      runs: ({ when }: { when: string | number }) =>
        `Die Frist läuft weiter: fällig ${say.inside(when)}.`,
      before: ({ when }: { when: string | number }) =>
        `Die Frist läuft weiter und endet vor dem Aufwachen: ${say.inside(when)}.`,
      late: ({ when }: { when: string | number }) =>
        `Die Frist läuft weiter und ist schon gebrochen: fällig war ${say.inside(when)}.`,
      many: ({ n }: { n: number }) =>
        `Die Fristen laufen weiter; ${say.plural(n) === 'one' ? 'eine endet' : `${say.number(n)} enden`} vor dem Aufwachen.`,
      manyNone: 'Die Fristen laufen weiter; keine endet vor dem Aufwachen.',
    },
    typed: {
      today: 'heute',
      tonight: 'heute abend',
      tomorrow: 'morgen',
      afterTomorrow: 'übermorgen',
      morning: 'früh|morgens|vormittag|vormittags|am morgen|am vormittag',
      noon: 'mittag|mittags|am mittag',
      afternoon: 'nachmittag|nachmittags|am nachmittag',
      evening: 'abend|abends|am abend',
      am: 'a m',
      pm: 'pm|p m',
      in: 'in|nach',
      next: 'nächste|nächster|nächsten|nächstes|kommende|kommenden|kommender|kommendes',
      minute: 'minute|minuten|min',
      hour: 'stunde|stunden|std|h',
      day: 'tag|tage|tagen|t',
      week: 'woche|wochen|w',
      month: 'monat|monate|monaten',
      clock: 'uhr',
      filler: 'um|am|den|der|dem|die|das|ab|im|bis|und|gegen|diesen|diese',
      numbers: 'ein/eine/einer/einem/einen/eins|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn',
    },
  }) as const

const split = (_say: Say) =>
  ({
    label: 'Teile des Eingangs',
    first: 'Erste',
    next: 'Nächste',
    everything: 'Alle',
  }) as const

const ticket = (say: Say) =>
  ({
    head: {
      missing: 'Dieses Ticket ist nicht auf diesem Gerät',
      missingHint: 'Es öffnet sich, sobald das Netz wieder da ist.',
      back: 'Zurück zur Liste',
      previous: 'Voriges Ticket',
      next: 'Nächstes Ticket',
      copyNumber: ({ n }: { n: string | number }) => `#${say.inside(n)} kopieren`,
      copied: {
        number: ({ n }: { n: string | number }) => `#${say.inside(n)} kopiert`,
        address: ({ n }: { n: string | number }) => `Adresse von #${say.inside(n)} kopiert`,
        all: ({ n }: { n: string | number }) => `#${say.inside(n)} mit Betreff und Adresse kopiert`,
      },
      editSubject: 'Betreff bearbeiten',
      subject: 'Betreff',
      status: 'Status',
      priority: 'Priorität',
      assignee: 'Zuständig',
      queue: 'Queue',
      tags: 'Schlagwörter',
      addTag: 'Schlagwort',
      markSpam: 'Als Spam markieren',
      more: 'Details',
      removeTag: ({ tag }: { tag: string | number }) => `Schlagwort ${say.inside(tag)} entfernen`,
      snoozedUntil: ({ when }: { when: string | number }) =>
        `Zurückgestellt bis ${say.inside(when)}`,
      present: ({ names }: { names: string | number }) => `Gerade hier: ${say.inside(names)}`,
      replying: ({ name }: { name: string | number }) => `${say.inside(name)} antwortet…`,
      replyingMany: ({ names }: { names: string | number }) => `${say.inside(names)} antworten…`,
      earlier: ({ n }: { n: number }) =>
        say.plural(n) === 'one'
          ? `${say.number(n)} frühere Nachricht`
          : `${say.number(n)} frühere Nachrichten`,
      changes: ({ n }: { n: number }) =>
        say.plural(n) === 'one' ? `${say.number(n)} Änderung` : `${say.number(n)} Änderungen`,
      newBelow: 'Neue Nachricht',
      merged: 'Dieses Ticket wurde mit einem anderen zusammengeführt.',
      label: ({ n, subject }: { n: string | number; subject: string | number }) =>
        `Ticket #${say.inside(n)}: ${say.inside(subject)}`,
      thread: 'Nachrichten',
    },
    gone: {
      title: 'Dieses Ticket siehst du nicht mehr',
      none: 'Dieses Ticket gibt es hier nicht',
      noneHint: 'Es wurde gelöscht oder liegt in einer Queue, die du nicht siehst.',
      hint: {
        rights:
          'Seine Queue gehört nicht mehr zu denen, die du siehst. Was von einer Antwort gespeichert war, bleibt beim Ticket.',
        left: 'Es wurde in eine Queue verschoben, die du nicht siehst, oder gelöscht. Was von einer Antwort gespeichert war, ging mit.',
      },
      kept: 'Was du geschrieben und nicht gesendet hattest',
      row: {
        rights: 'Seine Queue siehst du nicht mehr',
        left: 'In eine Queue verschoben, die du nicht siehst, oder gelöscht',
      },
      said: {
        rights: ({ n }: { n: number }) =>
          say.plural(n) === 'one'
            ? 'Ein Ticket ist aus der Liste verschwunden: Seine Queue siehst du nicht mehr.'
            : `${say.number(n)} Tickets sind aus der Liste verschwunden: Ihre Queues siehst du nicht mehr.`,
        left: ({ n }: { n: number }) =>
          say.plural(n) === 'one'
            ? 'Ein Ticket ist aus der Liste verschwunden: Es wurde in eine Queue verschoben, die du nicht siehst, oder gelöscht.'
            : `${say.number(n)} Tickets sind aus der Liste verschwunden: Sie wurden in Queues verschoben, die du nicht siehst, oder gelöscht.`,
      },
    },
    menu: {
      filter: 'Tippen zum Auswählen',
      status: 'Status setzen',
      priority: 'Priorität setzen',
      assign: 'Zuweisen an',
      label: 'Schlagwörter',
      move: 'In Queue verschieben',
      snooze: 'Zurückstellen bis',
      newTag: ({ tag }: { tag: string | number }) => `Neues Schlagwort „${say.inside(tag)}“`,
      me: ({ name }: { name: string | number }) => `${say.inside(name)} (ich)`,
      nothing: 'Nichts passt.',
      wake: 'Jetzt zurückholen',
      laterToday: 'Später am Tag',
      tomorrow: 'Morgen früh',
      nextWeek: 'Nächste Woche',
      nextMonth: 'In einem Monat',
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
      `${say.inside(who)} hat ${say.inside(field)} von ${say.inside(from)} auf ${say.inside(to)} geändert`,
    tagged: ({ tag, who }: { tag: string | number; who: string | number }) =>
      `${say.inside(who)} hat das Schlagwort ${say.inside(tag)} hinzugefügt`,
    spam: ({ who }: { who: string | number }) => `${say.inside(who)} hat das als Spam markiert`,
    notSpam: ({ who }: { who: string | number }) =>
      `${say.inside(who)} hat gesagt, dass das kein Spam ist`,
    spamLine: {
      title: 'Dieses Ticket ist als Spam markiert',
      means:
        'Es steht in keiner Liste und keiner Zahl, und nichts Automatisches geht dazu hinaus. Weitere Mails dieses Absenders werden unter Umständen zurückgehalten.',
      answered: 'Seit der Markierung hat jemand dazu geschrieben.',
      back: 'Kein Spam',
    },
    notArrived: {
      title: 'Eine Mail zu diesem Ticket ist nicht angekommen',
      means:
        'Es bleibt unter Handlungsbedarf, bis sich jemand darum gekümmert hat: über eine andere Adresse oder durch einen Anruf.',
      settle: 'Erledigt',
      done: 'Erledigt. Deswegen besteht kein Handlungsbedarf mehr.',
    },
    untagged: ({ tag, who }: { tag: string | number; who: string | number }) =>
      `${say.inside(who)} hat das Schlagwort ${say.inside(tag)} entfernt`,
    snoozed: ({ when, who }: { when: string | number; who: string | number }) =>
      `${say.inside(who)} hat es bis ${say.inside(when)} zurückgestellt`,
    woken: ({ who }: { who: string | number }) => `${say.inside(who)} hat es wieder vorgeholt`,
    openedTo: ({ queue, who }: { queue: string | number; who: string | number }) =>
      `${say.inside(who)} hat es auch für ${say.inside(queue)} geöffnet`,
    closedTo: ({ queue, who }: { queue: string | number; who: string | number }) =>
      `${say.inside(who)} hat es aus ${say.inside(queue)} herausgenommen`,
    person: {
      on: ({ name, who }: { name: string | number; who: string | number }) =>
        `${say.inside(who)} hat ${say.inside(name)} in dieses Ticket aufgenommen`,
      off: ({ name, who }: { name: string | number; who: string | number }) =>
        `${say.inside(who)} hat ${say.inside(name)} aus diesem Ticket herausgenommen`,
      back: ({ name, who }: { name: string | number; who: string | number }) =>
        `${say.inside(who)} hat ${say.inside(name)} wieder in dieses Ticket aufgenommen`,
    },
    fields: {
      subject: 'den Betreff',
      status: 'den Status',
      priority: 'die Priorität',
      queue: 'die Queue',
      assignee: 'die Zuständigkeit',
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
      }) =>
        `Hier gesetzt (${say.inside(when)}): ${say.inside(mine)}; es bleibt bei ${say.inside(stays)}`,
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
        `${say.inside(mine)} von ${say.inside(who)} (${say.inside(when)}) kam zu spät; es bleibt bei ${say.inside(stays)}`,
      useMine: 'Meins nehmen',
      useMineHint: ({ value }: { value: string | number }) => `Doch ${say.inside(value)} setzen`,
      snoozed: ({ when }: { when: string | number }) => `Zurückgestellt bis ${say.inside(when)}`,
      awake: 'Nicht zurückgestellt',
      spam: 'Spam',
      notSpam: 'Kein Spam',
      nothing: 'nichts',
      mineOffline: ({
        mine,
        stays,
        when,
      }: {
        mine: string | number
        stays: string | number
        when: string | number
      }) =>
        `Hier gesetzt (${say.inside(when)}, offline): ${say.inside(mine)}; es bleibt bei ${say.inside(stays)}`,
    },
    message: {
      internal: 'Intern',
      reply: 'Antwort',
      written: ({ when }: { when: string | number }) => `Geschrieben ${say.inside(when)}`,
      quoted: 'Zitierten Text zeigen',
      hideQuoted: 'Zitierten Text verbergen',
      formattedMail: 'Formatierte Mail',
      noFormatting:
        'Die formatierte Mail ist nicht auf diesem Gerät. Sie erscheint, sobald das Netz wieder da ist.',
    },
    merged: {
      into: ({ n }: { n: string | number }) => `Mit #${say.inside(n)} zusammengeführt.`,
      unseen: 'Dieses Ticket wurde mit einem zusammengeführt, das hier nicht sichtbar ist.',
      draft: 'Die begonnene Antwort ist mitgegangen.',
      open: ({ n }: { n: string | number }) => `#${say.inside(n)} öffnen`,
      goOn: ({ n }: { n: string | number }) => `Antwort auf #${say.inside(n)} weiterschreiben`,
      apart: 'Aufheben',
    },
    composer: {
      reply: 'Antworten',
      note: 'Notiz',
      replyTo: ({ name }: { name: string | number }) => `${say.inside(name)} antworten…`,
      writeNote: 'Interne Notiz schreiben…',
      continueDraft: 'Entwurf weiterschreiben',
      continueDraftOf: ({ name }: { name: string | number }) =>
        `Den Entwurf weiterschreiben, den ${say.inside(name)} begonnen hat`,
      banner: 'Öffentliche Antwort · das Team sieht den Entwurf',
      bannerMany: ({ n }: { n: number }) =>
        `Öffentliche Antwort an ${say.number(n)} Personen · das Team sieht den Entwurf`,
      noteBanner: 'Interne Notiz · nur das Team sieht sie',
      send: 'Senden',
      sendSolve: 'Senden & lösen',
      sendLater: 'Später senden',
      otherTime: 'Andere Zeit',
      sendThen: 'Dann senden',
      addNote: 'Notiz hinzufügen',
      onDevice: 'Auf diesem Gerät',
      saved: 'Gespeichert',
      willSend: 'Wird gesendet, sobald online',
      notStored: 'Nicht gespeichert: Dieses Gerät ist voll. Diesen Tab offen lassen.',
      loading: 'Entwurf wird geöffnet…',
      placeholder: ({ name }: { name: string | number }) =>
        `An ${say.inside(name)} schreiben. Das Team kann mitschreiben.`,
      notePlaceholder:
        'Für das Team; @ erwähnt jemanden, # ein Ticket. Die anfragende Person sieht das nie.',
      noteEmpty: 'Zu den Dateien gehören ein paar Worte.',
      noteTooLong:
        'Diese Notiz ist zu lang, oder ihre Listen sind zu tief verschachtelt. Mach zwei daraus.',
      mentionList: 'Wer dieses Ticket sieht',
      mentionNobody: 'Niemand, der dieses Ticket sieht, heißt so.',
      ticketList: 'Tickets auf diesem Gerät',
      variableList: 'Variablen für dieses Ticket',
      variableOpen: 'hier nicht bekannt, vor dem Senden ausfüllen',
      mentionTold: ({ names }: { names: string | number }) =>
        `${say.inside(names)}: Benachrichtigung, sobald die Notiz da ist`,
      mentionMoved: 'Erwähnungen kommen in Notizen; die Antwort bleibt.',
      empty: 'Noch nichts zu senden.',
      close: 'Schließen; der Entwurf bleibt',
      tabs: 'Art der Antwort',
      linkTo: 'Adresse des Links (https://…)',
      format: {
        strong: 'Fett',
        em: 'Kursiv',
        underline: 'Unterstrichen',
        strike: 'Durchgestrichen',
        code: 'Code',
        link: 'Link',
        bullets: 'Aufzählung',
        numbers: 'Nummerierte Liste',
        quote: 'Zitat',
        codeBlock: 'Codeblock (```)',
      },
      toolbar: 'Formatierung',
      macro: 'Makro einfügen',
      variableLeft: ({ variable }: { variable: string | number }) =>
        `${say.inside(variable)} ist noch nicht ausgefüllt.`,
      dropToReply: 'Dateien ablegen, um mit ihnen zu antworten',
      dropToNote: 'Dateien hier ablegen, um sie der Notiz hinzuzufügen',
      sendThenMenu: 'Senden und…',
      thenStatus: ({ status }: { status: string | number }) =>
        `Senden, dann auf „${say.inside(status)}“ setzen`,
      thenSnooze: ({ when }: { when: string | number }) =>
        `Senden, dann zurückstellen: ${say.inside(when)}`,
      sendSnooze: 'Senden und zurückstellen bis',
      fileMissed:
        'Der Text spricht von einer Datei, und es hängt keine an. Noch einmal senden, wenn das so stimmt.',
    },
    delivery: {
      waiting: 'Wartet',
      waitingHint: 'Auf diesem Gerät; geht, sobald es online ist',
      scheduledHint: 'Auf diesem Gerät; der Server sendet sie dann, sobald das Gerät online war',
      held: 'Zurückgehalten',
      heldFor: ({ seconds }: { seconds: number }) => `Geht in ${say.number(seconds)} s`,
      scheduledFor: ({ when }: { when: string | number }) => `Geht ${say.inside(when)}`,
      scheduledWaiting: ({ when }: { when: string | number }) => `Wartet, geht ${say.inside(when)}`,
      takeBack: 'Zurücknehmen',
      accepted: 'Angenommen',
      sending: 'Wird gesendet',
      'handed-over': 'Übergeben',
      delivered: 'Zugestellt',
      deferred: 'Verzögert',
      deferredUntil: ({ when }: { when: string | number }) =>
        `Verzögert, nächster Versuch ${say.inside(when)}`,
      bounced: 'Unzustellbar',
      failed: 'Fehlgeschlagen',
      kept: 'In „Gesendet“',
      twice: 'vielleicht doppelt zugestellt',
    },
    guard: {
      title: 'Nicht gesendet: Etwas Neues ist eingetroffen',
      from: ({ name }: { name: string | number }) =>
        `${say.inside(name)} hat inzwischen geschrieben. Erst lesen, dann entscheiden.`,
      readers: 'Wer die Antwort bekommt, hat sich inzwischen geändert.',
      readersNow: ({ people }: { people: string | number }) =>
        `Wer die Antwort bekommt, hat sich inzwischen geändert. Außer der anfragenden Person: ${say.inside(people)}.`,
      readersTitle: 'Nicht gesendet: Jetzt bekommen andere sie',
      generic: 'Im Verlauf steht etwas, das noch nicht gesehen wurde.',
      review: 'Ansehen',
      sendAnyway: 'Trotzdem senden',
      keep: 'Als Entwurf behalten',
      refused: 'Der Server hat das nicht angenommen',
    },
    side: {
      label: 'Über dieses Ticket',
      requester: 'Anfrage von',
      verified: 'Adresse bestätigt',
      unverified: 'Adresse nicht bestätigt',
      organisation: 'Organisation',
      promises: 'Zusagen',
      noPromises: 'Keine Frist läuft.',
      why: 'So wird gezählt',
      hideWhy: 'Zählweise verbergen',
      others: 'Andere Tickets',
      noOthers: 'Das ist das erste Ticket dieser Person.',
      watchers: 'Beobachtet von',
      watch: 'Beobachten',
      unwatch: 'Nicht mehr beobachten',
      nobodyWatches: 'Niemand',
      queues: 'Wer das sehen kann',
      takeOut: ({ queue }: { queue: string | number }) => `Aus ${say.inside(queue)} herausnehmen`,
      takenOut: ({ n, queue }: { n: string | number; queue: string | number }) =>
        `#${say.inside(n)}: aus ${say.inside(queue)} herausgenommen`,
      openTo: 'Für eine weitere Queue öffnen',
      openedTo: ({ n, queue }: { n: string | number; queue: string | number }) =>
        `#${say.inside(n)}: auch für ${say.inside(queue)} sichtbar`,
      created: 'Erstellt',
      channel: 'Kam über',
      channels: {
        web: 'Webformular',
        mail: 'Mail',
        api: 'API',
        desk: 'hier eröffnet',
      },
      targets: {
        firstResponse: 'Erste Antwort',
        nextResponse: 'Nächste Antwort',
        update: 'Update',
        resolution: 'Lösung',
      },
      clock: {
        running: 'fällig',
        paused: 'pausiert',
        met: 'eingehalten',
        breached: 'gebrochen',
        cancelled: 'nicht nötig',
      },
      people: {
        title: 'Auch dabei',
        nobody: 'Niemand außer der fragenden Person.',
        how: {
          wrote: 'hat darauf geschrieben',
          added: 'bekommt Antworten in Kopie',
          earlier: 'war früher dabei; bekommt von selbst nichts',
        },
        desk: ({ names }: { names: string | number }) => `Vom Desk: ${say.inside(names)}`,
        add: 'Jemanden hinzufügen',
        addLabel: 'Mailadresse. Antworten gehen in Kopie dorthin.',
        put: 'Hinzufügen',
        added: ({ n, name }: { n: string | number; name: string | number }) =>
          `#${say.inside(n)}: ${say.inside(name)} ist jetzt dabei`,
        noAddress: 'Bitte eine einzelne Mailadresse.',
        online: 'Das braucht das Netz.',
        takeOff: ({ name }: { name: string | number }) =>
          `${say.inside(name)} aus diesem Ticket herausnehmen`,
        takenOff: ({ n }: { n: string | number }) => `#${say.inside(n)}: jemand herausgenommen`,
        waitingOff: ({ name }: { name: string | number }) => `${say.inside(name)} herausnehmen`,
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
    }) => `${say.inside(who)} hat ${say.inside(field)} auf ${say.inside(to)} gesetzt`,
    changeCleared: ({ field, who }: { field: string | number; who: string | number }) =>
      `${say.inside(who)} hat ${say.inside(field)} entfernt`,
  }) as const

const turn = (say: Say) =>
  ({
    together: 'Gemeinsam schreiben',
    lockForMe: 'Für mich sperren',
    unlock: 'Entsperren',
    takeOver: 'Übernehmen',
    askReview: 'Um Durchsicht bitten…',
    hideTint: 'Nicht zeigen, wer was geschrieben hat',
    showTint: 'Zeigen, wer was geschrieben hat',
    locked: ({ n, name }: { n: number; name: string | number }) =>
      `Gesperrt von ${say.inside(name)} · wird nach ${say.plural(n) === 'one' ? `${say.number(n)} Minute` : `${say.number(n)} Minuten`} ohne Taste frei`,
    takenLocked: ({ n, name }: { n: number; name: string | number }) =>
      `${say.inside(name)} hat von Ihnen übernommen und gesperrt · wird nach ${say.plural(n) === 'one' ? `${say.number(n)} Minute` : `${say.number(n)} Minuten`} ohne Taste frei`,
    lockedForYou: ({ n }: { n: number }) =>
      `Für Sie gesperrt · wird nach ${say.plural(n) === 'one' ? `${say.number(n)} Minute` : `${say.number(n)} Minuten`} ohne Taste frei`,
    refused: ({ name }: { name: string | number }) =>
      `${say.inside(name)} hat diese Antwort gesperrt. Übernehmen Sie, um zu schreiben oder zu senden; nichts Getipptes geht verloren.`,
    writes: ({ name }: { name: string | number }) =>
      `${say.inside(name)} schreibt diese Antwort jetzt`,
    taken: ({ name }: { name: string | number }) => `${say.inside(name)} hat von Ihnen übernommen`,
    youWrite: 'Sie schreiben diese Antwort jetzt; die anderen sehen das',
    doneWriting: 'Fertig',
    askedYou: ({ name }: { name: string | number }) =>
      `${say.inside(name)} bittet Sie, diese Antwort durchzusehen`,
    waits: ({ name, when }: { name: string | number; when: string | number }) =>
      `Wartet auf die Durchsicht von ${say.inside(name)} · gebeten ${say.inside(when)}`,
    good: ({ name, when }: { name: string | number; when: string | number }) =>
      `${say.inside(name)}: sieht gut aus · ${say.inside(when)}`,
    changed: ({ name, when }: { name: string | number; when: string | number }) =>
      `${say.inside(name)} fand es gut · ${say.inside(when)} · seitdem geändert`,
    changes: ({ name, when }: { name: string | number; when: string | number }) =>
      `${say.inside(name)} bittet um Änderungen · ${say.inside(when)}`,
    notReviewed: ({ name }: { name: string | number }) =>
      `Noch nicht gesendet: ${say.inside(name)} hat diese Worte nicht für gut befunden. Noch einmal senden, um trotzdem zu senden.`,
    looksGood: 'Sieht gut aus',
    askChanges: 'Um Änderungen bitten…',
    askAgain: 'Noch einmal bitten',
    withdraw: 'Zurückziehen',
    askTitle: 'Jemanden um Durchsicht bitten',
    whom: 'Wen',
    askWords: 'Worauf zu achten ist (freiwillig)',
    askSubmit: 'Bitten',
    changesTitle: 'Um Änderungen bitten',
    changesWords: 'Was sich ändern soll',
    changesSubmit: 'Um Änderungen bitten',
    changesNeeded: 'Schreiben Sie, was sich ändern soll.',
    toldHint: ({ name }: { name: string | number }) =>
      `${say.inside(name)} erfährt es durch eine Notiz am Ticket mit Erwähnung.`,
    offlineHint: 'Sie sind offline: Es wird mitgeteilt, sobald dieses Gerät online ist.',
    nobody: 'Niemand sonst sieht dieses Ticket.',
    nothingToReview: 'Es gibt noch nichts durchzusehen.',
    askedNow: ({ name }: { name: string | number }) =>
      `${say.inside(name)} ist um Durchsicht gebeten`,
    askNote: 'Bitte sieh die Antwort durch, die ich schreibe.',
    goodNote: 'Die Antwort sieht gut aus.',
    lookOver: ({ name }: { name: string | number }) =>
      `Antwort durchsehen, um die ${say.inside(name)} bittet`,
    reviewedBy: ({ name }: { name: string | number }) => `Durchgesehen von ${say.inside(name)}`,
    unseenTitle: 'Nicht gesendet: Der Text ist ein anderer',
    unseenBy: ({ name }: { name: string | number }) =>
      `${say.inside(name)} hat diese Antwort geändert, während sie abgeschickt wurde. Die eigenen Worte stehen noch darin. Erst ansehen, dann erneut senden.`,
    unseen:
      'Diese Antwort wurde anderswo geändert, während sie abgeschickt wurde. Die eigenen Worte stehen noch darin. Erst ansehen, dann erneut senden.',
    lookAtIt: 'Ansehen',
  }) as const

const view = (say: Say) =>
  ({
    title: 'Gespeicherte Ansichten',
    saveTitle: 'Speichern, was zu sehen ist',
    name: 'Name',
    query: 'Suche',
    everything: 'alles in der Liste',
    shared: 'Auch das Team sieht sie',
    pinned: 'In der Seitenleiste zeigen',
    save: 'Ansicht speichern',
    saved: ({ name }: { name: string | number }) => `„${say.inside(name)}“ ist gespeichert`,
    removed: ({ name }: { name: string | number }) => `„${say.inside(name)}“ ist entfernt`,
    mine: 'Eigene',
    team: 'Im Team',
    none: 'Noch keine Ansicht gespeichert. Erst etwas suchen, dann hier speichern.',
    up: ({ name }: { name: string | number }) => `„${say.inside(name)}“ nach oben`,
    down: ({ name }: { name: string | number }) => `„${say.inside(name)}“ nach unten`,
    pin: ({ name }: { name: string | number }) =>
      `„${say.inside(name)}“ in der Seitenleiste zeigen`,
    share: ({ name }: { name: string | number }) => `„${say.inside(name)}“ mit dem Team teilen`,
    rename: ({ name }: { name: string | number }) => `Name von „${say.inside(name)}“`,
    remove: ({ name }: { name: string | number }) => `„${say.inside(name)}“ entfernen`,
    pinShort: 'Seitenleiste',
    shareShort: 'Team',
  }) as const

export const bundle = (sayIn: SayIn): Bundle => ({
  act: act(sayIn('de')),
  bulk: bulk(sayIn('de')),
  empty: empty(sayIn('de')),
  key: key(sayIn('de')),
  macro: macro(sayIn('de')),
  mail: mail(sayIn('de')),
  next: next(sayIn('de')),
  owed: owed(sayIn('de')),
  search: search(sayIn('de')),
  snooze: snooze(sayIn('de')),
  split: split(sayIn('de')),
  ticket: ticket(sayIn('de')),
  turn: turn(sayIn('de')),
  view: view(sayIn('de')),
})
