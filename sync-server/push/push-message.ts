/**
 * The door to web-push: a message becomes bytes that only one browser can read (RFC 8291), with headers by which its push
 * service knows us (RFC 8292) and what to do with it (RFC 8030). Not here: sending it (egress), what it says (push-words).
 */
import webPush from 'web-push'
import { fail, ok, type Result } from '../../shared/kit/fault.ts'
import type { PushTarget } from '../../shared/wire/push.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import type { VapidKeys } from './vapid.ts'

const CODING = 'aes128gcm'

export type Urgency = 'normal' | 'high'

export type SealedMessage = { headers: Record<string, string>; body: Uint8Array }

export const makeKeyPair = (): VapidKeys => webPush.generateVAPIDKeys()

/** @returns `kit/invalid` when the browser's keys are none */
export function sealMessage(
  target: PushTarget,
  text: string,
  by: {
    keys: VapidKeys
    subject: string
    now: number
    topic: string
    urgency: Urgency
  },
): Result<SealedMessage> {
  try {
    const { p256dh, auth } = target.keys
    const { cipherText } = webPush.encrypt(p256dh, auth, text, CODING)
    const { Authorization } = webPush.getVapidHeaders(
      new URL(target.endpoint).origin,
      by.subject,
      by.keys.publicKey,
      by.keys.privateKey,
      CODING,
      Math.floor((by.now + LIMITS.pushVapidMs) / 1000),
    )
    return ok({
      headers: {
        authorization: Authorization,
        'content-type': 'application/octet-stream',
        'content-encoding': CODING,
        ttl: String(LIMITS.pushKeptMs / 1000),
        // Of messages with the same topic that wait for a browser the last one stays (RFC 8030 §5.4).
        topic: by.topic,
        urgency: by.urgency,
      },
      body: cipherText,
    })
  } catch {
    return fail('kit/invalid', 'the keys of the browser are none')
  }
}
