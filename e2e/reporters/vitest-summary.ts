/** Tells bin/test.mjs how many unit tests passed and were skipped, which failed and why, and which needed a second try. */
import type { Reporter, TestModule } from 'vitest/node'
import { inShort, writeSummary } from './summary.ts'

// Vitest loads a reporter by its default export.
export default class VitestSummary implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly unknown[]): void {
    const failures = unhandled.map((error) => inShort(error))
    const unsteady: string[] = []
    let passed = 0
    let skipped = 0
    for (const module of modules) {
      const file = module.relativeModuleId
      failures.push(...module.errors().map((error) => `${file}: ${inShort(error)}`))
      for (const test of module.children.allTests()) {
        const { state, errors } = test.result()
        const said = `${file} › ${test.fullName}: ${inShort(errors?.at(0))}`
        if (state === 'failed') failures.push(said)
        else if (test.diagnostic()?.flaky) unsteady.push(said)
        else if (state === 'passed') passed += 1
        else skipped += 1
      }
    }
    writeSummary({ passed, skipped, failures, unsteady })
  }
}
