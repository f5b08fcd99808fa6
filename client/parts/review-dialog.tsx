/**
 * Asking a colleague to look the reply over: whom, and what for. Or saying what is to change in it. Not here: what is
 * written (review-acts).
 */
import { createSignal, For, Show } from 'solid-js'
import { LIMITS } from '../../shared/kit/limits.ts'
import type { Asked } from '../../shared/ticket/draft-turn.ts'
import type { Row } from '../../shared/ticket/ticket.ts'
import type { OpenDraft } from '../replica/api.ts'
import '../styles/acts.css'
import { createAct } from '../state/create-act.ts'
import { useDesk } from '../state/replica-context.tsx'
import { answer, ask, reviewers } from '../state/review-acts.ts'
import { turnWords } from '../words/turn.ts'
import { Dialog } from './dialog.tsx'
import { Field } from './field.tsx'
import { FormFoot } from './form-foot.tsx'

/** Room for the mention that the note begins with. */
const WORDS_CHARS = LIMITS.noteTextChars - 500

export function ReviewDialog(props: {
  row: Row
  draft: Pick<OpenDraft, 'doc'>
  /** What is answered with changes; null: a colleague is asked. */
  asked: Asked | null
  /** Whom was asked the last time. */
  of: string | null
  onClose: () => void
}) {
  const desk = useDesk()
  const act = createAct()
  const people = () => reviewers(desk, props.row)
  const [of, setOf] = createSignal(
    people().find(({ id }) => id === props.of)?.id ?? people()[0]?.id ?? '',
  )
  const [words, setWords] = createSignal('')
  const isNobody = () => props.asked === null && people().length === 0
  let isBusy = false
  const submit = async () => {
    const { asked } = props
    const typed = words().trim()
    if (asked && typed === '') return act.setTrouble(turnWords.changesNeeded)
    if (isBusy) return
    isBusy = true
    const about = { row: props.row, draft: props.draft }
    const isDone = await (asked
      ? answer(desk, about, { asked, words: typed })
      : ask(desk, about, { of: of(), words: typed }))
    isBusy = false
    if (isDone) props.onClose()
  }
  return (
    <Dialog
      title={props.asked ? turnWords.changesTitle : turnWords.askTitle}
      class="act-dialog"
      onClose={props.onClose}
    >
      <Show when={!isNobody()} fallback={<p>{turnWords.nobody}</p>}>
        <form
          class="act-form"
          novalidate
          onSubmit={(event) => {
            event.preventDefault()
            void submit()
          }}
        >
          <Show when={props.asked === null}>
            <Field label={turnWords.whom}>
              <select
                dir="auto"
                autofocus
                value={of()}
                onChange={(event) => setOf(event.currentTarget.value)}
              >
                <For each={people()}>
                  {(person) => (
                    <option value={person.id}>
                      {person.handle === person.name
                        ? person.name
                        : `${person.name} (${person.email})`}
                    </option>
                  )}
                </For>
              </select>
            </Field>
          </Show>
          <Field label={props.asked ? turnWords.changesWords : turnWords.askWords}>
            <textarea
              rows={4}
              dir="auto"
              autofocus={props.asked !== null}
              maxlength={WORDS_CHARS}
              value={words()}
              onInput={(event) => setWords(event.currentTarget.value)}
            />
          </Field>
          <p class="act-hint">
            {turnWords.toldHint({ name: desk.nameOf(props.asked?.by ?? of()) })}
          </p>
          <Show when={desk.sync.status().link.state !== 'live'}>
            <p class="act-hint">{turnWords.offlineHint}</p>
          </Show>
          <FormFoot
            act={act}
            submit={props.asked ? turnWords.changesSubmit : turnWords.askSubmit}
          />
        </form>
      </Show>
    </Dialog>
  )
}
