/**
 * Waiting for a condition instead of for a time. Every wait has a limit, and a wait in vain says what for.
 */

const LOOK_EVERY_MS = 20
export const WAIT_MS_MAX = 30_000

export type WaitOptions = { waitMsMax?: number; everyMs?: number }

/**
 * Looks until `look` gives something other than undefined, null or false; what it throws is kept for the last words.
 *
 * @param what  what is waited for, as in “the server is ready”
 */
export async function until<T>(
  what: string,
  look: () => T | Promise<T>,
  options: WaitOptions = {},
): Promise<Exclude<T, undefined | null | false>> {
  const waitMsMax = options.waitMsMax ?? WAIT_MS_MAX
  const startedAt = Date.now()
  let last: unknown
  for (;;) {
    try {
      const found = await look()
      if (isFound(found)) return found
      last = undefined
    } catch (error) {
      last = error
    }
    if (Date.now() - startedAt > waitMsMax)
      throw new Error(`waited ${waitMsMax} ms in vain: ${what}`, { cause: last })
    await pause(options.everyMs ?? LOOK_EVERY_MS)
  }
}

function isFound<T>(value: T): value is Exclude<T, undefined | null | false> {
  return value !== undefined && value !== null && value !== false
}

/** Between two looks, and as the rhythm of a load; never in the place of a condition. */
export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => void setTimeout(resolve, ms))
}

/** The promise, or an error once the time is over. */
export async function within<T>(what: string, waitMsMax: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new Error(`waited ${waitMsMax} ms in vain: ${what}`)),
      waitMsMax,
    )
  })
  try {
    return await Promise.race([work, tooLate])
  } finally {
    clearTimeout(timer)
  }
}
