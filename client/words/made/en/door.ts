/** Made of words/en/*.json by `npm run words` (door): change those, not this file. */
import type { Say, SayIn, Widened } from '../../../../shared/kit/say.ts'

const boot = (say: Say) =>
  ({
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
    exported: ({ n }: { n: number }) =>
      `${say.plural(n) === 'one' ? `${say.number(n)} thing` : `${say.number(n)} things`} saved to the file.`,
    startAnew: 'Start anew',
  }) as const

const door = (say: Say) =>
  ({
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
      support: 'Support',
      payments: 'Payments',
    },
    signIn: {
      title: 'Sign in',
      lead: 'We mail you a link. It works once, for 15 minutes.',
      email: 'E-mail address',
      submit: 'Mail me a link',
      sent: 'Look in your mail',
      sentTo: ({ address }: { address: string | number }) =>
        `If ${say.inside(address)} belongs to this desk, a link is on its way. It works once, for 15 minutes.`,
      noRelay:
        'This desk has no mail server yet, so the link was printed in the server’s terminal.',
      another: 'Use another address',
      redeeming: 'Signing you in…',
      keeps:
        'This device keeps tickets so that you can work without a network. Sign out to remove them.',
    },
  }) as const

const lock = (say: Say) =>
  ({
    title: {
      'signed-out': 'You are signed out here',
      revoked: 'This device was signed out',
      lease: 'This device is locked',
      clock: 'This device is locked',
    },
    why: {
      'signed-out': 'The session on this device is over. Its copies of tickets were removed.',
      revoked:
        'Its session was ended from elsewhere, or the account was disabled. Everything of the desk was removed from this device.',
      lease:
        'It has not heard from the server for too long. The tickets open again once the server has been reached.',
      clock:
        'Its clock is earlier than when the server was last heard, so nobody can say for how long it was away. Set the clock right, or reach the server.',
    },
    unsent: ({ n }: { n: number }) =>
      say.plural(n) === 'one'
        ? `${say.number(n)} thing you wrote here did not reach the server. It is sent when you sign in again.`
        : `${say.number(n)} things you wrote here did not reach the server. They are sent when you sign in again.`,
    show: 'Show what was not sent',
    save: 'Save it to a file',
    fileName: 'deskside-unsent.txt',
    discard: 'Discard it and forget this device',
    discardAsk: 'Discard for good?',
  }) as const

export const bundle = (sayIn: SayIn) => ({
  boot: boot(sayIn('en')),
  door: door(sayIn('en')),
  lock: lock(sayIn('en')),
})

export type Bundle = Widened<ReturnType<typeof bundle>>
