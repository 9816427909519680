import { type Release, releaseIn, unreleasedIn } from './changelog';

export interface Sources {
  /** From package.json. */
  version: string;
  changelog: string;
  /** The tag to be published to npm as a version; absent before it exists. */
  tag?: string;
}

/**
 * Compares the three places that name a version.
 *
 * @throws Error that says which one to change
 */
export function checkRelease({ version, changelog, tag }: Sources): Release {
  if (tag !== undefined && tag !== `v${version}`) {
    throw new Error(
      `The tag is "${tag}", and package.json has version ${version}: it would have to be v${version}.`,
    );
  }
  const release = releaseIn(changelog, version);
  if (tag !== undefined && unreleasedIn(changelog) !== '') {
    throw new Error(`CHANGELOG.md has changes under "Unreleased". Move them to ${version} before the tag.`);
  }
  return release;
}
