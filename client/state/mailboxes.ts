/** Mailboxes that the desk fetches, as the server's API says them, for the settings screen. A password only goes out. */
import { fail, type Result } from '../../shared/kit/fault.ts'
import { v } from '../../shared/kit/schema.ts'
import { MailboxReport, MailboxSettings, TrialAnswer } from '../../shared/wire/mailbox.ts'
import { callApi, Empty } from './api.ts'

const Mailbox = v.object({
  queue: v.string(),
  settings: MailboxSettings,
  hasPassword: v.boolean(),
  /** False: no gateway has asked for it lately. */
  isHeld: v.boolean(),
  said: v.nullable(MailboxReport),
})
export type Mailbox = v.InferOutput<typeof Mailbox>

/** Secrets that are null: those that are kept, for the same account. */
export type WantedMailbox = {
  settings: MailboxSettings
  password: string | null
  clientSecret: string | null
  refreshToken: string | null
}

const LOOK_EVERY_MS = 700
/** A minute of them: longer than a gateway may take. */
const LOOKS_MAX = 86

const pathOf = (queue: string): string => `/api/queues/${encodeURIComponent(queue)}/mailbox`

export async function listMailboxes(): Promise<Result<Mailbox[]>> {
  const answer = await callApi('GET', '/api/mailboxes', v.object({ items: v.array(Mailbox) }))
  return answer.ok ? { ok: true, value: answer.value.items } : answer
}

export const saveMailbox = (queue: string, wanted: WantedMailbox) =>
  callApi('PUT', pathOf(queue), Empty, wanted)

export const removeMailbox = (queue: string) => callApi('DELETE', pathOf(queue), Empty)

/** The gateway tries them out; what it says is waited for. */
export async function tryMailbox(
  queue: string,
  wanted: WantedMailbox,
): Promise<Result<TrialAnswer>> {
  const asked = await callApi(
    'POST',
    `${pathOf(queue)}/trials`,
    v.object({ id: v.string() }),
    wanted,
  )
  if (!asked.ok) return asked
  const Look = v.object({ answer: v.nullable(TrialAnswer) })
  for (let looks = 0; looks < LOOKS_MAX; looks++) {
    const found = await callApi('GET', `/api/mailbox-trials/${asked.value.id}`, Look)
    if (!found.ok) return found
    if (found.value.answer !== null) return { ok: true, value: found.value.answer }
    await new Promise<void>((resolve) => void setTimeout(resolve, LOOK_EVERY_MS))
  }
  return fail('mailbox/silent-gateway', '')
}
