/**
 * How long `vi.waitFor` waits when a test does not say: a second, as it is by itself, passes on a busy machine. Loaded
 * before each test file; `expect.poll` has a setting of its own in vite.config.ts.
 */
import { vi } from 'vitest'

const WAIT_MS_MAX = 20_000

const waitFor = vi.waitFor.bind(vi)
vi.waitFor = (look, options) => waitFor(look, options ?? { timeout: WAIT_MS_MAX })
