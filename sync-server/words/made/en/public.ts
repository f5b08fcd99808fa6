/** Made of words/en/*.json by `npm run words` (public): change those, not this file. */
import type { Say, SayIn, Widened } from '../../../../shared/kit/say.ts'

const agent = (say: Say) =>
  ({
    mark: '## Write above this line ##',
    signIn: {
      subject: ({ desk }: { desk: string | number }) => `Sign in to ${say.inside(desk)}`,
      open: 'Open this link to sign in. It works once, for 15 minutes:',
      leave: 'If you did not ask for it, leave it.',
    },
    assigned: {
      subject: ({ number }: { number: string | number }) => `Yours now: #${say.inside(number)}`,
      text: ({ number, queue }: { number: string | number; queue: string | number }) =>
        `Ticket #${say.inside(number)} in ${say.inside(queue)} was assigned to you.`,
    },
    answered: {
      subject: ({ number }: { number: string | number }) => `Answered: #${say.inside(number)}`,
      text: ({ number, queue }: { number: string | number; queue: string | number }) =>
        `Ticket #${say.inside(number)} in ${say.inside(queue)} is yours, and its requester has answered.`,
    },
    how: [
      'To answer the requester, reply to this mail. To write a note for your team instead, begin with a line “#note”.',
      'It works once, within 30 days, from this address of yours, and when nothing new has come in since.',
    ],
    copies: ({ n }: { n: number }) =>
      say.plural(n) === 'one'
        ? 'A copy of it goes to somebody who was put on the ticket.'
        : `A copy of it goes to ${say.number(n)} people who were put on the ticket.`,
    inApp: 'Please answer in the app.',
    notSent: {
      subject: ({ number }: { number: string | number }) => `Not sent: #${say.inside(number)}`,
      mail: ({ number, why }: { number: string | number; why: string | number }) =>
        `Your mail about ticket #${say.inside(number)} was not sent: ${say.inside(why)}.`,
      held: 'It is kept under Held mail. Please answer in the app:',
      late: ({ number }: { number: string | number }) =>
        `A reply on ticket #${say.inside(number)} that was to go out now was not sent: look at what came in meanwhile, and send it again.`,
    },
    why: {
      noNotice: 'it answers no notice of this desk',
      gone: 'its author is no longer of this desk',
      notFrom: 'it is not from whom the notice was sent to',
      notProved: 'its sender is not proved (DMARC)',
      tooOld: 'the notice is too old to be answered by mail',
      used: 'the notice was answered before',
      noTicket: 'the ticket is gone',
      news: 'something new came in after the notice it answers',
      files: 'a note by mail takes no files: add it in the app',
      noteLate: '“#note” must be the first line, so it was not sent',
      noWords: 'there are no words of its author in it',
      mixed: 'its words cannot be told from the notice it quotes',
      tooLong: 'it is too long',
    },
    undelivered: {
      subject: ({ number }: { number: string | number }) => `Not delivered: #${say.inside(number)}`,
      reply: ({ number }: { number: string | number }) =>
        `A reply on ticket #${say.inside(number)} did not reach its reader.`,
      replyBy: ({ code, number }: { code: string | number; number: string | number }) =>
        `A reply on ticket #${say.inside(number)} did not reach its reader (${say.inside(code)}).`,
      acknowledgement: ({ number }: { number: string | number }) =>
        `The acknowledgement on ticket #${say.inside(number)} did not reach its reader.`,
      acknowledgementBy: ({ code, number }: { code: string | number; number: string | number }) =>
        `The acknowledgement on ticket #${say.inside(number)} did not reach its reader (${say.inside(code)}).`,
    },
    promise: {
      overdue: ({ number }: { number: string | number }) => `Overdue: #${say.inside(number)}`,
      soon: ({ number }: { number: string | number }) => `Due soon: #${say.inside(number)}`,
      ticket: ({ number, queue }: { number: string | number; queue: string | number }) =>
        `Ticket #${say.inside(number)} in ${say.inside(queue)}:`,
      targets: {
        firstResponse: 'First response',
        nextResponse: 'Next response',
        update: 'Update',
        resolution: 'Resolution',
      },
      was: ({ target, when }: { target: string | number; when: string | number }) =>
        `${say.inside(target)} was due ${say.inside(when)}, and is overdue.`,
      wasOnce: ({ target }: { target: string | number }) =>
        `${say.inside(target)} was due, and is overdue.`,
      is: ({ target, when }: { target: string | number; when: string | number }) =>
        `${say.inside(target)} is due ${say.inside(when)}.`,
      isSoon: ({ target }: { target: string | number }) => `${say.inside(target)} is due.`,
      when: ({ time, zone }: { time: string | number; zone: string | number }) =>
        `${say.inside(time)} (${say.inside(zone)})`,
      nobody: 'Nobody has it yet.',
      counted: {
        firstResponse: 'How first response was counted:',
        nextResponse: 'How next response was counted:',
        update: 'How update was counted:',
        resolution: 'How resolution was counted:',
      },
      left: ({ n }: { n: number }) =>
        say.plural(n) === 'one' ? `(${say.number(n)} more step)` : `(${say.number(n)} more steps)`,
    },
    digest: {
      subject: ({ desk, month }: { desk: string | number; month: string | number }) =>
        `${say.inside(desk)}: the figures of ${say.inside(month)}`,
      month: ({ month }: { month: string | number }) =>
        `${say.inside(month)}, beside the month before:`,
      arrived: ({ before, now }: { before: string | number; now: string | number }) =>
        `Arrived: ${say.inside(now)} (${say.inside(before)})`,
      solved: ({ before, now }: { before: string | number; now: string | number }) =>
        `Solved: ${say.inside(now)} (${say.inside(before)})`,
      reopened: ({ before, now }: { before: string | number; now: string | number }) =>
        `Opened again after it was solved: ${say.inside(now)} (${say.inside(before)})`,
      open: ({ now }: { now: string | number }) => `Open now: ${say.inside(now)}`,
      openSince: ({ now, span }: { now: string | number; span: string | number }) =>
        `Open now: ${say.inside(now)}, the oldest for ${say.inside(span)}`,
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
        `${say.inside(target)}: ${say.inside(figures)} (${say.inside(share)}, median ${say.inside(span)})`,
      byQueue: 'By queue:',
      queue: ({
        arrived,
        queue,
        solved,
      }: {
        arrived: string | number
        queue: string | number
        solved: string | number
      }) => `${say.inside(queue)}: ${say.inside(arrived)} arrived, ${say.inside(solved)} solved`,
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
        `${say.inside(share)} of ${say.inside(count)} in time, median ${say.inside(median)}, 90 % within ${say.inside(p90)}`,
      nothing: 'nothing was due',
      all: 'All of it, with the tickets behind each figure:',
      why: 'You get this because you lead. At the end of that page you can say that you want it no more.',
    },
    span: {
      d: ({ n }: { n: string | number }) => `${say.inside(n)} d`,
      h: ({ n }: { n: string | number }) => `${say.inside(n)} h`,
      min: ({ n }: { n: string | number }) => `${say.inside(n)} min`,
      s: ({ n }: { n: string | number }) => `${say.inside(n)} s`,
    },
    share: ({ n }: { n: string | number }) => `${say.inside(n)} %`,
  }) as const

const fault = (_say: Say) =>
  ({
    'kit/invalid': 'The request does not have the expected form.',
    'kit/too-big': 'That is larger than the limit.',
    'kit/not-found': 'There is nothing here.',
    'kit/rate-limited': 'Too many requests. Wait a moment.',
    'kit/busy': 'The server is busy. Try again shortly.',
    'kit/storage': 'There is no room left to store this.',
    'kit/bug': 'Something went wrong on our side.',
    'auth/required': 'Sign in first.',
    'auth/bad-token': 'That token is not valid.',
    'auth/last-admin': 'A desk keeps at least one admin.',
    'auth/expired-link': 'That link has expired or was used already.',
    'auth/denied': 'You may not do that.',
    'auth/origin': 'That request came from another site.',
    'auth/lease': 'This device has not heard from the server for too long.',
    'auth/already-set-up': 'This desk is set up already.',
    'desk/unknown-queue': 'There is no queue with that name.',
    'desk/exists': 'That name is taken.',
    'desk/settings': 'The settings could not be saved.',
    'ticket/denied': 'You may not change that.',
    'ticket/gap': 'Something before this is missing.',
    'ticket/epoch': 'This copy of the ticket is out of date.',
    'ticket/stale': 'Something newer came in that you had not seen.',
    'ticket/invalid': 'That is not a valid change to a ticket.',
    'ticket/changed': 'This reply is not as you saw it any more.',
    'ticket/locked': 'A colleague has locked this reply.',
    'ticket/variable': 'A variable is not filled in.',
    'ticket/too-big': 'That change is larger than the limit.',
    'ticket/no-file': 'A file of this message is not on the server.',
    'ticket/reused-push': 'That id was used before for something else.',
    'ticket/merged': 'This ticket was merged into another one.',
    'ticket/too-late': 'It is too late to take that back.',
    'search/invalid': 'This search cannot be read.',
    'wire/malformed': 'That message could not be read.',
    'wire/version': 'This version of the app is too old for the server.',
    'wire/too-many-rooms': 'Too many rooms are open on this connection.',
    'mail/unknown-address': 'There is no such address here.',
    'mail/no-relay': 'This server does not relay mail.',
    'mail/smuggling': 'A bare CR or LF is not allowed in mail.',
    'mail/loop': 'This message has gone round too often.',
    'mail/unreadable': 'The message could not be read.',
    'mail/expired': 'Delivery was given up after too many tries.',
    'move/not-shown': 'It is not shown yet that mail comes here alone.',
    'mailbox/password': 'The mailbox refused the user name or the password.',
    'mailbox/token': 'The mailbox refused the access token.',
    'mailbox/grant': 'The provider gave no access token.',
    'mailbox/token-host': 'The token address of the provider cannot be asked.',
    'mailbox/no-grant': 'There is no refresh token or client secret for this mailbox.',
    'mailbox/no-password': 'There is no password for this mailbox.',
    'mailbox/unknown-host': 'There is no server of that name.',
    'mailbox/unreachable': 'The mail server cannot be reached.',
    'mailbox/time-out': 'The mail server did not answer in time.',
    'mailbox/certificate': 'The certificate of the mail server does not hold.',
    'mailbox/tls': 'The mail server and the desk found no TLS together.',
    'mailbox/plain': 'Without TLS a mailbox is read on this machine only.',
    'mailbox/folder': 'The mailbox has no such folder.',
    'mailbox/extension': 'The mail server cannot move or delete single messages.',
    'mailbox/refused': 'The mail server refused.',
    'mailbox/silent-gateway': 'The mail gateway does not answer. Does it run?',
  }) as const

const figure = (say: Say) =>
  ({
    title: 'How we are doing',
    titleOf: ({ queue }: { queue: string | number }) => `${say.inside(queue)}: how we are doing`,
    of: ({ queue }: { queue: string | number }) => `How ${say.inside(queue)} is doing`,
    notEnough: 'Not enough data yet.',
    notEnoughFrom: ({ n }: { n: number }) =>
      `Not enough data yet: we show figures from ${say.number(n)} requests on, so that nobody’s request can be told from them.`,
    targets: {
      firstResponse: 'First answer',
      nextResponse: 'Answers after that',
      resolution: 'Solution',
    },
    half: ({ n }: { n: number }) =>
      say.plural(n) === 'one'
        ? `is typical: half came sooner in the last ${say.number(n)} day.`
        : `is typical: half came sooner in the last ${say.number(n)} days.`,
    nineOfTen: ({ time }: { time: string | number }) =>
      `Nine of ten came within ${say.inside(time)}.`,
    against: {
      plain: ({ time }: { time: string | number }) => `Promised: within ${say.inside(time)}`,
      kept: ({ share, time }: { share: string | number; time: string | number }) =>
        `Promised: within ${say.inside(time)}, kept for ${say.inside(share)}`,
      some: 'Promised to some: see below',
      someKept: ({ share }: { share: string | number }) =>
        `Promised to some: see below, kept for ${say.inside(share)}`,
    },
    rows: {
      requests: 'Requests',
      arrived: 'Arrived (n)',
      solvedAbout: 'Solved, about',
      counted: 'Counted (n)',
      solved: 'Solved',
      answered: 'Answered',
      median: 'Median',
      p90: '90th percentile',
      asPromised: 'As promised',
    },
    all: 'All figures',
    figure: 'Figure',
    open: {
      now: ({ count }: { count: string | number }) => `Open now: ${say.inside(count)}`,
      unknown: 'not enough data',
      none: 'hardly any',
      about: ({ n }: { n: number }) => `about ${say.number(n)}`,
    },
    times: {
      business: 'Times are in opening hours.',
      wall: 'Times are around the clock.',
      both: ({ business, wall }: { business: string | number; wall: string | number }) =>
        `Times: ${say.inside(business)} in opening hours; ${say.inside(wall)} around the clock.`,
    },
    take: {
      title: 'To take along',
      feed: 'Atom feed',
      badge: 'Badge',
      badgeOf: ({ queue }: { queue: string | number }) =>
        `Badge: first answer of ${say.inside(queue)}`,
      address: 'Address of the badge',
    },
    meaning: {
      title: 'What these figures are',
      words: ({ n, when }: { n: number; when: string | number }) =>
        `As of ${say.inside(when)}. Looked at every five minutes, and told anew once ${say.number(n)} requests moved, at the latest after a day. A median is the time within which half of them were done, a 90th percentile that of nine in ten; both are rounded. A dash means that fewer than ${say.number(n)} requests are in it, or that fewer lie between it and the next longer time: nobody’s request shall be told from a difference. Solved and open are to the nearest five. Automatic mail is no answer.`,
    },
    drawing: {
      title: ({ target }: { target: string | number }) =>
        `${say.inside(target)}: median and 90th percentile`,
      row: ({ median, n, p90 }: { median: string | number; n: number; p90: string | number }) =>
        `${say.plural(n) === 'one' ? `Last ${say.number(n)} day` : `Last ${say.number(n)} days`}: median ${say.inside(median)}, 90th percentile ${say.inside(p90)}.`,
      axis: ({ time }: { time: string | number }) => `promised: ${say.inside(time)}`,
    },
    days: ({ n }: { n: number }) =>
      say.plural(n) === 'one' ? `${say.number(n)} day` : `${say.number(n)} days`,
    terms: {
      title: 'What we promise',
      first: 'The first line that fits is yours.',
      for: 'For',
      targets: {
        firstResponse: 'First answer',
        nextResponse: 'Next answers',
        update: 'News at least every',
        resolution: 'Solution',
      },
      everybody: 'Everybody',
      priority: {
        low: 'low',
        normal: 'normal',
        high: 'high',
        urgent: 'urgent',
      },
      urgency: ({ list }: { list: string | number }) => `${say.inside(list)} requests`,
      both: ({ tiers, urgency }: { tiers: string | number; urgency: string | number }) =>
        `${say.inside(tiers)}, ${say.inside(urgency)}`,
    },
    hours: {
      title: 'Opening hours',
      closed: 'closed',
      zone: ({ zone }: { zone: string | number }) => `Time zone: ${say.inside(zone)}.`,
      next: ({ days }: { days: string | number }) => `Closed next: ${say.inside(days)}.`,
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
        'first-response': 'first answer',
        'next-response': 'next answer',
        resolution: 'solved in',
        'response-rate': 'answered',
      },
      typical: ({ time }: { time: string | number }) => `typically ${say.inside(time)}`,
      nothing: 'not enough data',
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
        `${say.inside(queue)}: ${say.inside(label)} ${say.inside(value)}, ${say.plural(n) === 'one' ? `last ${say.number(n)} day` : `last ${say.number(n)} days`}`,
    },
    feed: {
      week: ({ title, week }: { title: string | number; week: string | number }) =>
        `${say.inside(title)}, week ${say.inside(week)}`,
      last: ({ figures, n }: { figures: string | number; n: number }) =>
        `${say.plural(n) === 'one' ? `Last ${say.number(n)} day` : `Last ${say.number(n)} days`}: ${say.inside(figures)}.`,
      promised: ({ target, time }: { target: string | number; time: string | number }) =>
        `${say.inside(target)}, promised: within ${say.inside(time)}.`,
      of: ({ figures, target }: { figures: string | number; target: string | number }) =>
        `${say.inside(target)}: ${say.inside(figures)}`,
      median: ({ time }: { time: string | number }) => `median ${say.inside(time)}`,
      p90: ({ time }: { time: string | number }) => `90th percentile ${say.inside(time)}`,
      share: ({ share }: { share: string | number }) => `${say.inside(share)} as promised`,
      count: ({ n }: { n: number }) => `n = ${say.number(n)}`,
      answered: ({ share }: { share: string | number }) => `answered: ${say.inside(share)}`,
      separator: '; ',
    },
  }) as const

const form = (say: Say) =>
  ({
    name: 'Your name',
    email: 'Your e-mail address',
    emailHint: 'We answer to this address.',
    subject: 'What is it about?',
    message: 'Your message',
    files: 'Files',
    optional: '(optional)',
    filesAgain: 'Please choose your files again.',
    filesHint: ({ mb, n }: { mb: number; n: number }) =>
      `Up to ${say.number(n)} files, ${say.number(mb)} MB in all.`,
    trap: 'Leave this empty',
    send: 'Send',
    orWrite: ({ address }: { address: string | number }) => `Or write to ${say.inside(address)}.`,
    nothingSent: 'Nothing was sent yet. Please look at:',
    notSent: ({ queue }: { queue: string | number }) => `${say.inside(queue)}: not sent`,
    noName: 'Tell us your name.',
    noEmail: 'Tell us the address we can answer to.',
    badEmail: 'This is not a mail address. One looks like name@example.com.',
    noSubject: 'Say in a few words what it is about.',
    noMessage: 'Write your message.',
    tooLong: ({ most, n }: { most: number; n: number }) =>
      `This has ${say.number(n)} characters, and ${say.number(most)} is the most. Shorten it, or attach it as a file.`,
    tooManyFiles: ({ n }: { n: number }) => `At most ${say.number(n)} files.`,
    tooManyBytes: ({ mb }: { mb: number }) => `Files may have ${say.number(mb)} MB in all.`,
    notWhole: 'The form did not arrive whole. Send it again.',
    trapped: 'A field that people do not see was filled in. It is empty now: press Send again.',
    limited:
      'Many requests have come from your network in the last hour, so this one has to wait. Your words are kept here: send them later.',
    limitedOr: ({ address }: { address: string | number }) =>
      `Or write to ${say.inside(address)}, which always works.`,
    goBack: 'Go back: what you typed is still there.',
    reused:
      'You sent this form before, with other words. If this is something new, press Send again and it becomes a request of its own.',
  }) as const

const frame = (_say: Say) =>
  ({
    skip: 'Skip to the content',
    languages: 'Language',
    reach: 'All the ways to reach us',
    missing: {
      title: 'There is nothing here',
      words: 'The address may be mistyped, or the page has moved.',
    },
    noFile: {
      title: 'There is no such file',
      words:
        'The link may be incomplete, or it has expired. Ask for the file again by answering the mail.',
    },
    noForm: {
      title: 'There is no such form',
      words: 'Perhaps it has moved. The start page lists all of them.',
    },
    noFigures: {
      title: 'There are no figures here',
      words: 'There is no such queue, or it keeps its figures to itself.',
    },
    noEnding: {
      title: 'This link ends nothing',
      words:
        'It may be incomplete, or it has expired. What you are told by mail is chosen in the settings of the app.',
    },
    foreign: {
      title: 'That came from another site',
      words: 'Nothing was done. Open the page here and send it again.',
    },
    failed: 'That did not work. Please try again.',
    start: {
      title: 'How can we help?',
      empty: 'There is no form here yet. Please come back a little later.',
      known:
        'You have a request already? Open the link in the mail we sent you, or answer that mail.',
      staff: 'You work here?',
      signIn: 'Sign in',
      notSetUp: 'This desk is not set up yet',
      owner:
        'If it is yours: the link to set it up is in the terminal in which it was started. It works once, and for a limited time; starting again prints a new one.',
      visitor: 'If you came to ask something, please come back a little later.',
    },
    endMail: {
      title: 'End these mails?',
      assigned: 'Mails that say that a ticket was given to you',
      answered: 'Mails that say that somebody answered on a ticket of yours',
      digest: 'The figures of each month',
      end: 'End them',
      done: 'These mails have ended',
      again: 'They can be turned on again in the settings of the app.',
    },
  }) as const

const mail = (say: Say) =>
  ({
    ticket: ({ number }: { number: string | number }) => `Ticket #${say.inside(number)}`,
    ack: {
      subject: 'We have your message',
      have: ({ number, queue }: { number: string | number; queue: string | number }) =>
        `We have your message. It is number #${say.inside(number)} in ${say.inside(queue)}.`,
      by: ({ time }: { time: string | number }) => `Promised: by ${say.inside(time)}.`,
      add: 'To add something, reply to this mail.',
      follow: 'Follow it and answer here',
    },
    end: {
      is: {
        solved: ({ number, queue }: { number: string | number; queue: string | number }) =>
          `Your request #${say.inside(number)} in ${say.inside(queue)} is solved.`,
        closed: ({ number, queue }: { number: string | number; queue: string | number }) =>
          `Your request #${say.inside(number)} in ${say.inside(queue)} is closed.`,
      },
      left: 'If anything is left, just answer this mail: that opens it again.',
      see: 'See it here',
      now: {
        solved:
          'It is solved now. If anything is left, just answer this mail: that opens it again.',
        closed:
          'It is closed now. If anything is left, just answer this mail: that opens it again.',
      },
    },
    files: {
      large: ({ n }: { n: number }) =>
        say.plural(n) === 'one'
          ? 'One file is too large for mail:'
          : 'Some files are too large for mail:',
      picture: ({ name }: { name: string | number }) => `[picture: ${say.inside(name)}]`,
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
      }) => `On ${say.inside(day)}, at ${say.inside(time)}, ${say.inside(who)} wrote:`,
      forwarded: ({ at, who }: { at: string | number; who: string | number }) =>
        `Forwarded message from ${say.inside(who)}, ${say.inside(at)} UTC:`,
    },
  }) as const

const push = (say: Say) =>
  ({
    new: ({ number }: { number: string | number }) => `New ticket #${say.inside(number)}`,
    answer: ({ number }: { number: string | number }) => `Answer on #${say.inside(number)}`,
    mention: ({ number }: { number: string | number }) =>
      `You are mentioned on #${say.inside(number)}`,
    warning: ({ number }: { number: string | number }) => `Due soon: #${say.inside(number)}`,
    breach: ({ number }: { number: string | number }) => `Overdue: #${say.inside(number)}`,
    test: 'Notifications work here',
  }) as const

const script = (say: Say) =>
  ({
    sent: ({ number, subject }: { number: string | number; subject: string | number }) =>
      `“${say.inside(subject)}” was sent. It is request #${say.inside(number)}.`,
    follow: 'Follow it',
    waits: ({ subject }: { subject: string | number }) =>
      `“${say.inside(subject)}” waits on this device and is sent by itself when the network is back. Keep this page open, or come back to it.`,
    refused: ({ subject, why }: { subject: string | number; why: string | number }) =>
      `“${say.inside(subject)}” could not be sent: ${say.inside(why)}`,
    tryNow: 'Try now',
    takeBack: 'Take it back',
    openForm: 'Open its form',
    cannotKeep:
      'There is no connection, and this browser cannot keep the form to send it later. Your words stay here: press Send again when you are online.',
    draft: 'What you wrote before is still here.',
    startEmpty: 'Start empty',
    replyKept:
      'There is no connection. Your words are kept on this device: press Send again when you are online.',
    said: 'Your answer is with us.',
    news: 'There is something new.',
    show: 'Show it',
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
      `${say.inside(at)}: the clock starts: ${say.inside(why)}. The target is ${say.inside(goal)}.`,
    added: ({ at }: { at: string | number }) =>
      `${say.inside(at)}: the policy adds this target; it counts from here.`,
    noSlots: 'The calendar has no slots, so business time never runs.',
    paused: ({ at, why }: { at: string | number; why: string | number }) =>
      `${say.inside(at)}: paused: ${say.inside(why)}.`,
    pausedAt: ({
      at,
      left,
      why,
    }: {
      at: string | number
      left: string | number
      why: string | number
    }) => `${say.inside(at)}: paused: ${say.inside(why)}. ${say.inside(left)}.`,
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
      `From ${say.inside(from)} to ${say.inside(to)}: ${say.inside(added)} counted, ${say.inside(total)} in all.`,
    passed: ({ at }: { at: string | number }) =>
      `${say.inside(at)}: the target is reached, and passed after that: breached.`,
    goesOn: ({ at, left }: { at: string | number; left: string | number }) =>
      `${say.inside(at)}: goes on. ${say.inside(left)}.`,
    target: ({ at, goal }: { at: string | number; goal: string | number }) =>
      `${say.inside(at)}: the target is now ${say.inside(goal)}.`,
    late: ({ at }: { at: string | number }) =>
      `${say.inside(at)}: the counted time is past the new target already: breached.`,
    calendar: ({ at, zone }: { at: string | number; zone: string | number }) =>
      `${say.inside(at)}: another calendar applies, in ${say.inside(zone)}; what was counted stays.`,
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
      `${say.inside(at)}: the clock ends: ${say.inside(why)}. ${say.inside(left)}: ${say.inside(verdict)}.`,
    reopened: ({ at, left }: { at: string | number; left: string | number }) =>
      `${say.inside(at)}: the end is taken back: the ticket was reopened. ${say.inside(left)}.`,
    now: ({
      at,
      left,
      state,
    }: {
      at: string | number
      left: string | number
      state: string | number
    }) => `Now, ${say.inside(at)}: ${say.inside(state)}. ${say.inside(left)}.`,
    nowPaused: ({
      at,
      left,
      state,
    }: {
      at: string | number
      left: string | number
      state: string | number
    }) =>
      `Now, ${say.inside(at)}: ${say.inside(state)}. ${say.inside(left)}; nothing is due while paused.`,
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
      `Now, ${say.inside(at)}: ${say.inside(state)}. ${say.inside(left)}; the target cannot be reached within ${say.plural(n) === 'one' ? `${say.number(n)} year` : `${say.number(n)} years`}, so nothing is due.`,
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
      `Now, ${say.inside(at)}: ${say.inside(state)}. ${say.inside(left)}, due ${say.inside(due)}.`,
    goal: {
      wall: ({ length }: { length: string | number }) => `${say.inside(length)}, around the clock`,
      business: ({ length, zone }: { length: string | number; zone: string | number }) =>
        `${say.inside(length)} of business time in ${say.inside(zone)}`,
    },
    left: ({ counted, left }: { counted: string | number; left: string | number }) =>
      `Counted ${say.inside(counted)}, left ${say.inside(left)}`,
    over: ({ counted, over }: { counted: string | number; over: string | number }) =>
      `Counted ${say.inside(counted)}, over by ${say.inside(over)}`,
    why: {
      accepted: 'the ticket was accepted',
      message: 'a message came in after the last reply',
      replied: 'the desk replied',
      dropped: 'the policy has no such target any more',
      merged: 'the ticket was merged',
      cancelled: 'the ticket was cancelled',
      status: ({ status }: { status: string | number }) => `the status is ${say.inside(status)}`,
    },
    status: {
      new: 'new',
      open: 'open',
      waiting: 'waiting',
      'on-hold': 'on-hold',
      solved: 'solved',
      closed: 'closed',
    },
    verdict: {
      met: 'met',
      breached: 'breached',
      cancelled: 'cancelled',
      stays: 'it was breached before, and stays so',
    },
    state: {
      running: 'running',
      paused: 'paused',
      breached: 'breached',
      met: 'met',
      cancelled: 'cancelled',
    },
    length: {
      h: ({ n }: { n: string | number }) => `${say.inside(n)} h`,
      min: ({ n }: { n: string | number }) => `${say.inside(n)} min`,
      s: ({ n }: { n: string | number }) => `${say.inside(n)} s`,
    },
    closed: 'Closed all the time.',
    open: ({ times }: { times: string | number }) => `Open ${say.inside(times)}.`,
    openMore: ({ n, times }: { n: number; times: string | number }) =>
      say.plural(n) === 'one'
        ? `Open ${say.inside(times)} and ${say.number(n)} more times.`
        : `Open ${say.inside(times)} and ${say.number(n)} more times.`,
    openMany: ({ times }: { times: string | number }) =>
      `Open ${say.inside(times)} and many more times.`,
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
    holiday: ({ days }: { days: string | number }) => `Holiday: ${say.inside(days)}.`,
    holidayMore: ({ days, n }: { days: string | number; n: number }) =>
      say.plural(n) === 'one'
        ? `Holiday: ${say.inside(days)} and ${say.number(n)} more.`
        : `Holiday: ${say.inside(days)} and ${say.number(n)} more.`,
    holidayNamed: ({ day, name }: { day: string | number; name: string | number }) =>
      `${say.inside(day)} (${say.inside(name)})`,
    separator: ', ',
  }) as const

const ticket = (say: Say) =>
  ({
    request: ({ number }: { number: string | number }) => `Request #${say.inside(number)}`,
    fresh: ({ number }: { number: string | number }) =>
      `We have your message. Its number is ${say.inside(number)}.`,
    freshMail: ({ address }: { address: string | number }) =>
      `We also write to ${say.inside(address)}, with a link to this page.`,
    standing: {
      new: {
        name: 'Received',
        ball: 'It is with us. We have not answered yet.',
      },
      open: {
        name: 'In progress',
        ball: 'It is with us.',
      },
      waiting: {
        name: 'Waiting for you',
        ball: 'We have asked you something.',
      },
      'on-hold': {
        name: 'On hold',
        ball: 'We are waiting for somebody else.',
      },
      solved: {
        name: 'Solved',
        ball: 'If it is not, answer below and it opens again.',
      },
      closed: {
        name: 'Closed',
        ball: 'If you still need us, answer below.',
      },
    },
    answerBy: ({ time }: { time: string | number }) => `We mean to answer by ${say.inside(time)}.`,
    joined:
      'This request was joined with another one and goes on there. What is below stays as it was. Write to us here all the same: it reaches the people who work on it.',
    inPart: ({ address }: { address: string | number }) =>
      `What came by mail is shown when you open this page by the link we mailed to ${say.inside(address)}.`,
    messages: 'Messages',
    you: 'You',
    by: {
      you: ({ name }: { name: string | number }) => `${say.inside(name)} (you)`,
      unproved: ({ name }: { name: string | number }) =>
        `${say.inside(name)} (from your address, but not shown to be from you)`,
    },
    removed: 'The words of this message were removed.',
    goesOn: ({ link }: { link: string | number }) => `This message goes on: ${say.inside(link)}`,
    whole: 'the whole text as a file',
    file: '(file)',
    answer: 'Answer',
    limited:
      'Many answers have come from your network in the last hour. Send this one a little later.',
    reused: 'You sent this answer before, with other words. To send this one too, press Send.',
    locked: {
      title: 'Open your request',
      wrong: 'That link does not open this page. It may be incomplete, or it has expired.',
      lead: 'This page opens with the link that we mailed to you. Open it from the mail again, or paste it here.',
      noScript:
        'Your browser runs no scripts here, so the link cannot open the page by itself: paste it.',
      label: 'The link from the mail',
      open: 'Open',
      foot: ({ link }: { link: string | number }) =>
        `Links end some time after a request was closed. An answer to our mail always reaches us, and so does ${say.inside(link)}.`,
      newMessage: 'a new message',
      offline: 'There is no connection. Press Open when you are online.',
    },
  }) as const

const time = (say: Say) =>
  ({
    minutes: ({ n }: { n: number }) =>
      say.plural(n) === 'one' ? `${say.number(n)} minute` : `${say.number(n)} minutes`,
    minute: 'a minute',
    openMinutes: ({ n }: { n: number }) =>
      say.plural(n) === 'one'
        ? `${say.number(n)} minute of opening time`
        : `${say.number(n)} minutes of opening time`,
    openMinute: 'a minute of opening time',
    hours: ({ n }: { n: number }) =>
      say.plural(n) === 'one' ? `${say.number(n)} hour` : `${say.number(n)} hours`,
    openHours: ({ n }: { n: number }) =>
      say.plural(n) === 'one' ? `${say.number(n)} opening hour` : `${say.number(n)} opening hours`,
    days: ({ n }: { n: number }) =>
      say.plural(n) === 'one' ? `${say.number(n)} day` : `${say.number(n)} days`,
    short: {
      least: '< 1 min',
      minutes: ({ n }: { n: number }) => `${say.number(n)} min`,
      hours: ({ n }: { n: number }) => `${say.number(n)} h`,
      days: ({ n }: { n: number }) => `${say.number(n)} d`,
    },
    share: ({ n }: { n: number }) => `${say.number(n)} %`,
    typical: ({ time }: { time: string | number }) => `Typical first answer: ${say.inside(time)}.`,
    promised: ({ time }: { time: string | number }) => `Promised: within ${say.inside(time)}.`,
  }) as const

export const bundle = (sayIn: SayIn) => ({
  agent: agent(sayIn('en')),
  fault: fault(sayIn('en')),
  figure: figure(sayIn('en')),
  form: form(sayIn('en')),
  frame: frame(sayIn('en')),
  mail: mail(sayIn('en')),
  push: push(sayIn('en')),
  script: script(sayIn('en')),
  step: step(sayIn('en')),
  ticket: ticket(sayIn('en')),
  time: time(sayIn('en')),
})

export type Bundle = Widened<ReturnType<typeof bundle>>
