/** `48 kB`, `2.4 MB`. */
export function fileSize(bytes: number, locale?: string): string {
  const [unit, amount] = bytes < 1_000_000 ? (['kilobyte', bytes / 1_000] as const) : (['megabyte', bytes / 1_000_000] as const)
  return new Intl.NumberFormat(locale, { style: 'unit', unit, maximumFractionDigits: unit === 'megabyte' ? 1 : 0 }).format(
    unit === 'kilobyte' ? Math.max(1, amount) : amount,
  )
}
