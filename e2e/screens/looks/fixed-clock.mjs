/**
 * Loaded into a process before anything else (`node --import`): its clock starts from another day and runs on. What a
 * desk shows depends on the day of the week and the hour; a picture that is compared must not.
 */
const offsetMs = Number(process.env.LOOKS_CLOCK_OFFSET_MS)
if (!Number.isFinite(offsetMs)) throw new Error('LOOKS_CLOCK_OFFSET_MS: milliseconds, please')

const RealDate = Date
const now = () => RealDate.now() + offsetMs
globalThis.Date = new Proxy(RealDate, {
  apply: () => new RealDate(now()).toString(),
  construct: (target, given, self) =>
    Reflect.construct(target, given.length === 0 ? [now()] : given, self),
  get: (target, name, self) => (name === 'now' ? now : Reflect.get(target, name, self)),
})
