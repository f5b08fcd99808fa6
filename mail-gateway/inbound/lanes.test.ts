import { expect, test } from 'vitest'
import { makeLanes } from './lanes.ts'

const noBug = (error: unknown) => {
  throw new Error('work threw', { cause: error })
}

/** Work that ends when it is told to; `log` says what began and ended. */
function makeWork() {
  const log: string[] = []
  const ends = new Map<string, () => void>()
  return {
    log,
    work: (name: string) => async () => {
      log.push(`${name} begins`)
      await new Promise<void>((resolve) => ends.set(name, resolve))
      log.push(`${name} ends`)
    },
    end: (name: string) => ends.get(name)?.(),
    async until(line: string) {
      await expect.poll(() => log).toContain(line)
    },
  }
}

test('[MA3] [MR3] what shares a key keeps its order; nothing else waits for it', async () => {
  const { log, work, end, until } = makeWork()
  const lanes = makeLanes({ count: 8, bytes: 1_000 }, noBug)
  await lanes.start(['thread', 'ann'], 1, work('one'))
  await lanes.start(['bob', 'thread'], 1, work('two'))
  await lanes.start(['bob'], 1, work('three'))
  await lanes.start(['cy'], 1, work('four'))
  await until('four begins')
  expect(log).toEqual(['one begins', 'four begins'])
  end('four')
  end('one')
  await until('two begins')
  expect(log).not.toContain('three begins')
  end('two')
  await until('three begins')
  end('three')
  await lanes.idle()
  expect(log.filter((line) => line.endsWith('ends'))).toEqual([
    'four ends',
    'one ends',
    'two ends',
    'three ends',
  ])
})

test.each([
  ['number', { count: 2, bytes: 1_000 }],
  ['bytes', { count: 100, bytes: 2 }],
])('the %s of what is under way is bounded', async (_what, limits) => {
  const { log, work, end, until } = makeWork()
  const lanes = makeLanes(limits, noBug)
  await lanes.start([], 1, work('one'))
  await lanes.start([], 1, work('two'))
  const third = lanes.start([], 1, work('three'))
  await until('two begins')
  expect(log).not.toContain('three begins')
  end('one')
  await third
  await until('three begins')
  end('two')
  end('three')
  await lanes.idle()
})

test('one that is larger than all there is room for goes alone', async () => {
  const { log, work, end, until } = makeWork()
  const lanes = makeLanes({ count: 8, bytes: 2 }, noBug)
  await lanes.start([], 100, work('large'))
  await until('large begins')
  end('large')
  await lanes.idle()
  expect(log).toEqual(['large begins', 'large ends'])
})

test('work that throws is told, and what waits for it goes on', async () => {
  const bugs: unknown[] = []
  const lanes = makeLanes({ count: 8, bytes: 8 }, (error) => bugs.push(error))
  let isDone = false
  await lanes.start(['a'], 1, () => Promise.reject(new Error('broken')))
  await lanes.start(['a'], 1, async () => {
    isDone = true
  })
  await lanes.idle()
  expect(bugs).toEqual([new Error('broken')])
  expect(isDone).toBe(true)
})
