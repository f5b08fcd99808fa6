/**
 * The desk's settings through lowdb: changed one after the other, checked, durable before anybody sees them. Not here:
 * where they lie (durable-file: desk.json; settings-row: a row that several nodes share).
 */
import { Low, type Adapter } from 'lowdb'
import { parseWith } from '../../shared/kit/schema.ts'
import { fail, ok, type Result } from '../../shared/kit/fault.ts'
import { DEFAULT_SETTINGS, Settings } from './settings.ts'

export type SettingsFile = {
  get(): Settings
  /** Changes, checks and makes durable; the old settings stay when anything fails. */
  change(edit: (settings: Settings) => Settings): Promise<Result<Settings>>
  onChange(listen: (settings: Settings) => void): void
}

/** Where settings lie. */
export type SettingsPlace = Adapter<Settings>

/** What a place throws when somebody else wrote meanwhile: read again, change again. */
export class SettingsMoved extends Error {}

export type OpenSettings = SettingsFile & {
  /** Reads what another process wrote; nobody is told. */
  reload(): Promise<void>
}

/** Settings change by hand, so two at once are rare, and five in a row are a mistake. */
const TRIES_MAX = 5

export async function openSettings(place: SettingsPlace): Promise<OpenSettings> {
  const low = new Low<Settings>(place, DEFAULT_SETTINGS)
  await low.read()
  const listeners: ((settings: Settings) => void)[] = []
  let turn: Promise<unknown> = Promise.resolve()

  async function changeNow(
    edit: (settings: Settings) => Settings,
    tries = 1,
  ): Promise<Result<Settings>> {
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
      if (error instanceof SettingsMoved && tries < TRIES_MAX) {
        await low.read()
        return changeNow(edit, tries + 1)
      }
      return fail(
        'desk/settings',
        error instanceof Error ? error.message : 'they could not be written',
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
    reload() {
      const next = turn.then(() => low.read())
      turn = next.catch(() => {})
      return next
    },
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
