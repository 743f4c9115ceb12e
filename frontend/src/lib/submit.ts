/* Two things a page asks for by attribute: a control that sends its form when changed, a press that prints. */
export function watchAutoSubmit(): void {
  document.addEventListener("change", (event) => {
    const control = event.target;
    if (!(control instanceof HTMLSelectElement) || !control.matches("[data-submit]") || !control.form) return;
    if ("requestSubmit" in control.form) control.form.requestSubmit();
  });
  document.addEventListener("click", (event) => {
    if (event.target instanceof Element && event.target.closest("[data-print]")) window.print();
  });
}
