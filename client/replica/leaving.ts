/**
 * A sign-out that the server has not heard of. Its cookie is out of reach of script, so the device remembers that the
 * session is to end, and opens nothing until it has. A later sign-in replaces the cookie and forgets this.
 */
import type { Memory } from './memory.ts'

const LEAVING_KEY = 'deskside.leaving'

export const isLeaving = (memory: Memory) => memory.getItem(LEAVING_KEY) !== null
export const noteLeaving = (memory: Memory) => memory.setItem(LEAVING_KEY, 'yes')
export const forgetLeaving = (memory: Memory) => memory.removeItem(LEAVING_KEY)
