/* A file that is too large or of a wrong kind is refused before it travels; the server judges again. */
const KINDS = /\.(txt|docx|pdf|xlsx)$/i;

function refuse(input: HTMLInputElement, words: string): void {
  input.setCustomValidity(words);
  if (words) input.reportValidity();
}

for (const form of document.querySelectorAll<HTMLFormElement>("form[data-limit]")) {
  const input = form.querySelector<HTMLInputElement>("input[type=file]");
  input?.addEventListener("change", () => {
    const file = input.files?.[0];
    const large = file !== undefined && file.size > Number(form.dataset["limit"]);
    const strange = file !== undefined && !KINDS.test(file.name);
    refuse(input, large ? (form.dataset["tooLarge"] ?? "") : strange ? (form.dataset["wrongKind"] ?? "") : "");
  });
}
