'use client'
import { createContext } from 'react'

export const ShellContext = createContext({ openDrawer: () => {}, toggleSidebar: () => {} })
