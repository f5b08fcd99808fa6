/** Saved views: what is shown is saved under a name; one's own are named anew, ordered, pinned, shared and removed. Lazy. */
import { createSignal, For, onMount, Show } from 'solid-js'
import { makeId } from '../../shared/kit/id.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import { useDesk } from '../state/replica-context.tsx'
import type { SavedViews, ShownView } from '../state/saved-views.ts'
import { viewWords } from '../words/view.ts'
import { Dialog } from './dialog.tsx'
import { CheckBox } from './field.tsx'
import { Icon } from './icon.tsx'

export function ViewDialog(props: {
  saved: SavedViews
  /** What the list shows now. */
  view: string
  query: string
  onSaved: (view: { id: string }) => void
  onClose: () => void
}) {
  const desk = useDesk()
  const [name, setName] = createSignal('')
  const [isShared, setShared] = createSignal(false)
  const [isPinned, setPinned] = createSignal(true)
  let field: HTMLInputElement | undefined
  // After the dialog has put the focus on its first button.
  onMount(() => queueMicrotask(() => field?.focus()))
  const own = () => props.saved.list().filter((view) => view.isOwn)
  const team = () => props.saved.list().filter((view) => !view.isOwn)
  const canRemoveTeam = () => desk.info().me.role !== 'agent'
  const wordsOf = ({ name: called, view, query, isShared: s, isPinned: p, place }: ShownView) => ({
    name: called,
    view,
    query,
    isShared: s,
    isPinned: p,
    place,
  })
  const change = (view: ShownView, over: Partial<ReturnType<typeof wordsOf>>) =>
    void props.saved.save(view.id, { ...wordsOf(view), ...over })
  /** Each has the place at which it stands, so that two that had the same change places too. */
  const move = (at: number, step: 1 | -1) => {
    const order = [...own()]
    const [view] = order.splice(at, 1)
    if (view) order.splice(at + step, 0, view)
    order.forEach((one, place) => {
      if (one.place !== place) change(one, { place })
    })
  }
  const save = () => {
    const called = name().trim()
    if (called === '') return
    const id = makeId(desk.replica.now(), (bytes) => crypto.getRandomValues(new Uint8Array(bytes)))
    const place = Math.max(-1, ...own().map((view) => view.place)) + 1
    const words = {
      name: called,
      view: props.view,
      query: props.query,
      isShared: isShared(),
      isPinned: isPinned(),
      place,
    }
    void props.saved.save(id, words)
    desk.say(viewWords.saved({ name: called }))
    props.onSaved({ id })
  }
  return (
    <Dialog title={viewWords.title} class="view-dialog" onClose={props.onClose}>
      <form
        class="view-form"
        onSubmit={(event) => {
          event.preventDefault()
          save()
        }}
      >
        <h3>{viewWords.saveTitle}</h3>
        <p class="muted" dir="auto">
          {viewWords.query}: {props.query || viewWords.everything}
        </p>
        <label class="field">
          <span>{viewWords.name}</span>
          <input
            ref={field}
            type="text"
            required
            maxlength={LIMITS.savedViewNameChars}
            dir="auto"
            value={name()}
            onInput={(event) => setName(event.currentTarget.value)}
          />
        </label>
        <CheckBox label={viewWords.pinned} isOn={isPinned()} onChange={(isOn) => setPinned(isOn)} />
        <CheckBox label={viewWords.shared} isOn={isShared()} onChange={(isOn) => setShared(isOn)} />
        <div class="button-row">
          <button type="submit" class="button is-primary">
            {viewWords.save}
          </button>
        </div>
      </form>
      <h3>{viewWords.mine}</h3>
      <ul class="view-list">
        {/* By their ids: a line stays the same while what it says changes under the hand. */}
        <For each={own().map((view) => view.id)} fallback={<li class="muted">{viewWords.none}</li>}>
          {(id, at) => (
            <Show when={own().find((one) => one.id === id)}>
              {(view) => (
                <li class="view-line">
                  <input
                    type="text"
                    aria-label={viewWords.rename({ name: view().name })}
                    maxlength={LIMITS.savedViewNameChars}
                    dir="auto"
                    value={view().name}
                    onChange={(event) => {
                      const called = event.currentTarget.value.trim()
                      if (called !== '') change(view(), { name: called })
                      else event.currentTarget.value = view().name
                    }}
                  />
                  <CheckBox
                    label={viewWords.pinShort}
                    said={viewWords.pin({ name: view().name })}
                    isOn={view().isPinned}
                    onChange={(isOn) => change(view(), { isPinned: isOn })}
                  />
                  <CheckBox
                    label={viewWords.shareShort}
                    said={viewWords.share({ name: view().name })}
                    isOn={view().isShared}
                    onChange={(isOn) => change(view(), { isShared: isOn })}
                  />
                  <span class="button-row">
                    <button
                      type="button"
                      class="icon-button"
                      aria-label={viewWords.up({ name: view().name })}
                      disabled={at() === 0}
                      onClick={() => move(at(), -1)}
                    >
                      <Icon name="up" />
                    </button>
                    <button
                      type="button"
                      class="icon-button"
                      aria-label={viewWords.down({ name: view().name })}
                      disabled={at() === own().length - 1}
                      onClick={() => move(at(), 1)}
                    >
                      <Icon name="down" />
                    </button>
                    <RemoveView view={view()} saved={props.saved} />
                  </span>
                </li>
              )}
            </Show>
          )}
        </For>
      </ul>
      <Show when={team().length > 0}>
        <h3>{viewWords.team}</h3>
        <ul class="view-list">
          <For each={team()}>
            {(view) => (
              <li class="view-line">
                <span dir="auto">{view.name}</span>
                <span class="muted" dir="auto">
                  {desk.nameOf(view.by)}
                </span>
                <Show when={canRemoveTeam()}>
                  <RemoveView view={view} saved={props.saved} />
                </Show>
              </li>
            )}
          </For>
        </ul>
      </Show>
    </Dialog>
  )
}

function RemoveView(props: { view: ShownView; saved: SavedViews }) {
  const desk = useDesk()
  return (
    <button
      type="button"
      class="icon-button"
      aria-label={viewWords.remove({ name: props.view.name })}
      onClick={() => {
        const { id, name } = props.view
        void props.saved.remove(id)
        desk.say(viewWords.removed({ name }))
      }}
    >
      <Icon name="close" />
    </button>
  )
}
