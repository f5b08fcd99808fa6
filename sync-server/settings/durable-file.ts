/**
 * desk.json as the place of the settings, with the two things lowdb does not do: fsync before the rename, and the last good file
 * kept. One writer: the server process. A file that does not parse is set aside by name and the last good one is used.
 */
import { open, readFile, rename } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Log } from '../../shared/kit/log.ts'
import { parseWith } from '../../shared/kit/schema.ts'
import type { SettingsPlace } from './settings-file.ts'
import { Settings } from './settings.ts'

export function durableFile(path: string, log: Log): SettingsPlace {
  const lastGood = `${path}.last-good`
  const load = async (file: string): Promise<Settings | null | 'broken'> => {
    let content: string
    try {
      content = await readFile(file, 'utf8')
    } catch {
      return null
    }
    try {
      const parsed = parseWith(Settings, JSON.parse(content))
      return parsed.ok ? parsed.value : 'broken'
    } catch {
      return 'broken'
    }
  }
  return {
    async read() {
      const now = await load(path)
      if (now !== 'broken') {
        if (now) return now
        const kept = await load(lastGood)
        return kept === 'broken' ? null : kept
      }
      log('error', 'settings file could not be read, last good one is used', { file: 'desk.json' })
      await rename(path, `${path}.broken`)
      const kept = await load(lastGood)
      return kept === 'broken' ? null : kept
    },
    async write(settings) {
      const content = JSON.stringify(settings, null, 2) + '\n'
      for (const target of [lastGood, path]) {
        const file = await open(`${target}.new`, 'w', 0o600)
        try {
          await file.writeFile(content)
          await file.sync()
        } finally {
          await file.close()
        }
        await rename(`${target}.new`, target)
      }
      const folder = await open(dirname(path), 'r')
      try {
        await folder.sync()
      } finally {
        await folder.close()
      }
    },
  }
}
