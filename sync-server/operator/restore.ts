/**
 * `restore DIR`: a backup becomes an empty data directory's content, and is then verified. Refuses a data directory with
 * anything in it: a restore never mixes two desks. Not here: making backups (backup).
 */
import { copyFile, readFile, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { fail, ok, type Result } from '../../shared/kit/fault.ts'
import { parseWith } from '../../shared/kit/schema.ts'
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

/**
 * @param dir      folder that `backup` made
 * @param dataDir  empty, or not there
 * @returns        files brought back; the database counts as one
 */
export async function restoreFiles(
  dir: string,
  dataDir: string,
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
    for (const name of ['desk.sqlite', ...SMALL_FILES]) {
      const isThere = await stat(join(dir, name)).catch(() => null)
      if (!isThere && name === 'desk.sqlite')
        return fail('kit/invalid', `${dir} holds no desk.sqlite`)
      if (!isThere) continue
      await copyFile(join(dir, name), join(dataDir, name))
      await syncPath(join(dataDir, name))
      total.files += 1
    }
    for (const name of FOLDERS)
      await copyTree(join(dir, name), join(dataDir, name), total, progress)
    await syncPath(dataDir)
  } catch (error) {
    // Half a desk is worse than none: the next try finds the folder empty again.
    await rm(dataDir, { recursive: true, force: true })
    throw error
  }
  return ok({ files: total.files, tickets: manifest.value.tickets })
}

async function readManifest(dir: string): Promise<ReturnType<typeof parseManifest>> {
  try {
    return parseManifest(JSON.parse(await readFile(join(dir, MANIFEST), 'utf8')))
  } catch {
    return fail('kit/invalid', `${dir} is not a finished backup: it has no ${MANIFEST}`)
  }
}

const parseManifest = (input: unknown) => parseWith(Manifest, input)
