/** A form in one line that adds one more to the list above it. What went wrong stands below. */
import type { JSX } from 'solid-js'
import type { Act } from '../state/create-act.ts'
import { SubmitButton } from './form-foot.tsx'
import { TroubleLine } from './trouble-line.tsx'

export function AddForm(props: {
  /** Name of the form, and what its button says. */
  label: string
  act: Act
  /** The page has another button that matters most. */
  isMinor?: boolean
  /** The act is the whole page's, which says its trouble itself. */
  isTroubleElsewhere?: boolean
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
        <SubmitButton act={props.act} text={props.label} isMinor={props.isMinor === true} />
      </form>
      {props.isTroubleElsewhere === true ? null : <TroubleLine text={props.act.trouble()} />}
    </>
  )
}
