/** Tells bin/test.mjs how many scenarios passed and were skipped, and which failed and why. */
import type { FullConfig, FullResult, Reporter, Suite, TestError } from '@playwright/test/reporter'
import { inShort, writeSummary } from './summary.ts'

// Playwright loads a reporter by its default export.
export default class PlaywrightSummary implements Reporter {
  #suite: Suite | undefined
  readonly #failures: string[] = []

  onBegin(_config: FullConfig, suite: Suite): void {
    this.#suite = suite
  }

  /** Errors outside a test: a file that cannot be read, a broken set-up. */
  onError(error: TestError): void {
    this.#failures.push(inShort(error))
  }

  onEnd(_result: FullResult): void {
    let passed = 0
    let skipped = 0
    for (const test of this.#suite?.allTests() ?? []) {
      const outcome = test.outcome()
      // A scenario that passed only at a second try did not pass.
      if (outcome === 'expected') passed += 1
      else if (outcome === 'skipped') skipped += 1
      else
        this.#failures.push(
          `${test.titlePath().slice(2).join(' › ')}: ${inShort(test.results.at(0)?.error)}`,
        )
    }
    writeSummary({ passed, skipped, failures: this.#failures })
  }
}
