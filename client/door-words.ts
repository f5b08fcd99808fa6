/**
 * The words of getting in: setting the desk up, signing in. Apart from the other words (strings.ts) because whoever is in
 * never sees them.
 */
export const doorWords = {
  setup: {
    title: 'Set up your desk',
    lead: 'A few names now; everything can be changed later.',
    desk: 'The desk',
    deskName: 'Name of the desk',
    deskHint: 'What people see in mail and on forms',
    timeZone: 'Time zone',
    you: 'You, the first admin',
    name: 'Your name',
    email: 'Your e-mail address',
    queues: 'First queues',
    queuesHint: 'A queue is a stream of tickets with its own address.',
    queueName: 'Name',
    address: 'Address',
    submit: 'Open the desk',
    noToken: 'Open the setup link that the server printed in its terminal.',
  },
  signIn: {
    title: 'Sign in',
    lead: 'We mail you a link. It works once, for 15 minutes.',
    email: 'E-mail address',
    submit: 'Mail me a link',
    sent: 'Look in your mail',
    sentTo: (address: string) =>
      `If ${address} belongs to this desk, a link is on its way. It works once, for 15 minutes.`,
    noRelay: 'This desk has no mail server yet, so the link was printed in the server’s terminal.',
    another: 'Use another address',
    redeeming: 'Signing you in…',
    keeps:
      'This device keeps tickets so that you can work without a network. Sign out to remove them.',
  },
} as const
