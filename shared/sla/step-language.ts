/** What the steps of a clock need of a language. Not here: the sentences made with it (step-words, stretch-words). */
import { makeSay } from '../kit/say.ts'
import { bundle, type Bundle } from '../words/made/en/step.ts'

export type StepLanguage = {
  words: Bundle['step']
  /** What Intl writes days with; null: the short English days of the command line. */
  intl: string | null
}

/** Programs read it: no signs for the direction of text, and no commas in numbers. */
export const ENGLISH_STEPS: StepLanguage = {
  words: bundle(() => ({ ...makeSay('en-GB'), number: String, inside: String })).step,
  intl: null,
}
