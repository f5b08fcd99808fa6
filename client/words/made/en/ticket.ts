/** Made of words/en/*.json by `npm run words` (ticket): change those, not this file. */
import type { Say, SayIn, Widened } from '../../../../shared/kit/say.ts'

const act = (say: Say) =>
  ({
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
      mailHint: 'Goes out from the queue’s address, with its signature.',
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
      waitingTitle: ({ subject }: { subject: string | number }) =>
        `new ticket: ${say.inside(subject)}`,
      done: 'New ticket: on its way',
      doneNote: 'New ticket: opened',
      takenBack: 'Not sent. “New ticket” goes on with it.',
      mailHintFrom: ({ address }: { address: string | number }) =>
        `Goes out from ${say.inside(address)}, with its signature, and the ticket waits for them.`,
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
      title: ({ n }: { n: string | number }) => `Merge #${say.inside(n)}`,
      direction: 'Which one goes on?',
      into: ({
        from,
        into,
        subject,
      }: {
        from: string | number
        into: string | number
        subject: string | number
      }) =>
        `#${say.inside(from)} is closed, and goes on in #${say.inside(into)} ${say.inside(subject)}`,
      plan: 'What will happen',
      notHere: 'Both tickets have to be on this device to say more. The server checks it all.',
      moves: ({ into, what }: { into: string | number; what: string | number }) =>
        `To #${say.inside(into)}: ${say.inside(what)}.`,
      closes: ({ n }: { n: string | number }) =>
        `#${say.inside(n)} stays as it is, closed, with the way on.`,
      seenBy: ({ queues }: { queues: string | number }) =>
        `Agents of ${say.inside(queues)} will see what they did not see before.`,
      sameRequester: ({ name }: { name: string | number }) =>
        `${say.inside(name)} sees both as one thread.`,
      otherRequester: ({ name }: { name: string | number }) =>
        `${say.inside(name)} sees none of it: what was said to somebody else stays with the agents.`,
      people: ({ names }: { names: string | number }) =>
        `${say.inside(names)}: on the other ticket from then on. Their mail finds it; they read nothing new.`,
      draft: ({ n }: { n: string | number }) =>
        `The reply that is being written goes on in #${say.inside(n)}.`,
      goingOut: ({ n }: { n: number }) =>
        `${say.plural(n) === 'one' ? `${say.number(n)} reply` : `${say.number(n)} replies`} inside the undo time: sent at once.`,
      putOff: ({ n }: { n: number }) =>
        `${say.plural(n) === 'one' ? `${say.number(n)} reply` : `${say.number(n)} replies`} for a later hour: not sent, a draft again.`,
      clocks: ({ from, into, n }: { from: string | number; into: string | number; n: number }) =>
        `Ends as not needed: ${say.plural(n) === 'one' ? `${say.number(n)} clock` : `${say.number(n)} clocks`} of #${say.inside(from)}. Those of #${say.inside(into)} run on.`,
      tooMuch: 'Together they are more than one ticket may be.',
      reversible: 'Undo with z now, or take it apart from the merged ticket within 30 days.',
      willBe: 'Done when this device is online. Until then you can take it back.',
      submit: ({ from, into }: { from: string | number; into: string | number }) =>
        `Merge #${say.inside(from)} into #${say.inside(into)}`,
      another: 'Another ticket',
      waiting: ({ into }: { into: string | number }) => `merge into #${say.inside(into)}`,
      done: ({ from, into }: { from: string | number; into: string | number }) =>
        `#${say.inside(from)}: merged into #${say.inside(into)}`,
      apart: ({ n }: { n: string | number }) => `#${say.inside(n)}: taken apart again`,
      apartWaiting: 'take the merge apart',
    },
    split: {
      title: ({ n }: { n: string | number }) => `Split #${say.inside(n)}`,
      which: 'Which messages go to a ticket of their own?',
      note: 'note',
      subject: 'Subject of the new ticket',
      plan: 'What will happen',
      requester: ({ name }: { name: string | number }) =>
        `${say.inside(name)} is the requester of the new ticket.`,
      moves: ({ what }: { what: string | number }) => `To the new ticket: ${say.inside(what)}.`,
      unseen: ({ n, name }: { n: number; name: string | number }) =>
        `${say.plural(n) === 'one' ? `${say.number(n)} message` : `${say.number(n)} messages`} of others: ${say.inside(name)} does not see them.`,
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
      done: ({ n }: { n: string | number }) => `#${say.inside(n)}: split into a new ticket`,
    },
    link: {
      heading: 'Linked',
      add: 'Link…',
      title: ({ n }: { n: string | number }) => `Link #${say.inside(n)}`,
      how: ({ n }: { n: string | number }) => `How does #${say.inside(n)} stand to the other one?`,
      relation: {
        related: 'Related',
        duplicate: 'It is a duplicate of the other one',
      },
      hint: 'A ticket on this device, T123, or the address of a page.',
      outside: ({ ref }: { ref: string | number }) => `Link to ${say.inside(ref)}`,
      stands: {
        related: 'Related to',
        duplicate: 'Duplicate of',
        duplicated: 'Has the duplicate',
        'split-from': 'Split from',
        'split-into': 'Split into',
      },
      unseen: 'not yours to see, or not on this device',
      remove: ({ name }: { name: string | number }) => `Take away the link to ${say.inside(name)}`,
      waiting: ({ n }: { n: string | number }) => `link with #${say.inside(n)}`,
      waitingOutside: ({ ref }: { ref: string | number }) => `link to ${say.inside(ref)}`,
      waitingGone: 'take a link away',
      done: ({ n, other }: { n: string | number; other: string | number }) =>
        `#${say.inside(n)}: linked with #${say.inside(other)}`,
      doneOutside: ({ n }: { n: string | number }) => `#${say.inside(n)}: linked`,
      gone: ({ n }: { n: string | number }) => `#${say.inside(n)}: link taken away`,
    },
    forward: {
      title: ({ n }: { n: string | number }) => `Forward from #${say.inside(n)}`,
      to: 'To',
      own: 'Your words before it',
      message: 'What is forwarded',
      files: 'Files that go along',
      hint: 'Goes out. The thread keeps a note of it; the requester is not told. An answer comes to the team.',
      noAddress: 'One mail address is needed.',
      isOn: 'They are on this ticket already: write them a reply.',
      nothing: 'There is no message here that may go out.',
      willSend: 'Sent when this device is online.',
      submit: 'Forward',
      waiting: 'forward a message',
      done: ({ n }: { n: string | number }) => `#${say.inside(n)}: forwarded`,
      takenBack: ({ n }: { n: string | number }) => `#${say.inside(n)}: not forwarded`,
      late: 'It is on its way already.',
      hintFrom: ({ address }: { address: string | number }) =>
        `Goes out from ${say.inside(address)}. The thread keeps a note of it; the requester is not told. An answer comes to the team.`,
    },
    requester: {
      proved: 'address proved: they opened a link that was mailed there',
      byMail: 'their mail is shown to be theirs',
      mailUnproved: 'their mail is not shown to be theirs',
      unproved: 'address not proved',
      last: ({ when }: { when: string | number }) => `last wrote ${say.inside(when)}`,
      never: 'has not written yet',
      others: ({ n, open }: { n: number; open: number }) =>
        `${say.plural(n) === 'one' ? `${say.number(n)} ticket` : `${say.number(n)} tickets`} on this device, ${say.number(open)} open`,
    },
    parts: {
      messages: ({ n }: { n: number }) =>
        say.plural(n) === 'one' ? `${say.number(n)} message` : `${say.number(n)} messages`,
      notes: ({ n }: { n: number }) =>
        say.plural(n) === 'one' ? `${say.number(n)} note` : `${say.number(n)} notes`,
      files: ({ n }: { n: number }) =>
        say.plural(n) === 'one' ? `${say.number(n)} file` : `${say.number(n)} files`,
      nothing: 'no messages',
    },
    remove: {
      why: 'Why',
      whyHint: 'Kept in the record of removals, with your name and the time.',
      noWhy: 'Say why: it is kept in the record of removals.',
      nothing: 'That message has no words to take out.',
      message: 'Which words go',
      offline:
        'You are offline. It is done when this device is online again; until then z takes it back.',
      openDelete: 'Delete this ticket…',
      openRedact: 'Take the words out…',
      openErase: 'Erase this person…',
      delete: {
        title: ({ n }: { n: string | number }) => `Delete ticket #${say.inside(n)} for good`,
        gone: 'Its messages, notes, files, drafts and mail go from the server and from every device. Its number is not used again, and one line in the record of removals says that it was there. Mail that was sent is not called back, and backups keep what they have.',
        submit: 'Delete for good',
        waiting: 'delete the ticket for good',
        done: ({ n }: { n: string | number }) => `#${say.inside(n)}: deleted for good`,
      },
      redact: {
        title: ({ n }: { n: string | number }) =>
          `Take the words out of a message of #${say.inside(n)}`,
        gone: 'The words and files of this message go from the server, from every device and from the search. Who wrote it and when stays. Mail that was sent is not called back, and backups keep what they have.',
        submit: 'Take the words out',
        waiting: 'take the words out of a message',
        done: ({ n }: { n: string | number }) => `#${say.inside(n)}: the words were taken out`,
      },
      erase: {
        title: ({ name }: { name: string | number }) => `Erase ${say.inside(name)}`,
        gone: 'Their name, their addresses and all they wrote go from every ticket, also in mail that waits or was held. What colleagues wrote stays, and their tickets stay as tickets of nobody. Mail that was sent is not called back, and backups keep what they have.',
        submit: 'Erase for good',
        done: 'Erasing has begun; their tickets follow one after the other.',
      },
    },
  }) as const

const bulk = (say: Say) =>
  ({
    label: 'Chosen tickets',
    chosen: ({ n }: { n: number }) => `${say.number(n)} selected`,
    away: ({ n }: { n: number }) => `${say.number(n)} no longer in view`,
    working: ({ n, of }: { n: number; of: number }) => `${say.number(n)} of ${say.number(of)}`,
    clear: 'Clear the selection',
    commands: {
      'done-next': 'Solve',
      snooze: 'Snooze…',
      assign: 'Assign to…',
      'assign-me': 'Assign to me',
      status: 'Set status…',
      priority: 'Set priority…',
      label: 'Tags…',
      move: 'Move to another queue…',
      unread: 'Mark as unread',
      spam: 'Mark as spam',
      watch: 'Watch or stop watching',
    },
    did: {
      status: ({ n, status }: { n: number; status: string | number }) =>
        `${say.plural(n) === 'one' ? `${say.number(n)} ticket` : `${say.number(n)} tickets`}: ${say.inside(status)}`,
      priority: ({ n, priority }: { n: number; priority: string | number }) =>
        `${say.plural(n) === 'one' ? `${say.number(n)} ticket` : `${say.number(n)} tickets`}: priority ${say.inside(priority)}`,
      assignee: ({ n, name }: { n: number; name: string | number }) =>
        `${say.plural(n) === 'one' ? `${say.number(n)} ticket` : `${say.number(n)} tickets`}: assigned to ${say.inside(name)}`,
      unassigned: ({ n }: { n: number }) =>
        `${say.plural(n) === 'one' ? `${say.number(n)} ticket` : `${say.number(n)} tickets`}: assigned to nobody`,
      subject: ({ n }: { n: number }) =>
        `${say.plural(n) === 'one' ? `${say.number(n)} ticket` : `${say.number(n)} tickets`}: subject changed`,
      tagged: ({ n, tag }: { n: number; tag: string | number }) =>
        `${say.plural(n) === 'one' ? `${say.number(n)} ticket` : `${say.number(n)} tickets`}: tagged ${say.inside(tag)}`,
      untagged: ({ n, tag }: { n: number; tag: string | number }) =>
        `${say.plural(n) === 'one' ? `${say.number(n)} ticket` : `${say.number(n)} tickets`}: tag ${say.inside(tag)} removed`,
      snoozed: ({ n, when }: { n: number; when: string | number }) =>
        `${say.plural(n) === 'one' ? `${say.number(n)} ticket` : `${say.number(n)} tickets`}: snoozed until ${say.inside(when)}`,
      woken: ({ n }: { n: number }) =>
        `${say.plural(n) === 'one' ? `${say.number(n)} ticket` : `${say.number(n)} tickets`}: awake again`,
      watched: ({ n }: { n: number }) =>
        `${say.plural(n) === 'one' ? `${say.number(n)} ticket` : `${say.number(n)} tickets`}: watching`,
      spam: ({ n }: { n: number }) =>
        `${say.plural(n) === 'one' ? `${say.number(n)} ticket` : `${say.number(n)} tickets`}: marked as spam`,
      notSpam: ({ n }: { n: number }) =>
        `${say.plural(n) === 'one' ? `${say.number(n)} ticket` : `${say.number(n)} tickets`}: not spam`,
      unwatched: ({ n }: { n: number }) =>
        `${say.plural(n) === 'one' ? `${say.number(n)} ticket` : `${say.number(n)} tickets`}: no longer watching`,
      noted: ({ n }: { n: number }) =>
        `${say.plural(n) === 'one' ? `${say.number(n)} ticket` : `${say.number(n)} tickets`}: note added`,
      moved: ({ n, queue }: { n: number; queue: string | number }) =>
        `${say.plural(n) === 'one' ? `${say.number(n)} ticket` : `${say.number(n)} tickets`}: moved to ${say.inside(queue)}`,
      unread: ({ n }: { n: number }) =>
        `${say.plural(n) === 'one' ? `${say.number(n)} ticket` : `${say.number(n)} tickets`}: unread`,
    },
    notSpam: 'Not spam',
    nothing: 'Nothing to change: they all say so already.',
    tooMany: ({ most, n }: { most: number; n: number }) =>
      `${say.number(n)} are too many at once; choose at most ${say.number(most)}.`,
    notDone: ({ n, why }: { n: number; why: string | number }) =>
      `${say.plural(n) === 'one' ? `${say.number(n)} ticket` : `${say.number(n)} tickets`} could not be changed: ${say.inside(why)}`,
    undone: ({ what }: { what: string | number }) => `Undone: ${say.inside(what)}`,
    undoneSome: ({ left, what }: { left: number; what: string | number }) =>
      `Undone: ${say.inside(what)}. ${say.plural(left) === 'one' ? `${say.number(left)} ticket` : `${say.number(left)} tickets`} changed since, and stayed.`,
    preview: {
      title: 'Many tickets at once',
      lead: ({ what }: { what: string | number }) =>
        `This will be done, and can be undone in one step: ${say.inside(what)}.`,
      unchanged: ({ n }: { n: number }) =>
        `${say.plural(n) === 'one' ? `${say.number(n)} ticket` : `${say.number(n)} tickets`} say so already.`,
      more: ({ n }: { n: number }) => `and ${say.number(n)} more`,
      go: ({ n }: { n: number }) =>
        `Change ${say.plural(n) === 'one' ? `${say.number(n)} ticket` : `${say.number(n)} tickets`}`,
    },
  }) as const

const empty = (say: Say) =>
  ({
    lists: {
      inbox: ['All clear', 'New tickets appear here as people write in.'],
      first: ['Everybody has an answer', 'Tickets nobody has answered yet appear here.'],
      next: ['Nobody waits for us', 'Tickets with a new word of the person who asked appear here.'],
      mine: ['Nothing is yours', 'Tickets that you take appear here.'],
      mentions: [
        'Nobody mentions you',
        'Open tickets with a note that says @ and your name appear here.',
      ],
      unassigned: ['Everything has somebody', 'Tickets nobody has taken appear here.'],
      waiting: ['Nobody is keeping us waiting', 'Tickets set to Waiting or On hold appear here.'],
      attention: [
        'Nothing needs you',
        'Replies held back, mail that bounced and broken promises appear here.',
      ],
      drafts: ['No drafts', 'A reply that was begun is kept here, also without a network.'],
      snoozed: ['Nothing is asleep', 'Tickets that you snooze appear here until they wake.'],
      solved: ['Nothing solved yet', 'Tickets that are done appear here.'],
      spam: [
        'No spam',
        'Tickets marked as junk appear here. They are in no list and no figure, and nothing automatic is mailed for them.',
      ],
      all: ['No tickets yet', 'Write to one of the desk’s addresses, or use a queue’s form.'],
      queue: ['This queue is clear', 'New tickets of the queue appear here.'],
      searching: [
        'Still looking',
        'What is on this device is being read, or the server is being asked.',
      ],
      search: ['Nothing found', 'Above it says what was searched.'],
      firstSync: ['Fetching the tickets…', 'The first ones show as they come.'],
    },
    demo: {
      bring: ({ n }: { n: number }) => `Load ${say.number(n)} demo tickets`,
      brought: 'The demo is here. Settings, Queues removes it.',
      title: 'Demo tickets',
      here: ({ n }: { n: number }) =>
        `${say.plural(n) === 'one' ? `${say.number(n)} ticket` : `${say.number(n)} tickets`} of the demo, from people who do not exist. No mail is sent to them.`,
      remove: 'Delete the demo tickets',
      ask: ({ n }: { n: number }) =>
        `${say.plural(n) === 'one' ? `${say.number(n)} demo ticket goes` : `${say.number(n)} demo tickets go`} for everybody, with all that was written on them.`,
      removed: 'The demo tickets are deleted.',
    },
    snoozed: ({ n }: { n: number }) =>
      say.plural(n) === 'one'
        ? `${say.number(n)} ticket is snoozed`
        : `${say.number(n)} tickets are snoozed`,
    testMail: ({ address }: { address: string | number }) =>
      `Send a test mail to ${say.inside(address)}`,
    nextDue: ({ when }: { when: string | number }) => `Next due ${say.inside(when)}`,
  }) as const

const key = (say: Say) =>
  ({
    palette: {
      label: 'Command palette',
      placeholder: 'Do something, or find a ticket…',
      commands: 'Commands',
      tickets: 'Tickets',
      nothing: 'Nothing matches.',
      go: ({ where }: { where: string | number }) => `Go to ${say.inside(where)}`,
    },
    sheet: {
      title: 'Keys',
      groups: {
        global: 'Everywhere',
        go: 'Go to',
        list: 'List and ticket',
        ticket: 'Ticket',
        composer: 'While writing',
      },
      off: 'Single keys are off. Turn them on under Settings.',
      practice: 'Practise the keys: two minutes',
      composer: {
        send: 'Send',
        sendSolve: 'Send and solve',
        format: 'Bold, italic, underline',
        leave: 'Leave; the draft is kept',
        sendSnooze: 'Send and snooze',
      },
    },
    commands: {
      palette: 'Open the command palette',
      search: 'Search tickets',
      'cheat-sheet': 'Show all keys',
      undo: 'Undo the last thing I did',
      'new-ticket': 'New ticket…',
      theme: 'Switch between light and dark',
      'side-panel': 'Show or hide the side panel',
      density: 'Switch between roomy and compact rows',
      'sync-drawer': 'Show what is waiting to be sent',
      'go-inbox': 'Inbox',
      'go-mine': 'Mine',
      'go-unassigned': 'Unassigned',
      'go-waiting': 'Waiting',
      'go-attention': 'Needs attention',
      'go-drafts': 'Drafts',
      'go-snoozed': 'Snoozed',
      'go-solved': 'Solved',
      'go-all': 'All tickets',
      'go-reports': 'Reports',
      'go-settings': 'Settings',
      'next-ticket': 'Next ticket: the most urgent that nobody is in',
      'skip-ticket': 'Next ticket: skip this one',
      'split-first': 'Inbox: needs first response',
      'split-next': 'Inbox: needs next response',
      'split-waiting': 'Inbox: waiting',
      'split-all': 'Inbox: everything',
      next: 'Next row',
      previous: 'Row before',
      open: 'Open the ticket',
      'done-next': 'Solve, then the next one',
      done: 'Solve and stay',
      snooze: 'Snooze…',
      status: 'Set status…',
      priority: 'Set priority…',
      assign: 'Assign to…',
      'assign-me': 'Assign to me',
      label: 'Add or remove a tag…',
      move: 'Move to another queue…',
      spam: 'Mark as spam, or take that back',
      unread: 'Mark as unread',
      watch: 'Watch or stop watching',
      'show-new': 'Show what has arrived',
      select: 'Select, or no longer',
      'select-next': 'Select down to the next row',
      'select-previous': 'Select up to the row before',
      'select-all': 'Select all of the list',
      'save-view': 'Save what is shown as a view…',
      reply: 'Reply',
      note: 'Write an internal note',
      'ticket-previous': 'Ticket before',
      'ticket-next': 'Next ticket',
      'message-next': 'Next message',
      'message-previous': 'Message before',
      'message-plain': 'This message as plain text, and back',
      'message-quote': 'Show or hide quoted text',
      'message-original': 'Download the original mail',
      print: 'Print the ticket…',
      merge: 'Merge with another ticket…',
      forward: 'Forward this message…',
      split: 'Split into a new ticket…',
      link: 'Link with a ticket or an issue…',
      'take-apart': 'Take a merge apart',
      delete: 'Delete the ticket for good…',
      redact: 'Take the words out of this message…',
      'insert-macro': 'Insert a macro…',
      lock: 'Lock the reply for me, or unlock it',
      'take-over': 'Take over the reply',
      review: 'Ask a colleague to review the reply…',
      approve: 'Review: looks good',
      changes: 'Review: ask for changes…',
      'copy-number': 'Copy the number; again the address, again both',
      'edit-subject': 'Edit the subject',
      back: 'Clear the selection, or back to the list',
    },
    caps: {
      ctrl: 'Ctrl',
      shift: 'Shift',
      escape: 'Esc',
    },
  }) as const

const macro = (say: Say) =>
  ({
    title: 'Macros',
    lead: 'Words you write again and again. Press / in a reply or note to put one in.',
    none: 'No macros yet.',
    offline: 'Macros can be changed when the network is back.',
    name: 'Name',
    whose: 'Whose',
    where: 'Where',
    team: 'Team',
    own: 'Mine',
    everywhere: 'All queues',
    add: 'New macro',
    change: 'Change',
    changeOf: ({ name }: { name: string | number }) => `Change ${say.inside(name)}`,
    newTitle: 'New macro',
    titleOf: ({ name }: { name: string | number }) => `Macro ${say.inside(name)}`,
    text: 'Words',
    textHint: ({ variables }: { variables: string | number }) =>
      `Filled in when it is used: ${say.inside(variables)}`,
    shared: 'For the whole team',
    sharedHint: 'Leads and admins change the team’s macros.',
    sets: 'And on the ticket',
    status: 'Status',
    priority: 'Priority',
    stays: 'stays',
    tags: 'Tags to add',
    tagsHint: 'With commas between.',
    assignMe: 'Assign to whoever uses it',
    queues: 'Offered in',
    empty: 'Write some words, or say what it sets.',
    save: 'Save',
    saved: ({ name }: { name: string | number }) => `${say.inside(name)} is saved`,
    remove: 'Remove',
    removeAsk: ({ name }: { name: string | number }) =>
      `${say.inside(name)} goes for everybody who uses it.`,
    removed: ({ name }: { name: string | number }) => `${say.inside(name)} is gone`,
    choose: 'Insert a macro',
    search: 'Name or words of a macro',
    nothing: 'No macro has these words.',
    nothingYet: 'No macros yet. They are made in the settings.',
    preview: 'What it puts in',
    onlySets: 'It puts in no words.',
    missing: ({ variables }: { variables: string | number }) =>
      `Not known here, fill in before sending: ${say.inside(variables)}`,
    does: {
      status: ({ status }: { status: string | number }) => `Status: ${say.inside(status)}`,
      priority: ({ priority }: { priority: string | number }) =>
        `Priority: ${say.inside(priority)}`,
      assignMe: 'Assigned to me',
      tags: ({ n, tags }: { n: number; tags: string | number }) =>
        `${say.plural(n) === 'one' ? `${say.number(n)} tag` : `${say.number(n)} tags`}: ${say.inside(tags)}`,
    },
  }) as const

const mail = (say: Say) =>
  ({
    remote: ({ n }: { n: number }) =>
      `${say.plural(n) === 'one' ? `${say.number(n)} image is` : `${say.number(n)} images are`} not loaded: loading tells the sender that somebody looked.`,
    loadRemote: 'Load remote images',
    loadingRemote: 'Loading images…',
    remoteShown: ({ n }: { n: number }) =>
      `${say.plural(n) === 'one' ? `${say.number(n)} image was` : `${say.number(n)} images were`} loaded through this desk.`,
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
      remove: ({ name }: { name: string | number }) => `Take ${say.inside(name)} out`,
      switchTo: {
        cc: 'make it Bcc',
        bcc: 'make it Cc',
      },
      strange: 'first mail to this domain here',
      many: ({ n }: { n: number }) => `This goes to ${say.number(n)} people.`,
      noAddress: ({ typed }: { typed: string | number }) =>
        `“${say.inside(typed)}” is no mail address.`,
      ofDesk: ({ address }: { address: string | number }) =>
        `${say.inside(address)} is an address of this desk: it would come back.`,
      isRequester: 'The requester gets it already.',
      tooMany: ({ n }: { n: number }) => `A reply goes to ${say.number(n)} people at most.`,
      notOpen: 'The draft is not open yet.',
      now: ({ as, name }: { as: string | number; name: string | number }) =>
        `${say.inside(name)} is ${say.inside(as)} now`,
      noMore: ({ name }: { name: string | number }) => `${say.inside(name)} gets it no more`,
      changed: ({ by, what }: { by: string | number; what: string | number }) =>
        `${say.inside(by)} changed who gets this reply: ${say.inside(what)}.`,
      asking: ({ news }: { news: string | number }) =>
        `Not sent yet. ${say.inside(news)} Send again if that is right.`,
      looked: 'All right',
      somebody: 'Somebody',
    },
    plain: 'Plain text',
    formatted: 'As it was sent',
    about: 'About this message',
    original: 'Original (.eml)',
    whole: 'The whole text (it is very long)',
    quoteCut: 'The rest of it is in the original.',
    printTitle: 'Print this ticket',
    printNotes: 'With internal notes',
    printQuotes: 'With quoted text, everything as plain text',
    printNow: 'Print',
    brief: {
      disowned: 'Not from who it says',
      unproved: 'Sender not verified',
      unchecked: 'Sender not checked',
      other: 'Not the requester',
      participant: 'Not the requester',
      agentAddress: 'From a colleague’s address, not proved',
      verification: 'Holds a code or a way to sign in',
      replyTo: ({ address }: { address: string | number }) =>
        `Answers asked to ${say.inside(address)}`,
      otherDate: 'Dated differently',
      linked: ({ n }: { n: string | number }) => `May belong to #${say.inside(n)}`,
      shared: ({ name }: { name: string | number }) =>
        `Shown to the requester by ${say.inside(name)}`,
      newPeople: ({ n }: { n: number }) =>
        `Copied to ${say.plural(n) === 'one' ? `${say.number(n)} other person` : `${say.number(n)} other people`}`,
      forwarded: 'Forwarded',
      cut: 'Shortened',
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
      cut: 'Not shown',
    },
    cut: {
      header: ({ fields, kib }: { fields: number; kib: number }) =>
        `Its header beyond ${say.number(kib)} KiB or ${say.number(fields)} lines`,
      sender: ({ n }: { n: number }) => `The name of its sender beyond ${say.number(n)} characters`,
      subject: ({ n }: { n: number }) => `Its subject beyond ${say.number(n)} characters`,
      addresses: ({ n }: { n: number }) => `Its addresses beyond the first ${say.number(n)}`,
      text: ({ mib }: { mib: number }) => `Its text beyond ${say.number(mib)} MiB`,
      files: ({ n }: { n: number }) => `Its files beyond the first ${say.number(n)}`,
    },
    cutKept: 'The original has all of it.',
    trust: {
      proved: ({ domain }: { domain: string | number }) =>
        `Verified: ${say.inside(domain)} stands by this mail.`,
      disowned: ({ domain }: { domain: string | number }) =>
        `${say.inside(domain)} asks that mail like this is not taken as its own. It is most likely forged.`,
      unproved: ({ domain }: { domain: string | number }) =>
        `Not verified: nothing shows that it is really from ${say.inside(domain)}.`,
      unchecked: 'Not checked: nobody could be asked when it came in.',
      verified: 'Verified when it came in.',
      unverified: 'Not verified when it came in.',
    },
    standing: {
      requester: 'The requester',
      participant: 'Not the requester, but on this ticket',
      other: 'Not the requester. The requester does not see this message.',
      shared: ({ name }: { name: string | number }) =>
        `Not the requester. ${say.inside(name)} showed this message to the requester.`,
    },
    agentAddress:
      'The address belongs to somebody of this desk, but nothing proves that they wrote it. It can do nothing here.',
    verification:
      'Another service sent this so that somebody can prove an address or sign in there. The requester does not see it.',
    show: {
      open: 'Show to the requester…',
      title: ({ name }: { name: string | number }) => `Show this mail to ${say.inside(name)}?`,
      lead: 'This is all they will see of it, on the ticket’s page and in quotes.',
      why: 'Why it is shown',
      act: 'Show it',
      done: ({ name }: { name: string | number }) => `Shown to ${say.inside(name)}`,
    },
    linked: ({ n }: { n: number }) => `It may belong to ticket #${say.number(n)}.`,
    openLinked: ({ n }: { n: number }) => `Open #${say.number(n)}`,
    forwardedFrom: ({ who }: { who: string | number }) =>
      `${say.inside(who)} (nobody vouches for that)`,
    offer: {
      act: ({ name }: { name: string | number }) => `Make ${say.inside(name)} the requester`,
      ask: ({ address, former }: { address: string | number; former: string | number }) =>
        `The answer will go to ${say.inside(address)}, who can then read this ticket’s page. ${say.inside(former)} cannot any more, and what they mail still comes here.`,
      done: ({ name }: { name: string | number }) => `${say.inside(name)} is the requester now`,
    },
    otherDate: ({ when }: { when: string | number }) => `${say.inside(when)}, says the mail itself`,
    joined: {
      'reply-address': 'Sent to this ticket’s own reply address',
      'signed-reply': 'Answers a mail of this ticket, with our signature',
      'signed-reference': 'Belongs to a conversation of this ticket, with our signature',
      'known-reply': 'Answers a mail that is on this ticket',
      'known-reference': 'Belongs to a conversation that is on this ticket',
      'subject-number':
        'The number is in its subject, and its sender is on this ticket and verified',
      new: 'A new ticket: nothing pointed to another one',
      'new-unmatched': 'A new ticket: it pointed to one that its sender is not on',
      'new-after-closed': 'A new ticket: the one it answers was closed too long ago',
      'new-after-full': 'A new ticket: the one it answers can hold no more',
      'new-after-deleted': 'A new ticket: the one it answers was deleted',
      'new-unreadable': 'A new ticket: it could not be read',
      'by-hand': 'Put here by somebody of this desk',
    },
    forwardedTo: 'Forwarded to',
    mergedFrom: ({ n }: { n: number }) => `Came from #${say.number(n)}`,
    checks: {
      spf: {
        pass: 'SPF: the sending host may send for its domain',
        fail: 'SPF: the sending host may not send for its domain',
        softfail: 'SPF: the sending host probably may not send for its domain',
        neutral: 'SPF: the domain says nothing about the sending host',
        none: 'SPF: the domain publishes nothing',
        temperror: 'SPF: the name servers did not answer',
        permerror: 'SPF: what the domain publishes cannot be read',
        unchecked: 'SPF: not checked',
      },
      dkim: {
        pass: 'DKIM: signed, and the signature is good',
        fail: 'DKIM: the signature is not good',
        softfail: 'DKIM: the signature is not good',
        neutral: 'DKIM: the signature says nothing',
        none: 'DKIM: not signed',
        temperror: 'DKIM: the key could not be fetched',
        permerror: 'DKIM: the signature cannot be read',
        unchecked: 'DKIM: not checked',
      },
      dmarc: {
        pass: 'DMARC: the domain of the address stands by it',
        fail: 'DMARC: nothing of it belongs to the domain of the address',
        softfail: 'DMARC: nothing of it belongs to the domain of the address',
        neutral: 'DMARC: says nothing',
        none: 'DMARC: the domain publishes nothing',
        temperror: 'DMARC: the name servers did not answer',
        permerror: 'DMARC: what the domain publishes cannot be read',
        unchecked: 'DMARC: not checked',
      },
      arc: {
        pass: 'ARC: whoever passed it on has sealed it well',
        fail: 'ARC: the seals do not hold',
        softfail: 'ARC: the seals do not hold',
        neutral: 'ARC: says nothing',
        none: 'ARC: no seals',
        temperror: 'ARC: a key could not be fetched',
        permerror: 'ARC: the seals cannot be read',
        unchecked: 'ARC: not checked',
      },
      aligned: ({ signs }: { signs: string | number }) =>
        `Stands by the address: ${say.inside(signs)}`,
      judgedBy: ({ host }: { host: string | number }) => `Judged by ${say.inside(host)}`,
      local: 'Came from a program on the machine the desk runs on',
      of: ({ check, domain }: { check: string | number; domain: string | number }) =>
        `${say.inside(check)} (${say.inside(domain)})`,
      asks: ({ check, policy }: { check: string | number; policy: string | number }) =>
        `${say.inside(check)}; the domain asks: ${say.inside(policy)}`,
      sealed: ({ check, sealer }: { check: string | number; sealer: string | number }) =>
        `${say.inside(check)} (sealed by ${say.inside(sealer)})`,
    },
    policy: {
      none: 'nothing',
      quarantine: 'set such mail apart',
      reject: 'refuse such mail',
    },
    files: {
      label: 'Files',
      open: ({ name }: { name: string | number }) => `Look at ${say.inside(name)}`,
      save: ({ name }: { name: string | number }) => `Download ${say.inside(name)}`,
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
      locked: 'This document asks for a password. Download it to open it.',
      page: ({ count, n }: { count: number; n: number }) =>
        `Page ${say.number(n)} of ${say.number(count)}`,
      pageBefore: 'Page before',
      pageNext: 'Next page',
      kept: {
        held: 'on this device',
        asked: 'comes when online',
        away: 'not on this device',
      },
      fetchLater: 'Fetch when online',
      fetchLaterNamed: ({ name }: { name: string | number }) =>
        `Fetch ${say.inside(name)} when online`,
      notLater: 'Do not fetch',
      notLaterNamed: ({ name }: { name: string | number }) => `Do not fetch ${say.inside(name)}`,
      later: ({ name }: { name: string | number }) =>
        `“${say.inside(name)}” is not on this device. It is fetched when you are online.`,
      laterFull: 'Enough files wait to be fetched. Go online, or let go of one of them.',
      arrived: ({ name }: { name: string | number }) =>
        `“${say.inside(name)}” is on this device now.`,
      lost: ({ name }: { name: string | number }) => `“${say.inside(name)}” could not be fetched.`,
    },
    replyFiles: {
      label: 'Files of this reply',
      noteLabel: 'Files of this note',
      add: 'Add files',
      drop: 'Drop the files to add them',
      adding: 'Reading the files…',
      remove: ({ name }: { name: string | number }) => `Take ${say.inside(name)} out`,
      progress: ({ name }: { name: string | number }) => `How much of ${say.inside(name)} has gone`,
      picture: ({ at }: { at: string | number }) => `Picture ${say.inside(at)}`,
      pictureWaits: ({ name }: { name: string | number }) => `Picture: ${say.inside(name)}`,
      inText: 'in the text',
      onDevice: 'on this device; goes up when online',
      waiting: 'waits to go up',
      percent: ({ n }: { n: number }) => `going up, ${say.number(n)} %`,
      refused: ({ why }: { why: string | number }) => `not taken: ${say.inside(why)}`,
      elsewhere: 'still with whoever added it',
      unknown: 'not known to be there yet',
      retry: 'Try again',
      tooMany: ({ n }: { n: number }) => `A message can have ${say.number(n)} files.`,
      tooLarge: ({ most, name }: { most: string | number; name: string | number }) =>
        `“${say.inside(name)}” is too large: the files of a message may have ${say.inside(most)} in all.`,
      noRoom: ({ name }: { name: string | number }) =>
        `This device has no room for “${say.inside(name)}”. It was not added.`,
      unread: ({ name }: { name: string | number }) => `“${say.inside(name)}” could not be read.`,
      refusedSend: ({ name }: { name: string | number }) =>
        `The server does not take “${say.inside(name)}”. Take it out, or try again.`,
      elsewhereSend: ({ name }: { name: string | number }) =>
        `“${say.inside(name)}” is still on its way from whoever added it. Send when it is there, or take it out.`,
      waits: 'Waits for its files, which are still going up.',
      linked: 'too large for mail: sent as a link',
      pictureWaitsUnnamed: 'Picture',
      refusedUnsaid: 'not taken',
      camera: 'Take a photo',
      largeOffline: ({ name, size }: { name: string | number; size: string | number }) =>
        `“${say.inside(name)}” has ${say.inside(size)}. It is kept on this device and goes up when you are online, which can take a while.`,
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
      until: ({ when }: { when: string | number }) => `until ${say.inside(when)}`,
      more: ({ n }: { n: number }) =>
        `and ${say.plural(n) === 'one' ? `${say.number(n)} more entry` : `${say.number(n)} more entries`} in the file`,
      morePeople: ({ n }: { n: number }) => `and ${say.number(n)} more`,
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
        daily: ({ n }: { n: number }) =>
          n === 1
            ? 'every day'
            : say.plural(n) === 'one'
              ? `every ${say.number(n)} day`
              : `every ${say.number(n)} days`,
        weekly: ({ n }: { n: number }) =>
          n === 1
            ? 'every week'
            : say.plural(n) === 'one'
              ? `every ${say.number(n)} week`
              : `every ${say.number(n)} weeks`,
        monthly: ({ n }: { n: number }) =>
          n === 1
            ? 'every month'
            : say.plural(n) === 'one'
              ? `every ${say.number(n)} month`
              : `every ${say.number(n)} months`,
        yearly: ({ n }: { n: number }) =>
          n === 1
            ? 'every year'
            : say.plural(n) === 'one'
              ? `every ${say.number(n)} year`
              : `every ${say.number(n)} years`,
        other: 'by a rule of its own',
        on: ({ days }: { days: string | number }) => `on ${say.inside(days)}`,
        onDay: ({ days }: { days: string | number }) => `on day ${say.inside(days)}`,
        last: ({ day }: { day: string | number }) => `the last ${say.inside(day)}`,
        nth: ({ day, n }: { day: string | number; n: number }) =>
          `the ${say.ordinal(n) === 'one' ? `${say.number(n)}st` : say.ordinal(n) === 'two' ? `${say.number(n)}nd` : say.ordinal(n) === 'few' ? `${say.number(n)}rd` : `${say.number(n)}th`} ${say.inside(day)}`,
        times: ({ n }: { n: number }) =>
          say.plural(n) === 'one' ? `${say.number(n)} time` : `${say.number(n)} times`,
        except: ({ n }: { n: number }) =>
          `except ${say.plural(n) === 'one' ? `${say.number(n)} time` : `${say.number(n)} times`}`,
      },
    },
    contact: {
      label: 'Contact card',
      nameless: 'Without a name',
      more: ({ n }: { n: number }) =>
        `and ${say.plural(n) === 'one' ? `${say.number(n)} more card` : `${say.number(n)} more cards`} in the file`,
    },
    remoteSomeShown: ({ loaded, n }: { loaded: number; n: number }) =>
      `${say.number(loaded)} of ${say.plural(n) === 'one' ? `${say.number(n)} image was` : `${say.number(n)} images were`} loaded through this desk.`,
  }) as const

const next = (say: Say) =>
  ({
    label: 'Next ticket',
    looking: 'Looking for the next ticket…',
    left: ({ n }: { n: number }) =>
      `${say.plural(n) === 'one' ? `${say.number(n)} ticket` : `${say.number(n)} tickets`} after this one`,
    last: 'This is the last one',
    offline: 'Offline: others may be in it too.',
    skip: 'Skip',
    end: 'End',
    clear: 'All clear',
    clearHint: 'There is no ticket that waits for you.',
    skipped: ({ n }: { n: number }) => `${say.number(n)} skipped`,
    again: 'Start over with those',
    taken: ({ name }: { name: string | number }) =>
      `${say.inside(name)} is in it; here is the next one.`,
  }) as const

const owed = (say: Say) =>
  ({
    title: 'What this device still owes',
    nothing: 'Everything is on the server.',
    nothingEver: 'Everything you do is kept on this device first, then on the server.',
    lastHeard: ({ when }: { when: string | number }) =>
      `Last heard from the server ${say.inside(when)}`,
    never: 'Not heard from the server yet',
    updateHint: 'A newer version is here. It starts when you say so; nothing you wrote is lost.',
    applyUpdate: 'Restart now',
    copyText: 'Copy the text',
    sendAnyway: 'Send anyway',
    useWords: 'Put into the reply',
    wordsWhy: 'The reply was sent meanwhile without these words.',
    redoNote: ({ where }: { where: string | number }) => `Add it to ${say.inside(where)}`,
    redoReply: ({ where }: { where: string | number }) => `Write it on ${say.inside(where)}`,
    otherTicket: 'the other ticket',
    batch: ({ n, what }: { n: number; what: string | number }) =>
      `${say.plural(n) === 'one' ? `${say.number(n)} ticket` : `${say.number(n)} tickets`}: ${say.inside(what)}`,
    forAll: ({ n, what }: { n: number; what: string | number }) =>
      `${say.inside(what)} (${say.number(n)})`,
    more: ({ n }: { n: number }) =>
      `and ${say.plural(n) === 'one' ? `${say.number(n)} more` : `${say.number(n)} more`}`,
    awayTicket: 'A ticket that is not here',
    needsYou: 'Needs you',
    stillWaiting: 'Waiting to be sent',
    lostTitle: 'Not taken',
    lostLead: 'Somebody had set these first. What they set stays, unless you use yours.',
    seen: 'Leave it',
    fullTitle: 'This device is full',
    fullLead:
      'What you do may not be kept. Copies of old tickets were removed to make room; nothing unsent was. Free some space on this device.',
    unstored: 'Some of what you typed is only in this tab. Keep it open until there is room.',
    wipedTitle: 'The browser removed this desk’s data from this device',
    wipedNothing: 'Nothing that had not been sent was in it. The tickets are being fetched again.',
    wipedKept: ({ n }: { n: number }) =>
      say.plural(n) === 'one'
        ? `${say.number(n)} thing that had not been sent was in it. This tab still had it, and has put it back.`
        : `${say.number(n)} things that had not been sent were in it. This tab still had them, and has put them back.`,
    wipedGone: ({ n }: { n: number }) =>
      say.plural(n) === 'one'
        ? `${say.number(n)} more could not be saved: memory did not hold it.`
        : `${say.number(n)} more could not be saved: memory did not hold them.`,
    understood: 'Understood',
    storagePersisted: 'This browser keeps the data until you sign out.',
    storageBestEffort: 'This browser may remove the data when the device runs short of space.',
    storageUsed: ({ used }: { used: string | number }) =>
      `${say.inside(used)} used on this device.`,
    tryNow: 'Try now',
    trying: 'Trying…',
    saveAll: 'Save all as a file',
    savedAll: ({ n }: { n: number }) =>
      `Saved as a file: ${say.plural(n) === 'one' ? `${say.number(n)} thing` : `${say.number(n)} things`}. Files that were to go along are not in it.`,
    fileHead: ({ when }: { when: string | number }) =>
      `What had not been sent, ${say.inside(when)}`,
    fileName: 'deskside-unsent.txt',
    notReached: 'Now this desk could not be reached. What waits stays here, and goes when it can.',
  }) as const

const search = (say: Say) =>
  ({
    region: 'About this search',
    here: ({ n }: { n: number }) => `${say.number(n)} on this device`,
    noneHere: ({ tickets }: { tickets: number }) =>
      `Nothing on this device, in ${say.plural(tickets) === 'one' ? `${say.number(tickets)} ticket` : `${say.number(tickets)} tickets`}`,
    more: ({ n }: { n: number }) => `${say.number(n)} also on the server`,
    noMore: 'Nothing more on the server',
    asking: 'Asking the server…',
    offline: 'Offline: the server was not asked',
    failed: ({ why }: { why: string | number }) => `The server did not search: ${say.inside(why)}`,
    filling: 'The server is still reading its older tickets',
    reading: ({ all, done }: { all: number; done: number }) =>
      `Reading what is on this device: ${say.number(done)} of ${say.number(all)}`,
    unknown: ({ n }: { n: number }) =>
      say.plural(n) === 'one'
        ? `${say.number(n)} ticket is here by name only: what was said in it the server knows.`
        : `${say.number(n)} tickets are here by name only: what was said in them the server knows.`,
    askMore: 'Look further on the server',
    ended: 'Searching on this device has stopped. Reload the page to go on.',
    options: 'Ways to narrow the search',
    optionKeys: '↓ to choose, Tab to take',
    faultAt: ({ piece }: { piece: string | number }) => `At “${say.inside(piece)}”: `,
    operators: {
      is: 'open, unread, snoozed, overdue …',
      in: 'a queue',
      assignee: 'me, none or a name',
      from: 'who wrote',
      to: 'who else gets it',
      org: 'an organisation',
      label: 'a label',
      priority: 'low to urgent',
      status: 'a status',
      has: 'attachment, note, draft',
      sla: 'due within, as <2h',
      before: 'came before a day',
      after: 'came on a day or after',
      updated: 'last changed, as <3d',
      id: 'a number',
    },
    me: 'me',
    nobody: 'nobody',
    hours: ({ n }: { n: number }) =>
      `less than ${say.plural(n) === 'one' ? `${say.number(n)} hour` : `${say.number(n)} hours`}`,
    days: ({ n }: { n: number }) =>
      `less than ${say.plural(n) === 'one' ? `${say.number(n)} day` : `${say.number(n)} days`}`,
    olderDays: ({ n }: { n: number }) =>
      `more than ${say.plural(n) === 'one' ? `${say.number(n)} day` : `${say.number(n)} days`}`,
    moreAtLeast: ({ n }: { n: number }) => `${say.number(n)} or more also on the server`,
  }) as const

const snooze = (say: Say) =>
  ({
    hint: 'tomorrow 9, in 3 days, friday 14:00',
    unknown:
      'That is not understood, or it is over. Try “tomorrow 9”, “in 3 days” or “friday 14:00”.',
    date: 'Date and time',
    set: 'Snooze',
    firm: 'Do not wake when they write',
    firmUntil: ({ when }: { when: string | number }) =>
      `Snoozed until ${say.inside(when)}, also if they write`,
    current: 'As it is',
    promise: {
      none: 'No promise is running on it now.',
      runs: ({ when }: { when: string | number }) =>
        `The promise runs on meanwhile: due ${say.inside(when)}.`,
      before: ({ when }: { when: string | number }) =>
        `The promise runs on meanwhile, and is due before it wakes: ${say.inside(when)}.`,
      late: ({ when }: { when: string | number }) =>
        `The promise runs on meanwhile, and is already broken: it was due ${say.inside(when)}.`,
      many: ({ n }: { n: number }) =>
        `Promises run on meanwhile; ${say.plural(n) === 'one' ? 'one is' : `${say.number(n)} are`} due before they wake.`,
      manyNone: 'Promises run on meanwhile; none is due before they wake.',
    },
    typed: {
      today: 'today|tod',
      tonight: 'tonight',
      tomorrow: 'tomorrow|tom|tmr|tmrw',
      afterTomorrow: 'day after tomorrow|overmorrow',
      morning: 'morning|in the morning|this morning',
      noon: 'noon|midday|lunch',
      afternoon: 'afternoon|in the afternoon|this afternoon',
      evening: 'evening|in the evening|this evening|at night',
      am: 'am|a m',
      pm: 'pm|p m',
      in: 'in|after',
      next: 'next|coming',
      minute: 'minute|minutes|min|mins|m',
      hour: 'hour|hours|hr|hrs|h',
      day: 'day|days|d',
      week: 'week|weeks|wk|wks|w',
      month: 'month|months|mo',
      clock: "o'clock|oclock|o’clock",
      filler: 'at|on|the|of|this|st|nd|rd|th|and|time|from now|until|till',
      numbers: 'a/an/one|two|three|four|five|six|seven|eight|nine|ten',
    },
  }) as const

const split = (_say: Say) =>
  ({
    label: 'Parts of the inbox',
    first: 'First',
    next: 'Next',
    everything: 'Everything',
  }) as const

const ticket = (say: Say) =>
  ({
    head: {
      missing: 'This ticket is not on this device',
      missingHint: 'It opens when the network is back.',
      back: 'Back to the list',
      previous: 'Ticket before',
      next: 'Next ticket',
      copyNumber: ({ n }: { n: string | number }) => `Copy #${say.inside(n)}`,
      copied: {
        number: ({ n }: { n: string | number }) => `#${say.inside(n)} copied`,
        address: ({ n }: { n: string | number }) => `Address of #${say.inside(n)} copied`,
        all: ({ n }: { n: string | number }) => `#${say.inside(n)} copied with subject and address`,
      },
      editSubject: 'Edit the subject',
      subject: 'Subject',
      status: 'Status',
      priority: 'Priority',
      assignee: 'Assignee',
      queue: 'Queue',
      tags: 'Tags',
      addTag: 'Tag',
      markSpam: 'Mark as spam',
      more: 'Details',
      removeTag: ({ tag }: { tag: string | number }) => `Remove the tag ${say.inside(tag)}`,
      snoozedUntil: ({ when }: { when: string | number }) => `Snoozed until ${say.inside(when)}`,
      present: ({ names }: { names: string | number }) => `Here now: ${say.inside(names)}`,
      replying: ({ name }: { name: string | number }) => `${say.inside(name)} is replying…`,
      replyingMany: ({ names }: { names: string | number }) => `${say.inside(names)} are replying…`,
      earlier: ({ n }: { n: number }) =>
        say.plural(n) === 'one'
          ? `${say.number(n)} earlier message`
          : `${say.number(n)} earlier messages`,
      changes: ({ n }: { n: number }) =>
        say.plural(n) === 'one' ? `${say.number(n)} change` : `${say.number(n)} changes`,
      newBelow: 'New message',
      merged: 'This ticket was merged into another one.',
      label: ({ n, subject }: { n: string | number; subject: string | number }) =>
        `Ticket #${say.inside(n)}: ${say.inside(subject)}`,
      thread: 'Messages',
    },
    gone: {
      title: 'You can no longer see this ticket',
      none: 'There is no such ticket here',
      noneHint: 'It was deleted, or it is in a queue you do not see.',
      hint: {
        rights:
          'Its queue was taken out of those you see. What was saved of a reply stays with the ticket.',
        left: 'It was moved to a queue you do not see, or deleted. What was saved of a reply went with it.',
      },
      kept: 'What you had typed and not sent',
      row: {
        rights: 'Its queue is no longer yours to see',
        left: 'Moved to a queue you do not see, or deleted',
      },
      said: {
        rights: ({ n }: { n: number }) =>
          say.plural(n) === 'one'
            ? 'A ticket went from the list: its queue is no longer yours to see.'
            : `${say.number(n)} tickets went from the list: their queues are no longer yours to see.`,
        left: ({ n }: { n: number }) =>
          say.plural(n) === 'one'
            ? 'A ticket went from the list: it was moved to a queue you do not see, or deleted.'
            : `${say.number(n)} tickets went from the list: they were moved to queues you do not see, or deleted.`,
      },
    },
    menu: {
      filter: 'Type to choose',
      status: 'Set status',
      priority: 'Set priority',
      assign: 'Assign to',
      label: 'Tags',
      move: 'Move to queue',
      snooze: 'Snooze until',
      newTag: ({ tag }: { tag: string | number }) => `New tag “${say.inside(tag)}”`,
      me: ({ name }: { name: string | number }) => `${say.inside(name)} (me)`,
      nothing: 'Nothing matches.',
      wake: 'Wake now',
      laterToday: 'Later today',
      tomorrow: 'Tomorrow morning',
      nextWeek: 'Next week',
      nextMonth: 'In a month',
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
      `${say.inside(who)} changed ${say.inside(field)} from ${say.inside(from)} to ${say.inside(to)}`,
    tagged: ({ tag, who }: { tag: string | number; who: string | number }) =>
      `${say.inside(who)} added the tag ${say.inside(tag)}`,
    spam: ({ who }: { who: string | number }) => `${say.inside(who)} marked this as spam`,
    notSpam: ({ who }: { who: string | number }) => `${say.inside(who)} said that this is not spam`,
    spamLine: {
      title: 'This ticket is marked as spam',
      means:
        'It is in no list and no figure, and nothing automatic is mailed for it. Further mail from its sender may be held.',
      answered: 'Somebody wrote on it after it was marked.',
      back: 'Not spam',
    },
    notArrived: {
      title: 'A mail of this ticket did not arrive',
      means:
        'It stays under Needs attention until somebody has seen to it: by another address, or by calling.',
      settle: 'Seen to',
      done: 'Seen to. It no longer needs attention for that.',
    },
    untagged: ({ tag, who }: { tag: string | number; who: string | number }) =>
      `${say.inside(who)} removed the tag ${say.inside(tag)}`,
    snoozed: ({ when, who }: { when: string | number; who: string | number }) =>
      `${say.inside(who)} snoozed it until ${say.inside(when)}`,
    woken: ({ who }: { who: string | number }) => `${say.inside(who)} woke it`,
    openedTo: ({ queue, who }: { queue: string | number; who: string | number }) =>
      `${say.inside(who)} opened it to ${say.inside(queue)} too`,
    closedTo: ({ queue, who }: { queue: string | number; who: string | number }) =>
      `${say.inside(who)} took it out of ${say.inside(queue)}`,
    person: {
      on: ({ name, who }: { name: string | number; who: string | number }) =>
        `${say.inside(who)} put ${say.inside(name)} on this ticket`,
      off: ({ name, who }: { name: string | number; who: string | number }) =>
        `${say.inside(who)} took ${say.inside(name)} off this ticket`,
      back: ({ name, who }: { name: string | number; who: string | number }) =>
        `${say.inside(who)} put ${say.inside(name)} back on this ticket`,
    },
    fields: {
      subject: 'the subject',
      status: 'the status',
      priority: 'the priority',
      queue: 'the queue',
      assignee: 'the assignee',
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
      }) => `You set ${say.inside(mine)} at ${say.inside(when)}; ${say.inside(stays)} stays`,
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
        `${say.inside(who)}’s ${say.inside(mine)} of ${say.inside(when)} came too late; ${say.inside(stays)} stays`,
      useMine: 'Use mine',
      useMineHint: ({ value }: { value: string | number }) => `Set ${say.inside(value)} after all`,
      snoozed: ({ when }: { when: string | number }) => `Snoozed until ${say.inside(when)}`,
      awake: 'Awake',
      spam: 'Spam',
      notSpam: 'Not spam',
      nothing: 'nothing',
      mineOffline: ({
        mine,
        stays,
        when,
      }: {
        mine: string | number
        stays: string | number
        when: string | number
      }) =>
        `You set ${say.inside(mine)} at ${say.inside(when)} (offline); ${say.inside(stays)} stays`,
    },
    message: {
      internal: 'Internal',
      reply: 'Reply',
      written: ({ when }: { when: string | number }) => `Written ${say.inside(when)}`,
      quoted: 'Show quoted text',
      hideQuoted: 'Hide quoted text',
      formattedMail: 'Formatted mail',
      noFormatting: 'The formatted mail is not on this device. It shows when the network is back.',
    },
    merged: {
      into: ({ n }: { n: string | number }) => `Merged into #${say.inside(n)}.`,
      unseen: 'This ticket was merged into one that is not yours to see.',
      draft: 'The reply you were writing went along.',
      open: ({ n }: { n: string | number }) => `Open #${say.inside(n)}`,
      goOn: ({ n }: { n: string | number }) => `Continue the reply on #${say.inside(n)}`,
      apart: 'Take apart',
    },
    composer: {
      reply: 'Reply',
      note: 'Note',
      replyTo: ({ name }: { name: string | number }) => `Reply to ${say.inside(name)}…`,
      writeNote: 'Write an internal note…',
      continueDraft: 'Continue the draft',
      continueDraftOf: ({ name }: { name: string | number }) =>
        `Continue the draft that ${say.inside(name)} began`,
      banner: 'Public reply · your team sees the draft',
      bannerMany: ({ n }: { n: number }) =>
        `Public reply to ${say.number(n)} people · your team sees the draft`,
      noteBanner: 'Internal note · only your team sees it',
      send: 'Send',
      sendSolve: 'Send & solve',
      sendLater: 'Send later',
      otherTime: 'Another time',
      sendThen: 'Send then',
      addNote: 'Add note',
      onDevice: 'On this device',
      saved: 'Saved',
      willSend: 'Will be sent when online',
      notStored: 'Not stored: this device is full. Keep this tab open.',
      loading: 'Opening the draft…',
      placeholder: ({ name }: { name: string | number }) =>
        `Write to ${say.inside(name)}. The team can type along.`,
      notePlaceholder:
        'Write to your team; @ mentions somebody, # a ticket. The requester never sees this.',
      noteEmpty: 'Say a few words with the files.',
      noteTooLong: 'This note is too long, or its lists lie too deep. Make two of it.',
      mentionList: 'People who see this ticket',
      mentionNobody: 'Nobody who sees this ticket has that name.',
      ticketList: 'Tickets on this device',
      variableList: 'Variables for this ticket',
      variableOpen: 'not known here, fill in before sending',
      mentionTold: ({ names }: { names: string | number }) =>
        `${say.inside(names)}: told once the note is added`,
      mentionMoved: 'Mentions go into notes; your reply is kept.',
      empty: 'There is nothing to send yet.',
      close: 'Close; the draft is kept',
      tabs: 'Kind of answer',
      linkTo: 'Address of the link (https://…)',
      format: {
        strong: 'Bold',
        em: 'Italic',
        underline: 'Underline',
        strike: 'Strike through',
        code: 'Code',
        link: 'Link',
        bullets: 'Bullet list',
        numbers: 'Numbered list',
        quote: 'Quote',
        codeBlock: 'Code block (```)',
      },
      toolbar: 'Formatting',
      macro: 'Insert a macro',
      variableLeft: ({ variable }: { variable: string | number }) =>
        `${say.inside(variable)} is not filled in yet.`,
      dropToReply: 'Drop the files to reply with them',
      dropToNote: 'Drop the files to add them to the note',
      sendThenMenu: 'Send and…',
      thenStatus: ({ status }: { status: string | number }) =>
        `Send, then set to ${say.inside(status)}`,
      thenSnooze: ({ when }: { when: string | number }) => `Send, then snooze: ${say.inside(when)}`,
      sendSnooze: 'Send and snooze until',
      fileMissed: 'Your words speak of a file, and none is attached. Send again if that is right.',
    },
    delivery: {
      waiting: 'Waiting',
      waitingHint: 'On this device; goes when it is online',
      scheduledHint: 'On this device; the server sends it then once this device has been online',
      held: 'Held',
      heldFor: ({ seconds }: { seconds: number }) => `Held ${say.number(seconds)} s`,
      scheduledFor: ({ when }: { when: string | number }) => `Goes ${say.inside(when)}`,
      scheduledWaiting: ({ when }: { when: string | number }) =>
        `Waiting, to go ${say.inside(when)}`,
      takeBack: 'Take back',
      accepted: 'Accepted',
      sending: 'Sending',
      'handed-over': 'Handed over',
      delivered: 'Delivered',
      deferred: 'Deferred',
      deferredUntil: ({ when }: { when: string | number }) =>
        `Deferred, next try ${say.inside(when)}`,
      bounced: 'Bounced',
      failed: 'Failed',
      kept: 'Kept in Sent mail',
      twice: 'possibly delivered twice',
    },
    guard: {
      title: 'Not sent: something newer came in',
      from: ({ name }: { name: string | number }) =>
        `${say.inside(name)} wrote while you were answering. Read it before you decide.`,
      readers: 'Who gets it has changed while you were answering.',
      readersNow: ({ people }: { people: string | number }) =>
        `Who gets it has changed while you were answering. Besides the requester: ${say.inside(people)}.`,
      readersTitle: 'Not sent: others get it now',
      generic: 'The thread has something you had not seen.',
      review: 'Review',
      sendAnyway: 'Send anyway',
      keep: 'Keep as draft',
      refused: 'The server did not take this',
    },
    side: {
      label: 'About this ticket',
      requester: 'Requester',
      verified: 'address proved',
      unverified: 'address not proved',
      organisation: 'Organisation',
      promises: 'Promises',
      noPromises: 'No clock is running.',
      why: 'How they are counted',
      hideWhy: 'Hide how they are counted',
      others: 'Other tickets',
      noOthers: 'This is their first ticket.',
      watchers: 'Watching',
      watch: 'Watch',
      unwatch: 'Stop watching',
      nobodyWatches: 'Nobody',
      queues: 'Who can see this',
      takeOut: ({ queue }: { queue: string | number }) => `Take it out of ${say.inside(queue)}`,
      takenOut: ({ n, queue }: { n: string | number; queue: string | number }) =>
        `#${say.inside(n)}: taken out of ${say.inside(queue)}`,
      openTo: 'Open it to another queue',
      openedTo: ({ n, queue }: { n: string | number; queue: string | number }) =>
        `#${say.inside(n)}: ${say.inside(queue)} sees it too`,
      created: 'Created',
      channel: 'Came by',
      channels: {
        web: 'web form',
        mail: 'mail',
        api: 'API',
        desk: 'opened by the desk',
      },
      targets: {
        firstResponse: 'First answer',
        nextResponse: 'Next answer',
        update: 'Update',
        resolution: 'Solution',
      },
      clock: {
        running: 'due',
        paused: 'paused',
        met: 'kept',
        breached: 'broken',
        cancelled: 'not needed',
      },
      people: {
        title: 'Also on this ticket',
        nobody: 'Nobody besides the requester.',
        how: {
          wrote: 'wrote on it',
          added: 'gets a copy of answers',
          earlier: 'was on it before; gets nothing by itself',
        },
        desk: ({ names }: { names: string | number }) => `From the desk: ${say.inside(names)}`,
        add: 'Add somebody',
        addLabel: 'Mail address. They get a copy of answers.',
        put: 'Add',
        added: ({ n, name }: { n: string | number; name: string | number }) =>
          `#${say.inside(n)}: ${say.inside(name)} is on it now`,
        noAddress: 'One mail address, please.',
        online: 'This needs the network.',
        takeOff: ({ name }: { name: string | number }) =>
          `Take ${say.inside(name)} off this ticket`,
        takenOff: ({ n }: { n: string | number }) => `#${say.inside(n)}: somebody taken off`,
        waitingOff: ({ name }: { name: string | number }) => `take ${say.inside(name)} off`,
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
    }) => `${say.inside(who)} set ${say.inside(field)} to ${say.inside(to)}`,
    changeCleared: ({ field, who }: { field: string | number; who: string | number }) =>
      `${say.inside(who)} cleared ${say.inside(field)}`,
  }) as const

const turn = (say: Say) =>
  ({
    together: 'Writing together',
    lockForMe: 'Lock for me',
    unlock: 'Unlock',
    takeOver: 'Take over',
    askReview: 'Ask to review…',
    hideTint: 'Hide who typed what',
    showTint: 'Show who typed what',
    locked: ({ n, name }: { n: number; name: string | number }) =>
      `Locked by ${say.inside(name)} · unlocks after ${say.plural(n) === 'one' ? `${say.number(n)} minute` : `${say.number(n)} minutes`} without a key`,
    takenLocked: ({ n, name }: { n: number; name: string | number }) =>
      `${say.inside(name)} took over from you and has locked it · unlocks after ${say.plural(n) === 'one' ? `${say.number(n)} minute` : `${say.number(n)} minutes`} without a key`,
    lockedForYou: ({ n }: { n: number }) =>
      `Locked for you · unlocks after ${say.plural(n) === 'one' ? `${say.number(n)} minute` : `${say.number(n)} minutes`} without a key`,
    refused: ({ name }: { name: string | number }) =>
      `${say.inside(name)} has locked this reply. Take over to write or send it; nothing that was typed is lost.`,
    writes: ({ name }: { name: string | number }) => `${say.inside(name)} writes this reply now`,
    taken: ({ name }: { name: string | number }) => `${say.inside(name)} took over from you`,
    youWrite: 'You write this reply now; your colleagues are told',
    doneWriting: 'Done',
    askedYou: ({ name }: { name: string | number }) =>
      `${say.inside(name)} asked you to look over this reply`,
    waits: ({ name, when }: { name: string | number; when: string | number }) =>
      `Waiting for ${say.inside(name)} to look it over · asked ${say.inside(when)}`,
    good: ({ name, when }: { name: string | number; when: string | number }) =>
      `${say.inside(name)}: looks good · ${say.inside(when)}`,
    changed: ({ name, when }: { name: string | number; when: string | number }) =>
      `${say.inside(name)} called it good · ${say.inside(when)} · changed since`,
    changes: ({ name, when }: { name: string | number; when: string | number }) =>
      `${say.inside(name)} asked for changes · ${say.inside(when)}`,
    notReviewed: ({ name }: { name: string | number }) =>
      `Not sent yet: ${say.inside(name)} has not called these words good. Send again to send it all the same.`,
    looksGood: 'Looks good',
    askChanges: 'Ask for changes…',
    askAgain: 'Ask again',
    withdraw: 'Withdraw',
    askTitle: 'Ask a colleague to look it over',
    whom: 'Who',
    askWords: 'What to look at (optional)',
    askSubmit: 'Ask',
    changesTitle: 'Ask for changes',
    changesWords: 'What is to change',
    changesSubmit: 'Ask for changes',
    changesNeeded: 'Say what is to change.',
    toldHint: ({ name }: { name: string | number }) =>
      `${say.inside(name)} is told by a note on the ticket that mentions them.`,
    offlineHint: 'You are offline: it is told when this device is online.',
    nobody: 'Nobody else sees this ticket.',
    nothingToReview: 'There is nothing to look over yet.',
    askedNow: ({ name }: { name: string | number }) =>
      `${say.inside(name)} is asked to look the reply over`,
    askNote: 'Please look over the reply I am writing.',
    goodNote: 'The reply looks good.',
    lookOver: ({ name }: { name: string | number }) =>
      `Look over the reply, as ${say.inside(name)} asks`,
    reviewedBy: ({ name }: { name: string | number }) => `Reviewed by ${say.inside(name)}`,
    unseenTitle: 'Not sent: this reply has changed',
    unseenBy: ({ name }: { name: string | number }) =>
      `${say.inside(name)} changed this reply while you were sending it. Your words are in it too. Look at it, then send it again.`,
    unseen:
      'This reply was changed elsewhere while you were sending it. Your words are in it too. Look at it, then send it again.',
    lookAtIt: 'Look at it',
  }) as const

const view = (say: Say) =>
  ({
    title: 'Saved views',
    saveTitle: 'Save what is shown',
    name: 'Name',
    query: 'Search',
    everything: 'everything in the list',
    shared: 'The team sees it too',
    pinned: 'Show it in the side bar',
    save: 'Save view',
    saved: ({ name }: { name: string | number }) => `“${say.inside(name)}” is saved`,
    removed: ({ name }: { name: string | number }) => `“${say.inside(name)}” is removed`,
    mine: 'Yours',
    team: 'The team’s',
    none: 'No view is saved yet. Search for something, then save it here.',
    up: ({ name }: { name: string | number }) => `Move “${say.inside(name)}” up`,
    down: ({ name }: { name: string | number }) => `Move “${say.inside(name)}” down`,
    pin: ({ name }: { name: string | number }) => `Show “${say.inside(name)}” in the side bar`,
    share: ({ name }: { name: string | number }) => `Share “${say.inside(name)}” with the team`,
    rename: ({ name }: { name: string | number }) => `Name of “${say.inside(name)}”`,
    remove: ({ name }: { name: string | number }) => `Remove “${say.inside(name)}”`,
    pinShort: 'Side bar',
    shareShort: 'Team',
  }) as const

export const bundle = (sayIn: SayIn) => ({
  act: act(sayIn('en')),
  bulk: bulk(sayIn('en')),
  empty: empty(sayIn('en')),
  key: key(sayIn('en')),
  macro: macro(sayIn('en')),
  mail: mail(sayIn('en')),
  next: next(sayIn('en')),
  owed: owed(sayIn('en')),
  search: search(sayIn('en')),
  snooze: snooze(sayIn('en')),
  split: split(sayIn('en')),
  ticket: ticket(sayIn('en')),
  turn: turn(sayIn('en')),
  view: view(sayIn('en')),
})

export type Bundle = Widened<ReturnType<typeof bundle>>
