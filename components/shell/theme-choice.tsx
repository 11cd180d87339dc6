'use client'
import { DropdownMenu } from 'radix-ui'
import { cn } from '../ui/cn'
import { parseTheme, THEMES } from './theme'
import { THEME_LOOK } from './theme-look'
import { useTheme } from './use-theme'

/** Three segments inside the account menu; the menu stays open so that the change is seen. */
export function ThemeChoice() {
  const [theme, setTheme] = useTheme()
  return (
    <DropdownMenu.RadioGroup
      aria-label="Theme"
      value={theme}
      onValueChange={(value) => setTheme(parseTheme(value))}
      className="mx-1 mb-1 grid grid-cols-3 gap-0.5 rounded-sm bg-sunken p-0.5"
    >
      {THEMES.map((value) => {
        const { label, icon: Icon } = THEME_LOOK[value]
        return (
          <DropdownMenu.RadioItem
            key={value}
            value={value}
            aria-label={label}
            title={label}
            onSelect={(event) => event.preventDefault()}
            className={cn(
              'flex h-7 cursor-default items-center justify-center rounded-[5px] text-ink-3 outline-none data-[highlighted]:text-ink',
              'data-[highlighted]:bg-hover data-[state=checked]:bg-surface data-[state=checked]:text-ink data-[state=checked]:shadow-card',
            )}
          >
            <Icon className="size-4" strokeWidth={1.75} aria-hidden />
          </DropdownMenu.RadioItem>
        )
      })}
    </DropdownMenu.RadioGroup>
  )
}
