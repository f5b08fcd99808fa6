/** How large something is, in words. */
import { words } from '../words/first.ts'

export function sayBytes(bytes: number): string {
  if (bytes < 1_000_000) return words.kilobytes({ n: Math.ceil(bytes / 1_000) })
  return words.megabytes({ n: Math.round(bytes / 1_000_000) })
}
