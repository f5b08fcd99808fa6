/** What screens keep in local storage about the desk's work, and how it is forgotten when a person signs out. */
export const KEPT = {
  undo: 'deskside.undo.',
  report: 'deskside.report.',
  begun: 'deskside.begun.',
} as const

/** Removes all of it. Likings of the device (theme, density) stay: they say nothing about anybody's tickets. */
export function forgetKept(storage: Storage): void {
  const keys = Array.from({ length: storage.length }, (_, at) => storage.key(at) ?? '')
  for (const key of keys)
    if (Object.values(KEPT).some((prefix) => key.startsWith(prefix))) storage.removeItem(key)
}
