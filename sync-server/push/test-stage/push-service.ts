/**
 * A push service on loopback for tests, and browsers that subscribed there: it checks the signature of who sends
 * (RFC 8292) and opens the message with the browser's own keys (RFC 8291), as the two do together in the world.
 */
import {
  createDecipheriv,
  createECDH,
  createPublicKey,
  hkdfSync,
  randomBytes,
  verify,
} from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import { once } from 'node:events'
import { findFreePort } from '../../../bin/free-port.mjs'
import { v } from '../../../shared/kit/schema.ts'
import { PushMessage } from '../../../shared/wire/push-message.ts'
import type { PushTarget } from '../../../shared/wire/push.ts'

export type Pushed = {
  endpoint: string
  headers: IncomingMessage['headers']
  message: PushMessage
  /** What the signature says: audience, end, subject. */
  claims: { aud: string; exp: number; sub: string }
  /** The key it was made with, base64url. */
  key: string
}

export type PushService = Awaited<ReturnType<typeof openPushService>>

type Answer = { status: number; headers?: Record<string, string> }

const Claims = v.object({ aud: v.string(), exp: v.number(), sub: v.string() })

export async function openPushService() {
  const port = await findFreePort()
  const url = `http://127.0.0.1:${port}`
  const pushed: Pushed[] = []
  const waiting = new Set<() => void>()
  const keysOf = new Map<string, ReturnType<typeof makeKeys>>()
  const answers: Answer[] = []
  let requests = 0
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      requests += 1
      const answer = answers.shift() ?? { status: 201 }
      const endpoint = `${url}${request.url}`
      const keys = keysOf.get(endpoint)
      if (!keys) answer.status = 410
      if (answer.status === 201 && keys) {
        const { claims, key } = readVapid(request.headers.authorization ?? '')
        const text = open(Buffer.concat(chunks), keys)
        const message = v.parse(PushMessage, JSON.parse(text))
        pushed.push({ endpoint, headers: request.headers, message, claims, key })
      }
      response.writeHead(answer.status, answer.headers)
      response.end()
      for (const wake of waiting) wake()
    })
  })
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  return {
    url,
    pushed,
    requests: () => requests,
    /** What the next messages are answered with, one each; then they are taken. */
    answerWith(...next: Answer[]) {
      answers.push(...next)
    },
    /** A browser subscribes: what `PushSubscription.toJSON()` would say. */
    subscribe(): PushTarget {
      const keys = makeKeys()
      const endpoint = `${url}/${randomBytes(12).toString('hex')}`
      keysOf.set(endpoint, keys)
      return {
        endpoint,
        keys: { p256dh: keys.point.toString('base64url'), auth: keys.auth.toString('base64url') },
      }
    },
    /** The subscription is no more. */
    forget(target: PushTarget) {
      keysOf.delete(target.endpoint)
    },
    titles: () => pushed.map(({ message }) => message.notification.title),
    async next(count: number, waitMs = 20_000): Promise<Pushed[]> {
      const over = AbortSignal.timeout(waitMs)
      while (pushed.length < count)
        await new Promise<void>((resolve, reject) => {
          const wake = () => {
            waiting.delete(wake)
            resolve()
          }
          waiting.add(wake)
          over.addEventListener('abort', () =>
            reject(new Error(`${pushed.length} of ${count} messages came`)),
          )
        })
      return pushed
    },
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

function makeKeys() {
  const pair = createECDH('prime256v1')
  const point = pair.generateKeys()
  return { pair, point, auth: randomBytes(16) }
}

/** RFC 8188 §2.1 with the keys of RFC 8291 §3.4: one record. */
function open(body: Buffer, { pair, point, auth }: ReturnType<typeof makeKeys>): string {
  const salt = body.subarray(0, 16)
  const idLength = body.readUInt8(20)
  const sender = body.subarray(21, 21 + idLength)
  const sealed = body.subarray(21 + idLength)
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), point, sender])
  const secret = Buffer.from(hkdfSync('sha256', pair.computeSecret(sender), auth, info, 32))
  const derive = (name: string, bytes: number) =>
    Buffer.from(hkdfSync('sha256', secret, salt, `Content-Encoding: ${name}\0`, bytes))
  const cipher = createDecipheriv('aes-128-gcm', derive('aes128gcm', 16), derive('nonce', 12))
  cipher.setAuthTag(sealed.subarray(-16))
  const padded = Buffer.concat([cipher.update(sealed.subarray(0, -16)), cipher.final()])
  return padded.subarray(0, padded.lastIndexOf(2)).toString('utf8')
}

/** Throws unless the token was signed with the key it names. */
function readVapid(header: string): { claims: v.InferOutput<typeof Claims>; key: string } {
  const { token = '', key = '' } =
    /^vapid t=(?<token>[^,]+), ?k=(?<key>\S+)$/.exec(header)?.groups ?? {}
  const [head = '', body = '', signature = ''] = token.split('.')
  const point = Buffer.from(key, 'base64url')
  const [x, y] = [point.subarray(1, 33), point.subarray(33)]
  const publicKey = createPublicKey({
    format: 'jwk',
    key: { kty: 'EC', crv: 'P-256', x: x.toString('base64url'), y: y.toString('base64url') },
  })
  const isRight = verify(
    'sha256',
    Buffer.from(`${head}.${body}`),
    { key: publicKey, dsaEncoding: 'ieee-p1363' },
    Buffer.from(signature, 'base64url'),
  )
  if (!isRight) throw new Error('the signature is not of the key it names')
  const claims = v.parse(Claims, JSON.parse(Buffer.from(body, 'base64url').toString('utf8')))
  return { claims, key }
}
