/* Blocking and tiny: sets the theme before the first paint, so that nothing flashes. */
import { apply, chosen } from "../lib/theme";

document.documentElement.classList.add("js");
apply(chosen());
