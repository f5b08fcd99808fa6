/**
 * `restore DIR`: a backup becomes an empty data directory's content, with DESKSIDE_DATABASE_URL an empty database's, and is
 * then verified. Refuses either with anything in it: a restore never mixes two desks. The database gets its name, or is
 * committed, last, once it has begun a generation of its own: cut short at any moment, a restore leaves no desk that
 * devices would take for the old one. Not here: making backups (backup), how rows and files get there (restore-shared).
 */
import { copyFile, readFile, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { fail, ok, type Result } from '../../shared/kit/fault.ts'
import { parseWith } from '../../shared/kit/schema.ts'
import type { Surroundings } from '../desk.ts'
import { beginGeneration } from '../store/generation.ts'
import { migrate } from '../store/schema.ts'
import { openSqlite } from '../store/sqlite-database.ts'
import {
  FOLDERS,
  MANIFEST,
  Manifest,
  SMALL_FILES,
  copyTree,
  makeEmptyFolder,
  syncPath,
  type Copied,
} from './backup.ts'
import { restoreShared } from './restore-shared.ts'
import type { Progress } from './verb.ts'

const DATABASE = 'desk.sqlite'

export type Target = {
  /** Empty, or not there. */
  dataDir: string
  /** Null: the database goes into the data directory too. */
  databaseUrl: string | null
}

/**
 * @param dir  folder that `backup` made
 * @returns    files brought back; the database counts as one
 */
export async function restoreFiles(
  dir: string,
  target: Target,
  around: Pick<Surroundings, 'clock' | 'random' | 'log'>,
  progress: Progress,
): Promise<Result<{ files: number; tickets: number }>> {
  const { dataDir } = target
  const manifest = await readManifest(dir)
  if (!manifest.ok) return manifest
  const isFree = await makeEmptyFolder(dataDir)
  if (!isFree.ok)
    return fail(
      isFree.fault.code,
      `${isFree.fault.detail}; a backup is restored into an empty data directory only`,
    )
  try {
    if (!(await isThere(join(dir, DATABASE))))
      return fail('kit/invalid', `${dir} holds no ${DATABASE}`)
    const files = await restoreAll(dir, target, around, progress)
    await syncPath(dataDir)
    return ok({ files, tickets: manifest.value.tickets })
  } catch (error) {
    // Half a desk is worse than none: the next try finds the folder empty again.
    await rm(dataDir, { recursive: true, force: true })
    throw error
  }
}

async function restoreAll(
  dir: string,
  { dataDir, databaseUrl }: Target,
  around: Pick<Surroundings, 'clock' | 'random' | 'log'>,
  progress: Progress,
): Promise<number> {
  const total: Copied = { files: 0, bytes: 0 }
  for (const name of SMALL_FILES) {
    if (!(await isThere(join(dir, name)))) continue
    await copyFile(join(dir, name), join(dataDir, name))
    await syncPath(join(dataDir, name))
    total.files += 1
  }
  for (const name of FOLDERS)
    if (databaseUrl === null || name !== 'blobs')
      await copyTree(join(dir, name), join(dataDir, name), total, progress)
  progress('database')
  const draft = join(dataDir, `${DATABASE}.restoring`)
  await copyFile(join(dir, DATABASE), draft)
  const source = await openSqlite(draft)
  const whole = join(dataDir, `${DATABASE}.restored`)
  const settings = join(dataDir, 'desk.json')
  try {
    await migrate(source)
    await beginGeneration(source, around.clock, around.random)
    if (databaseUrl === null) await source.backupTo(whole)
    else {
      const blobs = join(dir, 'blobs')
      total.files += await restoreShared(databaseUrl, { source, settings, blobs }, around, progress)
    }
  } finally {
    await source.close()
  }
  for (const suffix of ['', '-wal', '-shm']) await rm(draft + suffix, { force: true })
  if (databaseUrl === null) {
    await syncPath(whole)
    await rename(whole, join(dataDir, DATABASE))
  } else
    // They are a row now; files beside it would be a second truth.
    for (const suffix of ['', '.last-good', '.broken']) await rm(settings + suffix, { force: true })
  return total.files + 1
}

const isThere = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  )

async function readManifest(dir: string): Promise<ReturnType<typeof parseManifest>> {
  try {
    return parseManifest(JSON.parse(await readFile(join(dir, MANIFEST), 'utf8')))
  } catch {
    return fail('kit/invalid', `${dir} is not a finished backup: it has no ${MANIFEST}`)
  }
}

const parseManifest = (input: unknown) => parseWith(Manifest, input)
