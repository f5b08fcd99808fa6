/** Adding files: by a camera where there may be one, and with a word about large ones while there is no network. */
import { cleanup, render, screen } from '@solidjs/testing-library'
import { createRoot } from 'solid-js'
import { afterEach, expect, test, vi } from 'vitest'
import { LIMITS } from '../../shared/kit/limits.ts'
import { makeDoc } from '../../shared/ticket/ticket-doc.ts'
import { createFiles } from '../state/create-files.ts'
import { createDesk } from '../state/replica-context.tsx'
import { makeStandIn } from '../test-stage/stand-in-replica.ts'
import { AddFiles } from './reply-files.tsx'

afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

test('where a finger points, a camera is offered beside the files; with a mouse it is not', () => {
  for (const isFinger of [true, false]) {
    vi.stubGlobal('matchMedia', (query: string) => ({
      matches: query === '(pointer: coarse)' && isFinger,
    }))
    render(() => <AddFiles host={() => undefined} onAdd={() => {}} />)
    const camera = document.querySelector('input[capture]')
    expect(camera?.getAttribute('accept')).toBe(isFinger ? 'image/*' : undefined)
    expect(screen.queryByRole('button', { name: 'Take a photo' }) !== null).toBe(isFinger)
    cleanup()
  }
})

test('of a large file added without a network it is said how large it is, and when it goes', async () => {
  const replica = makeStandIn({ tickets: 1, now: Date.now() })
  const said: string[] = []
  const [large, small] = [LIMITS.largeFileBytes, LIMITS.largeFileBytes - 1].map(
    (bytes) => new File([new Uint8Array(bytes)], `${bytes}.zip`, { type: 'application/zip' }),
  )
  if (!large || !small) throw new Error('there are two')
  await createRoot(async (dispose) => {
    const desk = createDesk(replica)
    const add = async (file: File) => {
      const draft = { doc: makeDoc(new Uint8Array([0, 0])), onChange: () => () => {} }
      const say = (sentence: string) => said.push(sentence)
      await createFiles(desk, { ticket: () => 't', draft: () => draft, say }).add([file])
    }
    await add(large)
    expect(said).toEqual([])
    replica.setOffline(true)
    await add(small)
    expect(said).toEqual([])
    await add(large)
    expect(said).toEqual([expect.stringMatching(/has 5\.2 MB\..* goes up when you are online/)])
    dispose()
  })
})
