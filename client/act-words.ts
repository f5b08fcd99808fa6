/**
 * The words of what an agent does with a whole ticket: opening, merging, splitting, linking, forwarding. They come with the
 * dialogs. Not here: what is said of a ticket that was merged already (ticket-words).
 */
import { count, number } from './count-words.ts'

export const actWords = {
  noWayBack: 'It has been done on the server; there is no way back from here.',

  newTicket: {
    title: 'New ticket',
    queue: 'Queue',
    name: 'Name',
    email: 'Mail address',
    emailHint: 'Whose ticket it is. They are the requester; what you write is yours.',
    known: 'People who wrote before',
    subject: 'Subject',
    priority: 'Priority',
    mine: 'Assign it to me',
    first: 'First words',
    as: {
      mail: 'Mail to them',
      note: 'Note, nobody is mailed',
    },
    mailHint: (address: string) =>
      address === ''
        ? 'Goes out from the queue’s address, with its signature.'
        : `Goes out from ${address}, with its signature, and the ticket waits for them.`,
    noteHint: 'Only the team sees it. For a call, or something you noticed.',
    placeholder: 'Write to them…',
    notePlaceholder: 'What happened, and what is to be done',
    send: 'Send',
    open: 'Open the ticket',
    willSend: 'Sent when this device is online; it gets its number then.',
    kept: 'Kept on this device until you send it.',
    clear: 'Discard',
    missing: {
      email: 'A mail address is needed.',
      subject: 'A subject is needed.',
      words: 'There is nothing to send yet.',
    },
    ofDesk: 'That is an address of this desk.',
    waitingTitle: (subject: string) => `new ticket: ${subject}`,
    done: 'New ticket: on its way',
    doneNote: 'New ticket: opened',
    takenBack: 'Not sent. Press c to go on writing.',
  },
  find: {
    label: 'Which ticket?',
    placeholder: '#number, subject, or who asked',
    same: 'What the same person asked:',
    onDevice: 'Found among the tickets on this device:',
    list: 'Tickets found',
    nothing: 'No ticket on this device fits.',
  },
  merge: {
    title: (n: number) => `Merge #${n}`,
    direction: 'Which one goes on?',
    into: (from: number, into: number, subject: string) =>
      `#${from} is closed, and goes on in #${into} ${subject}`,
    plan: 'What will happen',
    notHere: 'Both tickets have to be on this device to say more. The server checks it all.',
    moves: (plan: { messages: number; notes: number; files: number }, into: number) =>
      `To #${into}: ${list([
        count(plan.messages, 'message', 'messages'),
        count(plan.notes, 'note', 'notes'),
        count(plan.files, 'file', 'files'),
      ])}.`,
    closes: (n: number) => `#${n} stays as it is, closed, with the way on.`,
    seenBy: (queues: string) => `Agents of ${queues} will see what they did not see before.`,
    sameRequester: (name: string) => `${name} sees both as one thread.`,
    otherRequester: (name: string) =>
      `${name} sees none of it: what was said to somebody else stays with the agents.`,
    people: (names: string) =>
      `${names}: on the other ticket from then on. Their mail finds it; they read nothing new.`,
    draft: (n: number) => `The reply that is being written goes on in #${n}.`,
    goingOut: (n: number) => `${count(n, 'reply', 'replies')} inside the undo time: sent at once.`,
    putOff: (n: number) =>
      `${count(n, 'reply', 'replies')} for a later hour: not sent, a draft again.`,
    clocks: (from: number, n: number, into: number) =>
      `Ends as not needed: ${count(n, 'clock', 'clocks')} of #${from}. Those of #${into} run on.`,
    tooMuch: 'Together they are more than one ticket may be.',
    reversible: 'Undo with z now, or take it apart from the merged ticket within 30 days.',
    willBe: 'Done when this device is online. Until then you can take it back.',
    submit: (from: number, into: number) => `Merge #${from} into #${into}`,
    another: 'Another ticket',
    waiting: (into: number) => `merge into #${into}`,
    done: (from: number, into: number) => `#${from}: merged into #${into}`,
    apart: (n: number) => `#${n}: taken apart again`,
    apartWaiting: 'take the merge apart',
  },
  split: {
    title: (n: number) => `Split #${n}`,
    which: 'Which messages go to a ticket of their own?',
    note: 'note',
    subject: 'Subject of the new ticket',
    plan: 'What will happen',
    requester: (name: string) => `${name} is the requester of the new ticket.`,
    moves: (plan: { messages: number; notes: number }) =>
      `To the new ticket: ${list([count(plan.messages, 'message', 'messages'), count(plan.notes, 'note', 'notes')])}.`,
    unseen: (name: string, n: number) =>
      `${count(n, 'message', 'messages')} of others: ${name} does not see them.`,
    queues: 'The same agents see both, and each shows the way to the other.',
    clockThen: 'Nobody answered them yet: the clock counts from when they came.',
    clockNow: 'The desk has answered since: the clock counts from now.',
    why: {
      nothing: 'Choose at least one message.',
      all: 'That is all there is: give the ticket another subject instead.',
      author: 'The first of them has to be somebody’s message: they become the requester.',
    },
    noSubject: 'A subject is needed.',
    reversible: 'Undo with z, as long as nothing was said on the new ticket.',
    submit: 'Split',
    waiting: 'split into a new ticket',
    done: (n: number) => `#${n}: split into a new ticket`,
  },
  link: {
    heading: 'Linked',
    add: 'Link…',
    title: (n: number) => `Link #${n}`,
    how: (n: number) => `How does #${n} stand to the other one?`,
    relation: { related: 'Related', duplicate: 'It is a duplicate of the other one' },
    hint: 'A ticket on this device, T123, or the address of a page.',
    outside: (ref: string) => `Link to ${ref}`,
    stands: {
      related: 'Related to',
      duplicate: 'Duplicate of',
      duplicated: 'Has the duplicate',
      'split-from': 'Split from',
      'split-into': 'Split into',
    },
    unseen: 'not yours to see, or not on this device',
    remove: (name: string) => `Take away the link to ${name}`,
    waiting: (n: number) => `link with #${n}`,
    waitingOutside: (ref: string) => `link to ${ref}`,
    waitingGone: 'take a link away',
    done: (n: number, other: number) => `#${n}: linked with #${other}`,
    doneOutside: (n: number) => `#${n}: linked`,
    gone: (n: number) => `#${n}: link taken away`,
  },
  forward: {
    title: (n: number) => `Forward from #${n}`,
    to: 'To',
    own: 'Your words before it',
    message: 'What is forwarded',
    files: 'Files that go along',
    hint: (address: string) =>
      `Goes out${address === '' ? '' : ` from ${address}`}. The thread keeps a note of it; the requester is not told. An answer comes to the team.`,
    noAddress: 'One mail address is needed.',
    isOn: 'They are on this ticket already: write them a reply.',
    nothing: 'There is no message here that may go out.',
    willSend: 'Sent when this device is online.',
    submit: 'Forward',
    waiting: 'forward a message',
    done: (n: number) => `#${n}: forwarded`,
    takenBack: (n: number) => `#${n}: not forwarded`,
    late: 'It is on its way already.',
  },
  requester: {
    proved: 'address proved: they opened a link that was mailed there',
    byMail: 'their mail is shown to be theirs',
    mailUnproved: 'their mail is not shown to be theirs',
    unproved: 'address not proved',
    last: (when: string) => `last wrote ${when}`,
    never: 'has not written yet',
    others: (n: number, open: number) =>
      `${count(n, 'ticket', 'tickets')} on this device, ${number.format(open)} open`,
  },
} as const

/** What there is none of is left out; all of it being nothing, it says so. */
function list(parts: readonly string[]): string {
  const left = parts.filter((part) => !part.startsWith('0 '))
  return left.length === 0 ? 'no messages' : left.join(', ')
}
