/** The time as signals: one timer for the whole screen, by the minute, or by the second while something asks for it. */
import { createSignal, onCleanup, type Accessor } from 'solid-js'

const TICK_MS = 1_000
const MINUTE_MS = 60_000

export type ClockSignal = {
  /** Changes at most once a minute. */
  minute: Accessor<number>
  /** Changes every second while somebody who called `wantSeconds` is on screen. */
  second: Accessor<number>
  wantSeconds(): void
}

export function createClock(now: () => number): ClockSignal {
  const [minute, setMinute] = createSignal(now())
  const [second, setSecond] = createSignal(now())
  let wantedCount = 0
  let shownMinute = Math.floor(now() / MINUTE_MS)
  const timer = setInterval(() => {
    const at = now()
    if (wantedCount > 0) setSecond(at)
    const current = Math.floor(at / MINUTE_MS)
    if (current === shownMinute) return
    shownMinute = current
    setMinute(at)
  }, TICK_MS)
  onCleanup(() => clearInterval(timer))
  return {
    minute,
    second,
    wantSeconds() {
      wantedCount++
      setSecond(now())
      onCleanup(() => wantedCount--)
    },
  }
}
