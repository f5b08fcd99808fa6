/**
 * A database that cannot be opened or read as it should: reads what is left of unsent work, store by store and without
 * its schema, gives it out as text, and starts anew with it. Nothing is removed before its person has said so.
 */
import { LIMITS } from '../../shared/kit/limits.ts'
import { Id, parseWith, v } from '../../shared/kit/schema.ts'
import { renderDraft } from '../../shared/ticket/draft-text.ts'
import { makeDoc } from '../../shared/ticket/ticket-doc.ts'
import { databaseName, Db, deleteDatabase, type DbOptions } from './db.ts'
import { knownPerson, type Memory } from './memory.ts'
import { words as said } from '../words/first.ts'

export type SalvageOptions = { memory: Memory; database?: DbOptions }

const base = { pushId: v.string(), ticket: v.string() }
const words = { title: v.string(), text: v.nullish(v.string(), null) }
// As far as showing them needs; the rest of a row goes back as it is.
const ROWS = {
  outbox: v.looseObject({ ...base, ...words, kind: v.string() }),
  rejected: v.looseObject({ ...base, intent: v.looseObject(words) }),
  drafts: v.looseObject({
    id: v.string(),
    ticket: v.string(),
    bytes: v.instance(Uint8Array),
    isSaved: v.optional(v.boolean(), false),
  }),
  notes: v.looseObject({ ticket: v.string(), text: v.string() }),
}
const KvRow = v.looseObject({ key: v.string(), value: v.unknown() })

export type Salvaged = {
  device: string | null
  outbox: v.InferOutput<typeof ROWS.outbox>[]
  rejected: v.InferOutput<typeof ROWS.rejected>[]
  drafts: v.InferOutput<typeof ROWS.drafts>[]
  notes: v.InferOutput<typeof ROWS.notes>[]
}

export async function salvage(options: SalvageOptions): Promise<Salvaged> {
  const found: Salvaged = { device: null, outbox: [], rejected: [], drafts: [], notes: [] }
  const person = knownPerson(options.memory)
  const database = person === null ? null : await openAsIs(databaseName(person), options)
  if (!database) return found
  const kv = await readStore(database, 'kv', KvRow)
  const device = parseWith(Id, kv.find((row) => row.key === 'device')?.value)
  if (device.ok) found.device = device.value
  found.outbox = await readStore(database, 'outbox', ROWS.outbox)
  found.rejected = await readStore(database, 'rejected', ROWS.rejected)
  found.drafts = await readStore(database, 'drafts', ROWS.drafts)
  found.notes = await readStore(database, 'notes', ROWS.notes)
  database.close()
  return found
}

/** Without a version: no upgrade is tried. Null when it cannot be opened at all. */
function openAsIs(name: string, { database }: SalvageOptions): Promise<IDBDatabase | null> {
  return new Promise((resolve) => {
    const factory = database?.indexedDB ?? indexedDB
    const asked = factory.open(name)
    asked.onsuccess = () => resolve(asked.result)
    asked.onerror = () => resolve(null)
    // There was none: do not make one.
    asked.onupgradeneeded = () => asked.transaction?.abort()
  })
}

/** Every row of a store that is as it should be; none when the store is not there or cannot be read. */
function readStore<S extends v.GenericSchema>(
  database: IDBDatabase,
  name: string,
  schema: S,
): Promise<v.InferOutput<S>[]> {
  if (!database.objectStoreNames.contains(name)) return Promise.resolve([])
  return new Promise((resolve) => {
    const rows: v.InferOutput<S>[] = []
    const transaction = database.transaction(name, 'readonly')
    const asked = transaction.objectStore(name).openCursor()
    asked.onsuccess = () => {
      const cursor = asked.result
      if (!cursor || rows.length >= LIMITS.outboxRows) return resolve(rows)
      const row = parseWith(schema, cursor.value)
      if (row.ok) rows.push(row.value)
      cursor.continue()
    }
    // What was read until then is better than nothing.
    asked.onerror = () => resolve(rows)
    transaction.onabort = () => resolve(rows)
  })
}

/** As a text to be kept in a file. @returns it, and how many things are in it */
export function writeOut(found: Salvaged): { text: string; count: number } {
  const parts = [
    ...found.outbox
      .filter((intent) => intent.kind !== 'draft')
      .map((intent) => partOf(intent.ticket, intent.title, intent.text)),
    ...found.rejected.map(({ ticket, intent }) => partOf(ticket, intent.title, intent.text)),
    ...found.drafts.flatMap((draft) => {
      const text = readWords(draft.bytes)
      return text === '' || draft.isSaved ? [] : [partOf(draft.ticket, said.waiting.draft, text)]
    }),
    ...found.notes.map((note) => partOf(note.ticket, said.waiting.noteUnsent, note.text)),
  ]
  return { text: parts.join('\n\n'), count: parts.length }
}

function partOf(ticket: string, title: string, text: string | null): string {
  return [`ticket ${ticket}: ${title}`, ...(text ? [text] : [])].join('\n')
}

function readWords(bytes: Uint8Array): string {
  try {
    const doc = makeDoc(bytes)
    const { text } = renderDraft(doc)
    doc.destroy()
    return text
  } catch {
    return ''
  }
}

/** Removes the database and makes it again with what was found. Tickets come back from the server. */
export async function startAnew(options: SalvageOptions): Promise<void> {
  const person = knownPerson(options.memory)
  if (person === null) return
  const found = await salvage(options)
  const name = databaseName(person)
  await deleteDatabase(name, options.database)
  const db = new Db(name, options.database)
  if (found.device !== null) await db.kv.put({ key: 'device', value: found.device })
  // Row by row: one that does not fit any more must not keep the others out.
  for (const name of ['outbox', 'rejected', 'drafts', 'notes'] as const)
    for (const row of found[name])
      await db
        .table(name)
        .put(row)
        .catch(() => {})
  db.close()
}
