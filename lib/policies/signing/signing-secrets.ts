import { ANNOTATION, LABEL } from '../../model/labels';
import { groupOf, type Manifest } from '../../render/inventory';
import { listAt, textAt, valueAt } from '../json-fields';
import type { ObjectPolicy } from '../policy';

type Problem = readonly [found: string, expected: string];

/** A key is read once, from its own path, and outlives everything that read it. */
export const signingSecretsKept: ObjectPolicy = {
  id: 'signing-secrets-kept',
  title: 'Secrets of the chain plane are read once, from a path of their own unit and network, and never taken away',
  level: 'error',
  absolute: true,
  scope: 'object',
  kinds: ['ExternalSecret'],
  doc:
    'keys that a restart read again were active in two clusters and slashed 11 validators ' +
    '(https://blog.lido.fi/loe-rocklogic-gmbh-slashing-incident); a store that loses an entry must not take a running ' +
    "signer's key with it (https://external-secrets.io/latest/guides/ownership-deletion-policy/)",
  check: (at) => {
    const { labels } = at.object.metadata;
    if (groupOf(at.object) !== 'external-secrets.io' || labels?.[LABEL.plane] !== 'chain') return [];
    return [...lifetimeProblems(at.object), ...pathProblems(at.object)].map(([found, expected]) => ({
      at,
      found,
      expected,
    }));
  },
};

const LIFETIME = [
  [['spec', 'refreshPolicy'], 'CreatedOnce'],
  [['spec', 'target', 'creationPolicy'], 'Orphan'],
  [['spec', 'target', 'deletionPolicy'], 'Retain'],
] as const;

function lifetimeProblems(object: Manifest): readonly Problem[] {
  return LIFETIME.flatMap(([path, wanted]): readonly Problem[] => {
    const found = textAt(object, ...path);
    return found === wanted ? [] : [[`${path.at(-1)} ${found ?? 'not set'}`, wanted]];
  });
}

function pathProblems(object: Manifest): readonly Problem[] {
  const { annotations, labels, namespace = '' } = object.metadata;
  const declared = annotations?.[ANNOTATION.secretPath];
  const read = [
    ...listAt(object, 'spec', 'data').map((item) => textAt(item, 'remoteRef', 'key')),
    ...listAt(object, 'spec', 'dataFrom').map((item) => textAt(item, 'extract', 'key') ?? JSON.stringify(item)),
  ];
  const strange = read.find((path) => path !== declared);
  const problems: Problem[] = [];
  if (declared === undefined || read.length === 0 || strange !== undefined) {
    problems.push([`reads ${strange ?? 'nothing'}`, `${ANNOTATION.secretPath} ${declared ?? ''} and nothing else`]);
  }
  const segments = (declared ?? '').split('/');
  const workload = labels?.[LABEL.workload] ?? '';
  const unit = namespace.startsWith(`${workload}-`) ? namespace.slice(workload.length + 1) : namespace;
  for (const [what, segment] of [
    ['network', labels?.[LABEL.network]],
    ['unit', unit],
  ] as const) {
    if (segment !== undefined && !segments.includes(segment)) {
      problems.push([`a path without its ${what} ${segment}`, `a segment '${segment}'`]);
    }
  }
  if (valueAt(object, 'spec', 'target', 'template') !== undefined) {
    problems.push(['a template of its own', 'the properties as the store has them']);
  }
  return problems;
}
