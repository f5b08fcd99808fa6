/** The command line as a process, its door into the running server, and the environment processes of the stage are given. */
import { spawn } from 'node:child_process'
import { readLock } from '../../sync-server/operator/data-lock.ts'
import { callHolder } from '../../sync-server/operator/operator-call.ts'
import { root } from './build.ts'

const VERB_MS_MAX = 300_000

export type VerbRun = { code: number | null; stdout: string; stderr: string }

export function runCommandLine(
  args: readonly string[],
  environment: Record<string, string>,
): Promise<VerbRun> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...args], {
      cwd: root,
      env: environment,
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: VERB_MS_MAX,
      killSignal: 'SIGKILL',
    })
    let [stdout, stderr] = ['', '']
    child.stdout.on('data', (bytes: Buffer) => (stdout += bytes.toString()))
    child.stderr.on('data', (bytes: Buffer) => (stderr += bytes.toString()))
    child.once('error', reject)
    child.once('close', (code) => resolve({ code, stdout, stderr }))
  })
}

/**
 * A verb over the door that the command line itself goes through, without starting it: that takes longer than all that
 * most verbs do.
 *
 * @param verb  as the door names it: `user-add`
 * @returns what `--json` would print; null when no server has this data directory
 */
export async function askServer(
  dataDir: string,
  verb: string,
  input: object,
): Promise<Record<string, unknown> | null> {
  const holder = await readLock(dataDir)
  if (holder === null || holder.port === null) return null
  const call = { verb, input, progress: () => {} }
  const answered = await callHolder(dataDir, holder, call)
  if (answered === null) return null
  if (!answered.ok) throw new Error(`deskside ${verb}: ${answered.fault.detail}`)
  return answered.value.json
}

/** This process's environment without what would make a desk of a test depend on where it runs. */
export function plainEnvironment(): Record<string, string> {
  const kept: Record<string, string> = {}
  for (const [name, value] of Object.entries(process.env))
    if (value !== undefined && !/^(DESKSIDE_|VITEST|NODE_ENV$)/.test(name)) kept[name] = value
  return kept
}
