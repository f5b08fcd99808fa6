/** The thread in which senders are judged: signatures and records are taken apart here, and name servers asked. */
import { readFile } from 'node:fs/promises'
import { parentPort, workerData } from 'node:worker_threads'
import { v } from '../../shared/kit/schema.ts'
import type { SenderVerdicts } from '../../shared/wire/mail.ts'
import { makeJudge, UNCHECKED, type Envelope } from './judge.ts'
import { makeAskNameServer } from './name-server.ts'

export const JudgeSettings = v.object({
  believed: v.object({ authservs: v.array(v.string()), sealers: v.array(v.string()) }),
  nameServers: v.array(v.string()),
})
export type JudgeSettings = v.InferOutput<typeof JudgeSettings>
/** The bytes, or the file that holds them. */
export type JudgeRequest = {
  id: number
  source: Uint8Array | { path: string }
  envelope: Envelope
}
export type JudgeAnswer =
  | { id: number; verdicts: SenderVerdicts }
  /** What the log of the process is to say. */
  | { complaint: string }

const timers = {
  after(delayMs: number, run: () => void) {
    const timer = setTimeout(run, delayMs)
    return { cancel: () => clearTimeout(timer) }
  },
}

const port = parentPort
if (port) {
  const { believed, nameServers } = v.parse(JudgeSettings, workerData)
  const judge = makeJudge({
    timers,
    log: (_level, _sentence, fields) => answer({ complaint: String(fields?.['error'] ?? '') }),
    believed,
    resolve: makeAskNameServer(nameServers),
  })
  const judgeOne = async ({ id, source, envelope }: JudgeRequest) => {
    try {
      const raw = source instanceof Uint8Array ? source : await readFile(source.path)
      answer({ id, verdicts: await judge(raw, envelope) })
    } catch (error) {
      answer({ complaint: String(error) })
      answer({ id, verdicts: UNCHECKED })
    }
  }
  port.on('message', (request: JudgeRequest) => void judgeOne(request))
}

function answer(value: JudgeAnswer): void {
  port?.postMessage(value)
}
