/** Words in a live region that is there from the start: above the page's content, or beside the button just pressed. */

export type Tone = 'good' | 'calm' | 'bad'

/** Shows a notice in the place of an earlier one with the same name. Text only, never markup. */
export function showNotice(
  name: string,
  tone: Tone,
  words: string,
  place: 'notices' | 'answer' = 'notices',
): HTMLElement {
  const region = document.getElementById(place)
  const known = document.getElementById(`notice-${name}`)
  const notice = known ?? document.createElement('div')
  notice.id = `notice-${name}`
  notice.className = `notice ${tone}`
  const line = document.createElement('p')
  line.textContent = words
  // Said again only when it is new: a live region repeats whatever is put into it.
  if (known?.firstChild?.textContent === words) {
    known.querySelectorAll('.act').forEach((act) => act.remove())
    return known
  }
  notice.replaceChildren(line)
  if (!known) region?.append(notice)
  return notice
}

export function hideNotice(name: string): void {
  document.getElementById(`notice-${name}`)?.remove()
}

export function addButton(notice: HTMLElement, name: string, act: () => void): void {
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'act'
  button.textContent = name
  button.addEventListener('click', act)
  notice.append(button)
}

export function addLink(notice: HTMLElement, href: string, name: string): void {
  const link = document.createElement('a')
  link.className = 'act'
  link.href = href
  link.textContent = name
  notice.append(link)
}

/** Words at fields, and the focus at the first that is wrong; an empty list takes all words away. */
export function showFieldErrors(form: HTMLFormElement, fields: Record<string, string>): void {
  let first: HTMLElement | null = null
  for (const place of form.querySelectorAll<HTMLElement>('.error[id$="-error"]')) {
    const name = place.id.replace(/-error$/, '')
    const control = form.querySelector<HTMLElement>(`#${name}`)
    const words = fields[name]
    place.textContent = words ?? ''
    place.hidden = words === undefined
    if (!control) continue
    const others = (control.getAttribute('aria-describedby') ?? '')
      .split(' ')
      .filter((id) => id !== '' && id !== place.id)
    const described = words === undefined ? others : [place.id, ...others]
    if (described.length > 0) control.setAttribute('aria-describedby', described.join(' '))
    else control.removeAttribute('aria-describedby')
    if (words === undefined) control.removeAttribute('aria-invalid')
    else control.setAttribute('aria-invalid', 'true')
    if (words !== undefined) first ??= control
  }
  first?.focus()
}
