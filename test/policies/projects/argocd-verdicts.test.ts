import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  permitsDestination,
  permitsKind,
  permitsRepository,
  permitsSourceNamespace,
  type ProjectView,
} from '../../../lib/policies/projects/project-match';

/*
 * What Argo CD's own code says of generated projects: argocd-verdicts/main.go, built in the sources of v3.5.1, gave the
 * verdicts. Globs with alternatives are left out, because gobwas errs with them and projects may not have any.
 */

interface Verdict {
  readonly ask: 'repo' | 'destination' | 'kind' | 'sourceNamespace';
  readonly spec: object;
  readonly url?: string;
  readonly server?: string;
  readonly name?: string;
  readonly namespace?: string;
  readonly group?: string;
  readonly kind?: string;
  readonly objectName?: string;
  readonly permitted: boolean;
}

const verdicts = readFileSync(join(__dirname, 'argocd-verdicts/project.jsonl'), 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => JSON.parse(line) as Verdict);

const object = { apiVersion: 'argoproj.io/v1alpha1', kind: 'AppProject', metadata: { name: 'p', namespace: 'argocd' } };
const at: ProjectView['at'] = { object, file: 'p.yaml', folder: 'p', root: 'bootstrap.t', cluster: 't' };

const ASKED: Record<Verdict['ask'], (project: ProjectView, asked: Verdict) => boolean> = {
  repo: (project, { url = '' }) => permitsRepository(project, url),
  destination: (project, { server, name, namespace = '' }) =>
    permitsDestination(project, {
      ...(server === undefined ? {} : { server }),
      ...(name === undefined ? {} : { name }),
      namespace,
    }),
  kind: (project, { group = '', kind = '', objectName }) => permitsKind(project, { group, kind }, objectName),
  sourceNamespace: (project, { namespace = '' }) => permitsSourceNamespace(project, namespace),
};

function isPermitted(asked: Verdict): boolean {
  return ASKED[asked.ask]({ at, name: 'p', spec: { ...asked.spec } }, asked);
}

test.each(['repo', 'destination', 'kind', 'sourceNamespace'] as const)('of %s we say what Argo CD says', (ask) => {
  const asked = verdicts.filter((verdict) => verdict.ask === ask);
  expect(asked.filter(({ permitted }) => permitted).length).toBeGreaterThan(100);
  expect(asked.filter(({ permitted }) => !permitted).length).toBeGreaterThan(100);
  expect(asked.filter((verdict) => isPermitted(verdict) !== verdict.permitted)).toEqual([]);
});
