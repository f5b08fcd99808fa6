/** The formats of a reply as buttons. Knows which hold at the caret, not what they do. */
import { For, Show, type JSX } from 'solid-js'
import { ticketWords } from '../words/ticket.ts'
import { Icon, type IconName } from './icon.tsx'
import type { Format } from './reply-editor.ts'

const FORMAT_ICONS: Record<Format, IconName | null> = {
  strong: null,
  em: null,
  underline: null,
  strike: null,
  link: 'link',
  bullets: 'bullets',
  numbers: 'numbers',
  quote: 'quote',
  code: 'code',
}
const FORMAT_LETTERS: Partial<Record<Format, string>> = {
  strong: 'B',
  em: 'I',
  underline: 'U',
  strike: 'S',
}
const FORMATS_SHOWN = Object.keys(FORMAT_ICONS).filter(
  (name): name is Format => name in FORMAT_ICONS,
)

export function FormatBar(props: {
  active: ReadonlySet<Format>
  onFormat: (format: Format) => void
  /** What else the bar offers, before the formats. */
  children?: JSX.Element
}) {
  return (
    <div class="format-bar" role="toolbar" aria-label={ticketWords.composer.toolbar}>
      {props.children}
      <For each={FORMATS_SHOWN}>
        {(format) => (
          <button
            type="button"
            class="format-button"
            classList={{ [`format-${format}`]: true }}
            aria-label={ticketWords.composer.format[format]}
            title={ticketWords.composer.format[format]}
            aria-pressed={props.active.has(format)}
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
  const icon = () => FORMAT_ICONS[props.format]
  return (
    <Show when={icon()} fallback={<span aria-hidden="true">{FORMAT_LETTERS[props.format]}</span>}>
      {(name) => <Icon name={name()} />}
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
