import { cleanup, fireEvent, render } from '@solidjs/testing-library'
import { afterEach, expect, test } from 'vitest'
import { SureButton } from './sure-button.tsx'

afterEach(cleanup)

test('what cannot be taken back is asked for twice, and the focus is on the way back', async () => {
  let times = 0
  const { getByRole, getByText, queryByText } = render(() => (
    <SureButton text="Remove" ask="It goes." isBusy={false} onSure={() => times++} />
  ))
  fireEvent.click(getByRole('button', { name: 'Remove' }))
  expect(times).toBe(0)
  expect(getByText('It goes.')).toBeTruthy()
  await Promise.resolve()
  expect(document.activeElement?.textContent).toBe('Cancel')
  fireEvent.click(getByRole('button', { name: 'Cancel' }))
  expect(queryByText('It goes.')).toBeNull()
  expect(document.activeElement?.textContent).toBe('Remove')
  fireEvent.click(getByRole('button', { name: 'Remove' }))
  fireEvent.click(getByRole('button', { name: 'Remove' }))
  expect(times).toBe(1)
})
