/**
 * The house rules a machine can judge. Each takes what it judges and gives back one line a violation; none
 * reads a disk. Sizes are not here: they are printed, and a person decides.
 */
import { posix } from 'node:path'
import type { Source } from './source.ts'

/** A text file of the tree: document, setting or source. */
export type Text = { path: string; text: string }

const ROOMS = ['client', 'sync-server', 'mail-gateway', 'shared']
const CLIENT_LAYERS = ['replica', 'state', 'parts', 'screens', 'app']
const SHARED_LAYERS: Record<string, number> = {
  kit: 0,
  words: 1,
  sla: 1,
  ticket: 1,
  search: 2,
  wire: 3,
}

/**
 * Where a library may be imported when that is more than one file. A library that is not here has one
 * door: one file a room.
 */
const DOORS: [library: RegExp, where: RegExp][] = [
  [/^node:/, /./],
  [/^(solid-js|@solidjs\/router|tinykeys)$/, /^client\//],
  [
    /^hono$/,
    /^sync-server\/(http|pages|reports|sla|main|auth|session|room|feed|blobs|mail|operator)\b/,
  ],
  [
    /^(yjs|y-protocols)$/,
    /^(shared\/(ticket|wire)|sync-server\/(commit|room|session|sync)|client\/(replica|parts))\b/,
  ],
  [
    /^lib0$/,
    /^(shared\/(kit|ticket|wire)|sync-server\/(commit|room|session|sync|http)|client\/replica)\b/,
  ],
  [/^ws$/, /^(sync-server\/session\/|mail-gateway\/peer)/],
  [/^(prosemirror-[a-z-]+|y-prosemirror)$/, /^client\/parts\/[^/]*(editor|composer|draft|reply)/],
  [/^pdfjs-dist$/, /^client\/state\/(read-pdf|pdf-worker)\.ts$/],
  [/^workbox-/, /^client\/(service-worker|update|main|app)/],
  [/^temporal-polyfill$/, /^shared\/sla\//],
  [/^web-push$/, /^sync-server\/push\/push-message\.ts$/],
  [/^smtp-server$/, /^mail-gateway\/door\/smtp-(in|parser|session)\.ts$/],
  [/^nodemailer$/, /^mail-gateway\/outbound\/(send|compose)\.ts$/],
  [/^imapflow$/, /^mail-gateway\/fetch\/imap-session\.ts$/],
  [/^mailparser$/, /^mail-gateway\/inbound\/(parse|mime)/],
  [/^(@photostructure\/sqlite|node:sqlite)$/, /^sync-server\/store\/sqlite-/],
]

export function isTest(path: string): boolean {
  return /\.(test|scenario)\.tsx?$/.test(path) || /(^|\/)test-stage\//.test(path)
}

/** client, sync-server and mail-gateway import only shared; nobody imports e2e or a test. */
export function brokenArrows(sources: readonly Source[]): string[] {
  return eachImport(sources, (from, to) => {
    const [fromRoom, toRoom] = [roomOf(from), roomOf(to)]
    if (isTest(to) && !isTest(from) && fromRoom !== 'e2e') return 'imports a test'
    if (fromRoom === 'e2e') return undefined
    if (toRoom === 'e2e') return 'imports e2e'
    if (
      ROOMS.includes(fromRoom) &&
      ROOMS.includes(toRoom) &&
      fromRoom !== toRoom &&
      toRoom !== 'shared'
    )
      return `${fromRoom} imports only shared`
    if (fromRoom === 'shared' && toRoom === 'shared' && rankInShared(from) < rankInShared(to))
      return 'in shared: kit ← sla, ticket ← search ← wire'
    if (fromRoom === 'client' && toRoom === 'client' && rankInClient(from) < rankInClient(to))
      return `in client: ${CLIENT_LAYERS.join(' ← ')}`
    if (
      sideOfGateway(from) !== undefined &&
      sideOfGateway(to) !== undefined &&
      sideOfGateway(from) !== sideOfGateway(to)
    )
      return 'inbound and outbound do not know each other'
    return undefined
  })
}

/** One door per library: outside its door it is not imported. */
export function brokenDoors(sources: readonly Source[]): string[] {
  const doorsUsed = new Map<string, string>()
  const broken: string[] = []
  for (const { path, imports } of sources) {
    if (isTest(path) || !ROOMS.includes(roomOf(path))) continue
    for (const library of new Set(imports.filter((name) => !name.startsWith('.')).map(libraryOf))) {
      const door = DOORS.findLast(([name]) => name.test(library))
      if (door !== undefined && door[1].test(path)) continue
      const key = `${roomOf(path)} ${library}`
      const other = door === undefined ? doorsUsed.get(key) : 'its door in e2e/tidy/rules.ts'
      if (other === undefined) doorsUsed.set(key, path)
      else broken.push(`${path} imports ${library}, which comes in through ${other}`)
    }
  }
  return broken
}

/** Files that need each other to load. Types alone have no order, so they make no circle. */
export function circles(sources: readonly Source[]): string[] {
  const edges = new Map(
    sources.map((source) => [source.path, targetsOf({ ...source, imports: source.valueImports })]),
  )
  const done = new Set<string>()
  const found: string[] = []
  const walk = (path: string, trail: readonly string[]) => {
    const start = trail.indexOf(path)
    if (start >= 0) found.push([...trail.slice(start), path].join(' → '))
    if (start >= 0 || done.has(path)) return
    for (const target of edges.get(path) ?? []) walk(target, [...trail, path])
    done.add(path)
  }
  for (const path of edges.keys()) walk(path, [])
  return found
}

export function exportAlls(sources: readonly Source[]): string[] {
  return sources.filter((source) => source.hasExportAll).map((source) => `${source.path}: export *`)
}

/** shared is pure: no clock, no random, no timer, no network, no process. */
export function impureShared(sources: readonly Source[]): string[] {
  return sources
    .filter((source) => roomOf(source.path) === 'shared' && !isTest(source.path))
    .flatMap((source) => source.touches.map(({ what, line }) => `${source.path}:${line}: ${what}`))
}

/** Numbers in titles of tests exist in the rules. */
export function unknownRules(tests: readonly Text[], rules: string): string[] {
  const known = ruleNumbers(rules)
  return tests.flatMap(({ path, text }) =>
    quotedRules(text)
      .filter((rule) => !known.has(rule))
      .map((rule) => `${path}: [${rule}] is not in docs/rules.md or docs/mail.md`),
  )
}

/** `- **CO1** sentence` */
export function ruleNumbers(rules: string): Set<string> {
  return new Set(
    Array.from(rules.matchAll(/^- \*\*([A-Z]{2}\d+)\*\* /gm), (match) => match[1] ?? ''),
  )
}

export function quotedRules(text: string): string[] {
  return Array.from(
    // Checks by name, such as [UX-R-1], may stand among them.
    text.matchAll(/['"`]((?:\[[A-Z][A-Z0-9-]+\] ?)+)/g),
    (match) => match[1] ?? '',
  ).flatMap((numbers) =>
    Array.from(numbers.matchAll(/\[([A-Z]{2}\d+)\]/g), (match) => match[1] ?? ''),
  )
}

/** Files run one after the other in one process: what is put in the place of a module or a global would stay, or come too late. */
export function mocksInCompany(tests: readonly Text[]): string[] {
  return tests
    .filter(({ path }) => /\.test\.tsx?$/.test(path) && !/\.alone\.test\.ts$/.test(path))
    .filter(({ text }) =>
      /\bvi\.(doM|m)ock\(|from '.*\/process-globals\.ts'|import '.*\/process-globals\.ts'/.test(
        text,
      ),
    )
    .map(({ path }) => `${path}: name it *.alone.test.ts, it replaces what others use`)
}

/** Links between pages lead somewhere, down to the heading. */
export function brokenLinks(pages: readonly Text[], exists: (path: string) => boolean): string[] {
  const headings = new Map(pages.map(({ path, text }) => [path, headingsOf(text)]))
  return pages.flatMap(({ path, text }) =>
    Array.from(withoutCode(text).matchAll(/\]\(([^)\s]+)\)/g), (match) => match[1] ?? '')
      .filter((link) => !/^[a-z]+:/.test(link))
      .filter((link) => {
        const [file = '', anchor] = link.split('#')
        const target = file === '' ? path : posix.normalize(posix.join(posix.dirname(path), file))
        if (!exists(target)) return true
        return anchor !== undefined && headings.get(target)?.has(anchor) === false
      })
      .map((link) => `${path}: ${link} leads nowhere`),
  )
}

const MACHINE_PATH = /(?<![\w.])\/(home|Users|root|work|mnt)\/[\w.-]+/g
const REGISTRY =
  /"resolved": "https?:[^"]+|^\s*(?:@[\w-]+:)?registry\s*=.+|https?:\/\/(?:registry|npm|nexus|artifactory)\.[\w.-]+/gm
const LATER = new RegExp(`\\b(${['TO' + 'DO', 'FIX' + 'ME'].join('|')})\\b`, 'g')

/** What belongs to somebody's machine, or to later, stays out of the tree. */
export function strayWords(texts: readonly Text[]): string[] {
  return texts.flatMap(({ path, text }) =>
    [MACHINE_PATH, REGISTRY, LATER].flatMap((pattern) =>
      Array.from(text.matchAll(pattern), ([words]) => `${path}: ${words.trim()}`),
    ),
  )
}

function eachImport(
  sources: readonly Source[],
  judge: (from: string, to: string) => string | undefined,
): string[] {
  return sources.flatMap((source) =>
    targetsOf(source).flatMap((target) => {
      const why = judge(source.path, target)
      return why === undefined ? [] : [`${source.path} → ${target}: ${why}`]
    }),
  )
}

function targetsOf({ path, imports }: Source): string[] {
  return imports
    .filter((name) => name.startsWith('.'))
    .map((name) => posix.normalize(posix.join(posix.dirname(path), name.replace(/\?.*$/, ''))))
}

function roomOf(path: string): string {
  return path.split('/')[0] ?? ''
}

function rankInShared(path: string): number {
  return SHARED_LAYERS[path.split('/')[1] ?? ''] ?? 0
}

/** Files outside the layers (strings, styles) may be imported by all and have no rank of their own. */
function rankInClient(path: string): number {
  const name = (path.split('/')[1] ?? '').replace(/\.tsx?$/, '')
  const rank = CLIENT_LAYERS.indexOf(name === 'main' ? 'app' : name)
  return rank < 0 ? Number.NaN : rank
}

function sideOfGateway(path: string): string | undefined {
  return /^mail-gateway\/(inbound|outbound)\//.exec(path)?.[1]
}

function libraryOf(name: string): string {
  if (name.startsWith('node:')) return name
  return name
    .split('/')
    .slice(0, name.startsWith('@') ? 2 : 1)
    .join('/')
}

function withoutCode(text: string): string {
  return text.replace(/```[\s\S]*?```|`[^`\n]*`/g, '')
}

/** As the usual renderers name them: lower case, spaces to dashes, other signs dropped. */
function headingsOf(text: string): Set<string> {
  return new Set(
    Array.from(text.matchAll(/^#+ (.+)$/gm), (match) =>
      (match[1] ?? '')
        .toLowerCase()
        .replace(/[^\p{L}\p{N}\s_-]/gu, '')
        .trim()
        .replace(/\s/g, '-'),
    ),
  )
}

/** English between tags, or in what a screen reader says: it belongs into a catalogue (client/words, sync-server/words). */
export function wordsInMarkup(texts: readonly Text[]): string[] {
  const between = />\s*([^<>{}=;()]*\p{L}{2}[^<>{}=;()]*)<\//gu
  const said = /\b(?:aria-label|title|placeholder|alt|label)="([^"]*\p{L}{2}[^"]*)"/gu
  // Addresses and hosts for example's sake.
  const isExample = (text: string) => /^(?:[\w-]+@)?[\w.-]*\bexample(?:\.org)?$/.test(text)
  // In templates of pages words also stand before what is put in; names of formats are the same everywhere.
  const behindTag =
    /<\/?(?:a|button|caption|d[dlt]|desc|div|em|h\d|label|li|main|nav|noscript|option|p|section|span|strong|t[dhr]|text|time|title|[ou]l)\b[^<>]*>\s*([^<>{}$`]*\p{L}{2}[^<>{}$`]*)/gu
  const isFormat = (text: string) => /^[A-Z]{3,4}$/.test(text)
  return texts
    .filter(({ path }) => !isTest(path))
    .flatMap(({ path, text }) => {
      const isPage = /^sync-server\/pages\/.*\.ts$/.test(path)
      if (!isPage && !/^client\/.*\.tsx$/.test(path)) return []
      const code = text.replace(/\/\*[^]*?\*\//g, '').replace(/^\s*\/\/.*/gm, '')
      return [...code.matchAll(isPage ? behindTag : between), ...code.matchAll(said)]
        .map(([, words = '']) => words.trim())
        .filter((words) => !isExample(words) && !isFormat(words) && !words.includes('${'))
        .map((words) => `${path} says “${words}” outside the catalogues`)
    })
}
