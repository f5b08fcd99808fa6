/**
 * What was shared with the app: shown, and made a new ticket, or a note and files on one that is there. It stays on the
 * device until then (PU13). Not here: taking it in (worker), a mail that was opened (state/mail-file).
 */
import '../styles/acts.css'
import { createSignal, For, Show } from 'solid-js'
import { LIMITS } from '../../shared/kit/limits.ts'
import { v } from '../../shared/kit/schema.ts'
import type { Attachment } from '../../shared/ticket/attachment.ts'
import { withMoreWords } from '../../shared/ticket/formatted-note.ts'
import { NoteFile } from '../../shared/ticket/note-file.ts'
import type { Row } from '../../shared/ticket/ticket.ts'
import { pushWords } from '../words/push.ts'
import { beginTicket } from '../state/begin-ticket.ts'
import { createAnswer } from '../state/create-answer.ts'
import { useDesk } from '../state/replica-context.tsx'
import { dropShared, sharedFiles, type Shared } from '../worker/shared-store.ts'
import { Dialog } from './dialog.tsx'
import { TicketFinder } from './ticket-finder.tsx'

const text = pushWords.share

export function SharedDialog(props: {
  shared: Shared
  more: number
  /** What was done with it: null, nothing. */
  onDone: (next: { open: string | null; command: 'new-ticket' | 'note' } | null) => void
}) {
  const desk = useDesk()
  const [isFinding, setFinding] = createSignal(false)
  let body: HTMLDivElement | undefined
  const find = () => {
    setFinding(true)
    // What comes into an open dialog takes no focus by itself.
    queueMicrotask(() => body?.querySelector('input')?.focus())
  }
  const files = createAnswer(() => props.shared, sharedFiles)
  const words = () =>
    [props.shared.title, props.shared.text, props.shared.url].filter(Boolean).join('\n')
  const toNew = async () => {
    const queue = desk.info().queues[0]?.slug ?? ''
    const { title } = props.shared
    const body = [props.shared.text, props.shared.url].filter(Boolean).join('\n')
    const isKept = beginTicket(
      desk.replica.me.id,
      { as: 'note', subject: title, words: body || title },
      { queue },
    )
    if (!isKept) return
    // Files have no place in it yet: they stay, and its words are in the ticket that was begun.
    if (props.shared.files.length === 0) await dropShared(props.shared)
    props.onDone({ open: null, command: 'new-ticket' })
  }
  const toNote = async (row: Row) => {
    const { replica } = desk
    const before = await replica.keptNote(row.id)
    const said = withMoreWords(before, words())
    const { files, left } = await toFiles(row.id, before.files ?? [])
    const note = {
      // What is too long is cut, and then has no formats.
      ...(said.text.length <= LIMITS.noteTextChars
        ? said
        : { text: said.text.slice(0, LIMITS.noteTextChars) }),
      ...(files.length > 0 ? { files } : {}),
    }
    if (!(await replica.keepNote(row.id, note))) return
    for (const name of left) desk.say(text.fileNotKept({ name }))
    if (left.length === 0) await dropShared(props.shared)
    desk.say(text.noted({ number: row.number }))
    props.onDone({ open: row.id, command: 'note' })
  }
  /** @returns those of the note with what was shared, and names of those that could not be put there */
  const toFiles = async (ticket: string, before: readonly Attachment[]) => {
    const files = [...before]
    const left: string[] = []
    for (const file of await sharedFiles(props.shared)) {
      const { name, type } = file
      const bytes = files.reduce((sum, one) => sum + one.bytes, file.size)
      const hasRoom = files.length < LIMITS.replyFiles && bytes <= LIMITS.replyFilesBytes
      const kept = hasRoom ? await desk.replica.addFile(ticket, { name, type, blob: file }) : null
      if (!kept?.ok || !v.is(NoteFile, kept.value)) left.push(name)
      else if (!files.some(({ hash }) => hash === kept.value.hash)) files.push(kept.value)
    }
    return { files, left }
  }
  const discard = async () => {
    await dropShared(props.shared)
    props.onDone(null)
  }
  const save = (file: File) => {
    const link = document.createElement('a')
    link.download = file.name
    link.href = URL.createObjectURL(file)
    link.click()
    URL.revokeObjectURL(link.href)
  }
  return (
    <Dialog title={text.title} class="act-dialog shared-dialog" onClose={() => props.onDone(null)}>
      <div ref={body} class="act-form">
        <p class="act-hint">{text.lead}</p>
        <Show when={words() !== ''}>
          <blockquote class="shared-words" dir="auto" aria-label={text.words}>
            {words()}
          </blockquote>
        </Show>
        <Show when={files()?.length}>
          <ul class="shared-files">
            <For each={files()}>
              {(file) => (
                <li>
                  <button type="button" class="link" dir="auto" onClick={() => save(file)}>
                    {text.saveFile({ name: file.name })}
                  </button>
                </li>
              )}
            </For>
          </ul>
          <p class="act-hint">{text.filesWait}</p>
        </Show>
        <Show when={isFinding()}>
          <TicketFinder
            from={{ id: '', address: '' }}
            hint={text.toNoteHint}
            onPick={(row) => void toNote(row)}
          />
        </Show>
        <Show when={props.more > 0}>
          <p class="act-hint">{text.more({ n: props.more })}</p>
        </Show>
        <div class="button-row">
          <Show when={!isFinding()}>
            <button type="button" class="button is-primary" onClick={find}>
              {text.toNote}
            </button>
          </Show>
          <button type="button" class="button" onClick={() => void toNew()}>
            {text.toNew}
          </button>
          <button type="button" class="button is-quiet" onClick={() => void discard()}>
            {text.discard}
          </button>
        </div>
      </div>
    </Dialog>
  )
}
