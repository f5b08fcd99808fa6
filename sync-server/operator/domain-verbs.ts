/** `mail dns`, `dkim rotate` and `dkim vouch`: the domains the desk writes from, on the command line. */
import { ok, type Result } from '../../shared/kit/fault.ts'
import { v } from '../../shared/kit/schema.ts'
import { sayFinding, stateOfFinding, titleOfFinding } from '../../shared/wire/domain-findings.ts'
import type { MailDomain } from '../../shared/wire/mail-domains.ts'
import { checkDomain, listDomains } from '../mail/domains/check-domain.ts'
import { rotateDomain, vouchForDomain } from '../mail/domains/domain-acts.ts'
import { flag, makeVerb, type VerbAnswer } from './verb.ts'

const Domain = v.pipe(v.string(), v.trim(), v.toLowerCase(), v.minLength(1), v.maxLength(253))
const domainOption = {
  name: 'domain',
  value: 'DOMAIN',
  isRequired: true,
  isPositional: true,
  about: 'The domain.',
}

export const checkDns = makeVerb(
  {
    name: 'mail dns',
    about: 'Ask name servers about the domains the desk writes from, and say what to publish.',
    options: [{ ...domainOption, isRequired: false, about: 'Only this one.' }],
  },
  v.object({ domain: v.optional(Domain) }),
  async (desk, { domain }, progress) => {
    const domains: MailDomain[] = []
    const wanted = domain === undefined ? await listDomains(desk) : [{ domain }]
    for (const one of wanted) {
      progress(`asking about ${one.domain}`)
      const checked = await checkDomain(desk, one.domain)
      if (!checked.ok) return checked
      domains.push(checked.value)
    }
    return ok({
      json: { domains },
      words: domains.map(sayDomain).join('\n\n') || 'No queue has a mail address.',
      isBad: domains.some(isBad),
    })
  },
)

export const rotateKeysOf = makeVerb(
  {
    name: 'dkim rotate',
    about: 'Make new keys for a domain. The old sign until the records of the new are seen.',
    options: [domainOption],
  },
  v.object({ domain: Domain }),
  async (desk, { domain }) => answerOf(await rotateDomain(desk, domain)),
)

export const vouchForKeyOf = makeVerb(
  {
    name: 'dkim vouch',
    about: 'Sign with a key on your word, though its record is not seen from here.',
    options: [
      domainOption,
      { name: 'selector', value: 'SELECTOR', isRequired: true, about: 'Which of its keys.' },
      {
        name: 'off',
        value: '',
        isRequired: false,
        isFlag: true,
        about: 'Take the word back: what is seen counts again.',
      },
    ],
  },
  v.object({ domain: Domain, selector: v.pipe(v.string(), v.maxLength(63)), off: flag }),
  async (desk, { domain, selector, off }) =>
    answerOf(await vouchForDomain(desk, { domain, selector }, off !== true)),
)

/** As a zone file has it: a string of a TXT record holds 255 bytes (RFC 1035 §3.3), and several are one value. */
const quote = (value: string): string =>
  (value.match(/.{1,255}/g) ?? ['']).map((part) => `"${part}"`).join(' ')

const isBad = ({ findings }: MailDomain): boolean =>
  findings.some((finding) => stateOfFinding(finding) === 'bad')

/** The act was done, whatever name servers say. */
function answerOf(done: Result<MailDomain>): Result<VerbAnswer> {
  if (!done.ok) return done
  return ok({ json: { ...done.value }, words: sayDomain(done.value), isBad: false })
}

function sayDomain(one: MailDomain): string {
  const lines = one.findings.map(
    (finding) =>
      `  ${stateOfFinding(finding).padEnd(7)} ${titleOfFinding(finding)} (${finding.code})\n          ${sayFinding(finding)}`,
  )
  const records = one.records.map(
    ({ name, type, value, isOptional }) =>
      `  ${name}. ${type} ${type === 'TXT' ? quote(value) : value}${isOptional ? '   (optional)' : ''}`,
  )
  const signed = one.signer === 'relay' ? 'the relay signs' : one.isSigned ? 'signed' : 'not signed'
  return [`${one.domain} (${signed})`, ...lines, '  Records to publish:', ...records].join('\n')
}
