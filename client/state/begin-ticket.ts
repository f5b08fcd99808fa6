/** A ticket that other programs begin: by what was shared, a mail that was opened, a mail address that was clicked. */
import { toBase64 } from '../../shared/kit/bytes.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import { makeDraftFrom, setRecipient } from '../../shared/ticket/draft-doc.ts'
import { Y } from '../../shared/ticket/ticket-doc.ts'
import { readBegun, writeBegun, type Begun } from './begun-ticket.ts'

export type Beginning = { email?: string; name?: string; subject?: string; words: string } & (
  { as: 'note' } | { as: 'mail'; cc: readonly string[] }
)

/**
 * What was begun and not sent before stays: the new words come below it, as a note, and what is filled in is not changed.
 *
 * @returns false: this device could not store it
 */
export function beginTicket(
  person: string,
  beginning: Beginning,
  { queue }: { queue: string },
): boolean {
  const before = readBegun(person)
  const { email = '', name = '', subject = '', words } = beginning
  const note = [before?.note ?? '', words]
    .filter(Boolean)
    .join('\n\n')
    .slice(0, LIMITS.noteTextChars)
  const begun: Begun = {
    queue,
    isMine: true,
    draft: '',
    ...before,
    email: before?.email || email,
    name: before?.name || name,
    subject: before?.subject || subject,
    ...(beginning.as === 'mail' && !before
      ? { as: 'mail', note: '', draft: draftOf(words, beginning.cc) }
      : { as: 'note', note }),
  }
  return writeBegun(person, begun)
}

function draftOf(words: string, cc: readonly string[]): string {
  if (words === '' && cc.length === 0) return ''
  const doc = makeDraftFrom(words)
  for (const address of cc) setRecipient(doc, { address, name: '', as: 'cc' })
  const bytes = toBase64(Y.encodeStateAsUpdate(doc))
  doc.destroy()
  return bytes
}
