/** The part of `doctor` that needs an open desk: what its database, settings and queues look like from inside. */
import { ok } from '../../shared/kit/fault.ts'
import { v } from '../../shared/kit/schema.ts'
import { number } from '../store/database.ts'
import { sayFinding, stateOfFinding, worstState } from '../../shared/wire/domain-findings.ts'
import type { MailDomain } from '../../shared/wire/mail-domains.ts'
import { readDomains } from '../mail/domains/check-domain.ts'
import { checkMailboxes } from '../mail/fetch/mailbox-health.ts'
import { readMailHealth, type MailHealth } from '../mail/outbound/mail-health.ts'
import { readHistory } from '../store/generation.ts'
import type { Desk } from '../desk.ts'
import { makeVerb } from './verb.ts'

export const Check = v.object({
  name: v.string(),
  state: v.picklist(['ok', 'advice', 'bad']),
  detail: v.string(),
})
export type Check = v.InferOutput<typeof Check>

/** Free mail services: an address there is nobody's own domain. */
const COMMON_MAIL_HOSTS = ['gmail.com', 'outlook.com', 'hotmail.com', 'yahoo.com', 'gmx.de']

export const checkDesk = makeVerb(
  { name: 'doctor', about: 'Look for what is wrong, with words on what to do.', options: [] },
  v.object({}),
  async (desk) => {
    const checks = await checksOfDesk(desk)
    return ok({
      json: { checks },
      words: sayChecks(checks),
      isBad: checks.some((check) => check.state === 'bad'),
    })
  },
)

export function sayChecks(checks: readonly Check[]): string {
  return checks
    .map(({ name, state, detail }) => `${state.padEnd(7)} ${name.padEnd(18)} ${detail}`)
    .join('\n')
}

async function checksOfDesk(desk: Desk): Promise<Check[]> {
  const sql = desk.database.read
  const count = async (query: string, ...params: number[]) => {
    const row = await sql.get(query, ...params)
    return row ? number(row, 'n') : 0
  }
  const now = desk.parts.clock.now()
  const settings = desk.parts.settings.get()
  const store = await desk.database.about()
  const people = await count(`SELECT count(*) AS n FROM people WHERE disabled_at IS NULL`)
  const admins = await count(
    `SELECT count(*) AS n FROM people WHERE disabled_at IS NULL AND role = 'admin'`,
  )
  const late = await count(`SELECT count(*) AS n FROM jobs WHERE due_at < ?`, now - 15 * 60_000)
  const stuck = await count(
    `SELECT count(*) AS n FROM jobs WHERE lease IS NOT NULL AND lease_until > 0 AND lease_until < ?`,
    now - 15 * 60_000,
  )
  const held = await count(`SELECT count(*) AS n FROM held_mail WHERE released_at IS NULL`)
  const mailOut = await readMailHealth(sql, now)
  const mailboxes = await checkMailboxes(sql, now)
  const newest = await count(`SELECT coalesce(max(received_at), 0) AS n FROM updates`)
  return [
    {
      name: 'database',
      state: store.integrity === 'ok' ? 'ok' : 'bad',
      detail: `${store.words}; integrity: ${store.integrity}`,
    },
    {
      name: 'durability',
      state: store.isDurable ? 'ok' : 'bad',
      detail: store.durability,
    },
    {
      name: 'settings',
      state: 'ok',
      detail:
        store.kind === 'sqlite'
          ? `desk.json is read, revision ${settings.revision}`
          : `in the database, revision ${settings.revision}`,
    },
    ...(desk.nodes ? [nodesCheck(desk.nodes.isListening())] : []),
    admins > 0
      ? { name: 'people', state: 'ok', detail: `${people} people, ${admins} admins` }
      : {
          name: 'people',
          state: 'advice',
          detail: 'there is no admin; open the set-up link, or: user add --role admin',
        },
    settings.queues.length > 0
      ? { name: 'queues', state: 'ok', detail: `${settings.queues.length} queues` }
      : { name: 'queues', state: 'advice', detail: 'there is no queue yet; add one: queue add' },
    mailDomains(settings.queues.map((queue) => queue.address)),
    historyCheck(await readHistory(sql), desk.generation),
    ...domainChecks(await readDomains(desk.parts), desk.config.relayUrl !== null),
    leasesCheck(stuck),
    mailOutCheck(mailOut, now, desk.config.relayUrl !== null),
    ...(mailboxes ? [mailboxes] : []),
    late === 0
      ? { name: 'jobs', state: 'ok', detail: 'nothing is late' }
      : {
          name: 'jobs',
          state: 'bad',
          detail: `${late} jobs wait for more than 15 minutes; does the gateway run, does the relay answer?`,
        },
    held === 0
      ? { name: 'held mail', state: 'ok', detail: 'none' }
      : {
          name: 'held mail',
          state: 'advice',
          detail: `${held} mails are held; an admin can look at them`,
        },
    newest <= now + 60_000
      ? { name: 'clock', state: 'ok', detail: 'nothing stored is later than now' }
      : {
          name: 'clock',
          state: 'bad',
          detail: 'the newest change is later than now: the clock of this machine went back',
        },
  ]
}

/** A server that goes on with another history than its database tells devices what is not so. */
function historyCheck(
  { generation, restoredAt }: Awaited<ReturnType<typeof readHistory>>,
  ofDesk: string,
): Check {
  const name = 'history'
  if (generation !== ofDesk)
    return {
      name,
      state: 'bad',
      detail: `the database was exchanged while the server ran: it says ${ofDesk}, the database ${generation ?? 'nothing'}; start it again`,
    }
  const since =
    restoredAt === null ? 'from the start' : `restored ${new Date(restoredAt).toISOString()}`
  return { name, state: 'ok', detail: `generation ${generation}, ${since}` }
}

/** Replies wait while the relay is away; none is lost, and somebody should look at it. */
function mailOutCheck(mail: MailHealth, now: number, hasRelay: boolean): Check {
  const name = 'mail out'
  if (!hasRelay)
    return { name, state: 'advice', detail: 'there is no relay: outgoing mail is kept and shown' }
  const since = mail.oldestAt === null ? 0 : Math.round((now - mail.oldestAt) / 60_000)
  const waiting = `${mail.waiting} wait, the oldest for ${since} minutes`
  if (mail.isRelayAway)
    return {
      name,
      state: 'bad',
      detail: `the relay takes no mail: ${waiting}. Look at DESKSIDE_RELAY_URL and DESKSIDE_RELAY_TLS; nothing is lost for five days`,
    }
  return {
    name,
    state: 'ok',
    detail: `${mail.waiting === 0 ? 'nothing waits' : waiting}; ${mail.suppressed} addresses get nothing automatic`,
  }
}

function leasesCheck(stuck: number): Check {
  return stuck === 0
    ? { name: 'leases', state: 'ok', detail: 'no work is held by somebody who is gone' }
    : {
        name: 'leases',
        state: 'bad',
        detail: `${stuck} jobs were taken, their time is over, and nobody takes them again; does the gateway run?`,
      }
}

/** A command that opened the desk for itself does not listen, and need not. */
function nodesCheck(isListening: boolean): Check {
  return {
    name: 'nodes',
    state: 'ok',
    detail: isListening
      ? 'hints of other nodes arrive'
      : 'hints are not listened to; changes of other nodes are found by looking',
  }
}

const DOMAINS_SHOWN = 20

/** By what was found when they were last asked for: `doctor` waits for no name server. */
function domainChecks(domains: readonly MailDomain[], hasRelay: boolean): Check[] {
  return domains.slice(0, DOMAINS_SHOWN).map((one) => {
    const name = 'mail records'
    if (one.checkedAt === null)
      return { name, state: 'advice', detail: `${one.domain}: not looked at yet; mail dns does` }
    const worst = worstState(one.findings)
    const [first, ...more] = one.findings.filter((finding) => stateOfFinding(finding) === worst)
    const since = `looked at ${new Date(one.checkedAt).toISOString()}`
    if (worst === 'good' || !first)
      return { name, state: 'ok', detail: `${one.domain}: all is published; ${since}` }
    const others = more.length > 0 ? ` And ${more.length} more: mail dns says which.` : ''
    return {
      name,
      // Without a relay nothing is sent, and a record that is missing harms nobody.
      state: worst === 'bad' && hasRelay ? 'bad' : 'advice',
      detail: `${one.domain}: ${sayFinding(first)} (${first.code}).${others} ${since}`,
    }
  })
}

/** Mail to the desk from services that people sign in to must not become somebody's ticket (Ticket Trick). */
function mailDomains(addresses: readonly (string | null)[]): Check {
  const domains = [
    ...new Set(addresses.flatMap((address) => (address ? [address.split('@')[1] ?? ''] : []))),
  ]
  if (domains.length === 0)
    return { name: 'mail domain', state: 'ok', detail: 'no queue takes mail' }
  const common = domains.find((domain) => COMMON_MAIL_HOSTS.includes(domain))
  if (common !== undefined)
    return {
      name: 'mail domain',
      state: 'advice',
      detail: `mail for ${common} does not arrive here; give queues addresses of a domain of your own`,
    }
  return domains.every((domain) => domain.split('.').length > 2)
    ? { name: 'mail domain', state: 'ok', detail: domains.join(', ') }
    : {
        name: 'mail domain',
        state: 'advice',
        detail: `${domains.join(', ')}: take a domain of its own for the desk, such as help.<yours>, not one that opens chat or single sign-on`,
      }
}
