/** The agents' app: which address shows which screen. Opening the replica is main's business. */
import { Route, Router } from '@solidjs/router'
import { lazy } from 'solid-js'
import type { Replica } from './replica/api.ts'
import { Shell } from './screens/shell.tsx'
import { WorkspaceScreen } from './screens/workspace-screen.tsx'
import { createDesk, DeskProvider, type Desk } from './state/replica-context.tsx'

const ReportsScreen = lazy(() =>
  import('./screens/reports-screen.tsx').then((m) => ({ default: m.ReportsScreen })),
)
const PracticeScreen = lazy(() =>
  import('./screens/practice-screen.tsx').then((m) => ({ default: m.PracticeScreen })),
)
const SettingsScreen = lazy(() =>
  import('./screens/settings-screen.tsx').then((m) => ({ default: m.SettingsScreen })),
)

export function App(props: { replica: Replica; onReady?: (desk: Desk) => void }) {
  const desk = createDesk(props.replica)
  props.onReady?.(desk)
  return (
    <DeskProvider desk={desk}>
      <Router base="/app" root={Shell}>
        {/* One route for all of these, so that going from ticket to ticket keeps the screen. */}
        <Route path={['/', '/v/:view', '/v/:view/t/:id', '/t/:id']} component={WorkspaceScreen} />
        <Route path="/reports" component={ReportsScreen} />
        <Route path="/practice" component={PracticeScreen} />
        <Route path="/settings/:section?" component={SettingsScreen} />
        <Route path="*" component={WorkspaceScreen} />
      </Router>
    </DeskProvider>
  )
}
