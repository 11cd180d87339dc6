import { Monitor, Moon, Sun } from 'lucide-react'

export const THEME_LOOK = {
  system: { label: 'Like the system', icon: Monitor },
  light: { label: 'Light', icon: Sun },
  dark: { label: 'Dark', icon: Moon },
}
