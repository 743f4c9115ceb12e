/* Behaviours of every desktop page. */
import "bootstrap/js/dist/collapse";
import "bootstrap/js/dist/dropdown";
import "bootstrap/js/dist/modal";
import "bootstrap/js/dist/offcanvas";

import { watchAutosave } from "../lib/autosave";
import { watchForms } from "../lib/busy";
import { watchDrawer, watchMenus } from "../lib/drawer";
import { watchErrors } from "../lib/errors";
import { watchEvidence } from "../lib/evidence";
import { watchKeys } from "../lib/keys";
import { watchLeaving } from "../lib/leaving";
import { watchLive } from "../lib/live";
import { watchSelection } from "../lib/select";
import { watchSession } from "../lib/session";
import { watchAutoSubmit } from "../lib/submit";
import { watchSwaps } from "../lib/swaps";
import { watchThemeSwitch } from "../lib/theme";
import { watchUnsaved } from "../lib/unsaved";

for (const watch of [
  watchThemeSwitch, watchForms, watchUnsaved, watchErrors, watchKeys, watchDrawer, watchMenus,
  watchAutosave, watchSelection, watchLive, watchSwaps, watchAutoSubmit, watchSession, watchEvidence, watchLeaving,
]) watch();
