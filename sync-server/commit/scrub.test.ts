/** Words that were taken out are in no byte of the desk's files: not in free pages, not in the log of the database. */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { unwrap } from '../../shared/kit/fault.ts'
import type { Rights } from '../../shared/ticket/ticket-rules.ts'
import { belowOf } from './test-stage/typists.ts'
import { openStage, type Stage } from './test-stage/desk-stage.ts'

const SECRETS = { redacted: 'wordunsaid', erased: 'yolandaxq', deleted: 'gonewithit' } as const
const ALL = Object.values(SECRETS)

let stage: Stage
let ada: Rights
beforeEach(async () => {
  stage = await openStage({ DESKSIDE_UNDO_SECONDS: '0' })
  ada = await stage.agent('Ada', null, 'admin')
})
afterEach(() => stage.close())

/** Names of files of the data directory that hold the words. */
async function filesWith(words: string): Promise<string[]> {
  const folder = stage.desk.config.dataDir
  const found: string[] = []
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const bytes = await readFile(join(entry.parentPath, entry.name))
    if (bytes.toString('latin1').toLowerCase().includes(words)) found.push(entry.name)
  }
  return found
}

/** A mail on a ticket of its own, answered with the same words, and worked on. */
async function thread(
  word: string,
  length: number,
): Promise<{ ticket: string; messages: string[] }> {
  const text = `${word} ${`and ${word} `.repeat(length)}`
  const mail = await stage.mail({
    rawText: `raw ${stage.newId()} ${text}`,
    from: { address: `${word}@customer.test`, name: word },
    envelope: {
      from: `${word}@customer.test`,
      to: ['support@help.desk.test'],
      remoteAddress: '203.0.113.5',
      helo: 'mx.customer.test',
      isEncrypted: true,
    },
    subject: 'A pump',
    text,
    visible: text,
  })
  const ticket = String(unwrap(await stage.handIn(mail)).result?.['ticket'])
  const { draft, draftState } = await stage.draft(ada, ticket, `Dear ${word}, ${text}`)
  const send = {
    ticket,
    draft,
    draftState,
    sendId: stage.newId(),
    seen: null,
    isForced: true,
  } as const
  unwrap(await stage.push(ada, { kind: 'send', ...send, status: null }))
  const { messages } = await stage.read(ticket)
  return { ticket, messages: messages.filter(({ kind }) => kind !== 'event').map(({ id }) => id) }
}

async function work(ticket: string, times: number): Promise<void> {
  for (let n = 0; n < times; n++) {
    const ops = [{ op: 'set-priority', priority: n % 2 === 0 ? 'high' : 'low' } as const]
    unwrap(await stage.push(ada, { kind: 'edit', ticket, ops }))
    stage.advance(1_000)
  }
}

// PostgreSQL keeps its files itself, and wipes them in its own time.
test.skipIf(process.env['DESKSIDE_TEST_STORE'] === 'postgres').each([1, 2])(
  '[CO17] [CO19] [CO16] after redacting, erasing and deleting, seed %s',
  async (seed) => {
    const below = belowOf(`scrub ${seed}`)
    // Others all around, so that their rows share pages, and pages are split and merged while the words are in them.
    const others: string[] = []
    const crowd = async (count: number) => {
      for (let n = 0; n < count; n++) others.push((await thread(`other${n}`, below(120))).ticket)
    }
    await crowd(12)
    const theirs = await Promise.all(
      ALL.map(async (word) => ({ word, ...(await thread(word, 5 + below(800))) })),
    )
    await crowd(12)
    for (const { ticket } of theirs) await work(ticket, 8)
    for (const ticket of others) await work(ticket, below(3))
    for (const word of ALL) expect(await filesWith(word)).toContain('desk.sqlite-wal')

    for (const { word, ticket, messages } of theirs) {
      if (word === SECRETS.deleted)
        unwrap(await stage.push(ada, { kind: 'delete', ticket, why: 'test' }))
      const { requester } =
        word === SECRETS.deleted ? { requester: null } : (await stage.read(ticket)).facts
      if (word !== SECRETS.deleted)
        for (const message of messages)
          unwrap(await stage.push(ada, { kind: 'redact', ticket, message, why: 'test' }))
      if (requester)
        unwrap(await stage.push(ada, { kind: 'erase', contact: requester.id, why: 'test' }))
    }
    // The deleted one's address is a person's too.
    const row = await stage.sql.get(`SELECT id FROM contacts WHERE name = ?`, SECRETS.deleted)
    unwrap(await stage.push(ada, { kind: 'erase', contact: String(row?.['id']), why: 'test' }))
    while ((await stage.desk.jobs.runDue()) > 0);
    for (const word of ALL) expect([word, await filesWith(word)]).toEqual([word, []])
  },
)
