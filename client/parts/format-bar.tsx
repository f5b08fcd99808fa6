/** The formats of a reply as buttons. Knows which hold at the caret, not what they do. */
import { For, Show, type JSX } from 'solid-js'
import { ticketWords } from '../words/ticket.ts'
import { Icon } from './icon.tsx'
import type { Format } from './reply-editor.ts'

/** As those of `Icon`, which is there at the start: these come with the editor. `isAlong`: mirrored from right to left. */
const FORMAT_ICONS: Partial<Record<Format, { path: string; isAlong: boolean }>> = {
  bullets: { path: 'M6 4.5h7.5M6 8h7.5M6 11.5h7.5M3 4.5v.1M3 8v.1M3 11.5v.1', isAlong: true },
  numbers: {
    path: 'M6.5 4.5h7M6.5 8h7M6.5 11.5h7M2.5 3.5l1-.5v3M2.3 9.2c.3-.8 1.7-.7 1.6.2 0 .6-1.6 1.7-1.6 2.1h1.7',
    isAlong: true,
  },
  quote: { path: 'M3 4v8M6 5h7.5M6 8h7.5M6 11h5', isAlong: true },
  code: { path: 'M5.5 4.5 2 8l3.5 3.5M10.5 4.5 14 8l-3.5 3.5', isAlong: false },
  codeBlock: {
    path: 'M2.5 2.5h11v11h-11zM6.5 6 4.7 8l1.8 2M9.5 6l1.8 2-1.8 2',
    isAlong: false,
  },
}
const FORMATS: readonly Format[] = [
  'strong',
  'em',
  'underline',
  'strike',
  'link',
  'bullets',
  'numbers',
  'quote',
  'code',
  'codeBlock',
]
const FORMAT_LETTERS: Partial<Record<Format, string>> = {
  strong: 'B',
  em: 'I',
  underline: 'U',
  strike: 'S',
}
export function FormatBar(props: {
  active: ReadonlySet<Format>
  /** A colleague has locked the words. */
  isOff?: boolean
  onFormat: (format: Format) => void
  /** What else the bar offers, before the formats. */
  children?: JSX.Element
}) {
  return (
    <div class="format-bar" role="toolbar" aria-label={ticketWords.composer.toolbar}>
      {props.children}
      <For each={FORMATS}>
        {(format) => (
          <button
            type="button"
            class="format-button"
            classList={{ [`format-${format}`]: true }}
            aria-label={ticketWords.composer.format[format]}
            title={ticketWords.composer.format[format]}
            aria-pressed={props.active.has(format)}
            disabled={props.isOff === true}
            // The caret stays in the words.
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => props.onFormat(format)}
          >
            <FormatFace format={format} />
          </button>
        )}
      </For>
    </div>
  )
}

function FormatFace(props: { format: Format }) {
  const drawn = () => FORMAT_ICONS[props.format]
  return (
    <Show when={props.format !== 'link'} fallback={<Icon name="link" />}>
      <Show
        when={drawn()}
        fallback={<span aria-hidden="true">{FORMAT_LETTERS[props.format]}</span>}
      >
        {(icon) => (
          <svg
            class={icon().isAlong ? 'icon is-along' : 'icon'}
            width="16"
            height="16"
            viewBox="0 0 16 16"
            aria-hidden="true"
          >
            <path d={icon().path} />
          </svg>
        )}
      </Show>
    </Show>
  )
}

/** Asks for the address of a link; null: never mind. */
export function LinkField(props: { onDone: (href: string | null) => void }) {
  const finish = (text: string) => {
    const href = text.trim()
    if (!href) return props.onDone(null)
    props.onDone(/^(https?:|mailto:)/i.test(href) ? href : `https://${href}`)
  }
  return (
    <input
      class="link-field"
      type="url"
      aria-label={ticketWords.composer.linkTo}
      placeholder={ticketWords.composer.linkTo}
      ref={(field) => queueMicrotask(() => field.focus())}
      onKeyDown={(event) => {
        if (event.key === 'Enter') finish(event.currentTarget.value)
        else if (event.key === 'Escape') props.onDone(null)
        else return
        event.preventDefault()
        event.stopPropagation()
      }}
    />
  )
}
