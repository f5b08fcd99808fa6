/** Every finding about a domain of the desk, as name servers on loopback bring it about. */
import { afterEach, expect, test } from 'vitest'
import {
  FINDING_CODES,
  sayFinding,
  stateOfFinding,
  titleOfFinding,
  type FindingCode,
} from '../../shared/wire/domain-findings.ts'
import type { Finding } from '../../shared/wire/mail-domains.ts'
import { openNameServer, type Zone } from '../../mail-gateway/test-stage/name-server.ts'
import { openAsk, type Ask } from '../../sync-server/mail/domains/ask.ts'
import { findDkim } from '../../sync-server/mail/domains/dkim-findings.ts'
import { findDmarc } from '../../sync-server/mail/domains/dmarc-findings.ts'
import type { DomainFacts } from '../../sync-server/mail/domains/domain-facts.ts'
import type { KnownKey } from '../../sync-server/mail/domains/domain-keys.ts'
import { findMx } from '../../sync-server/mail/domains/mx-findings.ts'
import { recordsOf } from '../../sync-server/mail/domains/records.ts'
import { findSpf } from '../../sync-server/mail/domains/spf-findings.ts'

const HELP = 'help.desk.test'
const FACTS: DomainFacts = { domain: HELP, host: 'desk.test', relay: null, signer: 'desk' }
const NOW = Date.UTC(2026, 2, 2)
const DAY_MS = 86_400_000
const KEY: KnownKey = {
  selector: 'ds1',
  algorithm: 'rsa-sha256',
  state: 'waiting',
  madeAt: NOW,
  seenAt: null,
  removableAt: null,
  isVouched: false,
  publicKey: 'MIIB+/==',
}
const HOST = { 'desk.test': { A: ['203.0.113.9'] } }
const AT_KEY = `ds1._domainkey.${HELP}`

type Server = Awaited<ReturnType<typeof openNameServer>>
const open: { server: Server; ask: Ask }[] = []
const timers = {
  after(delayMs: number, run: () => void) {
    const timer = setTimeout(run, delayMs)
    return { cancel: () => clearTimeout(timer) }
  },
}
afterEach(async () => {
  for (const { server, ask } of open.splice(0)) {
    ask.close()
    await server.close()
  }
})

async function stand(zone: Zone): Promise<Ask> {
  const server = await openNameServer({ ...HOST, ...zone })
  const ask = openAsk({ servers: [server.address], timers, answerMs: 100 })
  open.push({ server, ask })
  return ask
}

const met = new Set<FindingCode>()
function codesOf(findings: readonly Finding[]): FindingCode[] {
  for (const finding of findings) {
    met.add(finding.code)
    // Each can be said, and names what it is about.
    const words = `${titleOfFinding(finding)} ${sayFinding(finding)}`
    expect(words).not.toMatch(/undefined|null,|\$\{/)
    expect(finding.code.startsWith(`${finding.kind}/`)).toBe(true)
  }
  return findings.map(({ code }) => code)
}

const spf = (text: string): Zone => ({ [HELP]: { TXT: ['other', text] } })
const eleven = Array.from({ length: 11 }, (_, at) => `a:h${at}.test`).join(' ')
const elevenHosts: Zone = Object.fromEntries(
  Array.from({ length: 11 }, (_, at) => [`h${at}.test`, { A: ['203.0.113.1'] }]),
)

test.each<[FindingCode[], Zone]>([
  [['mx/missing'], {}],
  [['mx/missing'], { [HELP]: { TXT: ['nothing of mail'] } }],
  [['mx/here'], { [HELP]: { MX: ['desk.test'] } }],
  [['mx/here'], { [HELP]: { MX: ['mx.test'] }, 'mx.test': { A: ['203.0.113.9'] } }],
  [['mx/elsewhere'], { [HELP]: { MX: ['mx.test'] }, 'mx.test': { A: ['198.51.100.1'] } }],
  [['mx/none-taken'], { [HELP]: { MX: ['.'] } }],
  [['mx/no-address'], { [HELP]: { MX: ['nowhere.test'] } }],
  [['mx/is-address'], { [HELP]: { MX: ['203.0.113.9'] } }],
  [['mx/no-address', 'mx/here'], { [HELP]: { MX: ['nowhere.test', 'desk.test'] } }],
  [['mx/no-answer'], { [HELP]: 'silent' }],
  [['mx/no-answer'], { [HELP]: 'broken' }],
  [['mx/no-answer'], { [HELP]: { MX: ['mx.test'] }, 'mx.test': 'silent' }],
])('[MR44] mail in: %j', async (codes, zone) => {
  expect(codesOf(await findMx(await stand(zone), FACTS))).toEqual(codes)
})

test.each<[FindingCode[], Zone]>([
  [['spf/missing'], {}],
  [['spf/missing'], { [HELP]: { TXT: ['v=spf10 -all', 'verify=1'] } }],
  [['spf/good'], spf('v=spf1 ip4:203.0.113.0/24 -all')],
  [['spf/good'], spf('v=spf1 a:desk.test ~all')],
  [['spf/good'], { [HELP]: { TXT: ['v=spf1 mx -all'], MX: ['desk.test'] } }],
  [
    ['spf/good'],
    {
      ...spf('v=spf1 include:relay.test -all'),
      'relay.test': { TXT: ['v=spf1 a:desk.test -all'] },
    },
  ],
  [
    ['spf/good'],
    { ...spf('v=spf1 redirect=relay.test'), 'relay.test': { TXT: ['v=spf1 a:desk.test -all'] } },
  ],
  [['spf/relay-missing'], spf('v=spf1 ip4:198.51.100.0/24 -all')],
  [['spf/relay-missing'], spf('v=spf1 ?ip4:203.0.113.0/24 -all')],
  [['spf/several'], { [HELP]: { TXT: ['v=spf1 mx -all', 'v=spf1 a ~all'] } }],
  [['spf/syntax'], spf('v=spf1 ip4:203.0.113.999 -all')],
  [['spf/syntax'], spf('v=spf1 inlcude:relay.test -all')],
  [['spf/too-many-lookups'], { ...spf(`v=spf1 ${eleven} -all`), ...elevenHosts }],
  [['spf/empty-answers'], spf('v=spf1 a:desk.test a:x.test a:y.test a:z.test -all')],
  [['spf/broken-include'], spf('v=spf1 include:nowhere.test a:desk.test -all')],
  [['spf/allows-all', 'spf/readable'], spf('v=spf1 a:desk.test +all')],
  [['spf/allows-all', 'spf/readable'], spf('v=spf1 all')],
  [['spf/no-end', 'spf/good'], spf('v=spf1 a:desk.test')],
  [['spf/ptr', 'spf/good'], spf('v=spf1 a:desk.test ptr -all')],
  [['spf/no-answer'], { [HELP]: 'silent' }],
  [['spf/no-answer'], { ...spf('v=spf1 include:relay.test -all'), 'relay.test': 'silent' }],
  [['spf/readable'], { ...spf('v=spf1 mx -all'), 'desk.test': 'silent' }],
])('[MR44] SPF: %j', async (codes, zone) => {
  expect(codesOf((await findSpf(await stand(zone), FACTS)).findings)).toEqual(codes)
})

test('[MR44] SPF of a circle, and of records that go on for ever, ends', async () => {
  const circle = await stand({
    ...spf('v=spf1 include:a.test -all'),
    'a.test': { TXT: [`v=spf1 include:a.test include:a.test include:a.test -all`] },
  })
  const { findings } = await findSpf(circle, FACTS)
  expect(codesOf(findings)).toContain('spf/too-many-lookups')
  expect(open[0]?.server.asked.length).toBeLessThan(40)
})

test.each<[FindingCode[], Zone, Partial<KnownKey>?]>([
  [['dkim/missing'], {}],
  [['dkim/good'], { [AT_KEY]: { TXT: ['v=DKIM1; k=rsa; p=MIIB+/=='] } }],
  // Written as people do: folded, without k, with a space in the key.
  [['dkim/good'], { [AT_KEY]: { TXT: ['v=DKIM1;p=MII B+/==;'] } }],
  [['dkim/differs'], { [AT_KEY]: { TXT: ['v=DKIM1; k=rsa; p=MIIB'] } }],
  [['dkim/differs'], { [AT_KEY]: { TXT: ['v=DKIM1; k=ed25519; p=MIIB+/=='] } }],
  [['dkim/revoked'], { [AT_KEY]: { TXT: ['v=DKIM1; p='] } }],
  [['dkim/syntax'], { [AT_KEY]: { TXT: ['v=spf1 -all'] } }],
  [['dkim/syntax'], { [AT_KEY]: { TXT: ['k=rsa; p=MIIB+/==; v=DKIM1'] } }],
  [['dkim/syntax'], { [AT_KEY]: { TXT: ['"v=DKIM1; p=MIIB+/=="'] } }],
  [['dkim/several'], { [AT_KEY]: { TXT: ['v=DKIM1; p=MIIB+/==', 'v=DKIM1; p=MIIB'] } }],
  [['dkim/testing'], { [AT_KEY]: { TXT: ['v=DKIM1; t=s:y; p=MIIB+/=='] } }],
  [['dkim/no-answer'], { [AT_KEY]: 'silent' }],
  [['dkim/no-answer'], { [AT_KEY]: 'broken' }],
  [['dkim/missing', 'dkim/vouched'], {}, { isVouched: true, state: 'signing' }],
  [['dkim/second-missing'], {}, { algorithm: 'ed25519-sha256' }],
  [
    ['dkim/old-needed'],
    { [AT_KEY]: { TXT: ['p=MIIB+/=='] } },
    { state: 'retired', removableAt: NOW + DAY_MS },
  ],
  [['dkim/old-gone'], {}, { state: 'retired', removableAt: NOW + DAY_MS }],
  [
    ['dkim/old-removable'],
    { [AT_KEY]: { TXT: ['p=MIIB+/=='] } },
    { state: 'retired', removableAt: NOW - 1 },
  ],
  [[], {}, { state: 'retired', removableAt: NOW - 1 }],
  [[], { [AT_KEY]: 'silent' }, { state: 'retired', removableAt: NOW - 1 }],
])('[MR44] DKIM: %j', async (codes, zone, over = {}) => {
  const found = await findDkim(await stand(zone), FACTS, [{ ...KEY, ...over }], NOW)
  expect(codesOf(found.findings)).toEqual(codes)
  const isThere = codes.some((code) => /good|testing|needed|removable/.test(code))
  const isSilent = zone[AT_KEY] === 'silent' || zone[AT_KEY] === 'broken'
  expect(found.seen.get('ds1')).toBe(isThere ? 'seen' : isSilent ? 'unknown' : 'gone')
})

test('[MR44] a new key that is not published is no defect while the old one signs', async () => {
  const old: KnownKey = { ...KEY, selector: 'ds0', state: 'signing', publicKey: 'OLD' }
  const zone = { [`ds0._domainkey.${HELP}`]: { TXT: ['v=DKIM1; p=OLD'] } }
  const { findings } = await findDkim(await stand(zone), FACTS, [KEY, old], NOW)
  expect(codesOf(findings)).toEqual(['dkim/next-missing', 'dkim/good'])
})

test('[MR44] where the relay signs, no key of ours is asked for', async () => {
  const ask = await stand({})
  const { findings, seen } = await findDkim(ask, { ...FACTS, signer: 'relay' }, [KEY], NOW)
  expect(codesOf(findings)).toEqual(['dkim/relay'])
  expect([seen.size, open[0]?.server.asked]).toEqual([0, []])
})

const dmarc = (text: string, at = HELP): Zone => ({ [`_dmarc.${at}`]: { TXT: [text] } })
test.each<[FindingCode[], Zone]>([
  [['dmarc/missing'], {}],
  [['dmarc/missing'], dmarc('v=spf1 -all')],
  [['dmarc/good'], dmarc('v=DMARC1; p=reject')],
  [['dmarc/good'], dmarc('v=DMARC1;p=Quarantine;rua=mailto:a@desk.test')],
  [['dmarc/good'], dmarc('v=DMARC1; p=reject', 'desk.test')],
  [['dmarc/none'], dmarc('v=DMARC1; p=none')],
  [['dmarc/none'], dmarc('v=DMARC1; p=reject; sp=none', 'desk.test')],
  [['dmarc/none'], { ...dmarc('v=DMARC1; p=none'), ...dmarc('v=DMARC1; p=reject', 'desk.test') }],
  [['dmarc/good', 'dmarc/partly'], dmarc('v=DMARC1; p=reject; pct=20')],
  [['dmarc/several'], { [`_dmarc.${HELP}`]: { TXT: ['v=DMARC1; p=none', 'v=DMARC1; p=reject'] } }],
  [['dmarc/syntax'], dmarc('v=DMARC1; rua=mailto:a@desk.test')],
  [['dmarc/syntax'], dmarc('v=DMARC1; p=monitor')],
  [['dmarc/syntax'], dmarc('v=DMARC1; p=reject; p=none')],
  [['dmarc/no-answer'], { [`_dmarc.${HELP}`]: 'silent' }],
])('[MR44] DMARC: %j', async (codes, zone) => {
  expect(codesOf(await findDmarc(await stand(zone), FACTS))).toEqual(codes)
})

test('a check ends when its time is over, whatever name servers do', async () => {
  const server = await openNameServer({ [HELP]: 'silent' })
  let end = () => {}
  const ask = openAsk({
    servers: [server.address],
    timers: {
      after: (_delayMs, run) => {
        end = run
        return { cancel() {} }
      },
    },
  })
  open.push({ server, ask })
  const asked = findSpf(ask, FACTS)
  await expect.poll(() => server.asked.length).toBeGreaterThan(0)
  end()
  expect(codesOf((await asked).findings)).toEqual(['spf/no-answer'])
  expect(codesOf(await findDmarc(ask, FACTS))).toEqual(['dmarc/no-answer'])
})

test('[MR44] the records to publish keep what is right and mend what is not', async () => {
  const value = async (kind: string, zone: Zone, facts = FACTS) => {
    const ask = await stand(zone)
    const found = await findSpf(ask, facts)
    const findings = [...found.findings, ...(await findDmarc(ask, facts))]
    const records = recordsOf(facts, [KEY], { findings, spf: found.record })
    return records.find((record) => record.kind === kind)?.value
  }
  expect(await value('mx', {})).toBe('10 desk.test.')
  expect(await value('dkim', {})).toBe('v=DKIM1; k=rsa; p=MIIB+/==')
  expect(await value('spf', {})).toBe('v=spf1 a:desk.test ~all')
  expect(await value('spf', {}, { ...FACTS, relay: 'relay.test' })).toBe('v=spf1 a:relay.test ~all')
  expect(await value('spf', {}, { ...FACTS, relay: '2001:db8::1' })).toBe(
    'v=spf1 ip6:2001:db8::1 ~all',
  )
  expect(await value('spf', {}, { ...FACTS, host: null })).toBe('v=spf1 mx ~all')
  const kept = 'v=spf1 include:x.test a:desk.test -all'
  const include = { 'x.test': { TXT: ['v=spf1 ip4:198.51.100.0/24 -all'] } }
  expect(await value('spf', { ...spf(kept), ...include })).toBe(kept)
  expect(await value('spf', spf('v=spf1 ip4:198.51.100.0/24 -all'))).toBe(
    'v=spf1 a:desk.test ip4:198.51.100.0/24 -all',
  )
  expect(await value('spf', spf('v=spf1 a:desk.test +all'))).toBe('v=spf1 a:desk.test ~all')
  expect(await value('spf', spf('v=spf1 a:desk.test'))).toBe('v=spf1 a:desk.test ~all')
  expect(
    await value('spf', {
      [HELP]: { TXT: ['v=spf1 mx a:desk.test -all', 'v=spf1 mx ip4:198.51.100.1 ~all'] },
    }),
  ).toBe('v=spf1 mx a:desk.test ip4:198.51.100.1 ~all')
  expect(await value('dmarc', {})).toBe('v=DMARC1; p=none')
  expect(await value('dmarc', dmarc('v=DMARC1; p=reject; adkim=s'))).toBe(
    'v=DMARC1; p=reject; adkim=s',
  )
})

test('every finding was brought about above: one that cannot be may not exist', () => {
  expect(FINDING_CODES.filter((code) => !met.has(code))).toEqual([])
  expect(new Set(FINDING_CODES.map((code) => stateOfFinding({ code }))).size).toBe(4)
})
