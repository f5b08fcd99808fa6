/** What an admin does to the keys of a domain; each act ends with a fresh look at its records. */
import { fail, type Result } from '../../../shared/kit/fault.ts'
import type { MailDomain } from '../../../shared/wire/mail-domains.ts'
import { checkDomain, forgetCheck, type DomainParts } from './check-domain.ts'
import { domainsOf } from './domain-facts.ts'
import { ensureKeys, rotateKeys, vouchForKey } from './domain-keys.ts'

/** New keys; the old sign until the records of the new are seen. */
export async function rotateDomain(
  around: DomainParts,
  domain: string,
): Promise<Result<MailDomain>> {
  const refused = refuse(around, domain)
  if (refused) return refused
  await ensureKeys(around.parts, domain)
  const rotated = await rotateKeys(around.parts, domain)
  if (!rotated.ok) return rotated
  return lookAnew(around, domain)
}

/** Signing with a key whose record is not seen from here, on an admin's word; or no longer. */
export async function vouchForDomain(
  around: DomainParts,
  key: { domain: string; selector: string },
  isVouched: boolean,
): Promise<Result<MailDomain>> {
  const refused = refuse(around, key.domain)
  if (refused) return refused
  const { database, clock } = around.parts
  const done = await database.write((tx) => vouchForKey(tx, key, isVouched, clock.now()))
  if (!done.ok) return done
  return lookAnew(around, key.domain)
}

function refuse({ parts }: DomainParts, domain: string) {
  if (parts.config.dkim === 'relay')
    return fail('kit/invalid', 'the relay signs (DESKSIDE_DKIM); its keys are its own')
  if (!domainsOf(parts).has(domain))
    return fail('kit/not-found', `no queue of this desk writes from ${domain}`)
  return null
}

async function lookAnew(around: DomainParts, domain: string): Promise<Result<MailDomain>> {
  await around.parts.database.write((tx) => forgetCheck(tx, domain))
  return checkDomain(around, domain)
}
