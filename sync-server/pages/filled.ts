/**
 * A sentence of a catalogue with markup in it. What is put in is escaped, and stands apart from the words around it
 * (`bdi`), so that neither a name nor a direction of writing changes the sentence.
 */
import { html } from 'hono/html'
import type { Html } from './layout.ts'

/** Characters nobody writes; they mark where something is put in (Unicode, private use). */
const PLACE = 0xe000
const PLACES = /[\ue000-\ue0ff]/

type Filling<What> = { [Name in keyof What]: What[Name] | Html }

/** @param message  `({ name }) => …`, as the made modules have it */
export function filled<What extends Readonly<Record<string, unknown>>>(
  message: (what: What) => string,
  filling: Filling<What>,
): Html {
  const insides: unknown[] = []
  const what = Object.fromEntries(
    Object.entries(filling).map(([name, value]) => {
      // Numbers are counted and written as the language does.
      if (typeof value === 'number') return [name, value]
      insides.push(value)
      return [name, String.fromCharCode(PLACE + insides.length - 1)]
    }),
  ) as What
  const pieces = message(what)
    .split(/([\ue000-\ue0ff])/)
    .map((piece) => (PLACES.test(piece) ? insideOf(insides[piece.charCodeAt(0) - PLACE]) : piece))
  return html`${pieces}`
}

const insideOf = (value: unknown): Html =>
  typeof value === 'string' ? html`<bdi>${value}</bdi>` : html`${value}`
