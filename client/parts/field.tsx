/** A control of a form below its label, with a hint where it needs one. Not here: what a form says as a whole (form-foot). */
import { For, Show, splitProps, type JSX } from 'solid-js'
import { LIMITS } from '../../shared/kit/limits.ts'

type Labelled = { label: string; hint?: string | undefined; class?: string | undefined }

export function Field(props: Labelled & { children: JSX.Element }) {
  return (
    <label class={props.class ? `field ${props.class}` : 'field'}>
      <span>{props.label}</span>
      {props.children}
      <Show when={props.hint}>
        <small>{props.hint}</small>
      </Show>
    </label>
  )
}

type InputAttributes = Omit<JSX.InputHTMLAttributes<HTMLInputElement>, 'class' | 'onInput'>

type TextProps = Labelled & InputAttributes & { value: string; onType: (text: string) => void }

export function TextField(props: TextProps) {
  const [own, input] = splitProps(props, ['label', 'hint', 'class', 'onType'])
  return (
    <Field label={own.label} hint={own.hint} class={own.class}>
      <input {...input} onInput={(event) => own.onType(event.currentTarget.value)} />
    </Field>
  )
}

/** What people call something, in any script. */
export function NameField(props: TextProps) {
  return <TextField required dir="auto" maxlength={LIMITS.nameChars} {...props} />
}

export function EmailField(props: TextProps) {
  return <TextField type="email" required {...props} />
}

/** A whole number. While the field is empty nothing is told; that it must be filled in is the browser's to say. */
export function NumberField(
  props: Labelled & { value: number; min: number; max: number; onType: (value: number) => void },
) {
  return (
    <Field label={props.label} hint={props.hint} class={props.class}>
      <input
        type="number"
        required
        min={props.min}
        max={props.max}
        value={props.value}
        onInput={(event) => {
          const { valueAsNumber } = event.currentTarget
          if (!Number.isNaN(valueAsNumber)) props.onType(valueAsNumber)
        }}
      />
    </Field>
  )
}

type CheckProps = { label: string; isOn: boolean; onChange: (isOn: boolean) => void }

/** @param props.said  what a screen reader says instead of a label that the place explains */
export function CheckBox(props: CheckProps & { said?: string }) {
  return (
    <label class="check">
      <input
        type="checkbox"
        aria-label={props.said}
        checked={props.isOn}
        onChange={(event) => props.onChange(event.currentTarget.checked)}
      />
      <span dir="auto">{props.label}</span>
    </label>
  )
}

/** The same with what it means below it. */
export function CheckField(props: CheckProps & { hint: string }) {
  return (
    <div class="field">
      <CheckBox label={props.label} isOn={props.isOn} onChange={props.onChange} />
      <small>{props.hint}</small>
    </div>
  )
}

/** One of a few. */
export function ChoiceField<T extends string>(
  props: Labelled & {
    choices: readonly T[]
    chosen: T
    say: (choice: T) => string
    onChoose: (choice: T) => void
  },
) {
  return (
    <Field label={props.label} hint={props.hint} class={props.class}>
      <select
        onChange={(event) => {
          const choice = props.choices.find((one) => one === event.currentTarget.value)
          if (choice !== undefined) props.onChoose(choice)
        }}
      >
        <For each={props.choices}>
          {(one) => (
            <option dir="auto" value={one} selected={one === props.chosen}>
              {props.say(one)}
            </option>
          )}
        </For>
      </select>
    </Field>
  )
}
