/** Tells bin/test.mjs how many scenarios passed and were skipped, which failed and why, and which needed a second try. */
import type { FullConfig, FullResult, Reporter, Suite, TestError } from '@playwright/test/reporter'
import { inShort, writeSummary } from './summary.ts'

// Playwright loads a reporter by its default export.
export default class PlaywrightSummary implements Reporter {
  #suite: Suite | undefined
  readonly #failures: string[] = []
  readonly #unsteady: string[] = []

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
      if (outcome === 'expected') passed += 1
      else if (outcome === 'skipped') skipped += 1
      else {
        const said = `${test.titlePath().slice(2).join(' › ')}: ${inShort(test.results.at(0)?.error)}`
        if (outcome === 'flaky') this.#unsteady.push(said)
        else this.#failures.push(said)
      }
    }
    writeSummary({ passed, skipped, failures: this.#failures, unsteady: this.#unsteady })
  }
}
