/**
 * Erasing the person who asked, by admins: name, addresses and words of theirs go from all tickets. It needs the server,
 * which does it one ticket after the other. Not here: one message or one ticket (remove-dialog).
 */
import { createSignal } from 'solid-js'
import { callApi, Empty } from '../state/api.ts'
import { createAct } from '../state/create-act.ts'
import { useDesk } from '../state/replica-context.tsx'
import { actWords } from '../words/act.ts'
import '../styles/acts.css'
import { Dialog } from './dialog.tsx'
import { FormFoot } from './form-foot.tsx'
import { WhyField } from './why-field.tsx'

const text = actWords.remove.erase

export function EraseDialog(props: { contact: string; name: string; onClose: () => void }) {
  const desk = useDesk()
  const act = createAct()
  const [why, setWhy] = createSignal('')
  const erase = () => {
    if (why().trim() === '') return act.setTrouble(actWords.remove.noWhy)
    void act.run(
      () => callApi('DELETE', `/api/contacts/${props.contact}`, Empty, { why: why().trim() }),
      () => {
        desk.say(text.done)
        props.onClose()
      },
    )
  }
  return (
    <Dialog title={text.title({ name: props.name })} class="act-dialog" onClose={props.onClose}>
      <form
        class="act-form"
        novalidate
        onSubmit={(event) => {
          event.preventDefault()
          erase()
        }}
      >
        <p>{text.gone}</p>
        <WhyField value={why()} onType={setWhy} />
        <FormFoot act={act} submit={text.submit} />
      </form>
    </Dialog>
  )
}
