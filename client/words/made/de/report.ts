/** Made of words/de/*.json by `npm run words` (report): change those, not this file. */
import type { Say, SayIn } from '../../../../shared/kit/say.ts'
import type { Bundle } from '../en/report.ts'

const report = (say: Say) =>
  ({
    title: 'Berichte',
    span: 'Zeitraum',
    days: ({ n }: { n: number }) =>
      say.plural(n) === 'one' ? `${say.number(n)} Tag` : `${say.number(n)} Tage`,
    lastMonth: 'Letzter Monat',
    from: 'Von',
    to: 'Bis',
    show: 'Was gezeigt wird',
    queue: 'Queue',
    allQueues: 'Alle Queues',
    by: 'Getrennt nach',
    groupings: {
      queue: 'Queue',
      organisation: 'Organisation',
      tier: 'Stufe',
      tag: 'Schlagwort',
      agent: 'Agent',
      channel: 'Kanal',
      hour: 'Stunde',
      weekday: 'Wochentag',
    },
    channels: {
      web: 'Formular',
      mail: 'Mail',
      api: 'API',
      desk: 'Hier eröffnet',
    },
    nothingNamed: 'Ohne',
    csv: 'CSV',
    json: 'JSON',
    csvOf: ({ what }: { what: string | number }) => `${say.inside(what)} als CSV`,
    print: 'Drucken',
    loading: 'Die Zahlen sind unterwegs …',
    none: 'Nichts wurde gezählt',
    noneHint: 'Keine Daten in diesem Zeitraum. Einen längeren wählen.',
    noQueues: 'Es gibt keine Queue, deren Zahlen hier sichtbar sind.',
    unavailable: 'Die Zahlen sind nicht hier',
    unavailableHint:
      'Der Server rechnet sie aus, und dieses Gerät hat für diesen Zeitraum keine gespeichert.',
    asOf: ({ when }: { when: string | number }) => `Stand ${say.inside(when)}.`,
    keptOf: ({ when }: { when: string | number }) =>
      `Der Server ist nicht erreichbar. Das sind die Zahlen, Stand ${say.inside(when)}.`,
    pending: ({ n }: { n: number }) =>
      `${say.plural(n) === 'one' ? `${say.number(n)} Ticket hat sich geändert und wird` : `${say.number(n)} Tickets haben sich geändert und werden`} gleich gezählt.`,
    targets: {
      firstResponse: 'Erste Antwort',
      nextResponse: 'Nächste Antwort',
      update: 'Update',
      resolution: 'Lösung',
    },
    tileShare: ({ target }: { target: string | number }) => `${say.inside(target)}: pünktlich`,
    tileMedian: ({ target }: { target: string | number }) => `${say.inside(target)}: Median`,
    p90Of: ({ span }: { span: string | number }) => `90 % binnen ${say.inside(span)}`,
    wallOf: ({ span }: { span: string | number }) => `${say.inside(span)} nach Wanduhr`,
    judged: ({ n }: { n: number }) =>
      `von ${say.plural(n) === 'one' ? `${say.number(n)} Zusage` : `${say.number(n)} Zusagen`}`,
    late: ({ n }: { n: string | number }) => `${say.inside(n)} zu spät`,
    arrived: 'Eingegangen',
    solved: 'Gelöst',
    reopened: 'Wieder geöffnet',
    open: 'Jetzt offen',
    openAge: ({ span }: { span: string | number }) => `die Hälfte länger als ${say.inside(span)}`,
    oldest: ({ span }: { span: string | number }) => `das älteste seit ${say.inside(span)}`,
    reopenShare: 'Nach der Lösung wieder geöffnet',
    solvings: ({ n }: { n: number }) =>
      `von ${say.plural(n) === 'one' ? `${say.number(n)} Lösung` : `${say.number(n)} Lösungen`}`,
    before: ({ value }: { value: string | number }) => `zuvor: ${say.inside(value)}`,
    flowTitle: 'Eingegangene und gelöste Tickets nach Tagen',
    flowDesc: ({ arrived, days, solved }: { arrived: number; days: number; solved: number }) =>
      `In ${say.plural(days) === 'one' ? `${say.number(days)} Tag` : `${say.number(days)} Tagen`} ${say.plural(arrived) === 'one' ? `ging ${say.number(arrived)} Ticket ein` : `gingen ${say.number(arrived)} Tickets ein`} und ${say.plural(solved) === 'one' ? `${say.number(solved)} wurde` : `${say.number(solved)} wurden`} gelöst. Die Tabelle hat jeden Tag.`,
    backlogTitle: 'Offen am Ende des Tages',
    backlogDesc: ({
      first,
      last,
      most,
    }: {
      first: string | number
      last: string | number
      most: string | number
    }) =>
      `Anfangs ${say.inside(first)}, am Ende ${say.inside(last)}; höchstens ${say.inside(most)}.`,
    openLine: 'Offen',
    linesTitle: ({ target }: { target: string | number }) =>
      `${say.inside(target)}: wie lange es dauerte, nach Tagen`,
    linesDesc: 'Median und 90. Perzentil jedes Tages, an dem etwas zugesagt und erledigt wurde.',
    promise: 'Zusage',
    median: 'Median',
    p90: '90. Perzentil',
    medianWall: 'Median, Wanduhr',
    p90Wall: '90. Perzentil, Wanduhr',
    heatTitle: 'Wann Tickets eingehen',
    heatDesc: ({
      day,
      hour,
      n,
    }: {
      day: string | number
      hour: string | number
      n: string | number
    }) =>
      `Nach Wochentag und Stunde des Helpdesks; ein größerer Punkt sind mehr Tickets. Die meisten kamen am ${say.inside(day)} um ${say.inside(hour)}: ${say.inside(n)}.`,
    heatNone: 'Nichts ging ein.',
    agesTitle: 'Wie lange offene Tickets schon offen sind',
    agesDesc: ({ n }: { n: number }) =>
      `${say.plural(n) === 'one' ? `${say.number(n)} Ticket ist` : `${say.number(n)} Tickets sind`} jetzt offen.`,
    age: ({ days }: { days: number }) =>
      `Bis ${say.plural(days) === 'one' ? `${say.number(days)} Tag` : `${say.number(days)} Tage`}`,
    ageMore: 'Länger',
    rowsTitle: 'Zusagen',
    groupsTitle: 'Eingegangen und erledigt',
    leftOut: ({ n }: { n: string | number }) =>
      `${say.inside(n)} weitere mit weniger sind weggelassen.`,
    breachesTitle: 'Gebrochene Zusagen',
    breachesNone: 'Keine. Alles Fällige wurde rechtzeitig erledigt.',
    breachesMore: ({ n }: { n: string | number }) => `Die neuesten von ${say.inside(n)}.`,
    breachesAway: 'Die Liste kommt vom Server, sobald er erreichbar ist.',
    all: ({ n }: { n: string | number }) => `Alle ${say.inside(n)}`,
    day: 'Tag',
    weekday: 'Wochentag',
    hour: 'Stunde',
    number: 'Ticket',
    subject: 'Betreff',
    began: 'Begonnen',
    ended: 'Beendet',
    took: 'Gezählt',
    wall: 'Wanduhr',
    counted: 'Gezählt',
    within: 'Pünktlich',
    share: 'Anteil',
    lateColumn: 'Zu spät',
    stillOpen: 'noch nicht',
    asTable: 'Als Tabelle zeigen',
    walk: ({ chart }: { chart: string | number }) =>
      `${say.inside(chart)}: mit den Pfeiltasten durchgehen`,
    walkHint: 'Pfeiltasten gehen von Punkt zu Punkt, Enter öffnet die Tickets.',
    at: ({ what, where }: { what: string | number; where: string | number }) =>
      `${say.inside(where)}: ${say.inside(what)}`,
    ticketsTitle: 'Die Tickets hinter einer Zahl',
    ticketsOf: ({ n }: { n: number }) =>
      say.plural(n) === 'one' ? `${say.number(n)} Ticket` : `${say.number(n)} Tickets`,
    ticketsFirst: ({ n, total }: { n: string | number; total: string | number }) =>
      `Die ersten ${say.inside(n)} von ${say.inside(total)}.`,
    ticketsNone: 'Hinter dieser Zahl ist kein Ticket mehr.',
    ticketsAway: 'Die Tickets kommen vom Server, und der ist nicht erreichbar.',
    openTickets: ({ what }: { what: string | number }) => `${say.inside(what)}: Tickets zeigen`,
    definitions: 'Was die Wörter bedeuten',
    howCounted: 'So wird gezählt',
    means: {
      arrived:
        'Ein Ticket geht an dem Tag ein, an dem es angenommen wurde. Eines, das mit einem anderen zusammengeführt wurde, zählt nur dort.',
      solved: 'An diesem Tag gelöst und immer noch gelöst. Ein wieder geöffnetes ist nicht gelöst.',
      reopened:
        'Von allen Lösungen in diesem Zeitraum der Anteil, nach dem das Ticket wieder geöffnet wurde.',
      open: 'Weder gelöst noch geschlossen. An einem Tag: als er endete. Wie lange: seit dem Eingang.',
      promise:
        'Eine Zusage gehört zu dem Tag, an dem ihre Frist begann. Gezählt wird, was eingehalten oder gebrochen ist; was noch rechtzeitig läuft, wartet oder entfallen ist, nicht. Automatische Antworten, Notizen und Statuswechsel sind keine Antwort.',
      median:
        'Die Hälfte dauerte nicht länger; beim 90. Perzentil 90 von 100. Immer eine Zeit, die vorkam. Gezählte Zeit ist die zugesagte, in Geschäftszeit oder rund um die Uhr, ohne die Zeit, in der ein Ticket auf die anfragende Person wartete; die Wanduhr hat alles.',
      groups:
        'Ein Ticket zählt in der Queue, in der es jetzt ist, mit den Schlagwörtern, der Stufe, der Organisation und der Zuständigkeit von jetzt. Eines mit zwei Schlagwörtern steht in beiden Zeilen.',
      before: 'Ebenso viele Tage, direkt davor, auf dieselbe Art gezählt.',
    },
    weekdays: {
      mon: 'Montag',
      tue: 'Dienstag',
      wed: 'Mittwoch',
      thu: 'Donnerstag',
      fri: 'Freitag',
      sat: 'Samstag',
      sun: 'Sonntag',
    },
    digest: 'Mir jeden Monat die Zahlen mailen',
  }) as const

export const bundle = (sayIn: SayIn): Bundle => ({
  report: report(sayIn('de')),
})
