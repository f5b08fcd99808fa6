/** `npx deskside mail parse`: the gateway's part of the command line. Answers go to stdout, complaints to stderr. */
import { makeReader } from './inbound/reader.ts'
import { listFiles, parseFile, type ParsedFile } from './parse-files.ts'

const timers = {
  after(delayMs: number, run: () => void) {
    const timer = setTimeout(run, delayMs)
    return { cancel: () => clearTimeout(timer) }
  },
}

/** @param args  what stands after `mail parse` */
async function parseAll(args: readonly string[]): Promise<number> {
  const isJson = args.includes('--json')
  const wrong = args.find((arg) => arg.startsWith('--') && arg !== '--json')
  const paths = args.filter((arg) => !arg.startsWith('--'))
  if (wrong !== undefined || paths.length === 0) {
    process.stderr.write(
      `${wrong === undefined ? 'Which files?' : `There is no option ${wrong}.`} deskside mail parse PATH… [--json]\n`,
    )
    return 1
  }
  const reader = makeReader({ timers })
  let unopenedCount = 0
  for await (const path of listFiles(paths)) {
    const parsed = await parseFile(reader, path, Date.now())
    if (parsed.error !== null && !parsed.error.startsWith('could not be read')) unopenedCount++
    const line = isJson ? JSON.stringify(parsed) : sayFile(parsed)
    // Waits for a slow reader of the pipe.
    if (!process.stdout.write(`${line}\n`))
      await new Promise((resolve) => process.stdout.once('drain', resolve))
  }
  await reader.close()
  return unopenedCount === 0 ? 0 : 1
}

function sayFile(parsed: ParsedFile): string {
  const { file, from, subject, attachments, auto, bounce, error } = parsed
  const nature = bounce
    ? `bounce of ${bounce.recipients.map((one) => one.address).join(', ') || 'nobody named'}`
    : auto
      ? `automatic: ${auto}`
      : 'a person'
  const files = attachments.length === 1 ? '1 file' : `${attachments.length} files`
  const said = `${from?.address || 'nobody'} “${subject}” ${files}, ${nature}`
  return `${file}: ${error === null ? said : `${error} (${said})`}`
}

process.exitCode = await parseAll(process.argv.slice(4))
