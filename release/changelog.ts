export interface Release {
  version: string;
  /** The day, in ISO 8601. */
  date: string;
  /** The changes, in Markdown, without the heading. */
  notes: string;
}

const headings = /^## \[(.+?)\](?: - (\S+))?(?: \[YANKED\])?[ \t]*$/gm;

/** The sections of a changelog, from top to bottom. */
function sections(changelog: string): Array<{ name: string; date: string | undefined; text: string }> {
  const found = [...changelog.matchAll(headings)];
  return found.map((heading, index) => ({
    name: heading[1] ?? '',
    date: heading[2],
    text: changelog.slice(heading.index + heading[0].length, found[index + 1]?.index).trim(),
  }));
}

/**
 * The section of a changelog for a version.
 *
 * @throws Error that says what is missing from the changelog
 */
export function releaseIn(changelog: string, version: string): Release {
  const section = sections(changelog).find(({ name }) => name === version);
  if (!section) throw new Error(`CHANGELOG.md has no part "## [${version}] - <date>".`);
  const { date, text } = section;
  if (date === undefined || !/^\d{4}-\d\d-\d\d$/.test(date)) {
    throw new Error(`The heading of ${version} in CHANGELOG.md has no date, such as 2026-01-31.`);
  }
  if (text === '') throw new Error(`CHANGELOG.md says nothing about ${version}.`);
  return { version, date, notes: text };
}

/** The unreleased changes of a changelog; empty when there are none. */
export const unreleasedIn = (changelog: string): string =>
  sections(changelog).find(({ name }) => name === 'Unreleased')?.text ?? '';
