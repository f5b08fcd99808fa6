/** Why something is taken away for good: kept with who did it and when. */
import { LIMITS } from '../../shared/kit/limits.ts'
import { actWords } from '../words/act.ts'
import { TextField } from './field.tsx'

export function WhyField(props: { value: string; onType: (why: string) => void }) {
  return (
    <TextField
      label={actWords.remove.why}
      hint={actWords.remove.whyHint}
      value={props.value}
      maxlength={LIMITS.fieldTextChars}
      autocomplete="off"
      dir="auto"
      autofocus
      onType={props.onType}
    />
  )
}
