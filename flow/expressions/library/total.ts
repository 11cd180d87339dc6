/** Kahan's sum, then without the noise of binary fractions: 0.1 + 0.2 is 0.3 on an invoice. */
export function total(numbers: number[]): number {
  let sum = 0
  let lost = 0
  for (const number of numbers) {
    const added = number - lost
    const next = sum + added
    lost = next - sum - added
    sum = next
  }
  return Number(sum.toPrecision(15))
}
