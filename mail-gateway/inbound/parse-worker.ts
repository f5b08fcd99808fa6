/**
 * The thread in which messages are read: one at a time, killed and replaced when it takes too much. The header comes
 * first, by itself: what is read after it may be the end of this thread.
 */
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { parentPort } from 'node:worker_threads'
import { readFields, type ReadContext, type ReadHeader } from './fields.ts'
import { parseMessage, warmUp, type ReadFile, type ReadMail } from './parse.ts'

/** The bytes, or the file that holds them: a large message is not copied into this thread. */
export type ParseSource = Uint8Array | { path: string }
export type ParseRequest = { source: ParseSource; context: ReadContext }
/** `isReady` comes once, when the libraries are loaded. */
export type ParseAnswer =
  { header: ReadHeader } | { mail: ReadMail } | { error: string } | { isReady: true }

parentPort?.on('message', (request: ParseRequest) => void read(request))
void warmUp().finally(() => answer({ isReady: true }))

async function read({ source, context }: ParseRequest): Promise<void> {
  try {
    const raw = source instanceof Uint8Array ? source : await readFile(source.path)
    answer({ header: readFields(raw, context, '') })
    const mail = await parseMessage(raw, context)
    const moved = new Set<ArrayBuffer>()
    const files = mail.files.map((file) => makeMovable(file, moved))
    answer({ mail: { ...mail, files } }, [...moved])
  } catch (error) {
    answer({ error: error instanceof Error ? error.message : String(error) })
  }
}

/** Its bytes in memory of their own, which changes hands instead of being copied, and hashed already. */
function makeMovable(file: ReadFile, moved: Set<ArrayBuffer>): ReadFile {
  const content = new Uint8Array(file.content)
  moved.add(content.buffer)
  return { ...file, content, hash: createHash('sha256').update(content).digest('hex') }
}

function answer(value: ParseAnswer, moved: ArrayBuffer[] = []): void {
  parentPort?.postMessage(value, moved)
}
