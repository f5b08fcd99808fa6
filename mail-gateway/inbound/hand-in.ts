/**
 * Small messages on their way to the server, with their bytes: those that wait go together in one request, a few requests
 * at a time. Alone, a message waits for nothing. Not here: trying again, and what is large (intake).
 */
import { fail, type Result } from '../../shared/kit/fault.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import type { MailIn, ReceiveMail } from '../../shared/wire/mail.ts'
import { isWorthRetrying, type Peer } from '../peer.ts'
import type { Blob } from './mail-command.ts'

type HandIn = { pushId: string; command: ReceiveMail; blobs: readonly Blob[] }
type Waiting = HandIn & { bytes: number; answer: (result: Result<void>) => void }

export type HandIns = {
  /** Resolves with the server's answer to this message. */
  add(mail: HandIn): Promise<Result<void>>
}

/** May go together with others; false as well when its bytes are with the server already. */
export function isSmall(blobs: readonly Blob[]): boolean {
  const bytes = bytesOf(blobs)
  return bytes > 0 && bytes <= LIMITS.handInMailBytes && blobs.length <= LIMITS.blobsPerHandIn
}

export function makeHandIns(peer: Pick<Peer, 'pushMails'>, signal: AbortSignal): HandIns {
  const waiting: Waiting[] = []
  let underWay = 0

  async function sendOne(): Promise<void> {
    underWay++
    try {
      // What comes in the same turn goes along.
      await Promise.resolve()
      for (let some = takeSome(waiting); some.length > 0; some = takeSome(waiting)) await send(some)
    } finally {
      underWay--
    }
  }

  async function send(mails: Waiting[]): Promise<void> {
    const pushed = await peer.pushMails(mails.map(toWire), signal)
    // Refused as a whole, which may be for the sake of one: each is asked by itself.
    if (!pushed.ok && mails.length > 1 && !isWorthRetrying(pushed.fault)) {
      for (const mail of mails) await send([mail])
      return
    }
    for (const [at, mail] of mails.entries())
      mail.answer((pushed.ok ? pushed.value[at] : pushed) ?? fail('kit/busy', 'no answer to it'))
  }

  return {
    add: (mail) =>
      new Promise((answer) => {
        waiting.push({ ...mail, bytes: bytesOf(mail.blobs), answer })
        if (underWay < LIMITS.handInsAtOnce) void sendOne()
      }),
  }
}

function takeSome(waiting: Waiting[]): Waiting[] {
  let bytes = 0
  let count = 0
  for (const mail of waiting) {
    bytes += mail.bytes
    if (count === LIMITS.mailsPerHandIn || (count > 0 && bytes > LIMITS.handInBytes)) break
    count++
  }
  return waiting.splice(0, count)
}

const toWire = ({ pushId, command, blobs }: Waiting): MailIn => ({
  pushId,
  command,
  blobs: blobs.map(({ hash, bytes }) => ({ hash, base64: base64Of(bytes) })),
})

const base64Of = ({ buffer, byteOffset, length }: Uint8Array): string =>
  Buffer.from(buffer, byteOffset, length).toString('base64')

const bytesOf = (blobs: readonly Blob[]): number =>
  blobs.reduce((sum, { bytes }) => sum + bytes.length, 0)
