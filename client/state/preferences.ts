/** What a person likes on this device: theme, density, keys. Kept in local storage; nothing here is synced. */
import { createSignal } from 'solid-js'
import { parseWith, v } from '../../shared/kit/schema.ts'

export const THEMES = ['system', 'light', 'dark', 'contrast'] as const
export const DENSITIES = ['comfortable', 'compact'] as const

const Preferences = v.object({
  theme: v.optional(v.picklist(THEMES), 'system'),
  density: v.optional(v.picklist(DENSITIES), 'comfortable'),
  isSingleKeysOn: v.optional(v.boolean(), true),
  isSideOpen: v.optional(v.boolean(), true),
  sort: v.optional(v.picklist(['due', 'newest', 'oldest', 'priority']), 'due'),
})
export type Preferences = v.InferOutput<typeof Preferences>

const KEY = 'deskside.preferences'

/** Height of a row of the list, CSS pixels. */
export const ROW_PX = { comfortable: 56, compact: 36 } as const

function load(): Preferences {
  try {
    const parsed = parseWith(Preferences, JSON.parse(localStorage.getItem(KEY) ?? '{}'))
    if (parsed.ok) return parsed.value
  } catch {
    // Storage may be blocked or its text damaged: the defaults serve.
  }
  return v.parse(Preferences, {})
}

const [preferences, setPreferences] = createSignal<Preferences>(load())
export { preferences }

export function prefer(change: Partial<Preferences>): void {
  const next = { ...preferences(), ...change }
  setPreferences(next)
  try {
    localStorage.setItem(KEY, JSON.stringify(next))
  } catch {
    // Kept until the tab closes.
  }
  showPreferences()
}

/** Writes theme and density where the style sheets look for them. Called early, before the first paint. */
export function showPreferences(): void {
  const root = document.documentElement
  root.dataset['theme'] = preferences().theme
  root.dataset['density'] = preferences().density
}

export function isDarkNow(): boolean {
  const { theme } = preferences()
  if (theme === 'dark') return true
  return theme === 'system' && matchMedia('(prefers-color-scheme: dark)').matches
}
