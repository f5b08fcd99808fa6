/** What a mail on a ticket is called: its subject once, however often it went to and fro, and its number. */

export function replySubject(subject: string, ticketNumber: number): string {
  return `Re: ${openingSubject(subject, ticketNumber)}`
}

/** Of a mail that answers nothing: the desk wrote first. */
export function openingSubject(subject: string, ticketNumber: number): string {
  return `${bareSubject(subject)} [#${ticketNumber}]`
}

export function bareSubject(subject: string): string {
  return subject
    .replace(/^(\s*(re|aw|sv|vs|antw)\s*:\s*)+/i, '')
    .replace(/\s*\[#\d+\]/g, '')
    .trim()
}
