/**
 * Files without the thread pool: while simulations run, `node:fs/promises` answers at once, in the order it was asked.
 * That is quicker for the small files of the spool and the settings, and two runs of a seed see the same order. The files
 * are real, on the disk that the template chose. Not synced: a crash of the simulation loses none, and power is chaos's.
 */
import * as fs from 'node:fs'
import promises from 'node:fs/promises'
import { syncBuiltinESMExports } from 'node:module'

/** The calls of a handle that the spool and the settings use. */
const makeHandle = (fd: number) => ({
  fd,
  async read(buffer: Uint8Array, offset: number, length: number, position: number) {
    return { bytesRead: fs.readSync(fd, buffer, offset, length, position), buffer }
  },
  async writev(buffers: Uint8Array[], position?: number) {
    return { bytesWritten: fs.writevSync(fd, buffers, position), buffers }
  },
  writeFile: async (data: string | Uint8Array) => fs.writeFileSync(fd, data),
  stat: async () => fs.fstatSync(fd),
  truncate: async (bytes: number) => fs.ftruncateSync(fd, bytes),
  async sync() {},
  async datasync() {},
  close: async () => fs.closeSync(fd),
})

const quick = {
  readFile: async (...args: Parameters<typeof fs.readFileSync>) => fs.readFileSync(...args),
  writeFile: async (...args: Parameters<typeof fs.writeFileSync>) => fs.writeFileSync(...args),
  appendFile: async (...args: Parameters<typeof fs.appendFileSync>) => fs.appendFileSync(...args),
  copyFile: async (...args: Parameters<typeof fs.copyFileSync>) => fs.copyFileSync(...args),
  rename: async (...args: Parameters<typeof fs.renameSync>) => fs.renameSync(...args),
  mkdir: async (path: string, options?: fs.MakeDirectoryOptions) => fs.mkdirSync(path, options),
  readdir: async (...args: Parameters<typeof fs.readdirSync>) => fs.readdirSync(...args),
  stat: async (...args: Parameters<typeof fs.statSync>) => fs.statSync(...args),
  rm: async (...args: Parameters<typeof fs.rmSync>) => fs.rmSync(...args),
  open: async (path: string, flags: string = 'r', mode?: number) =>
    makeHandle(fs.openSync(path, flags, mode)),
}

/** From here on files are quick; returns how to go back. */
export function takeFiles(): () => void {
  const before: Record<string, unknown> = {}
  for (const name of Object.keys(quick)) before[name] = Reflect.get(promises, name)
  Object.assign(promises, quick)
  syncBuiltinESMExports()
  return () => {
    Object.assign(promises, before)
    syncBuiltinESMExports()
  }
}
