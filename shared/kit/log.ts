/**
 * Log records: a constant sentence with fields. Fields are ids, counts and durations;
 * never a body, an address or a token.
 */
export type LogLevel = 'debug' | 'info' | 'warn' | 'error'
export type LogFields = Record<string, string | number | boolean | null | undefined>
export type Log = (level: LogLevel, sentence: string, fields?: LogFields) => void

/** A log that keeps nothing, for tests. */
export const noLog: Log = () => {}

/** One JSON line a record, UTC, to `write`. */
export function makeJsonLog(
  part: string,
  now: () => number,
  write: (line: string) => void,
  least: LogLevel = 'info',
): Log {
  const order: LogLevel[] = ['debug', 'info', 'warn', 'error']
  return (level, sentence, fields) => {
    if (order.indexOf(level) < order.indexOf(least)) return
    write(
      JSON.stringify({ at: new Date(now()).toISOString(), level, part, msg: sentence, ...fields }) +
        '\n',
    )
  }
}
