export function visibleText(text: string): string {
  return text
}
export function visibleHtml(html: string): string {
  return html
}
