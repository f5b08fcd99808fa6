/** What went wrong with a mailbox, from what the library, TLS, the network or the server said. Never with a password. */
import type { Fault } from '../../shared/kit/fault.ts'
import { v } from '../../shared/kit/schema.ts'

const Thrown = v.object({
  code: v.optional(v.unknown()),
  message: v.optional(v.string(), ''),
  responseText: v.optional(v.unknown()),
  authenticationFailed: v.optional(v.unknown()),
  mailboxMissing: v.optional(v.unknown()),
  serverResponseCode: v.optional(v.unknown()),
  responseStatus: v.optional(v.unknown()),
  tlsFailed: v.optional(v.unknown()),
})

const WORDS_CHARS = 200
const TIME_OUTS = [
  'CONNECT_TIMEOUT',
  'GREETING_TIMEOUT',
  'UPGRADE_TIMEOUT',
  'ETIMEOUT',
  'ETIMEDOUT',
]
const AWAY = ['ECONNREFUSED', 'ECONNRESET', 'EHOSTUNREACH', 'ENETUNREACH', 'EPIPE', 'EHOSTDOWN']
/** Our own disk, which no provider is to blame for. */
const STORAGE = ['ENOSPC', 'EDQUOT', 'EROFS', 'EIO']
/** What OpenSSL says of a chain that does not hold (X509_V_ERR_*), and Node of a name. */
const CERTIFICATE =
  /^(CERT_|UNABLE_TO_|DEPTH_ZERO|SELF_SIGNED|ERR_TLS_CERT|INVALID_CA|HOSTNAME_MISMATCH|CRL_)/

export function toMailboxFault(thrown: unknown): Fault {
  const parsed = v.safeParse(Thrown, thrown)
  if (!parsed.success) return { code: 'mailbox/refused', detail: 'for no known reason' }
  const error = parsed.output
  const code = typeof error.code === 'string' ? error.code : ''
  const said = cut(typeof error.responseText === 'string' ? error.responseText : '')
  if (error.authenticationFailed) return { code: 'mailbox/password', detail: said }
  if (error.mailboxMissing || error.serverResponseCode === 'NONEXISTENT')
    return { code: 'mailbox/folder', detail: said }
  if (STORAGE.includes(code))
    return { code: 'kit/storage', detail: `the disk of the gateway: ${code}` }
  if (CERTIFICATE.test(code)) return { code: 'mailbox/certificate', detail: cut(error.message) }
  if (TIME_OUTS.includes(code)) return { code: 'mailbox/time-out', detail: '' }
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN' || code === 'EAI_NODATA')
    return { code: 'mailbox/unknown-host', detail: '' }
  if (AWAY.includes(code)) return { code: 'mailbox/unreachable', detail: code }
  if (/^(ERR_SSL|EPROTO|ERR_TLS|STARTTLS)/.test(code) || error.tlsFailed)
    return { code: 'mailbox/tls', detail: cut(error.message) }
  if (
    code === 'NoConnection' ||
    code === 'EConnectionClosed' ||
    code === 'StateLogout' ||
    code === ''
  )
    return said === '' && error.responseStatus === undefined
      ? { code: 'mailbox/unreachable', detail: cut(error.message) }
      : { code: 'mailbox/refused', detail: said }
  return { code: 'mailbox/refused', detail: said || cut(error.message) }
}

/** The words of a stranger's server, on one line. */
function cut(words: string): string {
  return words.replace(/\s+/g, ' ').trim().slice(0, WORDS_CHARS)
}
