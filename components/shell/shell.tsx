'use client'
import { type ReactNode, useEffect, useState } from 'react'
import { ActionsProvider } from '../actions/actions-provider'
import { untilThere } from '../editor/until-there'
import type { SignedIn } from '../trpc/say-person'
import { later } from '../ui/later'
import { GoProvider } from './go'
import { setPreference } from './preference-cookie'
import { useSession } from './session'
import { ShellActions } from './shell-actions'
import { ShellContext } from './shell-context'
import { Sidebar } from './sidebar'
import { SIDEBAR_COOKIE, type SidebarPreference } from './sidebar-preference'

const bringDrawer = () => import('./drawer').then((parts) => parts.Drawer)
const Drawer = later(bringDrawer)
/** So wide that the sidebar is there (Tailwind's `sm`). */
const WIDE = '(min-width: 40rem)'

/** The frame of every workspace page: sidebar, and the page beside it. */
export function Shell({ sidebar: initial, children }: { sidebar: SidebarPreference; children: ReactNode }) {
  const [sidebar, setSidebar] = useState(initial)
  const [drawerOpen, setDrawerOpen] = useState<boolean>()

  const { id, name } = useSession().me.user
  // The tabs of a browser tell each other who is signed in.
  useEffect(() => {
    const channel = new BroadcastChannel('kaos:person')
    channel.onmessage = ({ data }: MessageEvent<SignedIn>) =>
      void import('../trpc/say-person').then((parts) => parts.hearPerson(data, data.id === id))
    channel.postMessage({ id, name } satisfies SignedIn)
    return () => channel.close()
  }, [id, name])

  // The menu opens without the network, too.
  useEffect(() => {
    if (!window.matchMedia(WIDE).matches) void untilThere(bringDrawer)
  }, [])

  function toggleSidebar() {
    const next = sidebar === 'wide' ? 'narrow' : 'wide'
    setSidebar(next)
    setPreference(SIDEBAR_COOKIE, next)
  }

  return (
    <ShellContext value={{ openDrawer: () => setDrawerOpen(true), toggleSidebar }}>
      <GoProvider>
        <ActionsProvider>
          <ShellActions />
          <a
            href="#main"
            className="fixed top-2 left-2 z-50 -translate-y-16 rounded-sm bg-ink px-3 py-1.5 font-medium text-surface focus:translate-y-0"
          >
            Skip to content
          </a>
          <div className="flex h-dvh">
            <Sidebar wide={sidebar === 'wide'} className="hidden sm:flex" />
            {drawerOpen !== undefined && <Drawer open={drawerOpen} onOpenChange={setDrawerOpen} />}
            <main id="main" tabIndex={-1} className="flex min-w-0 flex-1 flex-col outline-none">
              {children}
            </main>
          </div>
        </ActionsProvider>
      </GoProvider>
    </ShellContext>
  )
}
