/**
 * CO16 and CO17: words that were taken out, and all of a ticket that was deleted, are nowhere: in no table of the server,
 * in no file, on no device. What a device could not send of its own stays there, shown as refused.
 */
import { text, type Sql } from '../../sync-server/store/database.ts'
import type { Disk } from './check-device.ts'
import type { Known, Outcome } from './known.ts'

/** Own words that the server never had, or did not take. */
const OWN_TABLES: ReadonlySet<string> = new Set(['rejected'])

export async function checkRemoved(
  outcome: Outcome,
  disks: ReadonlyMap<string, Disk>,
  known: Known,
): Promise<string[]> {
  const { ledger, sql, blobs } = outcome
  const problems = await checkFiles(sql, disks)
  const removals = [...ledger.redacted, ...ledger.deleted.values()]
  if (removals.length === 0) return problems
  const words = removals.flatMap((removal) => removal.words)
  for (const { name, table, found } of findOnServer(await readTables(sql), words))
    problems.push(`CO16/CO17 ${name}: “${found}” was taken out and is in ${table}`)
  const named = await namedFiles(sql)
  for (const [hash, bytes] of blobs.all())
    for (const word of words)
      if (named.has(hash) && Buffer.from(bytes).includes(word))
        problems.push(`CO16/CO17 the server: “${word}” was taken out and is in file ${hash}`)
  for (const [name, disk] of disks) {
    for (const [table, records] of Object.entries(disk))
      if (!OWN_TABLES.has(table))
        for (const word of findWords(records, words))
          problems.push(
            `CO16/CO17 ${name}: “${word}” was taken out and is on its disk, in ${table}`,
          )
    for (const ticket of ledger.deleted.keys())
      if (!known.has(ticket))
        for (const table of tablesWith(disk, ticket))
          problems.push(
            `CO16 ${name}: ticket ${ticket} was deleted and is on its disk, in ${table}`,
          )
  }
  return problems
}

/** What the gateway brought late, or twice, and nothing names, nothing looks for yet: only it claims nothing (blob-claims). */
async function namedFiles(sql: Sql): Promise<ReadonlySet<string>> {
  const rows = await sql.all(
    `SELECT hash FROM blob_refs UNION SELECT raw AS hash FROM held_mail WHERE raw <> ''`,
  )
  return new Set(rows.map((row) => text(row, 'hash')))
}

/** A file on a device is one that its ticket names. */
async function checkFiles(sql: Sql, disks: ReadonlyMap<string, Disk>): Promise<string[]> {
  const problems: string[] = []
  for (const [name, { blobs }] of disks)
    for (const { ticket, hash } of blobs)
      if (
        !(await sql.get(
          `SELECT 1 AS yes FROM blob_refs WHERE ticket = ? AND hash = ?`,
          ticket,
          hash,
        ))
      )
        problems.push(`CO17 ${name}: keeps file ${hash}, which ticket ${ticket} does not name`)
  return problems
}

async function readTables(sql: Sql): Promise<Map<string, readonly object[]>> {
  const tables = new Map<string, readonly object[]>()
  const names = sql
    .all(`SELECT name FROM sqlite_master WHERE type = 'table'`)
    .catch(() =>
      sql.all(`SELECT tablename AS name FROM pg_tables WHERE schemaname = current_schema()`),
    )
  for (const row of await names) {
    const name = text(row, 'name')
    tables.set(name, await sql.all(`SELECT * FROM "${name}"`))
  }
  return tables
}

function findOnServer(tables: ReadonlyMap<string, readonly object[]>, words: readonly string[]) {
  const found: { name: string; table: string; found: string }[] = []
  for (const [table, rows] of tables)
    for (const word of findWords(rows, words))
      found.push({ name: 'the server', table, found: word })
  return found
}

/** Tables with something of a ticket; a note that it is gone is nothing of it. What goes on elsewhere may name it. */
function tablesWith({ docs, overlays, echoes, drafts, ...disk }: Disk, ticket: string): string[] {
  const byTicket = { docs, echoes, drafts, files: disk.blobs, lost: disk.lost, notes: disk.notes }
  const found: string[] = []
  for (const [table, records] of Object.entries(byTicket))
    if (records.some((record) => record.ticket === ticket)) found.push(table)
  if (overlays.some(({ id }) => id === ticket)) found.push('overlays')
  if (disk.entries.some(({ id, entry }) => id === ticket && entry !== null)) found.push('entries')
  if (disk.packs.some(({ id }) => id === ticket)) found.push('packs')
  return found
}

function findWords(value: unknown, words: readonly string[]): string[] {
  const found = new Set<string>()
  look(value)
  return [...found]

  function look(part: unknown): void {
    if (typeof part === 'string') {
      for (const word of words) if (part.includes(word)) found.add(word)
    } else if (part instanceof Uint8Array) {
      const buffer = Buffer.from(part.buffer, part.byteOffset, part.byteLength)
      for (const word of words) if (buffer.includes(word)) found.add(word)
    } else if (typeof part === 'object' && part !== null)
      for (const inner of Object.values(part)) look(inner)
  }
}
