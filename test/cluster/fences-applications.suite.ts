import { apply, until } from './apply';
import type { ControlPlane } from './control-plane';
import { expectPass, expectRefusal } from './expect-answer';
import type { Answer, Subject } from './kubectl';
import { objectIn, type Manifest } from './rendered-objects';
import { everybodyBut, SUBJECT, UNRESTRICTED_SUBJECTS, unrestricted } from './subjects';
import { startTestnet } from './testnet';

/*
 * What holds Applications and what they take over, on a real kube-apiserver: adoption, second Applications on gated
 * destinations, and what bootstrap-root may apply. Requests are server-side dry runs, which admission judges like any
 * other.
 */

// The first run builds the control plane.
jest.setTimeout(1_800_000);

/** The Application vault of the service plane, as tracking ids name it. */
const VAULT = 'argocd-service_vault';
const LIST = 'gitops-planes-gated-destinations';
const ADOPTED = 'this object exists and belongs to no or another application';
const DESTINATION = 'this namespace belongs to a gated application';
const PROJECT = 'this project holds gated applications only';
const INSTANCE_ONLY = 'bootstrap-root applies the Application instance of the project bootstrap, and no other';

const controller = unrestricted(SUBJECT.controller);

let plane: ControlPlane;

beforeAll(async () => {
  plane = await startTestnet();
  apply(plane.kubectl, [
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'vault' } },
    ...Object.values(OBJECT),
    application('argocd-service', 'live', {}),
  ]);
});

afterAll(() => plane?.stop());

describe('Argo CD applies for the Application vault', () => {
  test.each<[string, () => Manifest]>([
    ['an object that is not there yet', () => configMap('new', {})],
    ['an object of its own', () => OBJECT.own],
    ['an object that nobody tracks, whose owner consented', () => OBJECT.consented],
    ['an object of another Application, whose owner consented', () => OBJECT.handedOver],
  ])('%s', (_, object) => {
    expectPass(applyFor(VAULT, object(), SUBJECT.controller));
  });

  test.each<[string, () => Manifest]>([
    ['an object that nobody tracks', () => OBJECT.untracked],
    ['an object of another Application', () => OBJECT.others],
    ['an object whose owner consented to another Application', () => OBJECT.consentedToAnother],
    ['an object without a namespace', () => OBJECT.clusterWide],
    ['a consent that stands in Git alone', () => annotated(OBJECT.untracked, adoptedBy('vault'))],
  ])('never %s', (_, object) => {
    expectRefusal(applyFor(VAULT, object(), SUBJECT.controller), ADOPTED);
  });

  test('never an object that signs, nor by the one way of writing or the other', () => {
    const signer = objectIn('chain/testnet/hoodi-0-signer/serviceaccount.web3signer.yaml');
    apply(plane.kubectl, [signer]);
    expectRefusal(applyFor(VAULT, signer, SUBJECT.controller), ADOPTED);
    const changed = JSON.stringify({ metadata: { annotations: trackedBy(VAULT, signer) } });
    const what = ['serviceaccount', 'web3signer', '--namespace', 'hoodi-0-signer', '--type', 'merge'];
    const patch = (as: Subject): Answer =>
      plane.kubectl.ask(['patch', ...what, '--patch', changed, '--dry-run=server'], { as });
    expectRefusal(patch(controller), ADOPTED);
  });

  test.each(everybodyBut('controller'))('%s may hand objects over', (_, subject) => {
    expectPass(write(annotated(OBJECT.untracked, adoptedBy('vault')), subject));
    expectPass(applyFor(VAULT, OBJECT.untracked, subject));
  });

  test("and what Argo CD's own installation made in its namespace", () => {
    const settings = objectIn('bootstrap/testnet/instance/configmap.argocd-cm.yaml');
    apply(plane.kubectl, [{ ...settings, metadata: { name: 'argocd-cm', namespace: 'argocd' } }]);
    expectPass(applyFor('instance', settings, SUBJECT.controller));
  });
});

describe.each(UNRESTRICTED_SUBJECTS)('%s writes, beside the gated Applications,', (_, subject) => {
  test.each(['argocd', 'argocd-service'])('an Application in %s that goes elsewhere', (namespace) => {
    expectPass(write(application(namespace, 'second', {}), subject));
  });

  test.each(['argocd', 'argocd-service'])('none in %s on a gated destination or in a gated project', (namespace) => {
    const destination = { name: 'in-cluster', namespace: 'hoodi-0-signer' };
    expectRefusal(write(application(namespace, 'second', { destination }), subject), DESTINATION);
    expectRefusal(write(application(namespace, 'second', { project: 'ethereum-hoodi' }), subject), PROJECT);
  });

  test('no change of one that exists to a gated destination or project', () => {
    const destination = { server: 'https://kubernetes.default.svc', namespace: 'osmo-test-0-validator' };
    expectRefusal(write(application('argocd-service', 'live', { destination }), subject), DESTINATION);
    expectRefusal(write(application('argocd-service', 'live', { project: 'ethereum-hoodi' }), subject), PROJECT);
  });
});

test('the gated Applications themselves pass, as their root writes them', () => {
  const signer = objectIn('chain/testnet/applications/application.hoodi-0-signer.yaml');
  expectPass(applyFor('chain-root', signer, SUBJECT.controller));
});

describe('without the list of gated destinations', () => {
  beforeAll(async () => {
    plane.kubectl.run(['delete', 'configmap', LIST, '--namespace', 'argocd']);
    await until(() => !write(application('argocd-service', 'second', {}), controller).done);
  });

  afterAll(async () => {
    apply(plane.kubectl, [objectIn(`bootstrap/testnet/instance/configmap.${LIST}.yaml`)]);
    await until(() => write(application('argocd-service', 'second', {}), controller).done);
  });

  test.each(UNRESTRICTED_SUBJECTS)('%s writes no Application beside the gated ones', (_, subject) => {
    for (const name of ['second', 'live']) {
      const answer = write(application('argocd-service', name, {}), subject);
      expectRefusal(answer, 'no params found for policy binding with `Deny`');
    }
  });
});

describe('bootstrap-root', () => {
  const instance = objectIn('bootstrap/testnet/applications/application.instance.yaml');

  test('applies the Application instance', () => {
    expectPass(applyFor('bootstrap-root', instance, SUBJECT.controller));
  });

  test('applies no other, and none of another project', () => {
    expectRefusal(applyFor('bootstrap-root', application('argocd', 'second', {}), SUBJECT.controller), INSTANCE_ONLY);
    const moved = { ...instance, spec: { ...instance.spec, project: 'default' } };
    expectRefusal(applyFor('bootstrap-root', moved, SUBJECT.controller), INSTANCE_ONLY);
  });

  test('takes over none that others apply', () => {
    const root = objectIn('bootstrap/testnet/instance/application.chain-root.yaml');
    expectPass(applyFor('instance', root, SUBJECT.controller));
    apply(plane.kubectl, [annotated(root, trackedBy('instance', root))]);
    expectRefusal(applyFor('bootstrap-root', root, SUBJECT.controller), INSTANCE_ONLY);
  });
});

const OBJECT = {
  own: tracked(VAULT, configMap('own', {})),
  untracked: configMap('untracked', {}),
  consented: configMap('consented', adoptedBy('vault')),
  handedOver: annotated(tracked('argocd-service_cert-manager', configMap('handed-over', {})), adoptedBy('vault')),
  others: tracked('argocd-service_cert-manager', configMap('others', {})),
  consentedToAnother: configMap('consented-to-another', adoptedBy('cert-manager')),
  clusterWide: {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRole',
    metadata: { name: 'tests-untracked' },
  },
} satisfies Readonly<Record<string, Manifest>>;

function configMap(name: string, annotations: Readonly<Record<string, string>>): Manifest {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace: 'vault', annotations } };
}

function annotated(object: Manifest, annotations: Readonly<Record<string, string>>): Manifest {
  const { metadata } = object;
  return { ...object, metadata: { ...metadata, annotations: { ...metadata.annotations, ...annotations } } };
}

function adoptedBy(application: string): Readonly<Record<string, string>> {
  return { 'gitops-planes.io/adopt': application };
}

/** The id that Argo CD writes on what an Application applies: of one outside its own namespace, that namespace first. */
function trackedBy(application: string, { apiVersion, kind, metadata }: Manifest): Readonly<Record<string, string>> {
  const group = apiVersion.includes('/') ? apiVersion.split('/')[0] : '';
  const id = `${application}:${group}/${kind}:${metadata.namespace ?? 'vault'}/${metadata.name}`;
  return { 'argocd.argoproj.io/tracking-id': id };
}

function tracked(application: string, object: Manifest): Manifest {
  return annotated(object, trackedBy(application, object));
}

function application(namespace: string, name: string, changed: object): Manifest {
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: { name, namespace },
    spec: {
      project: 'security',
      destination: { server: 'https://kubernetes.default.svc', namespace: 'vault' },
      source: { repoURL: 'https://git.example.com/fp/gitops-service.git', path: 'x', targetRevision: 'main' },
      ...changed,
    },
  };
}

/** A sync of an Application applies the object. */
function applyFor(name: string, object: Manifest, as: Subject): Answer {
  return write(tracked(name, object), as);
}

/** Applies in server-side dry run, whether the object exists or not. */
function write(object: Manifest, as: Subject): Answer {
  const how = ['--server-side', '--force-conflicts', '--dry-run=server'];
  return plane.kubectl.ask(['apply', ...how, '-f', '-'], { objects: [object], as });
}
