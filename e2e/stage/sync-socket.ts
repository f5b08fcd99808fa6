/**
 * `/sync` as a device speaks it: one socket, hello, then control messages. Acks and nacks find their push; everything
 * else goes to the listener. Not here: an outbox, a document.
 */
import { WebSocket } from 'ws'
import { v } from '../../shared/kit/schema.ts'
import { ServerMessage, type Ack, type Nack } from '../../shared/wire/down.ts'
import { CONTROL, decodeControl, decodeFrame, encodeControl } from '../../shared/wire/frame.ts'
import type { ClientMessage, Push } from '../../shared/wire/up.ts'
import { PROTOCOL } from '../../shared/wire/version.ts'
import { within } from './wait.ts'

const WELCOME_MS_MAX = 10_000

export type SyncSocket = {
  welcome: Extract<ServerMessage, { type: 'welcome' }>
  send(message: ClientMessage): void
  /** Resolves with the server's word on it; rejects when the socket closes first: nobody knows then. */
  push(push: Push): Promise<Ack | Nack>
  onMessage(listen: (message: ServerMessage) => void): void
  closed: Promise<void>
  close(): void
}

export async function openSyncSocket(options: {
  wsUrl: string
  token: string
  device: string
}): Promise<SyncSocket> {
  const raw = openWebSocket(`${options.wsUrl}/sync`, options.token)
  const waiting = new Map<
    string,
    { resolve(answer: Ack | Nack): void; reject(error: Error): void }
  >()
  const listeners: ((message: ServerMessage) => void)[] = []
  const closed = new Promise<void>((resolve) => {
    raw.once('close', () => {
      for (const entry of waiting.values()) entry.reject(new Error('the socket closed'))
      waiting.clear()
      resolve()
    })
  })
  const welcomed = new Promise<SyncSocket['welcome']>((resolve, reject) => {
    listeners.push((message) => {
      if (message.type === 'welcome') resolve(message)
    })
    void closed.then(() => reject(new Error('closed before it was welcome')))
  })
  raw.on('message', (data) => {
    const frame = decodeFrame(bytesOf(data))
    if (!frame.ok || frame.value.channel !== CONTROL) return
    const decoded = decodeControl(frame.value.payload)
    if (!decoded.ok) throw new Error(decoded.fault.detail)
    const message = v.parse(ServerMessage, decoded.value)
    if (message.type === 'ack' || message.type === 'nack') {
      waiting.get(message.pushId)?.resolve(message)
      waiting.delete(message.pushId)
    }
    for (const listen of listeners) listen(message)
  })
  const send = (message: ClientMessage) => raw.send(encodeControl(message))
  raw.once('open', () => send({ type: 'hello', protocol: PROTOCOL, device: options.device }))
  const welcome = await within('a welcome', WELCOME_MS_MAX, welcomed).catch((error: unknown) => {
    raw.terminate()
    throw error
  })
  return {
    welcome,
    closed,
    send,
    push(push) {
      return new Promise((resolve, reject) => {
        if (raw.readyState !== WebSocket.OPEN) return reject(new Error('the socket is closed'))
        waiting.set(push.pushId, { resolve, reject })
        send({ type: 'push', push })
      })
    },
    onMessage: (listen) => void listeners.push(listen),
    close: () => raw.close(),
  }
}

/** Bearer as subprotocol (architecture §10). An error is followed by *close*, which is what callers wait for. */
export function openWebSocket(url: string, token: string): WebSocket {
  const raw = new WebSocket(url, ['deskside', `bearer.${token}`], { perMessageDeflate: false })
  raw.on('error', () => {})
  return raw
}

export function bytesOf(data: Buffer | ArrayBuffer | Buffer[]): Uint8Array {
  return Array.isArray(data) ? Buffer.concat(data) : new Uint8Array(data)
}
