/**
 * A domain of the desk: its keys, the records it should have, and what is found when name servers are asked. What is found
 * is kept for whoever looks later, and decides which key signs. The one page others of the server import from here.
 */
import { fail, ok, type Result } from '../../../shared/kit/fault.ts'
import { LIMITS } from '../../../shared/kit/limits.ts'
import { v } from '../../../shared/kit/schema.ts'
import { DomainKey, Finding, type MailDomain } from '../../../shared/wire/mail-domains.ts'
import type { CommitParts } from '../../commit/parts.ts'
import type { Desk } from '../../desk.ts'
import { number, text, type Sql, type Tx } from '../../store/database.ts'
import { openAsk } from './ask.ts'
import { findDkim } from './dkim-findings.ts'
import { findDmarc } from './dmarc-findings.ts'
import { domainsOf, factsOf } from './domain-facts.ts'
import { applySeen, ensureKeys, readKeys } from './domain-keys.ts'
import { findMx } from './mx-findings.ts'
import { recordsOf } from './records.ts'
import { findSpf } from './spf-findings.ts'

const Kept = v.object({ findings: v.array(Finding), spf: v.nullable(v.string()) })
type Kept = v.InferOutput<typeof Kept>
type Checked = Kept & { at: number | null }
const NEVER: Checked = { at: null, findings: [], spf: null }

export type DomainParts = Pick<Desk, 'parts' | 'timers'>

/** Every domain that a queue writes from, as it was last found. Those without keys get them. */
export async function listDomains({ parts }: DomainParts): Promise<MailDomain[]> {
  for (const domain of domainsOf(parts).keys()) await prepare(parts, domain)
  return readDomains(parts)
}

/** The same, changing nothing. */
export async function readDomains(parts: CommitParts): Promise<MailDomain[]> {
  const domains: MailDomain[] = []
  for (const domain of domainsOf(parts).keys()) domains.push(await describe(parts, domain))
  return domains
}

/** Asks the name servers now, unless that was done a moment ago. */
export async function checkDomain(
  { parts, timers }: DomainParts,
  domain: string,
): Promise<Result<MailDomain>> {
  if (!domainsOf(parts).has(domain))
    return fail('kit/not-found', `no queue of this desk writes from ${domain}`)
  await prepare(parts, domain)
  const { at } = await readChecked(parts.database.read, domain)
  const now = parts.clock.now()
  if (at !== null && now >= at && now - at < LIMITS.domainCheckGapMs)
    return ok(await describe(parts, domain))

  const facts = factsOf(parts, domain)
  const keys = await readKeys(parts.database.read, domain)
  const ask = openAsk({ servers: parts.config.nameServers, timers })
  try {
    const [mx, spf, dkim, dmarc] = await Promise.all([
      findMx(ask, facts),
      findSpf(ask, facts),
      findDkim(ask, facts, keys, now),
      findDmarc(ask, facts),
    ])
    const findings = [...mx, ...spf.findings, ...dkim.findings, ...dmarc]
    await parts.database.write(async (tx) => {
      await applySeen(tx, domain, dkim.seen, now)
      await keepChecked(tx, domain, { findings, spf: spf.record }, now)
    })
  } finally {
    ask.close()
  }
  return ok(await describe(parts, domain))
}

/** What was found before the keys or the settings changed is no longer what it says. */
export async function forgetCheck(tx: Tx, domain: string): Promise<void> {
  await tx.run(`DELETE FROM domain_checks WHERE domain = ?`, domain)
}

async function describe(parts: CommitParts, domain: string): Promise<MailDomain> {
  const facts = factsOf(parts, domain)
  const keys = facts.signer === 'desk' ? await readKeys(parts.database.read, domain) : []
  const checked = await readChecked(parts.database.read, domain)
  return {
    domain,
    addresses: domainsOf(parts).get(domain) ?? [],
    signer: facts.signer,
    isSigned: keys.some((key) => key.state === 'signing'),
    keys: keys.map((key) => v.parse(DomainKey, key)),
    records: recordsOf(facts, keys, checked),
    checkedAt: checked.at,
    findings: checked.findings,
  }
}

async function prepare(parts: CommitParts, domain: string): Promise<void> {
  if (parts.config.dkim === 'desk') await ensureKeys(parts, domain)
}

async function readChecked(sql: Sql, domain: string): Promise<Checked> {
  const row = await sql.get(`SELECT at, findings FROM domain_checks WHERE domain = ?`, domain)
  if (!row) return NEVER
  // What an older version found and this one has no word for is asked again.
  const kept = v.safeParse(Kept, JSON.parse(text(row, 'findings')))
  return kept.success ? { ...kept.output, at: number(row, 'at') } : NEVER
}

function keepChecked(tx: Tx, domain: string, kept: Kept, now: number): Promise<number> {
  return tx.run(
    `INSERT INTO domain_checks (domain, at, findings) VALUES (?, ?, ?)
     ON CONFLICT (domain) DO UPDATE SET at = excluded.at, findings = excluded.findings`,
    domain,
    now,
    JSON.stringify(kept),
  )
}
