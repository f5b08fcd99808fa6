/**
 * The domains the desk writes from, as admins see them: keys without their secrets, the records to publish, and what was
 * found when name servers were asked. What each finding means in words is in domain-findings.
 *
 *   GET  /api/mail-domains                             → { domains: MailDomain[] }
 *   POST /api/mail-domains/<domain>/check              → MailDomain   asks now
 *   POST /api/mail-domains/<domain>/keys               → MailDomain   new keys; the old sign until the new are published
 *   POST /api/mail-domains/<domain>/keys/<selector> { isVouched } → MailDomain   sign without having seen the record
 */
import { LIMITS } from '../kit/limits.ts'
import { EpochMs, v } from '../kit/schema.ts'
import { FINDING_CODES } from './domain-findings.ts'

export const KEY_ALGORITHMS = ['rsa-sha256', 'ed25519-sha256'] as const
export type KeyAlgorithm = (typeof KEY_ALGORITHMS)[number]

/**
 * waiting: made, its record was not seen yet. signing: its record is seen, or an admin says so. retired: another signs
 * instead; its record stays for the mail that is under way.
 */
export const KEY_STATES = ['waiting', 'signing', 'retired'] as const

export const DomainKey = v.object({
  selector: v.string(),
  algorithm: v.picklist(KEY_ALGORITHMS),
  state: v.picklist(KEY_STATES),
  madeAt: EpochMs,
  /** When its record was last seen. */
  seenAt: v.nullable(EpochMs),
  /** Of a retired one: from then on its record may go. */
  removableAt: v.nullable(EpochMs),
  /** An admin says that the record is published, whatever is seen from here. */
  isVouched: v.boolean(),
})
export type DomainKey = v.InferOutput<typeof DomainKey>

export const RECORD_KINDS = ['mx', 'spf', 'dkim', 'dmarc'] as const
export type RecordKind = (typeof RECORD_KINDS)[number]

/** One record to publish, as a name server's form asks for it. */
export const DnsRecord = v.object({
  kind: v.picklist(RECORD_KINDS),
  name: v.string(),
  type: v.picklist(['MX', 'TXT']),
  value: v.string(),
  /** Good to have, and mail arrives without it. */
  isOptional: v.boolean(),
})
export type DnsRecord = v.InferOutput<typeof DnsRecord>

export const Finding = v.object({
  kind: v.picklist(RECORD_KINDS),
  code: v.picklist(FINDING_CODES),
  /** The name that was asked for, or that is wrong. */
  name: v.string(),
  /** What stands there, or is missing there; a number where the finding counts. */
  value: v.pipe(v.string(), v.maxLength(LIMITS.dnsRecordChars)),
})
export type Finding = v.InferOutput<typeof Finding>

export const MailDomain = v.object({
  domain: v.string(),
  /** Addresses of queues that write from it. */
  addresses: v.array(v.string()),
  /** Who signs: the desk, or the relay (DESKSIDE_DKIM). */
  signer: v.picklist(['desk', 'relay']),
  /** Whether mail is signed now. */
  isSigned: v.boolean(),
  keys: v.array(DomainKey),
  records: v.array(DnsRecord),
  checkedAt: v.nullable(EpochMs),
  findings: v.array(Finding),
})
export type MailDomain = v.InferOutput<typeof MailDomain>
export const MailDomains = v.object({ domains: v.array(MailDomain) })
