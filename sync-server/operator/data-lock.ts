/**
 * One process owns a data directory. The owner holds `server.lock`, made with link(2) so that it appears whole and only
 * once; it names the process and the port on which it takes the verbs of the command line. A lock whose process is gone,
 * or whose process is another program by now, is put aside. Not here: what is asked of the owner (operator-call).
 */
import { createHash, randomBytes } from 'node:crypto'
import { link, mkdir, readFile, rename, stat, unlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fail, ok, type Result } from '../../shared/kit/fault.ts'
import { v } from '../../shared/kit/schema.ts'

export const LockNote = v.object({
  /** Made once a holder, so that a lock replaced is surely the one that was judged. */
  id: v.string(),
  pid: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  /** Start time of the process where the system tells it: process numbers are used again. */
  mark: v.nullable(v.string()),
  host: v.string(),
  /** Null: the command line at work without a server. */
  port: v.nullable(v.pipe(v.number(), v.safeInteger())),
})
export type LockNote = v.InferOutput<typeof LockNote>

export type DataLock = { note: LockNote; release(): Promise<void> }

/** Tells whether a desk with this data directory answers there; false when nobody or somebody else does. */
export type AskHolder = (note: LockNote) => Promise<boolean>

const pathOf = (dataDir: string) => join(dataDir, 'server.lock')
const TRIES_MAX = 50
const PAUSE_MS = 20
const HEIR_MS_MAX = 10_000

/**
 * Takes the data directory for this process.
 *
 * @param holder  where this process takes verbs; port null when it takes none
 * @param ask     asked only when the system cannot tell whose process it is
 * @param waitMs  how long a command that is at work is waited for; a server never is
 * @returns       fault `kit/busy` with `more.pid` while another process has it
 */
export async function acquireDataLock(
  dataDir: string,
  holder: { host: string; port: number | null },
  ask: AskHolder = async () => true,
  waitMs = 0,
): Promise<Result<DataLock>> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 })
  const path = pathOf(dataDir)
  const id = randomBytes(12).toString('hex')
  const note: LockNote = { id, pid: process.pid, mark: await markOf(process.pid), ...holder }
  const draft = `${path}.${id}`
  const until = performance.now() + waitMs
  await writeFile(draft, JSON.stringify(note) + '\n', { mode: 0o600 })
  try {
    for (let tries = 0; tries < TRIES_MAX; tries++) {
      if (await linkOnce(draft, path)) return ok({ note, release: () => releaseLock(path, id) })
      const other = await readLock(dataDir)
      if (!other) continue
      if (await isHeld(other, ask)) {
        if (other.port === null && performance.now() < until) {
          await pause(PAUSE_MS)
          tries = 0
          continue
        }
        return fail(
          'kit/busy',
          `another Deskside (process ${other.pid}) has this data directory open`,
          { pid: other.pid },
        )
      }
      if (await inherit(dataDir, draft, other))
        return ok({ note, release: () => releaseLock(path, id) })
      await pause(PAUSE_MS)
    }
    return fail('kit/busy', 'the lock of the data directory changes hands; try again')
  } finally {
    await unlink(draft).catch(() => {})
  }
}

/** Who holds the data directory, alive or not; null when nobody does. A note that cannot be read is nobody's. */
export async function readLock(dataDir: string): Promise<LockNote | null> {
  let content: string
  try {
    content = await readFile(pathOf(dataDir), 'utf8')
  } catch {
    return null
  }
  try {
    const parsed = v.safeParse(LockNote, JSON.parse(content))
    if (parsed.success) return parsed.output
  } catch {
    // Not JSON: handled below, as any other note that is none.
  }
  const id = createHash('sha256').update(content).digest('hex').slice(0, 24)
  return { id, pid: process.pid, mark: 'unreadable', host: '', port: null }
}

/** True while the process that wrote the note lives. */
export async function isHeld(note: LockNote, ask: AskHolder): Promise<boolean> {
  // In a container the numbers start over: a lock with our own number was left by whoever had it before us.
  const mark = await markOf(note.pid)
  if (!isAlive(note.pid)) return false
  if (note.mark !== null && mark !== null) return note.mark === mark
  if (note.pid === process.pid) return false
  return note.port === null ? true : ask(note)
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // EPERM: it is there and belongs to somebody else.
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

/** Field 22 of /proc/<pid>/stat, counted after the name, which may hold spaces (proc(5)); null on other systems. */
async function markOf(pid: number): Promise<string | null> {
  try {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8')
    const boot = (await readFile('/proc/sys/kernel/random/boot_id', 'utf8')).trim()
    const started = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]
    return started === undefined ? null : `${boot}:${started}`
  } catch {
    return null
  }
}

async function linkOnce(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to)
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    throw error
  }
}

/**
 * Several processes may judge the same lock dead at once: one of them becomes its heir, and the heir alone replaces it.
 * A plain unlink would, a moment later, take away the lock of whoever was faster.
 *
 * @returns true when our note has taken the dead lock's place
 */
async function inherit(dataDir: string, draft: string, dead: LockNote): Promise<boolean> {
  const path = pathOf(dataDir)
  const heir = `${path}.${dead.id}.heir`
  if (!(await linkOnce(draft, heir))) {
    // An heir that died before it was done, in those few microseconds, left this behind.
    const left = await stat(heir).catch(() => null)
    if (left && Date.now() - left.ctimeMs > HEIR_MS_MAX) await unlink(heir).catch(() => {})
    return false
  }
  try {
    // Whoever was heir before us may have replaced it already.
    if ((await readLock(dataDir))?.id !== dead.id) return false
    await rename(draft, path)
    return true
  } finally {
    await unlink(heir).catch(() => {})
  }
}

async function releaseLock(path: string, id: string): Promise<void> {
  const content = await readFile(path, 'utf8').catch(() => '')
  if (content.includes(id)) await unlink(path).catch(() => {})
}
