/** Arguments of the command line against a verb's table of options. No verb's meaning is here, and no printing. */
import { resolve } from 'node:path'
import { fail, ok, type Result } from '../../shared/kit/fault.ts'
import { GIVEN, type VerbOption } from '../operator/verb.ts'

export type ParsedArguments = { isJson: boolean; input: Record<string, string | string[]> }

/** `--name value`, `--name=value` and `--flag`; `--json` anywhere; the rest is the positional option. */
export function parseArguments(
  options: readonly VerbOption[],
  args: readonly string[],
  folder: string,
): Result<ParsedArguments> {
  const parsed: ParsedArguments = { isJson: false, input: {} }
  const given = new Map<string, string[]>()
  const bare: string[] = []
  for (let at = 0; at < args.length; at++) {
    const argument = args[at] ?? ''
    if (argument === '--json') parsed.isJson = true
    else if (argument.startsWith('--')) {
      const [name = '', ...rest] = argument.slice(2).split('=')
      const option = options.find((entry) => entry.name === name)
      if (!option) return fail('kit/invalid', `there is no option --${name}`)
      if (option.isFlag) {
        if (rest.length > 0) return fail('kit/invalid', `--${name} takes no value`)
        given.set(name, [GIVEN])
        continue
      }
      const value = rest.length > 0 ? rest.join('=') : args[++at]
      if (value === undefined || (rest.length === 0 && value.startsWith('--')))
        return fail('kit/invalid', `--${name} needs a value: ${option.value}`)
      given.set(name, [...(given.get(name) ?? []), value])
    } else bare.push(argument)
  }
  const positional = options.find((option) => option.isPositional)
  for (const argument of bare) {
    if (!positional || (given.has(positional.name) && !positional.isList))
      return fail('kit/invalid', `what is “${argument}”?`)
    given.set(positional.name, [...(given.get(positional.name) ?? []), argument])
  }
  for (const option of options) {
    const values = given.get(option.name)
    if (values === undefined) {
      if (option.isRequired)
        return fail('kit/invalid', `${nameOf(option)} is missing: ${option.about}`)
      continue
    }
    if (values.length > 1 && !option.isList)
      return fail('kit/invalid', `${nameOf(option)} is given more than once`)
    const placed = option.isPath ? values.map((value) => resolve(folder, value)) : values
    parsed.input[option.name] = option.isList ? placed : (placed[0] ?? '')
  }
  return ok(parsed)
}

const nameOf = (option: VerbOption): string =>
  option.isPositional ? option.value : `--${option.name}`
