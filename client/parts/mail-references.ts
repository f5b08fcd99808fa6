/**
 * Other tickets that are named in a formatted mail, once it is in its frame: an anchor around each number, which is a link
 * while that ticket is on this device. The mail as it is kept and sent has none of it.
 */
import type { Row } from '../../shared/ticket/ticket.ts'
import { addressOf, findReferences, isPlainPress } from '../state/references.ts'

export type Named = { link: HTMLAnchorElement; number: number }

/** Not in code, nor where the mail has a link of its own. */
export function markNamed(inside: Document, onOpen: (number: number) => void): Named[] {
  const walker = inside.createTreeWalker(inside.body, NodeFilter.SHOW_TEXT)
  const texts: Node[] = []
  while (walker.nextNode()) texts.push(walker.currentNode)
  return texts.flatMap((text) =>
    text.parentElement?.closest('a, code, pre') ? [] : markIn(text, onOpen),
  )
}

function markIn(text: Node, onOpen: (number: number) => void): Named[] {
  const page = text.ownerDocument
  if (!page) return []
  // From the end, so that what stands before keeps its place.
  return findReferences(text.nodeValue ?? '')
    .toReversed()
    .map(({ from, to, number }) => {
      const link = page.createElement('a')
      link.addEventListener('click', (event) => {
        if (!isPlainPress(event)) return
        event.preventDefault()
        onOpen(number)
      })
      const range = page.createRange()
      range.setStart(text, from)
      range.setEnd(text, to)
      range.surroundContents(link)
      return { link, number }
    })
}

/** @param ticketAt  the ticket of that number, as far as it is on this device */
export function showNamed(
  named: readonly Named[],
  ticketAt: (number: number) => Row | undefined,
): void {
  for (const { link, number } of named) {
    const row = ticketAt(number)
    if (row) Object.assign(link, { href: addressOf(row), title: row.subject })
    else for (const name of ['href', 'title']) link.removeAttribute(name)
  }
}
