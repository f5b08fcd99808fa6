/**
 * What a check of a domain's records can find: a code that stays, how bad it is, and plain words. For the screen, the
 * command line and `doctor` alike. Not here: how it is found out.
 */

/** good: as it should be. advice: mail works, and could work better. bad: mail is lost, refused or not believed. unknown: nobody answered. */
export type FindingState = 'good' | 'advice' | 'bad' | 'unknown'

type Said = { name: string; value: string }
type Entry = { state: FindingState; title: string; words: (said: Said) => string }

const NO_ANSWER: Omit<Entry, 'words'> = { state: 'unknown', title: 'Nobody answered' }
const silent = ({ name }: Said) =>
  `No name server answered for ${name}. That says nothing about the record. Check again in a while; if it stays so, look at the name servers of the domain and of this machine.`

const ENTRIES = {
  'mx/here': {
    state: 'good',
    title: 'Mail comes here',
    words: ({ value }) => `Mail for this domain goes to ${value}, where this desk is.`,
  },
  'mx/elsewhere': {
    state: 'advice',
    title: 'Mail goes to another server',
    words: ({ value }) =>
      `Mail for this domain goes to ${value}. That is right if this is your mail server and it hands the mail on to the desk.`,
  },
  'mx/missing': {
    state: 'bad',
    title: 'No MX record',
    words: ({ name }) =>
      `${name} does not say which server takes its mail. Answers to the desk do not arrive. Publish the MX record.`,
  },
  'mx/none-taken': {
    state: 'bad',
    title: 'The domain takes no mail',
    words: ({ name }) =>
      `${name} has a null MX record: it says that no mail is taken there (RFC 7505). Answers are refused before they are sent.`,
  },
  'mx/no-address': {
    state: 'bad',
    title: 'MX leads nowhere',
    words: ({ value }) => `The MX record names ${value}, and that name has no address.`,
  },
  'mx/is-address': {
    state: 'bad',
    title: 'MX names an address',
    words: ({ value }) =>
      `The MX record says ${value}. It must be the name of a server, not an address (RFC 5321 §5.1).`,
  },
  'mx/no-answer': { ...NO_ANSWER, words: silent },

  'spf/good': {
    state: 'good',
    title: 'SPF is right',
    words: ({ value }) => `The record allows the server that sends for this desk: “${value}”.`,
  },
  'spf/readable': {
    state: 'good',
    title: 'SPF can be read',
    words: ({ value }) =>
      `The record has no mistake: “${value}”. Where your relay sends from cannot be seen from here; send yourself a test mail to know.`,
  },
  'spf/missing': {
    state: 'bad',
    title: 'No SPF record',
    words: ({ name }) =>
      `${name} does not say which servers may send its mail. Many mail servers will not believe it. Publish the SPF record.`,
  },
  'spf/several': {
    state: 'bad',
    title: 'More than one SPF record',
    words: ({ name, value }) =>
      `${name} has ${value} records that begin with v=spf1. Then none counts (RFC 7208 §4.5). Join them into one.`,
  },
  'spf/syntax': {
    state: 'bad',
    title: 'SPF has a mistake',
    words: ({ name, value }) =>
      `The record of ${name} cannot be read, so none of it counts: “${value}”.`,
  },
  'spf/too-many-lookups': {
    state: 'bad',
    title: 'SPF asks too often',
    words: ({ value }) =>
      `Reading the record takes ${value} look-ups; more than ten and none of it counts (RFC 7208 §4.6.4). Take out an include that nobody needs, or write its networks as ip4 and ip6.`,
  },
  'spf/empty-answers': {
    state: 'bad',
    title: 'SPF names what is not there',
    words: ({ value }) =>
      `The record names ${value} that do not exist. More than two and none of it counts (RFC 7208 §4.6.4). Take them out.`,
  },
  'spf/broken-include': {
    state: 'bad',
    title: 'SPF includes a record that is not there',
    words: ({ name }) =>
      `The record includes ${name}, which has no SPF record that can be read. Then none of it counts (RFC 7208 §5.2).`,
  },
  'spf/allows-all': {
    state: 'bad',
    title: 'SPF allows everybody',
    words: ({ value }) =>
      `The record ends with +all: anybody may send in the name of this domain. End it with ~all or -all: “${value}”.`,
  },
  'spf/no-end': {
    state: 'advice',
    title: 'SPF has no end',
    words: ({ value }) =>
      `The record does not say what is with all other servers. End it with ~all: “${value}”.`,
  },
  'spf/relay-missing': {
    state: 'advice',
    title: 'SPF does not name the relay',
    words: ({ value }) =>
      `The record does not allow the address of ${value}, which takes the desk’s mail. If it sends from other addresses, its operator tells you what to include.`,
  },
  'spf/ptr': {
    state: 'advice',
    title: 'SPF uses ptr',
    words: () =>
      'The record uses ptr, which is slow and which some servers do not follow (RFC 7208 §5.5). Name the servers instead.',
  },
  'spf/no-answer': { ...NO_ANSWER, words: silent },

  'dkim/good': {
    state: 'good',
    title: 'The key is published',
    words: ({ name }) => `The record ${name} is there, and mail is signed with its key.`,
  },
  'dkim/relay': {
    state: 'good',
    title: 'The relay signs',
    words: () =>
      'This desk is set to leave signing to the relay (DESKSIDE_DKIM). Its keys are its own.',
  },
  'dkim/missing': {
    state: 'bad',
    title: 'The key is not published',
    words: ({ name }) =>
      `There is no record ${name}. Mail is not signed with this key until there is. Publish it, and check again.`,
  },
  'dkim/vouched': {
    state: 'advice',
    title: 'Signed on your word',
    words: ({ name }) =>
      `The record ${name} is not seen from here. Mail is signed with its key because an admin says that it is published.`,
  },
  'dkim/second-missing': {
    state: 'advice',
    title: 'The second key is not published',
    words: ({ name }) =>
      `There is no record ${name}. It is for the newer kind of key (Ed25519), good to have beside the other; mail can be signed without it.`,
  },
  'dkim/next-missing': {
    state: 'advice',
    title: 'The next key is not published yet',
    words: ({ name }) => `There is no record ${name} yet. The old key signs until there is.`,
  },
  'dkim/differs': {
    state: 'bad',
    title: 'Another key is published',
    words: ({ name }) =>
      `The record ${name} holds another key than this desk has. Mail is not signed with it. Publish the value that stands here, whole and on one line.`,
  },
  'dkim/revoked': {
    state: 'bad',
    title: 'The key is revoked',
    words: ({ name }) =>
      `The record ${name} has an empty key: it says that the key no longer holds (RFC 6376 §3.6.1).`,
  },
  'dkim/syntax': {
    state: 'bad',
    title: 'The key record has a mistake',
    words: ({ name, value }) => `The record ${name} cannot be read as a key: “${value}”.`,
  },
  'dkim/several': {
    state: 'bad',
    title: 'More than one key record',
    words: ({ name, value }) =>
      `There are ${value} records at ${name}; which of them counts is not defined (RFC 6376 §3.6.2.2). Leave one.`,
  },
  'dkim/testing': {
    state: 'advice',
    title: 'The key is marked as a test',
    words: ({ name }) =>
      `The record ${name} says t=y: receivers take the mail as if it were not signed (RFC 6376 §3.6.1). Take t=y out.`,
  },
  'dkim/old-needed': {
    state: 'good',
    title: 'The old key is still published',
    words: ({ name, value }) =>
      `Leave the record ${name} until ${value}: mail that is still on its way was signed with it.`,
  },
  'dkim/old-gone': {
    state: 'advice',
    title: 'The old key is gone early',
    words: ({ name, value }) =>
      `The record ${name} is no longer there. Mail that is still on its way was signed with it; it should have stayed until ${value}.`,
  },
  'dkim/old-removable': {
    state: 'advice',
    title: 'The old key can go',
    words: ({ name }) =>
      `Nothing was signed with the key of ${name} for a week. Take the record away.`,
  },
  'dkim/no-answer': { ...NO_ANSWER, words: silent },

  'dmarc/good': {
    state: 'good',
    title: 'DMARC is right',
    words: ({ name, value }) =>
      `${name} asks that mail which is not yours is not taken: “${value}”.`,
  },
  'dmarc/missing': {
    state: 'bad',
    title: 'No DMARC record',
    words: ({ name }) =>
      `There is no record ${name}. Anybody can write in the name of this domain, and large mail services ask for the record. Publish it.`,
  },
  'dmarc/none': {
    state: 'advice',
    title: 'DMARC only watches',
    words: ({ name }) =>
      `${name} says p=none: mail that is not yours is taken all the same. Once SPF and DKIM are right here, make it p=quarantine or p=reject.`,
  },
  'dmarc/partly': {
    state: 'advice',
    title: 'DMARC holds for a part',
    words: ({ name, value }) =>
      `${name} asks for the policy on ${value} % of the mail only. Take pct out when all is well.`,
  },
  'dmarc/several': {
    state: 'bad',
    title: 'More than one DMARC record',
    words: ({ name, value }) =>
      `${name} has ${value} records that begin with v=DMARC1. Then none counts (RFC 7489 §6.6.3). Leave one.`,
  },
  'dmarc/syntax': {
    state: 'bad',
    title: 'DMARC has a mistake',
    words: ({ name, value }) =>
      `The record of ${name} cannot be read, so it does not count: “${value}”.`,
  },
  'dmarc/no-answer': { ...NO_ANSWER, words: silent },
} as const satisfies Record<string, Entry>

export type FindingCode = keyof typeof ENTRIES
export const FINDING_CODES = Object.keys(ENTRIES).filter(
  (code): code is FindingCode => code in ENTRIES,
)

export const stateOfFinding = ({ code }: { code: FindingCode }): FindingState => ENTRIES[code].state
export const titleOfFinding = ({ code }: { code: FindingCode }): string => ENTRIES[code].title
export function sayFinding({ code, name, value }: Said & { code: FindingCode }): string {
  const entry: Entry = ENTRIES[code]
  return entry.words({ name, value })
}

/** The worst of several: what a domain as a whole is. */
export function worstState(findings: readonly { code: FindingCode }[]): FindingState {
  const states = findings.map(stateOfFinding)
  return (['bad', 'advice', 'unknown'] as const).find((state) => states.includes(state)) ?? 'good'
}
