/**
 * What colleagues do about a reply that is being written: locking, taking over, asking for a review, answering one. The
 * commands of the palette, the menu beside the formats, and the dialog. Not here: the line that says how it stands
 * (turn-line).
 */
import {
  createEffect,
  createSignal,
  lazy,
  onCleanup,
  Show,
  Suspense,
  type Accessor,
  type ComponentProps,
} from 'solid-js'
import type { OpenDraft } from '../replica/api.ts'
import type { TurnSignals } from '../state/create-turn.ts'
import { useDesk } from '../state/replica-context.tsx'
import { isTinted, toggleTint } from '../state/tint-choice.ts'
import { turnWords } from '../words/turn.ts'
import { ChoiceMenu } from './choice-menu.tsx'
import { Icon } from './icon.tsx'
import type { ReviewActs } from './turn-line.tsx'

const loadDialog = () => import('./review-dialog.tsx')
const ReviewDialog = lazy(() => loadDialog().then((m) => ({ default: m.ReviewDialog })))
const loadActs = () => import('../state/review-acts.ts')

/** As it was when it was opened: a note that is added changes the row. */
type Shown = Pick<ComponentProps<typeof ReviewDialog>, 'row' | 'draft' | 'asked' | 'of'>

export function createTurnPlace(options: {
  id: () => string
  draft: Accessor<Pick<OpenDraft, 'doc'> | null>
  turn: TurnSignals
  isEmpty: Accessor<boolean>
  /** Words of a dialog that closed go on where they were. */
  focus: () => void
}) {
  const desk = useDesk()
  const me = desk.replica.me.id
  const { turn } = options
  const [shown, setShown] = createSignal<Shown | null>(null)
  const [anchor, setAnchor] = createSignal<DOMRect | null>(null)
  // Here before the network goes.
  void Promise.all([loadDialog(), loadActs()]).catch(() => {})

  const about = () => {
    const row = desk.rows.byId(options.id())
    const draft = options.draft()
    return row && draft ? { row, draft } : null
  }
  const asked = () => {
    const review = turn.review()
    return review.state === 'none' ? null : review.asked
  }
  const isOfMe = () => asked()?.of === me && turn.review().state !== 'good'
  const askFor = () => {
    if (options.isEmpty()) return desk.say(turnWords.nothingToReview)
    const where = about()
    if (where) setShown({ ...where, asked: null, of: asked()?.of ?? null })
  }
  const acts: ReviewActs = {
    good() {
      const [one, where] = [asked(), about()]
      if (one && where)
        void loadActs().then((acts) => acts.answer(desk, where, { asked: one, words: '' }))
    },
    changes() {
      const where = about()
      if (where) setShown({ ...where, asked: asked(), of: null })
    },
    askAgain() {
      const [one, where] = [asked(), about()]
      if (one && where)
        void loadActs().then((acts) => acts.ask(desk, where, { of: one.of, words: '' }))
    },
    withdraw() {
      const where = about()
      if (where) void loadActs().then((acts) => acts.withdraw(where))
    },
  }
  const isLockedForMe = () => turn.writer()?.isLocked === true && turn.writer()?.by === me

  const { bind } = desk.commands
  bind('review', askFor)
  const bindWhile = (isOn: () => boolean, id: Parameters<typeof bind>[0], act: () => void) =>
    createEffect(() => {
      if (isOn()) bind(id, act)
    })
  bindWhile(
    () => turn.lock() === null,
    'lock',
    () => turn.toggleLock(),
  )
  bindWhile(
    () => turn.writer()?.by !== me,
    'take-over',
    () => turn.takeOver(),
  )
  bindWhile(isOfMe, 'approve', acts.good)
  bindWhile(isOfMe, 'changes', acts.changes)
  onCleanup(() => setShown(null))

  const choices = () => [
    ...(turn.lock()
      ? []
      : [{ id: 'lock', label: isLockedForMe() ? turnWords.unlock : turnWords.lockForMe }]),
    ...(turn.writer()?.by === me ? [] : [{ id: 'take', label: turnWords.takeOver }]),
    { id: 'ask', label: turnWords.askReview },
    { id: 'tint', label: isTinted() ? turnWords.hideTint : turnWords.showTint },
  ]
  const DO: Record<string, () => void> = {
    lock: () => turn.toggleLock(),
    take: () => turn.takeOver(),
    ask: askFor,
    tint: toggleTint,
  }
  return {
    acts,
    Button: () => (
      <>
        <button
          type="button"
          class="format-button"
          aria-haspopup="listbox"
          aria-label={turnWords.together}
          title={turnWords.together}
          disabled={!options.draft()}
          onClick={(event) => setAnchor(event.currentTarget.getBoundingClientRect())}
        >
          <Icon name="person" />
        </button>
        <Show when={anchor()}>
          {(rect) => (
            <ChoiceMenu
              title={turnWords.together}
              anchor={rect()}
              choices={choices()}
              onPick={(id) => {
                setAnchor(null)
                DO[id]?.()
              }}
              onClose={() => setAnchor(null)}
            />
          )}
        </Show>
        <Suspense>
          <Show when={shown()}>
            {(open) => (
              <ReviewDialog
                {...open()}
                onClose={() => {
                  setShown(null)
                  options.focus()
                }}
              />
            )}
          </Show>
        </Suspense>
      </>
    ),
  }
}
