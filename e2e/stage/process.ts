/**
 * One real process of Deskside: started, killed with SIGKILL, started again, its output read line by line.
 * It ends with this process, however this one ends: the channel between them is its life line.
 */
import { spawn, type ChildProcess } from 'node:child_process'
import { createInterface } from 'node:readline'
import { until, within, type WaitOptions } from './wait.ts'

/** What is kept of the output; a long run says a lot. */
const LINES_KEPT = 5_000
const STOP_MS_MAX = 15_000

export type PartOptions = {
  name: string
  /** Arguments of node: the file, with what it needs before it. */
  args: readonly string[]
  folder: string
  environment: () => Record<string, string>
  /** Ready as a whole: asked until it says true. */
  isReady: (part: Part) => Promise<boolean>
}

export type Part = {
  name: string
  /** Epoch ms at which the running process was spawned; pid undefined while none runs. */
  startedAt(): number
  pid(): number | undefined
  isRunning(): boolean
  /** Standard output and standard error of every run, oldest first. */
  stdout: readonly string[]
  stderr: readonly string[]
  /** Starts it and waits until it is ready. @returns ms from spawn to ready */
  start(options?: WaitOptions): Promise<number>
  /** Starts it without waiting. */
  launch(): void
  untilReady(options?: WaitOptions): Promise<number>
  /** SIGKILL, as a power cut of this process alone; resolves when it is gone. */
  kill(): Promise<void>
  /** SIGTERM, and SIGKILL when it takes longer than it may. @returns exit code */
  stop(): Promise<number | null>
  /** SIGSTOP and SIGCONT. */
  freeze(): void
  thaw(): void
  /** The first line of the standard output that matches. */
  line(pattern: RegExp, options?: WaitOptions): Promise<RegExpExecArray>
}

export function makePart(options: PartOptions): Part {
  const stdout: string[] = []
  const stderr: string[] = []
  let child: ChildProcess | undefined
  let ended: Promise<number | null> = Promise.resolve(null)
  let startedAt = 0
  let lastEnd = ''

  const part: Part = {
    name: options.name,
    stdout,
    stderr,
    startedAt: () => startedAt,
    pid: () => child?.pid,
    isRunning: () => child !== undefined,
    launch,
    untilReady,
    async start(wait) {
      launch()
      return untilReady(wait)
    },
    async kill() {
      child?.kill('SIGKILL')
      await ended
    },
    async stop() {
      const running = child
      if (!running) return null
      running.kill('SIGTERM')
      // A frozen process does not hear it.
      running.kill('SIGCONT')
      try {
        return await within(`the ${options.name} stops`, STOP_MS_MAX, ended)
      } catch {
        running.kill('SIGKILL')
        return ended
      }
    },
    freeze: () => void child?.kill('SIGSTOP'),
    thaw: () => void child?.kill('SIGCONT'),
    line(pattern, wait) {
      return until(
        `the ${options.name} says ${pattern}`,
        () => {
          for (const line of stdout) {
            const found = pattern.exec(line)
            if (found) return found
          }
          return undefined
        },
        wait,
      )
    },
  }

  function launch(): void {
    if (child) throw new Error(`the ${options.name} runs already`)
    startedAt = Date.now()
    const started = spawn(process.execPath, [...options.args], {
      cwd: options.folder,
      env: options.environment(),
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    })
    child = started
    keep(started.stdout, stdout)
    keep(started.stderr, stderr)
    ended = new Promise((resolve) => {
      started.once('error', (error) => stderr.push(`could not be started: ${error.message}`))
      started.once('close', (code, signal) => {
        if (child === started) child = undefined
        lastEnd = signal ?? `exit ${code}`
        resolve(code)
      })
    })
  }

  async function untilReady(wait?: WaitOptions): Promise<number> {
    const since = startedAt
    const outcome = await until(
      `the ${options.name} is ready`,
      async () => {
        if (!child || since !== startedAt) return 'ended'
        return (await options.isReady(part)) && 'ready'
      },
      wait,
    )
    if (outcome === 'ended')
      throw new Error(`the ${options.name} ended (${lastEnd}): ${stderr.slice(-20).join('\n')}`)
    return Date.now() - since
  }

  return part
}

function keep(stream: NodeJS.ReadableStream | null, lines: string[]): void {
  if (!stream) return
  createInterface({ input: stream }).on('line', (line) => {
    lines.push(line)
    if (lines.length > LINES_KEPT) lines.splice(0, LINES_KEPT / 2)
  })
}
