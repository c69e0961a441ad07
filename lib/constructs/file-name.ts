/** What names the file of an object: its kind, name and namespace, none for a kind without namespaces. */
export interface FileIdentity {
  readonly kind: string;
  readonly metadata: { readonly name?: string; readonly namespace?: string };
}

/**
 * The file of an object: `<kind>.<name>.yaml`, or `<kind>.<namespace>.<name>.yaml` where it lives outside its
 * application's namespace. It comes from the object's identity alone, so moving a construct never renames a file.
 */
export function fileNameOf(object: FileIdentity, applicationNamespace = ''): string {
  const { name = '', namespace } = object.metadata;
  const place = namespace === undefined || namespace === applicationNamespace ? [] : [namespace];
  // RBAC names may hold ':', which not every file system takes.
  return [object.kind.toLowerCase(), ...place, name.replace(/[^A-Za-z0-9._-]/g, '_'), 'yaml'].join('.');
}
