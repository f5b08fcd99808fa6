/** The words of a device that is locked. They come with its screen. */
import { count } from './count-words.ts'

export const lockWords = {
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
  unsent: (n: number) =>
    `${count(n, 'thing', 'things')} you wrote here did not reach the server. ${n === 1 ? 'It is' : 'They are'} sent when you sign in again.`,
  show: 'Show what was not sent',
  save: 'Save it to a file',
  fileName: 'deskside-unsent.txt',
  discard: 'Discard it and forget this device',
  discardAsk: 'Discard for good?',
}
