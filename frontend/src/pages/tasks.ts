/* Forms of tasks: long selects become searches. */
import { watchPickers } from "../command/picker";

watchPickers();
