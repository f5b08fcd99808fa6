/**
 * The key pair by which push services know this desk (VAPID, RFC 8292): made when first needed, once for good, since a
 * browser takes messages of that key alone. Kept in the store, so that every node and a restored desk has it. Never logged.
 */
import { v } from '../../shared/kit/schema.ts'
import { text, type Database, type Sql } from '../store/database.ts'
import { makeKeyPair } from './push-message.ts'

const NAME = 'vapid-keys'

const VapidKeys = v.object({ publicKey: v.string(), privateKey: v.string() })
export type VapidKeys = v.InferOutput<typeof VapidKeys>

export async function vapidKeys(database: Database): Promise<VapidKeys> {
  const known = await readKeys(database.read)
  if (known) return known
  const made = JSON.stringify(makeKeyPair())
  return database.write(async (tx) => {
    await tx.run(
      `INSERT INTO store_facts (name, value, version) VALUES (?, ?, 1) ON CONFLICT (name) DO NOTHING`,
      NAME,
      made,
    )
    // Another node may have been first: then its pair is the one.
    return (await readKeys(tx)) ?? v.parse(VapidKeys, JSON.parse(made))
  })
}

async function readKeys(sql: Sql): Promise<VapidKeys | null> {
  const row = await sql.get(`SELECT value FROM store_facts WHERE name = ?`, NAME)
  return row ? v.parse(VapidKeys, JSON.parse(text(row, 'value'))) : null
}
