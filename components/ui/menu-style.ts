import { cn } from './cn'

/** Dropdown and context menus look alike. */
export const menuContentStyle = cn(
  'pop-motion z-50 min-w-52 max-w-80 overflow-y-auto rounded-md border border-line-strong bg-surface p-1 shadow-pop outline-none',
)

export const menuItemStyle = cn(
  'relative flex min-h-7.5 cursor-default select-none items-center gap-2.5 rounded-sm px-2 py-1 text-md text-ink outline-none',
  'data-[highlighted]:bg-hover data-[disabled]:pointer-events-none data-[disabled]:opacity-45',
  'data-[danger=true]:text-bad-ink data-[danger=true]:data-[highlighted]:bg-bad-soft',
  '[&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-ink-3 data-[danger=true]:[&_svg]:text-bad-ink',
)

export const menuLabelStyle = 'px-2 pt-2 pb-1 text-ink-3 text-xs font-medium'
export const menuSeparatorStyle = '-mx-1 my-1 h-px bg-line'
