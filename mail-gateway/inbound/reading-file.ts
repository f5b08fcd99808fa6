/**
 * Which message is being read, in a small file that is written over in place: a process that ends meanwhile, however it
 * ends, has said why. Not synced: a power cut is no fault of a message.
 */
import { constants } from 'node:fs'
import { open } from 'node:fs/promises'

/** Messages under suspicion that are remembered; each took one end of the process. */
const SUSPECTS_MAX = 16
const FILE_BYTES = 1024

/** Where a message lies in the spool, and how often the process ended while it was read. */
export type Suspect = { segment: number; offset: number; deaths: number }

export type ReadingFile = {
  /** What the last process left. */
  atStart: readonly Suspect[]
  write(suspects: readonly Suspect[]): Promise<void>
  close(): Promise<void>
}

export async function openReadingFile(path: string): Promise<ReadingFile> {
  const handle = await open(path, constants.O_RDWR | constants.O_CREAT)
  const buffer = Buffer.alloc(FILE_BYTES)
  const { bytesRead } = await handle.read(buffer, 0, FILE_BYTES, 0)
  const atStart = parseSuspects(buffer.toString('latin1', 0, bytesRead))
  return {
    atStart,
    async write(suspects) {
      const lines = suspects
        .slice(-SUSPECTS_MAX)
        .map(({ segment, offset, deaths }) => `${segment} ${offset} ${deaths}\n`)
      await handle.write(lines.join('').padEnd(FILE_BYTES), 0, 'latin1')
    },
    close: () => handle.close(),
  }
}

/** What is no line of three numbers is none. */
function parseSuspects(text: string): Suspect[] {
  return Array.from(text.matchAll(/^(\d{1,9}) (\d{1,12}) (\d{1,6})\n/gm), (match) => ({
    segment: Number(match[1]),
    offset: Number(match[2]),
    deaths: Number(match[3]),
  }))
}
