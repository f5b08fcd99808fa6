/** What could be typed next in a search: operators, and values of the one under the caret. Pure; not here: the list. */
import { fold } from '../../shared/search/fold.ts'
import { operatorOf } from '../../shared/search/parse.ts'
import { OPERATORS, VALUES, type Operator } from '../../shared/search/query.ts'

export type SearchOption = {
  /** What stands in the field from `from` to `to` once it is taken. */
  insert: string
  label: string
  hint: string
}
export type SearchOptions = { from: number; to: number; options: SearchOption[] }

/** What the desk knows to offer. */
export type Offers = {
  queues: readonly { slug: string; name: string }[]
  people: readonly { id: string; name: string }[]
  labels: readonly string[]
  hintOf(operator: Operator): string
  /** Values that are times, with what they mean. */
  timesOf(operator: Operator): readonly { value: string; hint: string }[]
  me: string
  nobody: string
}

/** Shown at most. */
const OPTIONS_MAX = 8

export function optionsAt(text: string, caret: number, offers: Offers): SearchOptions {
  const before = text.slice(0, caret)
  const none = { from: caret, to: caret, options: [] }
  // Inside a phrase words are words.
  if ((before.match(/["“”„«»]/gu)?.length ?? 0) % 2 === 1 && !/:["“„«][^"]*$/u.test(before))
    return none
  const [whole = '', key, colon, typed = ''] =
    /(?:^|[\s(-])(?:([A-Za-z]*)(:)["“„«]?)?([^\s()":]*)$/u.exec(before) ?? []
  if (whole === '' && before !== '') return none
  if (colon === undefined) {
    const from = caret - typed.length
    const options = OPERATORS.filter((one) => one.startsWith(typed.toLowerCase())).map((one) => ({
      insert: `${one}:`,
      label: `${one}:`,
      hint: offers.hintOf(one),
    }))
    // A word that begins no operator is a word.
    return {
      from,
      to: caret,
      options: /[^A-Za-z]/.test(typed) ? [] : options.slice(0, OPTIONS_MAX),
    }
  }
  const operator = operatorOf(key ?? '')
  if (!operator) return none
  const quote = /["“„«][^"“„«]*$/u.exec(before)?.[0] ?? ''
  const value = quote === '' ? typed : quote.slice(1)
  const from = caret - (quote === '' ? typed.length : quote.length)
  const wanted = fold(value)
  const options = valuesOf(operator, offers)
    .filter(({ insert, label, hint }) =>
      [insert, label, hint].some((one) => fold(one).includes(wanted)),
    )
    .filter(({ insert }) => insert !== value)
    .slice(0, OPTIONS_MAX)
    .map((one) => ({ ...one, insert: `${one.insert} ` }))
  return { from, to: caret, options }
}

function valuesOf(operator: Operator, offers: Offers): SearchOption[] {
  const plain = (value: string, hint = ''): SearchOption => ({
    insert: /[\s()]/.test(value) ? `"${value}"` : value,
    label: value,
    hint,
  })
  const fixed = VALUES[operator]
  if (fixed) return fixed.map((value) => plain(value))
  switch (operator) {
    case 'in':
      return offers.queues.map(({ slug, name }) => plain(slug, name))
    case 'assignee':
      return [
        plain('me', offers.me),
        plain('none', offers.nobody),
        ...offers.people.map(({ name }) => plain(name)),
      ]
    case 'label':
      return offers.labels.map((label) => plain(label))
    default:
      return offers.timesOf(operator).map(({ value, hint }) => plain(value, hint))
  }
}

/** Labels of these rows, the most used first. */
export function labelsOf(rows: readonly { tags: readonly string[] }[], most: number): string[] {
  const counts = new Map<string, number>()
  for (const { tags } of rows) for (const tag of tags) counts.set(tag, (counts.get(tag) ?? 0) + 1)
  return [...counts]
    .sort((a, b) => b[1] - a[1])
    .slice(0, most)
    .map(([tag]) => tag)
}
