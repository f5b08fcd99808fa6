/**
 * Tells bin/test.mjs how many scenarios passed and were skipped, and which failed and why. One that passed at a second try
 * is named with what went wrong at the first: two of those in a whole run are let through, since a busy machine can do
 * that; more are failures, each of them.
 */
import type { FullConfig, FullResult, Reporter, Suite, TestError } from '@playwright/test/reporter'
import { inShort, writeSummary } from './summary.ts'

const SECOND_TRIES_MAX = 2

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
    const isBearable = this.#unsteady.length <= SECOND_TRIES_MAX
    if (isBearable) passed += this.#unsteady.length
    else this.#failures.push(...this.#unsteady)
    const notes = isBearable ? this.#unsteady.map((said) => `at the second try: ${said}`) : []
    writeSummary({ passed, skipped, failures: this.#failures, notes })
  }
}
