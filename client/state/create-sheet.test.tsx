/** A sheet as an entry of the browser's history: the way back closes it, forward brings it back, closing it leaves no entry. */
import { createRoot } from 'solid-js'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createSheet, type Sheet } from './create-sheet.ts'

let sheet: Sheet
let dispose = () => {}
const begin = () => {
  sheet = createRoot((end) => {
    dispose = end
    return createSheet('details')
  })
}
beforeEach(() => {
  history.pushState({ _depth: 3 }, '', '/app/v/inbox/t/one')
  begin()
})
afterEach(() => dispose())

const isOpen = (wanted: boolean) => vi.waitFor(() => expect(sheet.isOpen()).toBe(wanted))
const popped = () =>
  new Promise((done) => addEventListener('popstate', () => setTimeout(done), { once: true }))

test('[WO20] the way back closes it and leaves the page where it was; forward brings it back', async () => {
  const address = location.href
  sheet.open()
  expect(sheet.isOpen()).toBe(true)
  expect(location.href).toBe(address)
  expect(history.state).toMatchObject({ _depth: 3 })
  history.back()
  await isOpen(false)
  expect(location.href).toBe(address)
  expect(history.state).toEqual({ _depth: 3 })
  history.forward()
  await isOpen(true)
})

test('[WO20] closed by hand it leaves no entry, and closing it twice goes back once', async () => {
  sheet.open()
  const gone = popped()
  sheet.close()
  expect(sheet.isOpen()).toBe(false)
  await gone
  sheet.close()
  await new Promise((done) => setTimeout(done))
  expect(history.state).toEqual({ _depth: 3 })
  expect(location.pathname).toBe('/app/v/inbox/t/one')
})

test('[WO20] what is opened from it does not have it behind itself on the way back', async () => {
  sheet.open()
  sheet.leave(() => history.pushState(null, '', '/app/v/inbox/t/two'))
  await vi.waitFor(() => expect(location.pathname).toBe('/app/v/inbox/t/two'))
  const gone = popped()
  history.back()
  await gone
  expect(location.pathname).toBe('/app/v/inbox/t/one')
  expect(sheet.isOpen()).toBe(false)
})

test('[WO20] after a reload it is open again', () => {
  sheet.open()
  dispose()
  begin()
  expect(sheet.isOpen()).toBe(true)
  dispose()
  history.replaceState(null, '')
  begin()
  const next = vi.fn<() => void>()
  sheet.leave(next)
  expect(next).toHaveBeenCalledOnce()
})
