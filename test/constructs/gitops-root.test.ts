import { platformOn, projectOf } from '../fixtures/instances';
import { renderFolder } from '../fixtures/platform';

test('the applications folder always holds a README, since git keeps no empty folder', () => {
  const { platform } = platformOn({ planes: ['chain'] });
  expect(renderFolder(platform, 'chain/testnet/applications')).toMatchInlineSnapshot(`
   {
     "README.md": "# chain.testnet: applications

   Rendered; never edited by hand. The root Application of the chain plane on testnet applies this folder.

   An application stands here from its first release on. Its content is the folder of the same name beside this one,
   at the revision that its Application names, which is not necessarily the content you see beside it.

   - repository: https://git.example.com/fp/chain.git, branch main, path testnet
   - namespace of the Applications: argocd-chain
   - proposes: fp-chain-developers
   - approves and syncs: fp-operators

   ## Branch protection that this relies on

   Branch main of https://git.example.com/fp/chain.git, path testnet:

   - append-only: no force push and no deletion, for administrators too; every released revision stays an ancestor of
     the tip
   - written by the publishing job alone: no person may push or merge, and the job has no right beyond this repository

   In the source repository, on the branch that is published from:

   - no force push and no deletion: a release is proved by the first-parent history of this branch
   - every change by pull request, with a review by the owners that \`.github/CODEOWNERS\` names and a new review after
     each push; nobody bypasses it
   - \`apps/releases/chain.testnet.json\` is approved by fp-operators, and never by its author alone
   - the checks pass on the merged result, \`planes check\` among them
   ",
   }
  `);
});

test('its Applications live in the namespace of its plane, on the EKS capability in the only one', () => {
  const namespaceOf = (flavor: 'self-managed' | 'eks-capability') =>
    platformOn({ planes: ['product'], flavor }).platform.describedRoots[0]?.applicationNamespace;
  expect(namespaceOf('self-managed')).toBe('argocd-product');
  expect(namespaceOf('eks-capability')).toBe('argocd');
});

test('its projects are found by name', () => {
  const { platform } = platformOn({ planes: ['chain'] });
  const project = projectOf(platform, 'chain', 'one');
  expect(project.root.tryFindProject('one')).toBe(project);
  expect(project.root.tryFindProject('two')).toBeUndefined();
});
