/** A person's colour in presence and cursors: the same on every device, readable on light and dark. */
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

export function colorOf(person: string): string {
  let sum = 0
  for (const character of person) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) >>> 0
  return COLORS[sum % COLORS.length] ?? '#1d6fb8'
}
