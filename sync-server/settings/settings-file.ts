/**
 * desk.json through lowdb, with the two things lowdb does not do: fsync before the rename, and the last good file kept.
 * One writer: the server process. A file that does not parse is set aside by name and the last good one is used.
 */
import { open, readFile, rename } from 'node:fs/promises'
import { dirname } from 'node:path'
import { Low, type Adapter } from 'lowdb'
import { parseWith } from '../../shared/kit/schema.ts'
import { fail, ok, type Result } from '../../shared/kit/fault.ts'
import type { Log } from '../../shared/kit/log.ts'
import { DEFAULT_SETTINGS, Settings } from './settings.ts'

export type SettingsFile = {
  get(): Settings
  /** Changes, checks and makes durable; the old settings stay when anything fails. */
  change(edit: (settings: Settings) => Settings): Promise<Result<Settings>>
  onChange(listen: (settings: Settings) => void): void
}

export async function openSettings(path: string, log: Log): Promise<SettingsFile> {
  const low = new Low<Settings>(durableFile(path, log), DEFAULT_SETTINGS)
  await low.read()
  const listeners: ((settings: Settings) => void)[] = []
  let turn: Promise<unknown> = Promise.resolve()

  async function changeNow(edit: (settings: Settings) => Settings): Promise<Result<Settings>> {
    const before = low.data
    const parsed = parseWith(Settings, {
      ...edit(structuredClone(before)),
      revision: before.revision + 1,
    })
    if (!parsed.ok) return parsed
    const clash = findClash(parsed.value)
    if (clash) return fail('desk/exists', clash)
    low.data = parsed.value
    try {
      await low.write()
    } catch (error) {
      low.data = before
      return fail(
        'desk/settings',
        error instanceof Error ? error.message : 'the file could not be written',
      )
    }
    for (const listen of listeners) listen(parsed.value)
    return ok(parsed.value)
  }

  return {
    get: () => low.data,
    change(edit) {
      const next = turn.then(() => changeNow(edit))
      turn = next
      return next
    },
    onChange: (listen) => void listeners.push(listen),
  }
}

function findClash(settings: Settings): string | null {
  const slugs = new Set<string>()
  const addresses = new Set<string>()
  for (const queue of settings.queues) {
    if (slugs.has(queue.slug)) return `there is a queue “${queue.slug}” already`
    slugs.add(queue.slug)
    if (queue.address === null) continue
    if (addresses.has(queue.address)) return `${queue.address} belongs to another queue already`
    addresses.add(queue.address)
  }
  return null
}

function durableFile(path: string, log: Log): Adapter<Settings> {
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
