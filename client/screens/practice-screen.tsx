/**
 * Two minutes in which somebody learns the keys, on made-up tickets: nothing of the desk is read or written, and it works
 * without a network. Lazy. Not here: what a command does to the made-up tickets (state/practice).
 */
import { useNavigate } from '@solidjs/router'
import { createEffect, createSignal, For, on, Show } from 'solid-js'
import { KeyCaps } from '../parts/command-bar.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { StatusMark } from '../parts/status-mark.tsx'
import type { CommandId } from '../state/keys.ts'
import { keyMap } from '../state/own-keys.ts'
import {
  freshPractice,
  PRACTICE_STEPS,
  PRACTICE_TICKETS,
  practise,
  stepOf,
  ticketAt,
  type PracticeAct,
  type PracticeStep,
} from '../state/practice.ts'
import { preferences } from '../state/preferences.ts'
import { useDesk } from '../state/replica-context.tsx'
import { words } from '../words/first.ts'
import { practiceWords } from '../words/practice.ts'
import { useShell } from './shell.tsx'

const SEND_KEYS = '$mod+Enter'

/** Of each step the keys that do it, as this person has them. */
const KEYS: Record<PracticeStep, readonly CommandId[]> = {
  move: ['next', 'previous'],
  open: ['open'],
  reply: ['reply'],
  undo: ['undo'],
  done: ['done-next'],
  palette: ['palette'],
}

export function PracticeScreen() {
  const desk = useDesk()
  const shell = useShell()
  const navigate = useNavigate()
  const [practice, setPractice] = createSignal(freshPractice)
  const [text, setText] = createSignal('')
  let field: HTMLTextAreaElement | undefined
  let guide: HTMLElement | undefined
  const act = (one: PracticeAct) => setPractice((before) => practise(before, one))
  const ticket = () => ticketAt(practice())
  const told = () => practiceWords.tickets[ticket()]
  const isSolved = () => practice().solved.includes(ticket())

  const { bindFirst } = desk.commands
  bindFirst('next', () => act({ do: 'move', by: 1 }))
  bindFirst('previous', () => act({ do: 'move', by: -1 }))
  bindFirst('open', () => act({ do: 'open' }))
  bindFirst('reply', () => act({ do: 'reply' }))
  bindFirst('undo', () => act({ do: 'undo' }))
  bindFirst('done-next', () => act({ do: 'done' }))
  bindFirst('palette', () => act({ do: 'palette' }))

  createEffect(
    on(
      () => practice().isReplying,
      (isReplying, before) => {
        if (isReplying) field?.focus()
        // The field is gone: the next key is a command, and the focus must be somewhere.
        else if (before) guide?.focus()
      },
    ),
  )
  const send = () => {
    act({ do: 'send', text: text() })
    if (!practice().isReplying) setText('')
  }
  const onWriting = (event: KeyboardEvent) => {
    if (event.isComposing) return
    if (event.key === 'Escape') act({ do: 'leave-reply' })
    else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) send()
    else return
    event.preventDefault()
  }
  const keysOf = (step: PracticeStep): string[] => {
    const own = KEYS[step].flatMap((id) => keyMap()[id].slice(0, 1))
    return step === 'reply' ? [...own, SEND_KEYS] : own
  }
  const sheetKeys = () => keyMap()['cheat-sheet'][0] ?? ''

  return (
    <main id="main" class="page practice" tabindex={-1}>
      <PageHead title={practiceWords.title} onMenu={shell.toggleNav}>
        <button type="button" class="button" onClick={() => navigate('/v/inbox')}>
          {practiceWords.leave}
        </button>
      </PageHead>
      <div class="practice-body">
        <section class="practice-guide" role="status" tabindex={-1} ref={guide}>
          <ol class="practice-dots" aria-hidden="true">
            <For each={PRACTICE_STEPS}>
              {(_step, at) => (
                <li
                  classList={{
                    'is-done': at() < practice().step,
                    'is-now': at() === practice().step,
                  }}
                />
              )}
            </For>
          </ol>
          <Show
            when={stepOf(practice())}
            fallback={
              <>
                <h2>{practiceWords.finished.title}</h2>
                <p>{practiceWords.finished.text({ keys: sheetKeys() })}</p>
                <button type="button" class="button" onClick={() => setPractice(freshPractice)}>
                  {practiceWords.again}
                </button>
              </>
            }
          >
            {(step) => (
              <>
                <p class="practice-count">
                  {practiceWords.step({ n: practice().step + 1, all: PRACTICE_STEPS.length })}
                </p>
                <h2>{practiceWords.steps[step()].title}</h2>
                <p class="practice-keys">
                  <For each={keysOf(step())}>{(keys) => <KeyCaps keys={keys} />}</For>
                </p>
                <p>{practiceWords.steps[step()].text}</p>
                <button type="button" class="button is-quiet" onClick={() => act({ do: 'skip' })}>
                  {practiceWords.skip}
                </button>
              </>
            )}
          </Show>
          <Show when={!preferences().isSingleKeysOn}>
            <p class="practice-off">{practiceWords.off}</p>
          </Show>
          <p class="practice-lead">{practiceWords.lead}</p>
        </section>
        <ul class="practice-list" aria-label={practiceWords.list}>
          <For each={PRACTICE_TICKETS}>
            {(id, at) => (
              <li>
                <button
                  type="button"
                  class="practice-row"
                  classList={{ 'is-current': at() === practice().at }}
                  aria-current={at() === practice().at}
                  onClick={() => act({ do: 'go', to: at() })}
                >
                  <StatusMark status={practice().solved.includes(id) ? 'solved' : 'open'} />
                  <span class="practice-who">{practiceWords.tickets[id].who}</span>
                  <span class="practice-subject">{practiceWords.tickets[id].subject}</span>
                </button>
              </li>
            )}
          </For>
        </ul>
        <article
          class="practice-ticket"
          classList={{ 'is-open': practice().isOpen }}
          aria-label={told().subject}
        >
          <h3>{told().subject}</h3>
          <p class="practice-status">
            <StatusMark status={isSolved() ? 'solved' : 'open'} />
            {words.status[isSolved() ? 'solved' : 'open']}
          </p>
          <div class="practice-message">
            <strong>{told().who}</strong>
            <p>{told().text}</p>
          </div>
          <Show when={practice().replies[ticket()]}>
            {(said) => (
              <div class="practice-message is-reply">
                <strong dir="auto">{desk.replica.me.name}</strong>
                <span class="practice-held">{practiceWords.held}</span>
                <p dir="auto">{said()}</p>
              </div>
            )}
          </Show>
          <Show when={practice().isReplying}>
            <div class="practice-reply">
              <textarea
                ref={field}
                rows={3}
                dir="auto"
                aria-label={practiceWords.placeholder}
                placeholder={practiceWords.placeholder}
                value={text()}
                onInput={(event) => setText(event.currentTarget.value)}
                onKeyDown={onWriting}
              />
              <button type="button" class="button is-primary" onClick={send}>
                {practiceWords.send}
              </button>
            </div>
          </Show>
        </article>
      </div>
    </main>
  )
}
