/**
 * Whether a reply speaks of a file that goes with it, in the five languages of the app whatever the agent's own: words as a
 * whole, of what is new in it and not of what it quotes. Pure.
 */

/** As they stand in a sentence, without accents and marks of vowels. */
const SAYINGS: readonly string[] = [
  // English
  'attached|attachments?|attaching|enclosed',
  // German: anbei, angehängt, im Anhang, beigefügt, beiliegend
  'anbei|angehangt\\p{L}*|anhang|anhange|anhangen|beigefugt\\p{L}*|beiliegend\\p{L}*|fuge ich bei',
  // Spanish: adjunto, adjunta, adjuntos, adjuntamos, adjunté
  'adjunt[oae]s?|adjuntamos|adjuntado|adjuntada',
  // French: ci-joint, pièce jointe, en annexe
  'ci[- ]joint(?:e?s?)|pieces? jointes?|en annexe|je (?:vous )?joins|nous (?:vous )?joignons',
  // Arabic: with the article and what is joined to it
  '(?:[وفبل]?ال|[وفبل]|لل)?مرفق(?:ة|ات|ا|ه)?|ارفقت|نرفق|ارفق',
]

const SAID = new RegExp(`(?<![\\p{L}\\p{N}_])(?:${SAYINGS.join('|')})(?![\\p{L}\\p{N}_])`, 'iu')

/** @param text  plain, with quoted lines that begin with `>` */
export function speaksOfFile(text: string): boolean {
  const own = text
    .split('\n')
    .filter((line) => !/^\s*>/.test(line))
    .join('\n')
  // أ and ا, é and e: who types in a hurry writes either.
  return SAID.test(own.normalize('NFKD').replace(/\p{Mn}+|\u0640/gu, ''))
}
