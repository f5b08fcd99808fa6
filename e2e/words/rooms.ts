/**
 * Where catalogues of words are, and which areas come together. The languages are those of `client/words/locales.ts`. Reads
 * and lists files; what is made of them is catalogue.ts.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { LOCALES, type Locale } from '../../client/words/locales.ts'
import {
  parseCatalogue,
  writeArea,
  writeBundle,
  writeLoader,
  type Bundle,
  type Catalogues,
} from './catalogue.ts'

export const root = join(import.meta.dirname, '..', '..')

export const locales = Object.keys(LOCALES).filter((name): name is Locale => name in LOCALES)

/** What a screen needs comes as one file: before the first list, with a ticket, with the desk's own screens, at the door … */
export const BUNDLES: readonly Bundle[] = [
  { name: 'first', areas: ['first'] },
  { name: 'fault', areas: ['fault'] },
  {
    name: 'ticket',
    areas: 'act bulk empty key macro mail next owed search split ticket view'.split(' '),
  },
  { name: 'desk', areas: ['desk', 'key-setting', 'mail-setup', 'push', 'sla'] },
  { name: 'door', areas: ['boot', 'door', 'lock'] },
  { name: 'report', areas: ['report'] },
  { name: 'tier', areas: ['hook', 'tier'] },
  { name: 'practice', areas: ['practice'] },
]

const folder = join('client', 'words')

/** Areas there are in a language. */
export function areasOf(locale: string): string[] {
  const path = join(root, folder, locale)
  if (!existsSync(path)) return []
  return readdirSync(path)
    .filter((name) => name.endsWith('.json'))
    .map((name) => name.slice(0, -'.json'.length))
    .toSorted()
}

export function readCatalogues(locale: string): Catalogues {
  return new Map(
    areasOf(locale).map((area) => {
      const path = join(root, folder, locale, `${area}.json`)
      try {
        return [area, parseCatalogue(readFileSync(path, 'utf8'))] as const
      } catch (error) {
        throw new Error(`${path} is no catalogue`, { cause: error })
      }
    }),
  )
}

/** Every file that is made, by its path in the tree. Not yet laid out as Prettier would. */
export function makeModules(): Map<string, string> {
  const english = readCatalogues('en')
  const made = new Map<string, string>()
  for (const bundle of BUNDLES) {
    made.set(join(folder, `bundle-${bundle.name}.ts`), writeLoader(bundle, locales))
    for (const area of bundle.areas) made.set(join(folder, `${area}.ts`), writeArea(area, bundle))
    for (const locale of locales) {
      const from = { words: readCatalogues(locale), english }
      const path = join(folder, 'made', locale, `${bundle.name}.ts`)
      made.set(path, writeBundle(bundle, locale, from, '../../../../shared/kit'))
    }
  }
  return made
}
