/**
 * `npm run mutate-mail -- --count N [--seed S] [--from N] [--root DIR] [--one N]`: reads N mutated messages through the
 * real reader, in a process of its own, and says how many were not read, hung, or ended the process. Ends with 0 only when
 * none hung, ended anything, or would be refused by the server.
 *
 * `--root`: a folder whose small files are messages to start from, beside our own. `--one`: that message, to stdout.
 */
import { fork, type ChildProcess } from 'node:child_process'
import { readdir, readFile, stat } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { v } from '../../../shared/kit/schema.ts'
import { mutate } from './mutate.ts'
import { readMutated, type Finding } from './read-mutated.ts'
import { SMALL_MESSAGES } from './small-messages.ts'

const MESSAGE_BYTES_MAX = 32 * 1024
const MESSAGES_MAX = 2_000
/** A part of the process that says nothing for so long is stuck, whatever the limits of the reader say. */
const SILENCE_MS_MAX = 120_000
const SAY_EVERY = 10_000
const SHOWN_MAX = 40

const whole = v.pipe(v.string(), v.transform(Number), v.safeInteger(), v.minValue(0))
const Options = v.object({
  count: whole,
  seed: whole,
  from: whole,
  root: v.optional(v.string()),
  one: v.optional(whole),
})
type Options = v.InferOutput<typeof Options>
type End = Finding['end'] | 'process'
const Word = v.object({
  number: v.number(),
  findings: v.array(
    v.object({
      number: v.number(),
      end: v.picklist(['unread', 'late', 'died', 'refused', 'slow']),
      why: v.string(),
    }),
  ),
})

const timers = {
  after(delayMs: number, run: () => void) {
    const timer = setTimeout(run, delayMs)
    return { cancel: () => clearTimeout(timer) }
  },
}

const options = readOptions()
const messages = [...SMALL_MESSAGES, ...(options.root ? await smallFilesOf(options.root) : [])]
if (options.one !== undefined) process.stdout.write(mutate(messages, options.seed, options.one))
else if (process.send) await readAsChild(options)
else process.exitCode = await watch(options)

/** The process that reads; its parent notices when it ends. */
async function readAsChild({ seed, from, count }: Options): Promise<void> {
  await readMutated({
    messages,
    seed,
    from,
    to: count,
    timers,
    onRead(number, findings) {
      if (findings.length > 0 || number % 50 === 49) process.send?.({ number, findings })
    },
  })
  process.send?.({ number: count - 1, findings: [] })
  process.disconnect()
}

async function watch({ seed, from, count, root }: Options): Promise<number> {
  const say = (line: string) => void process.stdout.write(`${line}\n`)
  const counts = new Map<End, number>()
  const reasons = new Map<string, number>()
  const startedAt = Date.now()
  let shown = 0
  let next = from
  const note = (number: number, end: End, why: string) => {
    counts.set(end, (counts.get(end) ?? 0) + 1)
    const key = `${end}: ${why.replace(/\d+/g, 'N').slice(0, 100)}`
    reasons.set(key, (reasons.get(key) ?? 0) + 1)
    if (end !== 'unread' && shown++ < SHOWN_MAX) say(`message ${number}: ${end}: ${why}`)
  }
  say(`${messages.length} messages to start from, seed ${seed}, numbers ${from} to ${count}`)
  while (next < count) {
    const begunAt = next
    const why = await runChild({ seed, from: next, count, root }, (word) => {
      for (const { number, end, why: reason } of word.findings) note(number, end, reason)
      if (Math.floor(word.number / SAY_EVERY) > Math.floor((next - 1) / SAY_EVERY)) {
        const rate = Math.round((word.number - from) / ((Date.now() - startedAt) / 1000))
        say(`${word.number} read, ${rate}/s; ${countsOf(counts)}`)
      }
      next = word.number + 1
    })
    if (next >= count) break
    // It is one of the next fifty; the one after what was told last is as good a name as any.
    note(next, 'process', why)
    next = Math.max(next, begunAt) + 50
  }
  const seconds = Math.round((Date.now() - startedAt) / 1000)
  for (const [reason, times] of [...reasons].toSorted((a, b) => b[1] - a[1]).slice(0, SHOWN_MAX))
    say(`${String(times).padStart(7)}  ${reason}`)
  say(`${count - from} mutated messages in ${seconds} s; ${countsOf(counts)}`)
  const hard = ['late', 'died', 'refused', 'process'] as const
  return hard.some((end) => (counts.get(end) ?? 0) > 0) ? 1 : 0
}

function countsOf(counts: ReadonlyMap<End, number>): string {
  const of = (end: End) => counts.get(end) ?? 0
  return `${of('unread')} not read, ${of('late')} hung, ${of('died')} ended their reader, ${of('refused')} would be refused, ${of('process')} ended the process, ${of('slow')} slow`
}

/** @returns why it ended */
function runChild(
  { seed, from, count, root }: Options,
  onWord: (word: v.InferOutput<typeof Word>) => void,
): Promise<string> {
  const loader = createRequire(import.meta.url).resolve('tsx')
  const args = ['--seed', String(seed), '--from', String(from), '--count', String(count)]
  const child: ChildProcess = fork(
    import.meta.filename,
    [...args, ...(root === undefined ? [] : ['--root', root])],
    { execArgv: ['--import', pathToFileURL(loader).href], stdio: 'inherit' },
  )
  return new Promise((resolve) => {
    let silence = setTimeout(kill, SILENCE_MS_MAX)
    function kill(): void {
      child.kill('SIGKILL')
    }
    child.on('message', (word) => {
      clearTimeout(silence)
      silence = setTimeout(kill, SILENCE_MS_MAX)
      onWord(v.parse(Word, word))
    })
    child.once('close', (code, signal) => {
      clearTimeout(silence)
      resolve(`it ended with ${signal ?? code}`)
    })
  })
}

/** Files that are small enough and look like anything at all, in the order of their names. */
async function smallFilesOf(folder: string): Promise<Buffer[]> {
  const found: Buffer[] = []
  const names = (await readdir(folder, { recursive: true })).toSorted()
  for (const name of names) {
    const path = join(folder, name)
    const about = await stat(path)
    if (!about.isFile() || about.size > MESSAGE_BYTES_MAX || /\.(?:jsonl?|md)$/.test(name)) continue
    if (found.length < MESSAGES_MAX) found.push(await readFile(path))
  }
  return found
}

function readOptions(): Options {
  const { values } = parseArgs({
    options: {
      count: { type: 'string', default: '5000' },
      seed: { type: 'string', default: '1' },
      from: { type: 'string', default: '0' },
      root: { type: 'string' },
      one: { type: 'string' },
    },
  })
  return v.parse(Options, values)
}
