/** The thread in which words are indexed and looked for, so that no key waits for it. */
import { makeEngine, type EngineRequest } from './search-engine.ts'

const engine = makeEngine()

// Only our own page speaks to it, with values of these types.
addEventListener('message', ({ data }: MessageEvent<EngineRequest>) => {
  postMessage(engine(data))
})
