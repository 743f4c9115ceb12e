/* The interface in the person's language. Chinese is the source; a word without its English does not compile. */
import { english } from "./english";

export type Word = keyof typeof english;
export type Facts = Readonly<Record<string, string | number>>;

let isEnglish = false;

/** Follow the language cookie, as every other page does. */
export function chooseLanguage(): void {
  const code = /(?:^|; )django_language=([^;]+)/.exec(document.cookie)?.[1] ?? document.documentElement.lang;
  isEnglish = code.startsWith("en");
  document.documentElement.lang = isEnglish ? "en" : "zh-Hans";
}

export function speak(code: "zh-hans" | "en"): void {
  document.cookie = `django_language=${code}; path=/; max-age=31536000; samesite=lax`;
  chooseLanguage();
}

export const inEnglish = (): boolean => isEnglish;

export function t(word: Word, facts: Facts = {}): string {
  const text: string = isEnglish ? english[word] : word;
  return text.replace(/\{(\w+)\}/g, (_, name: string) => String(facts[name] ?? ""));
}

/** What a row calls itself in the person's language. */
export function named(chinese: string | undefined, other: string | undefined): string {
  return (isEnglish && other) || chinese || "";
}

const two = (number: number): string => String(number).padStart(2, "0");
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec"];

export function clock(at: string | number | Date): string {
  const when = new Date(at);
  return `${two(when.getHours())}:${two(when.getMinutes())}`;
}

/** The hour, with the day before it unless it is today. */
export function moment(at: string | number | Date): string {
  const when = new Date(at);
  if (when.toDateString() === new Date().toDateString()) return clock(when);
  const day = isEnglish ? `${when.getDate()} ${MONTHS[when.getMonth()] ?? ""},` : `${when.getMonth() + 1}-${when.getDate()}`;
  return `${day} ${clock(when)}`;
}
