/** The server's configuration: the environment, and what follows from it. */
import { resolve } from 'node:path'
import { ENVIRONMENT, readOptions, type OptionValues } from '../shared/kit/options.ts'
import { fail, ok, type Result } from '../shared/kit/fault.ts'
import { parseNetworks } from './egress/network-address.ts'

export type Config = OptionValues<typeof ENVIRONMENT> & {
  /** Without a slash at the end. */
  publicUrl: string
  dataDir: string
}

export function readConfig(environment: Record<string, string | undefined>): Result<Config> {
  const values = readOptions(ENVIRONMENT, environment)
  if (!values.ok) return values
  const { databaseUrl } = values.value
  if (databaseUrl !== null && !/^postgres(ql)?:\/\//.test(databaseUrl))
    return fail('kit/invalid', 'DESKSIDE_DATABASE_URL must begin with postgres://')
  const networks = parseNetworks(values.value.egressAllow)
  if (!networks.ok) return networks
  const publicUrl = values.value.publicUrl ?? `http://localhost:${values.value.httpPort}`
  return ok({
    ...values.value,
    publicUrl: publicUrl.replace(/\/+$/, ''),
    dataDir: resolve(values.value.dataDir),
  })
}
