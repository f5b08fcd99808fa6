/**
 * One ICU message as TypeScript: a string when nothing is put into it, else a function of one object with a name and a type
 * for each argument. Pure. The only file that knows the parser; nothing of it reaches a browser or a server.
 */
import {
  parse,
  TYPE,
  type MessageFormatElement,
  type PluralElement,
} from '@formatjs/icu-messageformat-parser'

/** By name: what an argument is used as. One that is inserted may be chosen by as well. */
export type Use = { kind: 'number' | 'text' | 'choice'; choices: readonly string[] }
export type Uses = ReadonlyMap<string, Use>

export type Message = { elements: MessageFormatElement[]; uses: Uses }

export function readMessage(text: string): Message {
  // Angle brackets are for mail addresses here, not for tags.
  const elements = parse(text, { ignoreTag: true, requiresOtherClause: true })
  const uses = new Map<string, Use>()
  collect(elements, uses)
  return { elements, uses: new Map([...uses].toSorted(([a], [b]) => (a < b ? -1 : 1))) }
}

function collect(elements: readonly MessageFormatElement[], uses: Map<string, Use>): void {
  for (const element of elements) {
    switch (element.type) {
      case TYPE.argument:
        note(uses, element.value, { kind: 'text', choices: [] })
        break
      case TYPE.number:
        if (element.style) throw new Error(`{${element.value}}: a number has no style here`)
        note(uses, element.value, { kind: 'number', choices: [] })
        break
      case TYPE.plural:
        note(uses, element.value, { kind: 'number', choices: [] })
        for (const option of Object.values(element.options)) collect(option.value, uses)
        break
      case TYPE.select:
        note(uses, element.value, { kind: 'choice', choices: Object.keys(element.options) })
        for (const option of Object.values(element.options)) collect(option.value, uses)
        break
      case TYPE.literal:
      case TYPE.pound:
        break
      default:
        throw new Error('only plain arguments, numbers, plural, selectordinal and select are known')
    }
  }
}

/** A number may also be inserted as it stands (`#{n}`); a choice may be told once more. */
function note(uses: Map<string, Use>, name: string, use: Use): void {
  const known = uses.get(name)
  if (!known || (known.kind === 'text' && use.kind !== 'text')) {
    uses.set(name, use)
    return
  }
  if (use.kind === 'text' || (known.kind === use.kind && use.kind === 'number')) return
  if (known.kind !== use.kind) throw new Error(`{${name}} is a ${known.kind} and a ${use.kind}`)
  const choices = [...new Set([...known.choices, ...use.choices])]
  uses.set(name, { kind: 'choice', choices })
}

/** What must be the same in every language: `count: number, what: text`. */
export function signatureOf({ uses }: Message): string {
  return [...uses]
    .map(([name, use]) => `${name}: ${use.kind === 'choice' ? choicesOf(use) : use.kind}`)
    .join(', ')
}

const choicesOf = (use: Use) => use.choices.toSorted().join(' | ')

/** Categories of CLDR that a plural of this message lacks in a language, or has in vain: red either way. */
export function wrongPlurals(message: Message, locale: string): string[] {
  const wrong: string[] = []
  const look = (elements: readonly MessageFormatElement[]): void => {
    for (const element of elements) {
      if (element.type !== TYPE.plural && element.type !== TYPE.select) continue
      if (element.type === TYPE.plural) wrong.push(...wrongIn(element, locale))
      for (const option of Object.values(element.options)) look(option.value)
    }
  }
  look(message.elements)
  return wrong
}

function wrongIn(plural: PluralElement, locale: string): string[] {
  const rules = new Intl.PluralRules(locale, { type: plural.pluralType ?? 'cardinal' })
  const wanted: string[] = rules.resolvedOptions().pluralCategories
  const given = Object.keys(plural.options).filter((name) => !name.startsWith('='))
  // `=0 {new} other {…}` picks out a number and counts nothing.
  if (given.length === 1 && Object.keys(plural.options).length > 1) return []
  return [
    ...wanted
      // Of millions in Spanish and French: no other word in a language that has one only for the sake of grammar.
      .filter((name) => name !== 'many' || wanted.length > 3)
      .filter((name) => !given.includes(name))
      .map((name) => `{${plural.value}} has no ${name}`),
    ...given
      .filter((name) => !wanted.includes(name))
      .map((name) => `{${plural.value}} has ${name}, which ${locale} has not`),
  ]
}

/** The expression that stands in the made module. What is put in is kept from turning the words around it. */
export function writeMessage({ elements, uses }: Message): string {
  if (uses.size === 0) return quote(elements.map(literalOf).join(''))
  const names = [...uses.keys()]
  const types = [...uses].map(([name, use]) => `${name}: ${typeOf(use)}`)
  return `({ ${names.join(', ')} }: { ${types.join('; ')} }) => ${writeText(elements, null)}`
}

function typeOf({ kind, choices }: Use): string {
  if (kind === 'number') return 'number'
  if (kind === 'text') return 'string | number'
  return choices.map(quote).join(' | ')
}

function literalOf(element: MessageFormatElement): string {
  if (element.type !== TYPE.literal) throw new Error('a message without arguments is text alone')
  return element.value
}

/** @param counted  the number that `#` stands for inside a plural */
function writeText(elements: readonly MessageFormatElement[], counted: string | null): string {
  if (elements.every((element) => element.type === TYPE.literal))
    return quote(elements.map(literalOf).join(''))
  const pieces = elements.map((element) => writeElement(element, counted))
  const [only] = elements
  if (elements.length === 1 && only && (only.type === TYPE.plural || only.type === TYPE.select))
    return pieces.join('').slice(2, -1)
  return `\`${pieces.join('')}\``
}

function writeElement(element: MessageFormatElement, counted: string | null): string {
  switch (element.type) {
    case TYPE.literal:
      return element.value.replace(/[\\`]|\$(?=\{)/g, String.raw`\$&`)
    case TYPE.argument:
      return `\${say.inside(${element.value})}`
    case TYPE.number:
      return `\${say.number(${element.value})}`
    case TYPE.pound:
      return `\${say.number(${counted ?? 'NaN'})}`
    case TYPE.plural: {
      const { value, options } = element
      const rule = element.pluralType === 'ordinal' ? 'ordinal' : 'plural'
      const test = (name: string) =>
        name.startsWith('=')
          ? `${value} === ${name.slice(1)}`
          : `say.${rule}(${value}) === '${name}'`
      return choose(options, test, value)
    }
    case TYPE.select: {
      const { value } = element
      return choose(element.options, (name) => `${value} === ${quote(name)}`, counted)
    }
    default:
      throw new Error('unknown in a message')
  }
}

/** `=1` before `one`, `other` last: the first that fits. */
function choose(
  options: Readonly<Record<string, { value: MessageFormatElement[] }>>,
  test: (name: string) => string,
  counted: string | null,
): string {
  const named = Object.entries(options).filter(([name]) => name !== 'other')
  const exactFirst = named.toSorted(
    ([a], [b]) => Number(b.startsWith('=')) - Number(a.startsWith('=')),
  )
  const tests = exactFirst.map(
    ([name, { value }]) => `${test(name)} ? ${writeText(value, counted)} : `,
  )
  return `\${${tests.join('')}${writeText(options['other']?.value ?? [], counted)}}`
}

export function quote(text: string): string {
  return `'${text.replace(/[\\']/g, String.raw`\$&`).replaceAll('\n', String.raw`\n`)}'`
}
