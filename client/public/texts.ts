/** What came as JSON, as texts by name: from the server, from storage, from the page itself. */

export function recordOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {}
}

/** The entries that are text. */
export function textsOf(value: unknown): Record<string, string> {
  const texts: Record<string, string> = {}
  for (const [key, entry] of Object.entries(recordOf(value)))
    if (typeof entry === 'string') texts[key] = entry
  return texts
}
