/**
 * Which Deskside runs on the stage: the build in dist/ when it is no older than its sources, else the sources through
 * tsx. `DESKSIDE_STAGE=dist` or `=source` decides instead. Node is started as the launcher does it.
 */
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { v } from '../../shared/kit/schema.ts'

export const root = dirname(dirname(import.meta.dirname))

export type Entry = 'server' | 'gateway' | 'cli'

const BUILT: Record<Entry, string> = {
  server: 'dist/sync-server/main.mjs',
  gateway: 'dist/mail-gateway/main.mjs',
  cli: 'dist/sync-server/cli.mjs',
}
const SOURCE: Record<Entry, string> = {
  server: 'sync-server/main.ts',
  gateway: 'mail-gateway/main.ts',
  cli: 'sync-server/cli.ts',
}

const Tree = v.object({
  hashOfSources: v.custom<() => string>((value) => typeof value === 'function'),
})

const Engine = v.object({
  NODE_FLAGS: v.array(v.string()),
  MALLOC_SETTINGS: v.record(v.string(), v.string()),
})

export type Entries = {
  isBuilt: boolean
  /** Arguments of node for each entry. */
  argsOf(entry: Entry): string[]
  /** What the launcher adds to the environment of what it starts. */
  environment: Record<string, string>
}

export async function findEntries(): Promise<Entries> {
  const isBuilt = await choose()
  const engine = v.parse(Engine, { ...Object(await importFromBin('engine')) })
  return {
    isBuilt,
    argsOf: (entry) =>
      isBuilt
        ? [...engine.NODE_FLAGS, join(root, BUILT[entry])]
        : [...engine.NODE_FLAGS, '--import', 'tsx', join(root, SOURCE[entry])],
    environment: engine.MALLOC_SETTINGS,
  }
}

function importFromBin(name: string): Promise<unknown> {
  return import(pathToFileURL(join(root, 'bin', `${name}.mjs`)).href)
}

async function choose(): Promise<boolean> {
  const wanted = process.env['DESKSIDE_STAGE']
  if (wanted === 'dist') return true
  if (wanted === 'source') return false
  const stamp = join(root, 'dist', '.stamp')
  if (!existsSync(stamp)) return false
  return (
    v.parse(Tree, { ...Object(await importFromBin('tree')) }).hashOfSources() ===
    readFileSync(stamp, 'utf8')
  )
}
