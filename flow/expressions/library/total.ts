/**
 * Kahan's sum, then without the noise of binary fractions: 0.1 + 0.2 is 0.3 on an invoice, and what balances is 0. How large the
 * noise is follows from the largest number on the way, not from the sum: a credit note may leave a cent of thousands.
 */
export function total(numbers: number[]): number {
  let sum = 0
  let lost = 0
  let largest = 0
  for (const number of numbers) {
    const added = number - lost
    const next = sum + added
    lost = next - sum - added
    sum = next
    largest = Math.max(largest, Math.abs(number), Math.abs(sum))
  }
  const decimals = (largest < 1e12 ? 15 : 16) - Math.floor(Math.log10(largest)) - 1
  return decimals >= 0 && decimals <= MOST_DECIMALS ? Number(sum.toFixed(decimals)) + 0 : sum // without the sign of −0
}

/** `toFixed` gives no more. */
const MOST_DECIMALS = 100
