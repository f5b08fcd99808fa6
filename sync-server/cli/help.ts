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
    const name = wordOf(option)
    lines.push(`  ${name.padEnd(28)} ${option.about}`)
  }
  return lines.join('\n') + '\n'
}

/** A list is shown by its name, though its values may come without. */
const wordOf = (option: VerbOption): string => {
  if (option.isFlag) return `--${option.name}`
  return option.isPositional && !option.isList ? option.value : `--${option.name} ${option.value}`
}

/** `user add --email ADDRESS … [--queue SLUG]…` */
function usageOf(verb: HelpVerb): string {
  const parts = verb.options.map((option) => {
    const word = wordOf(option)
    return (option.isRequired ? word : `[${word}]`) + (option.isList ? '…' : '')
  })
  return [verb.name, ...parts].join(' ')
}

/** The tables of docs/operate.md, one row an option or verb. A test compares them with the page. */
export function environmentTable(): string {
  const options: readonly Option[] = Object.values(ENVIRONMENT)
  const rows = options.map((option) => {
    const words = [option.about.replace(/\|/g, '\\|')]
    if (option.type === 'number')
      words.push(`From ${option.min} to ${option.max} (${option.unit}).`)
    return `| \`${option.env}\` | ${defaultOf(option)} | ${words.join(' ')} |`
  })
  return ['| variable | default | what it says |', '| --- | --- | --- |', ...rows].join('\n')
}

function defaultOf(option: Option): string {
  if (option.type === 'switch') return option.default ? 'on' : 'off'
  return option.default === null ? 'unset' : `\`${option.default}\``
}

export function verbTable(verbs: readonly HelpVerb[]): string {
  const rows = verbs.map((verb) => `| \`${usageOf(verb).replace(/\|/g, '\\|')}\` | ${verb.about} |`)
  return ['| verb | what it does |', '| --- | --- |', ...rows].join('\n')
}
