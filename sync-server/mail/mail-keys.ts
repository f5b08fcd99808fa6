/**
 * The keys our Message-IDs are signed with: made when first needed, replaced after a while, and the earlier ones known
 * for as long as somebody may answer. Kept in the store, so that every node and a restored desk has them. Never logged.
 */
import type { Random } from '../../shared/kit/clock.ts'
import { makeToken } from '../../shared/kit/id.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import { v } from '../../shared/kit/schema.ts'
import { number, text, type Sql, type Tx } from '../store/database.ts'

const NAME = 'message-id-keys'

/** Newest first. `since`: when it began to be used, epoch ms. */
const MailKeys = v.array(v.object({ secret: v.string(), since: v.number() }))
export type MailKeys = v.InferOutput<typeof MailKeys>

/** The keys a signature may be made with, newest first; a replaced one counts for its grace (mail.md 39). */
export async function readMailKeys(sql: Sql, now: number): Promise<MailKeys> {
  const row = await sql.get(`SELECT value FROM store_facts WHERE name = ?`, NAME)
  return row ? known(v.parse(MailKeys, JSON.parse(text(row, 'value'))), now) : []
}

/** The key that signs now. A new one is made when there is none, or when the last is old. */
export async function currentMailKey(tx: Tx, random: Random, now: number): Promise<string> {
  const row = await tx.get(`SELECT value, version FROM store_facts WHERE name = ?`, NAME)
  const keys = row ? v.parse(MailKeys, JSON.parse(text(row, 'value'))) : []
  const [newest] = keys
  if (newest && now < newest.since + LIMITS.mailKeyMs) return newest.secret
  const made = { secret: makeToken(random) + makeToken(random), since: now }
  const value = JSON.stringify([made, ...known(keys, now)])
  if (row)
    await tx.run(
      `UPDATE store_facts SET value = ?, version = version + 1 WHERE name = ? AND version = ?`,
      value,
      NAME,
      number(row, 'version'),
    )
  else
    await tx.run(
      `INSERT INTO store_facts (name, value, version) VALUES (?, ?, 1) ON CONFLICT (name) DO NOTHING`,
      NAME,
      value,
    )
  // Another node may have been first: then its key is the one.
  const [first] = await readMailKeys(tx, now)
  return first?.secret ?? made.secret
}

/** Those in use, and those whose successor has not been in use for the whole grace. */
function known(keys: MailKeys, now: number): MailKeys {
  return keys.filter((_key, at) => {
    const successor = keys[at - 1]
    return successor === undefined || now < successor.since + LIMITS.mailKeyGraceMs
  })
}
