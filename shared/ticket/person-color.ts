/** A person's colour in presence, cursors and avatars: the same everywhere, readable on light and dark. */
const COLORS = [
  '#b4451f',
  '#8a6100',
  '#3f7a1d',
  '#0b7a6b',
  '#1d6fb8',
  '#5a56c8',
  '#9540a8',
  '#b83263',
]

/** @param id  a person's id, or any text that should keep its colour */
export function colorOf(id: string): string {
  let sum = 0
  for (const character of id) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) >>> 0
  return COLORS[sum % COLORS.length] ?? '#1d6fb8'
}
