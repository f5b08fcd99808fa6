/**
 * What an admin types in for a mailbox to be opened with, as the one string that is sealed: a password, or the secrets of
 * an OAuth client as JSON. What is left out is taken from what is kept. Not here: sealing (mailbox-secret), rows.
 */
import { v } from '../../../shared/kit/schema.ts'
import type { MailboxSettings } from '../../../shared/wire/mailbox.ts'

const Secrets = v.object({ clientSecret: v.string(), refreshToken: v.string() })
/** '' where there is none: public clients have no secret, and a client that speaks for itself no refresh token. */
export type OAuthSecrets = v.InferOutput<typeof Secrets>

export type Typed = {
  password: string | null
  clientSecret: string | null
  refreshToken: string | null
}

/** @param kept  in clear, of the same account; null: nothing is kept */
export function secretText(
  { signIn }: MailboxSettings,
  typed: Typed,
  kept: string | null,
): string | null {
  if (signIn === 'password') return typed.password ?? kept
  const known = readSecrets(kept)
  const secrets = {
    clientSecret: typed.clientSecret ?? known?.clientSecret ?? '',
    refreshToken: typed.refreshToken ?? known?.refreshToken ?? '',
  }
  return secrets.clientSecret === '' && secrets.refreshToken === '' ? null : JSON.stringify(secrets)
}

export function readSecrets(text: string | null): OAuthSecrets | null {
  if (text === null) return null
  try {
    const parsed = v.safeParse(Secrets, JSON.parse(text))
    return parsed.success ? parsed.output : null
  } catch {
    return null
  }
}
