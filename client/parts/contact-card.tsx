/** A contact card shown as what it is. Nothing in it can be clicked but what a person copies. */
import { For, Show } from 'solid-js'
import type { Attachment } from '../../shared/ticket/attachment.ts'
import { mailWords } from '../words/mail.ts'
import { createCards } from '../state/create-cards.ts'
import { listed } from '../words/read-words.ts'
import { Icon } from './icon.tsx'

export function ContactCards(props: { ticket: string; file: Attachment }) {
  const cards = createCards(props)
  const contacts = () => {
    const read = cards()
    return read?.is === 'contacts' ? read : null
  }
  return (
    <>
      <For each={contacts()?.contacts ?? []}>
        {(card) => (
          <section class="card" aria-label={mailWords.contact.label}>
            <h2 class="card-title" dir="auto">
              <Icon name="person" size={15} />
              <span>
                <span class="card-kind">{mailWords.contact.label}</span>
                <span class="card-name">{card.name || mailWords.contact.nameless}</span>
              </span>
            </h2>
            <ul class="card-lines">
              <For
                each={[
                  listed([card.role, card.organisation].filter(Boolean)),
                  ...card.mails,
                  ...card.phones,
                  ...card.addresses,
                  ...card.links,
                  card.note,
                ].filter(Boolean)}
              >
                {(line) => <li dir="auto">{line}</li>}
              </For>
            </ul>
          </section>
        )}
      </For>
      <Show when={(contacts()?.more ?? 0) > 0}>
        <p class="muted card-more">{mailWords.contact.more({ n: contacts()?.more ?? 0 })}</p>
      </Show>
      <Show when={cards()?.is === 'unreadable'}>
        <p class="muted card-more">{mailWords.files.unreadable}</p>
      </Show>
    </>
  )
}
