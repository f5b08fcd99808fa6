/** The real processes: a key of the server's, published as `mail dns` says, signs what the gateway sends. */
import { Resolver } from 'node:dns/promises'
import { dkimVerify } from 'mailauth'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { unwrap } from '../../shared/kit/fault.ts'
import { parseWith, v } from '../../shared/kit/schema.ts'
import { MailDomain, MailDomains } from '../../shared/wire/mail-domains.ts'
import { openNameServer, type Zone } from '../../mail-gateway/test-stage/name-server.ts'
import { openStage, type Stage } from '../stage.ts'

// Real processes on a busy machine.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 120_000 })

const zone: Zone = {}
let server: Awaited<ReturnType<typeof openNameServer>>
let stage: Stage
beforeAll(async () => {
  server = await openNameServer(zone)
  stage = await openStage({
    environment: { DESKSIDE_NAME_SERVERS: server.address, DESKSIDE_UNDO_SECONDS: '0' },
  })
  await stage.addQueue('support', 'Support', 'support@desk.test')
})
afterAll(async () => {
  await stage?.close()
  await server?.close()
})

/** `mail dns`, as an operator calls it beside the running server. */
async function mailDns() {
  const run = await stage.run('mail', 'dns', '--json')
  const [domain] = unwrap(parseWith(MailDomains, JSON.parse(run.stdout))).domains
  if (!domain) throw new Error('there is no domain')
  return { domain, code: run.code }
}

const Verified = v.object({
  results: v.array(
    v.object({ status: v.object({ result: v.string() }), selector: v.optional(v.string()) }),
  ),
})

test('[MR44] the gateway of a running desk signs with the keys of its server', async () => {
  const { domain, code } = await mailDns()
  expect([domain.domain, domain.isSigned, code]).toEqual(['desk.test', false, 1])
  for (const { kind, name, value } of domain.records)
    if (kind !== 'mx') zone[name] = { TXT: [value] }
  const admin = await stage.addPerson({ email: 'ada@desk.test', name: 'Ada', role: 'admin' })
  const isSigned = async () => {
    const checked = await admin.api.post('/api/mail-domains/desk.test/check', {})
    return unwrap(parseWith(MailDomain, checked.json)).isSigned
  }
  // What was asked a moment ago is the answer, for some seconds.
  await expect.poll(isSigned, { timeout: 30_000, interval: 500 }).toBe(true)

  const filed = await stage.api().post('/api/tickets', {
    queue: 'support',
    name: 'Ann',
    email: 'ann@home.test',
    subject: 'The crane is stuck',
    body: 'Please help.',
  })
  const { id } = unwrap(parseWith(v.object({ id: v.string() }), filed.json))
  await admin.api.post(`/api/tickets/${id}/replies`, { text: 'Schöne Grüße zurück' })
  const sent = await stage.relay.mail(
    (mail) => mail.to.includes('ann@home.test') && !/^Auto-Submitted:/m.test(mail.raw),
    { waitMsMax: 60_000 },
  )
  const resolver = new Resolver()
  resolver.setServers([server.address])
  const answer = await dkimVerify(Buffer.from(sent.raw, 'latin1'), {
    resolver: (name: string) => resolver.resolveTxt(name),
  })
  const selectors = domain.keys.map(({ selector }) => selector)
  expect(v.parse(Verified, answer).results).toEqual(
    selectors.map((selector) =>
      expect.objectContaining({ selector, status: expect.objectContaining({ result: 'pass' }) }),
    ),
  )
  // Keys are in the store and nowhere else: not in what the processes say.
  const said = [...stage.server.stderr, ...stage.gateway.stderr].join('\n')
  expect(said).not.toMatch(/PRIVATE KEY|privateKey/)
})
