/**
 * The words of what this device still owes the server: the drawer, what waits in it, and its storage. Apart from the other
 * words (strings.ts) because they come when the drawer is opened, not with the first screen.
 */
import { count } from './count-words.ts'

export const owedWords = {
  title: 'What this device still owes',
  nothing: 'Everything is on the server.',
  nothingEver: 'Everything you do is kept on this device first, then on the server.',
  lastHeard: (when: string) => `Last heard from the server ${when}`,
  never: 'Not heard from the server yet',
  updateHint: 'A newer version is here. It starts when you say so; nothing you wrote is lost.',
  applyUpdate: 'Restart now',
  copyText: 'Copy the text',
  sendAnyway: 'Send anyway',
  useWords: 'Put into the reply',
  wordsWhy: 'The reply was sent meanwhile without these words.',
  redoNote: (where: string) => `Add it to ${where}`,
  redoReply: (where: string) => `Write it on ${where}`,
  otherTicket: 'the other ticket',
  batch: (n: number, what: string) => `${count(n, 'ticket', 'tickets')}: ${what}`,
  forAll: (what: string, n: number) => `${what} (${n})`,
  more: (n: number) => `and ${count(n, 'more', 'more')}`,
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
  wipedKept: (n: number) =>
    `${count(n, 'thing', 'things')} that had not been sent ${n === 1 ? 'was' : 'were'} in it. This tab still had ${n === 1 ? 'it' : 'them'}, and has put ${n === 1 ? 'it' : 'them'} back.`,
  wipedGone: (n: number) =>
    `${count(n, 'more', 'more')} could not be saved: memory did not hold ${n === 1 ? 'it' : 'them'}.`,
  understood: 'Understood',
  storagePersisted: 'This browser keeps the data until you sign out.',
  storageBestEffort: 'This browser may remove the data when the device runs short of space.',
  storageUsed: (used: string) => `${used} used on this device.`,
} as const
