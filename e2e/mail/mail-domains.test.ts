/**
 * A domain of the desk from its first queue on: keys are made, their records looked for, mail is signed once they are
 * seen, and the keys exchanged without a mail that cannot be checked. The name server is real and on loopback.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Resolver } from 'node:dns/promises'
import { dkimVerify } from 'mailauth'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { unwrap } from '../../shared/kit/fault.ts'
import { DAY_MS, LIMITS } from '../../shared/kit/limits.ts'
import { parseWith, v } from '../../shared/kit/schema.ts'
import { MailDomain, MailDomains } from '../../shared/wire/mail-domains.ts'
import { SigningKeys } from '../../shared/wire/mail.ts'
import { openNameServer, type Zone } from '../../mail-gateway/test-stage/name-server.ts'
import { readConfig } from '../../sync-server/config.ts'
import { openWebStage, type WebStage } from '../../sync-server/http/test-stage/web-stage.ts'
import { checkDomain } from '../../sync-server/mail/domains/check-domain.ts'
import { makeDomainWatch } from '../../sync-server/mail/domains/domain-watch.ts'
import { backUp } from '../../sync-server/operator/backup.ts'
import { checkDesk } from '../../sync-server/operator/desk-checks.ts'
import { checkDns, rotateKeysOf, vouchForKeyOf } from '../../sync-server/operator/domain-verbs.ts'
import { QueueSettings } from '../../sync-server/settings/settings.ts'
import { openSqlite } from '../../sync-server/store/sqlite-database.ts'
import { openHouse } from './house.ts'

// Each makes real keys, which takes its time on a busy machine.
vi.setConfig({ testTimeout: 60_000 })

const HELP = 'help.desk.test'
let zone: Zone
let server: Awaited<ReturnType<typeof openNameServer>>
let stage: WebStage
let admin: { authorization: string }

async function open(environment: Record<string, string> = {}) {
  stage = await openWebStage({ DESKSIDE_NAME_SERVERS: server.address, ...environment })
  admin = { authorization: `Bearer ${await stage.bearer(await stage.agent('Ada', null, 'admin'))}` }
}
beforeEach(async () => {
  zone = { 'desk.test': { A: ['203.0.113.9'] } }
  server = await openNameServer(zone)
  await open()
})
afterEach(async () => {
  await stage.close()
  await server.close()
})

async function list() {
  const answer = await stage.call('/api/mail-domains', { headers: admin })
  return unwrap(parseWith(MailDomains, await answer.json())).domains
}
async function first(): Promise<MailDomain> {
  const [domain] = await list()
  if (!domain) throw new Error('there is no domain')
  return domain
}
async function post(path: string, body: object = {}): Promise<MailDomain> {
  const answer = await stage.json(`/api/mail-domains/${HELP}${path}`, body, admin)
  expect(answer.status).toBeLessThan(300)
  return unwrap(parseWith(MailDomain, await answer.json()))
}
/** Asks anew: what was asked a moment ago would be the answer. */
async function check(): Promise<MailDomain> {
  stage.advance(LIMITS.domainCheckGapMs)
  return post('/check')
}
/** Publishes what the page says. */
function publish(domain: MailDomain): void {
  for (const { kind, name, value } of domain.records)
    if (kind !== 'mx') zone[name] = { TXT: [value] }
}
function unpublish(selector: string): void {
  delete zone[`${selector}._domainkey.${HELP}`]
}
async function signing(): Promise<string[]> {
  const answer = await stage.call('/gateway/signing-keys', {
    headers: { authorization: `Bearer ${stage.desk.keys.gateway}` },
  })
  const { keys } = unwrap(parseWith(SigningKeys, await answer.json()))
  for (const key of keys) expect(key.privateKey).toMatch(/^-----BEGIN PRIVATE KEY-----/)
  return keys.map(({ domain, selector }) => `${selector} of ${domain}`)
}
const statesOf = ({ keys }: MailDomain) => keys.map(({ selector, state }) => `${selector} ${state}`)
const codesOf = ({ findings }: MailDomain) => findings.map(({ code }) => code)

test('[MR44] the first queue of a domain brings keys, which sign nothing until their records are seen', async () => {
  const domain = await first()
  expect(domain).toMatchObject({
    domain: HELP,
    addresses: ['support', 'payments', 'community'].map((queue) => `${queue}@${HELP}`),
    isSigned: false,
    checkedAt: null,
  })
  expect(statesOf(domain)).toEqual(['ds20260302 waiting', 'ds20260302e waiting'])
  expect(domain.records.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
    `mx ${HELP}`,
    `spf ${HELP}`,
    `dkim ds20260302._domainkey.${HELP}`,
    `dkim ds20260302e._domainkey.${HELP}`,
    `dmarc _dmarc.${HELP}`,
  ])
  expect(await signing()).toEqual([])
  expect(codesOf(await check())).toEqual([
    'mx/missing',
    'spf/missing',
    'dkim/missing',
    'dkim/second-missing',
    'dmarc/missing',
  ])
  expect(await signing()).toEqual([])
  publish(domain)
  zone[HELP] = { TXT: ['v=spf1 a:desk.test ~all'], MX: ['desk.test'] }
  const checked = await check()
  expect(codesOf(checked)).toEqual(['mx/here', 'spf/good', 'dkim/good', 'dkim/good', 'dmarc/none'])
  expect(checked.isSigned).toBe(true)
  expect(await signing()).toEqual([`ds20260302 of ${HELP}`, `ds20260302e of ${HELP}`])
  // Now that mail is signed, more can be asked for.
  expect(checked.records.at(-1)?.value).toBe('v=DMARC1; p=quarantine')
})

test('[MR44] who asks again at once gets what was found, and several who ask at once get keys of one making', async () => {
  const [one, two] = await Promise.all([post('/check'), post('/check')])
  expect(statesOf(one)).toEqual(statesOf(two))
  const asked = server.asked.length
  expect((await post('/check')).checkedAt).toBe(one.checkedAt)
  expect(server.asked).toHaveLength(asked)
})

test('[MR44] new keys take over when their records are seen, and not before', async () => {
  publish(await first())
  await check()
  stage.advance(30 * DAY_MS)
  const rotated = await post('/keys')
  expect(statesOf(rotated)).toEqual([
    'ds20260401 waiting',
    'ds20260401e waiting',
    'ds20260302 signing',
    'ds20260302e signing',
  ])
  expect(codesOf(rotated)).toContain('dkim/next-missing')
  expect(await signing()).toEqual([`ds20260302 of ${HELP}`, `ds20260302e of ${HELP}`])
  // A second rotation waits for the first.
  const again = await stage.json(`/api/mail-domains/${HELP}/keys`, {}, admin)
  expect([again.status, await again.json()]).toEqual([
    409,
    expect.objectContaining({ code: 'desk/exists' }),
  ])
  publish(rotated)
  const taken = await check()
  expect(statesOf(taken)).toEqual([
    'ds20260401 signing',
    'ds20260401e signing',
    'ds20260302 retired',
    'ds20260302e retired',
  ])
  expect(await signing()).toEqual([`ds20260401 of ${HELP}`, `ds20260401e of ${HELP}`])
  // What signs no more has no secret any more; its record stays for a week.
  const rows = await stage.sql.all(
    `SELECT private_key AS k FROM domain_keys WHERE state = 'retired'`,
  )
  expect(rows.map((row) => row['k'])).toEqual(['', ''])
  expect(taken.keys.at(-1)?.removableAt).toBe(stage.now() + 7 * DAY_MS)
  expect(taken.records.some(({ name }) => name.startsWith('ds20260302.'))).toBe(false)
  stage.advance(DAY_MS)
  expect(codesOf(await check())).toContain('dkim/old-needed')
  stage.advance(7 * DAY_MS)
  expect(codesOf(await check())).toContain('dkim/old-removable')
  for (const selector of ['ds20260302', 'ds20260302e']) unpublish(selector)
  await check()
  expect(statesOf(await first())).toEqual(['ds20260401 signing', 'ds20260401e signing'])
})

test('[MR44] a second key that nobody published does not hold up new ones', async () => {
  publish(await first())
  unpublish('ds20260302e')
  expect(statesOf(await check())).toEqual(['ds20260302 signing', 'ds20260302e waiting'])
  expect(statesOf(await post('/keys'))).toEqual([
    'ds20260302-2 waiting',
    'ds20260302-2e waiting',
    'ds20260302 signing',
  ])
})

test('[MR44] a record that is gone or another ends signing; name servers that are silent do not', async () => {
  publish(await first())
  await check()
  const name = `ds20260302._domainkey.${HELP}`
  const record = zone[name]
  for (const silence of ['silent', 'broken'] as const) {
    zone[name] = silence
    expect(codesOf(await check())).toContain('dkim/no-answer')
    expect(await signing()).toHaveLength(2)
  }
  zone[name] = { TXT: ['v=DKIM1; p=MIIB'] }
  expect(codesOf(await check())).toContain('dkim/differs')
  expect(await signing()).toEqual([`ds20260302e of ${HELP}`])
  if (record) zone[name] = record
  await check()
  expect(await signing()).toHaveLength(2)
  unpublish('ds20260302')
  expect((await check()).keys[0]).toMatchObject({ state: 'waiting' })
  expect(await signing()).toEqual([`ds20260302e of ${HELP}`])
})

test('[MR44] an admin’s word counts where the record cannot be seen, until it is taken back', async () => {
  await first()
  const vouch = (isVouched: boolean) => post('/keys/ds20260302', { isVouched })
  expect(codesOf(await vouch(true))).toContain('dkim/vouched')
  expect(await signing()).toEqual([`ds20260302 of ${HELP}`])
  await check()
  expect(await signing()).toEqual([`ds20260302 of ${HELP}`])
  await vouch(false)
  expect(await signing()).toEqual([])
  const none = await stage.json(`/api/mail-domains/${HELP}/keys/nobody`, { isVouched: true }, admin)
  expect(none.status).toBe(404)
})

test('[MR44] secrets leave for the gateway alone', async () => {
  publish(await first())
  await check()
  const agent = { authorization: `Bearer ${await stage.bearer(await stage.agent('Eve'))}` }
  const paths = ['', `/${HELP}/check`, `/${HELP}/keys`, `/${HELP}/keys/ds20260302`]
  for (const [at, path] of paths.entries()) {
    const url = `/api/mail-domains${path}`
    const refused =
      at === 0
        ? await stage.call(url, { headers: agent })
        : await stage.json(url, { isVouched: true }, agent)
    expect([path, refused.status]).toEqual([path, 403])
    const answer =
      at === 0
        ? await stage.call(url, { headers: admin })
        : await stage.json(url, { isVouched: true }, admin)
    expect(await answer.text()).not.toMatch(/PRIVATE|privateKey|private_key/)
  }
  for (const headers of [agent, admin, {}]) {
    const refused = await stage.call('/gateway/signing-keys', { headers })
    expect(refused.status).toBeGreaterThanOrEqual(401)
    expect(await refused.text()).not.toContain('PRIVATE')
  }
  for (const verb of [checkDns, checkDesk])
    expect(JSON.stringify(unwrap(await verb.run(stage.desk, {}, () => {})))).not.toContain(
      'PRIVATE',
    )
})

test('[MR44] a desk whose relay signs makes no keys and hands out none', async () => {
  await stage.close()
  await open({ DESKSIDE_DKIM: 'relay' })
  const domain = await post('/check')
  expect(domain).toMatchObject({ signer: 'relay', isSigned: false, keys: [] })
  expect(codesOf(domain)).toContain('dkim/relay')
  expect(domain.records.map(({ kind }) => kind)).toEqual(['mx', 'spf', 'dmarc'])
  expect(await signing()).toEqual([])
  expect(await stage.sql.all(`SELECT selector FROM domain_keys`)).toEqual([])
  expect((await stage.json(`/api/mail-domains/${HELP}/keys`, {}, admin)).status).toBe(400)
  expect(readConfig({ DESKSIDE_DKIM: 'both' })).toMatchObject({ fault: { code: 'kit/invalid' } })
})

test('[MR44] each domain has its own keys; one that no queue writes from any more is not signed for', async () => {
  const addresses = (...all: string[]) =>
    stage.desk.parts.settings.change((settings) => ({
      ...settings,
      queues: all.map((address, at) =>
        v.parse(QueueSettings, { slug: `q${at}`, name: `Q${at}`, address }),
      ),
    }))
  publish(await first())
  await check()
  unwrap(await addresses(`a@${HELP}`, 'b@other.test'))
  expect((await list()).map(({ domain }) => domain)).toEqual([HELP, 'other.test'])
  expect(await signing()).toHaveLength(2)
  unwrap(await addresses('b@other.test'))
  expect(await signing()).toEqual([])
  expect(unwrap(await checkDomain(stage.desk, 'other.test')).domain).toBe('other.test')
  expect(await checkDomain(stage.desk, HELP)).toMatchObject({
    ok: false,
    fault: { code: 'kit/not-found' },
  })
})

test('[MR44] every domain is looked at once a day, and told by doctor and by mail dns', async () => {
  const watch = makeDomainWatch(stage.desk)
  const doctor = async () => {
    const { json } = unwrap(await checkDesk.run(stage.desk, {}, () => {}))
    const Checks = v.object({
      checks: v.array(v.object({ name: v.string(), state: v.string(), detail: v.string() })),
    })
    return v.parse(Checks, json).checks.find(({ name }) => name === 'mail records')
  }
  await watch.prepare()
  expect(await doctor()).toMatchObject({
    state: 'advice',
    detail: expect.stringContaining('not looked at yet'),
  })
  expect([await watch.checkDue(), await watch.checkDue()]).toEqual([1, 0])
  stage.advance(LIMITS.domainCheckEveryMs)
  expect(await watch.checkDue()).toBe(1)
  expect(await doctor()).toMatchObject({
    state: 'bad',
    detail: expect.stringContaining('(mx/missing)'),
  })
  const dns = async () => unwrap(await checkDns.run(stage.desk, { domain: HELP }, () => {}))
  expect((await dns()).isBad).toBe(true)
  const { words } = await dns()
  expect(words).toContain(`ds20260302._domainkey.${HELP}. TXT "v=DKIM1; k=rsa; p=`)
  // RFC 1035 §3.3: as a zone file takes it.
  expect(words.match(/"[^"]*"/g)?.every((part) => part.length <= 257)).toBe(true)
  publish(await first())
  zone[HELP] = { TXT: ['v=spf1 a:desk.test ip4:127.0.0.1 -all'], MX: ['desk.test'] }
  zone[`_dmarc.${HELP}`] = { TXT: ['v=DMARC1; p=reject'] }
  stage.advance(LIMITS.domainCheckGapMs)
  const { isBad, json } = await dns()
  expect(isBad).toBe(false)
  expect(unwrap(parseWith(MailDomains, json)).domains[0]?.isSigned).toBe(true)
  expect(await doctor()).toMatchObject({
    state: 'ok',
    detail: expect.stringContaining('all is published'),
  })
  expect((await checkDns.run(stage.desk, { domain: 'other.test' }, () => {})).ok).toBe(false)
  expect(unwrap(await rotateKeysOf.run(stage.desk, { domain: HELP }, () => {})).words).toContain(
    'dkim/next-missing',
  )
  const vouched = { domain: HELP, selector: 'ds20260303', off: 'given' }
  expect((await vouchForKeyOf.run(stage.desk, vouched, () => {})).ok).toBe(true)
  watch.stop()
})

test('[MR44] a domain whose name servers were away is looked at again within the hour', async () => {
  const watch = makeDomainWatch(stage.desk)
  const hour = DAY_MS / 24
  const looks = async () => {
    stage.advance(hour)
    return watch.checkDue()
  }
  publish(await first())
  zone[HELP] = 'broken'
  expect(await looks()).toBe(1)
  zone[HELP] = { TXT: ['v=spf1 a:desk.test ~all'], MX: ['desk.test'] }
  expect([await looks(), await looks()]).toEqual([1, 0])
  expect(codesOf(await first())).toContain('mx/here')
})

test('a desk that is only tried out asks no name server of the world by itself', async () => {
  await stage.close()
  await open({ DESKSIDE_NAME_SERVERS: '' })
  expect(await makeDomainWatch(stage.desk).checkDue()).toBe(0)
  expect(await first()).toMatchObject({ checkedAt: null, findings: [] })
})

test('[MR44] a queue of a new domain brings its keys by itself while the server runs', async () => {
  const rows = () => stage.sql.all(`SELECT domain, selector FROM domain_keys ORDER BY domain`)
  const watch = makeDomainWatch(stage.desk)
  watch.start()
  await expect.poll(async () => (await rows()).length, { timeout: 20_000 }).toBe(2)
  unwrap(
    await stage.desk.parts.settings.change((settings) => ({
      ...settings,
      queues: [
        ...settings.queues,
        v.parse(QueueSettings, { slug: 'new', name: 'New', address: 'new@other.test' }),
      ],
    })),
  )
  await expect.poll(async () => (await rows()).length, { timeout: 20_000 }).toBe(4)
  expect((await rows()).map((row) => row['domain'])).toEqual([
    HELP,
    HELP,
    'other.test',
    'other.test',
  ])
  watch.stop()
})

test('a backup holds the keys, so that a restored desk signs on', async () => {
  publish(await first())
  await check()
  const folder = await mkdtemp(join(tmpdir(), 'deskside-keys-'))
  try {
    unwrap(await backUp.run(stage.desk, { dir: join(folder, 'backup') }, () => {}))
    const copy = await openSqlite(join(folder, 'backup', 'desk.sqlite'))
    const rows = await copy.read.all(`SELECT private_key AS k, state FROM domain_keys`)
    await copy.close()
    expect(rows).toHaveLength(2)
    for (const row of rows)
      expect(row).toMatchObject({
        state: 'signing',
        k: expect.stringContaining('BEGIN PRIVATE KEY'),
      })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})

test('[MR44] a reply goes out unsigned before its key is published, and signed after', async () => {
  const house = await openHouse(`support@${HELP}`, {
    DESKSIDE_NAME_SERVERS: server.address,
    DESKSIDE_UNDO_SECONDS: '0',
  })
  const resolver = new Resolver()
  resolver.setServers([server.address])
  const Verified = v.object({
    results: v.array(
      v.object({
        status: v.object({
          result: v.string(),
          aligned: v.optional(v.union([v.string(), v.boolean()])),
        }),
        selector: v.optional(v.string()),
      }),
    ),
  })
  try {
    const ada = await house.stage.agent('Ada')
    const send = async () => {
      const ticket = await house.stage.ticket('ann@home.test')
      await house.stage.wholeReply(ada, ticket, { text: 'Schöne Grüße', isForced: true })
      const raws: Buffer[] = []
      await house.sendDue(async ({ raw }) => {
        raws.push(raw)
        return { end: 'accepted', reply: '250 ok' }
      })
      expect(raws).toHaveLength(1)
      const answer = await dkimVerify(raws[0] ?? Buffer.alloc(0), {
        resolver: (name: string) => resolver.resolveTxt(name),
      })
      return v
        .parse(Verified, answer)
        .results.map(({ status, selector }) => [selector, status.result, status.aligned])
    }
    expect((await send()).filter(([selector]) => selector !== undefined)).toEqual([])
    publish(unwrap(await checkDomain(house.stage.desk, HELP)))
    house.stage.advance(LIMITS.domainCheckGapMs)
    unwrap(await checkDomain(house.stage.desk, HELP))
    expect(await send()).toEqual([
      ['ds20260302', 'pass', HELP],
      ['ds20260302e', 'pass', HELP],
    ])
  } finally {
    await house.stage.close()
  }
})
