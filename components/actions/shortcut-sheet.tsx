'use client'
import { useContext } from 'react'
import { DialogContent, DialogRoot } from '../ui/dialog'
import { Kbd } from '../ui/kbd'
import { shortcutLabel } from '../ui/shortcut-label'
import { useIsMac } from '../ui/use-is-mac'
import { ActionsContext } from './context'
import { onceEach } from './once-each'
import { byGroup, useRegisteredActions } from './use-registered-actions'

/** `?`: every shortcut of this screen. */
export function ShortcutSheet() {
  const { overlay, setOverlay } = useContext(ActionsContext)
  return (
    <DialogRoot open={overlay === 'sheet'} onOpenChange={(open) => setOverlay(open ? 'sheet' : null)}>
      <DialogContent title="Keyboard shortcuts" width="lg">
        <Shortcuts />
      </DialogContent>
    </DialogRoot>
  )
}

function Shortcuts() {
  const mac = useIsMac()
  const actions = useRegisteredActions().filter((action) => action.shortcut !== undefined)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: more than fits is scrolled with the keys, so it takes the focus
    <div tabIndex={0} className="gap-8 outline-none sm:columns-2">
      {byGroup(actions).map(([group, items]) => (
        <section key={group} className="mb-5 break-inside-avoid">
          <h3 className="border-b pb-1.5 font-medium text-ink-3 text-sm">{group}</h3>
          <dl>
            {onceEach(items).map(({ id, label, shortcuts }) => (
              <div key={id} className="flex h-8 items-center justify-between gap-4 border-b last:border-b-0">
                <dt className="min-w-0 truncate">{label}</dt>
                <dd className="flex gap-2">
                  {[...new Map(shortcuts.map((keys) => [shortcutLabel(keys, mac).join(), keys]))].map(([printed, keys]) => (
                    <Kbd key={printed} keys={keys} className="pointer-coarse:inline-flex" />
                  ))}
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </div>
  )
}
