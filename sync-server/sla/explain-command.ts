/**
 * `npx deskside sla explain --case FILE… --json`: what the clocks of case files say, one line of JSON per file.
 * It needs no running server and no desk. Not here: the arithmetic (`shared/sla`), nor reading arguments.
 */
import { open, type FileHandle } from 'node:fs/promises'
import { fail, ok, type Result } from '../../shared/kit/fault.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import { explainCase } from '../../shared/sla/case-file.ts'

export type ReadText = (path: string) => Promise<Result<string>>

/**
 * Prints `{file, clocks}` or `{file, error: {code, detail}}` per path, in order; one bad file does not stop the next.
 *
 * @param write  takes a line with its line end
 * @returns      how many files could not be explained
 */
export async function explainFiles(
  paths: readonly string[],
  readFile: ReadText,
  write: (line: string) => void,
): Promise<{ failedCount: number }> {
  let failedCount = 0
  for (const file of paths) {
    const explained = await explainFile(file, readFile)
    if (!explained.ok) failedCount += 1
    const answer = explained.ok
      ? { file, clocks: explained.value.clocks }
      : { file, error: { code: explained.fault.code, detail: explained.fault.detail } }
    write(`${JSON.stringify(answer)}\n`)
  }
  return { failedCount }
}

async function explainFile(
  file: string,
  readFile: ReadText,
): Promise<ReturnType<typeof explainCase>> {
  const text = await readFile(file)
  if (!text.ok) return text
  const json = parseJson(text.value)
  return json.ok ? explainCase(json.value) : json
}

function parseJson(text: string): Result<unknown> {
  try {
    // A byte order mark is what some editors put first; JSON itself does not allow it (RFC 8259 §8.1).
    return ok<unknown>(JSON.parse(text.replace(/^\uFEFF/, '')))
  } catch {
    return fail('kit/invalid', 'the file is not JSON')
  }
}

/** Reads a case file from disk, at most `LIMITS.jsonBytes` of it. */
export const readCaseFile: ReadText = async (path) => {
  let file: FileHandle | null = null
  try {
    file = await open(path)
    const bytes = new Uint8Array(LIMITS.jsonBytes + 1)
    let length = 0
    while (length < bytes.length) {
      const { bytesRead } = await file.read(bytes, length, bytes.length - length)
      if (bytesRead === 0) break
      length += bytesRead
    }
    if (length > LIMITS.jsonBytes)
      return fail('kit/too-big', `a case file has at most ${LIMITS.jsonBytes} bytes`)
    return ok(new TextDecoder().decode(bytes.subarray(0, length)))
  } catch {
    return fail('kit/not-found', 'the file could not be read')
  } finally {
    await file?.close()
  }
}
