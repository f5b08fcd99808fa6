import { describe, expect, test } from 'vitest'
import type { CalendarEvent, Cards } from './card-facts.ts'
import { parseCards } from './card-parser.ts'
import { sayRepeat, sayWhen } from './event-words.ts'

const event = (lines: readonly string[], around: readonly string[] = ['METHOD:REQUEST']) =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    ...around,
    'BEGIN:VEVENT',
    ...lines,
    'END:VEVENT',
    'END:VCALENDAR',
  ].join('\r\n')

function only(cards: Cards): CalendarEvent {
  if (cards.is !== 'events' || !cards.events[0]) throw new Error(`these are ${cards.is}`)
  return cards.events[0]
}

const LISBON = [
  'UID:1@outside.test',
  'SUMMARY:Crane inspection',
  'LOCATION:Hall 3\\, gate B',
  'DESCRIPTION:Bring a helmet.\\nAnd shoes.',
  'ORGANIZER;CN="Kim Duarte":mailto:kim@outside.test',
  'ATTENDEE;CN=Support;PARTSTAT=NEEDS-ACTION:mailto:support@desk.test',
  'ATTENDEE;PARTSTAT=ACCEPTED:mailto:sam@outside.test',
  'DTSTART;TZID=Europe/Lisbon:20260303T093000',
  'DTEND;TZID=Europe/Lisbon:20260303T103000',
]
/** As Outlook writes them: names of its own, with rules. */
const WINDOWS_ZONE = [
  'METHOD:REQUEST',
  'BEGIN:VTIMEZONE',
  'TZID:W. Europe Standard Time',
  'BEGIN:STANDARD',
  'DTSTART:16010101T030000',
  'TZOFFSETFROM:+0200',
  'TZOFFSETTO:+0100',
  'RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10',
  'END:STANDARD',
  'BEGIN:DAYLIGHT',
  'DTSTART:16010101T020000',
  'TZOFFSETFROM:+0100',
  'TZOFFSETTO:+0200',
  'RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3',
  'END:DAYLIGHT',
  'END:VTIMEZONE',
]

describe('[MA32] an invitation', () => {
  test('says what, when for both, where and who', () => {
    const read = only(parseCards(event(LISBON)))
    expect(read).toMatchObject({
      method: 'request',
      title: 'Crane inspection',
      where: 'Hall 3, gate B',
      about: 'Bring a helmet.\nAnd shoes.',
      organiser: 'Kim Duarte <kim@outside.test>',
      people: [
        { name: 'Support <support@desk.test>', answer: 'needs-action' },
        { name: 'sam@outside.test', answer: 'accepted' },
      ],
    })
    expect(sayWhen(read, 'Asia/Tokyo')).toEqual({
      ours: expect.stringMatching(/3 March 2026.*18:30.19:30/),
      theirs: expect.stringMatching(/3 March 2026.*09:30.10:30 \(Europe\/Lisbon\)/),
    })
    // In one's own zone it is said once.
    expect(sayWhen(read, 'Europe/Lisbon')?.theirs).toBeNull()
  })

  test('in a zone of Outlook’s, on both sides of the change of clocks', () => {
    for (const [wall, at] of [
      ['20260301T090000', '2026-03-01T08:00:00Z'],
      ['20260701T090000', '2026-07-01T07:00:00Z'],
    ] as const) {
      const lines = ['SUMMARY:x', `DTSTART;TZID=W. Europe Standard Time:${wall}`, 'DURATION:PT30M']
      const read = only(parseCards(event(lines, WINDOWS_ZONE)))
      expect(read.start?.at).toBe(Date.parse(at))
      expect(read.end?.at).toBe(Date.parse(at) + 30 * 60_000)
    }
  })

  test('around the hour that is twice, and in UTC', () => {
    const at = (line: string) => only(parseCards(event(['SUMMARY:x', line]))).start?.at
    expect(at('DTSTART;TZID=Europe/Berlin:20260329T033000')).toBe(
      Date.parse('2026-03-29T01:30:00Z'),
    )
    expect(at('DTSTART;TZID=America/New_York:20261101T120000')).toBe(
      Date.parse('2026-11-01T17:00:00Z'),
    )
    expect(at('DTSTART:20260303T093000Z')).toBe(Date.parse('2026-03-03T09:30:00Z'))
  })

  test('in no zone is said as it stands, in nobody’s', () => {
    const read = only(parseCards(event(['SUMMARY:x', 'DTSTART:20260303T093000'])))
    expect(read.start).toEqual({ wall: '2026-03-03T09:30', zone: null, at: null })
    expect(sayWhen(read, 'Asia/Tokyo')?.ours).toMatch(/3 March 2026.*09:30/)
  })

  test('for whole days does not move with the zone; its last day is the one before the end', () => {
    const lines = ['SUMMARY:x', 'DTSTART;VALUE=DATE:20260303', 'DTEND;VALUE=DATE:20260306']
    const read = only(parseCards(event(lines)))
    expect(sayWhen(read, 'Pacific/Auckland')?.ours).toMatch(/3.*5 March 2026, all day/)
    const one = only(parseCards(event(['SUMMARY:x', 'DTSTART;VALUE=DATE:20260303'])))
    expect(sayWhen(one)?.ours).toMatch(/^Tuesday,? 3 March 2026, all day$/)
  })

  test.each([
    ['CANCEL', 'cancel'],
    ['REPLY', 'reply'],
    ['COUNTER', 'counter'],
    ['PUBLISH', 'publish'],
    ['REQUEST', 'request'],
  ])('of the method %s', (method, said) => {
    expect(only(parseCards(event(LISBON, [`METHOD:${method}`]))).method).toBe(said)
  })

  test('that is cancelled by its status', () => {
    expect(only(parseCards(event([...LISBON, 'STATUS:CANCELLED']))).method).toBe('cancel')
  })

  test.each([
    ['FREQ=DAILY', 'every day'],
    ['FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE', 'every 2 weeks on Monday and Wednesday'],
    ['FREQ=MONTHLY;BYDAY=-1FR;COUNT=6', 'every month on the last Friday, 6 times'],
    ['FREQ=MONTHLY;BYDAY=2TU', 'every month on the 2nd Tuesday'],
    ['FREQ=MONTHLY;BYMONTHDAY=1,15', 'every month on day 1 and 15'],
    ['FREQ=YEARLY;UNTIL=20300101T000000Z', 'every year, until 1 January 2030'],
    ['FREQ=SECONDLY', 'by a rule of its own'],
  ])('repeats: %s', (rule, said) => {
    const { repeat } = only(parseCards(event([...LISBON, `RRULE:${rule}`])))
    expect(repeat && sayRepeat(repeat, 'UTC')).toBe(said)
  })

  test('with days left out says how many', () => {
    const lines = [...LISBON, 'RRULE:FREQ=DAILY', 'EXDATE;TZID=Europe/Lisbon:20260304T093000']
    const { repeat } = only(parseCards(event(lines)))
    expect(repeat && sayRepeat(repeat, 'UTC')).toBe('every day, except 1 time')
  })

  test('with very much in it is cut, and says so', () => {
    const people = Array.from({ length: 500 }, (_, n) => `ATTENDEE:mailto:p${n}@outside.test`)
    const read = only(parseCards(event([...people, `SUMMARY:${'x'.repeat(50_000)}`])))
    expect([read.people.length, read.morePeople]).toEqual([20, 480])
    expect(read.title.length).toBeLessThanOrEqual(2_000)
  })
})

test('[MA32] a contact card says who', () => {
  const card = [
    'BEGIN:VCARD',
    'VERSION:3.0',
    'N:Duarte;Kim;;Dr.;',
    'FN:Dr. Kim Duarte',
    'ORG:Harbour;Cranes',
    'TITLE:Engineer',
    'EMAIL;TYPE=work:kim@outside.test',
    'TEL;TYPE=cell:+351 21 000 000',
    'ADR;TYPE=work:;;Pier 4;Lisbon;;1000;Portugal',
    'URL:https://outside.test/',
    'NOTE:Rings twice',
    'PHOTO;VALUE=uri:https://outside.test/p.png',
    'END:VCARD',
  ].join('\r\n')
  const read = parseCards(`${card}\r\n${card.replaceAll('Kim', 'Sam')}`)
  expect(read).toMatchObject({ is: 'contacts', more: 0 })
  expect(read.is === 'contacts' && read.contacts[0]).toEqual({
    name: 'Dr. Kim Duarte',
    role: 'Engineer',
    organisation: 'Harbour, Cranes',
    mails: ['kim@outside.test'],
    phones: ['+351 21 000 000'],
    addresses: ['Pier 4, Lisbon, 1000, Portugal'],
    links: ['https://outside.test/'],
    note: 'Rings twice',
  })
  expect(read.is === 'contacts' && read.contacts[1]?.name).toBe('Dr. Sam Duarte')
})

test.each([
  '',
  'hello',
  'BEGIN:VCALENDAR',
  'BEGIN:VCALENDAR\r\nEND:VCARD',
  'BEGIN:VCALENDAR\r\nEND:VCALENDAR',
  '[1,2]',
  event(['DTSTART:tomorrow', 'RRULE:x']).slice(0, 90),
])('[MA32] what cannot be read is said to be so: %j', (text) => {
  expect(parseCards(text)).toEqual({ is: 'unreadable' })
})
