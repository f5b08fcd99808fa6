/** A folder of a mailbox as the gateway sees it, without IMAP. */
import { v } from '../../shared/kit/schema.ts'
import { MailboxSettings, type LeasedMailbox } from '../../shared/wire/mailbox.ts'
import type { ImapSession } from '../fetch/imap-session.ts'

export const MAILBOX: LeasedMailbox = {
  queue: 'support',
  revision: 1,
  address: 'support@desk.test',
  settings: v.parse(MailboxSettings, {
    isOn: true,
    host: 'imap.test',
    port: 993,
    security: 'tls',
    user: 'ann',
    sinceDays: 30,
    after: 'delete',
  }),
  password: 'word',
  reached: null,
}

/** One with so many messages, which are gone once they were finished. */
export function makeFolder(count: number, takenAt = Date.UTC(2026, 2, 2, 10)) {
  const there = new Set(Array.from({ length: count }, (_, index) => index + 1))
  let last = count
  const session: ImapSession = {
    validity: '7',
    messages: count,
    hasIdle: true,
    uidsAfter: async (uid) => [...there].filter((one) => one > uid),
    lastUid: async () => last,
    heads: async (uids) =>
      uids.filter((uid) => there.has(uid)).map((uid) => ({ uid, bytes: 50, takenAt, trace: '' })),
    async *read(uid) {
      if (there.has(uid)) yield Buffer.from(`Subject: ${uid}\r\n\r\nHello\r\n`)
    },
    finish: async (uids) => {
      for (const uid of uids) there.delete(uid)
    },
    waitForMore: (_waitMs, signal) =>
      new Promise((resolve) => {
        signal.addEventListener('abort', () => resolve())
        if (signal.aborted) resolve()
      }),
    close: async () => {},
  }
  return { there, session, add: () => void there.add(++last) }
}
