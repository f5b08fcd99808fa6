/**
 * One request to a token endpoint (RFC 6749): an access token for a refresh token (§6) or for the client itself (§4.4), and
 * what is made of the answer (§5). The client's secret goes in the body (§2.3.1), which the large providers take. Not here:
 * when it is asked, and what is kept of it (access-token).
 */
import { fail, ok, type Result } from '../../../shared/kit/fault.ts'
import { v } from '../../../shared/kit/schema.ts'
import type { MailboxSettings } from '../../../shared/wire/mailbox.ts'
import type { PostForm } from '../../egress/post-form.ts'
import type { OAuthSecrets } from './mailbox-typed.ts'

export type Granted = {
  accessToken: string
  /** How long it can be used. */
  lastsMs: number
  /** In place of the one that was used, which may be worth nothing now; null: that one goes on. */
  refreshToken: string | null
}

/** What stands in a line of IMAP: visible ASCII (RFC 6750 §2.1 allows less). */
const Token = v.pipe(v.string(), v.minLength(1), v.maxLength(16_000), v.regex(/^[!-~]+$/))
const Answer = v.object({
  access_token: Token,
  token_type: v.optional(v.string(), 'bearer'),
  expires_in: v.optional(v.union([v.number(), v.pipe(v.string(), v.regex(/^\d{1,9}$/))])),
  refresh_token: v.optional(v.nullable(v.pipe(v.string(), v.maxLength(16_000))), null),
})
const Refusal = v.object({
  error: v.string(),
  error_description: v.optional(v.string(), ''),
})

/** An answer may leave the time out (§5.1). */
const LASTS_MS_UNSAID = 5 * 60_000
const LASTS_MS_MAX = 24 * 3_600_000
const WORDS_CHARS = 200

/**
 * @param secrets  the refresh token as it is now
 * @returns `mailbox/grant`: the provider said no, with its words; `mailbox/token-host`: it was not asked, or did not answer
 */
export async function requestToken(
  post: PostForm,
  { signIn, oauth }: MailboxSettings,
  secrets: OAuthSecrets,
): Promise<Result<Granted>> {
  const isRefresh = signIn === 'refresh-token'
  if (oauth === null || (isRefresh ? secrets.refreshToken : secrets.clientSecret) === '')
    return fail('mailbox/no-grant', '')
  const answer = await post(oauth.tokenUrl, {
    grant_type: isRefresh ? 'refresh_token' : 'client_credentials',
    ...(isRefresh ? { refresh_token: secrets.refreshToken } : {}),
    client_id: oauth.clientId,
    ...(secrets.clientSecret === '' ? {} : { client_secret: secrets.clientSecret }),
    ...(oauth.scope === '' ? {} : { scope: oauth.scope }),
  })
  if (!answer.ok) return fail('mailbox/token-host', answer.fault.detail)
  const { status, body } = answer.value
  const json = readJson(body)
  if (status === 200) {
    const parsed = v.safeParse(Answer, json)
    if (!parsed.success || parsed.output.token_type.toLowerCase() !== 'bearer')
      return fail('mailbox/token-host', 'it answers, but not with an access token')
    const { access_token: accessToken, expires_in: seconds, refresh_token } = parsed.output
    const lastsMs = seconds === undefined ? LASTS_MS_UNSAID : Number(seconds) * 1_000
    return ok({
      accessToken,
      lastsMs: Math.min(Math.max(0, lastsMs), LASTS_MS_MAX),
      refreshToken: refresh_token || null,
    })
  }
  const refused = v.safeParse(Refusal, json)
  if (status >= 400 && status < 500 && status !== 429 && refused.success)
    return fail('mailbox/grant', wordsOf(refused.output, secrets))
  return fail('mailbox/token-host', `it answers with status ${status}`)
}

/** What a stranger says, on one line, and never with a secret that it repeats. */
function wordsOf(
  { error, error_description: why }: v.InferOutput<typeof Refusal>,
  secrets: OAuthSecrets,
): string {
  let words = why === '' ? error : `${error}: ${why}`
  for (const secret of [secrets.refreshToken, secrets.clientSecret])
    if (secret !== '') words = words.replaceAll(secret, '…')
  return words.replace(/\s+/g, ' ').trim().slice(0, WORDS_CHARS)
}

function readJson(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return null
  }
}
