/**
 * Options: one table a part (name, type, default, unit, sentence). Parsing the environment, `--help`
 * and the table in docs/operate.md are made from it.
 */
import { fail, ok, type Result } from './fault.ts'

export type Option =
  | { type: 'text'; env: string; default: string | null; about: string }
  | {
      type: 'number'
      env: string
      default: number
      unit: string
      min: number
      max: number
      about: string
    }
  | { type: 'switch'; env: string; default: boolean; about: string }

export type OptionTable = Record<string, Option>

type ValueOf<O extends Option> = O extends { type: 'number' }
  ? number
  : O extends { type: 'switch' }
    ? boolean
    : O extends { default: string }
      ? string
      : string | null

export type OptionValues<T extends OptionTable> = { [K in keyof T]: ValueOf<T[K]> }

/** What both processes and the command line read from the environment (architecture §10). */
export const ENVIRONMENT = {
  httpPort: {
    type: 'number',
    env: 'DESKSIDE_HTTP_PORT',
    default: 8080,
    unit: 'port',
    min: 1,
    max: 65535,
    about: 'Port of the web server.',
  },
  httpHost: {
    type: 'text',
    env: 'DESKSIDE_HTTP_HOST',
    default: '127.0.0.1',
    about: 'Address the web server listens on.',
  },
  smtpPort: {
    type: 'number',
    env: 'DESKSIDE_SMTP_PORT',
    default: 2525,
    unit: 'port',
    min: 1,
    max: 65535,
    about: 'Port on which the gateway takes mail.',
  },
  smtpHost: {
    type: 'text',
    env: 'DESKSIDE_SMTP_HOST',
    default: '127.0.0.1',
    about: 'Address on which the gateway takes mail.',
  },
  dataDir: {
    type: 'text',
    env: 'DESKSIDE_DATA_DIR',
    default: './data',
    about: 'Where everything is kept.',
  },
  databaseUrl: {
    type: 'text',
    env: 'DESKSIDE_DATABASE_URL',
    default: null,
    about:
      'postgres:// address of a PostgreSQL database; without one everything is in a SQLite file in the data directory.',
  },
  publicUrl: {
    type: 'text',
    env: 'DESKSIDE_PUBLIC_URL',
    default: null,
    about: 'Address under which people reach the desk; http://localhost:<port> when unset.',
  },
  language: {
    type: 'text',
    env: 'DESKSIDE_LANGUAGE',
    default: 'en',
    about:
      'Language of pages, mails and notifications for people whose own is not known or not translated: en, de, es, fr or ar.',
  },
  relayUrl: {
    type: 'text',
    env: 'DESKSIDE_RELAY_URL',
    default: null,
    about:
      'smtp:// or smtps:// server that takes outgoing mail; without one it is kept under Sent mail.',
  },
  rateLimits: {
    type: 'switch',
    env: 'DESKSIDE_RATE_LIMITS',
    default: true,
    about: 'off: no rate limits, for load tests on loopback only.',
  },
  undoSeconds: {
    type: 'number',
    env: 'DESKSIDE_UNDO_SECONDS',
    default: 10,
    unit: 'seconds',
    min: 0,
    max: 30,
    about: 'How long a reply is held so that it can be taken back.',
  },
  mailOutBytes: {
    type: 'number',
    env: 'DESKSIDE_MAIL_OUT_BYTES',
    default: 20 * 1024 * 1024,
    unit: 'bytes',
    min: 64 * 1024,
    max: 1024 * 1024 * 1024,
    about:
      'The largest mail that is sent when the relay does not say what it takes; files beyond it become links.',
  },
  egressAllow: {
    type: 'text',
    env: 'DESKSIDE_EGRESS_ALLOW',
    default: null,
    about:
      'Networks inside which the server may fetch pictures that mail points to, send push messages and webhooks, and read calendars of holidays, as 10.1.0.0/16,fd00::/8; without it only public addresses.',
  },
  pushSubject: {
    type: 'text',
    env: 'DESKSIDE_PUSH_SUBJECT',
    default: null,
    about:
      'mailto: or https: address under which push services of browsers reach you when something is wrong; the public address when unset.',
  },
  nameServers: {
    type: 'text',
    env: 'DESKSIDE_NAME_SERVERS',
    default: null,
    about:
      'Name servers (address or address:port, by comma) asked about senders and about the desk’s own domains; those of the machine when unset.',
  },
  dkim: {
    type: 'text',
    env: 'DESKSIDE_DKIM',
    default: 'desk',
    about: 'Who signs outgoing mail (DKIM). desk: Deskside, with keys it makes; relay: the relay.',
  },
  scratchRooms: {
    type: 'switch',
    env: 'DESKSIDE_SCRATCH_ROOMS',
    default: false,
    about: 'on: /y/x:<name> rooms for load drivers on loopback.',
  },
} as const satisfies OptionTable

/** Values of a table from an environment; a fault names the variable that is wrong. */
export function readOptions<T extends OptionTable>(
  table: T,
  environment: Record<string, string | undefined>,
): Result<OptionValues<T>> {
  const values: Record<string, string | number | boolean | null> = {}
  for (const [name, option] of Object.entries(table)) {
    const text = environment[option.env]?.trim()
    if (text === undefined || text === '') {
      values[name] = option.default
      continue
    }
    if (option.type === 'text') values[name] = text
    else if (option.type === 'switch') {
      if (/^(on|true|1|yes)$/i.test(text)) values[name] = true
      else if (/^(off|false|0|no)$/i.test(text)) values[name] = false
      else return fail('kit/invalid', `${option.env} must be on or off, not “${text}”`)
    } else {
      const number = Number(text)
      if (!Number.isInteger(number) || number < option.min || number > option.max)
        return fail(
          'kit/invalid',
          `${option.env} must be a whole number from ${option.min} to ${option.max}, not “${text}”`,
        )
      values[name] = number
    }
  }
  return ok(values as OptionValues<T>)
}

/** A list in one option, by comma. */
export const listOf = (text: string | null): string[] =>
  (text ?? '')
    .toLowerCase()
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '')
