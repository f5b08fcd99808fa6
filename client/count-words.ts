/** A number, and a number with its noun, as every word file writes them. */
export const number = new Intl.NumberFormat('en-GB')

export const count = (n: number, one: string, many: string) =>
  `${number.format(n)} ${n === 1 ? one : many}`
