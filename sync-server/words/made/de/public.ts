/** Made of words/de/*.json by `npm run words` (public): change those, not this file. */
import type { Say, SayIn } from '../../../../shared/kit/say.ts'
import type { Bundle } from '../en/public.ts'

const agent = (say: Say) =>
  ({
    mark: '## Über dieser Zeile schreiben ##',
    signIn: {
      subject: ({ desk }: { desk: string | number }) => `Anmelden bei ${say.inside(desk)}`,
      open: 'Öffnen Sie diesen Link, um sich anzumelden. Er gilt einmal, 15 Minuten lang:',
      leave: 'Wenn Sie ihn nicht angefordert haben, tun Sie nichts.',
    },
    assigned: {
      subject: ({ number }: { number: string | number }) =>
        `Jetzt bei Ihnen: #${say.inside(number)}`,
      text: ({ number, queue }: { number: string | number; queue: string | number }) =>
        `Ticket #${say.inside(number)} in ${say.inside(queue)} wurde Ihnen zugewiesen.`,
    },
    answered: {
      subject: ({ number }: { number: string | number }) => `Beantwortet: #${say.inside(number)}`,
      text: ({ number, queue }: { number: string | number; queue: string | number }) =>
        `Auf Ihr Ticket #${say.inside(number)} in ${say.inside(queue)} hat die anfragende Person geantwortet.`,
    },
    how: [
      'Um der anfragenden Person zu antworten, antworten Sie auf diese Mail. Für eine Notiz an Ihr Team beginnen Sie mit einer Zeile „#note“.',
      'Das geht einmal, innerhalb von 30 Tagen, von dieser Adresse aus und solange seither nichts Neues eingegangen ist.',
    ],
    copies: ({ n }: { n: number }) =>
      say.plural(n) === 'one'
        ? 'Eine Kopie davon geht an jemanden, der beim Ticket eingetragen wurde.'
        : `Eine Kopie davon geht an ${say.number(n)} Personen, die beim Ticket eingetragen wurden.`,
    inApp: 'Bitte antworten Sie in der App.',
    notSent: {
      subject: ({ number }: { number: string | number }) =>
        `Nicht gesendet: #${say.inside(number)}`,
      mail: ({ number, why }: { number: string | number; why: string | number }) =>
        `Ihre Mail zu Ticket #${say.inside(number)} wurde nicht gesendet: ${say.inside(why)}.`,
      held: 'Sie liegt unter „Zurückgehalten“. Bitte antworten Sie in der App:',
      late: ({ number }: { number: string | number }) =>
        `Eine Antwort auf Ticket #${say.inside(number)}, die jetzt hinausgehen sollte, wurde nicht gesendet: Sehen Sie an, was inzwischen eingegangen ist, und senden Sie sie erneut.`,
    },
    why: {
      noNotice: 'sie antwortet auf keine Benachrichtigung dieses Helpdesks',
      gone: 'wer sie schrieb, gehört nicht mehr zu diesem Helpdesk',
      notFrom: 'sie kommt nicht von dort, wohin die Benachrichtigung ging',
      notProved: 'ihr Absender ist nicht nachgewiesen (DMARC)',
      tooOld: 'die Benachrichtigung ist zu alt, um sie per Mail zu beantworten',
      used: 'die Benachrichtigung wurde schon beantwortet',
      noTicket: 'das Ticket gibt es nicht mehr',
      news: 'seit der Benachrichtigung ist etwas Neues eingegangen',
      files: 'eine Notiz per Mail nimmt keine Dateien: Fügen Sie sie in der App hinzu',
      noteLate: '„#note“ muss in der ersten Zeile stehen, darum wurde sie nicht gesendet',
      noWords: 'sie enthält keine eigenen Worte',
      mixed: 'ihre Worte sind von der zitierten Benachrichtigung nicht zu unterscheiden',
      tooLong: 'sie ist zu lang',
    },
    undelivered: {
      subject: ({ number }: { number: string | number }) =>
        `Nicht zugestellt: #${say.inside(number)}`,
      reply: ({ number }: { number: string | number }) =>
        `Eine Antwort auf Ticket #${say.inside(number)} ist nicht angekommen.`,
      replyBy: ({ code, number }: { code: string | number; number: string | number }) =>
        `Eine Antwort auf Ticket #${say.inside(number)} ist nicht angekommen (${say.inside(code)}).`,
      acknowledgement: ({ number }: { number: string | number }) =>
        `Die Eingangsbestätigung zu Ticket #${say.inside(number)} ist nicht angekommen.`,
      acknowledgementBy: ({ code, number }: { code: string | number; number: string | number }) =>
        `Die Eingangsbestätigung zu Ticket #${say.inside(number)} ist nicht angekommen (${say.inside(code)}).`,
    },
    promise: {
      overdue: ({ number }: { number: string | number }) => `Überfällig: #${say.inside(number)}`,
      soon: ({ number }: { number: string | number }) => `Bald fällig: #${say.inside(number)}`,
      ticket: ({ number, queue }: { number: string | number; queue: string | number }) =>
        `Ticket #${say.inside(number)} in ${say.inside(queue)}:`,
      targets: {
        firstResponse: 'Erste Antwort',
        nextResponse: 'Nächste Antwort',
        update: 'Update',
        resolution: 'Lösung',
      },
      was: ({ target, when }: { target: string | number; when: string | number }) =>
        `${say.inside(target)}: war fällig am ${say.inside(when)} und ist überfällig.`,
      wasOnce: ({ target }: { target: string | number }) =>
        `${say.inside(target)}: war fällig und ist überfällig.`,
      is: ({ target, when }: { target: string | number; when: string | number }) =>
        `${say.inside(target)}: ist fällig am ${say.inside(when)}.`,
      isSoon: ({ target }: { target: string | number }) => `${say.inside(target)}: ist fällig.`,
      when: ({ time, zone }: { time: string | number; zone: string | number }) =>
        `${say.inside(time)} (${say.inside(zone)})`,
      nobody: 'Es ist noch niemandem zugewiesen.',
      counted: {
        firstResponse: 'Wie die erste Antwort gezählt wurde:',
        nextResponse: 'Wie die nächste Antwort gezählt wurde:',
        update: 'Wie das Update gezählt wurde:',
        resolution: 'Wie die Lösung gezählt wurde:',
      },
      left: ({ n }: { n: number }) =>
        say.plural(n) === 'one'
          ? `(${say.number(n)} weiterer Schritt)`
          : `(${say.number(n)} weitere Schritte)`,
    },
    digest: {
      subject: ({ desk, month }: { desk: string | number; month: string | number }) =>
        `${say.inside(desk)}: die Zahlen von ${say.inside(month)}`,
      month: ({ month }: { month: string | number }) =>
        `${say.inside(month)}, neben dem Monat davor:`,
      arrived: ({ before, now }: { before: string | number; now: string | number }) =>
        `Eingegangen: ${say.inside(now)} (${say.inside(before)})`,
      solved: ({ before, now }: { before: string | number; now: string | number }) =>
        `Gelöst: ${say.inside(now)} (${say.inside(before)})`,
      reopened: ({ before, now }: { before: string | number; now: string | number }) =>
        `Nach der Lösung wieder geöffnet: ${say.inside(now)} (${say.inside(before)})`,
      open: ({ now }: { now: string | number }) => `Jetzt offen: ${say.inside(now)}`,
      openSince: ({ now, span }: { now: string | number; span: string | number }) =>
        `Jetzt offen: ${say.inside(now)}, das älteste seit ${say.inside(span)}`,
      target: ({ figures, target }: { figures: string | number; target: string | number }) =>
        `${say.inside(target)}: ${say.inside(figures)}`,
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
        `${say.inside(target)}: ${say.inside(figures)} (${say.inside(share)}, Median ${say.inside(span)})`,
      byQueue: 'Nach Queue:',
      queue: ({
        arrived,
        queue,
        solved,
      }: {
        arrived: string | number
        queue: string | number
        solved: string | number
      }) =>
        `${say.inside(queue)}: ${say.inside(arrived)} eingegangen, ${say.inside(solved)} gelöst`,
      queueTarget: ({
        figures,
        queue,
        target,
      }: {
        figures: string | number
        queue: string | number
        target: string | number
      }) => `${say.inside(queue)}, ${say.inside(target)}: ${say.inside(figures)}`,
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
        `${say.inside(share)} von ${say.inside(count)} pünktlich, Median ${say.inside(median)}, 90 % innerhalb von ${say.inside(p90)}`,
      nothing: 'nichts war fällig',
      all: 'Alles davon, mit den Tickets hinter jeder Zahl:',
      why: 'Sie bekommen das, weil Sie leiten. Am Ende jener Seite können Sie es abbestellen.',
    },
    span: {
      d: ({ n }: { n: string | number }) => `${say.inside(n)} Tg.`,
      h: ({ n }: { n: string | number }) => `${say.inside(n)} Std.`,
      min: ({ n }: { n: string | number }) => `${say.inside(n)} Min.`,
      s: ({ n }: { n: string | number }) => `${say.inside(n)} Sek.`,
    },
    share: ({ n }: { n: string | number }) => `${say.inside(n)} %`,
  }) as const

const fault = (_say: Say) =>
  ({
    'kit/invalid': 'Die Anfrage hat nicht die erwartete Form.',
    'kit/too-big': 'Das ist größer als erlaubt.',
    'kit/not-found': 'Hier ist nichts.',
    'kit/rate-limited': 'Zu viele Anfragen. Bitte einen Moment warten.',
    'kit/busy': 'Der Server ist beschäftigt. Bitte gleich noch einmal versuchen.',
    'kit/storage': 'Es ist kein Platz mehr, um das zu speichern.',
    'kit/bug': 'Auf unserer Seite ging etwas schief.',
    'auth/required': 'Bitte zuerst anmelden.',
    'auth/bad-token': 'Dieses Token ist nicht gültig.',
    'auth/last-admin': 'Ein Helpdesk behält mindestens einen Admin.',
    'auth/expired-link': 'Dieser Link ist abgelaufen oder wurde schon benutzt.',
    'auth/denied': 'Das ist nicht erlaubt.',
    'auth/origin': 'Diese Anfrage kam von einer anderen Website.',
    'auth/lease': 'Dieses Gerät hat zu lange nichts vom Server gehört.',
    'auth/already-set-up': 'Dieser Helpdesk ist schon eingerichtet.',
    'desk/unknown-queue': 'Es gibt keine Queue mit diesem Namen.',
    'desk/exists': 'Dieser Name ist vergeben.',
    'desk/settings': 'Die Einstellungen ließen sich nicht speichern.',
    'ticket/denied': 'Diese Änderung ist nicht erlaubt.',
    'ticket/gap': 'Etwas davor fehlt.',
    'ticket/epoch': 'Diese Kopie des Tickets ist veraltet.',
    'ticket/stale': 'Etwas Neueres ist eingetroffen, das noch nicht gesehen wurde.',
    'ticket/invalid': 'Das ist keine gültige Änderung an einem Ticket.',
    'ticket/changed': 'Diese Antwort ist nicht mehr so, wie sie zu sehen war.',
    'ticket/locked': 'Jemand aus dem Team hat diese Antwort gesperrt.',
    'ticket/variable': 'Eine Variable ist nicht ausgefüllt.',
    'ticket/too-big': 'Diese Änderung ist größer als erlaubt.',
    'ticket/no-file': 'Eine Datei dieser Nachricht ist nicht auf dem Server.',
    'ticket/reused-push': 'Diese Kennung wurde schon für etwas anderes benutzt.',
    'ticket/merged': 'Dieses Ticket wurde mit einem anderen zusammengeführt.',
    'ticket/too-late': 'Es ist zu spät, das zurückzunehmen.',
    'search/invalid': 'Diese Suche ist nicht lesbar.',
    'wire/malformed': 'Diese Nachricht war nicht lesbar.',
    'wire/version': 'Diese Version der App ist zu alt für den Server.',
    'wire/too-many-rooms': 'Auf dieser Verbindung sind zu viele Räume offen.',
    'mail/unknown-address': 'Diese Adresse gibt es hier nicht.',
    'mail/no-relay': 'Dieser Server leitet keine Mail weiter.',
    'mail/smuggling': 'Ein einzelnes CR oder LF ist in Mails nicht erlaubt.',
    'mail/loop': 'Diese Nachricht ist zu oft im Kreis gelaufen.',
    'mail/unreadable': 'Die Nachricht war nicht lesbar.',
    'mail/expired': 'Die Zustellung wurde nach zu vielen Versuchen aufgegeben.',
    'move/not-shown': 'Noch ist nicht erwiesen, dass Mail nur hierher kommt.',
    'mailbox/password': 'Das Postfach lehnt Benutzername oder Passwort ab.',
    'mailbox/token': 'Das Postfach lehnt das Zugriffstoken ab.',
    'mailbox/grant': 'Der Anbieter gibt kein Zugriffstoken heraus.',
    'mailbox/token-host': 'Die Token-Adresse des Anbieters kann nicht gefragt werden.',
    'mailbox/no-grant': 'Für dieses Postfach gibt es weder Refresh-Token noch Client-Geheimnis.',
    'mailbox/no-password': 'Für dieses Postfach gibt es kein Passwort.',
    'mailbox/unknown-host': 'Es gibt keinen Server mit diesem Namen.',
    'mailbox/unreachable': 'Der Mailserver ist nicht erreichbar.',
    'mailbox/time-out': 'Der Mailserver hat nicht rechtzeitig geantwortet.',
    'mailbox/certificate': 'Das Zertifikat des Mailservers ist nicht gültig.',
    'mailbox/tls': 'Mailserver und Helpdesk fanden kein gemeinsames TLS.',
    'mailbox/plain': 'Ohne TLS wird ein Postfach nur auf diesem Rechner gelesen.',
    'mailbox/folder': 'Das Postfach hat diesen Ordner nicht.',
    'mailbox/extension': 'Der Mailserver kann einzelne Nachrichten nicht verschieben oder löschen.',
    'mailbox/refused': 'Der Mailserver hat abgelehnt.',
    'mailbox/silent-gateway': 'Das Mail-Gateway antwortet nicht. Läuft es?',
  }) as const

const figure = (say: Say) =>
  ({
    title: 'Wie es bei uns läuft',
    titleOf: ({ queue }: { queue: string | number }) => `${say.inside(queue)}: wie es läuft`,
    of: ({ queue }: { queue: string | number }) => `Wie es bei ${say.inside(queue)} läuft`,
    notEnough: 'Noch nicht genug Daten.',
    notEnoughFrom: ({ n }: { n: number }) =>
      `Noch nicht genug Daten: Wir zeigen Zahlen ab ${say.number(n)} Anfragen, damit sich niemandes Anfrage daraus erkennen lässt.`,
    targets: {
      firstResponse: 'Erste Antwort',
      nextResponse: 'Weitere Antworten',
      resolution: 'Lösung',
    },
    half: ({ n }: { n: number }) =>
      say.plural(n) === 'one'
        ? `üblich: Die Hälfte kam am letzten ${say.number(n)} Tag früher.`
        : `üblich: Die Hälfte kam in den letzten ${say.number(n)} Tagen früher.`,
    nineOfTen: ({ time }: { time: string | number }) =>
      `Bei neun von zehn dauerte es höchstens ${say.inside(time)}.`,
    against: {
      plain: ({ time }: { time: string | number }) => `Zugesagt: höchstens ${say.inside(time)}`,
      kept: ({ share, time }: { share: string | number; time: string | number }) =>
        `Zugesagt: höchstens ${say.inside(time)}; gehalten bei ${say.inside(share)}`,
      some: 'Einigen zugesagt: siehe unten',
      someKept: ({ share }: { share: string | number }) =>
        `Einigen zugesagt: siehe unten; gehalten bei ${say.inside(share)}`,
    },
    rows: {
      requests: 'Anfragen',
      arrived: 'Eingegangen (n)',
      solvedAbout: 'Gelöst, etwa',
      counted: 'Gezählt (n)',
      solved: 'Gelöst',
      answered: 'Beantwortet',
      median: 'Median',
      p90: '90. Perzentil',
      asPromised: 'Wie zugesagt',
    },
    all: 'Alle Zahlen',
    figure: 'Zahl',
    open: {
      now: ({ count }: { count: string | number }) => `Jetzt offen: ${say.inside(count)}`,
      unknown: 'nicht genug Daten',
      none: 'kaum welche',
      about: ({ n }: { n: number }) => `etwa ${say.number(n)}`,
    },
    times: {
      business: 'Zeiten zählen in der Öffnungszeit.',
      wall: 'Zeiten zählen rund um die Uhr.',
      both: ({ business, wall }: { business: string | number; wall: string | number }) =>
        `Zeiten: ${say.inside(business)} in der Öffnungszeit; ${say.inside(wall)} rund um die Uhr.`,
    },
    take: {
      title: 'Zum Mitnehmen',
      feed: 'Atom-Feed',
      badge: 'Plakette',
      badgeOf: ({ queue }: { queue: string | number }) =>
        `Plakette: erste Antwort von ${say.inside(queue)}`,
      address: 'Adresse der Plakette',
    },
    meaning: {
      title: 'Was diese Zahlen sind',
      words: ({ n, when }: { n: number; when: string | number }) =>
        `Stand: ${say.inside(when)}. Alle fünf Minuten wird nachgesehen und neu gezeigt, sobald sich ${say.number(n)} Anfragen bewegt haben, spätestens nach einem Tag. Der Median ist die Zeit, in der die Hälfte erledigt war, das 90. Perzentil die von neun unter zehn; beide sind gerundet. Ein Strich heißt, dass weniger als ${say.number(n)} Anfragen darin sind oder weniger zwischen dieser und der nächstlängeren Zeit liegen: Niemandes Anfrage soll sich aus einem Unterschied erkennen lassen. Gelöste und offene sind auf fünf gerundet. Automatische Mails sind keine Antwort.`,
    },
    drawing: {
      title: ({ target }: { target: string | number }) =>
        `${say.inside(target)}: Median und 90. Perzentil`,
      row: ({ median, n, p90 }: { median: string | number; n: number; p90: string | number }) =>
        `${say.plural(n) === 'one' ? `Letzter ${say.number(n)} Tag` : `Letzte ${say.number(n)} Tage`}: Median ${say.inside(median)}, 90. Perzentil ${say.inside(p90)}.`,
      axis: ({ time }: { time: string | number }) => `zugesagt: ${say.inside(time)}`,
    },
    days: ({ n }: { n: number }) =>
      say.plural(n) === 'one' ? `${say.number(n)} Tag` : `${say.number(n)} Tage`,
    terms: {
      title: 'Was wir zusagen',
      first: 'Die erste Zeile, die passt, gilt für Sie.',
      for: 'Für',
      targets: {
        firstResponse: 'Erste Antwort',
        nextResponse: 'Weitere Antworten',
        update: 'Neues mindestens alle',
        resolution: 'Lösung',
      },
      everybody: 'Alle',
      priority: {
        low: 'niedrig',
        normal: 'normal',
        high: 'hoch',
        urgent: 'dringend',
      },
      urgency: ({ list }: { list: string | number }) =>
        `Anfragen mit Priorität ${say.inside(list)}`,
      both: ({ tiers, urgency }: { tiers: string | number; urgency: string | number }) =>
        `${say.inside(tiers)}, ${say.inside(urgency)}`,
    },
    hours: {
      title: 'Öffnungszeiten',
      closed: 'geschlossen',
      zone: ({ zone }: { zone: string | number }) => `Zeitzone: ${say.inside(zone)}.`,
      next: ({ days }: { days: string | number }) => `Demnächst geschlossen: ${say.inside(days)}.`,
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
        'first-response': 'erste Antwort',
        'next-response': 'nächste Antwort',
        resolution: 'gelöst in',
        'response-rate': 'beantwortet',
      },
      typical: ({ time }: { time: string | number }) => `meist ${say.inside(time)}`,
      nothing: 'zu wenig Daten',
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
        `${say.inside(queue)}: ${say.inside(label)} ${say.inside(value)}, ${say.plural(n) === 'one' ? `letzter ${say.number(n)} Tag` : `letzte ${say.number(n)} Tage`}`,
    },
    feed: {
      week: ({ title, week }: { title: string | number; week: string | number }) =>
        `${say.inside(title)}, Woche ${say.inside(week)}`,
      last: ({ figures, n }: { figures: string | number; n: number }) =>
        `${say.plural(n) === 'one' ? `Letzter ${say.number(n)} Tag` : `Letzte ${say.number(n)} Tage`}: ${say.inside(figures)}.`,
      promised: ({ target, time }: { target: string | number; time: string | number }) =>
        `${say.inside(target)}, zugesagt: höchstens ${say.inside(time)}.`,
      of: ({ figures, target }: { figures: string | number; target: string | number }) =>
        `${say.inside(target)}: ${say.inside(figures)}`,
      median: ({ time }: { time: string | number }) => `Median ${say.inside(time)}`,
      p90: ({ time }: { time: string | number }) => `90. Perzentil ${say.inside(time)}`,
      share: ({ share }: { share: string | number }) => `${say.inside(share)} wie zugesagt`,
      count: ({ n }: { n: number }) => `n = ${say.number(n)}`,
      answered: ({ share }: { share: string | number }) => `beantwortet: ${say.inside(share)}`,
      separator: '; ',
    },
  }) as const

const form = (say: Say) =>
  ({
    name: 'Ihr Name',
    email: 'Ihre E-Mail-Adresse',
    emailHint: 'Wir antworten an diese Adresse.',
    subject: 'Worum geht es?',
    message: 'Ihre Nachricht',
    files: 'Dateien',
    optional: '(freiwillig)',
    filesAgain: 'Bitte wählen Sie Ihre Dateien noch einmal aus.',
    filesHint: ({ mb, n }: { mb: number; n: number }) =>
      `Bis zu ${say.number(n)} Dateien, zusammen ${say.number(mb)} MB.`,
    trap: 'Dieses Feld leer lassen',
    send: 'Senden',
    orWrite: ({ address }: { address: string | number }) =>
      `Oder schreiben Sie an ${say.inside(address)}.`,
    nothingSent: 'Es wurde noch nichts gesendet. Bitte sehen Sie hier nach:',
    notSent: ({ queue }: { queue: string | number }) => `${say.inside(queue)}: nicht gesendet`,
    noName: 'Nennen Sie uns Ihren Namen.',
    noEmail: 'Nennen Sie uns die Adresse, an die wir antworten können.',
    badEmail: 'Das ist keine E-Mail-Adresse. Eine sieht so aus: name@example.com.',
    noSubject: 'Sagen Sie mit wenigen Worten, worum es geht.',
    noMessage: 'Schreiben Sie Ihre Nachricht.',
    tooLong: ({ most, n }: { most: number; n: number }) =>
      `Das sind ${say.number(n)} Zeichen, und ${say.number(most)} sind das Höchste. Kürzen Sie es, oder hängen Sie es als Datei an.`,
    tooManyFiles: ({ n }: { n: number }) => `Höchstens ${say.number(n)} Dateien.`,
    tooManyBytes: ({ mb }: { mb: number }) =>
      `Alle Dateien zusammen dürfen ${say.number(mb)} MB haben.`,
    notWhole: 'Das Formular kam nicht vollständig an. Senden Sie es noch einmal.',
    trapped:
      'Ein Feld, das Menschen nicht sehen, war ausgefüllt. Jetzt ist es leer: Drücken Sie noch einmal Senden.',
    limited:
      'Aus Ihrem Netz kamen in der letzten Stunde viele Anfragen, deshalb muss diese warten. Ihre Worte bleiben hier: Senden Sie sie später.',
    limitedOr: ({ address }: { address: string | number }) =>
      `Oder schreiben Sie an ${say.inside(address)}; das geht immer.`,
    goBack: 'Gehen Sie zurück: Was Sie geschrieben haben, ist noch da.',
    reused:
      'Sie haben dieses Formular schon einmal gesendet, mit anderen Worten. Wenn dies etwas Neues ist, drücken Sie noch einmal Senden; es wird dann eine eigene Anfrage.',
  }) as const

const frame = (_say: Say) =>
  ({
    skip: 'Zum Inhalt springen',
    languages: 'Sprache',
    reach: 'Alle Wege zu uns',
    missing: {
      title: 'Hier ist nichts',
      words: 'Vielleicht ist die Adresse falsch geschrieben, oder die Seite ist umgezogen.',
    },
    noFile: {
      title: 'Diese Datei gibt es nicht',
      words:
        'Der Link ist vielleicht unvollständig oder abgelaufen. Antworten Sie auf die Mail, um die Datei noch einmal zu bekommen.',
    },
    noForm: {
      title: 'Dieses Formular gibt es nicht',
      words: 'Vielleicht ist es umgezogen. Auf der Startseite stehen alle.',
    },
    noFigures: {
      title: 'Hier sind keine Zahlen',
      words: 'Diesen Bereich gibt es nicht, oder er behält seine Zahlen für sich.',
    },
    noEnding: {
      title: 'Dieser Link beendet nichts',
      words:
        'Er ist vielleicht unvollständig oder abgelaufen. Worüber Sie per Mail informiert werden, wählen Sie in den Einstellungen der App.',
    },
    foreign: {
      title: 'Das kam von einer anderen Website',
      words: 'Es ist nichts geschehen. Öffnen Sie die Seite hier, und senden Sie es noch einmal.',
    },
    failed: 'Das hat nicht geklappt. Bitte versuchen Sie es noch einmal.',
    start: {
      title: 'Wie können wir helfen?',
      empty: 'Hier gibt es noch kein Formular. Bitte schauen Sie etwas später wieder vorbei.',
      known:
        'Sie haben schon eine Anfrage? Öffnen Sie den Link in unserer Mail, oder antworten Sie darauf.',
      staff: 'Sie arbeiten hier?',
      signIn: 'Anmelden',
      notSetUp: 'Dieser Helpdesk ist noch nicht eingerichtet',
      owner:
        'Wenn es Ihrer ist: Der Link zum Einrichten steht im Terminal, in dem er gestartet wurde. Er gilt einmal und nur begrenzte Zeit; ein neuer Start zeigt einen neuen.',
      visitor: 'Wenn Sie etwas fragen wollten: Bitte schauen Sie etwas später wieder vorbei.',
    },
    endMail: {
      title: 'Diese Mails beenden?',
      assigned: 'Mails darüber, dass Ihnen ein Ticket gegeben wurde',
      answered: 'Mails darüber, dass jemand in einem Ihrer Tickets geantwortet hat',
      digest: 'Die Zahlen jedes Monats',
      end: 'Beenden',
      done: 'Diese Mails sind beendet',
      again: 'In den Einstellungen der App lassen sie sich wieder einschalten.',
    },
  }) as const

const mail = (say: Say) =>
  ({
    ticket: ({ number }: { number: string | number }) => `Ticket #${say.inside(number)}`,
    ack: {
      subject: 'Wir haben Ihre Nachricht',
      have: ({ number, queue }: { number: string | number; queue: string | number }) =>
        `Wir haben Ihre Nachricht. Sie hat die Nummer #${say.inside(number)} in ${say.inside(queue)}.`,
      by: ({ time }: { time: string | number }) => `Zugesagt: bis ${say.inside(time)}.`,
      add: 'Um etwas hinzuzufügen, antworten Sie auf diese Mail.',
      follow: 'Hier verfolgen und antworten',
    },
    end: {
      is: {
        solved: ({ number, queue }: { number: string | number; queue: string | number }) =>
          `Ihre Anfrage #${say.inside(number)} in ${say.inside(queue)} ist gelöst.`,
        closed: ({ number, queue }: { number: string | number; queue: string | number }) =>
          `Ihre Anfrage #${say.inside(number)} in ${say.inside(queue)} ist geschlossen.`,
      },
      left: 'Wenn noch etwas offen ist, antworten Sie einfach auf diese Mail: Dann wird sie wieder geöffnet.',
      see: 'Hier ansehen',
      now: {
        solved:
          'Es ist jetzt gelöst. Wenn noch etwas offen ist, antworten Sie einfach auf diese Mail: Dann wird es wieder geöffnet.',
        closed:
          'Es ist jetzt geschlossen. Wenn noch etwas offen ist, antworten Sie einfach auf diese Mail: Dann wird es wieder geöffnet.',
      },
    },
    files: {
      large: ({ n }: { n: number }) =>
        say.plural(n) === 'one'
          ? 'Eine Datei ist für Mail zu groß:'
          : 'Einige Dateien sind für Mail zu groß:',
      picture: ({ name }: { name: string | number }) => `[Bild: ${say.inside(name)}]`,
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
      }) => `Am ${say.inside(day)} um ${say.inside(time)} schrieb ${say.inside(who)}:`,
      forwarded: ({ at, who }: { at: string | number; who: string | number }) =>
        `Weitergeleitete Nachricht von ${say.inside(who)}, ${say.inside(at)} UTC:`,
    },
  }) as const

const push = (say: Say) =>
  ({
    new: ({ number }: { number: string | number }) => `Neues Ticket #${say.inside(number)}`,
    answer: ({ number }: { number: string | number }) => `Antwort zu #${say.inside(number)}`,
    mention: ({ number }: { number: string | number }) =>
      `Sie werden in #${say.inside(number)} erwähnt`,
    warning: ({ number }: { number: string | number }) => `Bald fällig: #${say.inside(number)}`,
    breach: ({ number }: { number: string | number }) => `Überfällig: #${say.inside(number)}`,
    test: 'Benachrichtigungen kommen hier an',
  }) as const

const script = (say: Say) =>
  ({
    sent: ({ number, subject }: { number: string | number; subject: string | number }) =>
      `„${say.inside(subject)}“ wurde gesendet. Es ist Anfrage #${say.inside(number)}.`,
    follow: 'Verfolgen',
    waits: ({ subject }: { subject: string | number }) =>
      `„${say.inside(subject)}“ wartet auf diesem Gerät und wird von selbst gesendet, wenn das Netz wieder da ist. Lassen Sie diese Seite offen, oder kommen Sie zurück.`,
    refused: ({ subject, why }: { subject: string | number; why: string | number }) =>
      `„${say.inside(subject)}“ konnte nicht gesendet werden: ${say.inside(why)}`,
    tryNow: 'Jetzt versuchen',
    takeBack: 'Zurückholen',
    openForm: 'Das Formular öffnen',
    cannotKeep:
      'Es gibt keine Verbindung, und dieser Browser kann das Formular nicht für später behalten. Ihre Worte bleiben hier: Drücken Sie noch einmal Senden, wenn Sie wieder online sind.',
    draft: 'Was Sie vorher geschrieben haben, ist noch da.',
    startEmpty: 'Leer anfangen',
    replyKept:
      'Es gibt keine Verbindung. Ihre Worte bleiben auf diesem Gerät: Drücken Sie noch einmal Senden, wenn Sie wieder online sind.',
    said: 'Ihre Antwort ist bei uns.',
    news: 'Es gibt etwas Neues.',
    show: 'Anzeigen',
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
      `${say.inside(at)}: Die Uhr beginnt: ${say.inside(why)}. Das Ziel ist ${say.inside(goal)}.`,
    added: ({ at }: { at: string | number }) =>
      `${say.inside(at)}: Die Richtlinie fügt dieses Ziel hinzu; es zählt ab hier.`,
    noSlots: 'Der Kalender hat keine Öffnungszeiten, darum läuft nie Geschäftszeit.',
    paused: ({ at, why }: { at: string | number; why: string | number }) =>
      `${say.inside(at)}: angehalten: ${say.inside(why)}.`,
    pausedAt: ({
      at,
      left,
      why,
    }: {
      at: string | number
      left: string | number
      why: string | number
    }) => `${say.inside(at)}: angehalten: ${say.inside(why)}. ${say.inside(left)}.`,
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
      `Von ${say.inside(from)} bis ${say.inside(to)}: ${say.inside(added)} gezählt, ${say.inside(total)} insgesamt.`,
    passed: ({ at }: { at: string | number }) =>
      `${say.inside(at)}: Das Ziel ist erreicht und danach überschritten: gebrochen.`,
    goesOn: ({ at, left }: { at: string | number; left: string | number }) =>
      `${say.inside(at)}: geht weiter. ${say.inside(left)}.`,
    target: ({ at, goal }: { at: string | number; goal: string | number }) =>
      `${say.inside(at)}: Das Ziel ist jetzt ${say.inside(goal)}.`,
    late: ({ at }: { at: string | number }) =>
      `${say.inside(at)}: Die gezählte Zeit liegt schon über dem neuen Ziel: gebrochen.`,
    calendar: ({ at, zone }: { at: string | number; zone: string | number }) =>
      `${say.inside(at)}: Ein anderer Kalender gilt, in ${say.inside(zone)}; was gezählt ist, bleibt.`,
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
      `${say.inside(at)}: Die Uhr endet: ${say.inside(why)}. ${say.inside(left)}: ${say.inside(verdict)}.`,
    reopened: ({ at, left }: { at: string | number; left: string | number }) =>
      `${say.inside(at)}: Das Ende ist zurückgenommen: Das Ticket wurde wieder geöffnet. ${say.inside(left)}.`,
    now: ({
      at,
      left,
      state,
    }: {
      at: string | number
      left: string | number
      state: string | number
    }) => `Jetzt, ${say.inside(at)}: ${say.inside(state)}. ${say.inside(left)}.`,
    nowPaused: ({
      at,
      left,
      state,
    }: {
      at: string | number
      left: string | number
      state: string | number
    }) =>
      `Jetzt, ${say.inside(at)}: ${say.inside(state)}. ${say.inside(left)}; solange angehalten ist, wird nichts fällig.`,
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
      `Jetzt, ${say.inside(at)}: ${say.inside(state)}. ${say.inside(left)}; das Ziel ist in ${say.plural(n) === 'one' ? `${say.number(n)} Jahr` : `${say.number(n)} Jahren`} nicht zu erreichen, darum wird nichts fällig.`,
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
      `Jetzt, ${say.inside(at)}: ${say.inside(state)}. ${say.inside(left)}, fällig ${say.inside(due)}.`,
    goal: {
      wall: ({ length }: { length: string | number }) => `${say.inside(length)}, rund um die Uhr`,
      business: ({ length, zone }: { length: string | number; zone: string | number }) =>
        `${say.inside(length)} Geschäftszeit in ${say.inside(zone)}`,
    },
    left: ({ counted, left }: { counted: string | number; left: string | number }) =>
      `Gezählt ${say.inside(counted)}, übrig ${say.inside(left)}`,
    over: ({ counted, over }: { counted: string | number; over: string | number }) =>
      `Gezählt ${say.inside(counted)}, um ${say.inside(over)} überschritten`,
    why: {
      accepted: 'das Ticket wurde angenommen',
      message: 'nach der letzten Antwort kam eine Nachricht',
      replied: 'der Helpdesk hat geantwortet',
      dropped: 'die Richtlinie hat dieses Ziel nicht mehr',
      merged: 'das Ticket wurde zusammengeführt',
      cancelled: 'das Ticket wurde abgebrochen',
      status: ({ status }: { status: string | number }) => `der Status ist ${say.inside(status)}`,
    },
    status: {
      new: 'Neu',
      open: 'Offen',
      waiting: 'Wartend',
      'on-hold': 'Angehalten',
      solved: 'Gelöst',
      closed: 'Geschlossen',
    },
    verdict: {
      met: 'eingehalten',
      breached: 'gebrochen',
      cancelled: 'abgebrochen',
      stays: 'schon vorher gebrochen, und das bleibt so',
    },
    state: {
      running: 'läuft',
      paused: 'angehalten',
      breached: 'gebrochen',
      met: 'eingehalten',
      cancelled: 'abgebrochen',
    },
    length: {
      h: ({ n }: { n: string | number }) => `${say.inside(n)} Std.`,
      min: ({ n }: { n: string | number }) => `${say.inside(n)} Min.`,
      s: ({ n }: { n: string | number }) => `${say.inside(n)} Sek.`,
    },
    closed: 'Die ganze Zeit geschlossen.',
    open: ({ times }: { times: string | number }) => `Offen: ${say.inside(times)}.`,
    openMore: ({ n, times }: { n: number; times: string | number }) =>
      say.plural(n) === 'one'
        ? `Offen: ${say.inside(times)} und noch ${say.number(n)}-mal.`
        : `Offen: ${say.inside(times)} und noch ${say.number(n)}-mal.`,
    openMany: ({ times }: { times: string | number }) =>
      `Offen: ${say.inside(times)} und noch viele Male.`,
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
    holiday: ({ days }: { days: string | number }) => `Feiertag: ${say.inside(days)}.`,
    holidayMore: ({ days, n }: { days: string | number; n: number }) =>
      say.plural(n) === 'one'
        ? `Feiertag: ${say.inside(days)} und ${say.number(n)} weiterer.`
        : `Feiertag: ${say.inside(days)} und ${say.number(n)} weitere.`,
    holidayNamed: ({ day, name }: { day: string | number; name: string | number }) =>
      `${say.inside(day)} (${say.inside(name)})`,
    separator: ', ',
  }) as const

const ticket = (say: Say) =>
  ({
    request: ({ number }: { number: string | number }) => `Anfrage #${say.inside(number)}`,
    fresh: ({ number }: { number: string | number }) =>
      `Wir haben Ihre Nachricht. Sie hat die Nummer ${say.inside(number)}.`,
    freshMail: ({ address }: { address: string | number }) =>
      `Wir schreiben auch an ${say.inside(address)}, mit einem Link zu dieser Seite.`,
    standing: {
      new: {
        name: 'Eingegangen',
        ball: 'Sie liegt bei uns. Wir haben noch nicht geantwortet.',
      },
      open: {
        name: 'In Arbeit',
        ball: 'Sie liegt bei uns.',
      },
      waiting: {
        name: 'Wartet auf Sie',
        ball: 'Wir haben Sie etwas gefragt.',
      },
      'on-hold': {
        name: 'Zurückgestellt',
        ball: 'Wir warten auf jemand anderen.',
      },
      solved: {
        name: 'Gelöst',
        ball: 'Wenn nicht, antworten Sie unten; dann wird sie wieder geöffnet.',
      },
      closed: {
        name: 'Geschlossen',
        ball: 'Wenn Sie uns noch brauchen, antworten Sie unten.',
      },
    },
    answerBy: ({ time }: { time: string | number }) =>
      `Wir wollen bis ${say.inside(time)} antworten.`,
    joined:
      'Diese Anfrage wurde mit einer anderen zusammengelegt und geht dort weiter. Was unten steht, bleibt, wie es war. Schreiben Sie uns trotzdem hier: Es erreicht die, die daran arbeiten.',
    inPart: ({ address }: { address: string | number }) =>
      `Was per Mail kam, ist zu sehen, wenn Sie diese Seite mit dem Link öffnen, den wir an ${say.inside(address)} geschickt haben.`,
    messages: 'Nachrichten',
    you: 'Sie',
    by: {
      you: ({ name }: { name: string | number }) => `${say.inside(name)} (Sie)`,
      unproved: ({ name }: { name: string | number }) =>
        `${say.inside(name)} (von Ihrer Adresse, aber nicht erwiesen von Ihnen)`,
    },
    removed: 'Der Text dieser Nachricht wurde entfernt.',
    goesOn: ({ link }: { link: string | number }) =>
      `Diese Nachricht geht weiter: ${say.inside(link)}`,
    whole: 'der ganze Text als Datei',
    file: '(Datei)',
    answer: 'Antworten',
    limited:
      'Aus Ihrem Netz kamen in der letzten Stunde viele Antworten. Senden Sie diese etwas später.',
    reused:
      'Sie haben diese Antwort schon einmal gesendet, mit anderen Worten. Um auch diese zu senden, drücken Sie Senden.',
    locked: {
      title: 'Ihre Anfrage öffnen',
      wrong: 'Dieser Link öffnet die Seite nicht. Er ist vielleicht unvollständig oder abgelaufen.',
      lead: 'Diese Seite öffnet sich mit dem Link, den wir Ihnen gemailt haben. Öffnen Sie ihn noch einmal aus der Mail, oder fügen Sie ihn hier ein.',
      noScript:
        'Ihr Browser führt hier keine Skripte aus; deshalb kann der Link die Seite nicht von selbst öffnen: Fügen Sie ihn ein.',
      label: 'Der Link aus der Mail',
      open: 'Öffnen',
      foot: ({ link }: { link: string | number }) =>
        `Links enden einige Zeit, nachdem eine Anfrage geschlossen wurde. Eine Antwort auf unsere Mail erreicht uns immer, ebenso ${say.inside(link)}.`,
      newMessage: 'eine neue Nachricht',
      offline: 'Es gibt keine Verbindung. Drücken Sie Öffnen, wenn Sie wieder online sind.',
    },
  }) as const

const time = (say: Say) =>
  ({
    minutes: ({ n }: { n: number }) =>
      say.plural(n) === 'one' ? `${say.number(n)} Minute` : `${say.number(n)} Minuten`,
    minute: 'eine Minute',
    openMinutes: ({ n }: { n: number }) =>
      say.plural(n) === 'one'
        ? `${say.number(n)} Minute Öffnungszeit`
        : `${say.number(n)} Minuten Öffnungszeit`,
    openMinute: 'eine Minute Öffnungszeit',
    hours: ({ n }: { n: number }) =>
      say.plural(n) === 'one' ? `${say.number(n)} Stunde` : `${say.number(n)} Stunden`,
    openHours: ({ n }: { n: number }) =>
      say.plural(n) === 'one'
        ? `${say.number(n)} Stunde Öffnungszeit`
        : `${say.number(n)} Stunden Öffnungszeit`,
    days: ({ n }: { n: number }) =>
      say.plural(n) === 'one' ? `${say.number(n)} Tag` : `${say.number(n)} Tage`,
    short: {
      least: '< 1 Min.',
      minutes: ({ n }: { n: number }) => `${say.number(n)} Min.`,
      hours: ({ n }: { n: number }) => `${say.number(n)} Std.`,
      days: ({ n }: { n: number }) => `${say.number(n)} T.`,
    },
    share: ({ n }: { n: number }) => `${say.number(n)} %`,
    typical: ({ time }: { time: string | number }) =>
      `Erste Antwort üblicherweise: ${say.inside(time)}.`,
    promised: ({ time }: { time: string | number }) => `Zugesagt: höchstens ${say.inside(time)}.`,
  }) as const

export const bundle = (sayIn: SayIn): Bundle => ({
  agent: agent(sayIn('de')),
  fault: fault(sayIn('de')),
  figure: figure(sayIn('de')),
  form: form(sayIn('de')),
  frame: frame(sayIn('de')),
  mail: mail(sayIn('de')),
  push: push(sayIn('de')),
  script: script(sayIn('de')),
  step: step(sayIn('de')),
  ticket: ticket(sayIn('de')),
  time: time(sayIn('de')),
})
