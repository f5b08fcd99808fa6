/** What a merge or a split moves, in words. What there is none of is left out; all of it being nothing, it says so. */
import { actWords } from '../words/act.ts'
import { say } from '../words/read-words.ts'

export function sayParts(plan: { messages: number; notes: number; files: number }): string {
  const { parts } = actWords
  const said = [
    ...(plan.messages > 0 ? [parts.messages({ n: plan.messages })] : []),
    ...(plan.notes > 0 ? [parts.notes({ n: plan.notes })] : []),
    ...(plan.files > 0 ? [parts.files({ n: plan.files })] : []),
  ]
  return said.length === 0 ? parts.nothing : say.list(said)
}
