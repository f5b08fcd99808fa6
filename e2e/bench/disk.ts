/** The reference for everything that promises durability: what this disk takes for a small append and its fsync. */
import { randomBytes } from 'node:crypto'
import { mkdtemp, open, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const APPEND_BYTES = 4096

/** @returns ms of each append with fsync, one after the other */
export async function measureFsync(times: number): Promise<number[]> {
  const folder = await mkdtemp(join(tmpdir(), 'deskside-bench-'))
  const file = await open(join(folder, 'appended'), 'a')
  const bytes = randomBytes(APPEND_BYTES)
  const taken: number[] = []
  try {
    for (let at = 0; at < times; at++) {
      const startedAt = performance.now()
      await file.write(bytes)
      await file.sync()
      taken.push(performance.now() - startedAt)
    }
  } finally {
    await file.close()
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  }
  return taken
}

/** A message as a file of its own, on disk when it resolves: what the plainest mail server must do before its 250. */
export async function writeDurably(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'wx')
  try {
    await writeFile(file, bytes)
    await file.sync()
  } finally {
    await file.close()
  }
}
