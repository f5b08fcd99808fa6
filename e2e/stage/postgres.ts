/** The PostgreSQL server of a run: bin/postgres.mjs finds or starts it, and stages make their schemas there. */
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { v } from '../../shared/kit/schema.ts'
import { root } from './build.ts'

const Tool = v.object({
  startPostgres: v.custom<() => Promise<unknown>>((value) => typeof value === 'function'),
})
const Started = v.object({
  url: v.string(),
  stop: v.custom<() => void>((value) => typeof value === 'function'),
})

/** From now on stages of this process keep their desks in PostgreSQL. */
export async function startTestPostgres(): Promise<{ stop(): void }> {
  const tool: unknown = await import(pathToFileURL(join(root, 'bin', 'postgres.mjs')).href)
  const started = await v.parse(Tool, { ...Object(tool) }).startPostgres()
  if (!v.is(Started, started)) throw new Error(`no PostgreSQL: ${JSON.stringify(started)}`)
  process.env['DESKSIDE_TEST_STORE'] = 'postgres'
  process.env['DESKSIDE_TEST_POSTGRES'] = started.url
  return started
}
