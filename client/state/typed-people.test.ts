import { expect, test } from 'vitest'
import { readPeople } from './typed-people.ts'

test('people are read as they are written in mail programs', () => {
  expect(readPeople('Zoe@Customer.test')).toEqual({
    people: [{ address: 'zoe@customer.test', name: '' }],
    rest: '',
  })
  expect(
    readPeople(
      '"Duarte, Kim" <kim@customer.test>; Zoe  Ng <zoe@customer.test>,\nben@customer.test',
    ),
  ).toEqual({
    people: [
      { address: 'kim@customer.test', name: 'Duarte, Kim' },
      { address: 'zoe@customer.test', name: 'Zoe Ng' },
      { address: 'ben@customer.test', name: '' },
    ],
    rest: '',
  })
})

test('what is no address is given back to be mended, the rest is taken', () => {
  expect(readPeople('zoe, ben@customer.test, kim@, a b@customer.test')).toEqual({
    people: [{ address: 'ben@customer.test', name: '' }],
    rest: 'zoe, kim@, a b@customer.test',
  })
  expect(readPeople(' ,; ')).toEqual({ people: [], rest: '' })
})

test('a name is one line without marks that turn the writing around', () => {
  expect(readPeople('Zoe\u202e\tNg <zoe@customer.test>').people).toEqual([
    { address: 'zoe@customer.test', name: 'Zoe Ng' },
  ])
})
