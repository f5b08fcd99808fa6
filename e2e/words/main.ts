/** `npm run words`: checks the catalogues of words and makes the modules of them. Ends with 1 when a catalogue is wrong. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { format, resolveConfig } from 'prettier'
import { faultsOf, messagesIn } from './catalogue.ts'
import { areasOf, locales, makeModules, readCatalogues, root, ROOMS } from './rooms.ts'

let isWrong = false
for (const room of ROOMS) {
  const english = readCatalogues(room, 'en')
  for (const locale of locales) {
    const catalogues = readCatalogues(room, locale)
    for (const [area, words] of catalogues) {
      const original = english.get(area)
      const faults = original ? faultsOf(original, words, locale) : ['no such area in English']
      for (const fault of faults)
        process.stdout.write(`${room.folder}/${locale}/${area}.json  ${fault}\n`)
      isWrong ||= faults.length > 0
    }
    const messages = [...catalogues.values()].flatMap((words) => messagesIn(words))
    const wordCount = messages.flatMap(([, text]) => text.match(/\p{L}+/gu) ?? []).length
    const missing = areasOf(room, 'en').filter((area) => !catalogues.has(area))
    process.stdout.write(
      `${room.folder}/${locale}: ${messages.length} messages, about ${wordCount} words; still in English: ${missing.join(', ') || 'nothing'}\n`,
    )
  }
}
if (isWrong) process.exitCode = 1
else
  for (const [path, text] of makeModules()) {
    const file = join(root, path)
    const style = await resolveConfig(file)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, await format(text, { ...style, filepath: file }))
  }
