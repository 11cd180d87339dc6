import type { SandboxApp } from './app'
import { slackSandbox } from './slack/slack'
import { xeroSandbox } from './xero/app'

/** By connector. */
export const SANDBOX_APPS: ReadonlyMap<string, SandboxApp> = new Map<string, SandboxApp>([
  ['slack', slackSandbox],
  ['xero', xeroSandbox],
])
