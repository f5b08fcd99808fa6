/** Up to two letters of a name, whole characters of any script. */
export function initialsOf(name: string): string {
  const parts = name.trim().split(/\s+/).filter(Boolean)
  const first = [...(parts[0] ?? '?')][0] ?? '?'
  const last = parts.length > 1 ? ([...(parts.at(-1) ?? '')][0] ?? '') : ''
  return (first + last).toLocaleUpperCase()
}
