/**
 * Ways to break the simulated world on purpose, each of which must turn a named check red. They live here and not in
 * the product: what they break is the network, the disk or the count between its parts.
 */
export const MUTATIONS = {
  rough: 'nothing is broken: the rough world that the others break',
  'ack-before-commit': 'I1: an acknowledgement is sent before the change is handed in',
  'spool-forgets': 'I1: a mail is answered 250 and not kept',
  'two-forms': 'I2: a form that is sent again comes under another key',
  'double-send': 'I7: the gateway hands a mail over twice',
  'early-mail': 'I7: a reply goes out before its undo time is over',
  'mail-after-undo': 'I7: a reply that was taken back goes out',
  'dropped-update': 'I3: a live update reaches a device without its bytes',
  'foreign-item': 'I4: an item is sent to everybody who is connected',
  'one-scope': 'I3: of several queues that see a ticket one alone is told of a change',
  'deaf-rooms': 'I4: rooms stay open to those who lost their right to the ticket',
  'late-rights': 'I4: a change of rights is answered and never made',
  'lost-commit': 'I1: a write is answered though the disk refused it',
  'lost-version': 'I5: one update is missing from a ticket',
  'wrong-clock': 'I6: a clock is stored otherwise than the facts say',
  'wrong-row': 'rows: a summary is not what its document says',
  'lost-outbox': 'outbox: a device forgets what it had not sent when it crashes',
  'stuck-lock': 'I8: the lead of a tab that was killed goes to no other',
  'same-history': 'I3: a backup is brought back and devices are not told',
  'no-floor': 'I4: what left is forgotten and no cursor is reset',
  'last-wins': 'CO13: the server makes an edit anew on what stands, seen or not',
  untold: 'CO13: a device forgets that a change came too late',
  'false-loss': 'CO13: a device says of a change that was taken that it was not',
  'kept-words': 'CO17: a device keeps what it once had',
  'told-again': 'CO17: words that were taken out are sent once more',
  'half-merge': 'CO14: a merge brings not everything along',
  'open-files': 'I4: a file is given to whoever knows its name',
  'forgets-pushes': 'I2: a request that is heard twice is not known again',
  'deaf-devices': 'RI2: a device is not told that its person lost a right',
  leak: 'I8: the server keeps one more listener for every socket',
} as const

export type Mutation = keyof typeof MUTATIONS

export function readMutation(name: string | undefined): Mutation | null {
  const found = Object.keys(MUTATIONS).find((known): known is Mutation => known === name)
  if (name !== undefined && !found) throw new Error(`there is no mutation “${name}”`)
  return found ?? null
}
