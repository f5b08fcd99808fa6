/** The end of a form: what went wrong with it, the button that does it, and what else can be done instead. */
import type { JSX } from 'solid-js'
import { TroubleLine } from './trouble-line.tsx'

export function FormFoot(props: {
  trouble: string
  submit: string
  /** Under way already, or something in the form is wrong. */
  isDisabled: boolean
  /** Other buttons. */
  children?: JSX.Element
}) {
  return (
    <>
      <TroubleLine text={props.trouble} />
      <div class="button-row">
        <button type="submit" class="button is-primary" disabled={props.isDisabled}>
          {props.submit}
        </button>
        {props.children}
      </div>
    </>
  )
}
