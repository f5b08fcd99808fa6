/** For servers that a test plays: what comes together is taken as if it came one by one. */
import { ok, type Result } from '../../shared/kit/fault.ts'
import type { Peer } from '../peer.ts'

export function takeOneByOne(
  server: () => Pick<Peer, 'putBlob' | 'push'>,
): Pick<Peer, 'pushMails'> {
  return {
    async pushMails(mails, signal) {
      const answers: Result<void>[] = []
      for (const { pushId, command, blobs } of mails) {
        for (const { hash, base64 } of blobs) {
          const put = await server().putBlob(hash, Buffer.from(base64, 'base64'), signal)
          if (!put.ok) return put
        }
        answers.push(await server().push(pushId, command, signal))
      }
      return ok(answers)
    },
  }
}
