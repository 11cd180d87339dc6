const ABBREVIATIONS = new Set(['bic', 'iban', 'id', 'ip', 'pdf', 'sku', 'url', 'vat'])

/** A field's name as words: `dueDate` and `due_date` → "Due date", `vendorID` and `vendor_id` → "Vendor ID". */
export function humanLabel(key: string): string {
  const words = key
    .replace(/[_\-./\s]+/g, ' ')
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .trim()
    .split(' ')
    .map((word) => (/^[A-Z\d]{2,}$/.test(word) ? word : inLetters(word.toLowerCase())))
    .join(' ')
  return words === '' ? key : words.charAt(0).toUpperCase() + words.slice(1)
}

function inLetters(word: string): string {
  return ABBREVIATIONS.has(word) ? word.toUpperCase() : word
}
