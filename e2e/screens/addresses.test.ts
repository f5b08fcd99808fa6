/** What is visited because it is declared: a route, a list or a part of the settings that is new is among it. */
import { expect, test } from 'vitest'
import { appAddresses, fillRoute, readRoutes, readSections } from './addresses.ts'

test('every route, list and part of the settings has an address', () => {
  const all = appAddresses({ views: ['q-support'], id: 'x1' })
  expect(all).toEqual(expect.arrayContaining(['/app/', '/app/v/inbox', '/app/v/q-support']))
  expect(all).toEqual(expect.arrayContaining(['/app/v/spam/t/x1', '/app/t/x1', '/app/nowhere']))
  expect(all).toEqual(expect.arrayContaining(['/app/reports', '/app/practice', '/app/settings']))
  expect(all).toEqual(expect.arrayContaining(['/app/settings/held', '/app/settings/promises']))
  expect(new Set(all).size).toBe(all.length)
})

test('a route or a part that is new is read', () => {
  const app = `<Route path={['/', '/v/:view']} component={A} />\n<Route path="/new/:thing" />`
  expect(readRoutes(app)).toEqual(['/', '/v/:view', '/new/:thing'])
  expect(
    readSections("const SECTIONS = [{ id: 'keys', for: 'a' }, { id: 'new' }] as const"),
  ).toEqual(['keys', 'new'])
  expect(fillRoute('/new/:thing?', () => ['a', 'b'])).toEqual(['/new', '/new/a', '/new/b'])
  expect(() => fillRoute('/new/:thing', () => null)).toThrow('what :thing may be is not known')
})
