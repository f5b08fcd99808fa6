/** Which mailboxes are fetched, with a stand-in for IMAP. With a real one: e2e/mail/fetching.test. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { fail, ok } from '../../shared/kit/fault.ts'
import { noLog } from '../../shared/kit/log.ts'
import { openSpool } from '../inbound/spool.ts'
import { realTimers } from '../test-stage/door-stage.ts'
import { MAILBOX, makeFolder } from '../test-stage/mailbox-folder.ts'
import { startFetching } from './fetching.ts'
import { openMailboxBook } from './mailbox-book.ts'

test('mail is for the address that its queue has now', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'deskside-fetching-'))
  const spool = await openSpool({ dir, log: noLog })
  const { session, add } = makeFolder(0)
  let lookedCount = 0
  let address = 'old@desk.test'
  let answer = () => {}
  const fetching = startFetching({
    peer: {
      async leaseMailboxes(known, _reports, signal) {
        if (known === address)
          await new Promise<void>((resolve) => {
            answer = resolve
            signal.addEventListener('abort', () => resolve())
          })
        const mailboxes = [{ ...MAILBOX, address }]
        return ok({ known: address, leaseMs: 60_000, mailboxes, trials: [] })
      },
      answerTrial: async () => ok(),
      askToken: async () => fail('mailbox/no-grant', ''),
    },
    spool,
    book: await openMailboxBook(dir),
    openSession: async () => (lookedCount++, session),
    passwordFile: null,
    clock: { now: () => Date.now() },
    timers: realTimers,
    chance: () => 0.5,
    log: noLog,
  })
  await vi.waitFor(() => expect(lookedCount).toBe(1))
  address = 'new@desk.test'
  add()
  answer()
  await vi.waitFor(() => expect(spool.depth().entries).toBe(1))
  const ref = spool.take()
  const found = ref && (await spool.read(ref))
  expect(found?.ok && found.value.meta.envelope.to).toEqual(['new@desk.test'])
  await fetching.stop()
  await spool.close()
  await rm(dir, { recursive: true, force: true })
})
