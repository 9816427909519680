import type { Mockttp } from 'mockttp';
import { z } from 'zod';

/** What `npm publish` sends: the package's page, as the registry will show it, including the tarball. */
const publishedSchema = z
  .object({
    name: z.string(),
    'dist-tags': z.record(z.string()),
    versions: z.record(z.unknown()),
    _attachments: z.record(z.object({ data: z.string() })),
  })
  .passthrough();

const host = 'registry.npmjs.org';

/** An empty npm registry, which accepts packages and serves them. */
export async function serveRegistry(proxy: Mockttp): Promise<void> {
  const packages = new Map<string, z.output<typeof publishedSchema>>();

  await proxy
    .forPut()
    .forHostname(host)
    .thenCallback(async ({ body }) => {
      const published = publishedSchema.parse(await body.getJson());
      packages.set(published.name, published);
      return { statusCode: 201, json: { ok: true } };
    });

  await proxy
    .forGet()
    .forHostname(host)
    .thenCallback(({ path }) => {
      const [name = '', part, file = ''] = path.slice(1).split('/').map(decodeURIComponent);
      const found = packages.get(name);
      if (!found) return { statusCode: 404, json: { error: 'Not found' } };
      const { _attachments: tarballs, ...page } = found;
      if (part === undefined) return { statusCode: 200, json: page };
      const tags = page['dist-tags'];
      if (part !== '-') return { statusCode: 200, json: page.versions[tags[part] ?? part] };
      return { statusCode: 200, rawBody: Buffer.from(tarballs[file]?.data ?? '', 'base64') };
    });
}
