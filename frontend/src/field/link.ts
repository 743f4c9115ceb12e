/* One question to the server with a time-out: an answer, a refusal in words, signed out, or no line.

"away" with a status means that the line is good and the server is not. */

export interface Words { code: string; title: string; why: string; do: string }
export type Answer<T> =
  | { is: "told"; status: number; body: T; headers: Headers }
  | { is: "refused"; status: number; words: Words; headers: Headers }
  | { is: "away"; status: number }
  | { is: "signed-out" };

interface Asking { method?: string; json?: unknown; bytes?: Blob; headers?: Record<string, string>; within?: number }

const AWAY = { is: "away", status: 0 } as const;
const SIGNED_OUT = { is: "signed-out" } as const;
const NO_WORDS: Words = { code: "", title: "", why: "", do: "" };

/** A phone that died may have lost its form token: the page comes from the phone itself, so a new one is asked for. */
export async function ask<T>(address: string, asking: Asking = {}): Promise<Answer<T>> {
  const first = await once<T>(address, asking);
  if (first.is !== "refused" || first.status !== 403 || first.words.code !== "csrf") return first;
  await once("/account/session/", {});
  return once<T>(address, asking);
}

async function once<T>(address: string, asking: Asking): Promise<Answer<T>> {
  const cut = new AbortController();
  const timer = setTimeout(() => cut.abort(), asking.within ?? 20_000);
  try {
    const answer = await fetch(address, sent(asking, cut.signal));
    return await read<T>(answer);
  } catch {
    return AWAY;
  } finally {
    clearTimeout(timer);
  }
}

function sent(asking: Asking, signal: AbortSignal): RequestInit {
  const headers: Record<string, string> = { Accept: "application/json", ...asking.headers };
  const method = asking.method ?? "GET";
  if (method !== "GET") headers["X-CSRFToken"] = /(?:^|; )csrftoken=([^;]+)/.exec(document.cookie)?.[1] ?? "";
  if (asking.json !== undefined) headers["Content-Type"] = "application/json";
  const body = asking.json !== undefined ? JSON.stringify(asking.json) : asking.bytes;
  return { method, headers, signal, cache: "no-store", credentials: "same-origin", redirect: "manual", ...(body !== undefined && { body }) };
}

async function read<T>(answer: Response): Promise<Answer<T>> {
  const { status, headers } = answer;
  if (answer.type === "opaqueredirect" || status === 401) return SIGNED_OUT;
  if (status >= 500 || status === 429 || status === 408) return { is: "away", status };
  if (status === 304) return { is: "told", status, body: undefined as unknown as T, headers };
  const body: unknown = await answer.json().catch(() => undefined);
  if (status < 300 && body !== undefined) return { is: "told", status, body: body as T, headers };
  if (status < 300) return AWAY;
  return { is: "refused", status, words: { ...NO_WORDS, ...(body as Partial<Words> | undefined) }, headers };
}
