/** Moments as people type them, in the five languages. It is Wednesday, 25 November 2026, ten in the morning. */
import { describe, expect, test } from 'vitest'
import { LOCALES, type Locale } from '../../shared/kit/locales.ts'
import { makeSay } from '../../shared/kit/say.ts'
import { bundle as ar } from '../words/made/ar/ticket.ts'
import { bundle as de } from '../words/made/de/ticket.ts'
import { bundle as en } from '../words/made/en/ticket.ts'
import { bundle as es } from '../words/made/es/ticket.ts'
import { bundle as fr } from '../words/made/fr/ticket.ts'
import { makeTimeReader } from './typed-time.ts'

const NOW = new Date(2026, 10, 25, 10, 0).getTime()
const words = { ar, de, en, es, fr }
const readerOf = (locale: Locale, intl: string = LOCALES[locale].intl) =>
  makeTimeReader(words[locale]((tag) => makeSay(tag)).snooze.typed, intl)

/** As `2026-11-26 09:00`, in the zone of whoever runs this. */
function sayMoment(at: number | null): string | null {
  if (at === null) return null
  const local = new Date(at - new Date(at).getTimezoneOffset() * 60_000)
  return local.toISOString().slice(0, 16).replace('T', ' ')
}

const understood: Record<Locale, readonly (readonly [string, string])[]> = {
  en: [
    ['tomorrow 9', '2026-11-26 09:00'],
    ['tomorrow', '2026-11-26 09:00'],
    ['Tomorrow at 9:30 pm', '2026-11-26 21:30'],
    ['9am tomorrow', '2026-11-26 09:00'],
    ['tomorrow 1430', '2026-11-26 14:30'],
    ['day after tomorrow in the afternoon', '2026-11-27 14:00'],
    ['tonight', '2026-11-25 18:00'],
    ['tonight at 8', '2026-11-25 20:00'],
    ['in 3 days', '2026-11-28 09:00'],
    ['3d', '2026-11-28 09:00'],
    ['in three days at 14:00', '2026-11-28 14:00'],
    ['in an hour', '2026-11-25 11:00'],
    ['2h 30m', '2026-11-25 12:30'],
    ['in a week', '2026-12-02 09:00'],
    ['in 1 month', '2026-12-25 09:00'],
    ['friday 14:00', '2026-11-27 14:00'],
    ['fri', '2026-11-27 09:00'],
    ['wednesday 14:00', '2026-11-25 14:00'],
    ['wednesday', '2026-12-02 09:00'],
    ['friday next week', '2026-12-04 09:00'],
    ['next week', '2026-11-30 09:00'],
    ['next month', '2026-12-01 09:00'],
    ['9', '2026-11-26 09:00'],
    ['noon', '2026-11-25 12:00'],
    ['24 dec', '2026-12-24 09:00'],
    ['December 24th, 8:15', '2026-12-24 08:15'],
    ['3 March', '2027-03-03 09:00'],
    ['24/12/2026 17:00', '2026-12-24 17:00'],
    ['2027-01-04 8:00', '2027-01-04 08:00'],
  ],
  de: [
    ['morgen 9', '2026-11-26 09:00'],
    ['morgen früh um 8 Uhr', '2026-11-26 08:00'],
    ['übermorgen', '2026-11-27 09:00'],
    ['in 3 Tagen', '2026-11-28 09:00'],
    ['in einer Stunde', '2026-11-25 11:00'],
    ['Freitag 14:00', '2026-11-27 14:00'],
    ['am Freitag um 14 Uhr 30', '2026-11-27 14:30'],
    ['nächsten Freitag', '2026-11-27 09:00'],
    ['nächste Woche', '2026-11-30 09:00'],
    ['heute Abend', '2026-11-25 18:00'],
    ['24.12. 8:30', '2026-12-24 08:30'],
    ['24. Dezember', '2026-12-24 09:00'],
    ['3.3.2027', '2027-03-03 09:00'],
    ['Do 9.30', '2026-11-26 09:30'],
  ],
  es: [
    ['mañana 9', '2026-11-26 09:00'],
    ['manana a las 9', '2026-11-26 09:00'],
    ['mañana por la mañana', '2026-11-26 09:00'],
    ['mañana a las 5 de la tarde', '2026-11-26 17:00'],
    ['pasado mañana', '2026-11-27 09:00'],
    ['en 3 días', '2026-11-28 09:00'],
    ['dentro de una hora', '2026-11-25 11:00'],
    ['viernes 14:00', '2026-11-27 14:00'],
    ['la semana que viene', '2026-11-30 09:00'],
    ['24 de diciembre', '2026-12-24 09:00'],
    ['martes a las 10', '2026-12-01 10:00'],
    ['3 mar', '2027-03-03 09:00'],
  ],
  fr: [
    ['demain 9h', '2026-11-26 09:00'],
    ['demain à 9h30', '2026-11-26 09:30'],
    ['demain 9 h 30', '2026-11-26 09:30'],
    ['demain matin', '2026-11-26 09:00'],
    ['après-demain', '2026-11-27 09:00'],
    ['dans 3 jours', '2026-11-28 09:00'],
    ['dans 2h', '2026-11-25 12:00'],
    ['vendredi 14:00', '2026-11-27 14:00'],
    ['vendredi prochain', '2026-11-27 09:00'],
    ['la semaine prochaine', '2026-11-30 09:00'],
    ['ce soir', '2026-11-25 18:00'],
    ['24 décembre', '2026-12-24 09:00'],
    ['8 sept', '2027-09-08 09:00'],
    ["aujourd'hui 15h", '2026-11-25 15:00'],
  ],
  ar: [
    ['غدًا 9', '2026-11-26 09:00'],
    ['غدا الساعة ٩', '2026-11-26 09:00'],
    ['بعد غد', '2026-11-27 09:00'],
    ['بعد 3 أيام', '2026-11-28 09:00'],
    ['بعد يومين', '2026-11-27 09:00'],
    ['بعد ساعة', '2026-11-25 11:00'],
    ['الجمعة 14:00', '2026-11-27 14:00'],
    ['يوم الجمعة 5 مساء', '2026-11-27 17:00'],
    ['الأسبوع القادم', '2026-11-30 09:00'],
    ['24 ديسمبر', '2026-12-24 09:00'],
  ],
}

for (const locale of Object.keys(words).filter((name): name is Locale => name in understood))
  test.each(understood[locale])(`[WO14] in ${locale}, “%s” is %s`, (typed, moment) => {
    expect(sayMoment(readerOf(locale)(typed, NOW))).toBe(moment)
  })

describe('[WO14] what is not understood whole is no moment', () => {
  const read = readerOf('en')
  test.each([
    '',
    'soon',
    'tomorrow perhaps',
    'in 3',
    'today 9',
    'tomorrow 25:00',
    'tomorrow 13 pm',
    '31 feb',
    'tomorrow friday',
    '2020-01-01',
    '9 10',
    'in 99999 days',
    'tomorrow?',
  ])('“%s”', (typed) => expect(sayMoment(read(typed, NOW))).toBeNull())
})

test('[WO14] the order of day and month is that of the language', () => {
  expect(sayMoment(readerOf('en', 'en-US')('3/4', NOW))).toBe('2027-03-04 09:00')
  expect(sayMoment(readerOf('en')('3/4', NOW))).toBe('2027-04-03 09:00')
})

test('[WO14] what each language offers as an example is understood in it', () => {
  for (const locale of Object.keys(words).filter((name): name is Locale => name in understood)) {
    const { snooze } = words[locale]((tag) => makeSay(tag))
    for (const example of snooze.hint.split(/[,،] /))
      expect(readerOf(locale)(example, NOW), `${locale}: ${example}`).not.toBeNull()
  }
})
