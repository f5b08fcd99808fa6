/**
 * Where catalogues of words are, and which areas come together. The languages are those of `shared/kit/locales.ts`. Reads
 * and lists files; what is made of them is catalogue.ts.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { LOCALES, isLocale } from '../../shared/kit/locales.ts'
import {
  parseCatalogue,
  writeArea,
  writeBundle,
  writeLoader,
  type Bundle,
  type Catalogues,
} from './catalogue.ts'

export const root = join(import.meta.dirname, '..', '..')

export const locales = Object.keys(LOCALES).filter(isLocale)

export type Room = {
  folder: string
  /** Areas that come as one file. */
  bundles: readonly Bundle[]
  /** A device loads one language; a server has all of them. */
  isLoaded: boolean
  /** Areas whose catalogues are another room's. */
  borrowed: Readonly<Record<string, string>>
  /** Languages that modules are made of; absent: all of them. */
  made?: readonly string[]
}

const client: Room = {
  folder: join('client', 'words'),
  /** What a screen needs comes as one file: before the first list, with a ticket, with the desk's own screens, at the door … */
  bundles: [
    { name: 'first', areas: ['first'] },
    { name: 'fault', areas: ['fault', 'fault-detail'] },
    {
      name: 'ticket',
      areas: 'act bulk empty key macro mail next owed search snooze split ticket turn view'.split(
        ' ',
      ),
    },
    { name: 'desk', areas: ['desk', 'key-setting', 'mail-setup', 'push', 'sla'] },
    { name: 'door', areas: ['boot', 'door', 'lock'] },
    { name: 'report', areas: ['report'] },
    { name: 'tier', areas: ['hook', 'tier'] },
    { name: 'practice', areas: ['practice'] },
  ],
  isLoaded: true,
  borrowed: {},
}

/** What the clocks of the SLA say: the command line in English, the server in all languages. */
const shared: Room = {
  folder: join('shared', 'words'),
  bundles: [{ name: 'step', areas: ['step'] }],
  isLoaded: false,
  borrowed: {},
  made: ['en'],
}

/** What the server writes: pages and mails to people outside, mails and notifications to people of the desk. */
const server: Room = {
  folder: join('sync-server', 'words'),
  bundles: [
    {
      name: 'public',
      areas: 'agent fault figure form frame mail push script step ticket time'.split(' '),
    },
  ],
  isLoaded: false,
  borrowed: { fault: client.folder, step: shared.folder },
}

export const ROOMS: readonly Room[] = [client, server, shared]

/** Areas that have catalogues in this room, in a language. */
export function areasOf({ folder }: Room, locale: string): string[] {
  const path = join(root, folder, locale)
  if (!existsSync(path)) return []
  return readdirSync(path)
    .filter((name) => name.endsWith('.json'))
    .map((name) => name.slice(0, -'.json'.length))
    .toSorted()
}

/** The room's own. */
export function readCatalogues(room: Room, locale: string): Catalogues {
  return new Map(
    areasOf(room, locale).map((area) => [area, readCatalogue(room.folder, locale, area)] as const),
  )
}

function readCatalogue(folder: string, locale: string, area: string) {
  const path = join(root, folder, locale, `${area}.json`)
  try {
    return parseCatalogue(readFileSync(path, 'utf8'))
  } catch (error) {
    throw new Error(`${path} is no catalogue`, { cause: error })
  }
}

function withBorrowed(room: Room, locale: string): Catalogues {
  const borrowed = Object.entries(room.borrowed).map(
    ([area, folder]) => [area, readCatalogue(folder, locale, area)] as const,
  )
  return new Map([...readCatalogues(room, locale), ...borrowed])
}

/** Every file that is made, by its path in the tree. Not yet laid out as Prettier would. */
export function makeModules(): Map<string, string> {
  return new Map(ROOMS.flatMap(modulesOf))
}

function modulesOf(room: Room): [string, string][] {
  const { folder, bundles, isLoaded, made: madeIn = locales } = room
  const english = withBorrowed(room, 'en')
  const made: [string, string][] = []
  for (const bundle of bundles) {
    if (isLoaded) {
      made.push([join(folder, `bundle-${bundle.name}.ts`), writeLoader(bundle, locales)])
      for (const area of bundle.areas)
        made.push([join(folder, `${area}.ts`), writeArea(area, bundle)])
    }
    for (const locale of madeIn) {
      const from = { words: withBorrowed(room, locale), english }
      const path = join(folder, 'made', locale, `${bundle.name}.ts`)
      made.push([path, writeBundle(bundle, locale, from, '../../../../shared/kit')])
    }
  }
  return made
}
