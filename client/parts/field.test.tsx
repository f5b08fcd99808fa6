import { cleanup, fireEvent, render } from '@solidjs/testing-library'
import { createSignal } from 'solid-js'
import { afterEach, expect, test } from 'vitest'
import { ChoiceField, NumberField, TextField } from './field.tsx'

afterEach(cleanup)

test('a field is found by its label, shows what is kept and tells what is typed', () => {
  const [text, setText] = createSignal('Support')
  const { getByLabelText, getByText } = render(() => (
    <TextField
      label="Name"
      hint="As people see it"
      class="is-wide"
      required
      maxlength={5}
      value={text()}
      onType={setText}
    />
  ))
  const input = getByLabelText(/^Name/)
  expect(input).toMatchObject({ value: 'Support', required: true, maxLength: 5 })
  fireEvent.input(input, { target: { value: 'Sales' } })
  expect(text()).toBe('Sales')
  setText('Other')
  expect(input).toMatchObject({ value: 'Other' })
  expect(getByText('As people see it').tagName).toBe('SMALL')
  expect(input.parentElement?.className).toBe('field is-wide')
})

test('an emptied number is not told as nought, so that it can be typed anew', () => {
  const told: number[] = []
  const { getByLabelText } = render(() => (
    <NumberField label="Port" value={993} min={1} max={9_999} onType={(n) => told.push(n)} />
  ))
  const input = getByLabelText('Port')
  fireEvent.input(input, { target: { value: '' } })
  expect(told).toEqual([])
  expect(input).toMatchObject({ value: '', validity: { valueMissing: true } })
  fireEvent.input(input, { target: { value: '143' } })
  expect(told).toEqual([143])
})

test('a choice is one of those offered', () => {
  const [chosen, choose] = createSignal<'tls' | 'none'>('tls')
  const { getByLabelText } = render(() => (
    <ChoiceField
      label="Encryption"
      choices={['none', 'tls'] as const}
      chosen={chosen()}
      say={(one) => one.toUpperCase()}
      onChoose={choose}
    />
  ))
  const select = getByLabelText('Encryption')
  expect(select).toMatchObject({ value: 'tls' })
  fireEvent.change(select, { target: { value: 'none' } })
  expect(chosen()).toBe('none')
})
