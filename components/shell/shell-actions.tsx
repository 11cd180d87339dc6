'use client'
import { LogOut, PanelLeft, UserRound } from 'lucide-react'
import { useContext } from 'react'
import { useActions } from '../actions/use-actions'
import { useGo } from './go'
import { DESTINATIONS, hrefOf } from './navigation'
import { useSession } from './session'
import { ShellContext } from './shell-context'
import { THEMES } from './theme'
import { THEME_LOOK } from './theme-look'
import { setTheme } from './use-theme'

/** What can be done on every page. */
export function ShellActions() {
  const { me, workspace } = useSession()
  const { toggleSidebar } = useContext(ShellContext)
  const go = useGo()
  useActions([
    ...DESTINATIONS.filter(({ permission }) => workspace.permissions.includes(permission)).map(({ id, label, icon, path }) => ({
      id,
      label: `Go to ${label.toLowerCase()}`,
      group: 'Go to',
      icon,
      run: () => go(hrefOf(workspace.slug, path)),
    })),
    {
      id: 'account.open',
      label: 'Account settings',
      group: 'Go to',
      icon: UserRound,
      keywords: 'profile password sessions devices',
      run: () => go(hrefOf(workspace.slug, '/settings/account')),
    },
    ...me.workspaces
      .filter(({ slug }) => slug !== workspace.slug)
      .map(({ name, slug }) => ({
        id: `go.workspace.${slug}`,
        label: `Switch to ${name}`,
        group: 'Workspaces',
        run: () => go(hrefOf(slug, '/flows')),
      })),
    ...THEMES.map((theme) => ({
      id: `theme.${theme}`,
      label: `Theme: ${THEME_LOOK[theme].label.toLowerCase()}`,
      group: 'Look',
      icon: THEME_LOOK[theme].icon,
      keywords: 'colour color mode appearance',
      run: () => setTheme(theme),
    })),
    { id: 'sidebar.toggle', label: 'Expand or collapse the sidebar', group: 'Look', icon: PanelLeft, shortcut: '[', run: toggleSidebar },
    {
      id: 'account.sign-out',
      label: 'Sign out',
      group: 'General',
      icon: LogOut,
      keywords: 'log out leave',
      run: () => void import('next-auth/react').then(({ signOut }) => signOut({ redirectTo: '/sign-in' })),
    },
  ])
  return null
}
