/** A table with a head. One that is wider than the window scrolls by itself, and keys reach it (WCAG 2.1.1). */
import { For, type JSX } from 'solid-js'

/**
 * `hidden`: only said by screen readers, where what stands below speaks for itself. `minor`: left out, with its cells
 * (`is-minor`), where there is no room for it.
 */
export type Column = string | { name: string; look: 'number' | 'hidden' | 'minor' }

export function Table(props: {
  label: string
  columns: readonly Column[]
  /** The rows. */
  children: JSX.Element
}) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div class="table-scroll" role="region" aria-label={props.label} tabindex={0}>
      <table class="table">
        <thead>
          <tr>
            <For each={props.columns}>{(column) => <Head column={column} />}</For>
          </tr>
        </thead>
        <tbody>{props.children}</tbody>
      </table>
    </div>
  )
}

function Head(props: { column: Column }) {
  const { name, look } =
    typeof props.column === 'string' ? { name: props.column, look: null } : props.column
  return (
    <th scope="col" classList={{ 'is-number': look === 'number', 'is-minor': look === 'minor' }}>
      {look === 'hidden' ? <span class="sr-only">{name}</span> : name}
    </th>
  )
}
