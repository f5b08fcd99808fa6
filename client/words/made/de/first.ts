/** Made of words/de/*.json by `npm run words` (first): change those, not this file. */
import type { Say, SayIn } from '../../../../shared/kit/say.ts'
import type { Bundle } from '../en/first.ts'

const first = (say: Say) =>
  ({
    app: 'Deskside',
    close: 'Schließen',
    cancel: 'Abbrechen',
    save: 'Speichern',
    copy: 'Kopieren',
    copied: 'Kopiert',
    open: ({ what }: { what: string | number }) => `${say.inside(what)} öffnen`,
    retry: 'Erneut versuchen',
    discard: 'Verwerfen',
    undo: 'Rückgängig',
    download: 'Herunterladen',
    ticketNumber: ({ n }: { n: number }) => (n === 0 ? 'neu' : `#${say.inside(n)}`),
    time: {
      now: 'jetzt',
      s: ({ n }: { n: number }) => `${say.number(n)} s`,
      m: ({ n }: { n: number }) => `${say.number(n)} min`,
      h: ({ n }: { n: number }) => `${say.number(n)} h`,
      d: ({ n }: { n: number }) => `${say.number(n)} T`,
      pair: ({ large, small }: { large: string | number; small: string | number }) =>
        `${say.inside(large)} ${say.inside(small)}`,
    },
    due: {
      firstResponse: 'erste',
      nextResponse: 'nächste',
      update: 'Update',
      resolution: 'Lösung',
      other: 'fällig',
      in: ({ span, what }: { span: string | number; what: string | number }) =>
        `${say.inside(what)} ${say.inside(span)}`,
      late: ({ span }: { span: string | number }) => `überfällig ${say.inside(span)}`,
    },
    status: {
      new: 'Neu',
      open: 'Offen',
      waiting: 'Wartend',
      'on-hold': 'Angehalten',
      solved: 'Gelöst',
      closed: 'Geschlossen',
    },
    statusHint: {
      new: 'noch von niemandem angesehen',
      open: 'wir sind dran',
      waiting: 'auf die anfragende Person',
      'on-hold': 'jemand anderes ist dran',
      solved: 'eine Antwort öffnet es wieder',
      closed: 'abgeschlossen',
    },
    priority: {
      low: 'Niedrig',
      normal: 'Normal',
      high: 'Hoch',
      urgent: 'Dringend',
    },
    sort: {
      due: 'Nächste Frist',
      newest: 'Neueste',
      oldest: 'Älteste',
      priority: 'Priorität',
    },
    views: {
      inbox: 'Eingang',
      first: 'Erste Antwort nötig',
      next: 'Nächste Antwort nötig',
      mine: 'Meine',
      mentions: 'Erwähnungen',
      unassigned: 'Nicht zugewiesen',
      waiting: 'Wartend',
      attention: 'Handlungsbedarf',
      drafts: 'Entwürfe',
      snoozed: 'Zurückgestellt',
      solved: 'Gelöst',
      spam: 'Spam',
      all: 'Alle Tickets',
    },
    nav: {
      label: 'Ansichten',
      queues: 'Queues',
      desk: 'Helpdesk',
      reports: 'Berichte',
      settings: 'Einstellungen',
      menu: 'Menü öffnen',
      saved: 'Gespeicherte Ansichten',
      saveView: 'Ansichten speichern und ordnen',
      skip: 'Direkt zu den Tickets',
      viewCount: ({ n, name }: { n: number; name: string | number }) =>
        `${say.inside(name)}, ${say.plural(n) === 'one' ? `${say.number(n)} Ticket` : `${say.number(n)} Tickets`}`,
    },
    list: {
      label: ({ view }: { view: string | number }) => `${say.inside(view)}: Tickets`,
      search: 'Suchen',
      searchHint: 'Suchen: Wörter, from: label: is:open',
      fromServer: 'auf dem Server',
      clear: 'Suche leeren',
      sort: 'Sortieren nach',
      found: ({ n }: { n: number }) =>
        say.plural(n) === 'one'
          ? `${say.number(n)} Ticket gefunden`
          : `${say.number(n)} Tickets gefunden`,
      arrived: ({ n }: { n: number }) =>
        say.plural(n) === 'one' ? `${say.number(n)} neues` : `${say.number(n)} neue`,
      arrivedHint: 'Neu Eingetroffenes zeigen',
      nobody: 'Niemand',
      noSubject: '(kein Betreff)',
      files: 'mit Dateien',
      unread: 'ungelesen',
      gone: 'nicht mehr in dieser Liste',
      progress: ({ have, of }: { have: number; of: number }) =>
        `${say.number(have)} von ${say.number(of)}`,
      asOf: ({ when }: { when: string | number }) => `Stand ${say.inside(when)}`,
    },
    ticket: {
      none: 'Ein Ticket auswählen',
      noneHint: 'j und k bewegen, Enter öffnet, ? zeigt alle Tasten.',
    },
    did: {
      status: ({ n, status }: { n: string | number; status: string | number }) =>
        `#${say.inside(n)}: ${say.inside(status)}`,
      priority: ({ n, priority }: { n: string | number; priority: string | number }) =>
        `#${say.inside(n)}: Priorität ${say.inside(priority)}`,
      assignee: ({ n, name }: { n: string | number; name: string | number }) =>
        `#${say.inside(n)}: ${say.inside(name)} zugewiesen`,
      unassigned: ({ n }: { n: string | number }) => `#${say.inside(n)}: niemandem zugewiesen`,
      subject: ({ n }: { n: string | number }) => `#${say.inside(n)}: Betreff geändert`,
      tagged: ({ n, tag }: { n: string | number; tag: string | number }) =>
        `#${say.inside(n)}: Schlagwort ${say.inside(tag)} hinzugefügt`,
      untagged: ({ n, tag }: { n: string | number; tag: string | number }) =>
        `#${say.inside(n)}: Schlagwort ${say.inside(tag)} entfernt`,
      snoozed: ({ n, when }: { n: string | number; when: string | number }) =>
        `#${say.inside(n)}: zurückgestellt bis ${say.inside(when)}`,
      woken: ({ n }: { n: string | number }) => `#${say.inside(n)}: nicht mehr zurückgestellt`,
      watched: ({ n }: { n: string | number }) => `#${say.inside(n)}: wird beobachtet`,
      unwatched: ({ n }: { n: string | number }) => `#${say.inside(n)}: nicht mehr beobachtet`,
      noted: ({ n }: { n: string | number }) => `#${say.inside(n)}: Notiz hinzugefügt`,
      moved: ({ n, queue }: { n: string | number; queue: string | number }) =>
        `#${say.inside(n)}: nach ${say.inside(queue)} verschoben`,
      sent: ({ n }: { n: string | number }) => `#${say.inside(n)}: Antwort unterwegs`,
      scheduled: ({ n, when }: { n: string | number; when: string | number }) =>
        `#${say.inside(n)}: Antwort geht ${say.inside(when)}`,
      undone: ({ what }: { what: string | number }) => `Rückgängig gemacht: ${say.inside(what)}`,
      nothingToUndo: 'Nichts rückgängig zu machen.',
      changedSince: 'Inzwischen hat es jemand geändert; nichts wurde rückgängig gemacht.',
      unread: ({ n }: { n: string | number }) => `#${say.inside(n)}: ungelesen`,
      failed: ({ why }: { why: string | number }) => `Das hat nicht geklappt: ${say.inside(why)}`,
      discarded: ({ n, what }: { n: string | number; what: string | number }) =>
        `#${say.inside(n)}: ${say.inside(what)} verworfen`,
      redone: ({ n }: { n: string | number }) => `Stattdessen auf #${say.inside(n)} ausgeführt`,
      redoneDraft: ({ n }: { n: string | number }) =>
        `Der Text steht im Entwurf von #${say.inside(n)}`,
      tooLate: 'Inzwischen gesendet; nichts wurde geändert.',
    },
    sync: {
      saved: 'Gespeichert',
      saving: ({ n }: { n: number }) => `Speichert ${say.number(n)}`,
      connecting: 'Verbindet…',
      offline: 'Offline',
      offlineWaiting: ({ n }: { n: number }) =>
        `Offline · ${say.plural(n) === 'one' ? `${say.number(n)} Änderung wartet` : `${say.number(n)} Änderungen warten`}`,
      refusedLink: 'Auf diesem Gerät abgemeldet',
      full: 'Speichern geht nicht: Gerät voll',
      wiped: 'Daten dieses Geräts wurden entfernt',
      notTaken: ({ n }: { n: number }) =>
        say.plural(n) === 'one'
          ? `${say.number(n)} Änderung nicht übernommen`
          : `${say.number(n)} Änderungen nicht übernommen`,
      refused: ({ n }: { n: number }) =>
        say.plural(n) === 'one' ? `${say.number(n)} zu klären` : `${say.number(n)} zu klären`,
      update: 'Update bereit',
      progress: ({ have, of }: { have: number; of: number }) =>
        `${say.number(have)} von ${say.number(of)}`,
      signIn: 'Erneut anmelden',
      words: 'Text in einem Entwurf übrig',
    },
    boot: {
      opening: 'Tickets werden geöffnet…',
      failed: 'Die Tickets auf diesem Gerät ließen sich nicht öffnen.',
      reload: 'Erneut versuchen',
    },
    kilobytes: ({ n }: { n: number }) => `${say.number(n)} kB`,
    megabytes: ({ n }: { n: number }) => `${say.number(n)} MB`,
    waiting: {
      status: ({ status }: { status: string | number }) => `Status → ${say.inside(status)}`,
      priority: ({ priority }: { priority: string | number }) =>
        `Priorität → ${say.inside(priority)}`,
      assignee: ({ name }: { name: string | number }) => `zuständig → ${say.inside(name)}`,
      unassigned: 'zuständig → niemand',
      subject: 'neuer Betreff',
      snoozed: 'zurückgestellt',
      awake: 'Zurückstellen beendet',
      notSpam: 'kein Spam',
      tagged: ({ tag }: { tag: string | number }) => `Schlagwort + ${say.inside(tag)}`,
      untagged: ({ tag }: { tag: string | number }) => `Schlagwort − ${say.inside(tag)}`,
      watched: ({ name }: { name: string | number }) => `beobachtet von + ${say.inside(name)}`,
      unwatched: ({ name }: { name: string | number }) => `beobachtet von − ${say.inside(name)}`,
      note: 'Notiz',
      queue: ({ queue }: { queue: string | number }) => `Queue → ${say.inside(queue)}`,
      reply: 'Antwort',
      replyTo: ({ name }: { name: string | number }) => `Antwort an ${say.inside(name)}`,
      takeBack: 'Antwort zurücknehmen',
      draftWords: 'Text, der in einem Entwurf übrig ist',
      draftBegun: 'begonnene Antwort',
      noteBegun: 'begonnene Notiz',
      draftUnsent: 'noch nicht gesendete Antwort',
      noteUnsent: 'noch nicht hinzugefügte Notiz',
      draft: 'Entwurf einer Antwort',
    },
  }) as const

export const bundle = (sayIn: SayIn): Bundle => ({
  first: first(sayIn('de')),
})
