/** The server's configuration: the environment, and what follows from it. */
import { resolve } from 'node:path'
import { ENVIRONMENT, listOf, readOptions, type OptionValues } from '../shared/kit/options.ts'
import { fail, ok, type Result } from '../shared/kit/fault.ts'
import { isLocale, LOCALES, type Locale } from '../shared/kit/locales.ts'
import { parseNetworks } from './egress/network-address.ts'

/** Who signs outgoing mail. */
const SIGNERS = ['desk', 'relay'] as const

export type Config = Omit<OptionValues<typeof ENVIRONMENT>, 'nameServers' | 'dkim' | 'language'> & {
  /** Without a slash at the end. */
  publicUrl: string
  dataDir: string
  nameServers: string[]
  dkim: (typeof SIGNERS)[number]
  /** Of pages and mails for people whose own is not known. */
  language: Locale
}

export function readConfig(environment: Record<string, string | undefined>): Result<Config> {
  const values = readOptions(ENVIRONMENT, environment)
  if (!values.ok) return values
  const { databaseUrl } = values.value
  if (databaseUrl !== null && !/^postgres(ql)?:\/\//.test(databaseUrl))
    return fail('kit/invalid', 'DESKSIDE_DATABASE_URL must begin with postgres://')
  const networks = parseNetworks(values.value.egressAllow)
  if (!networks.ok) return networks
  const dkim = SIGNERS.find((known) => known === values.value.dkim)
  if (dkim === undefined)
    return fail('kit/invalid', `DESKSIDE_DKIM must be one of ${SIGNERS.join(', ')}`)
  const { language } = values.value
  if (!isLocale(language))
    return fail(
      'kit/invalid',
      `DESKSIDE_LANGUAGE must be one of ${Object.keys(LOCALES).join(', ')}`,
    )
  const publicUrl = values.value.publicUrl ?? `http://localhost:${values.value.httpPort}`
  return ok({
    ...values.value,
    publicUrl: publicUrl.replace(/\/+$/, ''),
    dataDir: resolve(values.value.dataDir),
    nameServers: listOf(values.value.nameServers),
    dkim,
    language,
  })
}
