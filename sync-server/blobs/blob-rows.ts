/**
 * Blobs as rows of the database: for nodes that share no disk. Each is durable by itself, before the commit that names it,
 * and never inside one. Not here: who may read one.
 */
import { createHash } from 'node:crypto'
import type { Clock } from '../../shared/kit/clock.ts'
import { FaultError, fail, ok } from '../../shared/kit/fault.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import { bytes as readBytes, number, text, type Sql } from '../store/database.ts'
import type { Blobs } from './blobs.ts'

/** @param apart  statements that are each durable at once, whatever a write is doing */
export function makeBlobRows(apart: Sql, clock: Clock): Blobs {
  return {
    has: async (hash) =>
      (await apart.get(`SELECT hash FROM blob_bytes WHERE hash = ?`, hash)) !== undefined,
    async look(hash) {
      const row = await apart.get(
        `SELECT length(bytes) AS n, at FROM blob_bytes WHERE hash = ?`,
        hash,
      )
      return row ? { bytes: number(row, 'n'), broughtAt: number(row, 'at') } : null
    },
    async list(prefix) {
      if (!/^[0-9a-f]{2}$/.test(prefix)) return []
      const rows = await apart.all(
        `SELECT hash FROM blob_bytes WHERE hash >= ? AND hash < ? ORDER BY hash`,
        prefix,
        `${prefix}g`,
      )
      return rows.map((row) => text(row, 'hash'))
    },
    async removeOlder(hash, before) {
      const sql = `DELETE FROM blob_bytes WHERE hash = ? AND at < ?`
      return (await apart.run(sql, hash, before)) > 0
    },
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
      const at = clock.now()
      try {
        if ((await apart.run(`UPDATE blob_bytes SET at = ? WHERE hash = ?`, at, hash)) > 0)
          return ok(hash)
        await apart.run(
          `INSERT INTO blob_bytes (hash, bytes, at) VALUES (?, ?, ?) ON CONFLICT (hash) DO UPDATE SET at = excluded.at`,
          hash,
          bytes,
          at,
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
