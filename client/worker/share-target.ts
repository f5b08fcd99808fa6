/**
 * The share target's POST, answered on the device, with a network or without: what came is kept, and the app opens and
 * shows it. What cannot be kept is given back to the person, on a page they can copy it from.
 */
import { workerWords } from './worker-words.ts'
import { keepShared } from './shared-store.ts'

const textOf = (form: FormData, name: string): string => {
  const value = form.get(name)
  return typeof value === 'string' ? value : ''
}

export async function takeShared(request: Request): Promise<Response> {
  const form = await request.formData()
  const words = {
    title: textOf(form, 'title'),
    text: textOf(form, 'text'),
    url: textOf(form, 'url'),
  }
  const files = form
    .getAll('files')
    .filter((one): one is File => one instanceof File && (one.size > 0 || one.name !== ''))
  const id = crypto.randomUUID()
  try {
    await keepShared({ ...words, id, at: Date.now(), files })
  } catch {
    return giveBack(Object.values(words).filter(Boolean).join('\n'))
  }
  return Response.redirect(`/app/?shared=${id}`, 303)
}

function giveBack(text: string): Response {
  const safe = text.replace(/&/g, '&amp;').replace(/</g, '&lt;')
  return new Response(
    `<!doctype html><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${workerWords.app}</title>
     <h1>${workerWords.notKept}</h1><p>${workerWords.notKeptHint}</p>
     <p><textarea aria-label="${workerWords.words}" rows="12" cols="40">${safe}</textarea></p><p><a href="/app/">${workerWords.toApp}</a></p>`,
    {
      status: 507,
      headers: {
        'content-type': 'text/html; charset=utf-8',
        'content-security-policy': "default-src 'none'",
      },
    },
  )
}
