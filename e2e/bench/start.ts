/**
 * `start`: `bin/start.mjs`, as npm start runs it on a clone that is built: from its spawn to *Deskside is ready*, and the
 * memory of server and gateway after ten idle seconds. Reference: a Node process that listens and does nothing else.
 */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findFreePort } from '../../bin/free-port.mjs'
import { root } from '../stage/build.ts'
import { makePart, type Part } from '../stage/process.ts'
import { plainEnvironment } from '../stage/verbs.ts'
import { pause } from '../stage/wait.ts'
import type { Bench } from './bench.ts'
import { medianOf } from './figures.ts'

/** Idle means: this long after it was ready, with nobody there. */
const IDLE_MS = 10_000
const FIRST_START_MS_MAX = 300_000
const BARE = `require('node:http').createServer().listen(0, '127.0.0.1', () => console.log('ready'))`

type Memory = { server: number; gateway: number; launcher: number }

export const measureStart: Bench = async ({ repeats, say }) => {
  say('a first start, which builds when there is something to build')
  await startOnce(async () => {})
  const runs: { readyMs: number; memory: Memory; bareMs: number; bareMiB: number }[] = []
  for (let at = 0; at < repeats; at++) {
    say(`round ${at + 1} of ${repeats}`)
    const bare = await startBare()
    let memory: Memory = { server: 0, gateway: 0, launcher: 0 }
    const readyMs = await startOnce(async (pid) => {
      await pause(IDLE_MS)
      memory = await memoryOf(pid)
    })
    runs.push({ readyMs, memory, ...bare })
  }
  const bareMs = { name: 'bare Node', value: medianOf(runs, (run) => run.bareMs) }
  const bareMiB = { name: 'bare Node', value: medianOf(runs, (run) => run.bareMiB) }
  const memory = (part: keyof Memory) => ({
    name: `memory of the ${part}, idle`,
    unit: 'MiB',
    value: medianOf(runs, (run) => run.memory[part]),
    reference: bareMiB,
  })
  return {
    isBuilt: true,
    notes: [`an empty data directory each time, ${repeats} rounds`],
    figures: [
      {
        name: 'start to ready',
        unit: 'ms',
        value: medianOf(runs, (run) => run.readyMs),
        reference: bareMs,
      },
      memory('server'),
      memory('gateway'),
      memory('launcher'),
    ],
  }
}

/** @returns ms from spawn to the line that says it is ready */
async function startOnce(whileUp: (pid: number) => Promise<void>): Promise<number> {
  const dataDir = await mkdtemp(join(tmpdir(), 'deskside-start-'))
  const [httpPort, smtpPort] = [await findFreePort(), await findFreePort()]
  const launcher = makePart({
    name: 'launcher',
    args: [join(root, 'bin', 'start.mjs')],
    folder: root,
    environment: () => ({
      ...plainEnvironment(),
      DESKSIDE_HTTP_PORT: String(httpPort),
      DESKSIDE_SMTP_PORT: String(smtpPort),
      DESKSIDE_DATA_DIR: dataDir,
    }),
    isReady: hasSaid(/^Deskside is ready: /),
  })
  try {
    const readyMs = await launcher.start({ waitMsMax: FIRST_START_MS_MAX, everyMs: 2 })
    await whileUp(launcher.pid() ?? 0).catch((error: unknown) => {
      throw new Error(`the desk did not stay up: ${launcher.stderr.join('\n')}`, { cause: error })
    })
    return readyMs
  } finally {
    await launcher.stop()
    await rm(dataDir, { recursive: true, force: true, maxRetries: 5 })
  }
}

async function startBare(): Promise<{ bareMs: number; bareMiB: number }> {
  const bare = makePart({
    name: 'bare Node',
    args: ['-e', BARE],
    folder: root,
    environment: plainEnvironment,
    isReady: hasSaid(/^ready/),
  })
  try {
    const bareMs = await bare.start({ everyMs: 2 })
    return { bareMs, bareMiB: await residentMiB(bare.pid() ?? 0) }
  } finally {
    await bare.stop()
  }
}

const hasSaid = (pattern: RegExp) => async (part: Part) =>
  part.stdout.some((line) => pattern.test(line))

/** Of the launcher and its two children, by what they run (proc(5)). */
async function memoryOf(launcher: number): Promise<Memory> {
  const memory: Memory = { server: 0, gateway: 0, launcher: await residentMiB(launcher) }
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name)) continue
    const stat = await readFile(`/proc/${name}/stat`, 'utf8').catch(() => '')
    // The name in brackets may hold spaces; the parent is the second field after it.
    if (stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1] !== String(launcher)) continue
    const command = await readFile(`/proc/${name}/cmdline`, 'utf8').catch(() => '')
    if (command.includes('sync-server')) memory.server = await residentMiB(Number(name))
    if (command.includes('mail-gateway')) memory.gateway = await residentMiB(Number(name))
  }
  return memory
}

async function residentMiB(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8')
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? Number.NaN) / 1024
}
