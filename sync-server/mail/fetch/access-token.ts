/**
 * Access tokens for mailboxes whose provider wants OAuth: kept sealed until shortly before they end, then asked for anew. A
 * refresh token that the provider replaces (RFC 6749 §6) is kept in place of the typed one before anything else is done
 * with it. One request at a time for each, over all servers of a desk. Not here: the request (token-request).
 */
import { createHmac } from 'node:crypto'
import { fail, ok, type Result } from '../../../shared/kit/fault.ts'
import { idFromBytes } from '../../../shared/kit/id.ts'
import { LIMITS } from '../../../shared/kit/limits.ts'
import { v } from '../../../shared/kit/schema.ts'
import type { MailboxSettings, MailboxToken } from '../../../shared/wire/mailbox.ts'
import type { Desk } from '../../desk.ts'
import type { PostForm } from '../../egress/post-form.ts'
import { text, type Sql, type Tx } from '../../store/database.ts'
import { openPassword, sealPassword } from './mailbox-secret.ts'
import { readSecrets, type OAuthSecrets } from './mailbox-typed.ts'
import { requestToken, type Granted } from './token-request.ts'

/** Whose token it is, and what was typed in for it. */
export type TokenFor = {
  queue: string
  settings: MailboxSettings
  /** In clear (mailbox-typed); null: there is none. */
  secret: string | null
  isTrial: boolean
}

const Grant = v.object({
  refreshToken: v.string(),
  accessToken: v.string(),
  /** What it was asked for with: another scope or client secret wants another one. */
  terms: v.string(),
  renewAt: v.number(),
})
type Grant = v.InferOutput<typeof Grant>

const LOOK_EVERY_MS = 200

/** @param isAnew  the mailbox refused the token that is kept: another one is asked for */
export async function accessTokenFor(
  desk: Desk,
  post: PostForm,
  wanted: TokenFor,
  isAnew: boolean,
): Promise<Result<MailboxToken>> {
  const { clock } = desk.parts
  const secrets = readSecrets(wanted.secret)
  if (secrets === null) return fail('mailbox/no-grant', '')
  const id = grantId(desk, wanted, secrets)
  const terms = macOf(desk, [wanted.settings.oauth?.scope ?? '', secrets.clientSecret])
  const until = clock.now() + LIMITS.mailboxTokenMs
  let mustAsk = isAnew
  for (;;) {
    const kept = await readGrant(desk, desk.database.read, id)
    const leftMs = kept && kept.terms === terms ? kept.renewAt - clock.now() : 0
    if (kept && leftMs > 0 && !mustAsk) return ok({ accessToken: kept.accessToken, forMs: leftMs })
    if (await claim(desk, wanted, id)) break
    if (clock.now() > until) return fail('mailbox/token-host', 'it is asked already')
    // Whoever asks now asks for this one too.
    mustAsk = false
    await new Promise<void>((resolve) => void desk.timers.after(LOOK_EVERY_MS, resolve))
  }
  // Between the look and the claim another server may have had it replaced.
  const before = await readGrant(desk, desk.database.read, id)
  const refreshToken = before?.refreshToken ?? secrets.refreshToken
  const granted = await requestToken(post, wanted.settings, { ...secrets, refreshToken })
  if (!granted.ok) {
    await desk.database.write((tx) => release(tx, id))
    return granted
  }
  const grant = toGrant(granted.value, { refreshToken, terms, now: clock.now() })
  await keepGrant(desk, wanted, id, grant)
  return ok({ accessToken: grant.accessToken, forMs: grant.renewAt - clock.now() })
}

/** A short-lived one is used for half of its time. */
function toGrant(
  granted: Granted,
  { refreshToken, terms, now }: { refreshToken: string; terms: string; now: number },
): Grant {
  const margin = Math.min(LIMITS.mailboxTokenMarginMs, granted.lastsMs / 2)
  return {
    refreshToken: granted.refreshToken ?? refreshToken,
    accessToken: granted.accessToken,
    terms,
    renewAt: now + Math.floor(granted.lastsMs - margin),
  }
}

/** Tried out and then saved, a refresh token is one grant: trying may have had it replaced. */
function grantId(desk: Desk, { queue, settings }: TokenFor, { refreshToken }: OAuthSecrets) {
  const { signIn, oauth } = settings
  const parts = [queue, signIn, oauth?.tokenUrl ?? '', oauth?.clientId ?? '', refreshToken]
  return idFromBytes(Buffer.from(macOf(desk, parts), 'hex'))
}

const macOf = (desk: Desk, parts: readonly string[]): string =>
  createHmac('sha256', desk.keys.gateway).update(JSON.stringify(parts)).digest('hex')

const nameOf = (id: string): string => `grant:${id}`

async function readGrant(desk: Desk, sql: Sql, id: string): Promise<Grant | null> {
  const row = await sql.get(`SELECT secret FROM mailbox_grants WHERE id = ?`, id)
  const json = row ? openPassword(desk.keys.gateway, nameOf(id), text(row, 'secret')) : null
  if (json === null) return null
  const parsed = v.safeParse(Grant, JSON.parse(json))
  return parsed.success ? parsed.output : null
}

const keptUntil = ({ isTrial }: TokenFor, now: number): number =>
  now + (isTrial ? LIMITS.mailboxGrantTriedMs : LIMITS.mailboxGrantKeptMs)

/** One server at a time; a claim whose server died ends by itself. */
async function claim(desk: Desk, wanted: TokenFor, id: string): Promise<boolean> {
  const now = desk.parts.clock.now()
  const changed = await desk.database.write((tx) =>
    tx.run(
      `INSERT INTO mailbox_grants (id, queue, secret, busy_until, forget_at) VALUES (?, ?, '', ?, ?)
       ON CONFLICT (id) DO UPDATE SET busy_until = excluded.busy_until WHERE mailbox_grants.busy_until <= ?`,
      id,
      wanted.queue,
      now + 2 * LIMITS.mailboxTokenMs,
      keptUntil(wanted, now),
      now,
    ),
  )
  return changed > 0
}

const release = (tx: Tx, id: string): Promise<number> =>
  tx.run(`UPDATE mailbox_grants SET busy_until = 0 WHERE id = ?`, id)

async function keepGrant(desk: Desk, wanted: TokenFor, id: string, grant: Grant): Promise<void> {
  const { clock, random } = desk.parts
  const secret = sealPassword(desk.keys.gateway, nameOf(id), JSON.stringify(grant), random)
  const at = keptUntil(wanted, clock.now())
  await desk.database.write((tx) =>
    tx.run(
      `UPDATE mailbox_grants SET secret = ?, busy_until = 0, forget_at = CASE WHEN forget_at > ? THEN forget_at ELSE ? END WHERE id = ?`,
      secret,
      at,
      at,
      id,
    ),
  )
}

/** What was got for the mailbox that is saved now is kept as long as for any; what was got for another goes. */
export async function keepGrantOf(desk: Desk, tx: Tx, wanted: TokenFor): Promise<void> {
  const secrets = readSecrets(wanted.secret)
  const isOAuth = wanted.settings.signIn !== 'password' && secrets !== null
  const id = isOAuth ? grantId(desk, wanted, secrets) : ''
  await tx.run(`DELETE FROM mailbox_grants WHERE queue = ? AND id <> ?`, wanted.queue, id)
  await tx.run(
    `UPDATE mailbox_grants SET forget_at = ? WHERE id = ?`,
    keptUntil(wanted, desk.parts.clock.now()),
    id,
  )
}

export const dropGrantsOf = (tx: Tx, queue: string): Promise<number> =>
  tx.run(`DELETE FROM mailbox_grants WHERE queue = ?`, queue)
