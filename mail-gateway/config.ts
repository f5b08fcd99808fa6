/**
 * The gateway's settings, read once from the environment. The names both processes share stand in
 * shared/kit/options.ts; only what the SMTP door alone needs is added here.
 */
import { hostname } from 'node:os'
import { join, resolve } from 'node:path'
import { ENVIRONMENT, readOptions, type OptionTable } from '../shared/kit/options.ts'
import { ok, type Result } from '../shared/kit/fault.ts'
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
    about: 'File with the private key (PEM). With it and a certificate, STARTTLS is offered.',
  },
  smtpTlsCert: {
    type: 'text',
    env: 'DESKSIDE_SMTP_TLS_CERT',
    default: null,
    about: 'File with the certificate chain (PEM) for STARTTLS.',
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
  nameServers: {
    type: 'text',
    env: 'DESKSIDE_NAME_SERVERS',
    default: null,
    about:
      'Name servers (address or address:port, by comma) asked about senders; those of the machine when unset.',
  },
} as const satisfies OptionTable

export type Config = {
  smtpHost: string
  smtpPort: number
  smtpName: string
  tlsKeyFile: string | null
  tlsCertFile: string | null
  /** Where the server answers; always this machine. */
  serverUrl: string
  keyFile: string
  spoolDir: string
  relayUrl: string | null
  believed: Believed
  nameServers: string[]
  rateLimits: boolean
}

const listOf = (text: string | null): string[] =>
  (text ?? '')
    .toLowerCase()
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '')

export function readConfig(environment: Record<string, string | undefined>): Result<Config> {
  const read = readOptions(GATEWAY_OPTIONS, environment)
  if (!read.ok) return read
  const options = read.value
  const dataDir = resolve(options.dataDir)
  return ok({
    smtpHost: options.smtpHost,
    smtpPort: options.smtpPort,
    smtpName: options.smtpName ?? hostname(),
    tlsKeyFile: options.smtpTlsKey,
    tlsCertFile: options.smtpTlsCert,
    serverUrl: `http://127.0.0.1:${options.httpPort}`,
    keyFile: join(dataDir, 'gateway.key'),
    spoolDir: join(dataDir, 'spool'),
    relayUrl: options.relayUrl,
    believed: { authservs: listOf(options.authservIds), sealers: listOf(options.arcSealers) },
    nameServers: listOf(options.nameServers),
    rateLimits: options.rateLimits,
  })
}
