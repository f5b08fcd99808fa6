/** What a mail may do in the name of its From, for everything that can be judged of it. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { SenderFacts } from '../../../shared/ticket/sender.ts'
import { trustOf, type SenderTrust } from '../../../shared/ticket/sender-trust.ts'
import { openStage, type Stage } from '../../commit/test-stage/desk-stage.ts'
import { makeLetters, PROVED } from '../test-stage/letters.ts'

let stage: Stage
let letters: ReturnType<typeof makeLetters>
beforeAll(async () => {
  stage = await openStage()
  letters = makeLetters(stage)
})
afterAll(() => stage.close())

const SUPPORT = 'support@help.desk.test'

type Row = [
  SenderFacts['spf'],
  SenderFacts['dkim'],
  SenderFacts['dmarc'],
  Partial<SenderFacts>,
  SenderTrust,
]
const home = { fromDomain: 'home.test' }
const reject = { ...home, policy: 'reject' as const }
const quarantine = { ...home, policy: 'quarantine' as const }
const watch = { ...home, policy: 'none' as const }
const local = { isLocal: true }
const seal = { arc: 'pass' as const, sealer: 'list.test', aligned: ['arc' as const] }

/** SEC-MAIL-2: forty judgements. */
const TABLE: Row[] = [
  // DMARC passes.
  ['pass', 'pass', 'pass', { ...reject, aligned: ['spf', 'dkim'] }, 'proved'],
  ['pass', 'none', 'pass', { ...reject, aligned: ['spf'] }, 'proved'],
  ['fail', 'pass', 'pass', { ...reject, aligned: ['dkim'] }, 'proved'],
  ['softfail', 'pass', 'pass', { ...quarantine, aligned: ['dkim'] }, 'proved'],
  ['none', 'pass', 'pass', { ...watch, aligned: ['dkim'] }, 'proved'],
  ['pass', 'fail', 'pass', { ...watch, aligned: ['spf'] }, 'proved'],
  ['temperror', 'pass', 'pass', { ...reject, aligned: ['dkim'] }, 'proved'],
  ['pass', 'temperror', 'pass', { ...reject, aligned: ['spf'] }, 'proved'],
  ['pass', 'pass', 'pass', { ...home, judgedBy: 'mx.ours.test' }, 'proved'],
  // It passes for another domain than the one that is shown.
  ['pass', 'pass', 'pass', { fromDomain: 'evil.test', aligned: ['spf', 'dkim'] }, 'unproved'],
  ['pass', 'none', 'pass', { fromDomain: 'home.test.evil.test', aligned: ['spf'] }, 'unproved'],
  ['none', 'pass', 'pass', { fromDomain: 'xhome.test', aligned: ['dkim'] }, 'unproved'],
  // It fails.
  ['fail', 'fail', 'fail', reject, 'disowned'],
  ['fail', 'none', 'fail', reject, 'disowned'],
  [
    'pass',
    'pass',
    'fail',
    { ...reject, spfDomain: 'evil.test', dkimDomains: ['evil.test'] },
    'disowned',
  ],
  ['none', 'none', 'fail', quarantine, 'disowned'],
  ['softfail', 'neutral', 'fail', quarantine, 'disowned'],
  ['permerror', 'permerror', 'fail', reject, 'disowned'],
  ['fail', 'fail', 'fail', watch, 'unproved'],
  ['pass', 'pass', 'fail', { ...watch, spfDomain: 'evil.test' }, 'unproved'],
  ['none', 'none', 'fail', home, 'unproved'],
  ['fail', 'none', 'fail', { ...reject, ...local }, 'disowned'],
  // Passed on.
  ['fail', 'fail', 'fail', { ...reject, ...seal }, 'proved'],
  ['fail', 'fail', 'fail', { ...reject, arc: 'pass' }, 'disowned'],
  ['fail', 'fail', 'fail', { ...reject, arc: 'fail' }, 'disowned'],
  ['fail', 'fail', 'fail', { ...watch, arc: 'pass' }, 'unproved'],
  ['fail', 'fail', 'fail', { ...reject, ...seal, fromDomain: 'evil.test' }, 'unproved'],
  // No record.
  ['pass', 'none', 'none', { ...home, aligned: ['spf'] }, 'proved'],
  ['none', 'pass', 'none', { ...home, aligned: ['dkim'] }, 'proved'],
  [
    'pass',
    'pass',
    'none',
    { ...home, spfDomain: 'evil.test', dkimDomains: ['evil.test'] },
    'unproved',
  ],
  ['none', 'none', 'none', home, 'unproved'],
  ['fail', 'none', 'none', home, 'unproved'],
  ['permerror', 'none', 'permerror', home, 'unproved'],
  ['neutral', 'neutral', 'none', home, 'unproved'],
  // Nobody could say.
  ['unchecked', 'unchecked', 'unchecked', {}, 'unchecked'],
  ['unchecked', 'unchecked', 'unchecked', local, 'unchecked'],
  ['temperror', 'none', 'temperror', home, 'unchecked'],
  ['temperror', 'temperror', 'temperror', reject, 'unchecked'],
  ['pass', 'temperror', 'temperror', { ...home, spfDomain: 'evil.test' }, 'unchecked'],
  ['none', 'none', 'temperror', { ...home, ...local }, 'unchecked'],
]

describe('[SEC-MAIL-2] what was judged decides what a mail may do', () => {
  test('forty of them', () => {
    expect(TABLE).toHaveLength(40)
  })

  test.each(
    TABLE.map(([spf, dkim, dmarc, more, trust], at) => ({
      at,
      facts: { spf, dkim, dmarc, ...more },
      trust,
    })),
  )(
    '[MA22][MA23][MR33][MR35] $at: SPF $facts.spf, DKIM $facts.dkim, DMARC $facts.dmarc is $trust',
    async ({ at, facts, trust }) => {
      expect(trustOf(facts, 'ruth@home.test')).toBe(trust)
      const sender = { ...facts, words: '' }
      const isThem = trust === 'proved' || (trust === 'unchecked' && facts.isLocal === true)
      const ruth = `ruth-${at}@home.test`
      const name = { address: ruth, name: 'Ruth' }
      // Apart from the others, so that no cap is in the way.
      stage.advance(3_600_000)
      const stranger = `new-${at}@home.test`
      const first = await letters.from(stranger, SUPPORT, {
        sender,
        subject: `Mail ${'x'.repeat(at)}`,
      })
      const sentTo = async (address: string) =>
        (await stage.sql.all(`SELECT kind FROM outgoing WHERE recipient = ?`, address)).length
      expect([first.held !== null, first.ticket !== '']).toEqual(
        trust === 'disowned' ? [true, false] : [false, true],
      )
      expect(await sentTo(stranger)).toBe(isThem ? 1 : 0)
      expect(first.message?.sender).toBe(
        trust === 'disowned' ? undefined : trust === 'proved' ? 'verified' : 'unverified',
      )
      expect(first.message?.judged).toEqual(trust === 'disowned' ? undefined : facts)
      const onPage = first.message ? await letters.shown(first.ticket) : '{}'
      expect(JSON.parse(onPage)).toMatchObject(
        trust === 'disowned'
          ? {}
          : { messages: [isThem ? { from: 'you' } : { from: 'participant', isUnproved: true }] },
      )

      // A ticket that is truly Ruth's, and mail that says it is from her.
      stage.advance(3_600_000)
      const own = await letters.from(ruth, SUPPORT, {
        from: name,
        sender: PROVED,
        subject: `Own ${'y'.repeat(at)}`,
      })
      const acknowledgement = (await letters.sent('acknowledgement')).at(-1)
      const reply = acknowledgement?.replyTo?.address ?? ''
      const said = { from: { address: ruth, name: 'Somebody Else' }, sender }
      stage.advance(3_600_000)
      const byToken = await letters.from(ruth, reply, said)
      expect(byToken.ticket === own.ticket).toBe(isThem)
      const byNumber = await letters.from(ruth, SUPPORT, {
        ...said,
        subject: `Re: [#${own.read?.facts.number}]`,
      })
      expect(byNumber.ticket === own.ticket).toBe(trust === 'proved')
      const byKnown = await letters.from(ruth, SUPPORT, {
        ...said,
        inReplyTo: [own.mail.messageId ?? ''],
      })
      expect(byKnown.ticket === own.ticket).toBe(isThem)
      // Nobody renames a person by writing in their name, and no address gives an organisation.
      const contact = await stage.sql.get(`SELECT name FROM contacts WHERE email = ?`, ruth)
      expect(contact?.['name']).toBe('Ruth')
      const { facts: kept } = await stage.read(own.ticket)
      expect(kept).toMatchObject({ organisation: null, requester: { isVerified: false } })
    },
  )
})
