/** The head of a page beside the side bar; in narrow windows it brings the menu button. */
import type { JSX } from 'solid-js'
import { words } from '../words/first.ts'
import { Icon } from './icon.tsx'

export function PageHead(props: { title: string; onMenu: () => void; children?: JSX.Element }) {
  return (
    <header class="page-head">
      <button
        type="button"
        class="icon-button only-below-wide no-print"
        aria-label={words.nav.menu}
        onClick={() => props.onMenu()}
      >
        <Icon name="menu" />
      </button>
      <h1>{props.title}</h1>
      <span class="spacer" />
      {props.children}
    </header>
  )
}
