/* Adding evidence: how far the upload is, and the place where one stands when the person asks for it. */
interface ProgressDetail {
  loaded: number;
  total: number;
}

function fill(form: HTMLFormElement, name: string, value: string): void {
  const input = form.elements.namedItem(name);
  if (input instanceof HTMLInputElement) input.value = value;
}

function locate(form: HTMLFormElement, box: HTMLInputElement, said: HTMLElement | null): void {
  const say = (word: string | undefined) => {
    if (said) said.textContent = word ?? "";
  };
  say("");
  for (const name of ["lat", "lon", "accuracy_m"]) fill(form, name, "");
  if (!box.checked) return;
  navigator.geolocation.getCurrentPosition(
    ({ coords }) => {
      fill(form, "lat", String(coords.latitude));
      fill(form, "lon", String(coords.longitude));
      fill(form, "accuracy_m", String(coords.accuracy));
      say(said?.dataset["said"]);
    },
    () => {
      box.checked = false;
      say(said?.dataset["off"]);
    },
    { enableHighAccuracy: true, timeout: 15000, maximumAge: 30000 },
  );
}

function ready(form: HTMLFormElement): void {
  const line = form.querySelector<HTMLElement>("[data-locate]");
  if (line && "geolocation" in navigator) line.hidden = false;
}

export function watchEvidence(): void {
  document.querySelectorAll<HTMLFormElement>("form[data-evidence]").forEach(ready);
  document.addEventListener("htmx:load", (event) => {
    if (event.target instanceof Element) event.target.querySelectorAll<HTMLFormElement>("form[data-evidence]").forEach(ready);
  });
  document.addEventListener("change", (event) => {
    const box = event.target;
    if (!(box instanceof HTMLInputElement) || box.type !== "checkbox") return;
    const line = box.closest<HTMLElement>("[data-locate]");
    const form = box.form;
    if (line && form) locate(form, box, line.querySelector<HTMLElement>("[role=status]"));
  });
  document.addEventListener("htmx:xhr:progress", (event) => {
    const form = event.target instanceof Element ? event.target.closest("form[data-evidence]") : null;
    const bar = form?.querySelector("progress");
    const { loaded, total } = (event as CustomEvent<ProgressDetail>).detail;
    if (!bar || !total) return;
    bar.hidden = false;
    bar.value = (100 * loaded) / total;
  });
}
