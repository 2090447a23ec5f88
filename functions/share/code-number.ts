/** Code number: a printed code's id as people read it out, in groups of four: 12ab 34cd 56ef 7890. */
export function codeNumber(id: string): string {
  return id.replace(/.{4}(?=.)/g, '$& ');
}
