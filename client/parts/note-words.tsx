/**
 * The words of a note with their formats, made block by block from the list of what a note may hold: nothing in it is ever
 * read as HTML. What is not on that list is shown as its plain words. Not here: mails (mail-frame), plain words (said-text).
 */
import { createMemo, For, Match, Show, Switch, type JSX } from 'solid-js'
import { Dynamic } from 'solid-js/web'
import {
  readFormatted,
  type Block,
  type Mark,
  type Run,
} from '../../shared/ticket/formatted-note.ts'
import type { Message } from '../../shared/ticket/ticket.ts'
import { SaidText } from './said-text.tsx'

type About = {
  note: Message
  ticket: string
  onOpenTicket?: ((id: string) => void) | undefined
}

const TAGS: Record<Mark, string> = { b: 'strong', i: 'em', u: 'u', s: 's', c: 'code' }

export function NoteWords(props: About) {
  // The note is read anew with every change of its ticket: while it says the same, what is selected in it stays so.
  const text = createMemo(() => props.note.text)
  const formatted = createMemo(() => props.note.formatted)
  const blocks = createMemo(() => readFormatted({ text: text(), formatted: formatted() }))
  return (
    <Show when={blocks()} fallback={<Said {...props} text={props.note.text} />}>
      {(read) => (
        <div class="note-words">
          <Blocks blocks={read()} about={props} />
        </div>
      )}
    </Show>
  )
}

function Blocks(props: { blocks: readonly Block[]; about: About }) {
  return <For each={props.blocks}>{(block) => blockOf(block, props.about)}</For>
}

function blockOf(block: Block, about: About): JSX.Element {
  switch (block.kind) {
    case 'p':
      return (
        <p dir="auto">
          <For each={block.runs}>{(run) => <Words run={run} about={about} />}</For>
        </p>
      )
    case 'pre':
      return (
        <pre dir="auto">
          <code>{block.text}</code>
        </pre>
      )
    case 'blockquote':
      return (
        <blockquote dir="auto">
          <Blocks blocks={block.blocks} about={about} />
        </blockquote>
      )
    case 'ul':
    case 'ol':
      return (
        <Dynamic component={block.kind} dir="auto">
          <For each={block.items}>
            {(item) => (
              <li dir="auto">
                <Blocks blocks={item} about={about} />
              </li>
            )}
          </For>
        </Dynamic>
      )
  }
}

/** In code a sign is a sign, and a link leads where it says: neither names people or tickets. */
function Words(props: { run: Run; about: About }) {
  const inner = () => (
    <Switch fallback={<Said {...props.about} text={props.run.text} />}>
      <Match when={props.run.href}>
        {(href) => (
          <a href={href()} target="_blank" rel="noopener noreferrer" title={href()}>
            {props.run.text}
          </a>
        )}
      </Match>
      <Match when={props.run.marks.includes('c')}>{props.run.text}</Match>
    </Switch>
  )
  return props.run.marks.reduce<() => JSX.Element>(
    (within, mark) => () => <Dynamic component={TAGS[mark]}>{within()}</Dynamic>,
    inner,
  )()
}

function Said(props: About & { text: string }) {
  return (
    <SaidText
      text={props.text}
      mentions={props.note.mentions}
      ticket={props.ticket}
      onOpenTicket={props.onOpenTicket}
    />
  )
}
