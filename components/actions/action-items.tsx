'use client'
import { DropdownMenuItem } from '../ui/dropdown-menu'
import { Kbd } from '../ui/kbd'
import { later } from '../ui/later'
import { type Action, isAvailable } from './action'

/** Context menus bring theirs. */
const ContextMenuItem = later(() => import('../ui/context-menu').then((parts) => parts.ContextMenuItem))
const ITEMS = { dropdown: DropdownMenuItem, context: ContextMenuItem }

/** Actions as the items of a dropdown or context menu; what can't be done now is left out. */
export function ActionItems({ actions, menu }: { actions: readonly Action[]; menu: keyof typeof ITEMS }) {
  const Item = ITEMS[menu]
  return actions.filter(isAvailable).map(({ id, label, icon: Icon, shortcut, danger, run }) => (
    <Item key={id} danger={danger} onSelect={run}>
      {Icon && <Icon strokeWidth={1.75} aria-hidden />}
      <span className="min-w-0 flex-1 truncate">{label}</span>
      {shortcut && <Kbd keys={shortcut} className="ml-3" />}
    </Item>
  ))
}
