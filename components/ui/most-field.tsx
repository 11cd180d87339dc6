import { Field } from './field'
import { Input } from './input'

type MostFieldProps = { label: string; help?: string; className?: string; most: number | null; highest: number }

/** How many at once; empty for as many as there are. */
export function MostField({ label, help, className, most, highest }: MostFieldProps) {
  return (
    <Field label={label} hint="optional" help={help} className={className}>
      {(control) => (
        <Input
          {...control}
          key={most}
          name="most"
          type="number"
          min={1}
          max={highest}
          defaultValue={most ?? ''}
          placeholder="As many as there are"
        />
      )}
    </Field>
  )
}

/** What a form with such a field says. */
export function mostIn(form: FormData): number | null {
  const most = Number(form.get('most'))
  return most > 0 ? most : null
}
