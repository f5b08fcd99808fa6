/** Made of words/de/*.json by `npm run words` (desk): change those, not this file. */
import type { Say, SayIn } from '../../../../shared/kit/say.ts'
import type { Bundle } from '../en/desk.ts'

const desk = (say: Say) =>
  ({
    settings: {
      title: 'Einstellungen',
      profile: 'Profil',
      role: {
        agent: 'Agent',
        lead: 'Leitung',
        admin: 'Admin',
      },
      look: 'Aussehen',
      theme: 'Farben',
      themes: {
        system: 'Wie das Gerät',
        light: 'Hell',
        dark: 'Dunkel',
        contrast: 'Hoher Kontrast',
      },
      density: 'Zeilen',
      densities: {
        comfortable: 'Geräumig',
        compact: 'Kompakt',
      },
      language: 'Sprache',
      languageOfBrowser: 'Wie der Browser',
      languageHint: 'Die Seite startet darin neu. Begonnenes bleibt erhalten.',
      keys: 'Tasten',
      singleKeys: 'Einzelne Tasten wie e, r oder j',
      singleKeysHint: 'Ausschalten beim Diktieren oder mit einem Screenreader, der Tasten sendet.',
      showKeys: 'Alle Tasten zeigen',
      undo: 'Senden zurücknehmen',
      undoInfo: ({ seconds }: { seconds: number }) =>
        seconds === 0
          ? 'In diesem Helpdesk gehen Antworten sofort hinaus. Das legt der Admin fest.'
          : say.plural(seconds) === 'one'
            ? `Der Server hält eine Antwort ${say.number(seconds)} Sekunde zurück, bevor sie hinausgeht; so lange nimmt z sie zurück. Das legt der Admin für den Helpdesk fest.`
            : `Der Server hält eine Antwort ${say.number(seconds)} Sekunden zurück, bevor sie hinausgeht; so lange nimmt z sie zurück. Das legt der Admin für den Helpdesk fest.`,
      signOut: 'Abmelden',
      signOutHint: 'Entfernt die Tickets, die auf diesem Gerät liegen.',
      signOutUnsent: ({ n }: { n: number }) =>
        say.plural(n) === 'one'
          ? `${say.number(n)} Änderung hat den Server noch nicht erreicht. Abmelden verwirft sie.`
          : `${say.number(n)} Änderungen haben den Server noch nicht erreicht. Abmelden verwirft sie.`,
      signOutAnyway: 'Abmelden und verwerfen',
      admin: 'Der Helpdesk',
      queues: 'Queues',
      people: 'Personen',
      sent: 'Gesendet',
      held: 'Zurückgehalten',
      domains: 'Maildomains',
      add: 'Hinzufügen',
      addQueue: 'Queue hinzufügen',
      addPerson: 'Person hinzufügen',
      name: 'Name',
      slug: 'Kurzname',
      slugHint: 'a-z, 0-9 und -; Teil von Adressen',
      address: 'Mailadresse',
      email: 'Mailadresse',
      roleLabel: 'Rolle',
      form: 'Formular',
      noAddress: 'keine Adresse',
      disabled: 'deaktiviert',
      sentLead:
        'Was der Helpdesk gemailt hat, Neuestes zuerst. Ohne Mail-Relay wird es hier aufbewahrt.',
      heldLead: 'Mail, die kein Ticket wurde, und warum. Nichts wird ungesehen weggeworfen.',
      nothingSent: 'Noch nichts gesendet',
      relayAway: ({ count, since }: { count: number; since: string | number }) =>
        `Das Mail-Relay nimmt gerade nichts an. ${say.plural(count) === 'one' ? 'Eine Mail wartet' : `${say.number(count)} Mails warten`} (die älteste: ${say.inside(since)}). Nichts geht verloren; jede wird fünf Tage lang weiter versucht.`,
      older: 'Ältere zeigen',
      from: 'Von',
      to: 'An',
      subject: 'Betreff',
      when: 'Wann',
      reason: 'Warum',
      state: 'Zustand',
      needsServer: 'Das kommt vom Server; es erscheint, sobald der Server erreichbar ist.',
      loading: 'Der Server wird gefragt…',
      queueAdded: ({ name }: { name: string | number }) => `Queue ${say.inside(name)} hinzugefügt`,
      personAdded: ({ name }: { name: string | number }) => `${say.inside(name)} hinzugefügt`,
      open: 'Öffnen',
    },
    queue: {
      title: ({ name }: { name: string | number }) => `Queue ${say.inside(name)}`,
      change: 'Ändern',
      changeOf: ({ name }: { name: string | number }) => `${say.inside(name)} ändern`,
      gone: 'Diese Queue gibt es nicht mehr.',
      addressHint: 'Mail an diese Adresse wird hier zum Ticket. Leer: nur über das Formular.',
      about: 'Wofür diese Queue da ist',
      aboutHint: 'Eine Zeile über dem Formular.',
      sender: 'Absendername nach dem der antwortenden Person',
      signature: 'Signatur',
      signatureHint: 'Unter jeder Mail. {{agent}}, {{queue}} und {{desk}} werden ausgefüllt.',
      quoting: 'Die beantwortete Nachricht unter einer Antwort zitieren',
      quotingHint:
        'Kurz und nur, wenn die Antwort allein an deren Absender geht, ohne Kopie an andere.',
      endMailed: 'Per Mail Bescheid geben, wenn ein Ticket gelöst oder geschlossen ist',
      endMailedHint:
        'Die Mail sagt, dass eine Antwort es wieder öffnet. Eine Antwort mit „Senden & lösen“ sagt es selbst.',
      preview: 'So endet eine Antwort',
      from: ({ name }: { name: string | number }) => `Von ${say.inside(name)}`,
      save: 'Speichern',
      saved: ({ name }: { name: string | number }) => `${say.inside(name)} ist gespeichert`,
      fromAddress: ({ address, name }: { address: string | number; name: string | number }) =>
        `Von ${say.inside(name)} <${say.inside(address)}>`,
      previewNumber: 'Ticket #123',
    },
    look: {
      title: 'Alle Mails',
      deskName: 'Name des Helpdesks',
      color: 'Farbe von automatischen Mails',
      colorHint:
        'Eine Linie oben und der Knopf. Weiße Schrift steht darauf, also muss sie dunkel genug sein.',
      logo: 'Logo',
      logoHint: ({ bytes, px }: { bytes: string | number; px: number }) =>
        `Ein PNG, JPEG oder GIF mit höchstens ${say.inside(bytes)} und ${say.number(px)} Pixeln je Seite. Es geht in den Mails selbst mit und steht auf öffentlichen Seiten.`,
      addLogo: 'Bild auswählen',
      otherLogo: 'Anderes auswählen',
      removeLogo: 'Entfernen',
      logoSaved: 'Das Logo ist ab jetzt auf Mails und Seiten.',
      logoRemoved: 'Das Logo ist entfernt.',
      logoOnReplies: 'Auch auf dem, was Agents schreiben',
      save: 'Speichern',
      saved: 'Gespeichert. Mails sehen ab jetzt so aus.',
    },
    held: {
      lists: {
        held: 'Zurückgehalten',
        automated: 'Automatisch',
        dismissed: 'Abgelegt',
      },
      about: {
        held: 'Das sollte jemand ansehen: Schleifen, zu viel auf einmal, falsche Absender, Adressen ohne Queue.',
        automated:
          'Von Maschinen geschrieben: automatische Antworten, Newsletter, Zustellberichte.',
        dismissed: 'Von jemandem abgelegt; 90 Tage aufbewahrt.',
      },
      nothing: {
        held: 'Nichts zurückgehalten',
        automated: 'Keine Maschine hat geschrieben',
        dismissed: 'Nichts abgelegt',
      },
      signs: {
        machine: 'Eine Maschine hat sie gesendet',
        many: 'Sie ging an viele',
        list: 'Sie kommt von einer Mailingliste',
        report: 'Ein Mailserver hat sie geschrieben',
        bounce: 'Sie meldet eine unzustellbare Mail, aber keine von uns',
      },
      noSubject: '(kein Betreff)',
      noSender: 'kein Absender',
      noQueue: 'keine Queue',
      noText: '(kein Text)',
      text: 'Text der Mail',
      cut: 'Er geht weiter; das Original hat alles.',
      judged: 'Prüfungen',
      files: 'Dateien',
      original: 'Original herunterladen',
      masked: 'Wer diese Mail liest, kommt damit anderswo hinein. Codes und Links sind verdeckt.',
      uncover: 'Verdecktes zeigen',
      where: 'Freigeben als',
      ways: {
        queue: 'Neues Ticket',
        ticket: 'Nachricht auf einem Ticket',
      },
      queue: 'In Queue',
      number: 'Ticketnummer',
      why: 'Warum',
      whyHint: 'Steht auf dem Ticket. Niemand bekommt automatisch Antwort.',
      release: 'Freigeben',
      released: ({ n }: { n: string | number }) =>
        `Freigegeben. Sie ist jetzt auf #${say.inside(n)}.`,
      openTicket: ({ n }: { n: string | number }) => `#${say.inside(n)} öffnen`,
      dismiss: 'Ablegen',
      dismissed: 'Abgelegt',
      wasDismissed: 'Abgelegt. Sie wird 90 Tage aufbewahrt.',
      spamSender: ({ n }: { n: string | number }) =>
        `Alles von diesem Absender ist als Spam markiert (zuletzt: #${say.inside(n)})`,
      because: ({ reason, sign }: { reason: string | number; sign: string | number }) =>
        `${say.inside(sign)} (${say.inside(reason)})`,
    },
    people: {
      change: 'Ändern',
      changeOf: ({ name }: { name: string | number }) => `${say.inside(name)} ändern`,
      title: ({ name }: { name: string | number }) => `${say.inside(name)} ändern`,
      seesAll: 'Alle Queues, auch künftige',
      queuesLegend: 'Was diese Person sieht',
      noQueues: 'Wählen Sie eine Queue oder alle.',
      adminSeesAll: 'Admins sehen jede Queue.',
      isOn: 'Darf sich anmelden',
      isOnHint:
        'Ist dies aus, wird die Person überall sofort abgemeldet, und die Tickets auf ihren Geräten werden gelöscht.',
      saved: ({ name }: { name: string | number }) => `${say.inside(name)} geändert`,
      queuesLabel: 'Queues',
      all: 'alle',
      gone: 'Diese Person gibt es nicht mehr.',
      own: 'Das sind Sie. Ihren Zugang oder Ihre Rolle kann ein anderer Admin ändern.',
      save: 'Speichern',
    },
    sessions: {
      title: 'Geräte',
      lead: 'Wo Sie angemeldet sind. Wer ein Gerät verliert, beendet es hier: Beim nächsten Kontakt werden seine Tickets gelöscht, und es ist abgemeldet.',
      this: 'Dieses',
      began: 'Angemeldet',
      seen: 'Zuletzt gesehen',
      kind: 'Was',
      browser: 'Browser',
      bearer: 'Programm mit Token',
      end: 'Dort abmelden',
      endAsk: 'Was es noch nicht gesendet hat, ist verloren.',
      ended: 'Dort abgemeldet',
    },
    mailTrouble: {
      away: ({ time }: { time: string | number }) =>
        `Seit ${say.inside(time)} geht keine Mail hinaus: Das Mail-Relay nimmt keine an. Antworten warten und gehen von selbst hinaus; nichts geht verloren.`,
      certificateEnds: ({ day }: { day: string | number }) =>
        `Das Zertifikat für eingehende Mail endet am ${say.inside(day)}.`,
      certificateEnded: ({ day }: { day: string | number }) =>
        `Das Zertifikat für eingehende Mail ist am ${say.inside(day)} abgelaufen.`,
      certificateBad:
        'Das Zertifikat für eingehende Mail ist nicht verwendbar: Mail kommt unverschlüsselt an.',
    },
  }) as const

const keySetting = (say: Say) =>
  ({
    title: 'Tasten',
    lead: 'Alle Befehle und ihre Tasten, nur auf diesem Gerät.',
    change: ({ title }: { title: string | number }) => `Taste von „${say.inside(title)}“ ändern`,
    changeShort: 'Ändern',
    toPage: 'Tasten ändern',
    remove: 'Keine Taste',
    removeOf: ({ title }: { title: string | number }) =>
      `Tasten von „${say.inside(title)}“ entfernen`,
    standard: 'Zurück zum Standard',
    standardOf: ({ title }: { title: string | number }) =>
      `Standardtasten für „${say.inside(title)}“`,
    allStandard: 'Alle zurück zum Standard',
    none: 'keine Taste',
    press: 'Die neue Taste drücken oder zwei nacheinander…',
    pressHint: 'Enter übernimmt, was da steht, Escape lässt alles, wie es war.',
    take: 'Übernehmen',
    other: 'Andere Taste',
    changed: ({ title }: { title: string | number }) =>
      `Die Taste von „${say.inside(title)}“ ist geändert.`,
    wasStandard: 'Alle Tasten sind wieder Standard.',
    refused: {
      reserved: 'Die braucht der Browser oder ein Screenreader.',
      composer: 'Die wird beim Schreiben gebraucht.',
      plain: 'Die gehört dem, was den Fokus hat.',
      taken: ({ title }: { title: string | number }) =>
        `Die ist schon vergeben an „${say.inside(title)}“.`,
    },
  }) as const

const mailSetup = (say: Say) =>
  ({
    mailbox: {
      title: 'Postfächer',
      lead: 'Wo Mail an die Adresse einer Queue noch nicht von selbst hierher kommt, holt der Helpdesk sie aus einem Postfach beim Anbieter (IMAP). Jede Queue kann eines haben.',
      queue: 'Queue',
      account: 'Postfach',
      none: 'keins',
      setUp: 'Einrichten',
      change: 'Ändern',
      changeOf: ({ queue }: { queue: string | number }) => `Postfach von ${say.inside(queue)}`,
      works: 'Wird abgeholt',
      begins: 'Beginnt',
      fails: 'Schlägt fehl',
      off: 'Aus',
      nobody: 'Kein Mail-Gateway holt es ab. Läuft es?',
      last: ({ ago }: { ago: string | number }) => `Letzte Mail: ${say.inside(ago)}`,
      waiting: ({ n }: { n: number }) =>
        `${say.plural(n) === 'one' ? `${say.number(n)} Mail wartet` : `${say.number(n)} Mails warten`} auf das Abholen`,
      left: ({ n }: { n: number }) =>
        `${say.plural(n) === 'one' ? `${say.number(n)} Mail war zu groß oder nicht lesbar und blieb` : `${say.number(n)} Mails waren zu groß oder nicht lesbar und blieben`} im Postfach.`,
      titleOf: ({ queue }: { queue: string | number }) => `Postfach von ${say.inside(queue)}`,
      about: ({ address }: { address: string | number }) =>
        `Was in diesem Ordner liegt, wird Mail an ${say.inside(address)}. Mail, die auch auf anderem Weg kommt, ist ein Ticket.`,
      isOn: 'Aus diesem Postfach abholen',
      host: 'Server',
      security: 'Verschlüsselung',
      securities: {
        tls: 'TLS',
        starttls: 'STARTTLS',
        none: 'Keine (nur lokal)',
      },
      port: 'Port',
      user: 'Benutzername',
      signIn: 'Anmeldung',
      signIns: {
        password: 'Passwort',
        'refresh-token': 'OAuth mit Refresh-Token',
        'client-credentials': 'OAuth als die App selbst',
      },
      tokenUrl: 'Token-Adresse',
      tokenUrlHint: ({
        google,
        microsoft,
      }: {
        google: string | number
        microsoft: string | number
      }) => `Bei Google ${say.inside(google)}, bei Microsoft ${say.inside(microsoft)}.`,
      clientId: 'Client-ID',
      clientSecret: 'Client-Geheimnis',
      refreshToken: 'Refresh-Token',
      tokenKept: 'Gespeichert. Leer lassen, um es weiter zu benutzen.',
      tokenHint: 'Wird versiegelt gespeichert und nie wieder gezeigt.',
      scope: 'Scope',
      scopeHint: ({ microsoft }: { microsoft: string | number }) =>
        `Wörter mit Leerzeichen dazwischen, wie der Anbieter sie nennt; bei Microsoft ${say.inside(microsoft)}.`,
      password: 'Passwort',
      passwordKept: 'Eines ist gespeichert. Leer lassen, um es weiter zu benutzen.',
      passwordHint:
        'Wird versiegelt gespeichert und nie wieder gezeigt. Viele Anbieter wollen hier ein App-Passwort. Leer: aus der Datei des Gateways.',
      folder: 'Ordner',
      after: 'Was abgeholt ist',
      afters: {
        leave: 'bleibt, wie es ist',
        seen: 'wird als gelesen markiert',
        move: 'wird in einen Ordner verschoben',
        delete: 'wird gelöscht',
      },
      moveTo: 'Zielordner',
      since: 'Tage Rückblick beim ersten Mal',
      sinceHint:
        '0: nur, was ab jetzt kommt. Auf Mail, die älter als ein Tag ist, geht keine Antwort hinaus.',
      authservs: 'Dem wird bei Absendern geglaubt',
      authservsHint:
        'Der Name, unter dem der Anbieter Authentication-Results schreibt, etwa mx.google.com. Ohne ihn gelten Absender als nicht geprüft.',
      save: 'Speichern',
      test: 'Testen',
      remove: 'Entfernen',
      removeSure: 'Einstellungen und Passwort verschwinden. Mail bleibt unberührt.',
      testing: 'Das Gateway versucht es…',
      saved: ({ queue }: { queue: string | number }) =>
        `Das Postfach von ${say.inside(queue)} ist gespeichert`,
      removed: ({ queue }: { queue: string | number }) =>
        `Das Postfach von ${say.inside(queue)} ist entfernt`,
      good: ({ n }: { n: number }) =>
        `Es geht. ${say.plural(n) === 'one' ? `${say.number(n)} Mail ist` : `${say.number(n)} Mails sind`} im Ordner.`,
      noIdle: 'Der Server meldet neue Mail nicht; er wird alle zwei Minuten gefragt.',
      whatToDo: {
        'mailbox/password': 'Anbieter mit Anmeldung in zwei Schritten wollen ein App-Passwort.',
        'mailbox/token':
          'Ist der Benutzername die Adresse des Postfachs, und gilt der Scope für IMAP?',
        'mailbox/grant':
          'Vielleicht ist die Zustimmung abgelaufen oder widerrufen, oder das Client-Geheimnis ist zu alt. Ein neues eintragen.',
        'mailbox/token-host':
          'Auf Tippfehler prüfen. Adressen im eigenen Netz müssen erst erlaubt werden.',
        'mailbox/no-grant': 'Hier eintragen.',
        'mailbox/no-password': 'Hier eingeben oder in die Datei des Gateways schreiben.',
        'mailbox/unknown-host': 'Den Namen auf Tippfehler prüfen.',
        'mailbox/unreachable': 'Stimmt der Port, und darf dieser Rechner sich dorthin verbinden?',
        'mailbox/time-out':
          'Stimmt der Port? Vielleicht verwirft eine Firewall die Verbindung still.',
        'mailbox/certificate': 'Den Namen verwenden, für den das Zertifikat gilt.',
        'mailbox/tls': 'TLS ist meist auf Port 993, STARTTLS auf 143.',
        'mailbox/plain': 'TLS oder STARTTLS wählen.',
        'mailbox/folder': 'So schreiben, wie das Mailprogramm ihn zeigt, mit den Ordnern darüber.',
        'mailbox/extension': 'Was abgeholt ist, so lassen oder als gelesen markieren.',
        'mailbox/refused': '',
        'mailbox/silent-gateway': '',
        'kit/storage': '',
      },
      aboutLater:
        'Was in diesem Ordner liegt, wird Mail an diese Queue, sobald sie eine Adresse hat. Mail, die auch auf anderem Weg kommt, ist ein Ticket.',
    },
    move: {
      title: 'Umzug einer Adresse',
      lead: 'Eine bekannte Adresse wie support@ zieht in ruhigen Schritten hierher um: zuerst neben dem heutigen Postfach, dann allein, mit Nachweis. Unterwegs geht nichts verloren, und jeder Schritt lässt sich zurücknehmen.',
      begin: 'Umzug beginnen',
      beginIt: 'Beginnen',
      which: 'Adresse',
      choose: 'Adresse auswählen…',
      noneLeft:
        'Alle Adressen dieses Helpdesks stehen auf dieser Seite. Zuerst eine Queue mit der Adresse hinzufügen.',
      place: 'Wie die Mail zuerst hierher kommt',
      places: {
        forward: 'Der alte Server reicht von jeder Mail eine Kopie an den Helpdesk weiter',
        mailbox: 'Der Helpdesk holt Mail aus dem alten Postfach ab (IMAP)',
        mx: 'Der MX-Eintrag zeigt sofort hierher',
      },
      servers: 'Namen der alten Mailserver',
      serversHint:
        'Mail, die über einen davon kam, zählt als weitergereicht. Es sind die Hostnamen, die heute im MX-Eintrag der Domain stehen; ohne sie ist eine Weiterleitung nur an Delivered-To zu erkennen.',
      noServer: ({ name }: { name: string | number }) =>
        `„${say.inside(name)}“ ist nicht der Name eines Mailservers. Er sieht aus wie mail.provider.example.`,
      quietDays: 'Tage ohne Mail nur auf dem alten Weg',
      quietDaysHint: 'So lange dauert es, bis es heißt, dass Mail nur hierher kommt.',
      savePlan: 'Speichern',
      changePlan: 'Ändern',
      watched: ({ n }: { n: number }) =>
        `Seit ${say.plural(n) === 'one' ? `${say.number(n)} Tag` : `${say.number(n)} Tagen`} beobachtet.`,
      begunAt: ({ ago }: { ago: string | number }) => `begonnen: ${say.inside(ago)}`,
      steps: {
        planned: 'Geplant',
        both: 'Beide Wege',
        redirected: 'Nur hierher',
        done: 'Fertig',
      },
      now: 'Was jetzt zu tun ist',
      todo: {
        planned: [
          'Allen, die im alten Postfach arbeiten, sagen, dass Mail eine Weile an beiden Orten ist.',
          'Die Person zur Hand haben, die sich um die Einträge der Domain und den alten Mailserver kümmert.',
          'Die Gültigkeitsdauer (TTL) des MX-Eintrags auf eine Stunde senken, einen Tag vor der Änderung.',
        ],
        redirected: [
          'Ab jetzt nur noch hier antworten. Was im alten Postfach noch offen ist, lässt sich dort beantworten oder an die Adresse weiterleiten.',
          'Das alte Postfach einige Wochen lassen, wie es ist. Dann seine Weiterleitung abschalten oder das Abholen unter Postfächer.',
        ],
        done: [
          'Nichts. Mail wird nicht mehr gezählt, und das alte Postfach kann geschlossen werden.',
        ],
      },
      todoBoth: {
        forward: [
          'Beim alten Anbieter die Zustellung an einen zweiten Server mit demselben Empfänger einschalten. Google Workspace nennt das doppelte Zustellung (Gmail, Routing), Microsoft 365 einen Connector mit Nachrichtenflussregel, Postfix einen transport; eine Kopie bleibt im Postfach.',
          'Eine einfache Weiterleitung an eine andere Adresse genügt nicht: Der Helpdesk nimmt nur Mail für diese Adresse.',
          'Einen Test senden. Er sollte über den alten Server kommen.',
          'Wenn alles bereit ist, den MX-Eintrag hierher zeigen lassen. Bis dahin kann im alten Postfach weiter geantwortet werden.',
        ],
        mailbox: [
          'Das Abholen unter Postfächer einrichten und Abgeholtes im Postfach lassen.',
          'Einen Test senden. Er sollte aus dem alten Postfach kommen.',
          'Wenn alles bereit ist, den MX-Eintrag hierher zeigen lassen. Bis dahin kann im alten Postfach weiter geantwortet werden.',
        ],
        mx: [
          'Den MX-Eintrag hierher zeigen lassen, wie er unter Maildomains steht. Den alten Server weiterlaufen lassen: Andere Server merken sich den alten Eintrag, solange seine Gültigkeitsdauer läuft.',
          'Einen Test senden. Er sollte direkt hierher kommen.',
          'Das Abholen unter Postfächer einrichten für das, was noch ins alte Postfach gelangt.',
        ],
      },
      records: 'Einträge der Domain',
      noFindings: 'Noch nicht geprüft.',
      toDomains: 'Zu veröffentlichende Einträge und neue Prüfung',
      toMailbox: 'Abholen einrichten',
      ofQueue: 'Diese Adresse vom heutigen Postfach hierher umziehen',
      volume: 'Mail nach Tagen',
      noMail: 'Seit Beginn des Umzugs noch keine Mail an diese Adresse.',
      kinds: {
        direct: 'direkt hierher',
        twice: 'auf beiden Wegen',
        alone: 'nur auf dem alten Weg',
      },
      most: ({ n }: { n: number }) => `höchstens ${say.number(n)} am Tag`,
      asTable: 'Als Tabelle',
      day: 'Tag',
      columns: [
        'Mails',
        'Direkt hierher',
        'Weitergereicht',
        'Abgeholt',
        'Beide Wege',
        'Nur alter Weg',
      ],
      test: 'Testmail',
      testAbout:
        'Über das Relay geht eine Mail an diese Adresse, wie sie von außen käme, und wird beim Eintreffen wiedererkannt. Sie wird kein Ticket.',
      sendTest: 'Testmail senden',
      testStates: {
        'under-way': 'Unterwegs.',
        arrived: 'Angekommen.',
        late: 'Noch nicht angekommen.',
        'not-delivered': 'Nicht zugestellt.',
      },
      came: {
        direct: ({ seconds }: { seconds: number }) =>
          seconds === 0
            ? 'Direkt hierher, sofort.'
            : say.plural(seconds) === 'one'
              ? `Direkt hierher, nach ${say.number(seconds)} Sekunde.`
              : `Direkt hierher, nach ${say.number(seconds)} Sekunden.`,
        forwarded: ({ seconds }: { seconds: number }) =>
          seconds === 0
            ? 'Über den alten Server, sofort.'
            : say.plural(seconds) === 'one'
              ? `Über den alten Server, nach ${say.number(seconds)} Sekunde.`
              : `Über den alten Server, nach ${say.number(seconds)} Sekunden.`,
        fetched: ({ seconds }: { seconds: number }) =>
          seconds === 0
            ? 'Aus dem alten Postfach, sofort.'
            : say.plural(seconds) === 'one'
              ? `Aus dem alten Postfach, nach ${say.number(seconds)} Sekunde.`
              : `Aus dem alten Postfach, nach ${say.number(seconds)} Sekunden.`,
      },
      proof: 'Bevor es heißt, dass Mail nur hierher kommt',
      proved: 'Erwiesen: Eine Testmail kam direkt hierher, und nichts kommt nur auf dem alten Weg.',
      unproved: 'Jemand hat erklärt, dass Mail nur hierher kommt, ohne dass es erwiesen war.',
      toBoth: 'Mail nimmt jetzt beide Wege',
      toRedirected: 'Mail kommt nur hierher',
      allTheSame: 'Trotzdem erklären, dass Mail nur hierher kommt',
      toDone: 'Der Umzug ist fertig',
      back: 'Einen Schritt zurück',
      remove: 'Diesen Umzug entfernen',
      removeSure: 'Auch das Gezählte verschwindet. Mail bleibt unberührt.',
      ended: ({ queue }: { queue: string | number }) =>
        `Der Umzug von ${say.inside(queue)} ist entfernt`,
    },
    domains: {
      ofQueues: 'Einträge dieser Domains und ob Mail signiert wird',
      lead: 'Die Domains, von denen Queues schreiben. Ihre Einträge entscheiden, ob der Mail des Helpdesks geglaubt wird. Einen Eintrag dort veröffentlichen, wo der Nameserver der Domain verwaltet wird, dann hier prüfen. Manche Formulare dort wollen den Namen ohne die Domain am Ende.',
      none: 'Noch keine Queue hat eine Mailadresse. Sobald eine da ist, erscheint hier ihre Domain.',
      check: 'Jetzt prüfen',
      checking: 'Wird gefragt…',
      wasChecked: ({ domain }: { domain: string | number }) =>
        `${say.inside(domain)} wurde geprüft`,
      checked: ({ ago }: { ago: string | number }) => `Geprüft: ${say.inside(ago)}.`,
      notChecked: 'Noch nicht geprüft.',
      signed: 'Mail wird signiert.',
      notSigned: 'Mail wird noch nicht signiert.',
      relaySigns: 'Das Relay signiert.',
      kinds: {
        mx: 'Wohin Mail geht (MX)',
        spf: 'Wer senden darf (SPF)',
        dkim: 'Signatur (DKIM)',
        dmarc: 'Was mit dem Rest geschieht (DMARC)',
      },
      about: {
        mx: 'Durch diesen Eintrag kommt Mail für die Domain hierher. Nimmt sie zuerst ein eigener Mailserver an, dessen Eintrag so lassen und ihn die Mail an den Helpdesk weiterreichen lassen.',
        spf: 'Eine Domain hat einen SPF-Eintrag. Gibt es schon einen, die Wörter von diesem dort einfügen.',
        dkim: 'Jede Mail wird mit einem Schlüssel signiert, den nur dieser Helpdesk hat. Empfänger finden die andere Hälfte in diesem Eintrag. Nichts wird signiert, bevor der Eintrag zu sehen ist. Ein Formular, das höchstens 255 Zeichen nimmt, will den Wert in zwei Teilen, jeden in Anführungszeichen.',
        dmarc:
          'Sagt, was Empfänger mit Mail tun, die weder von einem erlaubten Server kommt noch signiert ist.',
      },
      noHost:
        'Dieser Helpdesk hat noch keinen öffentlichen Namen (DESKSIDE_PUBLIC_URL), daher ist kein Eintrag vorzuschlagen.',
      states: {
        good: 'Richtig',
        advice: 'Geht besser',
        bad: 'Muss geändert werden',
        unknown: 'Nicht bekannt',
      },
      type: 'Typ',
      recordName: 'Name',
      recordValue: 'Wert',
      optional: 'empfehlenswert',
      copy: ({ value, what }: { value: string | number; what: string | number }) =>
        `Kopieren: ${say.inside(what)}, ${say.inside(value)}`,
      copyShort: 'Kopieren',
      keys: 'Schlüssel',
      algorithms: {
        'rsa-sha256': 'RSA',
        'ed25519-sha256': 'Ed25519',
      },
      keyStates: {
        waiting: 'wartet, bis sein Eintrag zu sehen ist',
        signing: 'signiert',
        retired: 'signiert nicht mehr',
      },
      retired: ({ day }: { day: string | number }) =>
        `signiert nicht mehr; Eintrag bis ${say.inside(day)} stehen lassen`,
      vouch: 'Ungesehen signieren',
      unvouch: 'Nur signieren, wenn er zu sehen ist',
      vouched: 'Ab jetzt wird Mail mit diesem Schlüssel signiert',
      unvouched: 'Es zählt wieder, was zu sehen ist',
      vouchHint:
        'Nur dann signieren, ohne den Eintrag zu sehen, wenn er veröffentlicht ist und von diesem Rechner aus nicht zu sehen ist: Eine Signatur, die niemand prüfen kann, schadet.',
      rotate: 'Neue Schlüssel erzeugen',
      rotated: 'Neue Schlüssel sind erzeugt. Ihre Einträge veröffentlichen.',
      rotateHint:
        'Die alten signieren, bis die Einträge der neuen zu sehen sind; danach bleiben ihre eigenen noch eine Woche.',
    },
  }) as const

const push = (say: Say) =>
  ({
    title: 'Benachrichtigungen',
    lead: 'Dieser Browser kann Bescheid geben, wenn etwas geschieht, auch bei geschlossenem Deskside. Er nennt Nummer, Queue und was geschah, nie, was jemand geschrieben hat: Wer neben einem gesperrten Bildschirm steht, liest mit.',
    on: 'Auf diesem Gerät benachrichtigen',
    queues: 'Neue Tickets in',
    queuesHint: 'Ohne Auswahl wird keines gemeldet.',
    noQueues: 'Es gibt keine sichtbare Queue.',
    answers: 'Antworten auf eigene und auf beobachtete Tickets sowie Notizen, die mich erwähnen',
    promises: 'Zusagen auf eigenen Tickets, die bald oder schon gebrochen sind',
    quiet: 'Ruhezeit',
    quietHint: ({ zone }: { zone: string | number }) =>
      `Nach der eigenen Uhr (${say.inside(zone)}). Was dann geschieht, wird nicht nachträglich gemeldet; es steht in der Liste.`,
    from: 'Von',
    to: 'Bis',
    save: 'Speichern',
    saved: 'Dieses Gerät benachrichtigt jetzt wie gewählt.',
    off: 'Dieses Gerät benachrichtigt nicht mehr.',
    test: 'Test senden',
    testSent:
      'Unterwegs. Er kommt binnen Sekunden, außer das System hält Benachrichtigungen zurück.',
    missing: {
      unsupported: 'Dieser Browser kann bei geschlossenem Deskside nicht benachrichtigen.',
      insecure:
        'Browser erlauben das nur über https. Darum kümmert sich, wer diesen Helpdesk betreibt.',
      denied:
        'Benachrichtigungen dieser Website sind im Browser blockiert. In den Einstellungen der Website erlauben, dann hierher zurückkommen.',
      ios: 'Auf iPhone und iPad geht das erst, wenn Deskside auf dem Home-Bildschirm liegt.',
      noWorker:
        'Der Teil, der Benachrichtigungen annimmt, ist noch nicht bereit. Diese Seite gleich noch einmal laden.',
      refused:
        'Der Browser hat keine Adresse zum Senden genannt. Vielleicht ist er offline, oder es ist dort abgeschaltet.',
    },
    badge: 'Die Zahl auf dem Symbol sagt, wie viele eigene Tickets ungelesen sind.',
    noBadge: 'Dieser Browser zeigt keine Zahl auf dem Symbol.',
    install: {
      title: 'Installieren',
      why: 'Installiert hat Deskside ein eigenes Fenster und Symbol, startet ohne Netz, und seine Daten bleiben, wenn der Browser aufräumt.',
      do: 'Deskside installieren',
      done: 'Deskside ist hier installiert.',
      ios: 'In Safari auf „Teilen“ tippen, dann „Zum Home-Bildschirm“. Benachrichtigungen brauchen das, und sonst löscht Safari nach sieben Tagen ohne Besuch, was eine Website gespeichert hat.',
      menu: 'Wo es geht, bietet der Browser es in seinem Menü oder in der Adressleiste an.',
    },
    share: {
      title: 'Mit Deskside geteilt',
      words: 'Was geteilt wurde',
      lead: 'Es bleibt auf diesem Gerät, bis etwas daraus gemacht oder es verworfen wird.',
      saveFile: ({ name }: { name: string | number }) => `${say.inside(name)} speichern`,
      toNew: 'Neues Ticket',
      toNote: 'Notiz auf einem Ticket',
      toNoteHint: 'Text und Dateien werden eine Notiz, die sich noch ändern lässt.',
      filesWait:
        'In ein neues Ticket passen keine Dateien: Sie bleiben hier, bis sie auf eines gelegt werden.',
      discard: 'Verwerfen',
      later: 'Später',
      lost: 'Das Geteilte hat Deskside nicht erreicht. Bitte noch einmal teilen.',
      noted: ({ number }: { number: string | number }) =>
        `Die Notiz auf #${say.inside(number)} ist begonnen. Ansehen, dann hinzufügen.`,
      more: ({ n }: { n: number }) =>
        say.plural(n) === 'one'
          ? `${say.number(n)} weiteres wartet`
          : `${say.number(n)} weitere warten`,
      fileNotKept: ({ name }: { name: string | number }) =>
        `${say.inside(name)} konnte auf diesem Gerät nicht gespeichert werden.`,
    },
    mail: {
      unread: ({ name }: { name: string | number }) =>
        `${say.inside(name)} ist keine Mail, die hier lesbar ist.`,
      from: ({ from }: { from: string | number }) => `Mail von ${say.inside(from)}`,
      fromAt: ({ date, from }: { date: string | number; from: string | number }) =>
        `Mail von ${say.inside(from)}, ${say.inside(date)}`,
      copy: ({ addresses }: { addresses: string | number }) => `Kopie an: ${say.inside(addresses)}`,
    },
    noTicket: 'Dieser Link führt zu keinem Ticket dieses Helpdesks.',
  }) as const

const sla = (say: Say) =>
  ({
    title: 'Zusagen',
    lead: 'Für ein Ticket gilt die erste Richtlinie, die passt, von oben nach unten. Passt keine, gilt die Zusage der Queue.',
    policies: 'Richtlinien',
    calendars: 'Kalender',
    name: 'Name',
    applies: 'Gilt für',
    promises: 'Zusagen',
    state: 'Zustand',
    change: 'Ändern',
    changeOf: ({ name }: { name: string | number }) => `${say.inside(name)} ändern`,
    up: ({ name }: { name: string | number }) => `${say.inside(name)} nach oben`,
    addPolicy: 'Richtlinie hinzufügen',
    addCalendar: 'Kalender hinzufügen',
    newPolicy: 'Neue Richtlinie',
    newCalendar: 'Neuer Kalender',
    noPolicies: 'Noch keine Richtlinien: Es gilt die Zusage jeder Queue.',
    states: {
      live: 'In Kraft',
      draft: 'Entwurf',
      off: 'Aus',
    },
    stateHint: 'Ein Entwurf sagt niemandem etwas zu; unten steht, was er eingehalten hätte.',
    every: 'Alle Tickets',
    queues: 'Queues',
    priorities: 'Prioritäten',
    priority: {
      low: 'Niedrig',
      normal: 'Normal',
      high: 'Hoch',
      urgent: 'Dringend',
    },
    tags: 'Schlagwörter',
    organisations: 'Organisationen',
    listHint: 'Durch Kommas getrennt. Leer: alle.',
    calendar: 'Kalender',
    ownHours: 'Eigene Zeiten des Helpdesks',
    targets: {
      firstResponse: 'Erste Antwort',
      nextResponse: 'Nächste Antwort',
      update: 'Update',
      resolution: 'Lösung',
    },
    hours: ({ name }: { name: string | number }) => `${say.inside(name)}: Stunden`,
    time: ({ name }: { name: string | number }) => `${say.inside(name)}: gezählt in`,
    warn: ({ name }: { name: string | number }) => `${say.inside(name)}: Minuten vorher warnen`,
    hoursHead: 'Stunden',
    timeHead: 'Gezählt in',
    warnHead: 'Warnen (min)',
    times: {
      business: 'Geschäftszeit',
      wall: 'allen Stunden',
    },
    targetHint: 'Leer: nicht zugesagt. Eine erste oder nächste Antwort pausiert nicht.',
    pauses: 'Lösung und Update pausieren, während ein Ticket wartet oder angehalten ist',
    alarms: 'Bescheid geben, wenn eine Zusage bald oder schon abgelaufen ist',
    alarmsHint:
      'Per Mail an die zuständige Person, sonst an das Team der Queue, sonst an die Leitung.',
    raise: 'Nach Ablauf die Priorität erhöhen auf',
    moveTo: 'und verschieben nach',
    unchanged: 'so lassen',
    save: 'Speichern',
    remove: 'Entfernen',
    removeSure: 'Tickets, für die sie gilt, bleiben dabei, bis sich etwas an ihnen ändert.',
    saved: ({ name }: { name: string | number }) => `${say.inside(name)} ist gespeichert.`,
    removed: ({ name }: { name: string | number }) => `${say.inside(name)} ist entfernt.`,
    simulate: 'An den letzten 30 Tagen erproben',
    simulating: ({ done, of }: { done: number; of: number }) =>
      `${say.number(done)} von ${say.plural(of) === 'one' ? `${say.number(of)} Ticket` : `${say.number(of)} Tickets`}…`,
    simulated: ({ asIf, asIs, tickets }: { asIf: number; asIs: number; tickets: number }) =>
      `Von ${say.plural(tickets) === 'one' ? `${say.number(tickets)} Ticket` : `${say.number(tickets)} Tickets`}: ${say.plural(asIs) === 'one' ? `${say.number(asIs)} Zusage wurde` : `${say.number(asIs)} Zusagen wurden`} gebrochen; hiermit wären es ${say.number(asIf)}.`,
    simulatedTable: 'Gebrochene Zusagen der letzten 30 Tage',
    asIs: 'Wie es war',
    asIf: 'Hiermit',
    target: 'Zusage',
    apply: 'Auf offene Tickets anwenden',
    applyHint: 'Schon offene Tickets behalten ihre Zusagen, bis dies hier gewählt wird.',
    applied: ({ tickets }: { tickets: number }) =>
      `${say.plural(tickets) === 'one' ? `${say.number(tickets)} offenes Ticket wird` : `${say.number(tickets)} offene Tickets werden`} im Hintergrund durchgegangen.`,
    history: 'Änderungen',
    version: 'Version',
    when: 'Wann',
    who: 'Von',
    zone: 'Zeitzone',
    slots: 'Geschäftszeiten',
    slotsHint:
      'Etwa 09:00-12:00, 13:00-17:00. Endet eine früher, als sie beginnt, läuft sie über Mitternacht.',
    days: {
      mon: 'Montag',
      tue: 'Dienstag',
      wed: 'Mittwoch',
      thu: 'Donnerstag',
      fri: 'Freitag',
      sat: 'Samstag',
      sun: 'Sonntag',
    },
    holidays: 'Feiertage',
    holidaysHint:
      'Je Zeile einer: 2026-12-25 Weihnachten, oder 2026-12-24 12:00-24:00 für einen Teil des Tages.',
    country: 'Land (zwei Buchstaben)',
    region: 'Bundesland (Kürzel)',
    takeCountry: 'Feiertage übernehmen',
    file: 'Feiertage aus einer Kalenderdatei (.ics)',
    taken: ({ n }: { n: number }) =>
      `${say.plural(n) === 'one' ? `${say.number(n)} Feiertag` : `${say.number(n)} Feiertage`} hinzugefügt. Speichern, um sie zu behalten.`,
    unfollowed: ({ names }: { names: string | number }) =>
      `Nicht übernommen, da sie sich anders wiederholen: ${say.inside(names)}`,
    wrongSlot: ({ text }: { text: string | number }) =>
      `„${say.inside(text)}“ ist keine Zeit wie 09:00-17:00.`,
    wrongHoliday: ({ text }: { text: string | number }) =>
      `„${say.inside(text)}“ ist keine Zeile wie 2026-12-25 Weihnachten.`,
    steps: ({ target }: { target: string | number }) =>
      `${say.inside(target)}, Schritt für Schritt`,
  }) as const

export const bundle = (sayIn: SayIn): Bundle => ({
  desk: desk(sayIn('de')),
  keySetting: keySetting(sayIn('de')),
  mailSetup: mailSetup(sayIn('de')),
  push: push(sayIn('de')),
  sla: sla(sayIn('de')),
})
