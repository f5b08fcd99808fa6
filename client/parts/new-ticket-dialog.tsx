/**
 * A ticket that an agent opens for somebody: who it is for, where it goes, and the agent's first words, as a mail or as a
 * note. What was begun stays on this device until it is sent or discarded. Not here: sending (ticket-acts).
 */
import '../styles/acts.css'
import { createMemo, createSignal, For, onCleanup, Show } from 'solid-js'
import { Awareness } from 'y-protocols/awareness'
import { LIMITS } from '../../shared/kit/limits.ts'
import { isOfDesk, normaliseAddress } from '../../shared/ticket/address.ts'
import { RecipientAddress } from '../../shared/ticket/draft-doc.ts'
import { isDraftEmpty, renderDraft } from '../../shared/ticket/draft-text.ts'
import { makeDoc, Y } from '../../shared/ticket/ticket-doc.ts'
import { PRIORITIES, type Priority } from '../../shared/ticket/ticket.ts'
import { toBase64 } from '../../shared/kit/bytes.ts'
import { v } from '../../shared/kit/schema.ts'
import type { OpenTicket } from '../../shared/wire/up.ts'
import { actWords } from '../words/act.ts'
import { draftBytes, readBegun, writeBegun, type Begun } from '../state/begun-ticket.ts'
import { createAct } from '../state/create-act.ts'
import { createFiles } from '../state/create-files.ts'
import { createRecipients } from '../state/create-recipients.ts'
import { useDesk } from '../state/replica-context.tsx'
import { askFor, newActId } from '../state/ticket-acts.ts'
import { words } from '../words/first.ts'
import { Dialog } from './dialog.tsx'
import { ChoiceField, EmailField, Field, TextField } from './field.tsx'
import { FormFoot } from './form-foot.tsx'
import { NewMail } from './new-mail.tsx'
import { domainOf, RecipientLine } from './recipient-line.tsx'

/** Changes are written after so long without another one, and when the dialog goes. */
const KEEP_MS = 400
/** Addresses that the field offers. */
const KNOWN_SHOWN = 300

const text = actWords.newTicket
const FIRST_AS = ['mail', 'note'] as const

export function NewTicketDialog(props: { onClose: () => void }) {
  const desk = useDesk()
  const me = desk.replica.me.id
  const queues = () => desk.info().queues
  const begun = readBegun(me)
  const [form, setForm] = createSignal<Omit<Begun, 'draft'>>({
    queue: queues()[0]?.slug ?? '',
    name: '',
    email: '',
    subject: '',
    isMine: true,
    as: 'mail',
    note: '',
    ...begun,
  })
  const act = createAct()
  const doc = makeDoc((begun && draftBytes(begun)) ?? undefined)
  const awareness = new Awareness(doc)
  const draft = {
    doc,
    onChange(listen: () => void) {
      doc.on('update', listen)
      return () => doc.off('update', listen)
    },
  }
  const [hasWords, setHasWords] = createSignal(!isDraftEmpty(doc))
  const files = createFiles(desk, {
    ticket: () => '',
    draft: () => draft,
    say: (sentence) => act.setTrouble(sentence),
  })
  const hasDraft = () => hasWords() || files.files().length > 0
  let isOver = false

  // What was written is on this device before the dialog can go.
  let timer: ReturnType<typeof setTimeout> | undefined
  const isUntouched = () =>
    [form().name, form().email, form().subject, form().note].every((one) => one === '') &&
    !hasDraft()
  const keep = () => {
    clearTimeout(timer)
    if (isOver) return
    const draft = hasDraft() ? toBase64(Y.encodeStateAsUpdate(doc)) : ''
    writeBegun(me, isUntouched() ? null : { ...form(), draft })
  }
  const keepSoon = () => {
    clearTimeout(timer)
    timer = setTimeout(keep, KEEP_MS)
  }
  const change = (over: Partial<Begun>) => {
    setForm({ ...form(), ...over })
    keepSoon()
  }
  const onWords = () => {
    setHasWords(!isDraftEmpty(doc))
    keepSoon()
  }
  doc.on('update', onWords)
  onCleanup(() => {
    keep()
    clearTimeout(timer)
    awareness.destroy()
    doc.destroy()
  })

  const address = () => normaliseAddress(form().email)
  const ours = () => queues().flatMap((queue) => queue.address ?? [])
  const people = createMemo(() => ({
    messages: [],
    facts: {
      participants: [],
      requester: { id: '', name: form().name, address: address(), isVerified: false },
    },
  }))
  const recipients = createRecipients({
    ticket: people,
    draft: () => ({ doc, awareness }),
    ours,
  })
  const known = createMemo(() => {
    const found = new Map<string, string>()
    for (const row of desk.rows.all()) {
      if (found.size >= KNOWN_SHOWN) break
      if (row.address !== '') found.set(row.address, row.requester)
    }
    return found
  })
  const setEmail = (email: string) => {
    const name = known().get(normaliseAddress(email))
    change({ email, ...(name !== undefined && form().name === '' ? { name } : {}) })
  }

  const whatIsMissing = (): string | null => {
    if (!v.is(RecipientAddress, address())) return text.missing.email
    if (isOfDesk(address(), new Set(ours()))) return text.ofDesk
    if (form().subject.trim() === '') return text.missing.subject
    if (form().as === 'note') return form().note.trim() === '' ? text.missing.words : null
    return hasWords() ? files.trouble() : text.missing.words
  }
  const makeCommand = (isSolving: boolean): OpenTicket => {
    const { queue, name, subject, priority, isMine, as, note } = form()
    return {
      kind: 'open-ticket',
      ticket: newActId(desk),
      queue,
      name: name.trim(),
      email: address(),
      subject: subject.trim(),
      ...(priority ? { priority } : {}),
      assignee: isMine ? me : null,
      first:
        as === 'note'
          ? { as, id: newActId(desk), text: note.trim() }
          : {
              as,
              sendId: newActId(desk),
              draft: Uint8Array.from(Y.encodeStateAsUpdate(doc)),
              status: isSolving ? 'solved' : 'waiting',
            },
    }
  }
  /** A second press is the same wish: each command makes a ticket. */
  let isSending = false
  const send = async (isSolving = false) => {
    if (isSending) return
    const missing = whatIsMissing()
    if (missing !== null) return act.setTrouble(missing)
    act.setTrouble('')
    isSending = true
    const command = makeCommand(isSolving)
    const { ticket, first, subject } = command
    const isKept = await askFor(desk, {
      ticket,
      command,
      words: {
        title: text.waitingTitle({ subject }),
        text: first.as === 'note' ? first.text : renderDraft(doc).text,
      },
      title: first.as === 'mail' ? text.done : text.doneNote,
      back: first.as === 'mail' ? { kind: 'unsend', ticket, sendId: first.sendId } : null,
    })
    isSending = isKept
    if (!isKept) return
    isOver = true
    writeBegun(me, null)
    props.onClose()
  }
  const clear = () => {
    isOver = true
    writeBegun(me, null)
    props.onClose()
  }
  const sender = () => queues().find(({ slug }) => slug === form().queue)?.address ?? ''
  const isOffline = () => desk.sync.status().link.state !== 'live'

  return (
    <Dialog title={text.title} class="act-dialog new-ticket" onClose={props.onClose}>
      <form
        class="act-form"
        novalidate
        onSubmit={(event) => {
          event.preventDefault()
          void send()
        }}
      >
        <div class="act-pair">
          <EmailField
            label={text.email}
            value={form().email}
            maxlength={LIMITS.emailChars}
            list="known-people"
            autocomplete="off"
            dir="ltr"
            autofocus
            onType={setEmail}
          />
          <TextField
            label={text.name}
            value={form().name}
            maxlength={LIMITS.nameChars}
            autocomplete="off"
            dir="auto"
            onType={(name) => change({ name })}
          />
          <datalist id="known-people">
            <For each={[...known()]}>
              {([one, name]) => (
                <option value={one} dir="auto">
                  {name}
                </option>
              )}
            </For>
          </datalist>
        </div>
        <p class="act-hint">{text.emailHint}</p>
        <TextField
          label={text.subject}
          value={form().subject}
          maxlength={LIMITS.subjectChars}
          autocomplete="off"
          dir="auto"
          onType={(subject) => change({ subject })}
        />
        <div class="act-pair">
          <Field label={text.queue}>
            <select onChange={(event) => change({ queue: event.currentTarget.value })}>
              <For each={queues()}>
                {(queue) => (
                  <option dir="auto" value={queue.slug} selected={queue.slug === form().queue}>
                    {queue.name}
                  </option>
                )}
              </For>
            </select>
          </Field>
          <ChoiceField<Priority>
            label={text.priority}
            choices={PRIORITIES}
            chosen={form().priority ?? 'normal'}
            say={(priority) => words.priority[priority]}
            onChoose={(priority) => change({ priority })}
          />
        </div>
        <label class="act-tick">
          <input
            type="checkbox"
            checked={form().isMine}
            onChange={(event) => change({ isMine: event.currentTarget.checked })}
          />
          {text.mine}
        </label>
        <fieldset class="act-choice">
          <legend>{text.first}</legend>
          <For each={FIRST_AS}>
            {(as) => (
              <label class="act-tick">
                <input
                  type="radio"
                  name="first-as"
                  checked={form().as === as}
                  onChange={() => change({ as })}
                />
                {text.as[as]}
              </label>
            )}
          </For>
        </fieldset>
        <Show
          when={form().as === 'mail'}
          fallback={
            <>
              <textarea
                class="act-note"
                dir="auto"
                rows={6}
                maxlength={LIMITS.noteTextChars}
                aria-label={text.notePlaceholder}
                placeholder={text.notePlaceholder}
                value={form().note}
                onInput={(event) => change({ note: event.currentTarget.value })}
              />
              <p class="act-hint">{text.noteHint}</p>
            </>
          }
        >
          <RecipientLine
            requester={people().facts.requester}
            recipients={recipients}
            knownDomains={new Set([...known().keys(), ...ours()].map(domainOf))}
            isAsking={false}
            onLeave={() => {}}
          />
          <NewMail
            doc={doc}
            awareness={awareness}
            files={files}
            isOffline={isOffline()}
            onSend={(isSolving) => void send(isSolving)}
            onLeave={props.onClose}
          />
          <p class="act-hint">
            {sender() === '' ? text.mailHint : text.mailHintFrom({ address: sender() })}
          </p>
        </Show>
        <FormFoot
          act={act}
          submit={form().as === 'mail' ? text.send : text.open}
          news={<Show when={isOffline()}>{<p class="act-hint">{text.willSend}</p>}</Show>}
        >
          <Show when={!isUntouched()}>
            <button type="button" class="button is-quiet" onClick={clear}>
              {text.clear}
            </button>
          </Show>
        </FormFoot>
      </form>
    </Dialog>
  )
}
