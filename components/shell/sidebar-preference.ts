export const SIDEBAR_COOKIE = 'kaos-sidebar'

export type SidebarPreference = 'narrow' | 'wide'

export function parseSidebar(value: string | undefined): SidebarPreference {
  return value === 'wide' ? 'wide' : 'narrow'
}
