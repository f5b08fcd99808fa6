/** The end of a form: what came of it, the button that does it, and what else can be done instead. In a dialog it stays in sight. */
import type { JSX } from 'solid-js'
import type { Act } from '../state/create-act.ts'
import { TroubleLine } from './trouble-line.tsx'

export function FormFoot(props: {
  act: Act
  submit: string
  /** Something in the form is wrong, and said beside it. */
  isWrong?: boolean
  /** What is said before the buttons while all is well. */
  news?: JSX.Element
  /** Other buttons. */
  children?: JSX.Element
}) {
  return (
    <div class="form-foot">
      {props.news}
      <TroubleLine text={props.act.trouble()} />
      <div class="button-row">
        <SubmitButton act={props.act} text={props.submit} isWrong={props.isWrong === true} />
        {props.children}
      </div>
    </div>
  )
}

/** While its act is under way it looks pressed but keeps the focus; a second press does nothing (create-act). */
export function SubmitButton(props: {
  act: Act
  text: string
  isWrong?: boolean
  /** The page has another that matters most. */
  isMinor?: boolean
  class?: string
}) {
  const classes = () =>
    ['button', props.isMinor === true ? '' : 'is-primary', props.class ?? '']
      .filter((one) => one !== '')
      .join(' ')
  return (
    <button
      type="submit"
      class={classes()}
      disabled={props.isWrong === true}
      aria-disabled={props.act.isBusy()}
    >
      {props.text}
    </button>
  )
}
