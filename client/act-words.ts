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
  count: (n: number) => number.format(n),
  messages: (n: number) => count(n, 'message', 'messages'),
} as const
