/** What a check tells bin/test.mjs beside what it prints: its counts, and what failed in a line each. */
import { writeFileSync } from 'node:fs'
import { stripVTControlCharacters } from 'node:util'

const MESSAGE_MAX = 400

/** So many may need a second try in one check: a busy machine can do that. Where it is more, each of them has failed. */
const SECOND_TRIES_MAX = 2

/**
 * Written to $DESKSIDE_SUMMARY_FILE, when there is one: how many passed and were skipped, and what failed. Unsteady ones
 * passed at a second try only, and are named with what went wrong at the first.
 */
export function writeSummary(summary: {
  passed: number
  skipped: number
  failures: readonly string[]
  unsteady?: readonly string[]
}): void {
  const file = process.env['DESKSIDE_SUMMARY_FILE']
  if (file === undefined) return
  const { skipped, unsteady = [] } = summary
  const isBearable = unsteady.length <= SECOND_TRIES_MAX
  const passed = summary.passed + (isBearable ? unsteady.length : 0)
  const failures = isBearable ? summary.failures : [...summary.failures, ...unsteady]
  const notes = isBearable ? unsteady.map((said) => `at the second try: ${said}`) : []
  writeFileSync(file, JSON.stringify({ passed, failed: failures.length, skipped, failures, notes }))
}

/** An error's message in one line of at most 400 characters, without colours. */
export function inShort(error: unknown): string {
  const message = (error as { message?: unknown } | undefined)?.message ?? error
  return stripVTControlCharacters(String(message)).replaceAll(/\s+/g, ' ').slice(0, MESSAGE_MAX)
}
