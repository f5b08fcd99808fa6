/** One macro, made or changed: its words, what it sets, and whose it is. */
import { For, Show } from 'solid-js'
import { createStore } from 'solid-js/store'
import { makeId } from '../../shared/kit/id.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import {
  checkVariables,
  MACRO_VARIABLES,
  type Macro,
  type MacroSets,
} from '../../shared/ticket/macro.ts'
import {
  cleanTag,
  PRIORITIES,
  STATUSES,
  type Priority,
  type Status,
} from '../../shared/ticket/ticket.ts'
import { macroWords } from '../words/macro.ts'
import { createAct } from '../state/create-act.ts'
import { removeMacro, saveMacro } from '../state/macros.ts'
import { useDesk } from '../state/replica-context.tsx'
import { words } from '../words/first.ts'
import { Dialog } from './dialog.tsx'
import { CheckBox, CheckField, ChoiceField, Field, NameField, TextField } from './field.tsx'
import { FormFoot } from './form-foot.tsx'
import { SureButton } from './sure-button.tsx'
import { TroubleLine } from './trouble-line.tsx'

const STAYS = 'stays'
const VARIABLES = MACRO_VARIABLES.map((name) => `{{${name}}}`).join(' ')

type Form = {
  name: string
  text: string
  status: Status | typeof STAYS
  priority: Priority | typeof STAYS
  isAssigned: boolean
  tags: string
  queues: string[] | null
  isShared: boolean
}

export function MacroDialog(props: {
  macro: Macro | null
  mayShare: boolean
  onClose: () => void
  onDone: () => void
}) {
  const desk = useDesk()
  const act = createAct()
  const sets: MacroSets = props.macro?.sets ?? {}
  // One id for all tries: a second press of the button makes no second macro.
  const id = props.macro?.id ?? makeId(Date.now(), (n) => crypto.getRandomValues(new Uint8Array(n)))
  const [form, setForm] = createStore<Form>({
    name: props.macro?.name ?? '',
    text: props.macro?.text ?? '',
    status: sets.status ?? STAYS,
    priority: sets.priority ?? STAYS,
    isAssigned: sets.assignMe === true,
    tags: (sets.tags ?? []).join(', '),
    queues: props.macro?.queues ?? null,
    isShared: props.macro?.isShared ?? props.mayShare,
  })
  const tags = () => [
    ...new Set(
      form.tags
        .split(',')
        .map(cleanTag)
        .filter((tag) => tag !== ''),
    ),
  ]
  const made = (): MacroSets => ({
    ...(form.status === STAYS ? {} : { status: form.status }),
    ...(form.priority === STAYS ? {} : { priority: form.priority }),
    ...(form.isAssigned ? { assignMe: true } : {}),
    ...(tags().length > 0 ? { tags: tags() } : {}),
  })
  const wrong = () => {
    const checked = checkVariables(form.text)
    return checked.ok ? '' : checked.fault.detail
  }
  const save = () => {
    if (wrong() !== '') return
    if (form.text.trim() === '' && Object.keys(made()).length === 0)
      return act.setTrouble(macroWords.empty)
    const { name, text, queues, isShared } = form
    void act.run(
      () =>
        saveMacro({
          id,
          name,
          text: text.trimEnd(),
          sets: made(),
          queues: queues === null ? null : [...queues],
          isShared,
        }),
      () => {
        desk.say(macroWords.saved({ name }))
        props.onDone()
      },
    )
  }
  const toggleQueue = (slug: string, isOn: boolean) => {
    const now = form.queues ?? desk.info().queues.map((queue) => queue.slug)
    const next = isOn ? [...now, slug] : now.filter((one) => one !== slug)
    setForm('queues', next.length === desk.info().queues.length || next.length === 0 ? null : next)
  }
  return (
    <Dialog
      title={props.macro ? macroWords.titleOf({ name: props.macro.name }) : macroWords.newTitle}
      class="queue-dialog"
      onClose={() => props.onClose()}
    >
      <form
        class="stacked-form"
        onSubmit={(event) => {
          event.preventDefault()
          save()
        }}
      >
        <NameField label={macroWords.name} value={form.name} onType={(name) => setForm({ name })} />
        <Field label={macroWords.text} hint={macroWords.textHint({ variables: VARIABLES })}>
          <textarea
            dir="auto"
            rows={8}
            maxlength={LIMITS.macroChars}
            aria-invalid={wrong() !== ''}
            value={form.text}
            onInput={(event) => setForm('text', event.currentTarget.value)}
          />
        </Field>
        <TroubleLine text={wrong()} />
        <fieldset class="macro-does">
          <legend>{macroWords.sets}</legend>
          <ChoiceField
            label={macroWords.status}
            choices={[STAYS, ...STATUSES] as const}
            chosen={form.status}
            say={(status) => (status === STAYS ? macroWords.stays : words.status[status])}
            onChoose={(status) => setForm({ status })}
          />
          <ChoiceField
            label={macroWords.priority}
            choices={[STAYS, ...PRIORITIES] as const}
            chosen={form.priority}
            say={(priority) => (priority === STAYS ? macroWords.stays : words.priority[priority])}
            onChoose={(priority) => setForm({ priority })}
          />
          <TextField
            label={macroWords.tags}
            hint={macroWords.tagsHint}
            dir="auto"
            value={form.tags}
            onType={(text) => setForm({ tags: text })}
          />
          <CheckBox
            label={macroWords.assignMe}
            isOn={form.isAssigned}
            onChange={(isAssigned) => setForm({ isAssigned })}
          />
        </fieldset>
        <Show when={desk.info().queues.length > 1}>
          <fieldset class="macro-does">
            <legend>{macroWords.queues}</legend>
            <For each={desk.info().queues}>
              {(queue) => (
                <CheckBox
                  label={queue.name}
                  isOn={form.queues === null || form.queues.includes(queue.slug)}
                  onChange={(isOn) => toggleQueue(queue.slug, isOn)}
                />
              )}
            </For>
          </fieldset>
        </Show>
        <Show when={props.mayShare && (props.macro?.isShared ?? true)}>
          <CheckField
            label={macroWords.shared}
            hint={macroWords.sharedHint}
            isOn={form.isShared}
            onChange={(isShared) => setForm({ isShared })}
          />
        </Show>
        <FormFoot act={act} submit={macroWords.save} isWrong={wrong() !== ''}>
          <button type="button" class="button" onClick={() => props.onClose()}>
            {words.cancel}
          </button>
          <Show when={props.macro}>
            {(macro) => (
              <SureButton
                text={macroWords.remove}
                ask={macroWords.removeAsk({ name: macro().name })}
                isBusy={act.isBusy()}
                onSure={() =>
                  void act.run(
                    () => removeMacro(macro().id),
                    () => {
                      desk.say(macroWords.removed({ name: macro().name }))
                      props.onDone()
                    },
                  )
                }
              />
            )}
          </Show>
        </FormFoot>
      </form>
    </Dialog>
  )
}
