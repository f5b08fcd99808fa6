/**
 * How far each mailbox was fetched, on the disk of this gateway: written and synced before anything is marked in the
 * mailbox, so that what is not in it is fetched again. Losing a line costs a second look; a mail that comes twice is known
 * by its digest. No password is ever in it.
 */
import { mkdir, readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { LIMITS } from '../../shared/kit/limits.ts'
import { parseWith, v } from '../../shared/kit/schema.ts'
import { MailboxReached } from '../../shared/wire/mailbox.ts'
import { syncDirectory, writeDurably } from '../inbound/spool-files.ts'

const Kept = v.object({
  reached: MailboxReached,
  /** In the spool, and not yet marked, moved or deleted. */
  due: v.pipe(v.array(v.number()), v.maxLength(LIMITS.mailboxBatch)),
})
export type Kept = v.InferOutput<typeof Kept>

export type MailboxBook = {
  read(queue: string): Promise<Kept | null>
  /** Resolves when it is on the disk. */
  write(queue: string, kept: Kept): Promise<void>
}

export async function openMailboxBook(spoolDir: string): Promise<MailboxBook> {
  const dir = join(spoolDir, 'mailboxes')
  await mkdir(dir, { recursive: true, mode: 0o700 })
  // Slugs are a-z, 0-9 and hyphens: a file name as they are.
  const fileOf = (queue: string) => join(dir, `${queue}.json`)
  return {
    async read(queue) {
      try {
        const parsed = parseWith(Kept, JSON.parse(await readFile(fileOf(queue), 'utf8')))
        return parsed.ok ? parsed.value : null
      } catch {
        // None yet, or torn: then what the server remembers counts.
        return null
      }
    },
    async write(queue, kept) {
      const file = fileOf(queue)
      await writeDurably(`${file}.new`, Buffer.from(JSON.stringify(kept)))
      await rename(`${file}.new`, file)
      await syncDirectory(dir)
    },
  }
}
