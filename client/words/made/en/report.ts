/** Made of words/en/*.json by `npm run words` (report): change those, not this file. */
import type { Say, SayIn, Widened } from '../../../../shared/kit/say.ts'

const report = (say: Say) =>
  ({
    title: 'Reports',
    span: 'Time',
    days: ({ n }: { n: number }) =>
      say.plural(n) === 'one' ? `${say.number(n)} day` : `${say.number(n)} days`,
    lastMonth: 'Last month',
    from: 'From',
    to: 'To',
    show: 'What is shown',
    queue: 'Queue',
    allQueues: 'All queues',
    by: 'Kept apart by',
    groupings: {
      queue: 'Queue',
      organisation: 'Organisation',
      tier: 'Tier',
      tag: 'Tag',
      agent: 'Agent',
      channel: 'Channel',
      hour: 'Hour',
      weekday: 'Weekday',
    },
    channels: {
      web: 'Form',
      mail: 'Mail',
      api: 'API',
      desk: 'Opened here',
    },
    nothingNamed: 'None',
    csv: 'CSV',
    json: 'JSON',
    csvOf: ({ what }: { what: string | number }) => `${say.inside(what)} as CSV`,
    print: 'Print',
    loading: 'The figures are on their way …',
    none: 'Nothing was counted',
    noneHint: 'No data in this time. Choose a longer one.',
    noQueues: 'There is no queue whose figures you may see.',
    unavailable: 'The figures are not here',
    unavailableHint:
      'They are worked out on the server, and this device has kept none for this time.',
    asOf: ({ when }: { when: string | number }) => `As of ${say.inside(when)}.`,
    keptOf: ({ when }: { when: string | number }) =>
      `The server cannot be reached. These are the figures of ${say.inside(when)}.`,
    pending: ({ n }: { n: number }) =>
      `${say.plural(n) === 'one' ? `${say.number(n)} ticket has` : `${say.number(n)} tickets have`} changed and will be counted in a moment.`,
    targets: {
      firstResponse: 'First answer',
      nextResponse: 'Next answer',
      update: 'Update',
      resolution: 'Solution',
    },
    tileShare: ({ target }: { target: string | number }) => `${say.inside(target)}: in time`,
    tileMedian: ({ target }: { target: string | number }) => `${say.inside(target)}: median`,
    p90Of: ({ span }: { span: string | number }) => `90 % within ${say.inside(span)}`,
    wallOf: ({ span }: { span: string | number }) => `${say.inside(span)} on the wall clock`,
    judged: ({ n }: { n: number }) =>
      `of ${say.plural(n) === 'one' ? `${say.number(n)} promise` : `${say.number(n)} promises`}`,
    late: ({ n }: { n: string | number }) => `${say.inside(n)} late`,
    arrived: 'Arrived',
    solved: 'Solved',
    reopened: 'Opened again',
    open: 'Open now',
    openAge: ({ span }: { span: string | number }) =>
      `half of them for more than ${say.inside(span)}`,
    oldest: ({ span }: { span: string | number }) => `the oldest for ${say.inside(span)}`,
    reopenShare: 'Opened again after it was solved',
    solvings: ({ n }: { n: number }) =>
      `of ${say.plural(n) === 'one' ? `${say.number(n)} solving` : `${say.number(n)} solvings`}`,
    before: ({ value }: { value: string | number }) => `before: ${say.inside(value)}`,
    flowTitle: 'Tickets that arrived and were solved, by day',
    flowDesc: ({ arrived, days, solved }: { arrived: number; days: number; solved: number }) =>
      `Over ${say.plural(days) === 'one' ? `${say.number(days)} day` : `${say.number(days)} days`} ${say.plural(arrived) === 'one' ? `${say.number(arrived)} ticket` : `${say.number(arrived)} tickets`} came in and ${say.plural(solved) === 'one' ? `${say.number(solved)} was` : `${say.number(solved)} were`} solved. The table has every day.`,
    backlogTitle: 'Open at the end of the day',
    backlogDesc: ({
      first,
      last,
      most,
    }: {
      first: string | number
      last: string | number
      most: string | number
    }) =>
      `It began with ${say.inside(first)} and ended with ${say.inside(last)}; the most was ${say.inside(most)}.`,
    openLine: 'Open',
    linesTitle: ({ target }: { target: string | number }) =>
      `${say.inside(target)}: how long it took, by day`,
    linesDesc: 'Median and 90th percentile of each day on which something was promised and done.',
    promise: 'Promise',
    median: 'Median',
    p90: '90th percentile',
    medianWall: 'Median, wall clock',
    p90Wall: '90th percentile, wall clock',
    heatTitle: 'When tickets arrive',
    heatDesc: ({
      day,
      hour,
      n,
    }: {
      day: string | number
      hour: string | number
      n: string | number
    }) =>
      `By weekday and hour of the desk; a larger dot is more tickets. The most came ${say.inside(day)} at ${say.inside(hour)}: ${say.inside(n)}.`,
    heatNone: 'Nothing arrived.',
    agesTitle: 'How long open tickets have been open',
    agesDesc: ({ n }: { n: number }) =>
      `${say.plural(n) === 'one' ? `${say.number(n)} ticket is` : `${say.number(n)} tickets are`} open now.`,
    age: ({ days }: { days: number }) =>
      `Up to ${say.plural(days) === 'one' ? `${say.number(days)} day` : `${say.number(days)} days`}`,
    ageMore: 'Longer',
    rowsTitle: 'Promises',
    groupsTitle: 'Came and went',
    leftOut: ({ n }: { n: string | number }) =>
      `${say.inside(n)} more with less in them are left out.`,
    breachesTitle: 'Promises that were broken',
    breachesNone: 'None. Everything that was due was done in time.',
    breachesMore: ({ n }: { n: string | number }) => `The newest of ${say.inside(n)}.`,
    breachesAway: 'The list comes from the server when it can be reached.',
    all: ({ n }: { n: string | number }) => `All ${say.inside(n)}`,
    day: 'Day',
    weekday: 'Weekday',
    hour: 'Hour',
    number: 'Ticket',
    subject: 'Subject',
    began: 'Began',
    ended: 'Ended',
    took: 'Counted',
    wall: 'Wall clock',
    counted: 'Counted',
    within: 'In time',
    share: 'Share',
    lateColumn: 'Late',
    stillOpen: 'not yet',
    asTable: 'View as table',
    walk: ({ chart }: { chart: string | number }) =>
      `${say.inside(chart)}: walk along it with the arrow keys`,
    walkHint: 'Arrow keys go from point to point, Enter opens its tickets.',
    at: ({ what, where }: { what: string | number; where: string | number }) =>
      `${say.inside(where)}: ${say.inside(what)}`,
    ticketsTitle: 'The tickets behind a figure',
    ticketsOf: ({ n }: { n: number }) =>
      say.plural(n) === 'one' ? `${say.number(n)} ticket` : `${say.number(n)} tickets`,
    ticketsFirst: ({ n, total }: { n: string | number; total: string | number }) =>
      `The first ${say.inside(n)} of ${say.inside(total)}.`,
    ticketsNone: 'No ticket is behind this figure any more.',
    ticketsAway: 'The tickets come from the server, which cannot be reached.',
    openTickets: ({ what }: { what: string | number }) => `${say.inside(what)}: show the tickets`,
    definitions: 'What the words mean',
    howCounted: 'How it is counted',
    means: {
      arrived:
        'A ticket arrives on the day on which it was accepted. One that was merged into another is counted there alone.',
      solved: 'Solved on that day, and still so. One that was opened again is not solved.',
      reopened: 'Of all solvings in this time, the share after which the ticket was opened again.',
      open: 'Neither solved nor closed. Of a day: when it ended. How long: since it arrived.',
      promise:
        'A promise belongs to the day on which its clock began. Counted is one that was kept or broken; one that still runs in time, waits or was called off is not. Automatic answers, notes and changes of status answer nothing.',
      median:
        'Half took no longer; of 90 of 100 for the 90th percentile. Always a time that occurred. Counted time is what was promised, in business hours or around the clock, without the time a ticket waited for its requester; the wall clock has all of it.',
      groups:
        'A ticket counts in the queue it is in now, with the tags, the tier, the organisation and the assignee it has now. One with two tags is in both lines.',
      before: 'As many days, right before, counted in the same way.',
    },
    weekdays: {
      mon: 'Monday',
      tue: 'Tuesday',
      wed: 'Wednesday',
      thu: 'Thursday',
      fri: 'Friday',
      sat: 'Saturday',
      sun: 'Sunday',
    },
    digest: 'Mail me the figures of each month',
  }) as const

export const bundle = (sayIn: SayIn) => ({
  report: report(sayIn('en')),
})

export type Bundle = Widened<ReturnType<typeof bundle>>
