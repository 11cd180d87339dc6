import { describe, expect, it } from 'vitest'
import { ROLE_NAMES } from './roles'
import { testDatabase } from './testing'

const database = testDatabase()
const roles = Object.values(ROLE_NAMES)

describe('the catalogue', () => {
  it('forces row security, with a policy, on every table', async () => {
    const open = await database.owner()`
      select relname from pg_class c
      where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
        and not (relrowsecurity and relforcerowsecurity and exists (select from pg_policy where polrelid = c.oid))`
    expect(open).toEqual([])
  })

  it('shows kaos_app only rows of the current workspace', async () => {
    const wide = await database.owner()`
      select tablename, policyname, qual, with_check from pg_policies
      where schemaname = 'public' and roles && '{kaos_app,public}'::name[]
        and not (qual like '%current_workspace()%' and (with_check like '%current_workspace()%' or cmd = 'SELECT'))`
    expect(wide).toEqual([])
  })

  it('gives every table of a workspace a policy for the tenant', async () => {
    const without = await database.owner()`
      select table_name from information_schema.columns c
      where table_schema = 'public' and column_name = 'workspace_id' and not exists
        (select from pg_policies p where p.tablename = c.table_name and p.policyname = 'tenant' and p.roles = '{kaos_app}')`
    expect(without).toEqual([])
  })

  it('lets kaos_engine see the engine’s tables and no other', async () => {
    const tables = await database.owner()`
      select table_name as name from information_schema.table_privileges where grantee = 'kaos_engine' group by 1 order by 1`
    expect(tables.map((t) => t.name)).toEqual([
      'ask',
      'audit_pending',
      'audit_unsigned',
      'callback',
      'delivery',
      'journal',
      'lane',
      'run',
      'trigger',
      'turn',
      'unsealed_run',
      'wait',
      'what_if',
      'worker',
    ])
    const columns = await database.owner()`
      select column_name as name from information_schema.column_privileges
      where grantee = 'kaos_engine' and table_name = 'notification' order by 1`
    expect(columns.map(({ name }) => name)).toEqual(['created_at', 'id', 'mail', 'workspace_id'])
  })

  it('carries the workspace in every foreign key between tables of a workspace', async () => {
    const loose = await database.owner()`
      select conname from pg_constraint
      where contype = 'f' and connamespace = 'public'::regnamespace
        and exists (select from pg_attribute where attrelid = conrelid and attname = 'workspace_id')
        and exists (select from pg_attribute where attrelid = confrelid and attname = 'workspace_id')
        and not (select attnum from pg_attribute where attrelid = conrelid and attname = 'workspace_id') = any (conkey)`
    expect(loose).toEqual([])
  })

  it('has roles that own nothing, bypass nothing and belong to nothing', async () => {
    const powers = await database.owner()`
      select rolname from pg_roles r where rolname = any (${roles}) and
        (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication
          or exists (select from pg_auth_members where member = r.oid)
          or exists (select from pg_shdepend where refobjid = r.oid and deptype = 'o'))`
    expect(powers).toEqual([])
    const [{ count = 0 } = {}] = await database.owner()`select count(*)::int from pg_roles where rolname = any (${roles})`
    expect(count).toBe(roles.length)
  })

  it('never lets anybody change what is written for ever', async () => {
    const forever = ['audit_event', 'audit_link', 'audit_checkpoint', 'approval_decision', 'outside_call', 'version', 'journal']
    const writes = await database.owner()`
      select grantee, table_name from information_schema.column_privileges
      where grantee = any (${roles}) and table_name = any (${forever}) and privilege_type = 'UPDATE'
      union all select grantee, table_name from information_schema.table_privileges
      where grantee = any (${roles}) and table_name = any (${forever}) and privilege_type in ('DELETE', 'TRUNCATE')`
    expect(writes).toEqual([])
  })
})
