/** What typing at a place means. */

/** @param before  what stands in the line before the caret */
export const isWordStart = (before: string): boolean => before === '' || /\s$/.test(before)
