/**
 * Blobs: files named by the SHA-256 of their bytes. Written to a temporary name, fsynced, renamed, folder fsynced, so
 * that a hash that a ticket names is always there. Not here: who may read one (blob_refs, http).
 */
import { createHash, randomBytes } from 'node:crypto'
import { mkdir, open, readFile, rename, rm, stat, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import { fail, ok, type Result } from '../../shared/kit/fault.ts'
import { LIMITS } from '../../shared/kit/limits.ts'

export type Blobs = {
  /** Stores bytes; `kit/invalid` when they do not have the hash that was claimed. Storing again changes nothing. */
  put(bytes: Uint8Array, claimed?: string): Promise<Result<string>>
  get(hash: string): Promise<Uint8Array | null>
  has(hash: string): Promise<boolean>
  /** Deletes the bytes; nothing when there are none. Who may call this has looked that nobody names them. */
  remove(hash: string): Promise<void>
}

export async function openBlobs(folder: string): Promise<Blobs> {
  await mkdir(join(folder, 'new'), { recursive: true })
  const pathOf = (hash: string) => join(folder, hash.slice(0, 2), hash)
  const has = async (hash: string) => {
    try {
      return (await stat(pathOf(hash))).isFile()
    } catch {
      return false
    }
  }
  return {
    has,
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
      if (await has(hash)) return ok(hash)
      const draft = join(folder, 'new', `${hash}.${randomBytes(6).toString('hex')}`)
      try {
        await mkdir(join(folder, hash.slice(0, 2)), { recursive: true })
        const file = await open(draft, 'wx', 0o600)
        try {
          await file.writeFile(bytes)
          await file.sync()
        } finally {
          await file.close()
        }
        await rename(draft, pathOf(hash))
        for (const dir of [join(folder, hash.slice(0, 2)), folder]) {
          const handle = await open(dir, 'r')
          try {
            await handle.sync()
          } finally {
            await handle.close()
          }
        }
        return ok(hash)
      } catch (error) {
        await unlink(draft).catch(() => {})
        if (error instanceof Error && 'code' in error && error.code === 'ENOSPC')
          return fail('kit/storage', 'the disk is full')
        throw error
      }
    },
  }
}
