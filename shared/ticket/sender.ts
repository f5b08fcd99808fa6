/**
 * Who a mail is from, as far as mail can say: what SPF, DKIM, DMARC and ARC said, as facts that can be put in words. Not
 * here: what is made of them (sender-trust), asking name servers (mail-gateway/inbound/judge).
 */
import { v } from '../kit/schema.ts'

/** `none`: nothing is published or signed; `temperror` and `unchecked`: not judged (name servers down, our own machine). */
export const VERDICTS = [
  'pass',
  'fail',
  'softfail',
  'neutral',
  'none',
  'temperror',
  'permerror',
  'unchecked',
] as const
export const Verdict = v.picklist(VERDICTS)
export type Verdict = v.InferOutput<typeof Verdict>

const domain = v.pipe(v.string(), v.maxLength(255))

/** What was judged of one message (mail.md 35). Domains are lower case. What is absent is not known. */
export const SenderFacts = v.object({
  /** RFC 7208: may the host send for `spfDomain`, the one of MAIL FROM (of HELO, when that is empty)? */
  spf: Verdict,
  /** RFC 6376: the best of its signatures. */
  dkim: Verdict,
  /** RFC 7489: does the domain of From stand by the message? */
  dmarc: Verdict,
  /** RFC 8617: the chain of those who passed it on. */
  arc: v.optional(Verdict),
  /** The domain of From, as it was judged. */
  fromDomain: v.optional(domain),
  spfDomain: v.optional(domain),
  /** Of the signatures that are good. */
  dkimDomains: v.optional(v.pipe(v.array(domain), v.maxLength(10))),
  /** What speaks for the very domain of From, with or without a DMARC record of it. */
  aligned: v.optional(v.pipe(v.array(v.picklist(['spf', 'dkim', 'arc'])), v.maxLength(3))),
  /** What the domain of From asks to be done with mail that fails DMARC. */
  policy: v.optional(v.picklist(['none', 'quarantine', 'reject'])),
  /** The listed forwarder whose seal was believed. */
  sealer: v.optional(domain),
  /** Our own mail server that judged in our place (its authserv-id, RFC 8601); absent: the gateway itself. */
  judgedBy: v.optional(domain),
  /** From a program on the machine the gateway runs on, and not passed on by a mail server that took it elsewhere. */
  isLocal: v.optional(v.boolean()),
})
export type SenderFacts = v.InferOutput<typeof SenderFacts>
