/** Whose webhook works. */
export interface TurnOwner {
  kind: 'trigger' | 'suspended';
  workflowId: string | undefined;
  /** Whatever stands for the provider's account, and is the same for all who use it. */
  account?: object | undefined;
}

/** For as long as a webhook runs, n8n keeps a sandbox for its expressions, of about 8 MB. */
const atATime = 8;

/**
 * What is left to the others, however many callbacks come: to webhooks of the other kind, of other accounts and of
 * other workflows. Whoever has seen one callback URL can call it as often as they like.
 */
const mostOfAKind = 6;
const mostOfAnAccount = 5;
const mostOfAWorkflow = 4;

const taken = new Set<TurnOwner>();

/**
 * A place among the webhooks that work at a time, so that a thousand callbacks at once do not take gigabytes. It is
 * for work that ends soon: nobody may wait for a task with it.
 *
 * @returns what gives it back; undefined when there is none for this owner
 */
export function takeTurn({ kind, workflowId, account }: TurnOwner): (() => void) | undefined {
  const turn: TurnOwner = { kind, workflowId, account };
  const ofTheKind = [...taken].filter((other) => other.kind === kind);
  const ofTheAccount = ofTheKind.filter((other) => account !== undefined && other.account === account);
  const ofTheWorkflow = ofTheKind.filter((other) => other.workflowId === workflowId);
  const isFree =
    taken.size < atATime &&
    ofTheKind.length < mostOfAKind &&
    ofTheAccount.length < mostOfAnAccount &&
    ofTheWorkflow.length < mostOfAWorkflow;
  if (!isFree) return undefined;
  taken.add(turn);
  return () => void taken.delete(turn);
}
