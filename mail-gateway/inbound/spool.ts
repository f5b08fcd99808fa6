/**
 * The spool: every accepted message on disk before its 250 (RFC 5321 §6.1), in the order it came, until
 * the server has it. An append-only log in segments; all messages that wait share one fdatasync.
 *
 * Memory: the index holds a few numbers an entry, never a body. Messages over LARGE_BYTES go to a file of
 * their own while they are received (smtp-in), and the log only names it.
 * A segment is never appended to after a restart, so a torn tail (never acknowledged) is just not read.
 * What is done stands in `segment-<n>.done`, unsynced: losing it means a message is handed in again, and
 * its id is a digest. An fdatasync that fails is not tried again: what the disk holds then is unknown, so
 * the spool says `broken` and the process must start anew.
 * Which message is being read stands in the file `reading`, so that one during which the process ends again and again
 * is known by it (MA18).
 */
import { createHash } from 'node:crypto'
import { type FileHandle, appendFile, mkdir, open, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fail, ok, type Result } from '../../shared/kit/fault.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import type { Log } from '../../shared/kit/log.ts'
import { openReadingFile, type Suspect } from './reading-file.ts'
import { encodeEntry, ENTRY_HEAD_BYTES, type SpoolMeta } from './spool-entry.ts'
import {
  hashInTurns,
  isDiskFull,
  numbersIn,
  readAt,
  readDone,
  readEntryHead,
  readWhole,
  syncDirectory,
  writeDurably,
} from './spool-files.ts'

const SEGMENT_BYTES = 32 * 1024 * 1024
/** A segment whose entries are all done is given up early from this size on, so that the disk stays small. */
const SEGMENT_BYTES_WORTH_FREEING = 4 * 1024 * 1024
const BATCH_BYTES = 16 * 1024 * 1024

/** Bytes to be spooled: in memory, or in a closed file under `incoming/` that the spool takes over. */
export type SpoolBody = { chunks: Uint8Array[] } | { path: string }

/** One waiting message: where it lies. */
export type SpoolRef = {
  segment: number
  offset: number
  metaBytes: number
  rawBytes: number
  /** Bytes of the message, wherever they lie. */
  cost: number
  /** The file of its own, of a large message. */
  file: string | null
  /** How often the process ended while this message was read. */
  deaths: number
}

export type SpoolLimits = { bytes: number; entries: number }

export type Spool = {
  /** Resolves only when the message is safely on disk, or will not be. */
  append(meta: Omit<SpoolMeta, 'file'>, body: SpoolBody): Promise<Result<void>>
  hasRoom(bytes: number): boolean
  /** The next message nobody took yet, oldest first. */
  take(): SpoolRef | null
  /** `path`: the file of a large message, for who reads it in another thread. */
  read(ref: SpoolRef): Promise<Result<{ meta: SpoolMeta; raw: Buffer; path: string | null }>>
  /** Called before a message is read; the one before it has then been read. Null: none is. */
  noteReading(ref: SpoolRef | null): Promise<void>
  markDone(ref: SpoolRef): Promise<void>
  /** Puts an entry nobody can hand in under `stuck/`, with its envelope, and counts it as done. */
  setAside(ref: SpoolRef, why: string): Promise<void>
  /** Resolves when there may be something to take, or the signal aborts. */
  waitForMore(signal: AbortSignal): Promise<void>
  depth(): { entries: number; bytes: number }
  incomingDir: string
  close(): Promise<void>
}

type Segment = { number: number; openCount: number; isActive: boolean; doneLines: Set<number> }
type Waiting = {
  meta: Omit<SpoolMeta, 'file'>
  body: SpoolBody
  settle: (result: Result<void>) => void
}

export async function openSpool(options: {
  dir: string
  log: Log
  limits?: SpoolLimits
  /** fdatasync, unless a test stands in for the disk. */
  sync?: (handle: FileHandle) => Promise<void>
  onBroken?: (error: unknown) => void
}): Promise<Spool> {
  const { dir, log } = options
  const limits = options.limits ?? { bytes: LIMITS.spoolBytes, entries: LIMITS.spoolEntries }
  const sync = options.sync ?? ((handle) => handle.datasync())
  const incomingDir = join(dir, 'incoming')
  const stuckDir = join(dir, 'stuck')
  await mkdir(stuckDir, { recursive: true })
  await rm(incomingDir, { recursive: true, force: true })
  await mkdir(incomingDir)

  const segments = new Map<number, Segment>()
  const entries: SpoolRef[] = []
  let taken = 0
  let depth = { entries: 0, bytes: 0 }
  let pending: Waiting[] = []
  let pendingBytes = 0
  let flushing: Promise<void> | null = null
  let active: { segment: Segment; handle: FileHandle; bytes: number } | null = null
  let lastNumber = 0
  let isBroken = false
  let wake: (() => void)[] = []

  const readingFile = await openReadingFile(join(dir, 'reading'))
  /** Those that wait to be read again. */
  let suspects: Suspect[] = []
  let reading: SpoolRef | null = null

  const segmentFile = (number: number) => join(dir, `segment-${number}.log`)
  const doneFile = (number: number) => join(dir, `segment-${number}.done`)

  await scan()
  // Numbers of segments begin anew: what is no longer here must not be held against what comes in its place.
  if (suspects.length < readingFile.atStart.length) await readingFile.write(suspects)

  /** Finds what was acknowledged and is not done yet. */
  async function scan(): Promise<void> {
    const names = await readdir(dir)
    const numbers = numbersIn(names, /^segment-(\d+)\.log$/)
    lastNumber = Math.max(0, ...numbers, ...numbersIn(names, /^segment-(\d+)\.done$/))
    const files = new Set<string>()
    for (const number of numbers) await scanSegment(number, files)
    for (const number of numbersIn(names, /^segment-(\d+)\.done$/))
      if (!segments.has(number)) await rm(doneFile(number), { force: true })
    for (const name of names)
      if (name.endsWith('.eml') && !files.has(name)) await rm(join(dir, name), { force: true })
    if (entries.length > 0)
      log('info', 'Messages wait in the spool.', { entries: depth.entries, bytes: depth.bytes })
  }

  async function scanSegment(number: number, files: Set<string>): Promise<void> {
    const segment: Segment = {
      number,
      openCount: 0,
      isActive: false,
      doneLines: await readDone(doneFile(number)),
    }
    segments.set(number, segment)
    const handle = await open(segmentFile(number), 'r')
    try {
      const { size } = await handle.stat()
      let offset = 0
      while (offset < size) {
        const found = await readEntryHead(handle, offset)
        if (found === null || offset + found.totalBytes > size) {
          log('warn', 'The end of a spool segment is torn; it was never acknowledged.', {
            segment: number,
            offset,
            bytes: size - offset,
          })
          break
        }
        if (!segment.doneLines.has(offset)) {
          if (found.meta.file) files.add(found.meta.file)
          admit(segment, {
            segment: number,
            offset,
            metaBytes: found.metaBytes,
            rawBytes: found.rawBytes,
            cost: found.meta.bytes,
            file: found.meta.file,
            deaths: deathsOf(number, offset),
          })
        }
        offset += found.totalBytes
      }
    } finally {
      await handle.close()
    }
    if (segment.openCount === 0) await dropSegment(segment)
  }

  function admit(segment: Segment, ref: SpoolRef): void {
    segment.openCount++
    entries.push(ref)
    depth = { entries: depth.entries + 1, bytes: depth.bytes + ref.cost }
  }

  function deathsOf(segment: number, offset: number): number {
    const suspect = readingFile.atStart.find(
      (one) => one.segment === segment && one.offset === offset,
    )
    if (suspect === undefined) return 0
    suspects.push(suspect)
    return suspect.deaths
  }

  function flush(): Promise<void> {
    if (pending.length === 0) return flushing ?? Promise.resolve()
    flushing ??= writeAll()
    return flushing
  }

  async function writeAll(): Promise<void> {
    while (pending.length > 0) {
      const batch = nextBatch()
      const result = await (isBroken ? fail('kit/bug', 'the spool is broken') : writeBatch(batch))
      for (const waiting of batch) waiting.settle(result)
    }
    // In the same step as the last look at `pending`: whoever comes now starts a new round.
    flushing = null
  }

  function nextBatch(): Waiting[] {
    let bytes = 0
    let size = 0
    while (size < pending.length && (size === 0 || bytes < BATCH_BYTES))
      bytes += pending[size++]?.meta.bytes ?? 0
    const batch = pending.slice(0, size)
    pending = pending.slice(size)
    return batch
  }

  async function writeBatch(batch: Waiting[]): Promise<Result<void>> {
    const adopted: string[] = []
    try {
      const into = (active ??= await createSegment())
      const start = into.bytes
      const buffers: Uint8Array[] = []
      const refs: SpoolRef[] = []
      let at = start
      for (const { meta, body } of batch) {
        const file = 'path' in body ? await adopt(body.path) : null
        if (file !== null) adopted.push(file)
        const rawBytes = file === null ? meta.bytes : 0
        const head = encodeEntry({ ...meta, file }, rawBytes)
        buffers.push(head)
        if ('chunks' in body) buffers.push(...body.chunks)
        const metaBytes = head.length - ENTRY_HEAD_BYTES
        refs.push({
          segment: into.segment.number,
          offset: at,
          metaBytes,
          rawBytes,
          cost: meta.bytes,
          file,
          deaths: 0,
        })
        at += head.length + rawBytes
      }
      const { bytesWritten } = await into.handle.writev(buffers, start)
      if (bytesWritten !== at - start) return await giveUpTail(into, adopted)
      await sync(into.handle)
      into.bytes = at
      for (const ref of refs) admit(into.segment, ref)
      if (at >= SEGMENT_BYTES) await closeActive()
      for (const waker of wake.splice(0)) waker()
      return ok()
    } catch (error) {
      if (isDiskFull(error)) return await giveUpTail(active, adopted)
      isBroken = true
      log('error', 'The spool cannot be written; no more mail is accepted.', {
        error: String(error),
      })
      options.onBroken?.(error)
      return fail('kit/bug', 'the spool cannot be written')
    }
  }

  /** Nothing of a batch that failed may be read later as if it had been acknowledged. */
  async function giveUpTail(into: typeof active, adopted: string[]): Promise<Result<void>> {
    log('error', 'There is no room on the disk of the spool.', { entries: depth.entries })
    for (const name of adopted) await rm(join(dir, name), { force: true }).catch(() => {})
    if (into) {
      try {
        await into.handle.truncate(into.bytes)
      } catch {
        // The tail stays, unacknowledged; the next message goes to a new segment.
        await closeActive()
      }
    }
    return fail('kit/storage', 'the disk of the spool is full')
  }

  async function createSegment(): Promise<NonNullable<typeof active>> {
    const number = ++lastNumber
    const handle = await open(segmentFile(number), 'wx')
    try {
      await syncDirectory(dir)
    } catch (error) {
      // Empty, and with a number that is not used again: the next one is another.
      await handle.close()
      throw error
    }
    const segment: Segment = { number, openCount: 0, isActive: true, doneLines: new Set() }
    segments.set(number, segment)
    return { segment, handle, bytes: 0 }
  }

  /** A large message's file becomes part of the spool: synced, renamed, its directory entry synced. */
  async function adopt(path: string): Promise<string> {
    const handle = await open(path, 'r+')
    try {
      await sync(handle)
    } finally {
      await handle.close()
    }
    const name = `large-${lastNumber}-${nextLarge++}.eml`
    await rename(path, join(dir, name))
    await syncDirectory(dir)
    return name
  }
  let nextLarge = 1

  async function closeActive(): Promise<void> {
    const closing = active
    if (closing === null) return
    active = null
    closing.segment.isActive = false
    await closing.handle.close()
    if (closing.segment.openCount === 0) await dropSegment(closing.segment)
  }

  async function dropSegment(segment: Segment): Promise<void> {
    segments.delete(segment.number)
    // The log first: a done file alone means nothing, a log alone would be handed in again.
    await rm(segmentFile(segment.number), { force: true })
    await rm(doneFile(segment.number), { force: true })
  }

  async function finish(ref: SpoolRef): Promise<void> {
    const segment = segments.get(ref.segment)
    if (!segment || segment.doneLines.has(ref.offset)) return
    segment.doneLines.add(ref.offset)
    segment.openCount--
    depth = { entries: depth.entries - 1, bytes: depth.bytes - ref.cost }
    try {
      await appendFile(doneFile(ref.segment), `${ref.offset}\n`)
      if (ref.file !== null) await rm(join(dir, ref.file), { force: true })
      if (segment.openCount > 0) return
      if (!segment.isActive) await dropSegment(segment)
      else if (flushing === null && active && active.bytes >= SEGMENT_BYTES_WORTH_FREEING)
        await closeActive()
    } catch (error) {
      log('warn', 'A finished message could not be marked; it may be handed in again.', {
        error: String(error),
      })
    }
  }

  async function read(ref: SpoolRef): ReturnType<Spool['read']> {
    try {
      const handle = await open(segmentFile(ref.segment), 'r')
      try {
        const found = await readEntryHead(handle, ref.offset)
        if (found === null) return fail('mail/unreadable', 'the spool entry is damaged')
        const raw = found.meta.file
          ? await readWhole(join(dir, found.meta.file))
          : await readAt(handle, ref.offset + ENTRY_HEAD_BYTES + found.metaBytes, found.rawBytes)
        if ((await hashInTurns(raw)) !== found.meta.hash)
          return fail('mail/unreadable', 'the spooled bytes are not those that were received')
        return ok({ meta: found.meta, raw, path: found.meta.file && join(dir, found.meta.file) })
      } finally {
        await handle.close()
      }
    } catch (error) {
      return fail('mail/unreadable', `the spool entry cannot be read: ${String(error)}`)
    }
  }

  return {
    incomingDir,
    append(meta, body) {
      if (isBroken) return Promise.resolve(fail('kit/bug', 'the spool is broken'))
      if (!hasRoom(meta.bytes)) return Promise.resolve(fail('kit/storage', 'the spool is full'))
      pendingBytes += meta.bytes
      return new Promise((resolve) => {
        pending.push({
          meta,
          body,
          settle: (result) => {
            pendingBytes -= meta.bytes
            resolve(result)
          },
        })
        void flush()
      })
    },
    hasRoom,
    take() {
      const ref = entries[taken]
      if (!ref) return null
      taken++
      if (taken >= 1_000) {
        entries.splice(0, taken)
        taken = 0
      }
      return ref
    },
    read,
    markDone: finish,
    async noteReading(ref) {
      const before = reading
      reading = ref
      const isOther = (one: Suspect, than: SpoolRef | null) =>
        one.segment !== than?.segment || one.offset !== than.offset
      suspects = suspects.filter((one) => isOther(one, before))
      const waiting = suspects.filter((one) => isOther(one, ref))
      const now = ref ? [{ ...ref, deaths: ref.deaths + 1 }] : []
      try {
        await readingFile.write([...waiting, ...now])
      } catch (error) {
        log('warn', 'It could not be noted which message is read.', { error: String(error) })
      }
    },
    async setAside(ref, why) {
      const found = await read(ref)
      const raw = found.ok ? found.value.raw : await readDamaged(ref)
      // Numbers of segments begin anew with an empty spool: nothing that was set aside earlier is written over.
      const name = `${ref.segment}-${ref.offset}-${createHash('sha256').update(raw).digest('hex').slice(0, 12)}`
      const note = { why, meta: found.ok ? found.value.meta : null }
      await writeDurably(join(stuckDir, `${name}.eml`), raw)
      await writeDurably(join(stuckDir, `${name}.json`), Buffer.from(JSON.stringify(note, null, 1)))
      await syncDirectory(stuckDir)
      await finish(ref)
    },
    waitForMore(signal) {
      if (taken < entries.length || signal.aborted) return Promise.resolve()
      return new Promise((resolve) => {
        const done = () => {
          signal.removeEventListener('abort', done)
          resolve()
        }
        wake.push(done)
        signal.addEventListener('abort', done, { once: true })
      })
    },
    depth: () => depth,
    async close() {
      await flush()
      wake = []
      await active?.handle.close()
      active = null
      await readingFile.close()
    },
  }

  function hasRoom(bytes: number): boolean {
    const waiting = pending.length
    return (
      depth.entries + waiting < limits.entries && depth.bytes + pendingBytes + bytes <= limits.bytes
    )
  }

  /** Whatever bytes lie where a damaged entry should be. */
  async function readDamaged(ref: SpoolRef): Promise<Buffer> {
    try {
      const handle = await open(segmentFile(ref.segment), 'r')
      try {
        return await readAt(handle, ref.offset, ENTRY_HEAD_BYTES + ref.metaBytes + ref.rawBytes)
      } finally {
        await handle.close()
      }
    } catch {
      return Buffer.alloc(0)
    }
  }
}
