/** The words of a language that say a time, by what they mean. Names of days and months are the browser's. Pure. */
import { fold } from '../../shared/search/fold.ts'

/** Ways to say it, with `|` between them. */
export type TimeWords = Readonly<
  Record<
    'today' | 'tomorrow' | 'afterTomorrow' | 'tonight' | DayPart | 'am' | 'pm' | 'in' | 'next',
    string
  > &
    /** One that begins with `2 ` says two of them by itself. */
    Record<Unit, string> & {
      /** What may stand behind an hour. */
      clock: string
      /** Means nothing here. */
      filler: string
      /** From one to ten; `/` between ways to say one. */
      numbers: string
    }
>
export type DayPart = 'morning' | 'noon' | 'afternoon' | 'evening'
export type Unit = 'minute' | 'hour' | 'day' | 'week' | 'month'

export type Meaning =
  | { is: 'day'; days: number; part?: DayPart }
  | { is: 'weekday'; weekday: number; month?: number }
  | { is: 'month'; month: number }
  | { is: 'part'; part: DayPart }
  | { is: 'half'; half: 'am' | 'pm' }
  | { is: 'unit'; unit: Unit; times: number; isClock?: true }
  | { is: 'number'; n: number }
  | { is: 'in' | 'next' | 'clock' | 'filler' }

export type Lexicon = ReadonlyMap<string, Meaning>

export function makeLexicon(words: TimeWords, intl: string): Lexicon {
  const lexicon = new Map<string, Meaning>()
  const put = (name: string, meaning: Meaning) => {
    const key = phraseOf(name)
    if (key !== '') lexicon.set(key, meaning)
  }
  const put2 = (ways: string, meaning: Meaning) => {
    for (const way of ways.split('|')) put(way, meaning)
  }
  for (const style of ['short', 'long'] as const) {
    const month = new Intl.DateTimeFormat(intl, { month: style, timeZone: 'UTC' })
    // In some languages a month has another form behind a day.
    const inDate = new Intl.DateTimeFormat(intl, { day: 'numeric', month: style, timeZone: 'UTC' })
    for (let at = 0; at < 12; at++) {
      const date = Date.UTC(2024, at, 1)
      put(month.format(date), { is: 'month', month: at })
      const part = inDate.formatToParts(date).find(({ type }) => type === 'month')
      if (part && /\p{L}/u.test(part.value)) put(part.value, { is: 'month', month: at })
    }
    const day = new Intl.DateTimeFormat(intl, { weekday: style, timeZone: 'UTC' })
    for (let weekday = 0; weekday < 7; weekday++) {
      const name = day.format(Date.UTC(2024, 0, 7 + weekday))
      // “mar” is a Tuesday and a month in Spanish: what stands beside it tells.
      const other = lexicon.get(phraseOf(name))
      put(name, {
        is: 'weekday',
        weekday,
        ...(other?.is === 'month' ? { month: other.month } : {}),
      })
    }
  }
  put2(words.filler, { is: 'filler' })
  put2(words.in, { is: 'in' })
  put2(words.next, { is: 'next' })
  words.numbers.split('|').forEach((ways, at) => {
    // “sept” is a month in French before it is a number.
    for (const way of ways.split('/'))
      if (!lexicon.has(phraseOf(way))) put(way, { is: 'number', n: at + 1 })
  })
  put2(words.clock, { is: 'clock' })
  for (const unit of ['minute', 'hour', 'day', 'week', 'month'] as const)
    for (const way of words[unit].split('|')) {
      const isTwo = way.startsWith('2 ')
      const name = isTwo ? way.slice(2) : way
      const isClock = lexicon.get(phraseOf(name))?.is === 'clock'
      put(name, { is: 'unit', unit, times: isTwo ? 2 : 1, ...(isClock ? { isClock } : {}) })
    }
  for (const part of ['morning', 'noon', 'afternoon', 'evening'] as const)
    put2(words[part], { is: 'part', part })
  put2(words.am, { is: 'half', half: 'am' })
  put2(words.pm, { is: 'half', half: 'pm' })
  put2(words.today, { is: 'day', days: 0 })
  put2(words.tonight, { is: 'day', days: 0, part: 'evening' })
  put2(words.tomorrow, { is: 'day', days: 1 })
  put2(words.afterTomorrow, { is: 'day', days: 2 })
  return lexicon
}

const phraseOf = (text: string): string => (fold(text).match(/[\p{L}'’-]+/gu) ?? []).join(' ')
