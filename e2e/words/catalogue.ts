/**
 * Catalogues of words as TypeScript: what is wrong with them, and the modules made of them. Pure: whoever calls reads and
 * writes the files. A catalogue is one area in one language: names, and ICU messages under them.
 */
import { parseWith, v } from '../../shared/kit/schema.ts'
import { quote, readMessage, signatureOf, writeMessage, wrongPlurals } from './message.ts'

export type Words = string | readonly Words[] | { readonly [name: string]: Words }

/** By area, what its file says. */
export type Catalogues = ReadonlyMap<string, Words>

const Words: v.GenericSchema<Words> = v.lazy(() =>
  v.union([v.string(), v.array(Words), v.record(v.string(), Words)]),
)

/** @throws when it is not JSON, or holds more than names, lists and messages */
export function parseCatalogue(text: string): Words {
  const parsed = parseWith(Words, JSON.parse(text))
  if (!parsed.ok) throw new Error(parsed.fault.detail)
  return parsed.value
}

/** Each message with the way to it: `mailbox.states.tls`. */
export function messagesIn(words: Words, path: readonly string[] = []): [string, string][] {
  if (typeof words === 'string') return [[path.join('.'), words]]
  return Object.entries(words).flatMap(([name, inner]) => messagesIn(inner, [...path, name]))
}

/** One line for each thing that is wrong with the words of an area in a language. */
export function faultsOf(english: Words, words: Words, locale: string): string[] {
  const wanted = new Map(messagesIn(english))
  const given = new Map(messagesIn(words))
  const faults: string[] = []
  for (const name of wanted.keys()) if (!given.has(name)) faults.push(`${name}: missing`)
  for (const [name, text] of given) {
    const original = wanted.get(name)
    if (original === undefined) {
      faults.push(`${name}: not in the English words`)
      continue
    }
    if (text.trim() === '' && original.trim() !== '') faults.push(`${name}: empty`)
    try {
      const message = readMessage(text)
      const [has, wants] = [signatureOf(message), signatureOf(readMessage(original))]
      if (has !== wants) faults.push(`${name}: takes (${has}), not (${wants})`)
      faults.push(...wrongPlurals(message, locale).map((wrong) => `${name}: ${wrong}`))
    } catch (error) {
      faults.push(`${name}: cannot be read: ${error instanceof Error ? error.message : 'why?'}`)
    }
  }
  return faults
}

export const nameOfArea = (area: string): string =>
  area.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())

/** Areas that come to a browser as one file. */
export type Bundle = { name: string; areas: readonly string[] }

/**
 * The module of a bundle in a language: `made/<locale>/<bundle>.ts`. An area that is not translated yet is there in English.
 * It imports nothing that runs, so that whoever waits for it cannot wait for itself.
 *
 * @param toShared  the way from the module to `shared/kit`
 */
export function writeBundle(
  { name, areas }: Bundle,
  locale: string,
  { words, english }: { words: Catalogues; english: Catalogues },
  toShared: string,
): string {
  const isEnglish = locale === 'en'
  const pieces = areas.map((area) => {
    const own = words.get(area)
    const found = own ?? english.get(area) ?? {}
    const text = writeWords(found, '')
    const say = text.includes('say.') ? 'say' : '_say'
    return {
      made: `const ${nameOfArea(area)} = (${say}: Say) => (${text}) as const\n`,
      entry: `  ${nameOfArea(area)}: ${nameOfArea(area)}(sayIn('${own ? locale : 'en'}')),`,
    }
  })
  return [
    `/** Made of words/${locale}/*.json by \`npm run words\` (${name}): change those, not this file. */`,
    `import type { Say, SayIn${isEnglish ? ', Widened' : ''} } from '${toShared}/say.ts'`,
    ...(isEnglish ? [] : [`import type { Bundle } from '../en/${name}.ts'`]),
    '',
    ...pieces.map(({ made }) => made),
    `export const bundle = (sayIn: SayIn)${isEnglish ? '' : ': Bundle'} => ({`,
    ...pieces.map(({ entry }) => entry),
    '})',
    ...(isEnglish ? ['', 'export type Bundle = Widened<ReturnType<typeof bundle>>'] : []),
    '',
  ].join('\n')
}

function writeWords(words: Words, indent: string): string {
  if (typeof words === 'string') return writeMessage(readMessage(words))
  const deeper = `${indent}  `
  if (Array.isArray(words))
    return `[${words.map((inner: Words) => writeWords(inner, deeper)).join(', ')}]`
  const lines = Object.entries(words).map(
    ([name, inner]) => `${deeper}${keyOf(name)}: ${writeWords(inner, deeper)},\n`,
  )
  return `{\n${lines.join('')}${indent}}`
}

const keyOf = (name: string) => (/^[A-Za-z_]\w*$/.test(name) ? name : quote(name))

/** What loads the words of a bundle in the language that was chosen: `bundle-<name>.ts`. */
export function writeLoader({ name }: Bundle, locales: readonly string[]): string {
  return [
    `/** Made by \`npm run words\`: the words of “${name}” in the language of this device; the others are not loaded. */`,
    `import { readWords } from './read-words.ts'`,
    '',
    `export const ${name} = await readWords({`,
    ...locales.map((locale) => `  ${locale}: () => import('./made/${locale}/${name}.ts'),`),
    '})',
    '',
  ].join('\n')
}

/** What the rest of the client imports: `<area>.ts`. */
export function writeArea(area: string, { name }: Bundle): string {
  const own = nameOfArea(area)
  const exported = area === 'first' ? 'words' : `${own}Words`
  return [
    `/** Made by \`npm run words\`: the words of words/<language>/${area}.json. */`,
    `import { ${name} } from './bundle-${name}.ts'`,
    '',
    `export const ${exported} = ${name}.${own}`,
    '',
  ].join('\n')
}
