/**
 * `backup DIR`: a copy of everything, while the desk works. The order is what makes it whole: the spool first (mail that
 * leaves it later is in the database by then), then the database, then blobs (only ever added, and before the commit that
 * names them). The manifest comes last: a folder without one is no backup. Not here: bringing it back (restore).
 */
import { copyFile, mkdir, open, readdir, stat, writeFile } from 'node:fs/promises'
import { dirname, join, relative, sep } from 'node:path'
import { fail, ok, type Result } from '../../shared/kit/fault.ts'
import { v } from '../../shared/kit/schema.ts'
import type { Desk } from '../desk.ts'
import { number, text } from '../store/database.ts'
import { answer, makeVerb, type Progress } from './verb.ts'

export const MANIFEST = 'backup.json'
export const Manifest = v.object({
  format: v.literal(1),
  at: v.string(),
  tickets: v.number(),
  files: v.number(),
  bytes: v.number(),
})

/** Kept beside the database: settings, and the keys of gateway and command line. */
export const SMALL_FILES = ['desk.json', 'desk.json.last-good', 'gateway.key', 'operator.key']
export const FOLDERS = ['spool', 'blobs'] as const

export const backUp = makeVerb(
  {
    name: 'backup',
    about: 'Copy everything into an empty folder, while the desk works.',
    options: [
      {
        name: 'dir',
        value: 'DIR',
        isRequired: true,
        isPositional: true,
        isPath: true,
        about: 'An empty folder, or one that is not there yet.',
      },
    ],
  },
  v.object({ dir: v.pipe(v.string(), v.minLength(1), v.maxLength(4_096)) }),
  async (desk, { dir }, progress) => {
    const { dataDir } = desk.config
    if (isInside(dir, dataDir))
      return fail('kit/invalid', 'a backup inside the data directory would be lost with it')
    const isFree = await makeEmptyFolder(dir)
    if (!isFree.ok) return isFree
    const total: Copied = { files: 0, bytes: 0 }
    await copyTree(join(dataDir, 'spool'), join(dir, 'spool'), total, progress)
    progress('database')
    await desk.database.backupTo(join(dir, 'desk.sqlite'))
    await syncPath(join(dir, 'desk.sqlite'))
    for (const name of SMALL_FILES) await copyOne(join(dataDir, name), join(dir, name), total)
    await copyTree(join(dataDir, 'blobs'), join(dir, 'blobs'), total, progress)
    if ((await desk.database.about()).kind === 'postgres')
      await writeShared(desk, dir, total, progress)
    const row = await desk.database.read.get(`SELECT count(*) AS n FROM tickets`)
    const manifest: v.InferOutput<typeof Manifest> = {
      format: 1,
      at: new Date(desk.parts.clock.now()).toISOString(),
      tickets: row ? number(row, 'n') : 0,
      ...total,
      bytes: total.bytes + (await stat(join(dir, 'desk.sqlite'))).size,
    }
    await writeFile(join(dir, MANIFEST), JSON.stringify(manifest, null, 2) + '\n')
    await syncPath(join(dir, MANIFEST))
    await syncPath(dir)
    return ok(
      answer(
        { dir, ...manifest },
        `Backed up ${manifest.tickets} tickets and ${manifest.files} files (${Math.ceil(manifest.bytes / 1024)} KiB) to ${dir}.`,
      ),
    )
  },
)

/** What a desk in PostgreSQL has there and one in a data directory has as files: so a backup is the same of both. */
async function writeShared(
  desk: Desk,
  dir: string,
  total: Copied,
  progress: Progress,
): Promise<void> {
  const settings = JSON.stringify(desk.parts.settings.get(), null, 2) + '\n'
  await writeSynced(join(dir, 'desk.json'), Buffer.from(settings), total)
  const folders = new Set<string>()
  for (let last = ''; ;) {
    const row = await desk.database.read.get(
      `SELECT hash FROM blob_bytes WHERE hash > ? ORDER BY hash LIMIT 1`,
      last,
    )
    if (!row) break
    last = text(row, 'hash')
    const bytes = await desk.parts.blobs.get(last)
    if (!bytes) continue
    const folder = join(dir, 'blobs', last.slice(0, 2))
    if (!folders.has(folder)) await mkdir(folder, { recursive: true })
    folders.add(folder)
    await writeSynced(join(folder, last), bytes, total)
    if (total.files % SAY_EVERY === 0) progress(`${total.files} files`)
  }
  for (const folder of folders) await syncPath(folder)
}

async function writeSynced(path: string, bytes: Uint8Array, total: Copied): Promise<void> {
  await writeFile(path, bytes, { mode: 0o600 })
  await syncPath(path)
  total.files += 1
  total.bytes += bytes.length
}

function isInside(path: string, folder: string): boolean {
  const way = relative(folder, path)
  return way === '' || (!way.startsWith('..' + sep) && way !== '..' && !way.startsWith(sep))
}

/** Makes the folder, or takes it when nothing is in it. */
export async function makeEmptyFolder(dir: string): Promise<Result<void>> {
  try {
    await mkdir(dir, { recursive: true, mode: 0o700 })
    const entries = await readdir(dir)
    if (entries.length > 0) return fail('desk/exists', `${dir} is not empty`)
    return ok()
  } catch (error) {
    return fail('kit/storage', `${dir} cannot be used: ${wordsOf(error)}`)
  }
}

export type Copied = { files: number; bytes: number }
const SAY_EVERY = 1_000

/** Copies a folder with all in it; what vanishes meanwhile is passed over, drafts of files are left out. */
export async function copyTree(
  from: string,
  to: string,
  total: Copied,
  progress: Progress,
): Promise<void> {
  let entries
  try {
    entries = await readdir(from, { recursive: true, withFileTypes: true })
  } catch {
    return
  }
  const folders = new Set<string>()
  for (const entry of entries) {
    if (!entry.isFile()) continue
    const path = join(entry.parentPath, entry.name)
    const place = relative(from, path)
    // Files under blobs/new are not yet whole; the put that makes them has not been answered.
    if (place.startsWith(`new${sep}`)) continue
    const target = join(to, place)
    if (!folders.has(dirname(target))) await mkdir(dirname(target), { recursive: true })
    folders.add(dirname(target))
    await copyOne(path, target, total)
    if (total.files % SAY_EVERY === 0) progress(`${total.files} files`)
  }
  for (const folder of folders) await syncPath(folder)
}

async function copyOne(from: string, to: string, total: Copied): Promise<void> {
  try {
    await copyFile(from, to)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return
    throw error
  }
  await syncPath(to)
  total.files += 1
  total.bytes += (await stat(to)).size
}

/** A copy that is not on the disk is no backup. */
export async function syncPath(path: string): Promise<void> {
  const file = await open(path, 'r')
  try {
    await file.sync()
  } finally {
    await file.close()
  }
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
