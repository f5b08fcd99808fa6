/**
 * Notes of messages that could not be read and were handed in all the same (MA18): what was wrong, and what it takes to
 * hand them in again once the reader is better. The message itself is with its ticket, where it can be taken out; here
 * stand its envelope and its hash, for a limited time. One small file a message, named by its digest.
 */
import { mkdir, readdir, readFile, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Clock } from '../../shared/kit/clock.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import { parseWith, v } from '../../shared/kit/schema.ts'
import { SpoolMeta } from './spool-entry.ts'
import { syncDirectory, writeDurably } from './spool-files.ts'

/** `meta` is null when the spool entry itself was damaged: then there is no envelope. */
export const PoisonNote = v.object({ why: v.string(), meta: v.nullable(SpoolMeta) })
export type PoisonNote = v.InferOutput<typeof PoisonNote>

/** `raw`: the file with the message, when the server does not have it. */
export type Poison = PoisonNote & { name: string; at: number; raw: string | null }

const POISON = 'poison'
const STUCK = 'stuck'

export type PoisonBook = { add(meta: SpoolMeta, why: string): Promise<void> }

export async function openPoisonBook(options: { dir: string; clock: Clock }): Promise<PoisonBook> {
  const folder = join(options.dir, POISON)
  await mkdir(folder, { recursive: true })
  return {
    async add(meta, why) {
      const note: PoisonNote = { why, meta }
      await writeDurably(join(folder, `${meta.digest}.json`), toBytes(note))
      await syncDirectory(folder)
      await dropOld(folder, options.clock.now())
    },
  }
}

/** Too many or too old: the tickets still say what happened. */
async function dropOld(folder: string, now: number): Promise<void> {
  const files: { path: string; at: number }[] = []
  for (const name of await readdir(folder)) {
    const path = join(folder, name)
    const found = await stat(path).catch(() => null)
    if (found) files.push({ path, at: found.mtimeMs })
  }
  files.sort((a, b) => b.at - a.at)
  for (const [rank, { path, at }] of files.entries())
    if (rank >= LIMITS.poisonNotes || now - at > LIMITS.poisonKeptMs)
      await rm(path, { force: true })
}

/** Everything that was not read, oldest first: with a ticket that says so, or set aside without one. */
export async function listPoison(spoolDir: string): Promise<Poison[]> {
  const found: Poison[] = []
  for (const kind of [STUCK, POISON]) {
    const folder = join(spoolDir, kind)
    const names = await readdir(folder).catch(() => [])
    for (const name of names.filter((one) => one.endsWith('.json'))) {
      const path = join(folder, name)
      const note = parseWith(PoisonNote, await readJson(path))
      const about = await stat(path).catch(() => null)
      if (!note.ok || about === null) continue
      const raw = kind === STUCK ? path.replace(/\.json$/, '.eml') : null
      found.push({ ...note.value, name: name.slice(0, -'.json'.length), at: about.mtimeMs, raw })
    }
  }
  return found.toSorted((a, b) => a.at - b.at)
}

/** It was handed in: nothing of it stays here. */
export async function dropPoison(spoolDir: string, { name, raw }: Poison): Promise<void> {
  const folder = join(spoolDir, raw === null ? POISON : STUCK)
  if (raw !== null) await rm(raw, { force: true })
  await rm(join(folder, `${name}.json`), { force: true })
}

async function readJson(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8'))
  } catch {
    return null
  }
}

function toBytes(note: PoisonNote): Buffer {
  return Buffer.from(JSON.stringify(note, null, 1))
}
