/** Linking the open ticket with another one, or with an issue elsewhere. Not here: the links that are there (link-list). */
import { createSignal, For, Show } from 'solid-js'
import { v } from '../../shared/kit/schema.ts'
import { OutsideRef, RELATIONS, type Relation } from '../../shared/ticket/links.ts'
import type { Row } from '../../shared/ticket/ticket.ts'
import { actWords } from '../words/act.ts'
import { useDesk } from '../state/replica-context.tsx'
import { askFor } from '../state/ticket-acts.ts'
import { Dialog } from './dialog.tsx'
import { TicketFinder } from './ticket-finder.tsx'

const text = actWords.link

export function LinkDialog(props: { row: Row; onClose: () => void }) {
  const desk = useDesk()
  const [typed, setTyped] = createSignal('')
  const [relation, setRelation] = createSignal<Relation>('related')
  const outside = () => (v.is(OutsideRef, typed()) ? typed().trim() : null)
  const { id: ticket, number } = props.row
  const linkTicket = async (other: Row) => {
    const target = { to: 'ticket', ticket: other.id } as const
    const isKept = await askFor(desk, {
      ticket,
      command: { kind: 'link', ticket, target: { ...target, relation: relation() } },
      words: { title: text.waiting({ n: other.number }), text: null },
      title: text.done({ n: number, other: other.number }),
      back: { kind: 'unlink', ticket, target },
    })
    if (isKept) props.onClose()
  }
  const linkOutside = async () => {
    const ref = outside()
    if (ref === null) return
    const target = { to: 'outside', ref } as const
    const isKept = await askFor(desk, {
      ticket,
      command: { kind: 'link', ticket, target },
      words: { title: text.waitingOutside({ ref }), text: null },
      title: text.doneOutside({ n: number }),
      back: { kind: 'unlink', ticket, target },
    })
    if (isKept) props.onClose()
  }
  return (
    <Dialog title={text.title({ n: number })} class="act-dialog" onClose={props.onClose}>
      <div class="act-form">
        <fieldset class="act-choice">
          <legend>{text.how({ n: number })}</legend>
          <For each={RELATIONS}>
            {(one) => (
              <label class="act-tick">
                <input
                  type="radio"
                  name="relation"
                  checked={relation() === one}
                  onChange={() => setRelation(one)}
                />
                {text.relation[one]}
              </label>
            )}
          </For>
        </fieldset>
        <TicketFinder
          from={props.row}
          hint={text.hint}
          onPick={(row) => void linkTicket(row)}
          onTyped={setTyped}
          onNothing={() => void linkOutside()}
        />
        <Show when={outside()}>
          {(ref) => (
            <button type="button" class="button" dir="auto" onClick={() => void linkOutside()}>
              {text.outside({ ref: ref() })}
            </button>
          )}
        </Show>
      </div>
    </Dialog>
  )
}
