import type { FastifyInstance } from 'fastify';

/** Something that a workflow has told the CRM. */
export interface CrmEntry {
  /** As the CRM was called, without its base URL, as in `/api/contacts/4711/notes`. */
  path: string;
  body: unknown;
}

/** A CRM at `/crm` that takes whatever is posted, and keeps it in the list. */
export function crm(server: FastifyInstance, entries: CrmEntry[]): void {
  server.post<{ Params: { '*': string } }>('/crm/*', (request, reply) => {
    const id = entries.push({ path: `/${request.params['*']}`, body: request.body });
    return reply.code(201).send({ id });
  });
}
