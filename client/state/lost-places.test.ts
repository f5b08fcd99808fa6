import { expect, test } from 'vitest'
import { makeLostPlaces, PLACES_MAX } from './lost-places.ts'

function begin(count: number) {
  const there = new Set(Array.from({ length: count }, (_, n) => `t${n}`))
  const places = makeLostPlaces((id) => there.has(id))
  const list = () => [...there]
  places.among(list())
  /** As the screen does it: the list is shorter first, then it is told why. */
  const lose = (ids: readonly string[], why: 'rights' | 'left' = 'left') => {
    for (const id of ids) there.delete(id)
    places.among(list())
    return places.note(new Set(ids), why)
  }
  return { there, places, list, lose }
}

test('what goes keeps its place, its reason and its neighbour, until it is forgotten', () => {
  const { places, list, lose } = begin(4)
  expect(lose(['t1'], 'rights')).toEqual(['t1'])
  expect(places.among(list())).toEqual(['t0', 't1', 't2', 't3'])
  expect([places.why('t1'), places.beside('t1'), places.why('t2')]).toEqual(['rights', 't2', null])
  places.forget(['t1'])
  expect(places.among(list())).toEqual(['t0', 't2', 't3'])
  expect(places.beside('t1')).toBe('t2')
})

test('the last one has the one before beside it, and several in a row have one that stays', () => {
  const { places, list, lose } = begin(5)
  lose(['t3', 't4'])
  expect([places.beside('t3'), places.beside('t4')]).toEqual(['t2', 't2'])
  expect(places.among(list())).toEqual(['t0', 't1', 't2', 't3', 't4'])
  lose(['t2'])
  // The neighbour went too: nobody is beside it any more.
  expect(places.beside('t4')).toBeNull()
})

test('the first word stands, and one that comes back was not lost', () => {
  const { there, places, list, lose } = begin(3)
  lose(['t0'], 'rights')
  expect(places.note(new Set(['t0']), 'left')).toEqual([])
  expect(places.why('t0')).toBe('rights')
  there.add('t0')
  places.among(list())
  places.note(new Set(['t0']), 'left')
  expect(places.why('t0')).toBeNull()
  expect(places.among(list())).toEqual(['t1', 't2', 't0'])
})

test('what leaves a view and is still one’s own was not lost', () => {
  const { places, list } = begin(3)
  places.among(list().slice(1))
  expect(places.note(new Set(['t0']), 'left')).toEqual([])
  expect(places.among(list().slice(1))).toEqual(['t1', 't2'])
})

test('very many at once keep no places, and why they went is known', () => {
  const { places, list, lose } = begin(PLACES_MAX * 3)
  expect(lose(list().slice(0, PLACES_MAX * 2))).toEqual([])
  expect(places.among(list())).toEqual(list())
  expect(places.why('t0')).toBe('left')
})
