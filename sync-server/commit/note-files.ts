/**
 * Files of a note: looked at like those of a reply before the note is taken, and the ticket's from then on. What its device
 * says of them is a claim, and where the server knows better the note says what the server knows. Not here: whose a file is
 * (uploads).
 */
import { v } from '../../shared/kit/schema.ts'
import type { Attachment } from '../../shared/ticket/attachment.ts'
import { Message } from '../../shared/ticket/ticket.ts'
import type { Rights, Touch } from '../../shared/ticket/ticket-rules.ts'
import { refBlobs } from './blob-refs.ts'
import type { CommitParts } from './parts.ts'
import type { TicketWork } from './ticket-work.ts'
import { freezeFiles } from './uploads.ts'

/** By the id of the note. */
export type NoteFiles = ReadonlyMap<string, readonly Attachment[]>

/** The notes that an update writes. */
export const notesIn = (touches: readonly Touch[]): Message[] =>
  touches.flatMap(({ root, kind, value }) =>
    root === 'messages' && kind === 'set' && v.is(Message, value) ? [value] : [],
  )

/** Of these notes; throws when one names a file that is not there, or not this person's to name. */
export async function freezeNoteFiles(
  parts: CommitParts,
  work: Pick<TicketWork, 'tx' | 'id'>,
  rights: Rights,
  notes: readonly Pick<Message, 'id' | 'attachments'>[],
): Promise<NoteFiles> {
  const frozen = new Map<string, readonly Attachment[]>()
  for (const { id, attachments: files = [] } of notes)
    if (files.length > 0)
      frozen.set(id, await freezeFiles(parts, work.tx, { ticket: work.id, rights, files }))
  return frozen
}

/** @returns the note with its files as they are, which are the ticket's now */
export async function settleNoteFiles(
  work: TicketWork,
  note: Message,
  files: NoteFiles,
): Promise<Message> {
  const frozen = files.get(note.id)
  if (!frozen) return note
  const settled = { ...note, attachments: [...frozen] }
  await refBlobs(work.tx, work.id, settled)
  return settled
}

/** Whether its device claimed something else than is so. */
export const isOtherwise = (note: Message, settled: Message): boolean =>
  JSON.stringify(note.attachments ?? []) !== JSON.stringify(settled.attachments ?? [])
