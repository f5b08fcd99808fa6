/**
 * Blobs: files named by the SHA-256 of their bytes. Written to a temporary name, fsynced, renamed, folder fsynced, so
 * that a hash that a ticket names is always there. Not here: who may read one (blob_refs, http).
 */
import { createHash, randomBytes } from 'node:crypto'
import {
  closeSync,
  existsSync,
  fsync,
  futimesSync,
  open,
  openSync,
  renameSync,
  utimesSync,
  writeFile,
  writeFileSync,
} from 'node:fs'
import { mkdir, readdir, readFile, rm, stat, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Clock } from '../../shared/kit/clock.ts'
import { fail, ok, type Result } from '../../shared/kit/fault.ts'
import { LIMITS } from '../../shared/kit/limits.ts'

export type Blobs = {
  /** Stores bytes; `kit/invalid` when they do not have the hash that was claimed. Storing again changes nothing. */
  put(bytes: Uint8Array, claimed?: string): Promise<Result<string>>
  get(hash: string): Promise<Uint8Array | null>
  has(hash: string): Promise<boolean>
  /** How many bytes, and when they were last brought; null when it is not there. */
  look(hash: string): Promise<{ bytes: number; broughtAt: number } | null>
  /** All whose hash begins with these two digits. */
  list(prefix: string): Promise<string[]>
  /** Deletes it unless somebody brought it at or after `before`. @returns true when it is gone */
  removeOlder(hash: string, before: number): Promise<boolean>
  /** Deletes the bytes; nothing when there are none. Who may call this has looked that nobody names them. */
  remove(hash: string): Promise<void>
}

/** Fewer bytes are written where they are: handing them to another thread takes longer. What waits for the disk is handed over. */
const SMALL_BYTES = 64 * 1024
const openFile = promisify(open)
const syncFile = promisify(fsync)
const writeBytes = promisify(writeFile)

export async function openBlobs(folder: string, clock: Clock): Promise<Blobs> {
  await mkdir(join(folder, 'new'), { recursive: true })
  /** Other servers may write into the same folder. */
  const own = randomBytes(6).toString('hex')
  let drafts = 0
  const pathOf = (hash: string) => join(folder, hash.slice(0, 2), hash)
  const look = async (hash: string) => {
    try {
      const found = await stat(pathOf(hash))
      return found.isFile() ? { bytes: found.size, broughtAt: found.mtimeMs } : null
    } catch {
      return null
    }
  }
  /** The time of a file is when its bytes were last brought; false when there is no such file (any more). */
  const note = (path: string) => {
    // Asked first: an error that nobody reads takes longer to make.
    if (!existsSync(path)) return false
    const at = clock.now() / 1000
    try {
      utimesSync(path, at, at)
      return true
    } catch {
      return false
    }
  }
  /** Shelves whose names are on the disk for certain: there are 256, and none is taken away. */
  const shelves = new Set<string>()
  const prepareShelf = async (shelf: string) => {
    if (shelves.has(shelf)) return
    await mkdir(shelf, { recursive: true })
    await syncFolder(folder)
    shelves.add(shelf)
  }
  return {
    has: async (hash) => existsSync(pathOf(hash)),
    look,
    async list(prefix) {
      if (!/^[0-9a-f]{2}$/.test(prefix)) return []
      const names = await readdir(join(folder, prefix)).catch(() => [])
      return names.filter((name) => /^[0-9a-f]{64}$/.test(name))
    },
    async removeOlder(hash, before) {
      const found = await look(hash)
      if (!found || found.broughtAt >= before) return false
      await rm(pathOf(hash), { force: true })
      return true
    },
    async remove(hash) {
      if (!/^[0-9a-f]{64}$/.test(hash)) return
      await rm(pathOf(hash), { force: true })
    },
    async get(hash) {
      if (!/^[0-9a-f]{64}$/.test(hash)) return null
      try {
        return await readFile(pathOf(hash))
      } catch {
        return null
      }
    },
    async put(bytes, claimed) {
      if (bytes.length > LIMITS.mailBytes * 2)
        return fail('kit/too-big', `a file may have ${LIMITS.mailBytes * 2} bytes`)
      const hash = createHash('sha256').update(bytes).digest('hex')
      if (claimed !== undefined && claimed !== hash)
        return fail('kit/invalid', 'the bytes do not have that hash')
      if (note(pathOf(hash))) return ok(hash)
      const shelf = join(folder, hash.slice(0, 2))
      const draft = join(folder, 'new', `${hash}.${own}.${drafts++}`)
      try {
        await prepareShelf(shelf)
        await writeDraft(draft, bytes, clock.now() / 1000)
        renameSync(draft, pathOf(hash))
        await syncFolder(shelf)
        return ok(hash)
      } catch (error) {
        shelves.delete(shelf)
        await unlink(draft).catch(() => {})
        if (error instanceof Error && 'code' in error && error.code === 'ENOSPC')
          return fail('kit/storage', 'the disk is full')
        throw error
      }
    },
  }
}

/** @param at  seconds since 1970, as the time of the file */
async function writeDraft(path: string, bytes: Uint8Array, at: number): Promise<void> {
  // The system may wait for its journal before it lets a name be made.
  const file = await openFile(path, 'wx', 0o600)
  try {
    if (bytes.length <= SMALL_BYTES) writeFileSync(file, bytes)
    else await writeBytes(file, bytes)
    futimesSync(file, at, at)
    await syncFile(file)
  } finally {
    closeSync(file)
  }
}

/** What was renamed into it stays there also when the power goes. */
async function syncFolder(path: string): Promise<void> {
  const folder = openSync(path, 'r')
  try {
    await syncFile(folder)
  } finally {
    closeSync(folder)
  }
}
