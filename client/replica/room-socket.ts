/**
 * A room of the link in the clothes of a WebSocket, so that y-websocket's provider runs over the one socket of the tab
 * unchanged (architecture §4). Only what that provider uses. Waits, rather than fails, while the link is down.
 */
import { WebsocketProvider } from 'y-websocket'
import { Awareness } from 'y-protocols/awareness'
import type { Y } from '../../shared/ticket/ticket-doc.ts'
import type { Link, Room } from './link.ts'

export { Awareness }

const ROOMS_URL = 'room://desk'

type CloseNotice = { code: number; reason: string }

/** The class to give to the provider. `onSend` sees every message that goes out. */
function makeRoomSocket(link: Link, onSend: (payload: Uint8Array) => void) {
  return class RoomSocket {
    static readonly CONNECTING = 0
    static readonly OPEN = 1
    static readonly CLOSING = 2
    static readonly CLOSED = 3
    readonly CONNECTING = 0
    readonly OPEN = 1
    readonly CLOSING = 2
    readonly CLOSED = 3
    readyState = 0
    binaryType = 'arraybuffer'
    onopen: (() => void) | null = null
    onmessage: ((event: { data: ArrayBuffer }) => void) | null = null
    onclose: ((event: CloseNotice) => void) | null = null
    onerror: ((event: unknown) => void) | null = null
    readonly url: string
    readonly #room: Room

    constructor(url: string) {
      this.url = url
      this.#room = link.openRoom(url.slice(ROOMS_URL.length + 1), {
        onOpen: () => {
          this.readyState = this.OPEN
          this.onopen?.()
        },
        onFrame: (payload) => this.onmessage?.({ data: Uint8Array.from(payload).buffer }),
        onClose: (code, reason) => this.#end(code, reason),
      })
    }

    send(payload: Uint8Array) {
      if (this.readyState !== this.OPEN) return
      onSend(payload)
      this.#room.send(payload)
    }

    close() {
      this.#room.close()
      this.#end(1000, '')
    }

    #end(code: number, reason: string) {
      if (this.readyState === this.CLOSED) return
      this.readyState = this.CLOSED
      this.onclose?.({ code, reason })
    }
  }
}

export type RoomOptions = {
  link: Link
  room: string
  doc: Y.Doc
  awareness: Awareness
  onSend?: (payload: Uint8Array) => void
}

/**
 * A provider for one room. On 44xx it stops asking (y-websocket's own rule) until the person's rights change; it comes
 * back by itself otherwise.
 * @returns the provider, and `close`
 */
export function joinRoom(options: RoomOptions) {
  const { link, room, doc, awareness } = options
  const RoomSocket = makeRoomSocket(link, options.onSend ?? (() => {}))
  const provider = new WebsocketProvider(ROOMS_URL, room, doc, {
    awareness,
    connect: false,
    disableBc: true,
    // The provider needs six members of a WebSocket; RoomSocket has these.
    WebSocketPolyfill: RoomSocket as unknown as typeof WebSocket,
  })
  // The provider gives a room up that was silent for 30 s by the wall clock. The link judges silence: it pings.
  const stopHeard = link.onHeard(() => {
    provider.wsLastMessageReceived = Date.now()
  })
  let isWanted = false
  // A room that was closed to us may be open again; one that is not says so once more.
  const stopRights = link.onMessage((message) => {
    if (message.type !== 'welcome' && message.type !== 'scopes') return
    if (isWanted && !provider.shouldConnect) provider.connect()
  })
  return {
    provider,
    connect() {
      isWanted = true
      provider.connect()
    },
    close() {
      isWanted = false
      stopRights()
      stopHeard()
      provider.destroy()
    },
  }
}
