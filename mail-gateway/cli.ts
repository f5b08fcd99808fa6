/**
 * `npx deskside mail parse` and `mail poison`: the gateway's part of the command line. Answers go to stdout, complaints to
 * stderr.
 */
import { createHash } from 'node:crypto'
import { idFromBytes } from '../shared/kit/id.ts'
import { noLog } from '../shared/kit/log.ts'
import { readConfig } from './config.ts'
import { makeJudge } from './inbound/judge.ts'
import { makeAskNameServer } from './inbound/name-server.ts'
import { makeReader } from './inbound/reader.ts'
import { makePeer } from './peer.ts'
import { describePoison, replayPoison } from './poison-verbs.ts'
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

/** @param args  what stands after `mail poison` */
async function poison(args: readonly string[]): Promise<number> {
  const isJson = args.includes('--json')
  const isAll = args.includes('--all')
  const [verb, ...names] = args.filter((arg) => arg !== '--json' && arg !== '--all')
  const wrong = names.find((name) => name.startsWith('--'))
  const isFit = verb === 'list' ? names.length === 0 : isAll !== names.length > 0
  if ((verb !== 'list' && verb !== 'replay') || wrong !== undefined || !isFit)
    return complain('deskside mail poison list | replay NAME… | replay --all [--json]')
  const config = readConfig(process.env)
  if (!config.ok) return complain(config.fault.detail)
  const { spoolDir, believed, nameServers, serverUrl, keyFile } = config.value
  if (verb === 'list') {
    const lines = await describePoison(spoolDir)
    if (isJson) say(JSON.stringify({ poison: lines }))
    else if (lines.length === 0) say('Every message could be read.')
    else
      for (const { name, at, bytes, from, why, hasTicket } of lines)
        say(
          `${name}  ${at}  ${bytes ?? '?'} bytes from ${from ?? 'nobody'}: ${why}${hasTicket ? '' : ' (no ticket)'}`,
        )
    return 0
  }
  const reader = makeReader({ timers })
  const resolve = makeAskNameServer(nameServers)
  const worker = idFromBytes(createHash('sha256').update(`replay ${spoolDir}`).digest())
  const parts = {
    spoolDir,
    reader,
    judge: makeJudge({ timers, log: noLog, believed, resolve }),
    peer: makePeer({ serverUrl, keyFile, timers, worker }),
    signal: new AbortController().signal,
  }
  const replayed = await replayPoison(parts, isAll ? null : names)
  await reader.close()
  if (isJson) say(JSON.stringify({ replayed }))
  else if (replayed.length === 0) say('There is none.')
  else for (const { name, detail } of replayed) say(`${name}  ${detail}`)
  return replayed.every((one) => one.isDone) ? 0 : 1
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

function complain(line: string): number {
  process.stderr.write(`${line}\n`)
  return 1
}

const [, , , verb, ...rest] = process.argv
process.exitCode = verb === 'poison' ? await poison(rest) : await parseAll(rest)
