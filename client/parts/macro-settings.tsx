/** The macros this person may use: the team's and their own, each to be changed by whoever may. */
import { createSignal, For, Show } from 'solid-js'
import type { Macro } from '../../shared/ticket/macro.ts'
import { macroWords } from '../words/macro.ts'
import { createMacros } from '../state/macros.ts'
import { useDesk } from '../state/replica-context.tsx'
import { listed } from '../words/read-words.ts'
import { MacroDialog } from './macro-dialog.tsx'
import { ServerTrouble } from './server-trouble.tsx'
import { Table } from './table.tsx'

export function MacroSettings() {
  const desk = useDesk()
  const macros = createMacros(desk)
  /** `new`: one that is not there yet. */
  const [open, setOpen] = createSignal<Macro | 'new' | null>(null)
  const isLead = () => desk.info().me.role !== 'agent'
  const close = () => {
    setOpen(null)
    void macros.refresh()
  }
  const where = ({ queues }: Macro) =>
    queues === null ? macroWords.everywhere : listed(queues.map((slug) => desk.queueName(slug)))
  return (
    <section class="settings-section">
      <h2>{macroWords.title}</h2>
      <p class="muted">{macroWords.lead}</p>
      <ServerTrouble fault={macros.fault()} onRetry={() => void macros.refresh()} />
      <Show when={macros.list()}>
        {(list) => (
          <Show when={list().length > 0} fallback={<p>{macroWords.none}</p>}>
            <Table
              label={macroWords.title}
              columns={[
                macroWords.name,
                macroWords.whose,
                { name: macroWords.where, look: 'minor' },
                { name: macroWords.change, look: 'hidden' },
              ]}
            >
              <For each={list()}>
                {(macro) => (
                  <tr>
                    <th scope="row" dir="auto">
                      {macro.name}
                    </th>
                    <td>{macro.isShared ? macroWords.team : macroWords.own}</td>
                    <td class="is-minor" dir="auto">
                      {where(macro)}
                    </td>
                    <td class="is-action">
                      <Show when={!macro.isShared || isLead()}>
                        <button
                          type="button"
                          class="button is-small"
                          aria-label={macroWords.changeOf({ name: macro.name })}
                          onClick={() => setOpen(macro)}
                        >
                          {macroWords.change}
                        </button>
                      </Show>
                    </td>
                  </tr>
                )}
              </For>
            </Table>
          </Show>
        )}
      </Show>
      <div class="button-row">
        <button type="button" class="button is-primary" onClick={() => setOpen('new')}>
          {macroWords.add}
        </button>
      </div>
      <Show when={open()} keyed>
        {(macro) => (
          <MacroDialog
            macro={macro === 'new' ? null : macro}
            mayShare={isLead()}
            onClose={() => setOpen(null)}
            onDone={close}
          />
        )}
      </Show>
    </section>
  )
}
