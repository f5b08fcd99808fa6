/** The thread in which messages are read: one at a time, killed and replaced when it takes too much. */
import { parentPort } from 'node:worker_threads'
import type { ReadContext } from './fields.ts'
import { parseMessage, warmUp, type ReadMail } from './parse.ts'

export type ParseRequest = { raw: Uint8Array; context: ReadContext }
/** `isReady` comes once, when the libraries are loaded. */
export type ParseAnswer = { mail: ReadMail } | { error: string } | { isReady: true }

parentPort?.on('message', (request: ParseRequest) => {
  parseMessage(request.raw, request.context).then(
    (mail) => answer({ mail }),
    (error: unknown) => answer({ error: error instanceof Error ? error.message : String(error) }),
  )
})

void warmUp().finally(() => answer({ isReady: true }))

function answer(value: ParseAnswer): void {
  parentPort?.postMessage(value)
}
