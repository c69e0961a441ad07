/** A text as a CEL literal. */
function celText(text: string): string {
  return `'${text.replace(/[\\']/g, (character) => `\\${character}`)}'`;
}

/** A list of texts as a CEL literal. */
export function celList(texts: readonly string[]): string {
  return `[${texts.map(celText).join(', ')}]`;
}

/** CEL that is true where the request comes from a member of the group. */
export function fromGroup(group: string): string {
  return `(has(request.userInfo.groups) && ${celText(group)} in request.userInfo.groups)`;
}

/** CEL for an annotation of `object` or `oldObject`; an empty text where there is none. */
export function annotationOf(which: 'object' | 'oldObject', annotation: string): string {
  const annotations = `${which}.metadata.annotations`;
  return `has(${annotations}) && ${celText(annotation)} in ${annotations} ? ${annotations}[${celText(annotation)}] : ''`;
}

/** CEL that is true where a label of `object` or `oldObject` is `true`. */
export function isLabelled(which: 'object' | 'oldObject', label: string): string {
  const labels = `${which}.metadata.labels`;
  return `(has(${labels}) && ${celText(label)} in ${labels} && ${labels}[${celText(label)}] == 'true')`;
}
