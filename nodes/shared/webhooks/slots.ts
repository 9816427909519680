/** Whose webhook takes the turn. */
export interface TurnOwner {
  kind: 'trigger' | 'suspended';
  workflowId: string | undefined;
  /** Stands for the provider's account: the same object for everyone who uses that account. */
  account?: object | undefined;
}

/** Webhooks working at once. n8n keeps an expression sandbox of about 8 MB for each while it runs. */
const atATime = 8;

/**
 * Limits that leave room for the other kind, other accounts and other workflows, however many callbacks arrive. Anyone
 * who has seen a callback URL can call it as often as they like.
 */
const mostOfAKind = 6;
const mostOfAnAccount = 5;
const mostOfAWorkflow = 4;

const taken = new Set<TurnOwner>();

/**
 * Takes one of the places for working webhooks, so that a thousand simultaneous callbacks don't take gigabytes. Only
 * for short work: never hold a place while waiting for a task.
 *
 * @returns a function that gives the place back; undefined if none is free for this owner
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
