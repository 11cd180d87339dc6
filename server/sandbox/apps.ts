import type { SandboxApp } from './app'
import { xeroSandbox } from './xero/app'

/** By connector. */
export const SANDBOX_APPS: ReadonlyMap<string, SandboxApp> = new Map<string, SandboxApp>([['xero', xeroSandbox]])
