/**
 * `restore DIR`: a backup becomes an empty data directory's content, and is then verified. Refuses a data directory with
 * anything in it: a restore never mixes two desks. The database gets its name last, once it has begun a generation of its
 * own: cut short at any moment, a restore leaves no desk that devices would take for the old one.
 * Not here: making backups (backup).
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
import type { Progress } from './verb.ts'

const DATABASE = 'desk.sqlite'

/**
 * @param dir      folder that `backup` made
 * @param dataDir  empty, or not there
 * @returns        files brought back; the database counts as one
 */
export async function restoreFiles(
  dir: string,
  dataDir: string,
  around: Pick<Surroundings, 'clock' | 'random'>,
  progress: Progress,
): Promise<Result<{ files: number; tickets: number }>> {
  const manifest = await readManifest(dir)
  if (!manifest.ok) return manifest
  const isFree = await makeEmptyFolder(dataDir)
  if (!isFree.ok)
    return fail(
      isFree.fault.code,
      `${isFree.fault.detail}; a backup is restored into an empty data directory only`,
    )
  const total: Copied = { files: 0, bytes: 0 }
  try {
    if (!(await isThere(join(dir, DATABASE))))
      return fail('kit/invalid', `${dir} holds no ${DATABASE}`)
    for (const name of SMALL_FILES) {
      if (!(await isThere(join(dir, name)))) continue
      await copyFile(join(dir, name), join(dataDir, name))
      await syncPath(join(dataDir, name))
      total.files += 1
    }
    for (const name of FOLDERS)
      await copyTree(join(dir, name), join(dataDir, name), total, progress)
    progress('database')
    await restoreDatabase(join(dir, DATABASE), join(dataDir, DATABASE), around)
    total.files += 1
    await syncPath(dataDir)
  } catch (error) {
    // Half a desk is worse than none: the next try finds the folder empty again.
    await rm(dataDir, { recursive: true, force: true })
    throw error
  }
  return ok({ files: total.files, tickets: manifest.value.tickets })
}

/** Worked on under other names beside its place: what has the name is whole. */
async function restoreDatabase(
  from: string,
  to: string,
  { clock, random }: Pick<Surroundings, 'clock' | 'random'>,
): Promise<void> {
  const [draft, whole] = [`${to}.restoring`, `${to}.restored`]
  await copyFile(from, draft)
  const database = await openSqlite(draft)
  try {
    await migrate(database)
    await beginGeneration(database, clock, random)
    await database.backupTo(whole)
  } finally {
    await database.close()
  }
  for (const suffix of ['', '-wal', '-shm']) await rm(draft + suffix, { force: true })
  await syncPath(whole)
  await rename(whole, to)
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
