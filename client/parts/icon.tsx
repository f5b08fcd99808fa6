/** Our own line icons: 16 × 16, one path each, drawn in the colour of the text. Decoration: the words stand beside them. */
const PATHS = {
  inbox: 'M2.5 9.5 4.2 3h7.6l1.7 6.5V13h-11zM2.5 9.5h3.3l.9 1.6h2.6l.9-1.6h3.3',
  person: 'M8 8a2.6 2.6 0 1 0 0-5.2A2.6 2.6 0 0 0 8 8zM3 13.6c.5-2.6 2.5-4 5-4s4.5 1.4 5 4',
  nobody: 'M8 8a2.6 2.6 0 1 0 0-5.2M3 13.6c.5-2.6 2.5-4 5-4M10.5 10.5l3.5 3.5M14 10.5 10.5 14',
  waiting:
    'M4.5 2.5h7M4.5 13.5h7M5.2 2.5c0 3 2.8 3.6 2.8 5.5s-2.8 2.5-2.8 5.5M10.8 2.5c0 3-2.8 3.6-2.8 5.5s2.8 2.5 2.8 5.5',
  attention: 'M8 2.5 14 13H2zM8 6.5v3M8 11.3v.1',
  draft: 'M3 13l.7-3 7-7 2.3 2.3-7 7zM9.3 4.4l2.3 2.3',
  moon: 'M13 9.6A5.5 5.5 0 0 1 6.4 3 5.5 5.5 0 1 0 13 9.6z',
  check: 'M3 8.5 6.5 12 13 4.5',
  all: 'M2.5 4h11M2.5 8h11M2.5 12h11',
  queue: 'M3 3.5h10v9H3zM3 6.5h10',
  report: 'M3 13V8M8 13V3M13 13V6',
  settings: 'M2.5 5h6M11.5 5h2M2.5 11h2M7.5 11h6M10 3.5v3M6 9.5v3',
  search: 'M7 11.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9zM10.3 10.3 14 14',
  close: 'M4 4l8 8M12 4l-8 8',
  menu: 'M2.5 4.5h11M2.5 8h11M2.5 11.5h11',
  back: 'M9.5 3.5 5 8l4.5 4.5',
  up: 'M3.5 10 8 5.5l4.5 4.5',
  down: 'M3.5 6 8 10.5 12.5 6',
  reply: 'M6.5 4 3 7.5 6.5 11M3 7.5h6.5c2.3 0 3.5 1.5 3.5 4',
  note: 'M3 3h10v7l-3 3H3zM10 13v-3h3',
  clip: 'M12.5 7.5 8 12a3 3 0 0 1-4.2-4.2L8.7 3a2 2 0 0 1 2.8 2.8L6.7 10.6a1 1 0 0 1-1.4-1.4l4-4',
  tag: 'M2.5 7.5v-5h5l6 6-5 5zM5.2 5.2v.1',
  eye: 'M1.5 8S4 3.8 8 3.8 14.5 8 14.5 8 12 12.2 8 12.2 1.5 8 1.5 8zM8 9.8a1.8 1.8 0 1 0 0-3.6 1.8 1.8 0 0 0 0 3.6z',
  offline:
    'M4.5 12.5a3 3 0 0 1-.3-6c.1-.3.2-.6.4-.9M6.7 3.9A4 4 0 0 1 12 7.2a2.7 2.7 0 0 1 1.6 4.2M2.5 2.5l11 11',
  sync: 'M13 6.5A5.2 5.2 0 0 0 3.7 5M3 9.5A5.2 5.2 0 0 0 12.3 11M3.5 2.5V5.3h2.8M12.5 13.5v-2.8H9.7',
  update: 'M8 12.5v-8M4.5 8 8 4.5 11.5 8M3 2.5h10',
  side: 'M2.5 3h11v10h-11zM10 3v10',
  lock: 'M4 7.5h8v6H4zM5.7 7.5V5.3a2.3 2.3 0 0 1 4.6 0v2.2',
  link: 'M6.8 9.2a2.6 2.6 0 0 0 3.7 0l2-2a2.6 2.6 0 0 0-3.7-3.7l-.8.8M9.2 6.8a2.6 2.6 0 0 0-3.7 0l-2 2a2.6 2.6 0 0 0 3.7 3.7l.8-.8',
  send: 'M2.5 8 13.5 3 10.5 13 7.5 9z M7.5 9l3-3',
  file: 'M4 2.5h5l3 3v8H4zM9 2.5v3h3',
  info: 'M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12zM8 7.5v3.4M8 5.1v.1',
  spam: 'M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12zM3.8 3.8l8.4 8.4',
} as const

export type IconName = keyof typeof PATHS

/** They point along the line of reading; where that runs from right to left they are mirrored (styles/base). */
const ALONG: ReadonlySet<string> = new Set(['back', 'reply', 'send', 'side'])

const PATH_OF: Readonly<Record<string, string>> = PATHS

/** @param props.name  or the path itself, of what only one part draws: it comes with that part */
export function Icon(props: { name: IconName | `M${string}`; size?: number }) {
  return (
    <svg
      class={ALONG.has(props.name) ? 'icon is-along' : 'icon'}
      width={props.size ?? 16}
      height={props.size ?? 16}
      viewBox="0 0 16 16"
      aria-hidden="true"
    >
      <path d={PATH_OF[props.name] ?? props.name} />
    </svg>
  )
}
