/** The thread in which large answers are read, so that the page draws and takes keys meanwhile. */
import { ok } from '../../shared/kit/fault.ts'
import type { AnswerRead, AnswerToRead } from './answer-thread.ts'
import { packPage, readDocs, readPage } from './read-answer.ts'

// Only our own page speaks to it, with values of these types.
addEventListener('message', ({ data }: MessageEvent<AnswerToRead>) => void answer(data))
postMessage('ready')

async function answer({ n, type, bytes }: AnswerToRead): Promise<void> {
  const say = (read: AnswerRead, transfer: Transferable[] = []) => postMessage(read, { transfer })
  if (type === 'docs') {
    const docs = readDocs(bytes)
    const buffers = docs.ok ? docs.value.map((item) => item.bytes.buffer) : []
    return say({ n, docs }, buffers)
  }
  const page = await readPage(bytes)
  if (!page.ok) return say({ n, page })
  const packed = packPage(page.value)
  const buffers = packed ? packed.packs.map((pack) => pack.buffer) : []
  say({ n, page: ok(packed ?? page.value) }, buffers)
}
