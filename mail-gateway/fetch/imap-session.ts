/**
 * One connection to one folder of a mailbox: the only place that knows IMAP's library. It reads without touching
 * (BODY.PEEK), marks only what it is told to, and holds no more than a chunk of a message in memory. When something goes
 * wrong it throws a `FaultError` of the family `mailbox/`. The library is loaded with the first mailbox. Not here: what is
 * fetched and when (fetch-mailbox).
 */
import { FaultError } from '../../shared/kit/fault.ts'
import type { Timers } from '../../shared/kit/clock.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import type { MailboxSettings } from '../../shared/wire/mailbox.ts'
import { toMailboxFault } from './imap-fault.ts'

export type MessageHead = {
  uid: number
  bytes: number
  /** When the server says it took it (INTERNALDATE), epoch ms; null when it does not say. */
  takenAt: number | null
  /** Its Received fields as they stand; empty unless they were asked for. */
  trace: string
}

export type ImapSession = {
  /** UIDVALIDITY: with another one, UIDs are other messages' (RFC 3501 §2.3.1.1). */
  validity: string
  messages: number
  hasIdle: boolean
  /** UIDs above this one, ascending. @param since  only what was taken from the day before on; null: all */
  uidsAfter(uid: number, since: number | null): Promise<number[]>
  /** The highest UID there is. */
  lastUid(): Promise<number>
  /** Of those that are still there, ascending. */
  heads(uids: readonly number[], hasTrace: boolean): Promise<MessageHead[]>
  /** The message as it is stored, byte for byte. Ends at once when it is gone; throws when it goes, or the line breaks. */
  read(uid: number): AsyncIterable<Uint8Array>
  /** What the settings say is done with fetched messages; those that are gone do not matter. */
  finish(uids: readonly number[]): Promise<void>
  /** Resolves when there may be something new, after `waitMs`, or when the signal aborts. Throws when the line broke. */
  waitForMore(waitMs: number, signal: AbortSignal): Promise<void>
  close(): Promise<void>
}

const DAY_MS = 86_400_000
const CLOSE_MS = 2_000

export type OpenImapSession = (
  settings: MailboxSettings,
  /** A password, or an access token where the settings say so. */
  secret: string,
  timers: Timers,
  /** Gives up connecting; one that is open is closed by who opened it. */
  signal: AbortSignal,
) => Promise<ImapSession>

export const openImapSession: OpenImapSession = async (settings, secret, timers, signal) => {
  const { host, port, security, user, folder } = settings
  const isOAuth = settings.signIn !== 'password'
  const { ImapFlow } = await import('imapflow')
  const client = new ImapFlow({
    host,
    port,
    secure: security === 'tls',
    // Never "TLS if it is offered": who sits in between would take the offer out.
    doSTARTTLS: security === 'starttls' ? true : security === 'none' ? false : undefined,
    // SASL OAUTHBEARER (RFC 7628), or the older XOAUTH2.
    auth: isOAuth ? { user, accessToken: secret } : { user, pass: secret },
    clientInfo: { name: 'Deskside' },
    tls: { minVersion: 'TLSv1.2', rejectUnauthorized: true },
    logger: false,
    disableAutoIdle: true,
    disableCompression: true,
    connectionTimeout: LIMITS.mailboxConnectMs,
    greetingTimeout: LIMITS.mailboxConnectMs,
    socketTimeout: LIMITS.mailboxIdleMs + LIMITS.mailboxConnectMs,
    maxLiteralSize: LIMITS.mailboxChunkBytes * 2,
    // A search names all that it found on one line: a million messages fit.
    maxLineLength: LIMITS.mailboxChunkBytes * 8,
    maxResponseSize: LIMITS.mailboxChunkBytes * 16,
  })
  let broken: unknown = null
  const onEnd = new Set<() => void>()
  const end = (error: unknown) => {
    broken ??= error
    for (const wake of onEnd) wake()
  }
  client.on('error', end)
  client.on('close', () => end(closed()))
  /** The folder grew since it was last searched: a server says so once, and may while it answers something else. */
  let hasGrown = false
  client.on('exists', () => {
    hasGrown = true
  })

  async function close(): Promise<void> {
    broken ??= closed()
    const timer = timers.after(CLOSE_MS, () => client.close())
    try {
      if (client.usable) await client.logout()
    } catch {
      // It is closed either way.
    } finally {
      timer.cancel()
      client.close()
    }
  }

  /**
   * What the library throws, in our words; a line that broke says why it did. Without a line, or after the server's BYE,
   * the library answers that nothing is there: that is no answer, and a message must not count as gone for it.
   */
  async function asked<T>(question: () => Promise<T>): Promise<T> {
    try {
      const answer = await question()
      if (broken === null && client.mailbox && client.state === client.states.SELECTED)
        return answer
    } catch (error) {
      throw error instanceof FaultError ? error : new FaultError(toMailboxFault(broken ?? error))
    }
    throw new FaultError(toMailboxFault(broken ?? closed()))
  }

  const giveUp = (why: Error) => {
    end(why)
    client.close()
  }
  const leave = () => giveUp(closed())
  const opened = await asked(async () => {
    const timer = timers.after(LIMITS.mailboxConnectMs * 2, () =>
      giveUp(Object.assign(new Error('no answer'), { code: 'ETIMEOUT' })),
    )
    signal.addEventListener('abort', leave, { once: true })
    try {
      if (signal.aborted) throw closed()
      await client.connect()
      return await client.mailboxOpen(folder)
    } finally {
      timer.cancel()
      signal.removeEventListener('abort', leave)
    }
  }).catch(async (error: unknown) => {
    client.close()
    throw isOAuth ? toTokenFault(error) : error
  })
  // RFC 3501 §2.3.1.1: without it nobody knows which messages were fetched.
  if (opened.uidValidity === undefined) {
    await close()
    throw refusal('it does not number its messages (UIDVALIDITY)')
  }
  const hasUidPlus = client.capabilities.has('UIDPLUS')
  if (settings.after === 'delete' && !hasUidPlus) await refuseExtension('UIDPLUS')
  if (settings.after === 'move' && !client.capabilities.has('MOVE') && !hasUidPlus)
    await refuseExtension('MOVE or UIDPLUS')
  const { moveTo } = settings
  if (settings.after === 'move' && moveTo !== null) {
    const status = await asked(() => client.status(moveTo, { messages: true })).catch(() => false)
    if (status === false) {
      await close()
      throw new FaultError({
        code: 'mailbox/folder',
        detail: `“${moveTo}” is not there to move to`,
      })
    }
  }

  /** Without it EXPUNGE takes away what others have marked too (RFC 4315 §1). */
  async function refuseExtension(name: string): Promise<never> {
    await close()
    throw new FaultError({ code: 'mailbox/extension', detail: `it has no ${name}` })
  }

  return {
    validity: String(opened.uidValidity),
    messages: opened.exists,
    hasIdle: client.capabilities.has('IDLE'),
    uidsAfter: (uid, since) =>
      asked(async () => {
        // A range without members is its other end (RFC 3501 §6.4.8): the last message comes even when it is not above.
        const range = { uid: `${uid + 1}:*` }
        const query = since === null ? range : { ...range, since: new Date(since - DAY_MS) }
        hasGrown = false
        const found = await client.search(query, { uid: true })
        if (!Array.isArray(found)) throw refusal('the search was refused')
        return found.filter((one) => one > uid).sort((a, b) => a - b)
      }),
    lastUid: () =>
      asked(async () => {
        const { mailbox } = client
        if (mailbox && mailbox.uidNext > 0) return mailbox.uidNext - 1
        const found = await client.search({ all: true }, { uid: true })
        return Array.isArray(found) ? found.reduce((most, one) => Math.max(most, one), 0) : 0
      }),
    heads: (uids, hasTrace) =>
      asked(async () => {
        const heads: MessageHead[] = []
        const query = {
          uid: true,
          size: true,
          internalDate: true,
          ...(hasTrace ? { headers: ['received'] } : {}),
        }
        for await (const one of client.fetch(uids.join(','), query, { uid: true })) {
          if (!uids.includes(one.uid)) continue
          heads.push({
            uid: one.uid,
            bytes: one.size ?? 0,
            takenAt: toTime(one.internalDate),
            trace: one.headers?.toString('latin1') ?? '',
          })
        }
        return heads.sort((a, b) => a.uid - b.uid)
      }),
    async *read(uid) {
      const maxLength = LIMITS.mailboxChunkBytes
      for (let start = 0; ;) {
        const found = await asked(() =>
          client.fetchOne(String(uid), { source: { start, maxLength } }, { uid: true }),
        )
        if (!found && start > 0) throw refusal('a message was taken away while it was read')
        const chunk = found ? found.source : undefined
        if (chunk === undefined || chunk.length === 0) return
        yield chunk
        start += chunk.length
        if (chunk.length < maxLength) return
      }
    },
    finish: (uids) =>
      asked(async () => {
        if (uids.length === 0 || settings.after === 'leave') return
        const range = uids.join(',')
        const done =
          settings.after === 'seen'
            ? await client.messageFlagsAdd(range, ['\\Seen'], { uid: true })
            : settings.after === 'delete'
              ? await client.messageDelete(range, { uid: true })
              : await client.messageMove(range, settings.moveTo ?? '', { uid: true })
        if (!done && broken === null)
          throw refusal(`fetched messages could not be ${SAID[settings.after]}`)
      }),
    waitForMore: (waitMs, signal) =>
      asked(async () => {
        await new Promise<void>((resolve) => {
          const timer = timers.after(waitMs, done)
          client.on('exists', done)
          onEnd.add(done)
          signal.addEventListener('abort', done, { once: true })
          if (broken !== null || signal.aborted || hasGrown) return done()
          // Ends by itself when the server ends it, and with the next command. One that is refused is no news.
          if (client.capabilities.has('IDLE'))
            void client.idle().then((said) => (said === false ? undefined : done()), done)
          function done(): void {
            timer.cancel()
            client.off('exists', done)
            onEnd.delete(done)
            signal.removeEventListener('abort', done)
            resolve()
          }
        })
        if (broken === null && !signal.aborted) await client.noop()
      }),
    close,
  }
}

const SAID = { leave: 'left', seen: 'marked', move: 'moved', delete: 'deleted' }

const closed = () => new Error('the connection was closed')
const refusal = (detail: string) => new FaultError({ code: 'mailbox/refused', detail })

/** What is refused is the token, or that there are such at all. */
function toTokenFault(error: unknown): unknown {
  if (!(error instanceof FaultError)) return error
  const { code, detail } = error.fault
  if (code === 'mailbox/password') return new FaultError({ code: 'mailbox/token', detail })
  return detail.includes('Unsupported authentication mechanism')
    ? refusal('it offers no sign-in by token (OAUTHBEARER, XOAUTH2)')
    : error
}

function toTime(date: Date | string | undefined): number | null {
  if (date === undefined) return null
  const time = date instanceof Date ? date.getTime() : Date.parse(date)
  return Number.isFinite(time) ? time : null
}
