/**
 * What the open ticket is linked to, in the side panel. Of a ticket that is not on this device, or not this person's to see,
 * there is a number and nothing else. Not here: adding one (link-dialog).
 */
import { For, Show } from 'solid-js'
import { pageOf, type Link } from '../../shared/ticket/links.ts'
import type { Row, Ticket } from '../../shared/ticket/ticket.ts'
import { actWords } from '../words/act.ts'
import { useDesk } from '../state/replica-context.tsx'
import { words } from '../words/first.ts'
import { Icon } from './icon.tsx'
import { StatusMark } from './status-mark.tsx'

const text = actWords.link

export function LinkList(props: {
  row: Row
  ticket: Ticket
  onOpen: (id: string) => void
  onAdd: () => void
}) {
  const desk = useDesk()
  const nameOf = (link: Link) =>
    link.to === 'ticket' ? words.ticketNumber({ n: link.number }) : link.ref
  const remove = async (link: Link) => {
    const { askFor } = await import('../state/ticket-acts.ts')
    const { id: ticket, number } = props.row
    const target =
      link.to === 'ticket'
        ? ({ to: 'ticket', ticket: link.ticket } as const)
        : ({ to: 'outside', ref: link.ref } as const)
    const back =
      target.to === 'outside'
        ? target
        : ({
            ...target,
            relation: link.to === 'ticket' && link.stands === 'duplicate' ? 'duplicate' : 'related',
          } as const)
    await askFor(desk, {
      ticket,
      command: { kind: 'unlink', ticket, target },
      words: { title: text.waitingGone, text: null },
      title: text.gone({ n: number }),
      back: { kind: 'link', ticket, target: back },
    })
  }
  return (
    <section class="ticket-links">
      <h2>{text.heading}</h2>
      <ul class="other-tickets">
        <For each={props.ticket.facts.links ?? []}>
          {(link) => (
            <li class="ticket-link">
              <Show when={link.to === 'ticket' ? link : null} fallback={<Outside link={link} />}>
                {(one) => (
                  <Show
                    when={desk.rows.byId(one().ticket)}
                    fallback={
                      <span class="muted">
                        {text.stands[one().stands]} {words.ticketNumber({ n: one().number })},{' '}
                        {text.unseen}
                      </span>
                    }
                  >
                    {(row) => (
                      <button
                        type="button"
                        class="other-ticket"
                        onClick={() => props.onOpen(row().id)}
                      >
                        <span class="link-stands">{text.stands[one().stands]}</span>
                        <StatusMark status={row().status} />
                        <span class="row-number">{words.ticketNumber({ n: row().number })}</span>
                        <span class="other-subject" dir="auto">
                          {row().subject}
                        </span>
                      </button>
                    )}
                  </Show>
                )}
              </Show>
              <button
                type="button"
                class="icon-button"
                aria-label={text.remove({ name: nameOf(link) })}
                title={text.remove({ name: nameOf(link) })}
                onClick={() => void remove(link)}
              >
                <Icon name="close" size={14} />
              </button>
            </li>
          )}
        </For>
      </ul>
      <button type="button" class="button is-small is-quiet" onClick={() => props.onAdd()}>
        {text.add}
      </button>
    </section>
  )
}

function Outside(props: { link: Link }) {
  const ref = () => (props.link.to === 'outside' ? props.link.ref : '')
  return (
    <Show when={pageOf(ref())} fallback={<span dir="auto">{ref()}</span>}>
      {(href) => (
        <a
          class="outside-link"
          href={href()}
          target="_blank"
          rel="external noopener noreferrer"
          dir="auto"
        >
          {href().replace(/^https?:\/\//i, '')}
        </a>
      )}
    </Show>
  )
}
