/**
 * fast-check with the same seed in every run, so that a change is judged by what it changes and not by luck. What other
 * seeds find is looked for by a dose (`npm run properties`), and a counterexample kept as a named test.
 */
import * as fc from 'fast-check'
import { inject } from 'vitest'

declare module 'vitest' {
  interface ProvidedContext {
    propertySeed: number
  }
}

fc.configureGlobal({ seed: inject('propertySeed') })

export { fc }
