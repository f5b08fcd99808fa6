/** A sentence with markup in it: what is put in is text, counts as its language counts, and never becomes the sentence. */
import { html } from 'hono/html'
import { expect, test } from 'vitest'
import { makeSay } from '../../shared/kit/say.ts'
import { languageOf } from '../words/language.ts'
import { filled } from './filled.ts'

const textOf = async (made: ReturnType<typeof filled>) => (await made).toString()

test('[FO6] what somebody wrote is escaped and stands apart, markup of ours is not', async () => {
  const message = ({ who, link }: { who: string | number; link: string | number }) =>
    `<${who}> & ${link}`
  const made = filled(message, {
    who: '<b onclick=x>"&{link}\ue001\ue000',
    link: html`<a href="/">here</a>`,
  })
  expect(await textOf(made)).toBe(
    '&lt;<bdi>&lt;b onclick=x&gt;&quot;&amp;{link}\ue001\ue000</bdi>&gt; &amp; <a href="/">here</a>',
  )
})

test('a number is written and counted as its language does', async () => {
  const say = makeSay('de')
  const message = ({ n, name }: { n: number; name: string | number }) =>
    `${say.number(n)} ${say.plural(n)} ${say.inside(name)}`
  expect(await textOf(filled(message, { n: 1234, name: 'Kim' }))).toBe('1.234 other <bdi>Kim</bdi>')
})

test('from right to left too, each is at its place', async () => {
  const { goesOn } = languageOf('ar').words.ticket
  const link = html`<a href="/x">y</a>`
  expect(await textOf(filled(goesOn, { link }))).toContain('\u2068<a href="/x">y</a>\u2069')
})
