'use client'
import { ActionItems } from '../actions/action-items'
import { useRegisteredActions } from '../actions/use-registered-actions'
import { Avatar } from '../ui/avatar'
import { DropdownMenuContent, DropdownMenuRoot, DropdownMenuSeparator, DropdownMenuTrigger } from '../ui/dropdown-menu'
import { later } from '../ui/later'
import { useSession } from './session'
import { sidebarItemStyle } from './sidebar-link'

const ThemeChoice = later(() => import('./theme-choice').then(({ ThemeChoice }) => ThemeChoice))

const ITEMS = ['account.open', 'shortcuts.open', 'account.sign-out']

export function AccountMenu({ wide }: { wide: boolean }) {
  const { user } = useSession().me
  const actions = useRegisteredActions()
  const items = ITEMS.flatMap((id) => actions.filter((action) => action.id === id))
  return (
    <DropdownMenuRoot>
      <DropdownMenuTrigger aria-label={`Your account, ${user.name}`} className={sidebarItemStyle(wide)}>
        <Avatar name={user.name} id={user.id} size={wide ? 'sm' : 'md'} />
        {wide && <span className="min-w-0 flex-1 truncate text-left">{user.name}</span>}
      </DropdownMenuTrigger>
      <DropdownMenuContent side={wide ? 'top' : 'right'} align={wide ? 'start' : 'end'} className="w-60">
        <div className="px-2 pt-1.5 pb-2">
          <p className="truncate font-medium">{user.name}</p>
          <p className="truncate text-ink-3 text-sm">{user.email}</p>
        </div>
        <ThemeChoice />
        <DropdownMenuSeparator />
        <ActionItems actions={items} menu="dropdown" />
      </DropdownMenuContent>
    </DropdownMenuRoot>
  )
}
