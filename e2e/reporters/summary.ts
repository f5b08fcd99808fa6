/** What a check tells bin/test.mjs beside what it prints: its counts, and what failed in a line each. */
import { writeFileSync } from 'node:fs'
import { stripVTControlCharacters } from 'node:util'

const MESSAGE_MAX = 400

/** Written to $DESKSIDE_SUMMARY_FILE, when there is one: how many passed and were skipped, what failed, and what else to say. */
export function writeSummary(summary: {
  passed: number
  skipped: number
  failures: readonly string[]
  notes?: readonly string[]
}): void {
  const file = process.env['DESKSIDE_SUMMARY_FILE']
  if (file === undefined) return
  writeFileSync(file, JSON.stringify({ ...summary, failed: summary.failures.length }))
}

/** An error's message in one line of at most 400 characters, without colours. */
export function inShort(error: unknown): string {
  const message = (error as { message?: unknown } | undefined)?.message ?? error
  return stripVTControlCharacters(String(message)).replaceAll(/\s+/g, ' ').slice(0, MESSAGE_MAX)
}
