'use client'
import { PanelLeftClose, PanelLeftOpen } from 'lucide-react'
import { useContext } from 'react'
import { useWaiting } from '../approvals/use-waiting'
import { WaitingCount } from '../approvals/waiting-count'
import { InboxButton } from '../inbox/inbox-button'
import { cn } from '../ui/cn'
import { Tooltip } from '../ui/tooltip'
import { AccountMenu } from './account-menu'
import { DESTINATIONS, hrefOf } from './navigation'
import { useSession } from './session'
import { ShellContext } from './shell-context'
import { SidebarLink, sidebarItemStyle } from './sidebar-link'
import { WorkspaceMenu } from './workspace-menu'

/** 52 px of icons, or with words; the same in the drawer of a small screen. */
export function Sidebar({ wide, inDrawer = false, className }: { wide: boolean; inDrawer?: boolean; className?: string }) {
  const { workspace } = useSession()
  const waiting = useWaiting()
  const places = DESTINATIONS.filter(({ permission }) => workspace.permissions.includes(permission))
  return (
    <div className={cn('flex shrink-0 flex-col bg-surface', wide ? 'w-53' : 'w-13', className)}>
      <div className={cn('flex h-12 shrink-0 items-center border-b px-2', !wide && 'justify-center')}>
        <WorkspaceMenu wide={wide} />
      </div>
      <div className="flex min-h-0 flex-1 flex-col border-r px-2 py-2.5">
        <nav aria-label="Workspace" className="flex flex-1 flex-col gap-1 overflow-y-auto">
          {places.map(({ id, path, ...place }) => (
            <SidebarLink
              key={id}
              {...place}
              href={hrefOf(workspace.slug, path)}
              wide={wide}
              badge={id === 'go.approvals' ? { count: waiting, shown: <WaitingCount count={waiting} /> } : undefined}
            />
          ))}
        </nav>
        <div className="flex flex-col gap-1">
          {!inDrawer && <WidthToggle wide={wide} />}
          <InboxButton wide={wide} inDrawer={inDrawer} />
          <AccountMenu wide={wide} />
        </div>
      </div>
    </div>
  )
}

function WidthToggle({ wide }: { wide: boolean }) {
  const { toggleSidebar } = useContext(ShellContext)
  const Icon = wide ? PanelLeftClose : PanelLeftOpen
  const label = wide ? 'Collapse sidebar' : 'Expand sidebar'
  const button = (
    <button type="button" aria-label={label} onClick={toggleSidebar} className={sidebarItemStyle(wide)}>
      <Icon className="size-4.5 shrink-0" strokeWidth={1.75} aria-hidden />
      {wide && 'Collapse'}
    </button>
  )
  return wide ? (
    button
  ) : (
    <Tooltip label={label} side="right">
      {button}
    </Tooltip>
  )
}
