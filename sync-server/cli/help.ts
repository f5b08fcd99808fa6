/** The words of `--help`, made from the tables of verbs and of the environment. docs/operate.md has the same ones. */
import { ENVIRONMENT, type Option } from '../../shared/kit/options.ts'
import type { VerbOption } from '../operator/verb.ts'

export type HelpVerb = { name: string; about: string; options: readonly VerbOption[] }

export function helpOf(verbs: readonly HelpVerb[]): string {
  const lines = ['npx deskside <verb> [--json]', '']
  for (const verb of verbs) lines.push(`  ${usageOf(verb)}`, `      ${verb.about}`)
  lines.push('', 'npx deskside <verb> --help says more. The environment:', '')
  const options: readonly Option[] = Object.values(ENVIRONMENT)
  for (const option of options) lines.push(`  ${option.env.padEnd(24)} ${option.about}`)
  return lines.join('\n') + '\n'
}

export function helpOfVerb(verb: HelpVerb): string {
  const lines = [`npx deskside ${usageOf(verb)}`, '', verb.about]
  if (verb.options.length > 0) lines.push('')
  for (const option of verb.options) {
    const name = option.isPositional ? option.value : `--${option.name} ${option.value}`
    lines.push(`  ${name.padEnd(28)} ${option.about}`)
  }
  return lines.join('\n') + '\n'
}

/** `user add --email ADDRESS … [--queue SLUG]…` */
export function usageOf(verb: HelpVerb): string {
  const parts = verb.options.map((option) => {
    const word = option.isPositional ? option.value : `--${option.name} ${option.value}`
    return (option.isRequired ? word : `[${word}]`) + (option.isList ? '…' : '')
  })
  return [verb.name, ...parts].join(' ')
}
