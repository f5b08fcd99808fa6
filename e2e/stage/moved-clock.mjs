/**
 * Loaded into a process before anything else (`node --import`): its clock jumps ahead by MOVED_CLOCK_MS at every SIGUSR2, and
 * timers stay as they are. What ends after minutes is tested in seconds.
 */
const stepMs = Number(process.env.MOVED_CLOCK_MS)
if (!Number.isFinite(stepMs)) throw new Error('MOVED_CLOCK_MS: milliseconds, please')

let aheadMs = 0
process.on('SIGUSR2', () => {
  aheadMs += stepMs
})

const RealDate = Date
const now = () => RealDate.now() + aheadMs
globalThis.Date = new Proxy(RealDate, {
  apply: () => new RealDate(now()).toString(),
  construct: (target, given, self) =>
    Reflect.construct(target, given.length === 0 ? [now()] : given, self),
  get: (target, name, self) => (name === 'now' ? now : Reflect.get(target, name, self)),
})
