/**
 * The note that is being written on a ticket: its words, their formats and what it says of its files, kept on this device
 * letter by letter. Not here: the bytes (replica/reply-files), adding it to the ticket (replica-context).
 */
import { createMemo, createSignal, type Accessor } from 'solid-js'
import { fail, ok } from '../../shared/kit/fault.ts'
import { parseWith } from '../../shared/kit/schema.ts'
import type { Attachment } from '../../shared/ticket/attachment.ts'
import type { NoteWords } from '../../shared/ticket/formatted-note.ts'
import { NoteFile } from '../../shared/ticket/note-file.ts'
import type { FileNames } from './create-files.ts'
import type { Desk } from './replica-context.tsx'

export type OpenNote = {
  text: Accessor<string>
  /** The same words with their formats; undefined: it has none. */
  formatted: Accessor<string | undefined>
  /** What of it was kept is here. */
  isLoaded: Accessor<boolean>
  write(words: NoteWords): void
  /** It was added, or is not wanted. */
  clear(): void
  names: FileNames
}

/** @param onKept  whether what was written last could be stored */
export function createNote(
  desk: Desk,
  ticket: Accessor<string>,
  onKept: (isKept: boolean) => void,
): Accessor<OpenNote> {
  // Whoever goes on to the next ticket while a file is being read leaves it in the note of the one before.
  return createMemo(() => openNote(desk, ticket(), onKept))
}

function openNote({ replica }: Desk, ticket: string, onKept: (isKept: boolean) => void): OpenNote {
  const [words, setWords] = createSignal<NoteWords>({ text: '' })
  const text = () => words().text
  const [isLoaded, setLoaded] = createSignal(false)
  const heard = new Set<() => void>()
  let files: readonly Attachment[] = []

  const name = (next: readonly Attachment[]) => {
    files = next
    for (const hear of heard) hear()
  }
  const loaded = replica.keptNote(ticket).then((kept) => {
    // Whoever types at once is not typed over.
    if (text() === '') setWords({ text: kept.text, formatted: kept.formatted })
    name(joined(kept.files ?? [], files))
    setLoaded(true)
  })
  const keep = async () => {
    // Files that were kept are not forgotten for a letter that was typed before they were here.
    if (!isLoaded()) await loaded
    const note = { ...words(), ...(files.length > 0 ? { files } : {}) }
    onKept(await replica.keepNote(ticket, note))
  }
  return {
    text,
    isLoaded,
    formatted: () => words().formatted,
    write({ text: next, formatted }) {
      if (next === text() && formatted === words().formatted) return
      setWords({ text: next, formatted })
      void keep()
    },
    clear() {
      setWords({ text: '' })
      name([])
      void keep()
    },
    names: {
      list: () => files,
      find: (hash) => files.find((file) => file.hash === hash) ?? null,
      add(file) {
        const parsed = parseWith(NoteFile, file)
        if (!parsed.ok) return fail(parsed.fault.code, parsed.fault.detail)
        name(joined(files, [parsed.value]))
        void keep()
        return ok()
      },
      remove(hash) {
        name(files.filter((file) => file.hash !== hash))
        void keep()
      },
      onChange(hear) {
        heard.add(hear)
        return () => heard.delete(hear)
      },
    },
  }
}

/** The same bytes are one file, under the name they were given last. */
function joined(some: readonly Attachment[], more: readonly Attachment[]): readonly Attachment[] {
  const fresh = new Set(more.map(({ hash }) => hash))
  return [...some.filter(({ hash }) => !fresh.has(hash)), ...more]
}
