/** What was not sent, as a file that its author keeps: every text under its ticket and what was to become of it. Pure. */
import type { Leftover } from '../replica/leftovers.ts'

/** @param nameOf  a ticket's number and subject; empty when it is not known here */
export function sayUnsent(
  items: readonly Leftover[],
  head: string,
  nameOf: (ticket: string) => string,
): string {
  const blocks = items.map(({ ticket, title, text }) => {
    const heading = [nameOf(ticket), title].filter((line) => line !== '').join('\n')
    return text === null ? heading : `${heading}\n\n${text}`
  })
  return `${[head, ...blocks].join('\n\n---\n\n')}\n`
}
