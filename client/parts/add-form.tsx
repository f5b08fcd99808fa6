/** A form in one line that adds one more to the list above it. What went wrong stands below. */
import type { JSX } from 'solid-js'
import type { Act } from '../state/create-act.ts'
import { SubmitButton } from './form-foot.tsx'
import { TroubleLine } from './trouble-line.tsx'

export function AddForm(props: {
  /** Name of the form, and what its button says. */
  label: string
  act: Act
  onAdd: () => void
  /** The fields. */
  children: JSX.Element
}) {
  return (
    <>
      <form
        class="add-form"
        aria-label={props.label}
        onSubmit={(event) => {
          event.preventDefault()
          props.onAdd()
        }}
      >
        {props.children}
        <SubmitButton act={props.act} text={props.label} />
      </form>
      <TroubleLine text={props.act.trouble()} />
    </>
  )
}
