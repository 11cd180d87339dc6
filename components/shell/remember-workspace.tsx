'use client'
import { useEffect } from 'react'
import { setPreference } from './preference-cookie'

/** `/` leads back to the workspace last looked at. */
export function RememberWorkspace({ cookie, slug }: { cookie: string; slug: string }) {
  useEffect(() => setPreference(cookie, slug), [cookie, slug])
  return null
}
