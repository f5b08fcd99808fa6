/**
 * What a webhook says: ids, numbers and times, and no word of anybody's, because it goes to other programs. Two shapes: our
 * own, and an event of PagerDuty's Events API v2, whose key names the service to page. Not here: signing, sending.
 */
import { LIMITS } from '../../shared/kit/limits.ts'
import type { TargetName } from '../../shared/sla/terms.ts'
import type { Priority } from '../../shared/ticket/ticket.ts'
import type { HookWords } from './hook-rows.ts'

export type HookNews = {
  kind: 'warning' | 'breach' | 'test'
  at: number
  ticket: { id: string; number: number; queue: string; priority: Priority }
  target: TargetName
  startedAt: number
  dueAt: number | null
  deskName: string
  publicUrl: string
}

/** The routing key of a pager is put in when it is sent: it is a secret, and no delivery shows it. */
export const ROUTING_KEY = '{routing_key}'

export function bodyOf(shape: HookWords['shape'], news: HookNews): string {
  return JSON.stringify(shape === 'pager' ? pageOf(news) : eventOf(news))
}

const instant = (at: number | null): string | null =>
  at === null ? null : new Date(at).toISOString()

function eventOf({ kind, at, ticket, target, startedAt, dueAt, publicUrl }: HookNews): object {
  return {
    type: `sla.${kind}`,
    timestamp: instant(at),
    data: {
      ticket: ticket.id,
      number: ticket.number,
      queue: ticket.queue,
      priority: ticket.priority,
      target,
      startedAt: instant(startedAt),
      dueAt: instant(dueAt),
      url: `${publicUrl}/t/${ticket.id}`,
    },
  }
}

type Incident = { ticket: string; target: string; startedAt: number }
const incidentOf = ({ ticket, target, startedAt }: Incident): string =>
  `${ticket}/${target}/${startedAt}`

/** For a pager: the incident of that clock is over. */
export function resolveOf(incident: Incident): string {
  return JSON.stringify({
    routing_key: ROUTING_KEY,
    event_action: 'resolve',
    dedup_key: incidentOf(incident),
  })
}

function pageOf(news: HookNews): object {
  const { kind, at, ticket, target, startedAt, deskName, publicUrl } = news
  const what = kind === 'breach' ? 'overdue' : kind === 'warning' ? 'due soon' : 'test'
  return {
    routing_key: ROUTING_KEY,
    event_action: 'trigger',
    // Warning and breach of one clock are one incident.
    dedup_key: incidentOf({ ticket: ticket.id, target, startedAt }),
    client: deskName.slice(0, LIMITS.nameChars),
    client_url: publicUrl,
    payload: {
      summary: `#${ticket.number} in ${ticket.queue}: ${target} ${what}`,
      source: new URL(publicUrl).host,
      severity: kind === 'breach' ? 'critical' : kind === 'warning' ? 'warning' : 'info',
      timestamp: instant(at),
      custom_details: eventOf(news),
    },
    links: [{ href: `${publicUrl}/t/${ticket.id}`, text: `#${ticket.number}` }],
  }
}
