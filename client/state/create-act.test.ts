import { createRoot } from 'solid-js'
import { expect, test } from 'vitest'
import { fail, ok, type Result } from '../../shared/kit/fault.ts'
import { createAct } from './create-act.ts'

test('while an act is under way a second one does nothing', async () => {
  const act = createRoot(() => createAct())
  const done: string[] = []
  const answers: ((answer: Result<string>) => void)[] = []
  const first = act.run(
    () => new Promise<Result<string>>((resolve) => answers.push(resolve)),
    (value) => done.push(value),
  )
  expect(act.isBusy()).toBe(true)
  await act.run(
    async () => ok('second'),
    (value) => done.push(value),
  )
  answers[0]?.(ok('first'))
  await first
  expect(done).toEqual(['first'])
  expect(act.isBusy()).toBe(false)
})

test('what went wrong is said in words until the next act begins', async () => {
  const act = createRoot(() => createAct())
  const isDone = { value: false }
  await act.run(
    async () => fail('kit/busy', 'The server cannot be reached just now.'),
    () => (isDone.value = true),
  )
  expect(isDone.value).toBe(false)
  expect(act.trouble()).toContain('The server cannot be reached just now.')
  const seen: string[] = []
  await act.run(
    async () => {
      seen.push(act.trouble())
      return ok()
    },
    () => undefined,
  )
  expect(seen).toEqual([''])
  expect(act.trouble()).toBe('')
})
