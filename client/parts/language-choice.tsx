/** The language of this device: the browser's, or one of the list, each by its own name. The page starts anew in it. */
import { For } from 'solid-js'
import { deskWords } from '../words/desk.ts'
import { LOCALES, isLocale, type Locale } from '../../shared/kit/locales.ts'
import { chooseLocale, chosenLocale } from '../words/read-words.ts'

const OFFERED = Object.keys(LOCALES).filter(
  (name): name is Locale => isLocale(name) && LOCALES[name].isOffered,
)

/** @param props.onChosen  starts the page anew; what is being written is kept on the device */
export function LanguageChoice(props: { onChosen: () => void }) {
  const choose = (locale: Locale | null) => {
    chooseLocale(locale)
    props.onChosen()
  }
  // Buttons: by radio buttons the arrow keys would start the page anew at every language on the way.
  return (
    <div class="setting" role="group" aria-label={deskWords.settings.language}>
      <h3>{deskWords.settings.language}</h3>
      <div class="segments">
        <button type="button" aria-pressed={chosenLocale() === null} onClick={() => choose(null)}>
          {deskWords.settings.languageOfBrowser}
        </button>
        <For each={OFFERED}>
          {(name) => (
            <button
              type="button"
              lang={name}
              dir={LOCALES[name].isRightToLeft ? 'rtl' : 'ltr'}
              aria-pressed={chosenLocale() === name}
              onClick={() => choose(name)}
            >
              {LOCALES[name].name}
            </button>
          )}
        </For>
      </div>
      <p>{deskWords.settings.languageHint}</p>
    </div>
  )
}
