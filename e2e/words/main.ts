/** `npm run words`: checks the catalogues of words and makes the modules of them. Ends with 1 when a catalogue is wrong. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { format, resolveConfig } from 'prettier'
import { faultsOf, messagesIn } from './catalogue.ts'
import { areasOf, locales, makeModules, readCatalogues, root } from './rooms.ts'

const english = readCatalogues('en')
let isWrong = false
for (const locale of locales) {
  const catalogues = readCatalogues(locale)
  for (const [area, words] of catalogues) {
    const original = english.get(area)
    const faults = original ? faultsOf(original, words, locale) : ['no such area in English']
    for (const fault of faults) process.stdout.write(`${locale}/${area}.json  ${fault}\n`)
    isWrong ||= faults.length > 0
  }
  const messages = [...catalogues.values()].flatMap((words) => messagesIn(words))
  const wordCount = messages.flatMap(([, text]) => text.match(/\p{L}+/gu) ?? []).length
  const missing = areasOf('en').filter((area) => !catalogues.has(area))
  process.stdout.write(
    `${locale}: ${messages.length} messages, about ${wordCount} words; still in English: ${missing.join(', ') || 'nothing'}\n`,
  )
}
if (isWrong) process.exitCode = 1
else
  for (const [path, text] of makeModules()) {
    const file = join(root, path)
    const style = await resolveConfig(file)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, await format(text, { ...style, filepath: file }))
  }
