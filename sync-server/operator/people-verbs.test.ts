/** The verbs about people, as the command line calls them. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { unwrap } from '../../shared/kit/fault.ts'
import { parseArguments } from '../cli/arguments.ts'
import { codeOf, openStage, type Stage } from '../commit/test-stage/desk-stage.ts'
import { VERBS } from './verbs.ts'

let stage: Stage
beforeEach(async () => {
  stage = await openStage()
  await run('user add --email ada@desk.test --name Ada --role admin')
  await run('user add --email eve@desk.test --name Eve --role agent --queue support')
})
afterEach(() => stage.close())

async function call(line: string) {
  const verb = VERBS.find(({ name }) => line === name || line.startsWith(`${name} `))
  if (!verb) throw new Error(`no such verb: ${line}`)
  const rest = line.slice(verb.name.length).split(' ').filter(Boolean)
  const { input } = unwrap(parseArguments(verb.options, rest, '/'))
  return verb.run(stage.desk, input, () => {})
}
const run = async (line: string) => unwrap(await call(line))
const EVE = '--email Eve@desk.test'

test('people are listed with what they may do', async () => {
  const { json, words } = await run('user list')
  expect(words.split('\n')).toEqual([
    'Ada <ada@desk.test>: admin, all queues',
    'Eve <eve@desk.test>: agent, support',
  ])
  expect(json).toMatchObject({ people: [{ queues: null }, { queues: ['support'] }] })
})

test('queues and roles are changed, and what is wrong is said', async () => {
  expect((await run(`user queues ${EVE} --queue payments --queue support`)).json).toMatchObject({
    queues: ['payments', 'support'],
  })
  expect((await run(`user queues ${EVE} --all`)).json).toMatchObject({ queues: null })
  expect((await run(`user role ${EVE} --role lead`)).words).toBe(
    'Eve <eve@desk.test>: lead, all queues.',
  )
  for (const [line, code] of [
    [`user queues ${EVE}`, 'kit/invalid'],
    [`user queues ${EVE} --all --queue support`, 'kit/invalid'],
    [`user queues ${EVE} --queue nowhere`, 'desk/unknown-queue'],
    [`user role ${EVE} --role king`, 'kit/invalid'],
    [`user disable --email nobody@desk.test`, 'kit/not-found'],
    [`user sessions --email nobody@desk.test`, 'kit/not-found'],
    [`user disable --email ada@desk.test`, 'auth/last-admin'],
    [`user role --email ada@desk.test --role agent`, 'auth/last-admin'],
  ] as const)
    expect([line, codeOf(await call(line))]).toEqual([line, code])
  const flagged = parseArguments(
    VERBS.find(({ name }) => name === 'user queues')?.options ?? [],
    ['--email=x', '--all=yes'],
    '/',
  )
  expect(codeOf(flagged)).toBe('kit/invalid')
})

test('[RI8] [RI20] disabling ends what they have; enabling brings nothing of it back', async () => {
  const token = String((await run(`token create ${EVE}`)).json['token'])
  expect(await stage.desk.sessions.authenticate(token)).not.toBeNull()
  expect((await run(`user disable ${EVE}`)).words).toBe(
    'Eve <eve@desk.test>: agent, support, disabled.',
  )
  expect(await stage.desk.sessions.authenticate(token)).toBeNull()
  expect(codeOf(await call(`token create ${EVE}`))).toBe('kit/not-found')
  expect((await run(`user enable ${EVE}`)).json).toMatchObject({ isDisabled: false })
  expect(await stage.desk.sessions.authenticate(token)).toBeNull()
})

test('[RI6] sessions are listed, and ended', async () => {
  const token = String((await run(`token create ${EVE}`)).json['token'])
  const listed = await run(`user sessions ${EVE}`)
  expect(listed.words).toMatch(/^bearer [0-9a-z]{26}: since 2026-03-02T10:00:00.000Z, seen /)
  expect(listed.json['sessions']).toHaveLength(1)
  expect(JSON.stringify(listed)).not.toContain(token)
  expect((await run(`user sessions ${EVE} --revoke`)).json).toEqual({ sessions: [], ended: 1 })
  expect((await run(`user sessions ${EVE}`)).words).toBe('None.')
  expect(await stage.desk.sessions.isRevoked(token)).toBe(true)
})
