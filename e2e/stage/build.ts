/**
 * Which Deskside runs on the stage: the build in dist/ when it is no older than its sources, else the sources through
 * tsx. `DESKSIDE_STAGE=dist` or `=source` decides instead.
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

/** Arguments of node for each entry. */
export async function findEntries(): Promise<{ isBuilt: boolean; argsOf(entry: Entry): string[] }> {
  const isBuilt = await choose()
  return {
    isBuilt,
    argsOf: (entry) =>
      isBuilt
        ? ['--disable-warning=ExperimentalWarning', join(root, BUILT[entry])]
        : ['--disable-warning=ExperimentalWarning', '--import', 'tsx', join(root, SOURCE[entry])],
  }
}

async function choose(): Promise<boolean> {
  const wanted = process.env['DESKSIDE_STAGE']
  if (wanted === 'dist') return true
  if (wanted === 'source') return false
  const stamp = join(root, 'dist', '.stamp')
  if (!existsSync(stamp)) return false
  const tree: unknown = await import(pathToFileURL(join(root, 'bin', 'tree.mjs')).href)
  return v.parse(Tree, { ...Object(tree) }).hashOfSources() === readFileSync(stamp, 'utf8')
}
