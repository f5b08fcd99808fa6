/** The place of a table that may be wider than the window: it scrolls by itself, and keys reach it (WCAG 2.1.1). */
import type { JSX } from 'solid-js'

export function TableScroll(props: { label: string; children: JSX.Element }) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div class="table-scroll" role="region" aria-label={props.label} tabindex={0}>
      {props.children}
    </div>
  )
}
