/**
 * Every address of the agents' app, read where it is declared: the routes, the lists, the parts of the settings. What is
 * derived from it visits a new screen without being told, or says that it does not know how. Not here: what is on a screen
 * besides its address (list).
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { VIEW_IDS } from '../../client/state/view.ts'
import { root } from '../stage/build.ts'

const BASE = '/app'
const read = (path: string): string => readFileSync(join(root, path), 'utf8')

/** As the router has them: `/v/:view/t/:id`. */
export function readRoutes(source: string): string[] {
  const routes = [...source.matchAll(/<Route path=(\{\[[^\]]*\]\}|"[^"]*")/g)]
  return routes.flatMap(([, paths = '']) =>
    [...paths.matchAll(/['"]([^'"]*)['"]/g)].map(([, path = '']) => path),
  )
}

/** Ids of the parts of the settings. */
export function readSections(source: string): string[] {
  const table = /const SECTIONS = \[([^\]]*)\]/.exec(source)?.[1] ?? ''
  return [...table.matchAll(/\bid: '([^']*)'/g)].map(([, id = '']) => id)
}

/** What stands for a part of a route that is a name, `:view`; null: nobody knows. */
type Known = (name: string) => readonly string[] | null

/** All that a route stands for. Throws when it has a part that is not known. */
export function fillRoute(route: string, known: Known): string[] {
  const part = /\/:(\w+)(\?)?/.exec(route)
  if (!part) return [route]
  const [all, name = '', isOptional] = part
  const values = known(name)
  if (!values)
    throw new Error(`${route}: what :${name} may be is not known to e2e/screens/addresses.ts`)
  const filled = values.map((value) => route.replace(all, `/${value}`))
  if (isOptional) filled.unshift(route.replace(all, ''))
  return filled.flatMap((one) => fillRoute(one, known))
}

/**
 * @param views  lists of this desk, besides those everybody has
 * @param id  of a ticket
 */
export function appAddresses({ views, id }: { views: readonly string[]; id: string }): string[] {
  const known: Known = (name) => {
    if (name === 'view') return [...VIEW_IDS, ...views]
    if (name === 'section') return readSections(read('client/screens/settings-screen.tsx'))
    return name === 'id' ? [id] : null
  }
  const routes = readRoutes(read('client/app.tsx'))
  // What nothing else fits is the inbox.
  const addresses = routes.map((route) => (route === '*' ? '/nowhere' : route))
  return addresses.flatMap((route) => fillRoute(route, known)).map((path) => BASE + path)
}
