/**
 * The details of faults in the reader's language. A detail is one English sentence of the server or the replica: those that
 * people meet are known here word by word, or by what stands around their values; a test finds each in the code that says
 * it. All others stay as they are: what a mail server answered, what only programs do wrong. Lazy, as fault-words is.
 */
import { faultDetailWords } from '../words/fault-detail.ts'
import { sayBytes } from './byte-words.ts'

const { with: withValues, ...plain } = faultDetailWords

/** Without its capital and its full stop: both are sometimes there. */
export const KNOWN_DETAILS: ReadonlyMap<string, keyof typeof plain> = new Map([
  ['the storage of this device is full', 'storageFull'],
  ['too much is waiting on this device', 'tooMuchWaits'],
  ['this ticket is not on this device', 'notHere'],
  ['this ticket is not on this device yet', 'notHere'],
  ['there is no such ticket here', 'notHere'],
  ['this draft is not on this device', 'draftNotHere'],
  ['the draft is no longer on this device', 'draftNotHere'],
  ['it is no longer here', 'goneHere'],
  ['it is forgotten', 'goneHere'],
  ['it may have been done already', 'maybeDone'],
  ['the reply is on its way already', 'onItsWay'],
  ['it is on its way already', 'onItsWay'],
  ['this reply is already on its way', 'onItsWay'],
  ['it was sent already', 'onItsWay'],
  ['there is nothing in the reply yet', 'emptyReply'],
  ['that is too long', 'tooLong'],
  ['the reply is too long', 'tooLong'],
  ['that file is too large', 'fileTooLarge'],
  ['the file could not be read', 'fileUnread'],
  ['the server cannot be reached just now', 'unreachable'],
  ['the server cannot be reached', 'unreachable'],
  ['there is no such ticket', 'noTicket'],
  ['the ticket was deleted, or is no longer yours', 'ticketGone'],
  ['there is no such message', 'noMessage'],
  ['there is no such mail', 'noMail'],
  ['you may not answer in this queue', 'mayNotAnswer'],
  ['you answer in neither of these queues', 'mayNotAnswer'],
  ['you may not move it there', 'mayNotMove'],
  ['you may not file in this queue', 'mayNotFile'],
  ['you may not open it to that queue', 'mayNotOpenTo'],
  ['this is the ticket’s own queue: move it instead', 'ownQueue'],
  ['leads and admins take words out', 'leadsOnly'],
  ['leads and admins delete tickets', 'leadsOnly'],
  ['leads and admins see held mail', 'leadsOnly'],
  ['leads and admins set tiers', 'leadsOnly'],
  ['macros of the team are for leads and admins to change', 'leadsOnly'],
  ['only admins see this', 'adminsOnly'],
  ['admins erase people', 'adminsOnly'],
  ['this account is disabled', 'disabled'],
  ['this session was ended', 'ended'],
  ['this device was signed out', 'ended'],
  ['ask for a new sign-in link', 'newLink'],
  ['too many requests, wait a while', 'waitAWhile'],
  ['its requester was answered already: make a ticket of their own for others', 'answered'],
  ['its requester was erased', 'erased'],
  ['its requester is not taken off a ticket: make somebody else its requester', 'requesterStays'],
  ['a ticket has no more participants than this', 'mostPeople'],
  ['they were not taken off this ticket', 'notTakenOff'],
  ['they are no contact any more', 'notTakenOff'],
  ['that is no mail address', 'noAddress'],
  ['that is an address of the desk itself', 'ownAddress'],
  ['a ticket has no more links than this', 'mostLinks'],
  ['a ticket is not linked with itself', 'ownLink'],
  ['it was merged too long ago, and cannot be taken apart any more', 'mergedLongAgo'],
  ['something was said on it since: merge it instead', 'saidSince'],
  ['this ticket was not split from another one, or too long ago', 'notSplit'],
  ['these files are larger than a mail may be', 'filesTooLarge'],
  ['its words were taken out', 'wordsGone'],
  ['the words of this draft were taken out', 'wordsGone'],
  ['it was released already', 'releasedAlready'],
  ['a person needs a name', 'needsName'],
  ['make somebody else an admin first', 'lastAdmin'],
  ['a logo is a PNG, JPEG or GIF picture', 'logoKind'],
  ['that is no iCalendar file', 'noCalendar'],
  ['there are no holidays in it', 'noHolidays'],
  ['the address does not answer', 'addressSilent'],
])

type Known = readonly [RegExp, (...values: string[]) => string]

const named =
  (words: (values: { name: string }) => string) =>
  (name = ''): string =>
    words({ name })

const KNOWN_SHAPES: readonly Known[] = [
  [/^(.+) has locked this reply$/, named(withValues.lockedBy)],
  [/^(.+) sent this reply already$/, named(withValues.sentBy)],
  [/^(\S+@\S+) belongs to another queue already$/, named(withValues.otherQueue)],
  [/^there is a person with (\S+) already$/, named(withValues.personExists)],
  [/^there is a queue “(.+)” already$/, named(withValues.queueExists)],
  [/^there is no queue “(.+)”(?:; make it with queue add)?$/, named(withValues.noQueue)],
  [/^(\S+@\S+) is an address of the desk itself$/, named(withValues.deskAddress)],
  [/^(\S+@\S+) is nobody’s address$/, named(withValues.nobodysAddress)],
  [/^“(.+)” is not a mail address$/, named(withValues.badAddress)],
  [
    /^#(\d+) was merged into #(\d+) since: take that apart first$/,
    (n = '', other = '') => withValues.mergedSince({ n, other }),
  ],
]

/** How many, or how large, the most is: a limit is one number, and the sentence around it says of what. */
const MOST = [
  /^(?:a file|a reply|a ticket|the body|the files of a reply|an update|a draft) may have (\d+) (\w+)(?: in all)?$/,
  /^there are (\d+) (macros) already$/,
  /^you have (\d+) (views) already$/,
  /^(\d+) (mailboxes) at most$/,
  /^a reply goes to (\d+) (people) at most besides the requester$/,
  /^a logo may be (\d+) (pixels) wide and high$/,
]

/** A whole sentence; null: nobody has words for it. @param more  what came with the fault: its limit, if there was one */
export function sayDetail(detail: string, more?: Record<string, unknown>): string | null {
  const bare = (detail.charAt(0).toLowerCase() + detail.slice(1)).replace(/[.!?…]+$/, '')
  const key = KNOWN_DETAILS.get(bare)
  if (key !== undefined) return plain[key]
  for (const [shape, words] of KNOWN_SHAPES) {
    const [, ...values] = shape.exec(detail) ?? shape.exec(bare) ?? []
    if (values.length > 0) return words(...values)
  }
  for (const shape of MOST) {
    const [, n, what] = shape.exec(bare) ?? []
    if (n !== undefined) return sayLimit(Number(n), what === 'bytes')
  }
  const limit = more?.['limit']
  return typeof limit === 'number' ? sayLimit(limit, /\b(?:bytes|large)\b/.test(detail)) : null
}

const sayLimit = (n: number, isBytes: boolean): string =>
  isBytes ? withValues.limitBytes({ size: sayBytes(n) }) : withValues.limit({ n })
