/** What goes on paper: the messages always, notes and quotes when they are ticked. The rest is a style sheet (print.css). */
import { createSignal, onCleanup } from 'solid-js'
import { mailWords } from '../words/mail.ts'
import { Dialog } from './dialog.tsx'

export function PrintDialog(props: { onClose: () => void }) {
  const [hasNotes, setNotes] = createSignal(false)
  const [hasQuotes, setQuotes] = createSignal(false)
  const root = document.documentElement
  onCleanup(() => delete root.dataset['print'])
  const print = () => {
    root.dataset['print'] = [hasNotes() ? 'notes' : '', hasQuotes() ? 'quotes' : '']
      .join(' ')
      .trim()
    window.print()
    props.onClose()
  }
  return (
    <Dialog title={mailWords.printTitle} class="print-dialog" onClose={() => props.onClose()}>
      <form
        class="print-choices"
        onSubmit={(event) => {
          event.preventDefault()
          print()
        }}
      >
        <label>
          <input
            type="checkbox"
            checked={hasNotes()}
            onChange={(event) => setNotes(event.currentTarget.checked)}
          />
          {mailWords.printNotes}
        </label>
        <label>
          <input
            type="checkbox"
            checked={hasQuotes()}
            onChange={(event) => setQuotes(event.currentTarget.checked)}
          />
          {mailWords.printQuotes}
        </label>
        <button type="submit" class="button is-primary">
          {mailWords.printNow}
        </button>
      </form>
    </Dialog>
  )
}
