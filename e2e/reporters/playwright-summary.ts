/** Writes how many scenarios passed, failed and were skipped to $DESKSIDE_SUMMARY_FILE, for bin/test.mjs. */
import { writeFileSync } from 'node:fs'
import type { FullConfig, FullResult, Reporter, Suite, TestError } from '@playwright/test/reporter'

// Playwright loads a reporter by its default export.
export default class PlaywrightSummary implements Reporter {
  #suite: Suite | undefined
  #errorCount = 0

  onBegin(_config: FullConfig, suite: Suite): void {
    this.#suite = suite
  }

  /** Errors outside a test: a file that cannot be read, a broken set-up. */
  onError(_error: TestError): void {
    this.#errorCount += 1
  }

  onEnd(_result: FullResult): void {
    const counts = { passed: 0, failed: this.#errorCount, skipped: 0 }
    for (const test of this.#suite?.allTests() ?? []) {
      const outcome = test.outcome()
      // A scenario that passed only at a second try did not pass.
      if (outcome === 'expected') counts.passed += 1
      else if (outcome === 'skipped') counts.skipped += 1
      else counts.failed += 1
    }
    const file = process.env['DESKSIDE_SUMMARY_FILE']
    if (file !== undefined) writeFileSync(file, JSON.stringify(counts))
  }
}
