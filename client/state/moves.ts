/** Moves of addresses as the server's API says them, for the settings screen. */
import type { Result } from '../../shared/kit/fault.ts'
import { MailDomains, type MailDomain } from '../../shared/wire/mail-domains.ts'
import { Move, Moves, type MovePlan, type MoveStep } from '../../shared/wire/moving.ts'
import { callApi, Empty } from './api.ts'

const pathOf = (queue: string): string => `/api/queues/${encodeURIComponent(queue)}/move`

export async function listMoves(): Promise<Result<Move[]>> {
  const answer = await callApi('GET', '/api/moves', Moves)
  return answer.ok ? { ok: true, value: answer.value.moves } : answer
}

export const savePlan = (queue: string, plan: MovePlan) => callApi('PUT', pathOf(queue), Move, plan)

export const takeStep = (queue: string, step: MoveStep, isAllTheSame: boolean) =>
  callApi('POST', `${pathOf(queue)}/step`, Move, { step, isAllTheSame })

export const sendTest = (queue: string) => callApi('POST', `${pathOf(queue)}/tests`, Move, {})

export const endMove = (queue: string) => callApi('DELETE', pathOf(queue), Empty)

/** What is known of the records of the domains that queues write from. */
export async function listDomains(): Promise<MailDomain[]> {
  const answer = await callApi('GET', '/api/mail-domains', MailDomains)
  return answer.ok ? answer.value.domains : []
}

/** Servers that the domain's MX record names, where they are not this desk's. */
export function serversElsewhere(domains: readonly MailDomain[], address: string): string[] {
  const name = address.slice(address.lastIndexOf('@') + 1)
  return domains
    .filter(({ domain }) => domain === name)
    .flatMap(({ findings }) => findings)
    .filter(({ code }) => code === 'mx/elsewhere')
    .flatMap(({ value }) => value.split(/[\s,]+/))
    .filter(Boolean)
}
