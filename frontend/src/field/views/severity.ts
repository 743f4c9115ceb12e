/* How pressing a finding is: one word, one look. */
import type { Severity } from "../wire";
import { t } from "../words";
import type { Option } from "./parts";

export const SEVERITIES = (): Option<Severity>[] => [
  { value: "minor", word: t("一般") },
  { value: "serious", word: t("较重"), look: "warn", shape: "risk" },
  { value: "stop_now", word: t("立即停"), look: "bad", shape: "unmet" },
];

export function severityName(severity: Severity): string {
  return SEVERITIES().find((one) => one.value === severity)?.word ?? "";
}
