import { createHmac } from 'node:crypto'
import type postgres from 'postgres'

/**
 * Three login roles besides the owner. `kaos_app` sees one workspace per transaction (tenancy.ts), `kaos_engine` all
 * workspaces but only the engine's tables, `kaos_auth` people and memberships. None owns a table or bypasses row security;
 * what each may do is granted in drizzle/. Their passwords derive from AUTH_SECRET, so nothing more has to be kept secret.
 */
export const ROLE_NAMES = { app: 'kaos_app', engine: 'kaos_engine', auth: 'kaos_auth' } as const

export type RoleUrls = Record<keyof typeof ROLE_NAMES, string>

export function roleUrls(ownerUrl: string, secret: string): RoleUrls {
  const urlOf = (role: string) => {
    const url = new URL(ownerUrl)
    url.username = role
    url.password = passwordOf(role, secret)
    return url.toString()
  }
  return { app: urlOf(ROLE_NAMES.app), engine: urlOf(ROLE_NAMES.engine), auth: urlOf(ROLE_NAMES.auth) }
}

/** Creates the roles, or brings their attributes and passwords up to date. */
export async function ensureRoles(sql: postgres.Sql, secret: string): Promise<void> {
  for (const role of Object.values(ROLE_NAMES)) {
    const [existing] = await sql`select rolsuper or rolbypassrls as above_policies from pg_roles where rolname = ${role}`
    if (existing?.above_policies)
      throw new Error(`The database role ${role} may bypass row security. Take that right away from it, then start again.`)
    // Identifier and password are constants and hex digits of ours: nothing to escape, and DDL takes no parameters.
    await sql.unsafe(`${existing ? 'alter' : 'create'} role ${role} login password '${passwordOf(role, secret)}'`)
  }
}

function passwordOf(role: string, secret: string): string {
  return createHmac('sha256', secret).update(`database-role:${role}`).digest('hex')
}
