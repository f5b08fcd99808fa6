/**
 * What was deleted leaves SQLite's files. Inside a page SQLite overwrites it at once (`secure_delete=FAST`, which costs no
 * writing); pages that became free keep what they held, for that would cost a write each, for every change of a ticket.
 * Here all that are free are taken, filled with zeros and given back, and the log of the database is cut off: work for
 * the rare moment when words were taken out, not for every commit.
 *
 * A page that was free and is in use again can keep old bytes between its cells, where neither reaches. Only VACUUM does,
 * and it stops everybody meanwhile: it is done where that is short (`LIMITS.scrubWholeBytes`). In a larger database such
 * bytes stay until they are written over, or until an operator has it rewritten (docs/not-yet.md).
 */
import { v } from '../../shared/kit/schema.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import type { Sql, Tx } from './database.ts'

export const OVERWRITES = 'PRAGMA secure_delete=FAST'

const Pages = v.object({
  freelist_count: v.number(),
  page_count: v.number(),
  page_size: v.number(),
})
const Checkpoint = v.looseObject({ busy: v.number() })

/** Filled with zeros for a moment. One that a crash left behind is taken on. */
const TABLE = 'scrubbing'

/**
 * @param rewrite  VACUUM; throws while a transaction is open
 * @param checkpoint  brings the log to the main file and cuts it off; what SQLite answers
 */
export function makeScrub(
  sql: Sql,
  write: (body: (tx: Tx) => Promise<void>) => Promise<void>,
  { rewrite, checkpoint }: { rewrite: () => void; checkpoint: () => unknown },
): () => Promise<void> {
  let last: Promise<void> = Promise.resolve()

  async function scrub(): Promise<void> {
    await write(async (tx) => {
      await tx.run(`CREATE TABLE IF NOT EXISTS ${TABLE} (zeros BLOB)`)
    })
    const row = await sql.get(
      `SELECT freelist_count, page_count, page_size
       FROM pragma_freelist_count, pragma_page_count, pragma_page_size`,
    )
    const { freelist_count: free, page_count: all, page_size: size } = v.parse(Pages, row)
    // Pages that others take meanwhile are written anyway; those they give back were theirs, not deleted before.
    for (let left = free; left > 0; left -= LIMITS.scrubPages)
      await write(async (tx) => {
        // One page more than fits: the last of them is not filled to its end, and is a new one.
        await tx.run(
          `INSERT INTO ${TABLE} (zeros) VALUES (zeroblob(?))`,
          (Math.min(left, LIMITS.scrubPages) + 1) * size,
        )
      })
    await write(async (tx) => {
      await tx.run(`DROP TABLE ${TABLE}`)
    })
    if (all * size <= LIMITS.scrubWholeBytes) rewrite()
    const { busy } = v.parse(Checkpoint, checkpoint())
    if (busy !== 0) throw new Error('another process reads the log of the database')
  }

  /** One at a time. */
  return () => {
    last = last.catch(() => {}).then(scrub)
    return last
  }
}
