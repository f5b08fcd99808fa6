/**
 * The gateway's settings, read once from the environment. The names both processes share stand in
 * shared/kit/options.ts; only what the SMTP door alone needs is added here.
 */
import { hostname } from 'node:os'
import { join, resolve } from 'node:path'
import { LIMITS } from '../shared/kit/limits.ts'
import { ENVIRONMENT, listOf, readOptions, type OptionTable } from '../shared/kit/options.ts'
import { fail, ok, type Result } from '../shared/kit/fault.ts'
import { parseAddressList, type AddressList } from './door/client-address.ts'
import type { Listener } from './door/smtp-in.ts'
import type { Believed } from './inbound/judge.ts'

export const GATEWAY_OPTIONS = {
  ...ENVIRONMENT,
  smtpName: {
    type: 'text',
    env: 'DESKSIDE_SMTP_NAME',
    default: null,
    about: 'Name the gateway greets with; the host name when unset.',
  },
  smtpTlsKey: {
    type: 'text',
    env: 'DESKSIDE_SMTP_TLS_KEY',
    default: null,
    about:
      'File with the private key (PEM). With it and a certificate, STARTTLS is offered; when the files change they are read again.',
  },
  smtpTlsCert: {
    type: 'text',
    env: 'DESKSIDE_SMTP_TLS_CERT',
    default: null,
    about: 'File with the certificate chain (PEM) for STARTTLS.',
  },
  smtpTlsPort: {
    type: 'number',
    env: 'DESKSIDE_SMTP_TLS_PORT',
    default: 0,
    unit: 'port',
    min: 0,
    max: 65535,
    about: 'A second port that begins with TLS at once; needs key and certificate. 0: none.',
  },
  lmtp: {
    type: 'text',
    env: 'DESKSIDE_LMTP',
    default: null,
    about:
      'Where a mail server of yours hands in by LMTP: a port of 127.0.0.1, host:port, or the path of a unix socket.',
  },
  smtpTrusted: {
    type: 'text',
    env: 'DESKSIDE_SMTP_TRUSTED',
    default: null,
    about:
      'Addresses and networks, with commas, of mail servers whose XCLIENT and XFORWARD are believed, and which have no rate limits.',
  },
  smtpProxies: {
    type: 'text',
    env: 'DESKSIDE_SMTP_PROXIES',
    default: null,
    about:
      'Addresses and networks, with commas, of proxies that begin each connection with a PROXY protocol line (version 1).',
  },
  spoolMiB: {
    type: 'number',
    env: 'DESKSIDE_SPOOL_MIB',
    default: LIMITS.spoolBytes / 1024 / 1024,
    unit: 'MiB',
    min: 1,
    max: 1024 * 1024,
    about: 'Mail kept while the server is down; beyond it senders are told to come again.',
  },
  authservIds: {
    type: 'text',
    env: 'DESKSIDE_AUTHSERV_IDS',
    default: null,
    about:
      'Names (authserv-id, by comma) under which your own mail server writes Authentication-Results; they are believed from private addresses only. That server must take out such fields that come from outside (RFC 8601 §5).',
  },
  arcSealers: {
    type: 'text',
    env: 'DESKSIDE_ARC_SEALERS',
    default: null,
    about: 'Domains (by comma) of forwarders whose ARC seal counts; none without it.',
  },
  mailboxPasswordsFile: {
    type: 'text',
    env: 'DESKSIDE_MAILBOX_PASSWORDS_FILE',
    default: null,
    about:
      'File with passwords of mailboxes that are fetched, a line `<queue>=<password>` each; for those whose password is not kept by the desk.',
  },
  relayTls: {
    type: 'text',
    env: 'DESKSIDE_RELAY_TLS',
    default: 'auto',
    about:
      'require: outgoing mail waits unless the relay offers TLS with a certificate that holds; off: never asked for; auto: required unless the relay is this machine.',
  },
} as const satisfies OptionTable

/** `auto`: required unless the relay is this machine, where nobody listens in between. */
export const RELAY_TLS = ['auto', 'require', 'off'] as const
export type RelayTls = (typeof RELAY_TLS)[number]

export type Config = {
  /** The first is the SMTP port, which is always open. */
  listeners: Listener[]
  smtpName: string
  tls: { keyFile: string; certFile: string } | null
  trusted: AddressList
  proxies: AddressList
  /** Where the server answers; always this machine. */
  serverUrl: string
  keyFile: string
  spoolDir: string
  spoolBytes: number
  mailboxPasswordsFile: string | null
  relayUrl: string | null
  relayTls: RelayTls
  believed: Believed
  nameServers: string[]
  rateLimits: boolean
}

export function readConfig(environment: Record<string, string | undefined>): Result<Config> {
  const read = readOptions(GATEWAY_OPTIONS, environment)
  if (!read.ok) return read
  const options = read.value
  const dataDir = resolve(options.dataDir)
  const trusted = parseAddressList(options.smtpTrusted ?? '')
  if (!trusted.ok) return fail('kit/invalid', `DESKSIDE_SMTP_TRUSTED: ${trusted.fault.detail}`)
  const proxies = parseAddressList(options.smtpProxies ?? '')
  if (!proxies.ok) return fail('kit/invalid', `DESKSIDE_SMTP_PROXIES: ${proxies.fault.detail}`)
  const relayTls = RELAY_TLS.find((known) => known === options.relayTls)
  if (relayTls === undefined)
    return fail('kit/invalid', `DESKSIDE_RELAY_TLS must be one of ${RELAY_TLS.join(', ')}`)
  const { smtpTlsKey, smtpTlsCert, smtpTlsPort, smtpHost, smtpPort } = options
  if ((smtpTlsKey === null) !== (smtpTlsCert === null))
    return fail('kit/invalid', 'DESKSIDE_SMTP_TLS_KEY and DESKSIDE_SMTP_TLS_CERT go together')
  if (smtpTlsPort !== 0 && smtpTlsKey === null)
    return fail('kit/invalid', 'DESKSIDE_SMTP_TLS_PORT needs a key and a certificate')
  const lmtp = options.lmtp === null ? null : parsePlace(options.lmtp)
  if (lmtp !== null && !lmtp.ok) return lmtp
  return ok({
    listeners: [
      { speaks: 'smtp', at: { host: smtpHost, port: smtpPort } },
      ...(smtpTlsPort === 0
        ? []
        : [{ speaks: 'smtps' as const, at: { host: smtpHost, port: smtpTlsPort } }]),
      ...(lmtp === null ? [] : [{ speaks: 'lmtp' as const, at: lmtp.value }]),
    ],
    smtpName: options.smtpName ?? hostname(),
    tls: smtpTlsKey && smtpTlsCert ? { keyFile: smtpTlsKey, certFile: smtpTlsCert } : null,
    trusted: trusted.value,
    proxies: proxies.value,
    serverUrl: `http://127.0.0.1:${options.httpPort}`,
    keyFile: join(dataDir, 'gateway.key'),
    spoolDir: join(dataDir, 'spool'),
    spoolBytes: options.spoolMiB * 1024 * 1024,
    mailboxPasswordsFile: options.mailboxPasswordsFile,
    relayUrl: options.relayUrl,
    relayTls,
    believed: { authservs: listOf(options.authservIds), sealers: listOf(options.arcSealers) },
    nameServers: listOf(options.nameServers),
    rateLimits: options.rateLimits,
  })
}

/** `24`, `192.0.2.1:24`, `[::1]:24`, `/run/deskside/lmtp`. */
function parsePlace(text: string): Result<Listener['at']> {
  if (text.includes('/')) return ok({ path: resolve(text) })
  const [, bracketed, plain, digits] = /^(?:(?:\[([^\]]+)\]|([^:]+)):)?(\d{1,5})$/.exec(text) ?? []
  const port = Number(digits)
  if (digits === undefined || port < 1 || port > 65_535)
    return fail('kit/invalid', `DESKSIDE_LMTP must be a port, host:port or a path, not “${text}”`)
  return ok({ host: bracketed ?? plain ?? '127.0.0.1', port })
}
