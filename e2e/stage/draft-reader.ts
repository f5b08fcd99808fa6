/** What the server has of a draft, read by an unmodified y-websocket provider, as any stock client would. */
import { WebSocket } from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import type { Stage } from '../stage.ts'
import { within } from './wait.ts'

const SYNC_MS_MAX = 20_000

/** The draft's document as bytes (V1). */
export async function readDraft(stage: Stage, draft: string, token: string): Promise<Uint8Array> {
  const doc = new Y.Doc()
  const provider = new WebsocketProvider(`${stage.wsUrl}/y`, `d:${draft}`, doc, {
    protocols: ['deskside', `bearer.${token}`],
    // Its type wants the browser's own; ws has the same surface where the provider looks.
    WebSocketPolyfill: WebSocket as unknown as typeof globalThis.WebSocket,
    disableBc: true,
  })
  try {
    await within(
      'the draft arrives',
      SYNC_MS_MAX,
      new Promise<void>((resolve) => {
        provider.on('sync', (isSynced: boolean) => {
          if (isSynced) resolve()
        })
      }),
    )
    return Y.encodeStateAsUpdate(doc)
  } finally {
    provider.destroy()
    doc.destroy()
  }
}
