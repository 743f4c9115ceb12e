/* Judges requests under one policy as the server does; the shared vectors hold both to the same answers. */

import { condition, fires, group, groupsAgainst, opposite, type Test } from "./conditions";
import type { Condition, Decision, Effect, Nearest, Policy, Request, Rule, RuleDocument } from "./document";

const RESCUE = ["ambulance", "fire"];
const GOOD_CODE = ["ok", "none"];
const NAMELESS_CODE = ["damaged", "unknown"];

interface Active {
  rule: Rule;
  fires: Test;
}

interface Permit {
  rule: Rule;
  wanted: [Condition, Test][];
  against: [Condition[], Test][];
}

export type Judge = (request: Request) => Decision;

/** A judge for one policy of a document. */
export function judge(document: RuleDocument, name: string): Judge {
  const policy = document.policies[name];
  if (!policy) throw new Error(`unknown policy ${name}`);
  const rules = active(document.rules, policy);
  const permits = rules.filter(({ rule }) => rule.effect === "allow").map(({ rule }) => permit(rule, policy));
  const leaving = wayOut(document, policy, rules);
  return (request) => {
    if ((request.emergency ?? "none") !== "none" || RESCUE.includes(request.vehicle as string)) return bare("allow", "BREAK_GLASS");
    const left = leaving(request);
    if (left) return left;
    const code = codeOf(request);
    if (!GOOD_CODE.includes(code)) return bare("deny", `QR_${code.toUpperCase()}`);
    if (request.known !== true) return bare("deny", "PERSON_UNKNOWN");
    const decision = conclude(rules.filter((one) => one.fires(request)).map(({ rule }) => rule));
    return decision.reason === "NO_PERMIT" && decision.decision === "deny" ? { ...decision, nearest: nearest(permits, request) } : decision;
  };
}

/** The rules in force, in the order of (tier, position): the order of telling. */
function active(rules: Rule[], policy: Policy): Active[] {
  const measures = new Set(policy.measures);
  const chosen = rules.filter((rule) => measures.has(rule.measure));
  return chosen.sort((one, other) => one.tier - other.tier).map((rule) => ({ rule, fires: fires(rule, policy) }));
}

function conclude(rules: Rule[]): Decision {
  const first = (effect: Effect): string | undefined => rules.find((rule) => rule.effect === effect)?.reason;
  const fired = rules.map(({ id, effect, reason }) => ({ rule: id, effect, reason }));
  const todo = rules.filter((rule) => rule.effect === "require").map((rule) => rule.reason);
  const denied = first("deny");
  const allowed = first("allow");
  if (denied !== undefined) return { decision: "deny", reason: denied, fired, todo };
  if (allowed === undefined) return { decision: "deny", reason: "NO_PERMIT", fired, todo };
  const [wanted] = todo;
  return wanted !== undefined ? { decision: "hold", reason: wanted, fired, todo } : { decision: "allow", reason: allowed, fired, todo };
}

/** The way out: judged before code and person; whoever is not recognised is asked, not refused. */
function wayOut(document: RuleDocument, policy: Policy, rules: Active[]): (request: Request) => Decision | null {
  const leave = document.leave;
  if (!leave) return () => null;
  const meets = group(leave.when, policy);
  const own = rules.filter(({ rule }) => leave.measures.includes(rule.measure));
  return (request) => {
    if (meets(request)) return concludeLeaving(own.filter((one) => one.fires(request)).map(({ rule }) => rule), flagsOf(request));
    const nameless = request.known !== true || NAMELESS_CODE.includes(codeOf(request));
    return request.dir === "out" && nameless ? bare("hold", "IDENTIFY") : null;
  };
}

function concludeLeaving(rules: Rule[], flags: string[]): Decision {
  const denied = rules.find((rule) => rule.effect === "deny")?.reason;
  const fired = rules.map(({ id, effect, reason }) => ({ rule: id, effect, reason }));
  const told = flags.length ? { flags } : {};
  return { decision: denied === undefined ? "allow" : "deny", reason: denied ?? "OK_LEAVE", fired, todo: [], ...told };
}

/** What is noted about somebody who leaves: the state of the code, and an expired pass. */
function flagsOf(request: Request): string[] {
  const { now, pass_exp: expiry } = request;
  const code = codeOf(request);
  const overstays = typeof now === "number" && typeof expiry === "number" && now >= expiry;
  return [...(GOOD_CODE.includes(code) ? [] : [`QR_${code.toUpperCase()}`]), ...(overstays ? ["OVERSTAY"] : [])];
}

const codeOf = (request: Request): string => (request.qr as string | null | undefined) || "none";

function permit(rule: Rule, policy: Policy): Permit {
  return {
    rule,
    wanted: rule.when.map((one) => [one, condition(one, policy)]),
    against: groupsAgainst(rule).map((one) => [one, group(one, policy)]),
  };
}

/** The allow rule that lacked least, the first of equals, with the conditions that it lacked. */
function nearest(permits: Permit[], request: Request): Nearest | null {
  let found: Nearest | null = null;
  for (const { rule, wanted, against } of permits) {
    const lacking: unknown[][] = [
      ...wanted.filter(([, test]) => !test(request)).map(([one]) => one),
      ...against.filter(([, test]) => test(request)).map(([one]) => opposite(one)),
    ];
    if (!found || lacking.length < found.lacking.length) found = { rule: rule.id, lacking };
  }
  return found;
}

function bare(decision: Decision["decision"], reason: string): Decision {
  return { decision, reason, fired: [], todo: [] };
}
