/** An answer that is awaited takes nothing away from the screen that shows it. */
import { createSignal, Show, Suspense } from 'solid-js'
import { render } from 'solid-js/web'
import { afterEach, expect, test, vi } from 'vitest'
import { createAnswer, type Answer } from './create-answer.ts'

let dispose = () => {}
afterEach(() => {
  dispose()
  document.body.replaceChildren()
})

/** A screen with something beside the answer that must stay where it is. */
function show(make: () => Answer<string>) {
  let answer: Answer<string> | undefined
  const Beside = () => {
    answer = make()
    return <Show when={answer()}>{(said) => <p>{said()}</p>}</Show>
  }
  dispose = render(
    () => (
      <Suspense>
        <dialog open />
        <Beside />
      </Suspense>
    ),
    document.body,
  )
  const stays = document.querySelector('dialog')
  const removed = vi.fn<() => void>()
  if (stays)
    new MutationObserver(() => !stays.isConnected && removed()).observe(document.body, {
      childList: true,
    })
  return {
    answer: () => answer,
    said: () => document.querySelector('p')?.textContent,
    stays,
    removed,
  }
}

test('what stands beside it stays in the page, before the answer and when it is asked again', async () => {
  const [about, setAbout] = createSignal('a')
  const asked: { about: string; say: (said: string) => void }[] = []
  const { answer, said, stays, removed } = show(() =>
    createAnswer(about, (of) => new Promise((say) => asked.push({ about: of, say }))),
  )
  expect(stays?.isConnected).toBe(true)
  expect([answer()?.isLoading(), said()]).toEqual([true, undefined])
  asked[0]?.say('first')
  await vi.waitFor(() => expect(said()).toBe('first'))
  setAbout('b')
  await vi.waitFor(() => expect(asked.map((one) => one.about)).toEqual(['a', 'b']))
  expect([stays?.isConnected, said()]).toEqual([true, 'first'])
  asked[1]?.say('second')
  await vi.waitFor(() => expect(said()).toBe('second'))
  answer()?.set('mine')
  expect([answer()?.isLoading(), said()]).toEqual([false, 'mine'])
  expect(removed).not.toHaveBeenCalled()
})

test('what says the same again is not asked again; nothing at all is asked about too', async () => {
  const [view, setView] = createSignal({ search: '' })
  const asked: string[] = []
  const { said } = show(() =>
    createAnswer(
      () => view().search,
      async (search) => {
        asked.push(search)
        return `of ${search}`
      },
    ),
  )
  await vi.waitFor(() => expect(said()).toBe('of '))
  setView({ search: '' })
  setView({ search: 'a' })
  await vi.waitFor(() => expect(said()).toBe('of a'))
  expect(asked).toEqual(['', 'a'])
})

test('what cannot be had is no answer, and breaks nothing', async () => {
  const { answer, said, stays } = show(() =>
    createAnswer(
      () => 'a',
      async () => Promise.reject(new Error('away')),
    ),
  )
  await vi.waitFor(() => expect(answer()?.isLoading()).toBe(false))
  expect([stays?.isConnected, said()]).toEqual([true, undefined])
})
