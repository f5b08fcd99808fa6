/** A link that saves a file of a ticket, with and without a network. */
import { splitProps, type JSX } from 'solid-js'
import { fileHref } from '../state/files.ts'
import { useDesk } from '../state/replica-context.tsx'
import { takesSave, type SavedFile } from '../state/save-file.ts'

export function FileLink(
  props: { ticket: string; file: SavedFile } & Omit<
    JSX.AnchorHTMLAttributes<HTMLAnchorElement>,
    'href' | 'download' | 'rel' | 'onClick'
  >,
) {
  const desk = useDesk()
  const [own, rest] = splitProps(props, ['ticket', 'file', 'children'])
  return (
    <a
      {...rest}
      href={fileHref(own.ticket, own.file)}
      download={own.file.name}
      rel="external"
      onClick={(event) => {
        if (takesSave(desk, own.ticket, own.file)) event.preventDefault()
      }}
    >
      {own.children}
    </a>
  )
}
