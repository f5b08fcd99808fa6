/** Numbers out of many: medians, percentiles, and a table in which every figure stands beside its reference. */

export type Figure = {
  name: string
  unit: string
  value: number
  /** What the machine itself gave in the same run; null for a figure without one. */
  reference: { name: string; value: number } | null
  /** Where `value` is a p95 of many: the others of them. */
  samples?: { n: number; p50: number; worst: number }
  /** What `value`, and the worst of all, may be at most, in the same unit. */
  bar?: { most: number; worst?: number }
}

export type BenchReport = {
  bench: string
  at: string
  commit: string
  machine: string
  isBuilt: boolean
  notes: string[]
  figures: Figure[]
}

export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}

export const median = (values: readonly number[]): number => percentile(values, 0.5)

/** Of repetitions: the median of each one's own figure. */
export function medianOf<T>(runs: readonly T[], figure: (run: T) => number): number {
  return median(runs.map(figure))
}

export function describe(report: BenchReport): string {
  const rows = report.figures.map((figure) => {
    const { name, unit, value, reference } = figure
    return [
      name,
      `${round(value)} ${unit}`,
      reference ? `${reference.name} ${round(reference.value)} ${unit}` : '',
      reference && reference.value !== 0 ? `× ${(value / reference.value).toFixed(2)}` : '',
      describeSamples(figure),
      describeBar(figure),
    ]
  })
  const widths = [0, 1, 2, 3, 4, 5].map((at) =>
    Math.max(...rows.map((row) => (row[at] ?? '').length)),
  )
  return [
    `${report.bench}: ${report.machine}, ${report.isBuilt ? 'the build' : 'the sources'} of ${report.commit}`,
    ...report.notes.map((note) => `  ${note}`),
    '',
    ...rows.map((row) =>
      row
        .map((cell, at) => cell.padEnd(widths[at] ?? 0))
        .join('  ')
        .trimEnd(),
    ),
  ].join('\n')
}

function describeSamples({ samples }: Figure): string {
  if (!samples) return ''
  return `p50 ${round(samples.p50)}, worst ${round(samples.worst)}, n ${samples.n}`
}

/** Met as the figures stand: on a busy machine the reference has to say how much of it is the machine. */
export function isMet({ value, samples, bar }: Figure): boolean {
  if (!bar) return true
  return value <= bar.most && (samples?.worst ?? value) <= (bar.worst ?? Number.POSITIVE_INFINITY)
}

function describeBar(figure: Figure): string {
  const { bar, unit } = figure
  if (!bar) return ''
  const worst = bar.worst === undefined ? '' : `, none above ${round(bar.worst)}`
  return `bar ${round(bar.most)} ${unit}${worst}: ${isMet(figure) ? 'met' : 'missed'}`
}

function round(value: number): string {
  if (Math.abs(value) >= 100) return value.toFixed(0)
  return Math.abs(value) >= 10 ? value.toFixed(1) : value.toFixed(2)
}
