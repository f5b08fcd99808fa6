/** Single entries beside the packs are folded into them once there are many: idle work of the leading tab, fetched for it. */
import { LIMITS } from '../../shared/kit/limits.ts'
import type { Db, Entry } from './db.ts'
import { addPacks, packOf, packsOf, readPack } from './row-packs.ts'

/** @param least  fewer of them stay as they are */
export async function foldRows(db: Db, least: number = LIMITS.rowsBeforeFold): Promise<void> {
  await db.transaction('rw', [db.packs, db.entries], async () => {
    if ((await db.entries.count()) < least) return
    const changed = new Map((await db.entries.toArray()).map(({ id, entry }) => [id, entry]))
    await foldInto(db, changed)
    await db.entries.clear()
  })
}

/** Rewrites the packs that hold a changed entry; what is in no pack goes into new ones. A later pack wins. */
async function foldInto(db: Db, changed: Map<string, Entry | null>): Promise<void> {
  const packs = await db.packs.orderBy('n').reverse().toArray()
  const known = new Set<string>()
  for (const pack of packs) {
    let isTouched = false
    const kept: Entry[] = []
    for (const old of readPack(pack.bytes)) {
      const entry = changed.get(old.id)
      if (known.has(old.id) || entry === null) {
        isTouched = true
        continue
      }
      known.add(old.id)
      if (entry) isTouched = true
      kept.push(entry ?? old)
    }
    if (!isTouched) continue
    if (kept.length > 0) await db.packs.put({ n: pack.n, bytes: packOf(kept) })
    else await db.packs.delete(pack.n)
  }
  const fresh: Entry[] = []
  for (const [id, entry] of changed) if (entry && !known.has(id)) fresh.push(entry)
  if (fresh.length > 0) await addPacks(db, packsOf(fresh))
}
