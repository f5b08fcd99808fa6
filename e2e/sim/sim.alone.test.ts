/**
 * The simulation as a test: a fixed set of seeds, every seed that ever failed, and for each invariant a broken world in
 * which its check must turn red.
 */
import './process-globals.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { MUTATIONS, type Mutation } from './mutation.ts'
import { makeTemplate, type Template } from './template.ts'
import { simulate } from './world.ts'

const FIRST_SEED = 1
const SEEDS = 40
/** A broken world must show within so many seeds. */
const SEEDS_PER_MUTATION = 20

let template: Template
beforeAll(async () => {
  template = await makeTemplate()
})
afterAll(() => template.remove())

test(
  `seeds ${FIRST_SEED} to ${FIRST_SEED + SEEDS - 1}: I1 to I8 hold through crashes, lost lines and repeats`,
  { timeout: 600_000 },
  async () => {
    for (let seed = FIRST_SEED; seed < FIRST_SEED + SEEDS; seed++) {
      const { problems } = await simulate(template, seed)
      expect(problems, `again: npm run sim -- --one ${seed} --trace`).toEqual([])
    }
  },
)

test('seed 42, rough: a room was left open to a person whose ticket had moved away', async () => {
  const { problems } = await simulate(template, 42, { mutation: 'rough', isPlain: true })
  expect(problems).toEqual([])
})

/** Each found a bug: what it was. These were runs of the first version of the simulation, and still are. */
const FOUND_FIRST: [seed: number, bug: string][] = [
  [541, 'a queue taken and given back while a request was under way stayed out of the list'],
  [1340, 'a full disk kept out whoever had not been seen for an hour'],
  [1677, 'a live item was taken after the word that took its queue away'],
  [1039, 'a push that was refused for now was never tried again, by a millisecond of the clock'],
  [1050, 'a device that missed the word of its rights asked for what it had lost for ever'],
  [1071, 'a server whose clock was set back forgot the clocks of its tickets'],
  [1080, 'a device that was shut out, and got no answer why, went on showing everything'],
]
test.each(FOUND_FIRST)('seed %i: %s', { timeout: 120_000 }, async (seed) => {
  const { problems } = await simulate(template, seed, { isPlain: true })
  expect(problems).toEqual([])
})

/** As above, since it has conflicts, removals, backups, files, and a network that repeats. */
const FOUND: [seed: number, bug: string][] = [
  [
    20,
    'the same mail by two ways left the raw bytes of the second on the server, past any redaction',
  ],
  [49, 'a row that lost its words stayed in the pack it had come in'],
  [130, 'rows of tickets that were deleted stayed in their pack'],
  [
    238,
    'a mail whose file was gone with a restore was never handed in, and all mail waited behind it',
  ],
  [735, 'drafts counted as saved though the server was restored without them'],
  [839, 'an edit that was made again overwrote a value its author had not seen'],
  [
    902,
    'a device that was still reading when the server was restored took its rows for those of before',
  ],
  [1741, 'a document that was on its way came back to the disk after its ticket was purged'],
  [2083, 'a document that was opened on a full device stayed behind the row that came meanwhile'],
  [2480, 'a second tab kept rows hidden, whose loss and return the leading tab had slept through'],
  [2553, 'a tab that was closed in between left the words in a pack to a later day'],
  [1670, 'an answer that came after its ticket was purged left a verdict on the disk'],
  [5060, 'a document that came first after a redaction left the words in the pack of its row'],
  [6200, 'the network of the simulation let two words overtake each other within a millisecond'],
  [
    8218,
    'a document that was opened before a restore came after it, and took the place of the newer',
  ],
  [7110, 'a document that could not join what came counted as up to date once the outbox was done'],
  [1050, 'the first item after a restore stood for a queue that was never compared'],
  [
    7599,
    'what waited on a ticket that changed its queue was passed over, and nothing took it up again',
  ],
  [7711, 'a device that was let in again while it asked why it was shut out never came back'],
  [9700, 'the simulation did not wait for a clock that went from an hour ahead to an hour behind'],
  [12340, 'a document that went from a full device made no room for the next'],
  [
    14010,
    'a ticket that moved was taken off a device that sees both queues, and what was lost on it',
  ],
  [15291, 'a room that was closed because the disk of the server was full was never entered again'],
  [15670, 'who could not be greeted because the disk of the server was full was left waiting'],
  [10680, 'the subject of a deleted ticket stayed in mails that a merge had taken along'],
  [
    11360,
    'words that went on in the draft of another ticket outlived its deletion where they began',
  ],
  [12500, 'a change that came too late went unseen with the ticket that was purged'],
  [12070, 'the same, on the second tab of a browser'],
  [16899, 'of two who lost a ticket at once one was told that the other went'],
  [40100, 'words that were taken out of a reply stayed in the draft it was sent from'],
  [40250, 'the simulation took a mail that was given out before a restore for one of after it'],
  [40280, 'the simulation forgot with a restore that a ticket had been taken off a device'],
  [358, 'a right that was lost and came back, and a tab closed in between: a ticket stayed away'],
  [18657, 'a ticket that was called gone while a right was away did not come back with the right'],
  [630, 'a document that was gone was read for its drafts, and the feed began anew for ever'],
  [8171, 'words that waited for room on a full disk outlived a restore as saved'],
  [31892, 'a reply that was sent where a full disk had given up the document stayed on the disk'],
  [27310, 'a draft that was open while its words were taken out brought them back to the server'],
  [20640, 'the simulation took a ticket that came after a restore for one that was brought back'],
  [23020, 'the simulation missed a draft that went with a deleted ticket in which it went on'],
  [28217, 'the simulation did not wait for a request that had begun to hang before all healed'],
  [
    21620,
    'words that somebody else had sent went on in the next draft, and stayed when they were taken out',
  ],
  [46430, 'an earlier change, tried again, took away the word that a later one came too late'],
  [32653, 'a word that waited behind a hung request was taken after a restore, as one of after it'],
  [32647, 'the same, and its ticket, which nobody knew any more, stayed in the list'],
  [36682, 'the same, and a row that two queues share was taken for newer than the one restored'],
  [61100, 'words that were taken out stayed in a draft whose own sending had been refused'],
  [67360, 'a file of before a restore stayed where the epoch after it had the same number'],
  [52750, 'verify called it damage that a server whose clock was ahead had seen a breach early'],
  [46992, 'a device said that all is here while a full disk had kept it from taking a ticket off'],
  [194170, 'words went on in a ticket that was deleted before a device heard of the merge'],
  [193090, 'the simulation asked for a value without a token that a restore had taken away'],
  [118780, 'words of a reply stayed on a device after the ticket they had gone on in was deleted'],
]
test.each(FOUND)('seed %i: %s', { timeout: 120_000 }, async (seed) => {
  const { problems } = await simulate(template, seed)
  expect(problems).toEqual([])
})

test('two runs of a seed are the same run', { timeout: 300_000 }, async () => {
  const one = await simulate(template, 7)
  const two = await simulate(template, 7)
  expect(two.trace).toEqual(one.trace)
  expect(two.digest).toEqual(one.digest)
})

type Breach = { mutation: Mutation; red: RegExp; from?: number }

/** What a check says when the world is broken so, and the seed from which on to look. */
const BREACHES: Breach[] = [
  { mutation: 'ack-before-commit', red: /I1 .*acknowledged and/ },
  { mutation: 'spool-forgets', red: /I1 mail\w+: answered 250 and lost/ },
  { mutation: 'two-forms', red: /I2 form\w+: is there \d+ times/ },
  { mutation: 'double-send', red: /I7 .*went out 2 times/ },
  { mutation: 'early-mail', red: /I7 .*before its undo time was over/ },
  { mutation: 'mail-after-undo', red: /I7 .*was taken back|I7 .*is not known/, from: 6 },
  { mutation: 'dropped-update', red: /I3 .*differs in/ },
  { mutation: 'foreign-item', red: /I4 .*by a live item/ },
  { mutation: 'one-scope', red: /I5.*the feed of its queue \w+ / },
  { mutation: 'deaf-rooms', red: /I4 .*a frame of room/, from: 368 },
  { mutation: 'late-rights', red: /I4 / },
  { mutation: 'lost-commit', red: /I1 / },
  { mutation: 'lost-version', red: /I5.*its updates are not versions/ },
  { mutation: 'wrong-clock', red: /I6 .*clocks/ },
  { mutation: 'wrong-row', red: /row is not what the document says/ },
  { mutation: 'lost-outbox', red: /outbox .*neither on the server nor shown as refused/ },
  { mutation: 'stuck-lock', red: /I8 |I3 / },
  { mutation: 'same-history', red: /I3 / },
  { mutation: 'no-floor', red: /I4 .*still has ticket|I3 .*lists a ticket/ },
  { mutation: 'last-wins', red: /CO13 .*which its author had not seen/ },
  { mutation: 'untold', red: /CO13 .*the device does not say so/ },
  { mutation: 'false-loss', red: /CO13 .*the device says that it was not/ },
  { mutation: 'kept-words', red: /CO17 .*is on its disk, in kv/ },
  { mutation: 'told-again', red: /CO17 .*went out again/ },
  { mutation: 'half-merge', red: /CO14 .*lacks its message/ },
  { mutation: 'open-files', red: /I4 .*a file of ticket/ },
  { mutation: 'forgets-pushes', red: /I2 form\w+: is there \d+ times/ },
  { mutation: 'deaf-devices', red: /RI2 .*keeps/ },
  { mutation: 'leak', red: /I8 listeners stay/ },
]

describe('a broken world turns its check red', () => {
  test('there is one for every mutation', () => {
    const broken = Object.keys(MUTATIONS).filter((name) => name !== 'rough')
    expect(BREACHES.map(({ mutation }) => mutation).sort()).toEqual(broken.sort())
  })

  for (const { mutation, red, from = 1 } of BREACHES)
    test(`${mutation}: ${MUTATIONS[mutation]}`, { timeout: 600_000 }, async () => {
      for (let seed = from; seed < from + SEEDS_PER_MUTATION; seed++) {
        const { problems } = await simulate(template, seed, { mutation })
        if (problems.some((problem) => red.test(problem))) return
      }
      expect.fail('no seed showed it')
    })
})
