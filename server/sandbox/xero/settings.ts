import type { SandboxAnswer, SandboxContext } from '../app'
import { ok } from './answers'
import { ACCOUNTS, TAX_RATES } from './organisation'

export function listAccounts({ now }: SandboxContext): SandboxAnswer {
  const Accounts = ACCOUNTS.map(({ code, name }) => ({
    AccountID: `6b6f6f73-5a4d-4b0c-8e0d-000000000${code}`,
    Code: code,
    Name: name,
    Type: 'EXPENSE',
    Class: 'EXPENSE',
    Status: 'ACTIVE',
    TaxType: TAX_RATES[0].type,
  }))
  return ok(now, { Accounts })
}

export function listTaxRates({ now }: SandboxContext): SandboxAnswer {
  const TaxRates = TAX_RATES.map(({ type, name, percent }) => ({
    Name: name,
    TaxType: type,
    Status: 'ACTIVE',
    CanApplyToExpenses: true,
    DisplayTaxRate: percent,
    EffectiveRate: percent,
  }))
  return ok(now, { TaxRates })
}
