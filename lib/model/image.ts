import { propError, propProblem, type Where } from './errors';

const HOST = '(?:[a-z0-9](?:[-a-z0-9.]*[a-z0-9])?(?::[0-9]+)?/)?';
const PART = '[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*';
// As https://github.com/distribution/reference reads it; upper case is kept here so that it gets an error of its own.
const REF_PATTERN = new RegExp(
  `^(${HOST}${PART}(?:/${PART})*):([A-Za-z0-9_][A-Za-z0-9_.-]{0,127})@(sha256:[0-9a-f]{64})$`,
);
const FLOATING_TAGS: readonly string[] = ['latest', 'dev', 'main', 'master', 'nightly'];

/**
 * A container image pinned by tag and digest: `ethereum/client-go:v1.17.0@sha256:…`.
 *
 * The digest decides what runs; the tag tells people which version that is. A tag alone can be moved to other bytes
 * by anybody who can push to the registry.
 */
export class Image {
  /**
   * @param ref `repository:tag@sha256:<64 hex>`
   * @throws when tag or digest is missing, the repository has upper case, the tag is one that moves, or the digest is
   * one repeated character
   */
  public static pinned(ref: string): Image {
    const parts = partsOf(ref);
    if (typeof parts === 'string') throw propError('image', 'ref', parts, ref);
    return new Image(ref, parts.repository, parts.tag, parts.digest);
  }

  private constructor(
    /** The whole reference, as it was given. */
    public readonly ref: string,

    /** Registry and name, without tag: `ethereum/client-go`. */
    public readonly repository: string,

    /** For people: `v1.17.0`. */
    public readonly tag: string,

    /** For the kubelet: `sha256:` and 64 hex digits. */
    public readonly digest: string,
  ) {}
}

/** The problem with `ref` as a pinned image, or undefined. */
export function imageProblem(where: Where, prop: string, ref: string): string | undefined {
  const parts = partsOf(ref);
  return typeof parts === 'string' ? propProblem(where, prop, parts, ref) : undefined;
}

interface ImageParts {
  readonly repository: string;
  readonly tag: string;
  readonly digest: string;
}

/** The parts of a reference, or what it must be. */
function partsOf(ref: string): ImageParts | string {
  const [, repository, tag, digest] = REF_PATTERN.exec(ref) ?? [];
  if (repository === undefined || tag === undefined || digest === undefined) {
    const lowered = ref.replace(/^[^@]*[/:]/, (name) => name.toLowerCase());
    if (lowered !== ref && REF_PATTERN.test(lowered)) return 'an image with a lower-case repository';
    return 'an image pinned by tag and digest (repository:tag@sha256:<64 hex>)';
  }
  if (FLOATING_TAGS.includes(tag.toLowerCase())) {
    return `an image with the tag of a version (not ${FLOATING_TAGS.join(', ')})`;
  }
  if (/:(.)\1{63}$/.test(digest)) return 'an image with a real digest (not one repeated character)';
  return { repository, tag, digest };
}
