/** Writes how many unit tests passed, failed and were skipped to $DESKSIDE_SUMMARY_FILE, for bin/test.mjs. */
import { writeFileSync } from 'node:fs'
import type { Reporter, TestModule } from 'vitest/node'

// Vitest loads a reporter by its default export.
export default class VitestSummary implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly unknown[]): void {
    const counts = { passed: 0, failed: unhandled.length, skipped: 0 }
    for (const module of modules) {
      counts.failed += module.errors().length
      for (const test of module.children.allTests()) {
        const state = test.result().state
        counts[state === 'passed' || state === 'failed' ? state : 'skipped'] += 1
      }
    }
    const file = process.env['DESKSIDE_SUMMARY_FILE']
    if (file !== undefined) writeFileSync(file, JSON.stringify(counts))
  }
}
