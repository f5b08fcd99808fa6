/**
 * Whether words of colleagues wear their colour in a reply, on this device. Comes with the ticket, and not with the other
 * preferences: those are in the first script.
 */
import { createSignal } from 'solid-js'

const KEY = 'deskside.tint'

function load(): boolean {
  try {
    return localStorage.getItem(KEY) !== 'off'
  } catch {
    // Storage may be blocked: then it is as it is for everybody at first.
    return true
  }
}

const [isTinted, setTinted] = createSignal(load())
export { isTinted }

export function toggleTint(): void {
  setTinted(!isTinted())
  try {
    localStorage.setItem(KEY, isTinted() ? 'on' : 'off')
  } catch {
    // Kept until the tab closes.
  }
}
