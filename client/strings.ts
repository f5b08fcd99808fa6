/**
 * The words that come with the first screen: lists, tickets, menus, what was done, and a device that is starting.
 * Sentences with a number or a name are functions, so that another language may order them its own way. Not here: words that
 * come later (the files named …-words), titles of commands (state/keys).
 */
import type { Priority, Status } from '../shared/ticket/ticket.ts'
import type { Sort } from './state/view.ts'
import { count, number } from './count-words.ts'

export const words = {
  app: 'Deskside',
  close: 'Close',
  cancel: 'Cancel',
  save: 'Save',
  copy: 'Copy',
  copied: 'Copied',
  open: (what: string) => `Open ${what}`,
  bytes: (bytes: number) =>
    bytes < 1_000_000
      ? `${number.format(Math.ceil(bytes / 1_000))} kB`
      : `${number.format(Math.round(bytes / 1_000_000))} MB`,
  retry: 'Try again',
  discard: 'Discard',
  undo: 'Undo',
  undoKey: 'Undo (z)',
  download: 'Download',
  number: (n: number) => number.format(n),
  ticketNumber: (n: number) => (n > 0 ? `#${n}` : 'new'),

  time: { now: 'now', s: 's', m: 'm', h: 'h', d: 'd' },
  due: {
    firstResponse: 'first',
    nextResponse: 'next',
    update: 'update',
    resolution: 'solve',
    other: 'due',
    in: (what: string, span: string) => `${what} ${span}`,
    late: (span: string) => `overdue ${span}`,
  },

  status: {
    new: 'New',
    open: 'Open',
    waiting: 'Waiting',
    'on-hold': 'On hold',
    solved: 'Solved',
    closed: 'Closed',
  } satisfies Record<Status, string>,
  statusHint: {
    new: 'nobody has looked yet',
    open: 'ours to answer',
    waiting: 'for the person who asked',
    'on-hold': 'for somebody else',
    solved: 'a reply opens it again',
    closed: 'finished',
  } satisfies Record<Status, string>,
  priority: { low: 'Low', normal: 'Normal', high: 'High', urgent: 'Urgent' } satisfies Record<
    Priority,
    string
  >,
  sort: {
    due: 'Next due',
    newest: 'Newest',
    oldest: 'Oldest',
    priority: 'Priority',
  } satisfies Record<Sort, string>,

  views: {
    inbox: 'Inbox',
    first: 'Needs first response',
    next: 'Needs next response',
    mine: 'Mine',
    unassigned: 'Unassigned',
    waiting: 'Waiting',
    attention: 'Needs attention',
    drafts: 'Drafts',
    snoozed: 'Snoozed',
    solved: 'Solved',
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
    viewCount: (name: string, n: number) => `${name}, ${count(n, 'ticket', 'tickets')}`,
  },

  list: {
    label: (view: string) => `${view}: tickets`,
    search: 'Search',
    searchHint: 'Search: words, from: label: is:open',
    fromServer: 'on the server',
    clear: 'Clear the search',
    sort: 'Sort by',
    found: (n: number) => count(n, 'ticket found', 'tickets found'),
    arrived: (n: number) => count(n, 'new', 'new'),
    arrivedHint: 'Show what has arrived',
    nobody: 'Nobody',
    noSubject: '(no subject)',
    files: 'has files',
    unread: 'unread',
    gone: 'no longer in this list',
    progress: (have: number, of: number) => `${number.format(have)} of ${number.format(of)}`,
  },

  ticket: {
    none: 'Choose a ticket',
    noneHint: 'j and k move, Enter opens, ? shows every key.',
  },
  did: {
    status: (n: number, status: string) => `#${n}: ${status}`,
    priority: (n: number, priority: string) => `#${n}: priority ${priority}`,
    assignee: (n: number, name: string) => `#${n}: assigned to ${name}`,
    unassigned: (n: number) => `#${n}: assigned to nobody`,
    subject: (n: number) => `#${n}: subject changed`,
    tagged: (n: number, tag: string) => `#${n}: tagged ${tag}`,
    untagged: (n: number, tag: string) => `#${n}: tag ${tag} removed`,
    snoozed: (n: number, when: string) => `#${n}: snoozed until ${when}`,
    woken: (n: number) => `#${n}: awake again`,
    watched: (n: number) => `#${n}: watching`,
    unwatched: (n: number) => `#${n}: no longer watching`,
    noted: (n: number) => `#${n}: note added`,
    moved: (n: number, queue: string) => `#${n}: moved to ${queue}`,
    sent: (n: number) => `#${n}: reply on its way`,
    scheduled: (n: number, when: string) => `#${n}: reply goes ${when}`,
    undone: (what: string) => `Undone: ${what}`,
    nothingToUndo: 'Nothing to undo.',
    changedSince: 'Someone changed it since; nothing was undone.',
    unread: (n: number) => `#${n}: unread`,
    failed: (why: string) => `That did not work: ${why}`,
    discarded: (n: number, what: string) => `#${n}: discarded ${what}`,
    redone: (n: number) => `Done on #${n} instead`,
    redoneDraft: (n: number) => `The words are in the draft of #${n}`,
    tooLate: 'It was sent meanwhile; nothing was changed.',
  },

  sync: {
    saved: 'Saved',
    saving: (n: number) => `Saving ${n}`,
    connecting: 'Connecting…',
    offline: 'Offline',
    offlineWaiting: (n: number) => `Offline · ${count(n, 'change waiting', 'changes waiting')}`,
    refusedLink: 'Signed out on this device',
    full: 'Can’t save: device storage full',
    wiped: 'This device’s data was removed',
    notTaken: (n: number) => count(n, 'change not taken', 'changes not taken'),
    refused: (n: number) => count(n, 'needs you', 'need you'),
    update: 'Update ready',
    progress: (have: number, of: number) => `${number.format(have)} of ${number.format(of)}`,
    signIn: 'Sign in again',
    words: 'Words left in a draft',
  },

  boot: {
    opening: 'Opening your tickets…',
    failed: 'The tickets on this device could not be opened.',
    reload: 'Try again',
    blocked:
      'Another tab runs an older version of Deskside. Close that tab, or reload it; this one goes on by itself.',
    blockedTitle: 'Waiting for another tab',
    takenOverTitle: 'A newer version is open in another tab',
    takenOver: 'This tab runs the version before it. Everything you wrote here is kept.',
    startNow: 'Reload',
    fullTitle: 'This device has no room',
    full: 'The tickets cannot be opened because the storage of this device is full. Free some space, then try again. Nothing that is kept here was removed.',
    unreadableTitle: 'What is kept on this device cannot be opened',
    unreadable:
      'You can start anew: tickets come back from the server. What was not sent yet is kept as far as it can be read; save it to a file first to be sure.',
    export: 'Save unsent work to a file',
    exportNothing: 'No unsent work could be read.',
    exported: (n: number) => `${count(n, 'thing', 'things')} saved to the file.`,
    startAnew: 'Start anew',
    noNetwork: 'The server cannot be reached, and no tickets are kept on this device yet.',
  },
} as const
