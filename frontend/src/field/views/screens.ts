/* Which address shows which screen. */
import type { Room } from "../desk";
import type { Screen } from "../frame";
import { findingScreen } from "./finding";
import { fixScreen } from "./fix";
import { homeScreen } from "./home";
import { lookScreen } from "./look";
import { leaveScreen, meScreen } from "./me";
import { noteScreen } from "./note";
import { photoScreen } from "./photo";
import { placeScreen, startScreen } from "./place";
import { recheckScreen } from "./recheck";
import { reviewScreen } from "./review";
import { runScreen } from "./run";
import { syncScreen } from "./sync";
import { taskScreen } from "./task";

type Show = (room: Room, first: string, second: string) => Promise<Screen>;

const SCREENS: Readonly<Record<string, Show>> = {
  "": homeScreen,
  start: startScreen,
  place: placeScreen,
  run: runScreen,
  finding: findingScreen,
  review: reviewScreen,
  photo: photoScreen,
  note: noteScreen,
  task: taskScreen,
  fix: fixScreen,
  look: lookScreen,
  recheck: recheckScreen,
  sync: syncScreen,
  me: meScreen,
  leave: leaveScreen,
};

/** ``#/run/<id>``, ``#/finding/<run>/<item>``; what follows a question mark is where to go back to. */
export async function screenOf(room: Room, hash: string): Promise<Screen> {
  const [name = "", first = "", second = ""] = hash.replace(/^#\/?/, "").split("?")[0]?.split("/") ?? [];
  return (SCREENS[name] ?? homeScreen)(room, decodeURIComponent(first), decodeURIComponent(second));
}
