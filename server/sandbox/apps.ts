import type { SandboxApp } from './app'

/** By connector. */
export const SANDBOX_APPS: ReadonlyMap<string, SandboxApp> = new Map<string, SandboxApp>([])
