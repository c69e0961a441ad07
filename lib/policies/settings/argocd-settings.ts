import { LABEL, PART_OF_ARGOCD } from '../../model/labels';
import { groupOf, type InventoryObject } from '../../render/inventory';
import { fieldsAt, textAt } from '../json-fields';
import type { ObjectPolicy, Remark } from '../policy';

/** ConfigMaps that Argo CD reads. */
const SETTINGS: ReadonlySet<string> = new Set([
  'argocd-cm',
  'argocd-cmd-params-cm',
  'argocd-gpg-keys-cm',
  'argocd-notifications-cm',
  'argocd-rbac-cm',
  'argocd-ssh-known-hosts-cm',
  'argocd-tls-certs-cm',
]);

/** Argo CD reads only what says that it is Argo CD's. */
export const argocdSettingsLabel: ObjectPolicy = {
  id: 'argocd-settings-label',
  title: `Argo CD's ConfigMaps are labelled ${LABEL.partOf}: ${PART_OF_ARGOCD}`,
  level: 'error',
  scope: 'object',
  kinds: ['ConfigMap'],
  doc: 'without the label Argo CD ignores the ConfigMap: https://argo-cd.readthedocs.io/en/stable/operator-manual/declarative-setup/',
  check: (at) => {
    if (!isSettings(at) || at.object.metadata.labels?.[LABEL.partOf] === PART_OF_ARGOCD) return [];
    const found = at.object.metadata.labels?.[LABEL.partOf] ?? 'nothing';
    return [{ at, found: `${LABEL.partOf} is ${found}`, expected: PART_OF_ARGOCD }];
  },
};

/** Settings that let people or values past projects, with what they must be. */
const OPEN_SETTINGS: readonly {
  readonly map: string;
  readonly key: string | RegExp;
  readonly open: (value: string) => boolean;
  readonly expected: string;
}[] = [
  { map: 'argocd-cm', key: 'admin.enabled', open: (v) => v === 'true', expected: "'false': one password, no person" },
  { map: 'argocd-cm', key: 'exec.enabled', open: (v) => v === 'true', expected: "'false'" },
  { map: 'argocd-cm', key: 'users.anonymous.enabled', open: (v) => v === 'true', expected: "'false'" },
  {
    map: 'argocd-cm',
    key: 'application.resourceTrackingMethod',
    open: (v) => v !== 'annotation',
    expected: 'annotation: a label is copied to claims, which are then pruned',
  },
  {
    map: 'argocd-cm',
    key: 'helm.valuesFileSchemes',
    open: (v) => v.trim() !== '',
    expected: 'nothing: values come from the root repository',
  },
  {
    map: 'argocd-cm',
    key: /^accounts\.[^.]+$/,
    open: (v) => v.split(',').some((capability) => capability.trim() !== 'apiKey'),
    expected: 'apiKey: a local account is for a program, and a password for it is for whoever has it',
  },
  {
    map: 'argocd-cm',
    key: 'resource.customizations.actions.apps_StatefulSet',
    open: (v) =>
      /mergeBuiltinActions:\s*true|replicas\s*=(?!=)\s*(?!0\s*$)\S/m.test(v) ||
      !['restart', 'scale'].every((name) => new RegExp(`name:\\s*["']?${name}["']?\\s*$`, 'm').test(v)),
    expected:
      'actions that stop, and restart and scale by name that refuse: Argo CD runs its own for a name that is not defined, ' +
      'and its scale takes a free number, which starts a second signer',
  },
  {
    map: 'argocd-rbac-cm',
    key: 'policy.default',
    open: (v) => v !== '',
    expected: "'': it cannot be restrained by a deny, and readonly includes logs and every project",
  },
  {
    map: 'argocd-rbac-cm',
    key: 'policy.csv',
    // On a root, update/ and delete/ of Applications act on its children.
    open: (v) =>
      /^\s*p\s*,[^,]*,[^,]*,\s*(\*|(action|update|delete)\/(\*|argoproj\.io\/(\*|Application))[^,]*)\s*,[^,]*,\s*allow/m.test(
        v,
      ),
    expected: 'actions by name: action/* includes toggle-auto-sync',
  },
];

/** Settings with which everything that projects confine is open again. */
export const argocdSettingsClosed: ObjectPolicy = {
  id: 'argocd-settings-closed',
  title: "Argo CD's settings open no way around projects",
  level: 'error',
  scope: 'object',
  kinds: ['ConfigMap'],
  doc:
    'the admin account, exec, anonymous access and wildcard actions apply to every project at once: ' +
    'https://argo-cd.readthedocs.io/en/stable/operator-manual/rbac/',
  check: (at) => {
    if (!isSettings(at)) return [];
    const data = fieldsAt(at.object, 'data');
    return Object.keys(data).flatMap((name) =>
      OPEN_SETTINGS.flatMap(({ map, key, open, expected }): readonly Remark[] => {
        const value = textAt(data, name);
        const named = typeof key === 'string' ? key === name : key.test(name);
        if (at.object.metadata.name !== map || !named || value === undefined || !open(value)) return [];
        return [{ at, found: foundText(name, value), expected }];
      }),
    );
  },
};

function foundText(key: string, value: string): string {
  if (key === 'policy.csv') return `${key} allows every action`;
  return key.startsWith('resource.customizations.actions.') ? `${key} let more be done than stop` : `${key}: ${value}`;
}

function isSettings({ object }: InventoryObject): boolean {
  return object.kind === 'ConfigMap' && groupOf(object) === '' && SETTINGS.has(object.metadata.name);
}
