/** The words of the parts of the inbox; they come right behind the list. */
export const splitWords = {
  label: 'Parts of the inbox',
  first: 'First',
  next: 'Next',
  everything: 'Everything',
} as const
