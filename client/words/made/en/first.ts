/** Made of words/en/*.json by `npm run words` (first): change those, not this file. */
import type { Say, SayIn, Widened } from '../../../../shared/kit/say.ts'

const first = (say: Say) =>
  ({
    app: 'Deskside',
    close: 'Close',
    cancel: 'Cancel',
    save: 'Save',
    copy: 'Copy',
    copied: 'Copied',
    open: ({ what }: { what: string | number }) => `Open ${say.inside(what)}`,
    retry: 'Try again',
    discard: 'Discard',
    undo: 'Undo',
    download: 'Download',
    ticketNumber: ({ n }: { n: number }) => (n === 0 ? 'new' : `#${say.inside(n)}`),
    time: {
      now: 'now',
      s: ({ n }: { n: number }) => `${say.number(n)} s`,
      m: ({ n }: { n: number }) => `${say.number(n)} m`,
      h: ({ n }: { n: number }) => `${say.number(n)} h`,
      d: ({ n }: { n: number }) => `${say.number(n)} d`,
      pair: ({ large, small }: { large: string | number; small: string | number }) =>
        `${say.inside(large)} ${say.inside(small)}`,
    },
    due: {
      firstResponse: 'first',
      nextResponse: 'next',
      update: 'update',
      resolution: 'solve',
      other: 'due',
      in: ({ span, what }: { span: string | number; what: string | number }) =>
        `${say.inside(what)} ${say.inside(span)}`,
      late: ({ span }: { span: string | number }) => `overdue ${say.inside(span)}`,
    },
    status: {
      new: 'New',
      open: 'Open',
      waiting: 'Waiting',
      'on-hold': 'On hold',
      solved: 'Solved',
      closed: 'Closed',
    },
    statusHint: {
      new: 'nobody has looked yet',
      open: 'ours to answer',
      waiting: 'for the person who asked',
      'on-hold': 'for somebody else',
      solved: 'a reply opens it again',
      closed: 'finished',
    },
    priority: {
      low: 'Low',
      normal: 'Normal',
      high: 'High',
      urgent: 'Urgent',
    },
    sort: {
      due: 'Next due',
      newest: 'Newest',
      oldest: 'Oldest',
      priority: 'Priority',
    },
    views: {
      inbox: 'Inbox',
      first: 'Needs first response',
      next: 'Needs next response',
      mine: 'Mine',
      mentions: 'Mentions',
      unassigned: 'Unassigned',
      waiting: 'Waiting',
      attention: 'Needs attention',
      drafts: 'Drafts',
      snoozed: 'Snoozed',
      solved: 'Solved',
      spam: 'Spam',
      all: 'All tickets',
    },
    nav: {
      label: 'Views',
      queues: 'Queues',
      desk: 'Desk',
      reports: 'Reports',
      settings: 'Settings',
      menu: 'Open the menu',
      saved: 'Saved views',
      saveView: 'Save and order views',
      skip: 'Skip to the tickets',
      viewCount: ({ n, name }: { n: number; name: string | number }) =>
        `${say.inside(name)}, ${say.plural(n) === 'one' ? `${say.number(n)} ticket` : `${say.number(n)} tickets`}`,
    },
    list: {
      label: ({ view }: { view: string | number }) => `${say.inside(view)}: tickets`,
      search: 'Search',
      searchHint: 'Search: words, from: label: is:open',
      fromServer: 'on the server',
      clear: 'Clear the search',
      sort: 'Sort by',
      found: ({ n }: { n: number }) =>
        say.plural(n) === 'one'
          ? `${say.number(n)} ticket found`
          : `${say.number(n)} tickets found`,
      arrived: ({ n }: { n: number }) =>
        say.plural(n) === 'one' ? `${say.number(n)} new` : `${say.number(n)} new`,
      arrivedHint: 'Show what has arrived',
      nobody: 'Nobody',
      noSubject: '(no subject)',
      files: 'has files',
      unread: 'unread',
      gone: 'no longer in this list',
      progress: ({ have, of }: { have: number; of: number }) =>
        `${say.number(have)} of ${say.number(of)}`,
      asOf: ({ when }: { when: string | number }) => `As of ${say.inside(when)}`,
    },
    ticket: {
      none: 'Choose a ticket',
      noneHint: 'j and k move, Enter opens, ? shows every key.',
    },
    did: {
      status: ({ n, status }: { n: string | number; status: string | number }) =>
        `#${say.inside(n)}: ${say.inside(status)}`,
      priority: ({ n, priority }: { n: string | number; priority: string | number }) =>
        `#${say.inside(n)}: priority ${say.inside(priority)}`,
      assignee: ({ n, name }: { n: string | number; name: string | number }) =>
        `#${say.inside(n)}: assigned to ${say.inside(name)}`,
      unassigned: ({ n }: { n: string | number }) => `#${say.inside(n)}: assigned to nobody`,
      subject: ({ n }: { n: string | number }) => `#${say.inside(n)}: subject changed`,
      tagged: ({ n, tag }: { n: string | number; tag: string | number }) =>
        `#${say.inside(n)}: tagged ${say.inside(tag)}`,
      untagged: ({ n, tag }: { n: string | number; tag: string | number }) =>
        `#${say.inside(n)}: tag ${say.inside(tag)} removed`,
      snoozed: ({ n, when }: { n: string | number; when: string | number }) =>
        `#${say.inside(n)}: snoozed until ${say.inside(when)}`,
      woken: ({ n }: { n: string | number }) => `#${say.inside(n)}: awake again`,
      watched: ({ n }: { n: string | number }) => `#${say.inside(n)}: watching`,
      unwatched: ({ n }: { n: string | number }) => `#${say.inside(n)}: no longer watching`,
      noted: ({ n }: { n: string | number }) => `#${say.inside(n)}: note added`,
      moved: ({ n, queue }: { n: string | number; queue: string | number }) =>
        `#${say.inside(n)}: moved to ${say.inside(queue)}`,
      sent: ({ n }: { n: string | number }) => `#${say.inside(n)}: reply on its way`,
      scheduled: ({ n, when }: { n: string | number; when: string | number }) =>
        `#${say.inside(n)}: reply goes ${say.inside(when)}`,
      undone: ({ what }: { what: string | number }) => `Undone: ${say.inside(what)}`,
      nothingToUndo: 'Nothing to undo.',
      changedSince: 'Someone changed it since; nothing was undone.',
      unread: ({ n }: { n: string | number }) => `#${say.inside(n)}: unread`,
      failed: ({ why }: { why: string | number }) => `That did not work: ${say.inside(why)}`,
      discarded: ({ n, what }: { n: string | number; what: string | number }) =>
        `#${say.inside(n)}: discarded ${say.inside(what)}`,
      redone: ({ n }: { n: string | number }) => `Done on #${say.inside(n)} instead`,
      redoneDraft: ({ n }: { n: string | number }) =>
        `The words are in the draft of #${say.inside(n)}`,
      tooLate: 'It was sent meanwhile; nothing was changed.',
    },
    sync: {
      saved: 'Saved',
      saving: ({ n }: { n: number }) => `Saving ${say.number(n)}`,
      connecting: 'Connecting…',
      offline: 'Offline',
      offlineWaiting: ({ n }: { n: number }) =>
        `Offline · ${say.plural(n) === 'one' ? `${say.number(n)} change waiting` : `${say.number(n)} changes waiting`}`,
      refusedLink: 'Signed out on this device',
      full: 'Can’t save: device storage full',
      wiped: 'This device’s data was removed',
      notTaken: ({ n }: { n: number }) =>
        say.plural(n) === 'one'
          ? `${say.number(n)} change not taken`
          : `${say.number(n)} changes not taken`,
      refused: ({ n }: { n: number }) =>
        say.plural(n) === 'one' ? `${say.number(n)} needs you` : `${say.number(n)} need you`,
      update: 'Update ready',
      progress: ({ have, of }: { have: number; of: number }) =>
        `${say.number(have)} of ${say.number(of)}`,
      signIn: 'Sign in again',
      words: 'Words left in a draft',
    },
    boot: {
      opening: 'Opening your tickets…',
      failed: 'The tickets on this device could not be opened.',
      reload: 'Try again',
    },
    kilobytes: ({ n }: { n: number }) => `${say.number(n)} kB`,
    megabytes: ({ n }: { n: number }) => `${say.number(n)} MB`,
    waiting: {
      status: ({ status }: { status: string | number }) => `status → ${say.inside(status)}`,
      priority: ({ priority }: { priority: string | number }) =>
        `priority → ${say.inside(priority)}`,
      assignee: ({ name }: { name: string | number }) => `assignee → ${say.inside(name)}`,
      unassigned: 'assignee → nobody',
      subject: 'new subject',
      snoozed: 'snoozed',
      awake: 'snooze ended',
      notSpam: 'not spam',
      tagged: ({ tag }: { tag: string | number }) => `tag + ${say.inside(tag)}`,
      untagged: ({ tag }: { tag: string | number }) => `tag − ${say.inside(tag)}`,
      watched: ({ name }: { name: string | number }) => `watcher + ${say.inside(name)}`,
      unwatched: ({ name }: { name: string | number }) => `watcher − ${say.inside(name)}`,
      note: 'note',
      queue: ({ queue }: { queue: string | number }) => `queue → ${say.inside(queue)}`,
      reply: 'reply',
      replyTo: ({ name }: { name: string | number }) => `reply to ${say.inside(name)}`,
      takeBack: 'take the reply back',
      draftWords: 'words left in a draft',
      draftBegun: 'reply that was being written',
      noteBegun: 'note that was being written',
      draftUnsent: 'reply not sent yet',
      noteUnsent: 'note not added yet',
      draft: 'draft of a reply',
    },
  }) as const

export const bundle = (sayIn: SayIn) => ({
  first: first(sayIn('en')),
})

export type Bundle = Widened<ReturnType<typeof bundle>>
