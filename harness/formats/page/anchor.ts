/** The address of a check within the page of its report. */
export function anchorOf(check: string): string {
  return check.replaceAll('/', '-')
}
