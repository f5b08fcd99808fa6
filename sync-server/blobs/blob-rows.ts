/**
 * Blobs as rows of the database: for nodes that share no disk. Each is durable by itself, before the commit that names it,
 * and never inside one. Not here: who may read one.
 */
import { createHash } from 'node:crypto'
import { FaultError, fail, ok } from '../../shared/kit/fault.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import { bytes as readBytes, type Sql } from '../store/database.ts'
import type { Blobs } from './blobs.ts'

/** @param apart  statements that are each durable at once, whatever a write is doing */
export function makeBlobRows(apart: Sql): Blobs {
  const has = async (hash: string) =>
    (await apart.get(`SELECT hash FROM blob_bytes WHERE hash = ?`, hash)) !== undefined
  return {
    has,
    async get(hash) {
      const row = await apart.get(`SELECT bytes FROM blob_bytes WHERE hash = ?`, hash)
      return row ? readBytes(row, 'bytes') : null
    },
    async put(bytes, claimed) {
      if (bytes.length > LIMITS.mailBytes * 2)
        return fail('kit/too-big', `a file may have ${LIMITS.mailBytes * 2} bytes`)
      const hash = createHash('sha256').update(bytes).digest('hex')
      if (claimed !== undefined && claimed !== hash)
        return fail('kit/invalid', 'the bytes do not have that hash')
      if (await has(hash)) return ok(hash)
      try {
        await apart.run(
          `INSERT INTO blob_bytes (hash, bytes) VALUES (?, ?) ON CONFLICT (hash) DO NOTHING`,
          hash,
          bytes,
        )
        return ok(hash)
      } catch (error) {
        if (error instanceof FaultError) return { ok: false, fault: error.fault }
        throw error
      }
    },
    async remove(hash) {
      await apart.run(`DELETE FROM blob_bytes WHERE hash = ?`, hash)
    },
  }
}
