import { Image, imageProblem } from '../../lib/model/image';

const DIGEST = `sha256:${'0123456789abcdef'.repeat(4)}`;

test('takes an image apart', () => {
  const { ref, repository, tag, digest } = Image.pinned(`registry.example.com:5000/team/app_x:v1.2.3-rc.1@${DIGEST}`);
  expect({ ref, repository, tag, digest }).toEqual({
    ref: `registry.example.com:5000/team/app_x:v1.2.3-rc.1@${DIGEST}`,
    repository: 'registry.example.com:5000/team/app_x',
    tag: 'v1.2.3-rc.1',
    digest: DIGEST,
  });
});

test.each(['postgres', 'ethereum/client-go', 'ghcr.io/a/b__c', 'localhost:5000/a', 'a.b/c--d'])(
  'takes the repository %s',
  (repository) => {
    expect(Image.pinned(`${repository}:v1@${DIGEST}`).repository).toBe(repository);
  },
);

const PINNED = 'an image pinned by tag and digest (repository:tag@sha256:<64 hex>)';
const LOWER = 'an image with a lower-case repository';
const VERSION = 'an image with the tag of a version (not latest, dev, main, master, nightly)';

test.each([
  ['a tag without digest', 'ethereum/client-go:v1', PINNED],
  ['a digest without tag', `ethereum/client-go@${DIGEST}`, PINNED],
  ['a port without tag', `registry.example.com:5000/app@${DIGEST}`, PINNED],
  ['a short digest', 'app:v1@sha256:abc', PINNED],
  ['an upper-case digest', `app:v1@${DIGEST.toUpperCase()}`, PINNED],
  ['another algorithm', `app:v1@sha512:${'ab'.repeat(64)}`, PINNED],
  ['space around it', ` app:v1@${DIGEST}`, PINNED],
  ['a line break behind it', `app:v1@${DIGEST}\n`, PINNED],
  ['a scheme', `https://example.com/app:v1@${DIGEST}`, PINNED],
  ['an empty part', `a//b:v1@${DIGEST}`, PINNED],
  ['nothing', '', PINNED],
  ['an upper-case repository', `Ethereum/client-go:v1@${DIGEST}`, LOWER],
  ['an upper-case repository without owner', `App:v1@${DIGEST}`, LOWER],
  ['the tag latest', `app:latest@${DIGEST}`, VERSION],
  ['the tag dev', `app:dev@${DIGEST}`, VERSION],
  ['the tag main', `app:main@${DIGEST}`, VERSION],
  ['the tag master', `app:master@${DIGEST}`, VERSION],
  ['the tag nightly', `app:nightly@${DIGEST}`, VERSION],
  ['the tag Latest', `app:Latest@${DIGEST}`, VERSION],
  [
    'a digest of one repeated character',
    `app:v1@sha256:${'a'.repeat(64)}`,
    'an image with a real digest (not one repeated character)',
  ],
])('refuses %s', (_, ref, mustBe) => {
  expect(() => Image.pinned(ref)).toThrow(new Error(`[image] 'ref' must be ${mustBe}, got ${JSON.stringify(ref)}`));
});

test('says the same of a file as a problem', () => {
  expect(imageProblem('apps/versions/testnet.json:4', 'images.app', 'app:v1')).toBe(
    `[apps/versions/testnet.json:4] 'images.app' must be ${PINNED}, got "app:v1"`,
  );
  expect(imageProblem('x', 'images.app', `app:v1@${DIGEST}`)).toBeUndefined();
});
