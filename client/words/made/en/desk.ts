/** Made of words/en/*.json by `npm run words` (desk): change those, not this file. */
import type { Say, SayIn, Widened } from '../../../../shared/kit/say.ts'

const desk = (say: Say) =>
  ({
    settings: {
      title: 'Settings',
      profile: 'You',
      role: {
        agent: 'Agent',
        lead: 'Lead',
        admin: 'Admin',
      },
      look: 'Look',
      theme: 'Theme',
      themes: {
        system: 'As the device',
        light: 'Light',
        dark: 'Dark',
        contrast: 'High contrast',
      },
      density: 'Rows',
      densities: {
        comfortable: 'Roomy',
        compact: 'Compact',
      },
      language: 'Language',
      languageOfBrowser: 'As the browser',
      languageHint: 'The page starts anew in it. What you are writing is kept.',
      keys: 'Keys',
      singleKeys: 'Single keys such as e, r or j',
      singleKeysHint: 'Turn off when you dictate or type with a screen reader that sends keys.',
      showKeys: 'Show all keys',
      undo: 'Undo send',
      undoInfo: ({ seconds }: { seconds: number }) =>
        seconds === 0
          ? 'Replies go at once on this desk. The admin sets this.'
          : say.plural(seconds) === 'one'
            ? `A reply is held ${say.number(seconds)} second on the server before it goes, so that z takes it back. The admin sets this for the desk.`
            : `A reply is held ${say.number(seconds)} seconds on the server before it goes, so that z takes it back. The admin sets this for the desk.`,
      signOut: 'Sign out',
      signOutHint: 'Removes the tickets kept on this device.',
      signOutUnsent: ({ n }: { n: number }) =>
        say.plural(n) === 'one'
          ? `${say.number(n)} change has not reached the server yet. Signing out loses it.`
          : `${say.number(n)} changes have not reached the server yet. Signing out loses them.`,
      signOutAnyway: 'Sign out and lose them',
      admin: 'The desk',
      queues: 'Queues',
      people: 'People',
      sent: 'Sent mail',
      held: 'Held mail',
      domains: 'Mail domains',
      add: 'Add',
      addQueue: 'Add a queue',
      addPerson: 'Add a person',
      name: 'Name',
      slug: 'Short name',
      slugHint: 'a-z, 0-9 and -; part of addresses',
      address: 'Mail address',
      email: 'E-mail address',
      roleLabel: 'Role',
      form: 'Form',
      noAddress: 'no address',
      disabled: 'disabled',
      sentLead: 'What the desk mailed, newest first. Without a mail relay it is kept here.',
      heldLead: 'Mail that did not become a ticket, and why. Nothing is thrown away unseen.',
      nothingSent: 'Nothing sent yet',
      relayAway: ({ count, since }: { count: number; since: string | number }) =>
        `The mail relay takes nothing just now. ${say.plural(count) === 'one' ? 'One mail waits' : `${say.number(count)} mails wait`} (the oldest: ${say.inside(since)}). Nothing is lost; each is tried again for five days.`,
      older: 'Show older',
      from: 'From',
      to: 'To',
      subject: 'Subject',
      when: 'When',
      reason: 'Why',
      state: 'State',
      needsServer: 'This comes from the server; it shows when the server can be reached.',
      loading: 'Asking the server…',
      queueAdded: ({ name }: { name: string | number }) => `Queue ${say.inside(name)} added`,
      personAdded: ({ name }: { name: string | number }) => `${say.inside(name)} added`,
      open: 'Open',
    },
    queue: {
      title: ({ name }: { name: string | number }) => `Queue ${say.inside(name)}`,
      change: 'Change',
      changeOf: ({ name }: { name: string | number }) => `Change ${say.inside(name)}`,
      gone: 'That queue is no longer there.',
      addressHint: 'Mail to this address becomes tickets here. Empty: by form alone.',
      about: 'What people should ask here',
      aboutHint: 'One line above the form.',
      sender: 'Sender’s name behind that of whoever answers',
      signature: 'Signature',
      signatureHint: 'Below every mail. {{agent}}, {{queue}} and {{desk}} are filled in.',
      quoting: 'Quote the message that is answered below a reply',
      quotingHint: 'Short, and only to its author: not when others get a copy.',
      endMailed: 'Tell people by mail when their ticket is solved or closed',
      endMailedHint:
        'The mail says that an answer opens it again. A reply sent with “Send & solve” says so itself.',
      preview: 'How a reply ends',
      from: ({ name }: { name: string | number }) => `From ${say.inside(name)}`,
      save: 'Save',
      saved: ({ name }: { name: string | number }) => `${say.inside(name)} is saved`,
      fromAddress: ({ address, name }: { address: string | number; name: string | number }) =>
        `From ${say.inside(name)} <${say.inside(address)}>`,
      previewNumber: 'Ticket #123',
    },
    look: {
      title: 'All mail',
      deskName: 'Name of the desk',
      color: 'Colour of mails that nobody wrote',
      colorHint:
        'A line at the top and the button. White words stand on it, so it must be dark enough.',
      logo: 'Logo',
      logoHint: ({ bytes, px }: { bytes: string | number; px: number }) =>
        `A PNG, JPEG or GIF of at most ${say.inside(bytes)} and ${say.number(px)} pixels each way. It goes in the mails themselves, and stands on public pages.`,
      addLogo: 'Choose a picture',
      otherLogo: 'Choose another',
      removeLogo: 'Take it away',
      logoSaved: 'The logo is on mails and pages from now on.',
      logoRemoved: 'The logo is taken away.',
      logoOnReplies: 'Also on what agents write',
      save: 'Save',
      saved: 'Saved. Mails look so from now on.',
    },
    held: {
      lists: {
        held: 'Held',
        automated: 'Automated',
        dismissed: 'Dismissed',
      },
      about: {
        held: 'Somebody should look at these: loops, too much at once, senders that are not who they say, addresses of no queue.',
        automated: 'Machines wrote these: automatic answers, newsletters, reports of delivery.',
        dismissed: 'Put away by somebody; kept for 90 days.',
      },
      nothing: {
        held: 'Nothing is held',
        automated: 'No machine has written',
        dismissed: 'Nothing was dismissed',
      },
      signs: {
        machine: 'A machine sent it',
        many: 'It was sent to many',
        list: 'It is from a mailing list',
        report: 'A mail server wrote it',
        bounce: 'It says that a mail did not arrive, and names none of ours',
      },
      noSubject: '(no subject)',
      noSender: 'no sender',
      noQueue: 'no queue',
      noText: '(no text)',
      text: 'Text of the mail',
      cut: 'It goes on; the original has all of it.',
      judged: 'Checks',
      files: 'Files',
      original: 'Download the original',
      masked: 'This mail lets whoever reads it in elsewhere. Its codes and links are covered.',
      uncover: 'Show what is covered',
      where: 'Release it as',
      ways: {
        queue: 'A new ticket',
        ticket: 'A message on a ticket',
      },
      queue: 'In queue',
      number: 'Ticket number',
      why: 'Why',
      whyHint: 'Shown on the ticket. Nobody is answered by itself.',
      release: 'Release',
      released: ({ n }: { n: string | number }) => `Released. It is on #${say.inside(n)} now.`,
      openTicket: ({ n }: { n: string | number }) => `Open #${say.inside(n)}`,
      dismiss: 'Dismiss',
      dismissed: 'Dismissed',
      wasDismissed: 'Dismissed. It is kept for 90 days.',
      spamSender: ({ n }: { n: string | number }) =>
        `Everything there is from this sender is marked as spam (last: #${say.inside(n)})`,
      because: ({ reason, sign }: { reason: string | number; sign: string | number }) =>
        `${say.inside(sign)} (${say.inside(reason)})`,
    },
    people: {
      change: 'Change',
      changeOf: ({ name }: { name: string | number }) => `Change ${say.inside(name)}`,
      title: ({ name }: { name: string | number }) => `Change ${say.inside(name)}`,
      seesAll: 'All queues, also those to come',
      queuesLegend: 'What they see',
      noQueues: 'Choose a queue, or all.',
      adminSeesAll: 'Admins see every queue.',
      isOn: 'May sign in',
      isOnHint:
        'When this is off they are signed out everywhere at once, and the tickets on their devices are wiped.',
      saved: ({ name }: { name: string | number }) => `${say.inside(name)} changed`,
      queuesLabel: 'Queues',
      all: 'all',
      gone: 'This person is no longer there.',
      own: 'This is you. Another admin can take your access or role.',
      save: 'Save',
    },
    sessions: {
      title: 'Devices',
      lead: 'Where you are signed in. Whoever loses a device ends it here: its tickets are wiped at its next contact, and it is signed out.',
      this: 'This one',
      began: 'Signed in',
      seen: 'Last seen',
      kind: 'What',
      browser: 'Browser',
      bearer: 'Program with a token',
      end: 'Sign out there',
      endAsk: 'What it has not sent yet is lost.',
      ended: 'Signed out there',
    },
    mailTrouble: {
      away: ({ time }: { time: string | number }) =>
        `No mail goes out since ${say.inside(time)}: the mail relay takes none. Replies wait and go by themselves; nothing is lost.`,
      certificateEnds: ({ day }: { day: string | number }) =>
        `The certificate for incoming mail ends on ${say.inside(day)}.`,
      certificateEnded: ({ day }: { day: string | number }) =>
        `The certificate for incoming mail ended on ${say.inside(day)}.`,
      certificateBad: 'The certificate for incoming mail cannot be used: mail comes in the clear.',
    },
  }) as const

const keySetting = (say: Say) =>
  ({
    title: 'Keys',
    lead: 'Every command and its keys, on this device, for you alone.',
    change: ({ title }: { title: string | number }) => `Change the key of “${say.inside(title)}”`,
    changeShort: 'Change',
    toPage: 'Change keys',
    remove: 'No key',
    removeOf: ({ title }: { title: string | number }) =>
      `Take the keys of “${say.inside(title)}” away`,
    standard: 'Back to standard',
    standardOf: ({ title }: { title: string | number }) =>
      `Standard keys for “${say.inside(title)}”`,
    allStandard: 'All back to standard',
    none: 'no key',
    press: 'Press the new key, or two one after the other…',
    pressHint: 'Enter takes what stands there, Escape leaves it as it was.',
    take: 'Use this',
    other: 'Other key',
    changed: ({ title }: { title: string | number }) =>
      `The key of “${say.inside(title)}” is changed.`,
    wasStandard: 'All keys are standard again.',
    refused: {
      reserved: 'The browser or a screen reader needs that one.',
      composer: 'That one is used while writing.',
      plain: 'That one belongs to whatever has the focus.',
      taken: ({ title }: { title: string | number }) =>
        `That one is taken by “${say.inside(title)}”.`,
    },
  }) as const

const mailSetup = (say: Say) =>
  ({
    mailbox: {
      title: 'Mailboxes',
      lead: 'Where mail for a queue’s address cannot come here by itself yet, the desk fetches it from a mailbox at your provider (IMAP). Each queue may have one.',
      queue: 'Queue',
      account: 'Mailbox',
      none: 'none',
      setUp: 'Set up',
      change: 'Change',
      changeOf: ({ queue }: { queue: string | number }) => `Mailbox of ${say.inside(queue)}`,
      works: 'Fetched',
      begins: 'Begins',
      fails: 'Fails',
      off: 'Off',
      nobody: 'No mail gateway fetches it. Does it run?',
      last: ({ ago }: { ago: string | number }) => `Last mail ${say.inside(ago)}`,
      waiting: ({ n }: { n: number }) =>
        `${say.plural(n) === 'one' ? `${say.number(n)} mail waits` : `${say.number(n)} mails wait`} to be fetched`,
      left: ({ n }: { n: number }) =>
        `${say.plural(n) === 'one' ? `${say.number(n)} mail is` : `${say.number(n)} mails are`} too large or could not be read, and stayed in the mailbox.`,
      titleOf: ({ queue }: { queue: string | number }) => `Mailbox of ${say.inside(queue)}`,
      about: ({ address }: { address: string | number }) =>
        `Whatever is in this folder becomes mail to ${say.inside(address)}. Mail that also comes by another way is one ticket.`,
      isOn: 'Fetch from this mailbox',
      host: 'Server',
      security: 'Encryption',
      securities: {
        tls: 'TLS',
        starttls: 'STARTTLS',
        none: 'None (local only)',
      },
      port: 'Port',
      user: 'User name',
      signIn: 'Sign-in',
      signIns: {
        password: 'Password',
        'refresh-token': 'OAuth, by a refresh token',
        'client-credentials': 'OAuth, as the app itself',
      },
      tokenUrl: 'Token address',
      tokenUrlHint: ({
        google,
        microsoft,
      }: {
        google: string | number
        microsoft: string | number
      }) => `At Google ${say.inside(google)}, at Microsoft ${say.inside(microsoft)}.`,
      clientId: 'Client ID',
      clientSecret: 'Client secret',
      refreshToken: 'Refresh token',
      tokenKept: 'Kept. Leave this empty to go on with it.',
      tokenHint: 'Kept sealed and never shown again.',
      scope: 'Scope',
      scopeHint: ({ microsoft }: { microsoft: string | number }) =>
        `Words with spaces between, as the provider names them; at Microsoft ${say.inside(microsoft)}.`,
      password: 'Password',
      passwordKept: 'One is kept. Leave this empty to go on with it.',
      passwordHint:
        'Kept sealed and never shown again. Many providers want an app password here. Empty: from the file of the gateway.',
      folder: 'Folder',
      after: 'What was fetched',
      afters: {
        leave: 'stays as it is',
        seen: 'is marked as read',
        move: 'is moved to a folder',
        delete: 'is deleted',
      },
      moveTo: 'Folder to move to',
      since: 'Days to look back at the first time',
      sinceHint: '0: only what comes from now on. Nobody is answered about mail older than a day.',
      authservs: 'Believed about senders',
      authservsHint:
        'The name under which your provider writes Authentication-Results, such as mx.google.com. Without it senders count as not checked.',
      save: 'Save',
      test: 'Test',
      remove: 'Remove',
      removeSure: 'Its settings and its password go. Mail is not touched.',
      testing: 'The gateway tries it…',
      saved: ({ queue }: { queue: string | number }) =>
        `The mailbox of ${say.inside(queue)} is saved`,
      removed: ({ queue }: { queue: string | number }) =>
        `The mailbox of ${say.inside(queue)} is removed`,
      good: ({ n }: { n: number }) =>
        `It works. ${say.plural(n) === 'one' ? `${say.number(n)} mail is` : `${say.number(n)} mails are`} in the folder.`,
      noIdle: 'The server does not tell of new mail; it is asked every two minutes.',
      whatToDo: {
        'mailbox/password': 'Providers with two-step sign-in want an app password.',
        'mailbox/token':
          'Is the user name the address of the mailbox, and does the scope cover IMAP?',
        'mailbox/grant':
          'The consent may be over or withdrawn, or the client secret too old. Type in a new one.',
        'mailbox/token-host':
          'Look for a typing mistake. Addresses inside your network must be allowed first.',
        'mailbox/no-grant': 'Type it in here.',
        'mailbox/no-password': 'Type it in here, or put it into the file of the gateway.',
        'mailbox/unknown-host': 'Look for a typing mistake in its name.',
        'mailbox/unreachable': 'Is the port right, and may this machine connect to it?',
        'mailbox/time-out': 'Is the port right? A firewall may drop it silently.',
        'mailbox/certificate': 'Use the name that the certificate is for.',
        'mailbox/tls': 'TLS is mostly on port 993, STARTTLS on 143.',
        'mailbox/plain': 'Choose TLS or STARTTLS.',
        'mailbox/folder': 'Write it as the mail program shows it, with the folders above it.',
        'mailbox/extension': 'Let what was fetched stay, or be marked as read.',
        'mailbox/refused': '',
        'mailbox/silent-gateway': '',
        'kit/storage': '',
      },
      aboutLater:
        'Whatever is in this folder becomes mail to this queue, once it has an address. Mail that also comes by another way is one ticket.',
    },
    move: {
      title: 'Moving an address',
      lead: 'An address that people know, such as support@, comes here in calm steps: first beside the mailbox it has today, then alone, with proof. Nothing is lost on the way, and each step can be taken back.',
      begin: 'Begin a move',
      beginIt: 'Begin',
      which: 'Address',
      choose: 'Choose an address…',
      noneLeft: 'Every address of this desk is on this page. Add a queue with the address first.',
      place: 'How its mail gets here at first',
      places: {
        forward: 'The old server hands a copy of each mail on to the desk',
        mailbox: 'The desk fetches mail from the old mailbox (IMAP)',
        mx: 'The MX record is pointed here at once',
      },
      servers: 'Names of the old mail servers',
      serversHint:
        'Mail that passed one of them counts as handed on. The host names in your domain’s MX record today; without them a forward is known by its Delivered-To alone.',
      noServer: ({ name }: { name: string | number }) =>
        `“${say.inside(name)}” is not the name of a mail server. It looks like mail.provider.example.`,
      quietDays: 'Days without mail by the old way alone',
      quietDaysHint: 'So long must pass before it is said that mail comes here alone.',
      savePlan: 'Save',
      changePlan: 'Change',
      watched: ({ n }: { n: number }) =>
        `Watched for ${say.plural(n) === 'one' ? `${say.number(n)} day` : `${say.number(n)} days`}.`,
      begunAt: ({ ago }: { ago: string | number }) => `begun ${say.inside(ago)}`,
      steps: {
        planned: 'Planned',
        both: 'Both ways',
        redirected: 'Here alone',
        done: 'Done',
      },
      now: 'What to do now',
      todo: {
        planned: [
          'Tell whoever works in the old mailbox that mail will be in both places for a while.',
          'Have the person at hand who looks after the domain’s records and the old mail server.',
          'Lower the time to live of the MX record to an hour, a day before you change it.',
        ],
        redirected: [
          'Answer here alone from now on. What is still open in the old mailbox can be answered there, or forwarded to the address.',
          'Leave the old mailbox as it is for some weeks. Then turn off its forward, or the fetching under Mailboxes.',
        ],
        done: ['Nothing. Mail is no longer counted, and the old mailbox can be closed.'],
      },
      todoBoth: {
        forward: [
          'At the old provider, turn on delivery to a second server with the same recipient. Google Workspace calls it dual delivery (Gmail, Routing), Microsoft 365 a connector with a mail flow rule, Postfix a transport; a copy stays in the mailbox.',
          'A plain forward to another address does not do: the desk takes mail for this address only.',
          'Send a test. It should come through the old server.',
          'When you are ready, point the MX record here. People may go on answering in the old mailbox until then.',
        ],
        mailbox: [
          'Set up fetching under Mailboxes, and let what was fetched stay in the mailbox.',
          'Send a test. It should come out of the old mailbox.',
          'When you are ready, point the MX record here. People may go on answering in the old mailbox until then.',
        ],
        mx: [
          'Point the MX record here, as it stands under Mail domains. Leave the old server running: other servers remember the old record for as long as its time to live says.',
          'Send a test. It should come straight here.',
          'Set up fetching under Mailboxes for what still reaches the old mailbox.',
        ],
      },
      records: 'Records of its domain',
      noFindings: 'Not checked yet.',
      toDomains: 'Records to publish, and a fresh look',
      toMailbox: 'Set up fetching',
      ofQueue: 'Move this address here from the mailbox it has today',
      volume: 'Mail by day',
      noMail: 'No mail for this address yet since the move was begun.',
      kinds: {
        direct: 'straight here',
        twice: 'both ways',
        alone: 'by the old way alone',
      },
      most: ({ n }: { n: number }) => `at most ${say.number(n)} a day`,
      asTable: 'As a table',
      day: 'Day',
      columns: ['Mails', 'Straight here', 'Handed on', 'Fetched', 'Both ways', 'Old way alone'],
      test: 'Test mail',
      testAbout:
        'A mail goes out through the relay to this address, as mail from outside would, and is known again when it comes in. It makes no ticket.',
      sendTest: 'Send a test mail',
      testStates: {
        'under-way': 'Under way.',
        arrived: 'It came.',
        late: 'It did not come yet.',
        'not-delivered': 'It was not delivered.',
      },
      came: {
        direct: ({ seconds }: { seconds: number }) =>
          seconds === 0
            ? 'Straight here, at once.'
            : say.plural(seconds) === 'one'
              ? `Straight here, after ${say.number(seconds)} second.`
              : `Straight here, after ${say.number(seconds)} seconds.`,
        forwarded: ({ seconds }: { seconds: number }) =>
          seconds === 0
            ? 'Through the old server, at once.'
            : say.plural(seconds) === 'one'
              ? `Through the old server, after ${say.number(seconds)} second.`
              : `Through the old server, after ${say.number(seconds)} seconds.`,
        fetched: ({ seconds }: { seconds: number }) =>
          seconds === 0
            ? 'Out of the old mailbox, at once.'
            : say.plural(seconds) === 'one'
              ? `Out of the old mailbox, after ${say.number(seconds)} second.`
              : `Out of the old mailbox, after ${say.number(seconds)} seconds.`,
      },
      proof: 'Before it is said that mail comes here alone',
      proved:
        'It is shown: a test mail came straight here, and nothing comes by the old way alone.',
      unproved: 'Somebody said that mail comes here alone without its being shown.',
      toBoth: 'It goes both ways now',
      toRedirected: 'It comes here alone',
      allTheSame: 'Say that it comes here alone all the same',
      toDone: 'The move is done',
      back: 'Back a step',
      remove: 'Remove this move',
      removeSure: 'What was counted goes with it. Mail is not touched.',
      ended: ({ queue }: { queue: string | number }) =>
        `The move of ${say.inside(queue)} is removed`,
    },
    domains: {
      ofQueues: 'Records of these domains, and whether mail is signed',
      lead: 'The domains that queues write from. What their records say decides whether the desk’s mail is believed. Publish a record where your domain’s name server is looked after, then check here. Some forms there want the name without the domain at its end.',
      none: 'No queue has a mail address yet. Its domain shows here once one has.',
      check: 'Check now',
      checking: 'Asking…',
      wasChecked: ({ domain }: { domain: string | number }) => `${say.inside(domain)} was checked`,
      checked: ({ ago }: { ago: string | number }) => `Checked ${say.inside(ago)}.`,
      notChecked: 'Not checked yet.',
      signed: 'Mail is signed.',
      notSigned: 'Mail is not signed yet.',
      relaySigns: 'The relay signs.',
      kinds: {
        mx: 'Where mail goes (MX)',
        spf: 'Who may send (SPF)',
        dkim: 'Signature (DKIM)',
        dmarc: 'What is done with the rest (DMARC)',
      },
      about: {
        mx: 'Mail for the domain comes here by this record. If a mail server of yours takes it first, leave its record and have it hand mail on to the desk.',
        spf: 'A domain has one SPF record. If there is one already, put the words of this one into it.',
        dkim: 'Each mail is signed with a key that only this desk has. Receivers find the other half in this record. Nothing is signed before the record is seen. A form that takes no more than 255 characters wants the value in two parts, each in quotation marks.',
        dmarc:
          'Says what receivers do with mail that is neither from an allowed server nor signed.',
      },
      noHost:
        'This desk has no public name yet (DESKSIDE_PUBLIC_URL), so there is no record to propose.',
      states: {
        good: 'Right',
        advice: 'Could be better',
        bad: 'Needs work',
        unknown: 'Not known',
      },
      type: 'Type',
      recordName: 'Name',
      recordValue: 'Value',
      optional: 'good to have',
      copy: ({ value, what }: { value: string | number; what: string | number }) =>
        `Copy: ${say.inside(what)}, ${say.inside(value)}`,
      copyShort: 'Copy',
      keys: 'Keys',
      algorithms: {
        'rsa-sha256': 'RSA',
        'ed25519-sha256': 'Ed25519',
      },
      keyStates: {
        waiting: 'waits until its record is seen',
        signing: 'signs',
        retired: 'signs no more',
      },
      retired: ({ day }: { day: string | number }) =>
        `signs no more; leave its record until ${say.inside(day)}`,
      vouch: 'Sign without seeing it',
      unvouch: 'Sign only when it is seen',
      vouched: 'Mail is signed with this key from now on',
      unvouched: 'What is seen counts again',
      vouchHint:
        'Sign without seeing the record only if it is published and cannot be seen from this machine: a signature that nobody can check does harm.',
      rotate: 'Make new keys',
      rotated: 'New keys are made. Publish their records.',
      rotateHint:
        'The old ones sign until the records of the new are seen; then theirs stay a week.',
    },
  }) as const

const push = (say: Say) =>
  ({
    title: 'Notifications',
    lead: 'This browser can tell you when something happens, also while Deskside is closed. It says number, queue and what happened, never what anybody wrote: whoever stands near a locked screen reads it too.',
    on: 'Notify me on this device',
    queues: 'New tickets in',
    queuesHint: 'You are told of none until you choose.',
    noQueues: 'There is no queue you may see.',
    answers: 'Answers on tickets that are mine or that I watch, and notes that mention me',
    promises: 'Promises about to be missed, or missed, on tickets I answer for',
    quiet: 'Quiet hours',
    quietHint: ({ zone }: { zone: string | number }) =>
      `By your clock (${say.inside(zone)}). What happens in them is not told later; it is in the list.`,
    from: 'From',
    to: 'To',
    save: 'Save',
    saved: 'You are told on this device as you chose.',
    off: 'This device is told nothing any more.',
    test: 'Send a test',
    testSent: 'On its way. It comes within seconds, unless the system holds notifications back.',
    missing: {
      unsupported: 'This browser cannot be told while Deskside is closed.',
      insecure: 'Browsers allow this on https alone. Ask whoever runs this desk.',
      denied:
        'Notifications of this site are blocked in the browser. Allow them in the settings of the site, then come back here.',
      ios: 'On iPhone and iPad this works only once Deskside is on the Home Screen.',
      noWorker:
        'The part that takes notifications is not ready yet. Load this page again in a moment.',
      refused:
        'The browser gave no address to send to. It may be offline, or have this switched off.',
    },
    badge: 'The number on the icon is how many tickets of yours are unread.',
    noBadge: 'This browser shows no number on the icon.',
    install: {
      title: 'Install',
      why: 'Installed, Deskside has a window and an icon of its own, starts without a network, and its data is not cleared when the browser tidies up.',
      do: 'Install Deskside',
      done: 'Deskside is installed here.',
      ios: 'In Safari: tap Share, then “Add to Home Screen”. Notifications need it, and without it Safari clears what a site keeps after seven days without a visit.',
      menu: 'Your browser offers it in its menu or in the address bar, where it can.',
    },
    share: {
      title: 'Shared with Deskside',
      words: 'What was shared',
      lead: 'It stays on this device until you make something of it or discard it.',
      saveFile: ({ name }: { name: string | number }) => `Save ${say.inside(name)}`,
      toNew: 'New ticket',
      toNote: 'Note on a ticket',
      toNoteHint: 'Its words and files become a note that you can still change.',
      filesWait: 'Files cannot go into a new ticket: they stay here until you put them on one.',
      discard: 'Discard',
      later: 'Later',
      lost: 'What was shared did not reach Deskside. Please share it once more.',
      noted: ({ number }: { number: string | number }) =>
        `The note on #${say.inside(number)} is begun. Look it over, then add it.`,
      more: ({ n }: { n: number }) =>
        say.plural(n) === 'one'
          ? `${say.number(n)} more is waiting`
          : `${say.number(n)} more are waiting`,
      fileNotKept: ({ name }: { name: string | number }) =>
        `${say.inside(name)} could not be kept on this device.`,
    },
    mail: {
      unread: ({ name }: { name: string | number }) =>
        `${say.inside(name)} is no mail that can be read here.`,
      from: ({ from }: { from: string | number }) => `Mail from ${say.inside(from)}`,
      fromAt: ({ date, from }: { date: string | number; from: string | number }) =>
        `Mail from ${say.inside(from)}, ${say.inside(date)}`,
      copy: ({ addresses }: { addresses: string | number }) => `Copy to: ${say.inside(addresses)}`,
    },
    noTicket: 'This link leads to no ticket of this desk.',
  }) as const

const sla = (say: Say) =>
  ({
    title: 'Promises',
    lead: 'The first policy that fits a ticket applies to it, from the top down. Where none does, the queue’s own promise stands.',
    policies: 'Policies',
    calendars: 'Calendars',
    name: 'Name',
    applies: 'Applies to',
    promises: 'Promises',
    state: 'State',
    change: 'Change',
    changeOf: ({ name }: { name: string | number }) => `Change ${say.inside(name)}`,
    up: ({ name }: { name: string | number }) => `Move ${say.inside(name)} up`,
    addPolicy: 'Add a policy',
    addCalendar: 'Add a calendar',
    newPolicy: 'New policy',
    newCalendar: 'New calendar',
    noPolicies: 'No policies yet: each queue’s own promise stands.',
    states: {
      live: 'In force',
      draft: 'Draft',
      off: 'Off',
    },
    stateHint: 'A draft promises nothing to anybody, and tells below what it would have kept.',
    every: 'Every ticket',
    queues: 'Queues',
    priorities: 'Priorities',
    priority: {
      low: 'Low',
      normal: 'Normal',
      high: 'High',
      urgent: 'Urgent',
    },
    tags: 'Tags',
    organisations: 'Organisations',
    listHint: 'Separated by commas. Empty: all.',
    calendar: 'Calendar',
    ownHours: 'The desk’s own hours',
    targets: {
      firstResponse: 'First answer',
      nextResponse: 'Next answer',
      update: 'Update',
      resolution: 'Solution',
    },
    hours: ({ name }: { name: string | number }) => `${say.inside(name)}: hours`,
    time: ({ name }: { name: string | number }) => `${say.inside(name)}: counted in`,
    warn: ({ name }: { name: string | number }) =>
      `${say.inside(name)}: warn so many minutes before`,
    hoursHead: 'Hours',
    timeHead: 'Counted in',
    warnHead: 'Warn before (min)',
    times: {
      business: 'opening hours',
      wall: 'all hours',
    },
    targetHint: 'Empty: not promised. A first or next answer does not pause.',
    pauses: 'The solution and the update pause while a ticket waits or is on hold',
    alarms: 'Tell somebody when a promise is near its end, or over',
    alarmsHint: 'By mail to the assignee, else the queue’s team, else whoever leads.',
    raise: 'When it is over, raise the priority to',
    moveTo: 'and move it to',
    unchanged: 'leave it',
    save: 'Save',
    remove: 'Remove',
    removeSure: 'Tickets that are under it stay so until something about them changes.',
    saved: ({ name }: { name: string | number }) => `${say.inside(name)} is saved.`,
    removed: ({ name }: { name: string | number }) => `${say.inside(name)} is removed.`,
    simulate: 'Try it on the last 30 days',
    simulating: ({ done, of }: { done: number; of: number }) =>
      `${say.number(done)} of ${say.plural(of) === 'one' ? `${say.number(of)} ticket` : `${say.number(of)} tickets`}…`,
    simulated: ({ asIf, asIs, tickets }: { asIf: number; asIs: number; tickets: number }) =>
      `Of ${say.plural(tickets) === 'one' ? `${say.number(tickets)} ticket` : `${say.number(tickets)} tickets`}: ${say.plural(asIs) === 'one' ? `${say.number(asIs)} promise was` : `${say.number(asIs)} promises were`} broken, and with this ${say.number(asIf)} would have been.`,
    simulatedTable: 'Broken promises of the last 30 days',
    asIs: 'As it was',
    asIf: 'With this',
    target: 'Promise',
    apply: 'Apply to open tickets',
    applyHint: 'Tickets that are open already keep their promises, until you say otherwise.',
    applied: ({ tickets }: { tickets: number }) =>
      `${say.plural(tickets) === 'one' ? `${say.number(tickets)} open ticket is` : `${say.number(tickets)} open tickets are`} gone through in the background.`,
    history: 'Changes',
    version: 'Version',
    when: 'When',
    who: 'By',
    zone: 'Time zone',
    slots: 'Opening hours',
    slotsHint:
      'Like 09:00-12:00, 13:00-17:00. One that ends earlier than it begins runs past midnight.',
    days: {
      mon: 'Monday',
      tue: 'Tuesday',
      wed: 'Wednesday',
      thu: 'Thursday',
      fri: 'Friday',
      sat: 'Saturday',
      sun: 'Sunday',
    },
    holidays: 'Holidays',
    holidaysHint:
      'One a line: 2026-12-25 Christmas, or 2026-12-24 12:00-24:00 for a part of the day.',
    country: 'Country (two letters)',
    region: 'State (short name)',
    takeCountry: 'Take its public holidays',
    file: 'Holidays from a calendar file (.ics)',
    taken: ({ n }: { n: number }) =>
      `${say.plural(n) === 'one' ? `${say.number(n)} holiday` : `${say.number(n)} holidays`} added. Save to keep them.`,
    unfollowed: ({ names }: { names: string | number }) =>
      `Not taken, as they repeat in another way: ${say.inside(names)}`,
    wrongSlot: ({ text }: { text: string | number }) =>
      `“${say.inside(text)}” is not a time like 09:00-17:00.`,
    wrongHoliday: ({ text }: { text: string | number }) =>
      `“${say.inside(text)}” is not a line like 2026-12-25 Christmas.`,
    steps: ({ target }: { target: string | number }) => `${say.inside(target)}, step by step`,
  }) as const

export const bundle = (sayIn: SayIn) => ({
  desk: desk(sayIn('en')),
  keySetting: keySetting(sayIn('en')),
  mailSetup: mailSetup(sayIn('en')),
  push: push(sayIn('en')),
  sla: sla(sayIn('en')),
})

export type Bundle = Widened<ReturnType<typeof bundle>>
