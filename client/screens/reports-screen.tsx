export function ReportsScreen() {
  return <main class="page" id="main" />
}
