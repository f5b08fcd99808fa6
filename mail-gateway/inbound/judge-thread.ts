/**
 * Judges senders in a thread of its own, so that no signature and no record, however it is made, holds up the SMTP door or
 * ends the process (MA18). What it does not say in time was not judged. How it judges is judge.ts's business.
 */
import { Worker } from 'node:worker_threads'
import type { Timers } from '../../shared/kit/clock.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import type { Log } from '../../shared/kit/log.ts'
import type { SenderVerdicts } from '../../shared/wire/mail.ts'
import { UNCHECKED, type Envelope } from './judge.ts'
import type { JudgeAnswer, JudgeRequest, JudgeSettings } from './judge-worker.ts'
import { locateWorker } from './reader.ts'

/** The thread has its own limit and keeps it, unless it is stuck: then it is ended, so long after. */
const STUCK_MS = 1_000
const START_MS = 10_000
const IDLE_MS = 30_000

type Asked = {
  request: JudgeRequest
  /** False: it was asked a thread that then ended, and whose fault that was nobody knows. */
  isFirstTry: boolean
  settle(verdicts: SenderVerdicts): void
}

export type JudgeThread = {
  /** @param path  the file with the same bytes, when there is one: the thread then reads it for itself */
  judge(raw: Uint8Array, envelope: Envelope, path?: string | null): Promise<SenderVerdicts>
  close(): Promise<void>
}

export function makeJudgeThread(options: {
  timers: Timers
  log: Log
  settings: JudgeSettings
  judgeMs?: number
}): JudgeThread {
  const { timers, log, settings } = options
  const judgeMs = options.judgeMs ?? LIMITS.judgeMs
  const asked = new Map<number, Asked>()
  let worker: Worker | null = null
  let idle: { cancel(): void } | null = null
  let lastId = 0

  function start(): Worker {
    if (worker) return worker
    const { code, isSource } = locateWorker(import.meta.url, 'judge-worker')
    const started = new Worker(code, {
      eval: isSource,
      execArgv: [],
      workerData: settings,
      resourceLimits: { maxOldGenerationSizeMb: LIMITS.parseHeapMiB },
    })
    started.unref()
    started.on('message', (answer: JudgeAnswer) => {
      if ('complaint' in answer)
        return log('warn', 'A sender could not be judged.', { error: answer.complaint })
      asked.get(answer.id)?.settle(answer.verdicts)
    })
    started.on('error', (error: unknown) => {
      log('warn', 'The thread that judges senders ended.', { error: String(error) })
      if (worker === started) replace(started)
    })
    worker = started
    return started
  }

  /** What was asked of a thread that is gone is asked of the next, once. */
  function replace(gone: Worker): void {
    worker = null
    void gone.terminate()
    for (const one of asked.values()) {
      if (!one.isFirstTry) one.settle(UNCHECKED)
      else {
        one.isFirstTry = false
        start().postMessage(one.request)
      }
    }
  }

  return {
    judge(raw, envelope, path) {
      idle?.cancel()
      const isNew = worker === null
      const request = { id: ++lastId, source: path ? { path } : raw, envelope }
      return new Promise((resolve) => {
        const limitMs = judgeMs + STUCK_MS + (isNew ? START_MS : 0)
        const limit = timers.after(limitMs, () => {
          settle({ ...UNCHECKED, words: 'not judged in time' })
          if (worker) replace(worker)
        })
        function settle(verdicts: SenderVerdicts): void {
          limit.cancel()
          if (!asked.delete(request.id)) return
          resolve(verdicts)
          if (asked.size === 0) idle = timers.after(IDLE_MS, () => void end())
        }
        asked.set(request.id, { request, isFirstTry: true, settle })
        start().postMessage(request)
      })
    },
    close: end,
  }

  async function end(): Promise<void> {
    idle?.cancel()
    const ending = worker
    worker = null
    for (const one of asked.values()) one.settle(UNCHECKED)
    await ending?.terminate()
  }
}
