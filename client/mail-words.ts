/**
 * The words about mail that an open ticket shows: where a message came from, who stands by it, its files. Apart from the
 * other words (strings.ts) because they come with the ticket, not with the first screen.
 */
import type { JoinedBy } from '../shared/ticket/joined-by.ts'
import type { Verdict } from '../shared/ticket/sender.ts'
import { count, number } from './count-words.ts'

export const mailWords = {
  remote: (n: number) =>
    `${count(n, 'image is', 'images are')} not loaded: loading tells the sender that somebody looked.`,
  loadRemote: 'Load remote images',
  loadingRemote: 'Loading images…',
  remoteShown: (n: number, failed: number) =>
    failed === 0
      ? `${count(n, 'image was', 'images were')} loaded through this desk.`
      : `${number.format(n - failed)} of ${count(n, 'image was', 'images were')} loaded through this desk.`,
  /** Who gets a reply besides the requester. */
  recipients: {
    label: 'Who gets this reply',
    to: 'To',
    cc: 'Cc',
    bcc: 'Bcc',
    bccHint: '(only agents see Bcc)',
    add: 'Add people',
    field: 'Mail address of who gets a copy',
    placeholder: 'name@example.org',
    offered: 'People on this ticket',
    remove: (name: string) => `Take ${name} out`,
    switchTo: (as: 'cc' | 'bcc') => (as === 'cc' ? 'make it Bcc' : 'make it Cc'),
    strange: 'first mail to this domain here',
    manyFrom: 10,
    many: (n: number) => `This goes to ${number.format(n)} people.`,
    noAddress: (typed: string) => `“${typed}” is no mail address.`,
    ofDesk: (address: string) => `${address} is an address of this desk: it would come back.`,
    isRequester: 'The requester gets it already.',
    tooMany: (n: number) => `A reply goes to ${number.format(n)} people at most.`,
    notOpen: 'The draft is not open yet.',
    now: (name: string, as: string) => `${name} is ${as} now`,
    noMore: (name: string) => `${name} gets it no more`,
    changed: (by: string, what: string) =>
      `${by || 'Somebody'} changed who gets this reply: ${what}.`,
    asking: (news: string) => `Not sent yet. ${news} Send again if that is right.`,
    looked: 'All right',
  },
  plain: 'Plain text',
  formatted: 'As it was sent',
  about: 'About this mail',
  original: 'Original (.eml)',
  whole: 'The whole text (it is very long)',
  quoteCut: 'The rest of it is in the original.',
  printTitle: 'Print this ticket',
  printNotes: 'With internal notes',
  printQuotes: 'With quoted text, everything as plain text',
  printNow: 'Print',

  /** In a word or two, on the line under the name. */
  brief: {
    disowned: 'Not from who it says',
    unproved: 'Sender not verified',
    unchecked: 'Sender not checked',
    other: 'Not the requester',
    participant: 'Not the requester',
    agentAddress: 'From a colleague’s address, not proved',
    verification: 'Holds a code or a way to sign in',
    replyTo: (address: string) => `Answers asked to ${address}`,
    otherDate: 'Dated differently',
    linked: (n: number) => `May belong to #${n}`,
    shared: (name: string) => `Shown to the requester by ${name}`,
    newPeople: (n: number) => `Copied to ${count(n, 'other person', 'other people')}`,
    forwarded: 'Forwarded',
  },
  labels: {
    from: 'From',
    replyTo: 'Answers to',
    newPeople: 'Copied to',
    received: 'Received',
    sent: 'Dated',
    ticket: 'On this ticket',
    who: 'Who',
    sender: 'Sender',
    checks: 'Checks',
    forwarded: 'Forwarded from',
  },
  trust: {
    proved: (domain: string) => `Verified: ${domain} stands by this mail.`,
    disowned: (domain: string) =>
      `${domain} asks that mail like this is not taken as its own. It is most likely forged.`,
    unproved: (domain: string) => `Not verified: nothing shows that it is really from ${domain}.`,
    unchecked: 'Not checked: nobody could be asked when it came in.',
    verified: 'Verified when it came in.',
    unverified: 'Not verified when it came in.',
  },
  standing: {
    requester: 'The requester',
    participant: 'Not the requester, but on this ticket',
    other: 'Not the requester. The requester does not see this message.',
    shared: (name: string) => `Not the requester. ${name} showed this message to the requester.`,
  },
  agentAddress:
    'The address belongs to somebody of this desk, but nothing proves that they wrote it. It can do nothing here.',
  verification:
    'Another service sent this so that somebody can prove an address or sign in there. The requester does not see it.',
  show: {
    open: 'Show to the requester…',
    title: (name: string) => `Show this mail to ${name}?`,
    lead: 'This is all they will see of it, on the ticket’s page and in quotes.',
    why: 'Why it is shown',
    act: 'Show it',
    done: (name: string) => `Shown to ${name}`,
  },
  linked: (n: number) => `It may belong to ticket #${n}.`,
  openLinked: (n: number) => `Open #${n}`,
  forwardedFrom: (who: string, isBelieved: boolean) =>
    isBelieved ? who : `${who} (nobody vouches for that)`,
  offer: {
    act: (name: string) => `Make ${name} the requester`,
    ask: (address: string, former: string) =>
      `The answer will go to ${address}, who can then read this ticket’s page. ${former} cannot any more, and what they mail still comes here.`,
    done: (name: string) => `${name} is the requester now`,
  },
  otherDate: (when: string) => `${when}, says the mail itself`,
  joined: {
    'reply-address': 'Sent to this ticket’s own reply address',
    'signed-reply': 'Answers a mail of this ticket, with our signature',
    'signed-reference': 'Belongs to a conversation of this ticket, with our signature',
    'known-reply': 'Answers a mail that is on this ticket',
    'known-reference': 'Belongs to a conversation that is on this ticket',
    'subject-number': 'The number is in its subject, and its sender is on this ticket and verified',
    new: 'A new ticket: nothing pointed to another one',
    'new-unmatched': 'A new ticket: it pointed to one that its sender is not on',
    'new-after-closed': 'A new ticket: the one it answers was closed too long ago',
    'new-after-full': 'A new ticket: the one it answers can hold no more',
    'new-after-deleted': 'A new ticket: the one it answers was deleted',
    'new-unreadable': 'A new ticket: it could not be read',
    'by-hand': 'Put here by somebody of this desk',
  } satisfies Record<JoinedBy, string>,
  forwardedTo: 'Forwarded to',
  mergedFrom: (n: number) => `Came from #${n}`,
  checks: {
    spf: (verdict: Verdict, domain: string) => `SPF: ${SPF[verdict]}${domain && ` (${domain})`}`,
    dkim: (verdict: Verdict, domains: string) =>
      `DKIM: ${DKIM[verdict]}${domains && ` (${domains})`}`,
    dmarc: (verdict: Verdict, policy: string) =>
      `DMARC: ${DMARC[verdict]}${policy && `; the domain asks: ${policy}`}`,
    arc: (verdict: Verdict, sealer: string) =>
      `ARC: ${ARC[verdict]}${sealer && ` (sealed by ${sealer})`}`,
    aligned: (signs: string) => `Stands by the address: ${signs}`,
    judgedBy: (host: string) => `Judged by ${host}`,
    local: 'Came from a program on the machine the desk runs on',
  },
  policy: { none: 'nothing', quarantine: 'set such mail apart', reject: 'refuse such mail' },

  files: {
    label: 'Files',
    open: (name: string) => `Look at ${name}`,
    save: (name: string) => `Download ${name}`,
    danger: {
      program: 'This file can run programs. Open it only if you expected it.',
      macros: 'This document may hold macros. Open it only if you expected it.',
      page: 'This page can hold scripts. It is not shown here.',
      packed: 'What is inside was not looked at.',
    },
    dangerShort: {
      program: 'can run programs',
      macros: 'may hold macros',
      page: 'not shown here',
      packed: 'not looked into',
    },
    loading: 'Fetching…',
    away: 'Not on this device. It shows when the network is back.',
    cut: 'The rest is in the file.',
    unreadable: 'This could not be read. The file itself is below.',
  },
  replyFiles: {
    label: 'Files of this reply',
    add: 'Add files',
    drop: 'Drop the files to add them',
    adding: 'Reading the files…',
    remove: (name: string) => `Take ${name} out`,
    progress: (name: string) => `How much of ${name} has gone`,
    picture: (at: string) => `Picture ${at}`,
    pictureWaits: (name: string) => (name === '' ? 'Picture' : `Picture: ${name}`),
    inText: 'in the text',
    onDevice: 'on this device; goes up when online',
    waiting: 'waits to go up',
    percent: (n: number) => `going up, ${n} %`,
    refused: (why: string) => (why === '' ? 'not taken' : `not taken: ${why}`),
    elsewhere: 'still with whoever added it',
    unknown: 'not known to be there yet',
    retry: 'Try again',
    tooMany: (n: number) => `A reply can have ${n} files.`,
    tooLarge: (name: string, most: string) =>
      `“${name}” is too large: the files of a reply may have ${most} in all.`,
    noRoom: (name: string) => `This device has no room for “${name}”. It was not added.`,
    unread: (name: string) => `“${name}” could not be read.`,
    refusedSend: (name: string) => `The server does not take “${name}”. Take it out, or try again.`,
    elsewhereSend: (name: string) =>
      `“${name}” is still on its way from whoever added it. Send when it is there, or take it out.`,
    waits: 'Waits for its files, which are still going up.',
    linked: 'too large for mail: sent as a link',
  },
  event: {
    label: 'Calendar invitation',
    request: 'Invitation',
    cancel: 'Cancelled',
    reply: 'Answer to an invitation',
    publish: 'Calendar entry',
    counter: 'Another time is proposed',
    when: 'When',
    theirTime: 'Their time',
    where: 'Where',
    organiser: 'From',
    people: 'People',
    repeats: 'Repeats',
    allDay: 'all day',
    until: (when: string) => `until ${when}`,
    more: (n: number) => `and ${count(n, 'more entry', 'more entries')} in the file`,
    morePeople: (n: number) => `and ${number.format(n)} more`,
    untitled: 'Without a title',
    answer: {
      accepted: 'accepted',
      declined: 'declined',
      tentative: 'perhaps',
      'needs-action': '',
      delegated: 'sends somebody else',
      other: '',
    },
    repeat: {
      daily: (n: number) => (n === 1 ? 'every day' : `every ${n} days`),
      weekly: (n: number) => (n === 1 ? 'every week' : `every ${n} weeks`),
      monthly: (n: number) => (n === 1 ? 'every month' : `every ${n} months`),
      yearly: (n: number) => (n === 1 ? 'every year' : `every ${n} years`),
      other: 'by a rule of its own',
      on: (days: string) => `on ${days}`,
      onDay: (days: string) => `on day ${days}`,
      last: (day: string) => `the last ${day}`,
      nth: (n: number, day: string) => `the ${n}${ordinal(n)} ${day}`,
      times: (n: number) => count(n, 'time', 'times'),
      except: (n: number) => `except ${count(n, 'time', 'times')}`,
    },
  },
  contact: {
    label: 'Contact card',
    nameless: 'Without a name',
    more: (n: number) => `and ${count(n, 'more card', 'more cards')} in the file`,
  },
} as const

const SPF: Record<Verdict, string> = {
  pass: 'the sending host may send for its domain',
  fail: 'the sending host may not send for its domain',
  softfail: 'the sending host probably may not send for its domain',
  neutral: 'the domain says nothing about the sending host',
  none: 'the domain publishes nothing',
  temperror: 'the name servers did not answer',
  permerror: 'what the domain publishes cannot be read',
  unchecked: 'not checked',
}
const DKIM: Record<Verdict, string> = {
  pass: 'signed, and the signature is good',
  fail: 'the signature is not good',
  softfail: 'the signature is not good',
  neutral: 'the signature says nothing',
  none: 'not signed',
  temperror: 'the key could not be fetched',
  permerror: 'the signature cannot be read',
  unchecked: 'not checked',
}
const DMARC: Record<Verdict, string> = {
  pass: 'the domain of the address stands by it',
  fail: 'nothing of it belongs to the domain of the address',
  softfail: 'nothing of it belongs to the domain of the address',
  neutral: 'says nothing',
  none: 'the domain publishes nothing',
  temperror: 'the name servers did not answer',
  permerror: 'what the domain publishes cannot be read',
  unchecked: 'not checked',
}
const ARC: Record<Verdict, string> = {
  pass: 'whoever passed it on has sealed it well',
  fail: 'the seals do not hold',
  softfail: 'the seals do not hold',
  neutral: 'says nothing',
  none: 'no seals',
  temperror: 'a key could not be fetched',
  permerror: 'the seals cannot be read',
  unchecked: 'not checked',
}

function ordinal(n: number): string {
  return n === 1 ? 'st' : n === 2 ? 'nd' : n === 3 ? 'rd' : 'th'
}
