// Loaded before the measured process (NODE_OPTIONS): counts how long its event loop did nothing else, in its main thread. On SIGUSR2 it
// writes the longest since the last time to the file named by HELD_PROBE_FILE and the process id, and begins anew.
import { renameSync, writeFileSync } from 'node:fs'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { isMainThread } from 'node:worker_threads'

const folder = process.env.HELD_PROBE_FOLDER
if (folder !== undefined && isMainThread) {
  const resolution = 1
  const delay = monitorEventLoopDelay({ resolution })
  delay.enable()
  process.on('SIGUSR2', () => {
    const held = { max: delay.max / 1e6 - resolution, p99: delay.percentile(99) / 1e6 - resolution }
    delay.reset()
    const file = `${folder}/${process.pid}.json`
    writeFileSync(`${file}.new`, JSON.stringify(held))
    renameSync(`${file}.new`, file)
  })
}
