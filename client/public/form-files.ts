/** Whether the chosen files may be sent at all, known before a long upload is begun. The server judges again. */
import { LIMITS } from '../../shared/kit/limits.ts'
import { pageWord } from './page-words.ts'

export function chosenFiles(form: HTMLFormElement): File[] {
  const input = form.querySelector<HTMLInputElement>('input[type="file"]')
  return [...(input?.files ?? [])]
}

/** Words about the files, or null. */
export function fileTrouble(files: readonly { size: number }[]): string | null {
  if (files.length > LIMITS.formFiles) return pageWord('tooManyFiles')
  const bytes = files.reduce((sum, file) => sum + file.size, 0)
  if (bytes > LIMITS.uploadBytes) return pageWord('tooManyBytes')
  return null
}
