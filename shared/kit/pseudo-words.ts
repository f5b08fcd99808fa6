/**
 * English as a language that does not exist: accents, brackets around each message, two fifths longer. What stands on a
 * screen without brackets is in no catalogue; what is cut off would be cut off in a longer language. Tests and development.
 */
const ACCENTED: Readonly<Record<string, string>> = {
  ...{ a: 'á', c: 'ç', e: 'é', g: 'ĝ', h: 'ĥ', i: 'í', j: 'ĵ', k: 'ķ', l: 'ļ', n: 'ñ', o: 'ö' },
  ...{ r: 'ŕ', s: 'š', t: 'ţ', u: 'ü', w: 'ŵ', y: 'ý', z: 'ž', A: 'Å', C: 'Ç', D: 'Ð', E: 'É' },
  ...{ H: 'Ĥ', I: 'Î', K: 'Ķ', L: 'Ļ', M: 'Ḿ', N: 'Ñ', O: 'Ö', P: 'Þ', R: 'Ŕ', S: 'Š', T: 'Ţ' },
  ...{ U: 'Û', W: 'Ŵ', Y: 'Ý', Z: 'Ž' },
}
const LONGER_BY = 0.4

/** Typed as what it is given: strings stay strings, functions stay functions of the same. */
export function makePseudo<Words>(words: Words): Words
export function makePseudo(words: unknown): unknown {
  if (typeof words === 'string') return inPseudo(words, [])
  if (typeof words === 'function')
    return (what: Readonly<Record<string, unknown>>) =>
      inPseudo(String(words(what)), Object.values(what).filter(isText))
  if (Array.isArray(words)) return words.map((inner) => makePseudo<unknown>(inner))
  if (typeof words === 'object' && words !== null)
    return Object.fromEntries(
      Object.entries(words).map(([name, inner]) => [name, makePseudo<unknown>(inner)]),
    )
  return words
}

const isText = (value: unknown): value is string => typeof value === 'string' && value !== ''

/** @param insides  what people wrote: it stays as it is */
function inPseudo(text: string, insides: readonly string[]): string {
  if (text.trim() === '') return text
  const pieces = insides.reduce<string[]>(
    (all, inside) => all.flatMap((piece) => splitKeeping(piece, inside, insides)),
    [text],
  )
  const changed = pieces.map((piece) =>
    insides.includes(piece)
      ? piece
      : piece.replace(/[A-Za-z]/g, (letter) => ACCENTED[letter] ?? letter),
  )
  return `[${changed.join('')}${' ~'.repeat(Math.ceil((text.length * LONGER_BY) / 2))}]`
}

function splitKeeping(piece: string, inside: string, kept: readonly string[]): string[] {
  if (kept.includes(piece)) return [piece]
  return piece.split(inside).flatMap((part, at) => (at === 0 ? [part] : [inside, part]))
}
