/** `npx deskside`: the process of the command line. Answers go to stdout, everything else to stderr. */
import { makeJsonLog } from '../shared/kit/log.ts'
import { runCall } from './cli/run.ts'
import { realSurroundings } from './desk.ts'

const log = makeJsonLog(
  'cli',
  () => Date.now(),
  (line) => process.stderr.write(line),
  'warn',
)

process.exitCode = await runCall({
  args: process.argv.slice(2),
  environment: process.env,
  folder: process.cwd(),
  around: realSurroundings(log),
  print: (text) => process.stdout.write(text),
  complain: (text) => process.stderr.write(text),
})
