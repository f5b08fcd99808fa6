/**
 * Words as search compares them: without accents and case, cut into tokens. Scripts that write no spaces between words
 * (Chinese, Japanese, Thai …) become pairs of letters, so that any piece of a sentence is found. Device and server
 * index the same tokens; not here: what of a ticket is indexed (parts).
 */

/** Letters that Unicode does not take apart (NFKD), as people type them on other keyboards. */
const ALIKE: Readonly<Record<string, string>> = {
  ß: 'ss',
  ı: 'i',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  æ: 'ae',
  œ: 'oe',
  ς: 'σ',
  // Arabic: alef wasla, alef maqsura, teh marbuta, and the stretch between letters.
  ٱ: 'ا',
  ى: 'ي',
  ة: 'ه',
  ـ: '',
}
const ALIKE_LETTERS = new RegExp(`[${Object.keys(ALIKE).join('')}]`, 'gu')

// oxlint-disable-next-line no-control-regex
const isAscii = (text: string): boolean => /^[\x00-\x7f]*$/.test(text)

export function fold(text: string): string {
  // Most of what a desk holds, and a fifth of the time.
  if (isAscii(text)) return text.toLowerCase()
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(ALIKE_LETTERS, (letter) => ALIKE[letter] ?? letter)
}

/** Longer ones are cut, here and where they are looked for: nobody types them. */
const TOKEN_CHARS = 64

/** Scripts without spaces between words. */
const UNSPACED =
  /[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Thai}\p{scx=Laoo}\p{scx=Khmr}\p{scx=Mymr}]/u
const RUNS =
  /[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Thai}\p{scx=Laoo}\p{scx=Khmr}\p{scx=Mymr}]+|[^\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Thai}\p{scx=Laoo}\p{scx=Khmr}\p{scx=Mymr}]+/gu

/** A stretch of letters and digits in one manner of writing. */
type Run = { text: string; isUnspaced: boolean }

function runsOf(folded: string): Run[] {
  const runs: Run[] = []
  for (const [word] of folded.matchAll(/[\p{L}\p{N}]+/gu)) {
    if (UNSPACED.test(word))
      for (const [text] of word.matchAll(RUNS)) runs.push({ text, isUnspaced: UNSPACED.test(text) })
    else runs.push({ text: word, isUnspaced: false })
  }
  return runs
}

/** Pairs of letters, and the last letter alone: every letter begins a token. */
function pairsOf(text: string): string[] {
  const letters = [...text]
  return letters.map((letter, at) => letter + (letters[at + 1] ?? ''))
}

/** Tokens of a text, in order. */
export function tokensOf(text: string, most = Number.POSITIVE_INFINITY): string[] {
  const folded = fold(text)
  // Runs alone take three times as long.
  if (isAscii(folded)) {
    const words = folded.match(/[a-z0-9]+/g) ?? []
    const cut = words.length > most ? words.slice(0, most) : words
    return cut.map((word) => (word.length > TOKEN_CHARS ? word.slice(0, TOKEN_CHARS) : word))
  }
  const tokens: string[] = []
  for (const run of runsOf(folded)) {
    if (tokens.length >= most) break
    if (run.isUnspaced) tokens.push(...pairsOf(run.text))
    else tokens.push(run.text.slice(0, TOKEN_CHARS))
  }
  return tokens.length > most ? tokens.slice(0, most) : tokens
}

/** Tokens that follow each other. `isPrefix`: the last of them may go on. */
export type Wanted = { tokens: readonly string[]; isPrefix: boolean }

/** One letter alone begins too many words to be told apart by. */
const PREFIX_CHARS = 2

/** What to look for when somebody typed `text`. Words may go on, a phrase is meant as it stands. */
export function wantedOf(text: string, isPhrase: boolean): Wanted {
  const runs = runsOf(fold(text))
  const tokens: string[] = []
  let isPrefix = false
  for (const [at, run] of runs.entries()) {
    const isLast = at === runs.length - 1
    if (run.isUnspaced) {
      const pairs = pairsOf(run.text)
      // More may follow its last letter in the text.
      const isOne = pairs.length === 1
      tokens.push(...(isLast && !isOne ? pairs.slice(0, -1) : pairs))
      isPrefix = isOne
    } else {
      tokens.push(run.text.slice(0, TOKEN_CHARS))
      isPrefix = !isPhrase && run.text.length >= PREFIX_CHARS
    }
  }
  return { tokens, isPrefix }
}

/** Tokens as one text in which `hasWanted` looks; empty for none. */
export const packTokens = (tokens: readonly string[]): string =>
  tokens.length === 0 ? '' : ` ${tokens.join(' ')} `

/** What is wanted, as it stands in packed tokens. */
export const packWanted = ({ tokens, isPrefix }: Wanted): string =>
  ` ${tokens.join(' ')}${isPrefix ? '' : ' '}`

export const hasWanted = (packed: string, wanted: Wanted): boolean =>
  packed.includes(packWanted(wanted))
