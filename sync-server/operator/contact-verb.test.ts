/** `contact erase`, as the command line calls it. What erasing does is tested with the commit. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { unwrap } from '../../shared/kit/fault.ts'
import { parseArguments } from '../cli/arguments.ts'
import { codeOf, openStage, type Stage } from '../commit/test-stage/desk-stage.ts'
import { eraseByAddress } from './contact-verb.ts'

let stage: Stage
let said: string[]
beforeEach(async () => {
  stage = await openStage()
  said = []
})
afterEach(() => stage.close())

async function call(words: string[]) {
  const parsed = parseArguments(eraseByAddress.options, words, '/')
  if (!parsed.ok) return parsed
  return eraseByAddress.run(stage.desk, parsed.value.input, (line) => void said.push(line))
}

test('[CO19] by an address in any spelling: their tickets are gone through, the audit says why', async () => {
  const ticket = await stage.ticket('ruth@customer.test')
  const other = await stage.ticket('olga@other.test')
  const { requester } = (await stage.read(ticket)).facts
  const done = unwrap(await call(['--email', ' Ruth@CUSTOMER.test ', '--why', 'Art. 17']))
  expect(done.json).toEqual({ contact: requester.id, isDone: true })
  expect(done.words).toContain('Backups made before still have it')
  expect(said).toEqual(['the address is unknown from now on; their tickets follow'])
  expect(JSON.stringify(await stage.read(ticket))).not.toMatch(/Ruth|ruth@/)
  expect((await stage.read(other)).facts.requester.address).toBe('olga@other.test')
  expect(await stage.count('removals', `kind = 'erase' AND why = 'Art. 17'`)).toBe(1)
  // Nobody has that address any more: not even once erased.
  expect(codeOf(await call(['--email', 'ruth@customer.test']))).toBe('kit/not-found')
  expect(await stage.count('removals')).toBe(1)
})

test('without a reason the audit says who asked; what is no address erases nobody', async () => {
  await stage.ticket('ruth@customer.test')
  const before = await stage.everything()
  for (const [words, code] of [
    [[], 'kit/invalid'],
    [['--email'], 'kit/invalid'],
    [['--email', ''], 'kit/invalid'],
    [['--email', 'x'.repeat(400)], 'kit/invalid'],
    [['--email', 'ruth@customer.test', '--why', ''], 'kit/invalid'],
    [['--email', 'ruth@customer.test', '--why', 'x'.repeat(100_000)], 'kit/invalid'],
    [['--email', 'nobody@customer.test'], 'kit/not-found'],
    [['--email', '%@customer.test'], 'kit/not-found'],
    [['--email', `' OR 1=1 --`], 'kit/not-found'],
    [['--all'], 'kit/invalid'],
  ] as const)
    expect([words, codeOf(await call([...words]))]).toEqual([words, code])
  expect(await stage.everything()).toBe(before)
  unwrap(await call(['--email', 'ruth@customer.test']))
  expect(await stage.count('removals', `why = 'asked for by the operator'`)).toBe(1)
})
