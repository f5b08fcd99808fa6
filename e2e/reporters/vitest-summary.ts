/** Tells bin/test.mjs how many unit tests passed and were skipped, and which failed and why. */
import type { Reporter, TestModule } from 'vitest/node'
import { inShort, writeSummary } from './summary.ts'

// Vitest loads a reporter by its default export.
export default class VitestSummary implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly unknown[]): void {
    const failures = unhandled.map((error) => inShort(error))
    let passed = 0
    let skipped = 0
    for (const module of modules) {
      const file = module.relativeModuleId
      failures.push(...module.errors().map((error) => `${file}: ${inShort(error)}`))
      for (const test of module.children.allTests()) {
        const { state, errors } = test.result()
        if (state === 'failed') failures.push(`${file} › ${test.fullName}: ${inShort(errors[0])}`)
        else if (state === 'passed') passed += 1
        else skipped += 1
      }
    }
    writeSummary({ passed, skipped, failures })
  }
}
