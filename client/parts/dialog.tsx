/** A modal dialog on the platform's own element: focus trap, Escape and the backdrop come with it. */
import { onMount, type JSX } from 'solid-js'
import { words } from '../words/first.ts'
import { Icon } from './icon.tsx'

export function Dialog(props: {
  title: string
  class: string
  isTitleHidden?: boolean
  onClose: () => void
  children: JSX.Element
}) {
  let dialog: HTMLDialogElement | undefined
  onMount(() => dialog?.showModal())
  return (
    // A click on the backdrop is a convenience; Escape and the button do the same.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions
    <dialog
      ref={dialog}
      class={`dialog ${props.class}`}
      aria-label={props.title}
      onClose={() => props.onClose()}
      onClick={(event) => {
        if (event.target === event.currentTarget) event.currentTarget.close()
      }}
    >
      <div class="dialog-body">
        {props.isTitleHidden ? null : (
          <header class="dialog-head">
            <h2>{props.title}</h2>
            <button
              type="button"
              class="icon-button"
              aria-label={words.close}
              onClick={() => dialog?.close()}
            >
              <Icon name="close" />
            </button>
          </header>
        )}
        {props.children}
      </div>
    </dialog>
  )
}
