/**
 * The place where somebody writes in which `@` offers people: the list above the words, the keys while it is open, and who
 * would be told. Not here: who may be mentioned, and what in the words is a mention (state/mentions).
 */
import { createMemo, createSignal, Show, type Accessor } from 'solid-js'
import type { Row } from '../../shared/ticket/ticket.ts'
import { askedAt, mentionable, mentionedIn, offer, type Mentionable } from '../state/mentions.ts'
import { useDesk } from '../state/replica-context.tsx'
import { ticketWords } from '../words/ticket.ts'
import { Avatar } from './avatar.tsx'
import { createPicker, PickList } from './picker.tsx'

const LIST_ID = 'mention-list'

export function createMentionPlace(options: {
  text: Accessor<string>
  row: Accessor<Pick<Row, 'queue' | 'alsoIn'> | undefined>
  /** Puts words in the place of those from `from` up to the caret. */
  put: (from: number, words: string) => void
}) {
  const desk = useDesk()
  const people = createMemo(() => {
    const row = options.row()
    return row ? mentionable(desk.info().people, { me: desk.replica.me.id, row }) : []
  })
  const [asked, setAsked] = createSignal<ReturnType<typeof askedAt>>(null)
  const found = createMemo(() => {
    const about = asked()
    return about ? offer(people(), about.words) : []
  })
  // After a space it may be a sentence that goes on.
  const isOpen = () => found().length > 0 || (asked() !== null && !asked()?.words.includes(' '))
  const pick = (person: Mentionable) => {
    const about = asked()
    setAsked(null)
    if (about) options.put(about.from, `@${person.handle} `)
  }
  const picker = createPicker({ id: LIST_ID, items: found, onPick: pick })
  const mentions = createMemo(() => mentionedIn(options.text(), people()))
  return {
    mentions,
    /** After every change of the words or the caret. @param before  the words up to it; null: it is a range, or nowhere */
    look(before: string | null) {
      const about = before === null ? null : askedAt(before, before.length)
      if (about?.words !== asked()?.words) picker.moveTo(0)
      setAsked(about)
    },
    close: () => setAsked(null),
    /** True: the key was the list's. */
    takeKey(event: KeyboardEvent): boolean {
      if (!isOpen() || event.isComposing) return false
      const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
      const count = found().length
      const person = picker.current()
      if (event.key === 'Escape') setAsked(null)
      else if (person === undefined || event.ctrlKey || event.metaKey) return false
      else if (step !== 0) picker.moveTo((picker.at() + step + count) % count)
      else if (event.key === 'Enter' || event.key === 'Tab') pick(person)
      else return false
      return true
    },
    /** Of the field. */
    aria: () => ({
      'aria-autocomplete': 'list' as const,
      'aria-controls': isOpen() ? LIST_ID : undefined,
      'aria-activedescendant': found().length > 0 ? `${LIST_ID}-${picker.at()}` : undefined,
    }),
    List: () => (
      <Show when={isOpen()}>
        <PickList
          picker={picker}
          class="mention-list"
          label={ticketWords.composer.mentionList}
          nothing={
            <p class="choice-none" role="status">
              {ticketWords.composer.mentionNobody}
            </p>
          }
        >
          {(person) => (
            <>
              <Avatar id={person.id} name={person.name} size="s" isDecoration />
              <span class="palette-title" dir="auto">
                {person.name}
              </span>
              <Show when={person.handle === person.email}>
                <span class="muted">{person.email}</span>
              </Show>
            </>
          )}
        </PickList>
      </Show>
    ),
  }
}
