import type { RemoteFile } from '../model/network';

/** Shell that fetches a file once, and fails unless it is the declared one. */
export function fetchFile({ url, sha256 }: RemoteFile, file: string): string {
  return `if [ ! -s ${file} ]; then
  wget -q -O ${file}.part '${url}'
  echo '${sha256}  ${file}.part' | sha256sum -c -
  mv ${file}.part ${file}
fi
`;
}
